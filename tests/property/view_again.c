/* A view that is carried from turn to turn is, byte for byte, the view made anew: in drawn scenarios with all
 * modules, for every seat, with and without a neighbour's fresh view to take the public part from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/view.h"
#include "tests/property/worlds.h"

#include <string.h>

enum { DRAWN = 300 };

static void carried_views_are_fresh_views(void **state)
{
    (void)state;
    static struct view alone[ACTORS_MAX], shared[ACTORS_MAX], fresh;
    static struct world world;
    static struct event_list events;
    int64_t compared = 0;
    for (uint32_t seed = 0; seed < DRAWN; seed++) {
        struct noise noise = noise_of(7000 + seed);
        struct scenario scenario;
        struct order_book book;
        scenario_draw(&noise, &scenario);
        world_setup(&world, &scenario, key_of(seed, 3));
        for (int i = 0; i < scenario.actor_count; i++) {
            view_of(&world, i, &alone[i]);
            shared[i] = alone[i];
        }
        while (!world.end) {
            book_draw(&world, key_of(seed, 4), &book);
            turn_resolve(&world, &book, &events);
            for (int i = 0; i < scenario.actor_count; i++) {
                view_of(&world, i, &fresh);
                view_again(&world, NULL, &alone[i]);
                view_again(&world, i ? &shared[i - 1] : NULL, &shared[i]);
                if (memcmp(&alone[i], &fresh, sizeof fresh) || memcmp(&shared[i], &fresh, sizeof fresh))
                    fail_msg("seed %u, turn %d, seat %d", seed, world.turn, i);
                compared++;
            }
        }
    }
    assert_true(compared > DRAWN * 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(carried_views_are_fresh_views)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
