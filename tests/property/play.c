/* Whole games of random legal orders, in every scenario and in drawn ones: the invariants hold, nothing is
 * refused, every world ends, and the canonical text is all of a world: a game that goes on from the text is
 * the same game. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/canonical.h"
#include "common/rules/score.h"
#include "tests/property/invariants.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS = 20, DRAWN = 600, TEXT_TURNS = 3 };

/* One game; too large for a stack of small size. */
struct game {
    uint32_t seed;
    struct world world, before, again;
    struct order_book book;
    struct event_list events, events_again;
    char text[CANONICAL_WORLD_MAX];
    int64_t turns, most_events;
};

static void stop(const struct game *game, const char *what)
{
    fail_msg("%s; scenario %s, seed %u, turn %d", what, game->world.scenario.name, game->seed,
             game->world.turn);
}

/* Writes the world before the turn, reads it back, and plays the same turn from the text. */
static void play_from_text(struct game *game)
{
    char reason[256];
    struct text text = text_over(game->text, sizeof game->text), why = text_over(reason, sizeof reason);
    canonical_world(&game->before, &text);
    if (text.cut)
        stop(game, "the text of the world is cut");
    if (!canonical_world_read((struct slice){game->text, text.length}, &game->before.scenario,
                              game->before.key, &game->again, &why))
        stop(game, reason);
    if (memcmp(&game->again, &game->before, sizeof game->before) != 0)
        stop(game, "the world read back is another");
    turn_resolve(&game->again, &game->book, &game->events_again);
    if (memcmp(&game->again, &game->world, sizeof game->world) != 0)
        stop(game, "playing on from the text gives another world");
    if (game->events_again.count != game->events.count ||
        memcmp(game->events_again.events, game->events.events,
               (size_t)game->events.count * sizeof game->events.events[0]) != 0)
        stop(game, "playing on from the text tells other events");
}

static void scenario_comes_back(struct game *game)
{
    char reason[256];
    struct scenario again;
    struct text text = text_over(game->text, CANONICAL_SCENARIO_MAX), why = text_over(reason, sizeof reason);
    canonical_scenario(&game->world.scenario, &text);
    if (text.cut || !canonical_scenario_read((struct slice){game->text, text.length}, &again, &why))
        stop(game, reason);
    if (memcmp(&again, &game->world.scenario, sizeof again) != 0)
        stop(game, "the scenario read back is another");
}

static void play(struct game *game, const struct scenario *scenario, uint32_t seed)
{
    char reason[256];
    game->seed = seed;
    world_setup(&game->world, scenario, key_of(seed, 0));
    scenario_comes_back(game);
    while (game->world.end == END_RUNNING) {
        struct text why = text_over(reason, sizeof reason);
        const struct passage passage = {&game->before, &game->world, &game->events};
        game->before = game->world;
        book_draw(&game->world, key_of(seed, 1), &game->book);
        turn_resolve(&game->world, &game->book, &game->events);
        if (!invariants_hold(&passage, &why))
            stop(game, reason);
        for (int e = 0; e < game->events.count; e++)
            if (game->events.events[e].kind == EVENT_REJECTED)
                stop(game, "legal orders were rejected");
        if (game->world.turn <= TEXT_TURNS || game->world.turn % 5 == 0 || game->world.end)
            play_from_text(game);
        game->turns++;
        if (game->events.count > game->most_events)
            game->most_events = game->events.count;
    }
    for (int i = 0; i < scenario->actor_count; i++)
        if (score_final(&game->world, i) != game->world.actors[i].score - game->world.actors[i].insecurity ||
            (score_goal_met(&game->world, i) && !game->world.actors[i].alive))
            stop(game, "the final score is wrong");
}

static void games_in_every_scenario(void **state)
{
    (void)state;
    struct committed *committed = malloc(sizeof *committed);
    struct game *game = calloc(1, sizeof *game);
    assert_non_null(committed);
    assert_non_null(game);
    committed_load(committed);
    for (int s = 0; s < committed->count; s++)
        for (uint32_t k = 0; k < KEYS; k++)
            play(game, &committed->scenarios[s], (uint32_t)s * KEYS + k);
    print_message("%d scenarios, %d turns, at most %d events in one\n", committed->count, (int)game->turns,
                  (int)game->most_events);
    assert_in_range(game->turns, 1000, 100000);
    free(game);
    free(committed);
}

static void games_in_drawn_scenarios(void **state)
{
    (void)state;
    struct game *game = calloc(1, sizeof *game);
    assert_non_null(game);
    for (uint32_t seed = 10000; seed < 10000 + DRAWN; seed++) {
        struct scenario scenario;
        struct noise noise = noise_of(seed);
        scenario_draw(&noise, &scenario);
        play(game, &scenario, seed);
    }
    print_message("%d turns, at most %d events in one\n", (int)game->turns, (int)game->most_events);
    assert_in_range(game->turns, 500, 100000);
    free(game);
}

/* The checks themselves: each kind of damage to a world after a turn is found. */
static void damage_is_found(void **state)
{
    (void)state;
    struct game *game = calloc(1, sizeof *game);
    struct scenario scenario;
    assert_non_null(game);
    scenario_init(&scenario, "damage", 4);
    world_setup(&game->before, &scenario, key_of(1, 0));
    game->world = game->before;
    book_draw(&game->world, key_of(1, 1), &game->book);
    turn_resolve(&game->world, &game->book, &game->events);
    struct world *world = &game->world;
    const struct {
        int32_t *place;
        int32_t by;
    } damage[] = {
        {&world->actors[1].territory, 1},
        {&world->actors[1].alive, -1},
        {&world->actors[2].score, 1},
        {&world->actors[2].insecurity, 1},
        {&world->actors[3].productivity, -100},
        {&world->actors[3].kept, 1},
        {&world->actors[2].broken, 1},
        {&world->actors[0].motive, 1},
        {&world->actors[1].strike, STOCK_MAX},
        {&world->relations[0][1].pact, 1},
        {&world->relations[1][2].relation, 1},
        {&world->relations[1][3].attacked, 1},
        {&world->relations[2][2].est_dual, 1},
        {&world->relations[3][0].ending, 1},
        {&world->relations[1][0].est_strike, -STOCK_MAX},
        {&world->turn, 1},
        {&world->end, END_TIME},
        {&world->balance, 1},
        {&world->scenario.parameters.stake, 1},
        {&game->events.events[0].numbers[0], ACTORS_MAX},
        {&game->events.count, EVENTS_MAX},
    };
    const struct passage passage = {&game->before, world, &game->events};
    char reason[256];
    struct text why = text_over(reason, sizeof reason);
    assert_true(invariants_hold(&passage, &why));
    for (size_t x = 0; x < sizeof damage / sizeof damage[0]; x++) {
        why = text_over(reason, sizeof reason);
        *damage[x].place += damage[x].by;
        bool found = !invariants_hold(&passage, &why);
        *damage[x].place -= damage[x].by;
        if (!found)
            fail_msg("damage %zu was not found", x);
    }
    free(game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(games_in_every_scenario),
        cmocka_unit_test(games_in_drawn_scenarios),
        cmocka_unit_test(damage_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
