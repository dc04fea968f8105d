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

static bool asks_consent(unsigned number)
{
    return number % 4 == 2;
}

static void begin(struct life *life, unsigned number)
{
    struct exercise_host host = life_host(life);
    struct exercise_settings settings = {.turn_ms = number % 3 ? 60000 : 0,
                                         .misses_allowed = 1 + (int)number % 3,
                                         .wait_seats = (int)number % 4,
                                         .team_size = 1 + (int)number % 2,
                                         .seats_in_order = number % 2,
                                         .consent = asks_consent(number),
                                         .spectator_delay = (int)number % 3};
    struct exercise_plan plan = {.opening.scenario = scene_at((int)number * 5)->scenario};
    const struct wire_scenario_text texts[WIRE_LANGUAGES] = {
        {.language = "en", .title = "Two", .lesson = "Fear"},
        {.language = "es", .title = "Dos", .lesson = "Miedo"}};
    plan.opening.world = life_id(life);
    record_seed_key(number, 0, plan.opening.key);
    plan.opening.commitment = record_commitment(&plan.opening);
    life->exercise = exercise_create(&host, &settings, "ABCDEF", &plan, 1, texts, NULL, 0);
    must(life->exercise != NULL);
}

static void join(struct life *life, struct player *player, int x)
{
    struct wire_join wish = {.secret = life_id(life), .consent = x % 2 ? CONSENT_PLAY_ONLY : CONSENT_YES};
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
    static const enum exercise_act acts[] = {
        EXERCISE_PAUSE,  EXERCISE_RESUME,  EXERCISE_EXTEND,   EXERCISE_RESOLVE,
        EXERCISE_CLOSE,  EXERCISE_BOT_IN,  EXERCISE_ORDERS,   EXERCISE_ROLL_BACK,
        EXERCISE_INJECT, EXERCISE_BOT_OUT, EXERCISE_MULTIPLY,
    };
    enum exercise_act chosen = acts[number % (sizeof acts / sizeof acts[0])];
    if (chosen == EXERCISE_CLOSE && number % 4)
        chosen = EXERCISE_RESOLVE;
    life_act(life, chosen, chosen == EXERCISE_EXTEND ? 30000 : 1, number % 2 ? "lunch" : "");
}

/* Through the eyes of a seat, by an assistant who came for that. */
static void look(struct life *life, unsigned number)
{
    struct wire_exercise_act act;
    struct desk_answer answer;
    char key[WIRE_FACILITATOR_KEY_SIZE];
    must(desk_add_facilitator(life->exercise, "Eva", RIGHTS_ASSIST, key));
    wire_exercise_act_init(&act, EXERCISE_LOOK);
    act.world = 0;
    act.seat = (int)(number % (unsigned)world_seats(exercise_world(life->exercise, 0)));
    desk_act(life->exercise, desk_find_key(life->exercise, key), &act, life->now_ms, &answer);
    must(answer.look == world_started(exercise_world(life->exercise, 0)));
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
    for (unsigned turn = 0; turn < 2 + number % 3 && !world_ended(exercise_world(life->exercise, 0));
         turn++) {
        for (int x = 0; x < count; x++) {
            if (!players[x].person || !world_started(exercise_world(life->exercise, 0)))
                continue;
            if ((turn + (unsigned)x + number) % 4)
                life_save(life, players[x].person);
            life_say(life, players[x].person, number + turn);
        }
        if (number % 2)
            act(life, number / 2 + turn);
        if (turn == 0 && number % 3 == 1)
            look(life, number);
        if (turn == 1 && asks_consent(number))
            life_act(life, EXERCISE_CONSENT, number / 4, "");
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
                 "@+save 1\n@+leave 0\n@+pause\n@+bot_in 1\n@+orders 1\n@+time 99\n@+inject 2\n@+look "
                 "0\n@+look 1\n"
                 "@+rollback 1\n@+look 1\n@+bot_out 1\n");
    if (number % 4 == 3)
        text_put(&text, "@+resume\n@+close\n@+tick 0\n");
    life_end(life);
    must(!text.cut);
    return text.length;
}
