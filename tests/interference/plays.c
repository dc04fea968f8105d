#include "plays.h"

#include "tests/property/worlds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FEW = 4, LARGE = 6 };

struct seeds seeds_of(int argument_count, char **arguments, uint64_t count)
{
    struct seeds seeds = {.first = 1, .count = count};
    if (argument_count > 1)
        seeds.count = strtoull(arguments[1], NULL, 10);
    if (argument_count > 2)
        seeds.first = strtoull(arguments[2], NULL, 10);
    return seeds;
}

void play_plan(const struct plan *plan, struct coverage *coverage)
{
    struct stage *stage = calloc(1, sizeof *stage);
    assert_non_null(stage);
    stage_open(stage, plan, coverage);
    play_script(stage);
    if (!stage_goes_on(stage))
        fail_msg("%s, seed %llu, seat %d: %s", plan->scenario, (unsigned long long)plan->seed, plan->audience,
                 stage->finding.text);
    stage_close(stage);
    free(stage);
}

static struct plan plan_of(const struct scenario *scenario, int index, uint64_t seed, bool to_everybody)
{
    int n = scenario->actor_count, turn = index + (int)(seed % 100);
    struct plan plan = {.scenario = scenario->name, .seed = seed * 1000 + (uint64_t)index};
    plan.audience = to_everybody ? EVERYBODY : (int)(((uint64_t)index * 5 + seed) % (uint64_t)n);
    plan.persons = n < FEW ? n : plan.audience < FEW ? FEW : plan.audience + 1;
    plan.turns = n >= LARGE ? 2 : 4;
    plan.delay = turn % 3;
    plan.turn_seconds = turn % 4 ? 60 : 0;
    plan.restart_after = turn % 2;
    plan.mate = !to_everybody && turn % 5 == 0 && n <= FEW;
    if (plan.mate) {
        plan.audience = 0;
        plan.persons = n;
    }
    return plan;
}

void play_scenarios(bool to_everybody, struct seeds seeds, struct coverage *coverage)
{
    struct committed *committed = malloc(sizeof *committed);
    assert_non_null(committed);
    committed_load(committed);
    for (uint64_t seed = seeds.first; seed < seeds.first + seeds.count; seed++)
        for (int x = 0; x < committed->count; x++) {
            struct plan plan = plan_of(&committed->scenarios[x], x, seed, to_everybody);
            play_plan(&plan, coverage);
        }
    free(committed);
}

void expect_covered(const struct coverage *coverage, const struct expected *expected)
{
    print_message(
        "%lld frames compared in %lld steps; %lld turns; %lld frames to others differ; %lld looks\n",
        (long long)coverage->frames, (long long)coverage->steps, (long long)coverage->turns,
        (long long)coverage->others_differ, (long long)coverage->looks);
    assert_true(coverage->turns > 50);
    assert_true(coverage->others_differ > 500);
    assert_true(coverage->looks > 100);
    for (int kind = 0; kind < TO_SERVER_KIND_COUNT; kind++)
        if ((expected->to_server >> kind & 1) && !coverage->to_server[kind])
            fail_msg("nobody who is watched sent message %d", kind);
    for (int kind = 0; kind < TO_CLIENT_KIND_COUNT; kind++)
        if ((expected->to_client >> kind & 1) && !coverage->to_client[kind])
            fail_msg("nobody who is watched was told message %d", kind);
    for (int code = 0; code < REFUSAL_CODE_COUNT; code++)
        if ((expected->refusals >> code & 1) && !coverage->refusals[code])
            fail_msg("nobody who is watched was refused with %s", refusal_name((enum refusal_code)code));
}
