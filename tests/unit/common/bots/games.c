/* Every bot plays whole games in every scenario, against its like and among all the others, and every order
 * it gives is legal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "tests/property/worlds.h"

#include <stdlib.h>

struct game {
    struct world world;
    struct order_book book;
    struct event_list events;
    int64_t orders;
};

static void order(struct game *game, const struct bot *bot, int seat, uint32_t seed)
{
    struct view view;
    struct orders *orders = &game->book.orders[seat];
    view_of(&game->world, seat, &view);
    bot->play(&view, key_of(seed, 1), orders);
    struct verdicts verdicts = orders_check(&view, orders);
    for (int part = 0; part < PART_COUNT; part++)
        if (verdicts.of[part] != VERDICT_OK)
            fail_msg("%s: %s is %s; scenario %s, seed %u, turn %d, seat %d", bot->name, part_name(part),
                     verdict_name(verdicts.of[part]), game->world.scenario.name, seed, game->world.turn,
                     seat);
    game->book.given[seat] = true;
    game->orders++;
}

/* `lead` NULL: everybody another bot. */
static void play(struct game *game, const struct scenario *scenario, const struct bot *lead, uint32_t seed)
{
    world_setup(&game->world, scenario, key_of(seed, 0));
    while (game->world.end == END_RUNNING) {
        for (int i = 0; i < scenario->actor_count; i++) {
            game->book.given[i] = false;
            if (game->world.actors[i].alive)
                order(game, lead ? lead : bots[(i + (int)seed) % bot_count], i, seed);
        }
        turn_resolve(&game->world, &game->book, &game->events);
        for (int e = 0; e < game->events.count; e++)
            assert_int_not_equal(game->events.events[e].kind, EVENT_REJECTED);
    }
}

static void every_bot_in_every_scenario(void **state)
{
    (void)state;
    struct committed *committed = malloc(sizeof *committed);
    struct game *game = calloc(1, sizeof *game);
    assert_non_null(committed);
    assert_non_null(game);
    committed_load(committed);
    for (int s = 0; s < committed->count; s++) {
        for (int b = 0; b < bot_count; b++) {
            play(game, &committed->scenarios[s], bots[b], (uint32_t)(s * bot_count + b));
            play(game, &committed->scenarios[s], NULL, (uint32_t)(s * bot_count + b));
        }
    }
    print_message("%d orders in %d scenarios\n", (int)game->orders, committed->count);
    assert_in_range(game->orders, 10000, 10000000);
    free(game);
    free(committed);
}

/* Conditions that nobody would choose: bots must stay legal there too. */
static void every_bot_in_drawn_scenarios(void **state)
{
    (void)state;
    struct game *game = calloc(1, sizeof *game);
    assert_non_null(game);
    for (uint32_t seed = 40000; seed < 40300; seed++) {
        struct scenario scenario;
        struct noise noise = noise_of(seed);
        scenario_draw(&noise, &scenario);
        play(game, &scenario, bots[seed % (uint32_t)bot_count], seed);
        play(game, &scenario, NULL, seed);
    }
    assert_in_range(game->orders, 10000, 10000000);
    free(game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bot_in_every_scenario),
        cmocka_unit_test(every_bot_in_drawn_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
