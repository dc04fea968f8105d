/* A seat, whoever looks on and strangers are told the same by two servers that differ in all that they may
 * not know. Arguments: [seeds [first seed]], for longer runs. */
#include "plays.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SEEDS = 3 };

static struct seeds seeds;

/* To the end, as prey, in a crowd. */
static const struct plan specials[] = {
    {.scenario = "duel", .seed = 5, .audience = 1, .persons = 2, .turns = TURNS_MAX, .delay = 1},
    {.scenario = "seminar", .seed = 1, .persons = 3, .turns = TURNS_MAX, .hunted = true},
    {.scenario = "ring-6", .seed = 1, .persons = 6, .turns = TURNS_MAX, .hunted = true},
    {.scenario = "duel", .seed = 6, .persons = 2, .turns = 2, .crowded = true},
};

#define ALL(count) ((UINT32_C(1) << (count)) - 2) /* from 1 on: 0 is nothing or unknown */

/* Everything that there is, but for a refusal that this server has no cause for: no exercise is on another.
 */
static const struct expected expected = {
    .to_server = ALL(TO_SERVER_KIND_COUNT),
    .to_client = ALL(TO_CLIENT_KIND_COUNT),
    .refusals = ALL(REFUSAL_CODE_COUNT) & ~(UINT32_C(1) << REFUSAL_MOVED),
};

static void seats_are_told_nothing_hidden(void **state)
{
    (void)state;
    struct coverage coverage = {0};
    play_scenarios(false, seeds, &coverage);
    for (size_t x = 0; x < sizeof specials / sizeof specials[0]; x++)
        play_plan(&specials[x], &coverage);
    expect_covered(&coverage, &expected);
}

int main(int count, char **arguments)
{
    seeds = seeds_of(count, arguments, SEEDS);
    const struct CMUnitTest tests[] = {cmocka_unit_test(seats_are_told_nothing_hidden)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
