/* A record is read as it was played, or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/worlds/record_log.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

struct given {
    struct recorded *recorded;
    struct record_opening opening;
    struct world_log log;
    int32_t end;
    struct cause cause;
};

static struct given *give(void **state, struct recording recording)
{
    struct given *given = calloc(1, sizeof *given);
    struct scenario scenario;
    assert_non_null(given);
    *state = given;
    scenario_init(&scenario, "given", 3);
    scenario.parameters.max_turns = 5;
    given->recorded = recorded_play(&scenario, recording);
    return given;
}

static int take_back(void **state)
{
    struct given *given = *state;
    free(given->recorded);
    free(given);
    return 0;
}

static enum status read_given(struct given *given, size_t size)
{
    given->end = 77;
    given->cause.text[0] = '\0';
    return record_log_read((struct slice){given->recorded->text, size}, &given->opening, &given->end,
                           &given->log, &given->cause);
}

static void expect_log(const struct given *given)
{
    const struct world_log *read = &given->log, *played = &given->recorded->log;
    assert_int_equal(read->turns, played->turns);
    for (int t = 0; t <= played->turns; t++) {
        assert_memory_equal(&read->worlds[t], &played->worlds[t], sizeof read->worlds[t]);
        assert_int_equal(read->turn[t].event_count, played->turn[t].event_count);
        assert_memory_equal(read->turn[t].belief, played->turn[t].belief, sizeof read->turn[t].belief);
    }
    assert_memory_equal(given->opening.key, given->recorded->opening.key, DICE_KEY_SIZE);
}

static void a_world_is_read_as_it_was_played(void **state)
{
    struct given *given = give(state, (struct recording){.seed = 7});
    assert_int_equal(read_given(given, given->recorded->size), STATUS_OK);
    expect_log(given);
    assert_int_equal(given->log.turns, 5);
    assert_int_equal(given->end, END_TIME);
}

static void a_closed_world_ends_where_it_was_closed(void **state)
{
    struct given *given = give(state, (struct recording){.seed = 7, .turns = 2, .end = RECORD_CLOSED});
    assert_int_equal(read_given(given, given->recorded->size), STATUS_OK);
    expect_log(given);
    assert_int_equal(given->log.turns, 2);
    assert_int_equal(given->end, RECORD_CLOSED);
}

/* A record is of an ended world, or it is none: see the end that it must have. */
static void a_piece_of_a_world_is_no_record(void **state)
{
    struct given *given = give(state, (struct recording){.seed = 7, .turns = 2, .end = END_RUNNING});
    assert_int_equal(read_given(given, given->recorded->size), STATUS_CORRUPT);
    assert_int_equal(given->end, END_RUNNING);
}

/* The same world by a way around: the first three turns, back to the second, and all from there on. */
static void turns_that_were_rolled_back_are_left_out(void **state)
{
    struct given *given = give(state, (struct recording){.seed = 7});
    struct recorded *recorded = given->recorded;
    const char *second = strstr(recorded->text, "\nturn=2\n"), *fourth = strstr(recorded->text, "\nturn=4\n");
    assert_true(second && fourth);
    size_t at = (size_t)(second + 1 - recorded->text), until = (size_t)(fourth + 1 - recorded->text);
    char *rest = malloc(recorded->size);
    assert_non_null(rest);
    size_t left = recorded->size - at;
    memcpy(rest, recorded->text + at, left);
    memcpy(recorded->text + until, "rollback=2\n", 11);
    memcpy(recorded->text + until + 11, rest, left);
    free(rest);
    recorded->size = until + 11 + left;
    assert_int_equal(read_given(given, recorded->size), STATUS_OK);
    expect_log(given);
    assert_int_equal(given->log.turns, 5);
    memcpy(recorded->text + until, "rollback=2\nend=4\n", 17); /* and closed there */
    assert_int_equal(read_given(given, until + 17), STATUS_OK);
    assert_int_equal(given->log.turns, 1);
    assert_int_equal(given->end, RECORD_CLOSED);
}

static void damage_is_named_and_nothing_is_ended(void **state)
{
    struct given *given = give(state, (struct recording){.seed = 7});
    char *text = given->recorded->text;
    for (size_t part = 0; part < 10; part++) {
        assert_int_not_equal(read_given(given, given->recorded->size * part / 10), STATUS_OK);
        assert_int_equal(given->end, END_RUNNING);
        assert_int_not_equal(given->cause.text[0], '\0');
    }
    char *order = strstr(text, "order 0 ");
    assert_non_null(order);
    order[8] = order[8] == '9' ? '8' : '9';
    assert_int_equal(read_given(given, given->recorded->size), STATUS_CORRUPT);
    assert_non_null(strstr(given->cause.text, "turn 1"));
    assert_int_equal(given->end, END_RUNNING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_world_is_read_as_it_was_played, take_back),
        cmocka_unit_test_teardown(a_closed_world_ends_where_it_was_closed, take_back),
        cmocka_unit_test_teardown(a_piece_of_a_world_is_no_record, take_back),
        cmocka_unit_test_teardown(turns_that_were_rolled_back_are_left_out, take_back),
        cmocka_unit_test_teardown(damage_is_named_and_nothing_is_ended, take_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
