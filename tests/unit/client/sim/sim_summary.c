#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/sim_summary.h"
#include "tests/unit/client/sim/sim_given.h"

#include <stdlib.h>
#include <string.h>

static void set(struct sim_outcomes *outcomes, const char *metric, int64_t whole, int64_t cases)
{
    for (int x = 0; x < SIM_OUTCOMES; x++) {
        if (strcmp(sim_outcome_metric(x)->name, metric) == 0) {
            metric_set_whole(&outcomes->of[x], whole, cases);
            return;
        }
    }
    fail_msg("%s is no outcome", metric);
}

/* The words of the line that begins with `cell`, parted by single blanks. */
static void line_of(const char *table, const char *cell, char line[512])
{
    struct text text = text_over(line, 512);
    const char *at = strstr(table, cell);
    assert_non_null(at);
    for (; *at && *at != '\n'; at++)
        if (*at != ' ' || at[1] != ' ')
            text_put_char(&text, *at);
}

static void figures_by_hand(void **state)
{
    struct sim_plan plan = given("--scenario duel-1,duel-2 --games 4");
    struct sim_summary *summary = sim_summary_create(&plan);
    static const int scores[4] = {10, 20, 60, 10}, seekers[4] = {2, 1, 1, 2}, first[4] = {0, 5, 4, 0};
    (void)state;
    for (int g = 0; g < 4; g++) {
        struct sim_outcomes outcomes = {0};
        set(&outcomes, "war", first[g] ? 100 : 0, 1);
        set(&outcomes, "burden", 50, 1);
        set(&outcomes, "seeker_score", scores[g], seekers[g]);
        if (first[g])
            set(&outcomes, "first_war_turn", first[g], 1);
        sim_summary_add(summary, 0, &outcomes);
    }
    char *table = NULL, line[512];
    size_t size;
    FILE *out = open_memstream(&table, &size);
    assert_non_null(out);
    sim_summary_print(summary, out);
    assert_int_equal(fclose(out), 0);
    /* war: 0 100 100 0, mean 50, variance 10000/3, error sqrt(10000/12) = 28.9. Score: (20+20+60+20)/6 = 20;
     * residuals -20 0 40 -20, squares 2400, error sqrt(2400*4/3)/6 = 9.4. Median of 4 and 5: the lower. */
    line_of(table, "duel-1", line);
    assert_string_equal(line, "duel-1, 4 games");
    line_of(table, " 50.0 (28.9)", line);
    assert_string_equal(line, " 50.0 (28.9) - 50.0 (0.0) - 20.0 (9.4) - 4");
    assert_null(strstr(table, "duel-2"));
    free(table);
    sim_summary_destroy(summary);
    sim_plan_free(&plan);
}

static void cells_are_named_by_their_settings(void **state)
{
    struct sim_plan plan = given("--scenario duel-1 --set noise=0,50 --set balance=160 --games 1");
    struct sim_summary *summary = sim_summary_create(&plan);
    struct sim_outcomes outcomes = {0};
    (void)state;
    sim_summary_add(summary, 1, &outcomes);
    char *table = NULL, line[512];
    size_t size;
    FILE *out = open_memstream(&table, &size);
    assert_non_null(out);
    sim_summary_print(summary, out);
    assert_int_equal(fclose(out), 0);
    line_of(table, "duel-1", line);
    assert_string_equal(line, "duel-1 noise=50 balance=160, 1 game");
    line_of(table, "          -", line);
    assert_string_equal(line, " - - - - - - -");
    free(table);
    sim_summary_destroy(summary);
    sim_plan_free(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_by_hand),
        cmocka_unit_test(cells_are_named_by_their_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
