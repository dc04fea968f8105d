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
    {.scenario = "seminar", .seed = 2, .persons = 3, .turns = 4, .far = true, .turn_seconds = 60},
    {.scenario = "duel", .seed = 3, .persons = 2, .turns = TURNS_MAX, .far = true, .in_step = false},
    {.scenario = "duel", .seed = 7, .audience = 1, .persons = 2, .turns = TURNS_MAX, .in_step = true},
    {.scenario = "seminar", .seed = 8, .persons = 3, .turns = TURNS_MAX, .in_step = true, .delay = 1},
    {.scenario = "seminar", .seed = 9, .persons = 3, .turns = 5, .untold = true, .turn_seconds = 60},
    {.scenario = "seminar", .seed = 10, .persons = 3, .turns = 5, .paced = true, .turn_seconds = 60},
};

#define ALL(count) ((UINT32_C(1) << (count)) - 2) /* from 1 on: 0 is nothing or unknown */

#define BIT(number) (UINT32_C(1) << (number))

/* Everything that there is, but for what facilitators alone are told, and refusals that these exercises have
 * no cause for: none is on another server, has a list of guests, asks for consent, or removes anybody. */
static const struct expected expected = {
    .to_server = ALL(TO_SERVER_KIND_COUNT),
    .to_client = ALL(TO_CLIENT_KIND_COUNT) & ~(BIT(TO_CLIENT_FACILITATING) | BIT(TO_CLIENT_EXERCISE_STATE)),
    .refusals = ALL(REFUSAL_CODE_COUNT) &
                ~(BIT(REFUSAL_MOVED) | BIT(REFUSAL_GUESTS_ONLY) | BIT(REFUSAL_CONSENT_NEEDED) |
                  BIT(REFUSAL_NO_RIGHT) | BIT(REFUSAL_REMOVED)),
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
