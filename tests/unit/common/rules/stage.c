#include "tests/unit/common/rules/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

void stage_init(struct stage *stage, const char *name, int n)
{
    memset(stage, 0, sizeof *stage);
    scenario_init(&stage->scenario, name, n);
    stage->scenario.parameters.grace_turns = 0;
    for (int i = 0; i < n; i++)
        stage->scenario.actors[i].motive = MOTIVE_SECURITY_SEEKER;
}

void stage_begin(struct stage *stage, const char *key)
{
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    uint8_t bytes[DICE_KEY_SIZE];
    if (!scenario_check(&stage->scenario, &why))
        fail_msg("%s", memory);
    assert_true(slice_hex(slice_of(key ? key : "0102030405060708090a0b0c0d0e0f10"), bytes, DICE_KEY_SIZE));
    world_setup(&stage->world, &stage->scenario, siphash_key_of(bytes));
    stage_peace(stage);
}

void stage_peace(struct stage *stage)
{
    for (int i = 0; i < stage->world.scenario.actor_count; i++) {
        stage->book.given[i] = true;
        orders_init(&stage->book.orders[i]);
        stage->book.orders[i].budget[LINE_CIVIL] = (int32_t)world_income(&stage->world, i);
    }
}

void stage_pact(struct stage *stage, int i, int j, int kind, int secret)
{
    struct relation *sides[2] = {&stage->world.relations[i][j], &stage->world.relations[j][i]};
    for (int side = 0; side < 2; side++) {
        sides[side]->pact = kind;
        sides[side]->secret = secret;
    }
}

void stage_arms(struct stage *stage, int i, int fortify, int strike, int dual)
{
    stage->world.actors[i].fortify = fortify;
    stage->world.actors[i].strike = strike;
    stage->world.actors[i].dual = dual;
}

void stage_resolve(struct stage *stage)
{
    turn_resolve(&stage->world, &stage->book, &stage->events);
    stage_peace(stage);
}

int stage_count(const struct stage *stage, int kind)
{
    int count = 0;
    for (int e = 0; e < stage->events.count; e++)
        count += stage->events.events[e].kind == kind;
    return count;
}

void stage_expect(const struct stage *stage, int nth, uint32_t seen_by, int kind, const int32_t *numbers)
{
    for (int e = 0; e < stage->events.count; e++) {
        const struct event *event = &stage->events.events[e];
        if (event->kind != kind || nth-- > 0)
            continue;
        assert_int_equal(event->seen_by, seen_by);
        for (int x = 0; x < event_numbers(kind); x++)
            if (event->numbers[x] != numbers[x])
                fail_msg("%s: number %d is %d, not %d", event_name(kind), x, event->numbers[x], numbers[x]);
        return;
    }
    fail_msg("too few events %s", event_name(kind));
}
