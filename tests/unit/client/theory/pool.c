/* Rows in processes of their own: order, and rows that die. And how a row is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/pool.h"
#include "client/theory/print.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct theory_run run = {.scenarios = "", .seed = 5, .percent = 40};

static enum theory_answer say_percent(const struct theory_run *given, struct text *measured)
{
    text_put_int(measured, given->percent);
    return THEORY_AGREES;
}

static enum theory_answer take_time(const struct theory_run *given, struct text *measured)
{
    struct timespec moment = {.tv_nsec = 100000000};
    (void)given;
    nanosleep(&moment, NULL);
    text_put(measured, "at last");
    return THEORY_OPEN;
}

static enum theory_answer say_much(const struct theory_run *given, struct text *measured)
{
    (void)given;
    for (int x = 0; x < THEORY_MEASURED_MAX - 2; x++)
        text_put_char(measured, 'x');
    return THEORY_DIFFERS;
}

static enum theory_answer give_up(const struct theory_run *given, struct text *measured)
{
    (void)given;
    text_put(measured, "half of it");
    _exit(3);
}

static enum theory_answer be_killed(const struct theory_run *given, struct text *measured)
{
    (void)given;
    (void)measured;
    kill(getpid(), SIGKILL);
    return THEORY_AGREES;
}

static enum theory_answer say_nothing(const struct theory_run *given, struct text *measured)
{
    (void)given;
    (void)measured;
    return THEORY_AGREES;
}

enum { ROWS = 6 };

static const struct theory_row plain[ROWS] = {
    {.id = "slow", .check = take_time},   {.id = "quick", .check = say_percent},
    {.id = "long", .check = say_much},    {.id = "gives_up", .check = give_up},
    {.id = "killed", .check = be_killed}, {.id = "mute", .check = say_nothing},
};

struct seen {
    int count;
    struct theory_result results[ROWS];
};

static void note(void *user, const struct theory_row *row, const struct theory_result *result)
{
    struct seen *seen = user;
    assert_ptr_equal(row, &plain[seen->count]); /* in the order of the rows, though the first is slow */
    seen->results[seen->count++] = *result;
}

static void rows_come_in_order_whatever_happens(void **state)
{
    (void)state;
    const struct theory_row *rows[ROWS];
    struct seen *seen = calloc(1, sizeof *seen);
    assert_non_null(seen);
    for (int x = 0; x < ROWS; x++)
        rows[x] = &plain[x];
    for (int jobs = 1; jobs <= 8; jobs += 7) {
        memset(seen, 0, sizeof *seen);
        theory_pool_run(&run, ROWS, rows, jobs, note, seen);
        const struct theory_result *r = seen->results;
        assert_int_equal(seen->count, ROWS);
        assert_true(r[0].computed && r[0].answer == THEORY_OPEN);
        assert_string_equal(r[0].measured, "at last");
        assert_true(r[1].computed && r[1].answer == THEORY_AGREES);
        assert_string_equal(r[1].measured, "40");
        assert_true(r[2].computed && r[2].answer == THEORY_DIFFERS);
        assert_int_equal(strlen(r[2].measured), THEORY_MEASURED_MAX - 2);
        assert_false(r[3].computed);
        assert_false(r[4].computed);
        assert_true(r[5].computed && r[5].answer == THEORY_AGREES);
        assert_string_equal(r[5].measured, "");
    }
    free(seen);
}

static void no_rows_are_no_work(void **state)
{
    (void)state;
    struct seen seen = {0};
    theory_pool_run(&run, 0, NULL, 2, note, &seen);
    assert_int_equal(seen.count, 0);
}

static void rows_are_printed_in_80_columns(void **state)
{
    static const struct theory_row row = {
        .id = "a_row",
        .claim = "Words that fill a line up to its last column and do not fit in here go on below.",
        .source = "Nobody 1900",
        .expected = "averyverylongwordwithoutasingleblankthatfillsnearlyawholelineofitself000 and more",
        .reason = "none",
        .tuned = THEORY_BEFORE,
    };
    static const char expected[] =
        "DIFFERS      a_row\n"
        "  claim      Words that fill a line up to its last column and do not fit in here\n"
        "             go on below.\n"
        "  source     Nobody 1900\n"
        "  expected   averyverylongwordwithoutasingleblankthatfillsnearlyawholelineofitself000\n"
        "             and more\n"
        "  tolerance  none\n"
        "  tuned      no: criterion written before its first run\n"
        "  measured   1 2\n\n";
    (void)state;
    struct theory_result result = {.computed = true, .answer = THEORY_DIFFERS, .measured = "1 2"};
    char *printed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&printed, &size);
    assert_non_null(out);
    theory_print_row(out, &row, &result);
    fclose(out);
    assert_string_equal(printed, expected);
    free(printed);
    result.computed = false;
    assert_string_equal(theory_answer_name(&result), "NOT COMPUTED");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_in_order_whatever_happens),
        cmocka_unit_test(no_rows_are_no_work),
        cmocka_unit_test(rows_are_printed_in_80_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
