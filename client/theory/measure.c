#include "client/theory/measure.h"

#include "common/base/must.h"
#include "common/rules/arithmetic.h"
#include "common/rules/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct siphash_key theory_key(const struct theory_run *run, uint32_t base, uint32_t x)
{
    must(run->seed <= THEORY_SEED_MAX);
    uint32_t shifted = (uint32_t)(1000 * run->seed) + base;
    struct siphash_key key = {UINT64_C(0x1111111111111111) + shifted, UINT64_C(0x2222222222222222)};
    struct draw low = {shifted, 0, x & 0xffff, x >> 16, 0}, high = {shifted, 0, x & 0xffff, x >> 16, 1};
    return (struct siphash_key){dice_bits(key, low), dice_bits(key, high)};
}

static uint64_t nibbles_reversed(uint64_t word)
{
    uint64_t reversed = 0;
    for (int x = 0; x < 16; x++, word >>= 4)
        reversed = reversed << 4 | (word & 15);
    return reversed;
}

/* Bytes in reverse order and the halves of each exchanged: the key's hex digits read backwards. */
static struct siphash_key backwards(struct siphash_key key)
{
    return (struct siphash_key){nibbles_reversed(key.high), nibbles_reversed(key.low)};
}

void theory_play(const struct theory_run *run, uint32_t base, uint32_t x, const struct scenario *scenario,
                 const struct line_up *line_up, headless_turn_seen *seen, void *user, struct world *world)
{
    struct siphash_key key = theory_key(run, base, x);
    struct headless game = {.scenario = scenario, .dice_key = key, .bot_key = backwards(key)};
    if (line_up)
        game.line_up = *line_up;
    headless_play(&game, world, seen, user);
}

void theory_set_world(struct scenario *scenario, int world)
{
    static const int32_t balance[] = {160, 60, 160, 60}, fungibility[] = {90, 90, 10, 10};
    must(world >= 1 && world <= 4);
    scenario->parameters.balance = balance[world - 1];
    scenario->parameters.fungibility = fungibility[world - 1];
}

struct scenario theory_duel(int world)
{
    struct scenario scenario;
    scenario_init(&scenario, "duel", 2);
    theory_set_world(&scenario, world);
    return scenario;
}

struct scenario theory_scenario(const struct theory_run *run, const char *name)
{
    struct scenario_file file;
    struct cause cause;
    if (scenario_file_load(run->scenarios, name, &file, &cause)) {
        fprintf(stderr, "spiral theory: %s\n", cause.text);
        exit(EXIT_FAILURE);
    }
    return file.scenario;
}

/* What is counted while one game is played. */
struct tally {
    int32_t first_war, first_attacker; /* turn from 1, 0: none so far */
    bool tragedy;
    int64_t points[ACTORS_MAX], arms[ACTORS_MAX];
    int32_t attacks, chained, calls, came, battles, won, clashes, belligerents;
};

static void tally_attack(struct tally *tally, const struct world *world, const struct event *event)
{
    int32_t attacker = event->numbers[0], target = event->numbers[1];
    tally->attacks++;
    if (!tally->first_war) {
        tally->first_war = world->turn;
        tally->first_attacker = attacker;
    }
    if (!motive_expands(world->actors[attacker].motive) && !motive_expands(world->actors[target].motive))
        tally->tragedy = true;
}

static int32_t attackers_in(const struct event_list *events, int32_t j, int32_t i)
{
    int32_t count = 0;
    for (int e = 0; e < events->count; e++) {
        const struct event *event = &events->events[e];
        count += event->kind == EVENT_ATTACK && (event->numbers[1] == j || event->numbers[1] == i);
    }
    return count;
}

static void tally_budget(struct tally *tally, const struct event *event)
{
    const int32_t *lines = &event->numbers[1];
    int32_t arms = 0;
    for (int line = LINE_FORTIFY; line < LINE_COUNT; line++)
        arms += lines[line];
    tally->arms[event->numbers[0]] += arms;
    tally->points[event->numbers[0]] += arms + lines[LINE_CIVIL];
}

static void tally_turn(void *user, const struct order_book *book, const struct event_list *events,
                       const struct world *world)
{
    struct tally *tally = user;
    (void)book;
    for (int e = 0; e < events->count; e++) {
        const struct event *event = &events->events[e];
        const int32_t *numbers = event->numbers;
        if (event->kind == EVENT_ATTACK) {
            tally_attack(tally, world, event);
        } else if (event->kind == EVENT_BATTLE) {
            tally->battles++;
            tally->won += numbers[3];
            tally->clashes++;
            tally->belligerents += 1 + numbers[1] + numbers[2];
        } else if (event->kind == EVENT_MEETING) {
            tally->clashes++;
            tally->belligerents += attackers_in(events, numbers[0], numbers[1]);
        } else if (event->kind == EVENT_CALLED || event->kind == EVENT_CALLED_ATTACK) {
            tally->calls++;
            tally->came += numbers[3];
            tally->chained += event->kind == EVENT_CALLED_ATTACK ? numbers[3] : 0;
        } else if (event->kind == EVENT_BUDGET) {
            tally_budget(tally, event);
        }
    }
}

static double burden_of(int64_t arms, int64_t points)
{
    return 100.0 * (double)arms / (double)max_of(1, points);
}

static double suspicion(const struct world *world, int by, int of)
{
    return (double)sigmoid(world->relations[by][of].assess) / 10;
}

static void measure_burden(struct measure *measure, const struct tally *tally, int n)
{
    int64_t arms = 0, points = 0;
    for (int i = 0; i < n; i++) {
        arms += tally->arms[i];
        points += tally->points[i];
    }
    sample_add(&measure->burden, burden_of(arms, points), 1);
    sample_add(&measure->rival_burden, burden_of(tally->arms[1], tally->points[1]), 1);
}

static void measure_actors(struct measure *measure, const struct world *world)
{
    int n = world->scenario.actor_count, dead = 0, seekers = 0;
    double scores[2] = {0}, mistrust = 0;
    for (int i = 0; i < n; i++) {
        bool expands = motive_expands(world->actors[i].motive);
        scores[expands] += score_final(world, i);
        dead += !world->actors[i].alive;
        if (expands)
            continue;
        seekers++;
        for (int j = 0; j < n; j++)
            mistrust += j != i ? suspicion(world, j, i) : 0;
    }
    sample_add(&measure->seekers, scores[0], seekers);
    sample_add(&measure->greedy, scores[1], n - seekers);
    sample_add(&measure->mistrust, mistrust, seekers * (n - 1));
    sample_add(&measure->eliminated, dead, 1);
    sample_add(&measure->focal, score_final(world, 0), 1);
    sample_add(&measure->focal_mistrust, suspicion(world, 1, 0), 1);
    sample_add(&measure->turns, world->turn, 1);
}

static void measure_wars(struct measure *measure, const struct tally *tally)
{
    sample_add(&measure->war, tally->first_war ? 100 : 0, 1);
    sample_add(&measure->tragedy, tally->tragedy ? 100 : 0, 1);
    sample_add(&measure->attacks, tally->attacks, 1);
    sample_add(&measure->calls, tally->calls, 1);
    sample_add(&measure->chained, tally->chained, 1);
    sample_add(&measure->honour, 100.0 * tally->came, tally->calls);
    sample_add(&measure->wins, 100.0 * tally->won, tally->battles);
    sample_add(&measure->belligerents, tally->belligerents, tally->clashes);
    if (tally->first_war)
        sample_add(&measure->holder_begins, tally->first_attacker == 1 ? 100 : 0, 1);
}

/* The turn that holds the given place, from 0, in rising order; beyond the places there are: any turn. */
static int turn_at(const int by_turn[TURNS_MAX + 1], int count, double place)
{
    int turn = 0;
    if (place < 0)
        return 0;
    if (place >= count)
        return TURNS_MAX;
    for (int before = by_turn[0]; before <= place; before += by_turn[turn])
        turn++;
    return turn;
}

/* Another sample of as many has its median between the places that lie so many errors of the difference, half
 * the root of twice the count each, around the middle, whatever the distribution. */
static struct sample median_of(const int by_turn[TURNS_MAX + 1], int count)
{
    struct sample median = {.kind = SAMPLE_MEDIAN, .count = count};
    if (count == 0)
        return median;
    int middle = count / 2;
    double places = THEORY_ERRORS * sqrt(2.0 * count) / 2;
    median.a = turn_at(by_turn, count, middle);
    median.b = 1;
    median.low = turn_at(by_turn, count, middle - places);
    median.high = turn_at(by_turn, count, middle + places);
    return median;
}

struct measure theory_measure_on(const struct theory_run *run, uint32_t base, const struct scenario *scenario,
                                 int full, const struct line_up *line_up)
{
    struct measure measure = {
        .war.kind = SAMPLE_SHARE, .tragedy.kind = SAMPLE_SHARE, .holder_begins.kind = SAMPLE_SHARE};
    int by_turn[TURNS_MAX + 1] = {0}, wars = 0, games = theory_games(run, full);
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    must(scenario_check(scenario, &why));
    for (int x = 0; x < games; x++) {
        struct tally tally = {0};
        struct world world;
        theory_play(run, base, (uint32_t)x, scenario, line_up, tally_turn, &tally, &world);
        measure_wars(&measure, &tally);
        measure_burden(&measure, &tally, scenario->actor_count);
        measure_actors(&measure, &world);
        if (tally.first_war) {
            by_turn[tally.first_war]++;
            wars++;
        }
    }
    measure.first_war = median_of(by_turn, wars);
    return measure;
}

struct measure theory_measure(const struct theory_run *run, const struct scenario *scenario, int full,
                              const struct line_up *line_up)
{
    return theory_measure_on(run, THEORY_DICE, scenario, full, line_up);
}
