/* The line of a world, and where the plan stands. */
#include "client/ctl/state_page.h"

#include "client/ctl/table.h"
#include "common/cards/card_words.h"
#include "common/record/record.h"

#include <string.h>

enum { WORLD, TURN, CLOCK, READY, HERE, BOTS, TENSION, FLAGS, OWNER, COLUMNS };

static const struct column columns[COLUMNS] = {
    [WORLD] = {"facilitator.head.world", 6},      [TURN] = {"facilitator.head.turn", 6},
    [CLOCK] = {"facilitator.head.clock", 9},      [READY] = {"facilitator.head.ready", 7},
    [HERE] = {"facilitator.head.here", 9},        [BOTS] = {"facilitator.head.bots", 5},
    [TENSION] = {"facilitator.head.tension", 13}, [FLAGS] = {"facilitator.head.flags", 17},
    [OWNER] = {"facilitator.head.owner", 8},
};

static const struct table table = {columns, COLUMNS};

static_assert(6 + 6 + 9 + 7 + 9 + 5 + 13 + 17 + 8 <= STATE_COLUMNS, "a row fits a line");

static const char *end_key(uint32_t end)
{
    static const char *const keys[RECORD_END_COUNT] = {
        "facilitator.end.unknown",  "facilitator.end.time",   "facilitator.end.hegemony",
        "facilitator.end.survivor", "facilitator.end.closed",
    };
    return keys[end < RECORD_END_COUNT ? end : 0];
}

static int64_t seconds_left(const struct wire_clock *clock)
{
    return clock->remaining_ms < 0 ? -1 : (clock->remaining_ms + 999) / 1000;
}

void world_put_now(const struct wire_exercise_world *world, const struct language *language,
                   struct text *text)
{
    const struct wire_clock *clock = &world->clock;
    bool limited = clock->remaining_ms >= 0;
    char left[32];
    struct text put = text_over(left, sizeof left);
    minutes_put(seconds_left(clock), &put);
    const struct slot *slots = SLOTS(num("turn", clock->turn), str("left", left),
                                     num("ready", clock->seats_ready), num("seats", clock->seats),
                                     num("persons", clock->persons), num("needed", clock->persons_needed));
    const char *key =
        world->deserted                ? "facilitator.now.deserted"
        : clock->state == CLOCK_OPEN   ? limited ? "facilitator.now.open_left" : "facilitator.now.open"
        : clock->state == CLOCK_PAUSED ? limited ? "facilitator.now.paused_left" : "facilitator.now.paused"
        : clock->state == CLOCK_ENDED  ? end_key(world->end)
        : clock->start_by_hand         ? "facilitator.now.lobby_by_hand"
        : clock->persons_needed        ? "facilitator.now.lobby_needed"
                                       : "facilitator.now.lobby";
    sentence_put(language, key, slots, text);
}

/* ---- cells */

/* Persons that are connected, of those that hold a seat and did not leave it. */
static void count_persons(const struct wire_exercise_world *world, int *here, int *all, int *bots)
{
    *here = *all = *bots = 0;
    for (int s = 0; s < world->seat_count; s++) {
        const struct wire_exercise_seat *seat = &world->seats[s];
        *bots += seat->alive && seat->bot;
        for (int p = 0; p < seat->person_count; p++) {
            *all += !seat->persons[p].left;
            *here += seat->persons[p].here;
        }
    }
}

static void put_pair(uint32_t some, uint32_t all, struct cell *cell)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    text_put_int(&text, some);
    text_put_char(&text, '/');
    text_put_int(&text, all);
}

static void fill_clock(const struct wire_clock *clock, const struct language *language, struct cell *cell)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    if (clock->state == CLOCK_OPEN)
        minutes_put(seconds_left(clock), &text);
    else
        cell_say(cell, language,
                 clock->state == CLOCK_PAUSED  ? "facilitator.state.paused"
                 : clock->state == CLOCK_ENDED ? "facilitator.state.ended"
                                               : "facilitator.state.lobby",
                 NULL);
}

static_assert((int)WIRE_TENSION_MAX == (int)RUNG_COUNT, "a tension is the number of a rung");

void tension_put(uint32_t tension, const struct language *language, struct text *text)
{
    if (tension >= 1 && tension <= WIRE_TENSION_MAX)
        card_put_rung(language, (int)tension - 1, text);
}

/* "C-D", "A+E" */
static void put_mask(uint16_t states, char between, struct text *text)
{
    bool first = true;
    for (int x = 0; x < ACTORS_MAX; x++) {
        if (!(states & 1u << x))
            continue;
        if (!first)
            text_put_char(text, between);
        text_put_char(text, (char)('A' + x));
        first = false;
    }
}

static void put_sign(const struct wire_sign *sign, const struct language *language, struct text *text)
{
    static const char *const keys[SIGN_KIND_COUNT] = {
        [SIGN_NONE] = "facilitator.sign.none",
        [SIGN_SPIRAL] = "facilitator.sign.spiral",
        [SIGN_WAR] = "facilitator.sign.war",
        [SIGN_CHAIN_GANG] = "facilitator.sign.chain_gang",
        [SIGN_BUCK_PASS] = "facilitator.sign.buck_pass",
        [SIGN_MOBILISED] = "facilitator.sign.mobilised",
    };
    char states[2 * ACTORS_MAX + 1];
    struct text who = text_over(states, sizeof states);
    put_mask(sign->states, sign->kind == SIGN_SPIRAL ? '-' : '+', &who);
    sentence_put(language, keys[sign->kind < SIGN_KIND_COUNT ? sign->kind : 0],
                 SLOTS(str("states", states), num("first", sign->first), num("last", sign->last)), text);
}

/* Who has been away longest, in play. */
static void put_away(const struct wire_exercise_world *world, const struct language *language,
                     struct text *text)
{
    int seat = -1;
    uint32_t longest = 0;
    for (int s = 0; s < world->seat_count; s++)
        for (int p = 0; p < world->seats[s].person_count; p++) {
            const struct wire_exercise_person *person = &world->seats[s].persons[p];
            if (!person->here && !person->left && person->gone_seconds > longest) {
                longest = person->gone_seconds;
                seat = s;
            }
        }
    if (seat < 0 || world->clock.state == CLOCK_ENDED)
        return;
    char states[2], left[32];
    struct text who = text_over(states, sizeof states), since = text_over(left, sizeof left);
    text_put_char(&who, (char)('A' + seat));
    minutes_put(longest, &since);
    if (text->length)
        text_put(text, ", ");
    sentence_put(language, "facilitator.sign.away", SLOTS(str("state", states), str("since", left)), text);
}

static void fill_flags(const struct wire_exercise_world *world, const struct language *language,
                       struct cell *cell)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    for (int x = 0; x < world->sign_count; x++) {
        text_put(&text, x ? ", " : "");
        put_sign(&world->signs[x], language, &text);
    }
    put_away(world, language, &text);
    if (!text.length)
        text_put_char(&text, '-');
}

static const char *owner_of(const struct wire_exercise_state *state, int number)
{
    for (int x = 0; x < state->facilitator_count; x++)
        if ((int)state->facilitators[x].number == number)
            return state->facilitators[x].name;
    return "-";
}

void world_put_head(const struct language *language, struct text *text)
{
    table_put_head(&table, language, text);
}

void world_put_row(const struct wire_exercise_state *state, int index, const struct language *language,
                   struct text *text)
{
    const struct wire_exercise_world *world = &state->worlds[index];
    struct row row = {0};
    int here, all, bots;
    count_persons(world, &here, &all, &bots);
    cell_name(&row.cells[WORLD], world->name, columns[WORLD].columns - 1);
    struct text turn = text_over(row.cells[TURN].at, CELL_SIZE);
    text_put_int(&turn, world->clock.turn);
    fill_clock(&world->clock, language, &row.cells[CLOCK]);
    put_pair(world->clock.seats_ready, world->clock.seats, &row.cells[READY]);
    put_pair((uint32_t)here, (uint32_t)all, &row.cells[HERE]);
    struct text bot_text = text_over(row.cells[BOTS].at, CELL_SIZE);
    text_put_int(&bot_text, bots);
    struct text tension = text_over(row.cells[TENSION].at, CELL_SIZE);
    tension_put(world->tension, language, &tension);
    if (!tension.length)
        text_put_char(&tension, '-');
    fill_flags(world, language, &row.cells[FLAGS]);
    cell_name(&row.cells[OWNER], owner_of(state, world->owner), columns[OWNER].columns - 1);
    table_put_row(&table, &row, text);
}

/* ---- the plan */

enum { THIRD_PERCENT = 33 };

static int64_t debrief_seconds(const struct wire_exercise_state *state)
{
    int64_t left = (int64_t)state->plan_seconds - (int64_t)state->used_seconds - (int64_t)state->play_seconds;
    return left < 0 ? 0 : left;
}

bool state_plan_is_tight(const struct wire_exercise_state *state)
{
    return state->plan_seconds && state->card < 0 &&
           debrief_seconds(state) * 100 < (int64_t)state->plan_seconds * THIRD_PERCENT;
}

void state_put_plan(const struct wire_exercise_state *state, const struct language *language,
                    struct text *text)
{
    char used[32], start[32], line[512];
    struct text one = text_over(used, sizeof used);
    if (!state->plan_seconds)
        return;
    minutes_put(state->used_seconds, &one);
    one = text_over(start, sizeof start);
    minutes_put((int64_t)state->used_seconds + state->play_seconds, &one);
    int64_t left = debrief_seconds(state);
    one = text_over(line, sizeof line);
    sentence_put(language,
                 state->card >= 0             ? "facilitator.plan.debrief"
                 : state_plan_is_tight(state) ? "facilitator.plan.tight"
                                              : "facilitator.plan.enough",
                 SLOTS(num("plan", state->plan_seconds / 60), str("used", used), str("start", start),
                       num("minutes", left / 60), num("share", left * 100 / state->plan_seconds)),
                 &one);
    wrap_put(line, STATE_COLUMNS, 0, text);
}
