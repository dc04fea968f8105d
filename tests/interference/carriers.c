/* What a seat, those who look on and strangers are told by WebSocket and by long poll, from two servers that
 * differ in what they may not know: every piece that leaves, with what HTTP adds to it, at the same moment
 * over the same stream. Arguments: [seeds [first seed]], for longer runs. */
#include "plays.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SEEDS = 3 };

static struct seeds seeds;

static const struct plan plans[] = {
    {.scenario = "duel", .audience = 1, .persons = 2, .turns = TURNS_MAX, .delay = 1, .turn_seconds = 60},
    {.scenario = "seminar", .persons = 3, .turns = 4, .restart_after = 1, .turn_seconds = 60},
    {.scenario = "seminar", .audience = 2, .persons = 3, .turns = 3, .untold = true, .turn_seconds = 60},
    {.scenario = "seminar", .persons = 3, .turns = 3, .far = true},
    {.scenario = "ring-5-world-1", .audience = 1, .persons = 4, .turns = 3, .turn_seconds = 60},
    {.scenario = "duel", .persons = 2, .turns = TURNS_MAX, .in_step = true},
    {.scenario = "seminar", .audience = EVERYBODY, .persons = 3, .turns = 4, .delay = 1, .restart_after = 1},
    {.scenario = "duel",
     .audience = EVERYBODY,
     .persons = 2,
     .turns = 3,
     .turn_seconds = 60,
     .crowded = true},
};

static void play(enum carrier by)
{
    struct coverage coverage = {0};
    for (uint64_t seed = seeds.first; seed < seeds.first + seeds.count; seed++)
        for (size_t x = 0; x < sizeof plans / sizeof plans[0]; x++) {
            struct plan plan = plans[x];
            plan.seed = seed * 100 + x;
            plan.by = by;
            play_plan(&plan, &coverage);
        }
    print_message("%lld pieces compared in %lld steps, %lld frames; %lld frames to others differ\n",
                  (long long)coverage.pieces, (long long)coverage.steps, (long long)coverage.frames,
                  (long long)coverage.others_differ);
    assert_true(coverage.pieces > coverage.frames / 2);
    assert_true(coverage.others_differ > 100);
    assert_true(coverage.looks > 10);
}

static void sockets_tell_nothing_hidden(void **state)
{
    (void)state;
    play(BY_SOCKET);
}

static void polls_tell_nothing_hidden(void **state)
{
    (void)state;
    play(BY_POLL);
}

int main(int count, char **arguments)
{
    seeds = seeds_of(count, arguments, SEEDS);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sockets_tell_nothing_hidden),
        cmocka_unit_test(polls_tell_nothing_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
