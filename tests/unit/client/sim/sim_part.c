#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/sim_part.h"
#include "client/sim/sim_play.h"
#include "tests/unit/client/sim/sim_given.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE "--scenario duel-1 --games 10 --seed 4"

static enum status try_open(void *state, const struct sim_plan *plan, int jobs, bool resume,
                            struct sim_parts *parts, struct cause *cause)
{
    static char out[1024];
    assert_true(snprintf(out, sizeof out, "%s", given_path(state, "rows")) < (int)sizeof out);
    return sim_parts_open(plan, out, jobs, resume, parts, cause);
}

/* Plays `count` games of part 0 of `jobs`, beginning with those it has not. */
static void play_into(const struct sim_plan *plan, struct sim_parts *parts, int count)
{
    struct sim_player *player = sim_player_create(plan, true);
    struct cause cause;
    for (int x = 0; x < count; x++) {
        struct slice frame;
        int64_t number = (parts->parts[0].games + x) * parts->jobs;
        assert_int_equal(sim_player_play(player, number, &frame, &cause), STATUS_OK);
        assert_int_equal(write(parts->parts[0].fd, frame.at, frame.length), frame.length);
    }
    sim_player_destroy(player);
}

static off_t size_of(void *state, const char *name)
{
    struct stat found;
    assert_int_equal(stat(given_path(state, name), &found), 0);
    return found.st_size;
}

static void parts_are_found_again(void **state)
{
    struct sim_plan plan = given(LINE);
    struct sim_parts parts;
    struct cause cause;
    assert_int_equal(try_open(*state, &plan, 2, false, &parts, &cause), STATUS_OK);
    assert_false(parts.resumed);
    play_into(&plan, &parts, 3);
    sim_parts_close(&parts);
    assert_int_equal(try_open(*state, &plan, 2, false, &parts, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "add --resume"));
    sim_parts_close(&parts);
    assert_int_equal(try_open(*state, &plan, 3, true, &parts, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "--jobs 2"));
    sim_parts_close(&parts);
    assert_int_equal(try_open(*state, &plan, 0, true, &parts, &cause), STATUS_OK);
    assert_true(parts.resumed);
    assert_int_equal(parts.jobs, 2);
    assert_int_equal(sim_parts_games(&parts), 3);
    assert_int_equal(parts.parts[0].games, 3);
    sim_parts_remove(&parts);
    sim_parts_close(&parts);
    assert_int_not_equal(access(given_path(*state, "rows.part-0-of-2"), F_OK), 0);
    assert_int_not_equal(access(given_path(*state, "rows.part-1-of-2"), F_OK), 0);
    sim_plan_free(&plan);
}

static void a_torn_game_is_cut_off(void **state)
{
    struct sim_plan plan = given(LINE);
    struct sim_parts parts;
    struct cause cause;
    off_t ends[4];
    assert_int_equal(try_open(*state, &plan, 1, false, &parts, &cause), STATUS_OK);
    ends[0] = size_of(*state, "rows.part-0-of-1");
    for (int x = 1; x <= 3; x++) {
        parts.parts[0].games = x - 1;
        play_into(&plan, &parts, 1);
        ends[x] = size_of(*state, "rows.part-0-of-1");
    }
    sim_parts_close(&parts);
    for (off_t size = ends[3] - 1; size >= 0; size -= size > ends[0] ? 37 : 1) {
        assert_int_equal(truncate(given_path(*state, "rows.part-0-of-1"), size), 0);
        assert_int_equal(try_open(*state, &plan, 1, true, &parts, &cause), STATUS_OK);
        int whole = size >= ends[2] ? 2 : size >= ends[1] ? 1 : 0;
        assert_int_equal(parts.parts[0].games, whole);
        assert_int_equal(size_of(*state, "rows.part-0-of-1"), ends[whole]);
        assert_int_equal(lseek(parts.parts[0].fd, 0, SEEK_CUR), ends[whole]);
        sim_parts_close(&parts);
    }
    sim_plan_free(&plan);
}

static void another_plan_is_refused(void **state)
{
    struct sim_plan plan = given(LINE), other = given("--scenario duel-1 --games 10 --seed 5");
    struct sim_parts parts;
    struct cause cause;
    assert_int_equal(try_open(*state, &plan, 1, false, &parts, &cause), STATUS_OK);
    sim_parts_close(&parts);
    assert_int_equal(try_open(*state, &other, 1, true, &parts, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "was begun with \"seed=4\", this command says \"seed=5\""));
    sim_parts_close(&parts);
    sim_plan_free(&plan);
    sim_plan_free(&other);
}

static void two_runs_do_not_share_parts(void **state)
{
    struct sim_plan plan = given(LINE);
    struct sim_parts parts, again;
    struct cause cause;
    assert_int_equal(try_open(*state, &plan, 1, false, &parts, &cause), STATUS_OK);
    assert_int_equal(try_open(*state, &plan, 1, true, &again, &cause), STATUS_LOCKED);
    assert_non_null(strstr(cause.text, "another run is writing"));
    sim_parts_close(&again);
    sim_parts_close(&parts);
    sim_plan_free(&plan);
}

static void a_file_that_exists_is_left_alone(void **state)
{
    struct sim_plan plan = given(LINE);
    struct sim_parts parts;
    struct cause cause;
    FILE *file = fopen(given_path(*state, "rows"), "w");
    assert_non_null(file);
    assert_true(fputs("mine", file) >= 0);
    assert_int_equal(fclose(file), 0);
    for (int resume = 0; resume < 2; resume++) {
        assert_int_equal(try_open(*state, &plan, 1, resume, &parts, &cause), STATUS_INVALID);
        assert_non_null(strstr(cause.text, "nothing is overwritten"));
        sim_parts_close(&parts);
        assert_int_not_equal(access(given_path(*state, "rows.part-0-of-1"), F_OK), 0);
    }
    assert_int_equal(size_of(*state, "rows"), 4);
    sim_plan_free(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GIVEN_TEST(parts_are_found_again),
        GIVEN_TEST(a_torn_game_is_cut_off),
        GIVEN_TEST(another_plan_is_refused),
        GIVEN_TEST(two_runs_do_not_share_parts),
        GIVEN_TEST(a_file_that_exists_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
