/* The numbers of a fork are those of its courses, each measured by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/fork/fork_told.h"
#include "common/cards/card.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

enum { THROWS = 7, WARS = 0 };

static struct recorded *given(void)
{
    struct scenario scenario;
    scenario_init(&scenario, "given", 4);
    scenario.parameters.max_turns = 7;
    scenario.parameters.balance = 130;
    return recorded_play(&scenario, (struct recording){.seed = 9, .doctrine = "hawk"});
}

static int64_t war_count(const struct world_log *log)
{
    struct metric_input *input = malloc(sizeof *input);
    struct metric_value value;
    assert_non_null(input);
    metric_input_init(input, log, NULL);
    metric_compute(metric_find(slice_of("wars")), input, &value);
    free(input);
    return value.millionths;
}

static void throws_are_summed_up(void **state)
{
    struct recorded *recorded = given();
    struct world_log *log = malloc(sizeof *log);
    struct fork fork;
    (void)state;
    assert_non_null(log);
    fork_init(&fork, &recorded->opening, &recorded->log, 3, 1);
    fork.instead.attack = fork.as_it_was.attack >= 0 ? -1 : 0;
    struct fork_told *told = fork_told_create(&fork, THROWS);
    int64_t sum[FORK_COURSES] = {0, 0};
    int counts[3] = {0, 0, 0};
    for (uint32_t number = 1; number <= THROWS; number++) {
        int64_t wars[FORK_COURSES];
        for (int course = 0; course < FORK_COURSES; course++) {
            fork_begin(&fork, log);
            fork_play(&fork, course, number, log);
            wars[course] = war_count(log);
            sum[course] += wars[course];
        }
        int64_t more = wars[FORK_CHANGED] - wars[FORK_AS_IT_WAS];
        counts[more < 0 ? 0 : more == 0 ? 1 : 2]++;
    }
    assert_int_equal(told->throws, THROWS);
    assert_int_equal(told->fewer, counts[0]);
    assert_int_equal(told->as_many, counts[1]);
    assert_int_equal(told->more, counts[2]);
    assert_true(counts[0] + counts[2] > 0); /* or nothing was tested */
    for (int course = 0; course < FORK_COURSES; course++) {
        struct metric_value mean = fork_mean_of(&told->mean[course][WARS]);
        assert_int_equal(mean.cases, THROWS);
        assert_int_equal(mean.millionths, sum[course] / THROWS);
        fork_begin(&fork, log);
        fork_play(&fork, course, 0, log);
        assert_int_equal(told->of[course][WARS].millionths, war_count(log));
        assert_int_equal(told->course[course].turns, log->turns);
    }
    assert_int_equal(told->played[WARS].millionths, war_count(&recorded->log));
    fork_told_destroy(told);
    free(log);
    free(recorded);
}

/* A value that was defined in no throw has no mean. */
static void what_never_was_has_no_mean(void **state)
{
    struct fork_mean mean = {0, 0};
    (void)state;
    assert_false(fork_mean_of(&mean).defined);
    mean = (struct fork_mean){.sum = 5 * METRIC_ONE, .cases = 2};
    assert_int_equal(fork_mean_of(&mean).millionths, 5 * METRIC_ONE / 2);
}

/* The same fork is told in the same words, whatever lay in memory. */
static void it_is_told_alike(void **state)
{
    struct recorded *recorded = given();
    struct fork fork;
    char *texts[2];
    (void)state;
    fork_init(&fork, &recorded->opening, &recorded->log, 2, 0);
    fork.instead.attack = -1;
    for (int x = 0; x < 2; x++) {
        struct fork_told *told = fork_told_create(&fork, 3);
        texts[x] = malloc(CARD_TEXT_MAX);
        assert_non_null(texts[x]);
        struct text text = text_over(texts[x], CARD_TEXT_MAX);
        fork_put_page(told, languages[LANGUAGE_SPANISH], 60, &text);
        fork_put_json(told, &text);
        assert_false(text.cut);
        fork_told_destroy(told);
    }
    assert_string_equal(texts[0], texts[1]);
    free(texts[0]);
    free(texts[1]);
    free(recorded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(throws_are_summed_up),
        cmocka_unit_test(what_never_was_has_no_mean),
        cmocka_unit_test(it_is_told_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
