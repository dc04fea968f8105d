/* What a debrief is drawn from: the world of the record, and the same world played again by bots. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/worlds/headless.h"
#include "common/worlds/told_world.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

static struct recorded *record(int actors, int turns, struct recording recording)
{
    struct scenario scenario;
    scenario_init(&scenario, "given", actors);
    scenario.parameters.max_turns = turns;
    return recorded_play(&scenario, recording);
}

static struct told_world *tell(const struct recorded *recorded)
{
    struct told_world *told;
    struct cause cause;
    if (told_world_create(recorded_text(recorded), &told, &cause))
        fail_msg("%s", cause.text);
    return told;
}

static void refuse(const struct recorded *recorded, enum status status, const char *why)
{
    struct told_world *told;
    struct cause cause;
    assert_int_equal(told_world_create(recorded_text(recorded), &told, &cause), status);
    assert_null(told);
    if (!strstr(cause.text, why))
        fail_msg("\"%s\" does not say \"%s\"", cause.text, why);
}

static void expect_same(const struct world_log *log, const struct world_log *other, int turns)
{
    assert_int_equal(log->turns, turns);
    for (int t = 0; t <= turns; t++)
        assert_memory_equal(&log->worlds[t], &other->worlds[t], sizeof log->worlds[t]);
}

/* Bots that fit the motives played it, so that playing it again in the dark is the same world. */
static void bots_play_it_again(void **state)
{
    struct recorded *recorded = record(4, 6, (struct recording){.seed = 3});
    struct told_world *told = tell(recorded);
    struct card_input input;
    (void)state;
    told_world_input(told, &input);
    assert_ptr_equal(input.played, told_world_played(told));
    assert_null(input.dark);
    assert_null(input.informed);
    assert_memory_equal(&input.id, &recorded->opening.world, sizeof input.id);
    assert_false(told_world_was_closed(told));
    told_world_play_again(told);
    told_world_input(told, &input);
    expect_same(input.played->log, &recorded->log, 6);
    expect_same(input.dark->log, &recorded->log, 6);
    struct world_log *informed = calloc(1, sizeof *informed);
    assert_non_null(informed);
    struct headless game;
    headless_again(&game, &recorded->opening, 0, true);
    headless_log(&game, informed);
    expect_same(input.informed->log, informed, 6);
    assert_memory_not_equal(&informed->worlds[6], &recorded->log.worlds[6], sizeof informed->worlds[6]);
    assert_ptr_equal(input.played->informed, input.informed->log);
    free(informed);
    told_world_destroy(told);
    free(recorded);
}

/* Bots that would play twelve turns stop after three, as people had to. */
static void a_closed_world_is_compared_with_as_many_turns(void **state)
{
    struct recorded *recorded = record(
        3, 12, (struct recording){.seed = 5, .doctrine = "pacifist", .turns = 3, .end = RECORD_CLOSED});
    struct told_world *told = tell(recorded);
    struct card_input input;
    (void)state;
    assert_true(told_world_was_closed(told));
    told_world_play_again(told);
    told_world_play_again(told);
    told_world_input(told, &input);
    expect_same(input.played->log, &recorded->log, 3);
    assert_int_equal(input.dark->log->turns, 3);
    assert_int_equal(input.informed->log->turns, 3);
    told_world_destroy(told);
    free(recorded);
}

static void what_has_not_ended_is_not_told(void **state)
{
    struct recorded *recorded = record(3, 5, (struct recording){.seed = 1, .turns = 2, .end = END_RUNNING});
    (void)state;
    refuse(recorded, STATUS_CORRUPT, "does not end");
    free(recorded);
    recorded = record(3, 5, (struct recording){.seed = 1, .turns = 0, .end = RECORD_CLOSED});
    refuse(recorded, STATUS_INVALID, "before its first turn was over");
    recorded->size /= 2;
    refuse(recorded, STATUS_CORRUPT, "");
    free(recorded);
    told_world_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bots_play_it_again),
        cmocka_unit_test(a_closed_world_is_compared_with_as_many_turns),
        cmocka_unit_test(what_has_not_ended_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
