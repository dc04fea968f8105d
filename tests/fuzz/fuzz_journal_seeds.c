/* Journals of short lives, for fuzz_journal.c: a few persons join, play, talk, leave and come back; whoever
 * runs it pauses, adds time, closes turns. */
#include "common/base/must.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/life.h"
#include "tests/fuzz/scenes.h"

#include <stdio.h>
#include <string.h>

enum { SEEDS = 24, PLAYERS = 3 };

struct player {
    struct person *person;
    uint32_t revision;
};

static void begin(struct life *life, unsigned number)
{
    struct exercise_host host = life_host(life);
    struct exercise_settings settings = {.turn_ms = number % 3 ? 60000 : 0,
                                         .misses_allowed = 1 + (int)number % 3,
                                         .wait_seats = (int)number % 4,
                                         .team_size = 1 + (int)number % 2,
                                         .seats_in_order = number % 2,
                                         .spectator_delay = (int)number % 3};
    struct record_opening opening = {.scenario = scene_at((int)number * 5)->scenario};
    const struct wire_scenario_text texts[WIRE_LANGUAGES] = {
        {.language = "en", .title = "Two", .lesson = "Fear"},
        {.language = "es", .title = "Dos", .lesson = "Miedo"}};
    opening.world = life_id(life);
    record_seed_key(number, 0, opening.key);
    opening.commitment = record_commitment(&opening);
    life->exercise = exercise_create(&host, &settings, "ABCDEF", &opening, texts);
    must(life->exercise != NULL);
}

static void join(struct life *life, struct player *player, int x)
{
    struct wire_join wish = {.secret = life_id(life)};
    struct credentials fresh;
    struct refusal refusal = {0};
    snprintf(wish.name, sizeof wish.name, "P%d", x);
    player->person = exercise_join(life->exercise, &wish, life->now_ms, &fresh, &refusal);
    if (player->person)
        exercise_arrive(life->exercise, player->person, player, life->now_ms);
}

static void wait_for(struct life *life, uint64_t ms)
{
    life->now_ms += ms;
    for (int x = 0; x < 50 && exercise_next_tick_ms(life->exercise) <= life->now_ms; x++)
        exercise_tick(life->exercise, life->now_ms);
}

static void act(struct life *life, unsigned number)
{
    struct wire_exercise_act wish = {.act = (enum exercise_act)(1 + number % (EXERCISE_ACT_COUNT - 1))};
    if (wish.act == EXERCISE_CLOSE && number % 4)
        wish.act = EXERCISE_RESOLVE;
    if (wish.act == EXERCISE_EXTEND)
        wish.ms = 30000;
    snprintf(wish.reason, sizeof wish.reason, number % 2 ? "lunch" : "");
    exercise_act(life->exercise, &wish, life->now_ms);
}

static void leave_and_return(struct life *life, struct player *player)
{
    life_leave(life, player->person);
    exercise_depart(life->exercise, player->person, player, life->now_ms);
    exercise_arrive(life->exercise, player->person, player, life->now_ms);
}

static void play(struct life *life, unsigned number)
{
    struct player players[PLAYERS] = {{NULL, 0}};
    int count = 1 + (int)number % PLAYERS;
    for (int x = 0; x < count; x++)
        join(life, &players[x], x);
    wait_for(life, EXERCISE_LOBBY_MS);
    for (unsigned turn = 0; turn < 2 + number % 3 && !world_ended(exercise_world(life->exercise)); turn++) {
        for (int x = 0; x < count; x++) {
            if (!players[x].person || !world_started(exercise_world(life->exercise)))
                continue;
            if ((turn + (unsigned)x + number) % 4)
                life_save(life, players[x].person);
            life_say(life, players[x].person, number + turn);
        }
        if (number % 2)
            act(life, number / 2 + turn);
        if (turn == 1 && players[0].person && number % 5 == 0)
            leave_and_return(life, &players[0]);
        wait_for(life, 61000);
    }
    for (int x = 0; x < count; x++)
        if (players[x].person)
            exercise_depart(life->exercise, players[x].person, &players[x], life->now_ms);
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    struct text text = text_over((char *)bytes, room);
    if (number >= SEEDS)
        return 0;
    struct life *life = life_begin();
    life->chance = number;
    begin(life, number);
    play(life, number);
    for (int of_world = 0; of_world < 2; of_world++)
        for (int x = 0; x < life->entry_count; x++) {
            const struct life_entry *entry = &life->entries[x];
            if (entry->of_world != of_world)
                continue;
            text_put_char(&text, '@');
            text_put(&text, entry->kind);
            if (entry->words) {
                text_put_char(&text, ' ');
                text_put(&text, entry->words);
            }
            text_put_char(&text, '\n');
            text_put_span(&text, entry->body, entry->body_size);
        }
    if (number % 2)
        text_put(&text,
                 "@+tick 1000\n@+join Bob\n@+save 0\n@+say 1\n@+extend 1000\n@+resolve\n@+tick 600000\n"
                 "@+save 1\n@+leave 0\n@+pause\n");
    if (number % 4 == 3)
        text_put(&text, "@+resume\n@+close\n@+tick 0\n");
    life_end(life);
    must(!text.cut);
    return text.length;
}
