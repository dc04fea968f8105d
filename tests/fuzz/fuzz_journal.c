/* The journal of an exercise and its world, entry by entry into recovery, and the life after it: what was
 * taken is taken again, both readers of a journal agree, what is stored later fits what is there, and a
 * second recovery is the same.
 *
 * An input is text. A line "@KIND WORDS" begins an entry, the lines behind it are its body; "@KIND raw"
 * leaves its hash as it is. From the first line "@+..." on the exercise lives: "@+tick MS", "@+join NAME",
 * "@+save N", "@+say N", "@+leave N", "@+consent N" (persons), "@+pause", "@+resume", "@+extend MS",
 * "@+resolve", "@+close", "@+rollback TURN"; "@+bot_in N", "@+bot_out N", "@+orders N", "@+time N",
 * "@+nudge N", "@+look N" (seats), "@+inject N".
 */
#include "common/base/must.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/life.h"
#include "tests/fuzz/scenes.h"

#include <stdlib.h>
#include <string.h>

enum { READ_MAX = 400, TICKS_MAX = 40, ACTS_MAX = 40 };

static const char *const act_names[EXERCISE_ACT_COUNT] = {
    [EXERCISE_PAUSE] = "pause",     [EXERCISE_RESUME] = "resume",   [EXERCISE_EXTEND] = "extend",
    [EXERCISE_RESOLVE] = "resolve", [EXERCISE_CLOSE] = "close",     [EXERCISE_ROLL_BACK] = "rollback",
    [EXERCISE_BOT_IN] = "bot_in",   [EXERCISE_BOT_OUT] = "bot_out", [EXERCISE_ORDERS] = "orders",
    [EXERCISE_MULTIPLY] = "time",   [EXERCISE_NUDGE] = "nudge",     [EXERCISE_INJECT] = "inject",
    [EXERCISE_LOOK] = "look",       [EXERCISE_CONSENT] = "consent",
};

/* Everything that anybody may be told now. */
static void ask_all(struct life *life)
{
    struct world_machine *world = exercise_world(life->exercise, 0);
    struct desk_room *room = calloc(1, sizeof *room);
    struct wire_exercise_state *state = calloc(1, sizeof *state);
    struct wire_situation *situation = calloc(1, sizeof *situation);
    struct wire_briefing *briefing = calloc(1, sizeof *briefing);
    struct wire_public_turn *turn = calloc(1, sizeof *turn);
    struct event_list *events = calloc(1, sizeof *events);
    must(room && state && situation && briefing && turn && events);
    desk_tell(life->exercise, life->now_ms, room, state);
    for (int seat = 0; seat < world_seats(world); seat++) {
        struct wire_report report;
        world_tell_briefing(world, seat, briefing);
        world_tell_situation(world, seat, situation);
        if (world_tell_report(world, seat, events, &report))
            must(report.turn == (uint32_t)world_turn(world));
    }
    for (uint32_t x = 0; x <= (uint32_t)world_turn(world) + 1; x++)
        if (world_tell_public_turn(world, x, turn))
            must(turn->view.turn == (int32_t)x);
    free(events);
    free(turn);
    free(briefing);
    free(situation);
    free(state);
    free(room);
}

static void act(struct life *life, struct slice name, struct slice value)
{
    int64_t number = 0;
    (void)slice_int(value, -WIRE_EXTEND_MS_MAX, WIRE_EXTEND_MS_MAX, &number);
    for (int x = EXERCISE_NO_ACT + 1; x < EXERCISE_ACT_COUNT; x++)
        if (act_names[x] && slice_is(name, act_names[x]))
            life_act(life, (enum exercise_act)x, number, "");
}

static void tick(struct life *life, struct slice value)
{
    int64_t ms = 0;
    if (!slice_int(value, 0, 24 * 3600 * 1000, &ms))
        ms = 1000;
    life->now_ms += (uint64_t)ms;
    for (int x = 0; x < TICKS_MAX && exercise_next_tick_ms(life->exercise) <= life->now_ms; x++)
        exercise_tick(life->exercise, life->now_ms);
}

static void join(struct life *life, struct slice value)
{
    struct wire_join wish = {.name = "Ann"};
    struct credentials fresh;
    struct refusal refusal = {0};
    wish.secret.bytes[0] = (uint8_t)(life->entry_count + 1);
    if (value.length && value.length < 8)
        memcpy(wish.name, value.at, value.length);
    struct person *person = exercise_join(life->exercise, &wish, life->now_ms, &fresh, &refusal);
    must(person || refusal.code);
    if (!person)
        return;
    exercise_arrive(life->exercise, person, life, life->now_ms);
    exercise_depart(life->exercise, person, life, life->now_ms);
}

/* The person of that number; NULL when there are not so many. */
static struct person *person_of(struct life *life, struct slice value)
{
    int64_t number;
    if (!slice_int(value, 0, exercise_persons(life->exercise) - 1, &number))
        return NULL;
    return exercise_person(life->exercise, (int)number);
}

static void live(struct life *life, struct slice line)
{
    struct slice name = line, value = {"", 0};
    slice_split(line, ' ', &name, &value);
    if (slice_is(name, "tick"))
        tick(life, value);
    else if (slice_is(name, "join"))
        join(life, value);
    else if (slice_is(name, "save") && person_of(life, value))
        life_save(life, person_of(life, value));
    else if (slice_is(name, "say") && person_of(life, value))
        life_say(life, person_of(life, value), (unsigned)life->entry_count);
    else if (slice_is(name, "leave") && person_of(life, value))
        life_leave(life, person_of(life, value));
    else
        act(life, name, value);
}

/* "@KIND WORDS" and the body behind it. */
static bool take_entry(struct slice *rest, struct slice *line, struct slice *body)
{
    if (!slice_take(rest, '\n', line))
        return false;
    struct slice at = *rest, next;
    body->at = at.at;
    while (at.length && at.at[0] != '@')
        slice_take(&at, '\n', &next);
    body->length = (size_t)(at.at - body->at);
    *rest = at;
    return true;
}

static bool read_entry(struct life *life, struct slice line, struct slice body)
{
    struct slice kind = line, words = {"", 0};
    char name[16], memory[8 * 1024 + 1];
    bool has_words = slice_split(line, ' ', &kind, &words);
    if (!slice_copy(kind, name, sizeof name) || !slice_copy(words, memory, sizeof memory))
        return true; /* the store takes no such kind or words */
    return life_recover(life, name, body, has_words ? memory : NULL, slice_is(words, "raw"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct slice rest = {(const char *)bytes, size}, line, body;
    struct life *life = life_begin();
    bool alive = false, good = true;
    int acts = 0;
    for (int x = 0; good && x < READ_MAX && take_entry(&rest, &line, &body); x++) {
        if (!line.length || line.at[0] != '@')
            continue;
        line = (struct slice){line.at + 1, line.length - 1};
        if (!slice_starts(line, "+")) {
            good = alive || read_entry(life, line, body);
            continue;
        }
        good = (alive || life_recovered(life)) && acts++ < ACTS_MAX;
        alive = alive || good;
        if (good)
            live(life, (struct slice){line.at + 1, line.length - 1});
    }
    if (alive || (good && life_recovered(life))) {
        ask_all(life);
        life_compare(life);
    }
    life_end(life);
    return 0;
}
