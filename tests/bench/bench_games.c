/* Whole headless games a second on one core, by the loop of the simulator (setup, views, bots, turns; nothing
 * is measured or written):
 * - games_12: twelve actors, 50 turns, scripted bots that keep all of them alive and at war;
 * - games_12_doctrines: the same world with the doctrine that fits each motive;
 * - matches_2: two actors, 50 turns, no noise, tit for tat against its like; matches_2_seekers: security
 * seekers. `against_axelrod` is the ratio to 260,000 turns a second, what Axelrod-Python plays of noisy
 * matches on this kind of machine. Prints a line for each. */
#include "common/worlds/headless.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { AXELROD_TURNS_PER_S = 260000, TURNS = 50, ROUNDS = 5 };

static double now_s(void)
{
    struct timespec now;
    must(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A script: arms in turns, and every fifth turn an attack on the neighbour. */
static void scripted(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    orders_init(orders);
    int64_t points = orders_available(view, orders), arms = points / 2;
    orders->budget[LINE_CIVIL] = (int32_t)(points - arms);
    orders->budget[view->turn % 2 ? LINE_FORTIFY : LINE_STRIKE] = (int32_t)arms;
    int target = (view->me + 1) % view->n;
    if (view->turn >= view->scenario.parameters.grace_turns && (view->turn + view->me) % 5 == 0 &&
        view->alive[target])
        orders->attack = target;
}

static const struct bot script = {.name = "script", .doctrine = "for the benchmark", .play = scripted};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Games a second, the median of some rounds; `turns`: of all games of a round. */
static double measure(const struct scenario *scenario, const struct line_up *line_up, int games,
                      int64_t *turns)
{
    double rates[ROUNDS];
    struct world *world = malloc(sizeof *world);
    must(world != NULL);
    for (int round = 0; round < ROUNDS; round++) {
        double begun = now_s();
        *turns = 0;
        for (int g = 0; g < games; g++) {
            struct headless game;
            headless_init(&game, scenario, 1, (uint64_t)g);
            game.line_up = *line_up;
            headless_play(&game, world, NULL, NULL);
            *turns += world->turn;
        }
        rates[round] = games / (now_s() - begun);
    }
    free(world);
    qsort(rates, ROUNDS, sizeof rates[0], compare);
    return rates[ROUNDS / 2];
}

static void measure_twelve(const char *name, const struct line_up *line_up)
{
    struct scenario scenario;
    int64_t turns;
    scenario_init(&scenario, "bench", ACTORS_MAX);
    scenario.parameters.max_turns = TURNS;
    scenario.parameters.eliminated_at = 0;
    scenario.parameters.stake = 1;
    double rate = measure(&scenario, line_up, 200, &turns);
    must(turns == 200 * TURNS);
    printf("%s per_s=%.0f us_per_turn=%.2f\n", name, rate, 1e6 / (rate * TURNS));
}

static void measure_two(const char *name, const char *doctrine)
{
    struct scenario scenario;
    int64_t turns;
    scenario_init(&scenario, "bench", 2);
    scenario.parameters.max_turns = TURNS;
    scenario.parameters.noise = 0;
    scenario.parameters.balance = 60;
    scenario.parameters.fungibility = 90;
    const struct bot *bot = bot_find(slice_of(doctrine));
    struct line_up line_up = {{bot, bot}};
    double rate = measure(&scenario, &line_up, 4000, &turns);
    must(turns == 4000 * TURNS);
    double turns_per_s = rate * TURNS;
    printf("%s per_s=%.0f turns_per_s=%.0f ns_per_turn=%.0f against_axelrod=%.1f\n", name, rate, turns_per_s,
           1e9 / turns_per_s, turns_per_s / AXELROD_TURNS_PER_S);
}

int main(void)
{
    struct line_up doctrines = {{NULL}}, scripts;
    for (int i = 0; i < ACTORS_MAX; i++)
        scripts.bots[i] = &script;
    measure_twelve("games_12", &scripts);
    measure_twelve("games_12_doctrines", &doctrines);
    measure_two("matches_2", "tit_for_tat");
    measure_two("matches_2_seekers", "security_seeker");
    return 0;
}
