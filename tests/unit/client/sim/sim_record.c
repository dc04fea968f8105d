#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/sim_record.h"
#include "common/base/file.h"
#include "common/record/record.h"
#include "tests/unit/client/sim/sim_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes the record of a game and reads it back; freed by the caller. */
static char *write_one(void *state, struct sim_plan *plan, int64_t number, size_t *size, struct world *end)
{
    struct sim_recorder *recorder;
    struct sim_cell cell;
    struct headless game;
    struct cause cause;
    char directory[1024], name[128], *text;
    const char *path = given_path(state, "");
    assert_true(strlen(path) < sizeof directory);
    strcpy(directory, path);
    plan->records = directory;
    recorder = sim_recorder_create(plan);
    sim_plan_cell(plan, 0, &cell);
    headless_init(&game, &cell.scenario, plan->seed, (uint64_t)number);
    sim_line_up_seat(&plan->line_up, &game);
    if (sim_recorder_write(recorder, &cell, &game, number, &cause))
        fail_msg("%s", cause.text);
    headless_play(&game, end, NULL, NULL);
    sim_recorder_destroy(recorder);
    plan->records = NULL;
    snprintf(name, sizeof name, "%s-0000-%07lld.record", cell.scenario.name, (long long)number);
    if (file_read(given_path(state, name), RECORD_MAX, &text, size, &cause))
        fail_msg("%s", cause.text);
    return text;
}

static void records_verify(void **state)
{
    static const char *const lines[] = {"--scenario duel-1", "--scenario europe-1914",
                                        "--scenario ring-6 --bots hawk",
                                        "--scenario seminar --bots random_legal"};
    struct world *world = calloc(2, sizeof *world);
    assert_non_null(world);
    for (size_t x = 0; x < sizeof lines / sizeof lines[0]; x++) {
        struct sim_plan plan = given(lines[x]);
        struct record_summary summary;
        struct cause cause;
        size_t size;
        char *text = write_one(*state, &plan, 5, &size, &world[0]);
        if (record_verify((struct slice){text, size}, &summary, &world[1], &cause))
            fail_msg("%s: %s", lines[x], cause.text);
        assert_int_equal(summary.turns, world[0].turn);
        assert_int_equal(summary.end, world[0].end);
        for (int i = 0; i < world[0].scenario.actor_count; i++)
            assert_memory_equal(&world[0].actors[i], &world[1].actors[i], sizeof world[0].actors[i]);
        free(text);
        sim_plan_free(&plan);
    }
    free(world);
}

static void the_same_game_is_the_same_record(void **state)
{
    struct sim_plan plan = given("--scenario duel-1"), other = given("--scenario duel-2");
    struct world end;
    size_t size, again_size, other_size;
    char *text = write_one(*state, &plan, 5, &size, &end),
         *again = write_one(*state, &plan, 5, &again_size, &end);
    char *next = write_one(*state, &plan, 6, &other_size, &end);
    assert_int_equal(size, again_size);
    assert_memory_equal(text, again, size);
    /* "record=1\nrules=1\nworld=..." */
    assert_memory_not_equal(text, next, 17 + 6 + 32);
    free(next);
    next = write_one(*state, &other, 5, &other_size, &end);
    assert_memory_not_equal(text, next, 17 + 6 + 32);
    free(text);
    free(again);
    free(next);
    sim_plan_free(&plan);
    sim_plan_free(&other);
}

static void a_directory_with_files_is_refused(void **state)
{
    struct sim_plan plan = given("--scenario duel-1 --games 3");
    struct cause cause;
    char directory[1024];
    strcpy(directory, given_path(*state, ""));
    plan.records = directory;
    assert_int_equal(sim_records_begin(&plan, false, &cause), STATUS_OK);
    assert_int_equal(file_replace(given_path(*state, "mine"), "x", 1, 0600, &cause), STATUS_OK);
    assert_int_equal(sim_records_begin(&plan, false, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "name a new directory"));
    assert_int_equal(sim_records_begin(&plan, true, &cause), STATUS_OK);
    plan.end = plan.first + SIM_RECORDS_MAX;
    assert_int_equal(sim_records_begin(&plan, true, &cause), STATUS_OK);
    plan.end++;
    assert_int_equal(sim_records_begin(&plan, true, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "10001 games"));
    sim_plan_free(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GIVEN_TEST(records_verify),
        GIVEN_TEST(the_same_game_is_the_same_record),
        GIVEN_TEST(a_directory_with_files_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
