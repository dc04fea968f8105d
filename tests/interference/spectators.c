/* Whoever looks on, and strangers, are told the same by two servers that differ in everything that is not
 * public: what every seat knows of itself and of others, orders, beliefs, words, who is ready. Arguments:
 * [seeds [first seed]], for longer runs. */
#include "plays.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SEEDS = 2 };

static struct seeds seeds;

static const struct plan specials[] = {
    {.scenario = "duel", .seed = 15, .audience = EVERYBODY, .persons = 2, .turns = TURNS_MAX, .delay = 2},
    {.scenario = "seminar", .seed = 16, .audience = EVERYBODY, .persons = 3, .turns = 4, .crowded = true},
    {.scenario = "duel",
     .seed = 17,
     .audience = EVERYBODY,
     .persons = 2,
     .turns = TURNS_MAX,
     .in_step = true},
};

#define BIT(number) (UINT32_C(1) << (number))

static const struct expected expected = {
    .to_server = BIT(TO_SERVER_HELLO) | BIT(TO_SERVER_JOIN) | BIT(TO_SERVER_RESUME) | BIT(TO_SERVER_MOVE) |
                 BIT(TO_SERVER_SAVE_ORDERS) | BIT(TO_SERVER_SEND_PRESS) | BIT(TO_SERVER_ASK_RECORD) |
                 BIT(TO_SERVER_PING) | BIT(TO_SERVER_WATCH) | BIT(TO_SERVER_ASK_TURN) |
                 BIT(TO_SERVER_ASK_DEBRIEF),
    .to_client = BIT(TO_CLIENT_WELCOME) | BIT(TO_CLIENT_REFUSAL) | BIT(TO_CLIENT_RECORD_PART) |
                 BIT(TO_CLIENT_WORLD_ENDED) | BIT(TO_CLIENT_NOTICE) | BIT(TO_CLIENT_PONG) |
                 BIT(TO_CLIENT_WATCHING) | BIT(TO_CLIENT_PUBLIC_CLOCK) | BIT(TO_CLIENT_PUBLIC_TURN) |
                 BIT(TO_CLIENT_DEBRIEF_PART),
    .refusals = BIT(REFUSAL_UPGRADE_NEEDED) | BIT(REFUSAL_BUSY) | BIT(REFUSAL_NOT_NOW) |
                BIT(REFUSAL_MALFORMED) | BIT(REFUSAL_UNKNOWN_CODE) | BIT(REFUSAL_UNKNOWN_PERSON) |
                BIT(REFUSAL_FULL) | BIT(REFUSAL_OVER) | BIT(REFUSAL_NOT_YOURS) | BIT(REFUSAL_NOT_ENDED),
};

static void spectators_are_told_nothing_hidden(void **state)
{
    (void)state;
    struct coverage coverage = {0};
    play_scenarios(true, seeds, &coverage);
    for (size_t x = 0; x < sizeof specials / sizeof specials[0]; x++)
        play_plan(&specials[x], &coverage);
    expect_covered(&coverage, &expected);
}

int main(int count, char **arguments)
{
    seeds = seeds_of(count, arguments, SEEDS);
    const struct CMUnitTest tests[] = {cmocka_unit_test(spectators_are_told_nothing_hidden)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
