#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"

#include <stdlib.h>
#include <string.h>

void played_scenario(struct scenario *scenario, int n, int turns)
{
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    scenario_init(scenario, "played", n);
    scenario->parameters.max_turns = turns;
    scenario->parameters.grace_turns = 0;
    if (!scenario_check(scenario, &why))
        fail_msg("%s", memory);
}

void played_opening(struct record_opening *opening, const struct scenario *scenario, uint32_t seed)
{
    memset(opening, 0, sizeof *opening);
    opening->scenario = *scenario;
    for (int x = 0; x < ID_SIZE; x++) {
        opening->world.bytes[x] = (uint8_t)(0xa0 + x);
        opening->key[x] = (uint8_t)(seed * 31 + (uint32_t)x * 7);
        opening->salt[x] = (uint8_t)(0xc5 ^ (seed + (uint32_t)x));
    }
    opening->commitment = record_commitment(opening);
}

void played_opening_text(const struct record_opening *opening, char text[RECORD_OPENING_MAX])
{
    struct text out = text_over(text, RECORD_OPENING_MAX);
    record_put_opening(opening, &out);
    assert_false(out.cut);
}

static void play_seat(struct played *played, int seat)
{
    struct view view;
    struct record_turn *turn = &played->turn;
    turn->source[seat] = SOURCE_NONE;
    if (!played->world.actors[seat].alive)
        return;
    turn->source[seat] = SOURCE_DEFAULT;
    int other = turn->turn + seat + played->course.roll_backs + played->course.practised;
    if (other % 5 == 4)
        return;
    turn->source[seat] = other % 3 ? SOURCE_PERSON : SOURCE_BOT;
    turn->book.given[seat] = true;
    view_of(&played->world, seat, &view);
    bot_find(slice_of("random_legal"))
        ->play(&view, record_bot_key(played->opening.key), &turn->book.orders[seat]);
}

static void add(struct played *played, const struct text *text)
{
    assert_false(text->cut);
    assert_true(played->size + text->length <= RECORD_MAX);
    memcpy(played->text + played->size, text->at, text->length);
    played->size += text->length;
}

void played_begin(struct played *played, const struct scenario *scenario, uint32_t seed)
{
    char memory[RECORD_OPENING_MAX];
    memset(played, 0, sizeof *played);
    played_opening(&played->opening, scenario, seed);
    struct text text = text_over(memory, sizeof memory);
    record_put_opening(&played->opening, &text);
    add(played, &text);
    record_begin(&played->opening, &played->world);
    played->hash = record_opening_hash(&played->opening);
    played->turn_at[0] = played->size;
}

void played_turn(struct played *played)
{
    char memory[RECORD_TURN_MAX];
    struct record_turn *turn = &played->turn;
    memset(turn, 0, sizeof *turn);
    turn->turn = played->world.turn + 1;
    for (int seat = 0; seat < played->world.scenario.actor_count; seat++)
        play_seat(played, seat);
    played->hash = turn->hash = record_resolve(&played->world, turn, &played->hash, &played->events);
    struct text text = text_over(memory, sizeof memory);
    record_put_turn(turn, played->world.scenario.actor_count, &text);
    record_course_add(&played->course, played->size, text.length);
    add(played, &text);
    played->turn_at[++played->turns] = played->size;
}

void played_back(struct played *played, int to, bool practice)
{
    char memory[RECORD_ROLL_BACK_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct record_roll_back back = {.to = to, .practice = practice};
    record_put_roll_back(&back, &text);
    add(played, &text);
    record_course_back(&played->course, &back);
    played->hash = record_opening_hash(&played->opening);
    record_begin(&played->opening, &played->world);
    for (int t = 1; t < to; t++) {
        struct record_turn turn;
        record_course_turn(&played->course, played->text, played->world.scenario.actor_count, t, &turn);
        played->hash = record_resolve(&played->world, &turn, &played->hash, &played->events);
    }
}

void played_end(struct played *played, int end)
{
    char memory[32];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "end=");
    text_put_int(&text, end ? end : played->world.end);
    text_put_char(&text, '\n');
    add(played, &text);
}

struct played *played_game(const struct scenario *scenario, uint32_t seed)
{
    struct played *played = malloc(sizeof *played);
    assert_non_null(played);
    played_begin(played, scenario, seed);
    while (!played->world.end)
        played_turn(played);
    played_end(played, 0);
    return played;
}
