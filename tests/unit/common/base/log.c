#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/log.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* stderr goes into a file while a line is caught. */
struct capture {
    FILE *file;
    int kept;
};

static struct capture capture_begin(void)
{
    struct capture capture = {tmpfile(), dup(STDERR_FILENO)};
    assert_non_null(capture.file);
    assert_true(capture.kept >= 0);
    fflush(stderr);
    assert_true(dup2(fileno(capture.file), STDERR_FILENO) >= 0);
    return capture;
}

static size_t capture_end(struct capture *capture, char *text, size_t size)
{
    assert_true(dup2(capture->kept, STDERR_FILENO) >= 0);
    close(capture->kept);
    rewind(capture->file);
    size_t got = fread(text, 1, size - 1, capture->file);
    text[got] = '\0';
    fclose(capture->file);
    return got;
}

/* The line without its stamp, which must look like 2026-11-21T19:30:29.120Z and a space. */
static const char *after_stamp(const char *line)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd.dddZ ";
    for (size_t i = 0; i < strlen(shape); i++) {
        if (shape[i] == 'd')
            assert_true(isdigit((unsigned char)line[i]));
        else
            assert_int_equal(line[i], shape[i]);
    }
    return line + strlen(shape);
}

static void expect_written(const char *value, const char *written)
{
    char got[2048], want[2048];
    struct capture capture = capture_begin();
    log_event(LOG_INFO, "peer", "said", value, NULL);
    capture_end(&capture, got, sizeof got);
    snprintf(want, sizeof want, "info peer said=%s\n", written);
    assert_string_equal(after_stamp(got), want);
}

static void plain_values_stand_bare(void **state)
{
    (void)state;
    expect_written("ring-6", "ring-6");
    expect_written("10.0.0.1:7777", "10.0.0.1:7777");
}

static void other_values_are_quoted(void **state)
{
    (void)state;
    expect_written("", "\"\"");
    expect_written("two words", "\"two words\"");
    expect_written("a=b", "\"a=b\"");
    expect_written("say \"no\"", "\"say \\\"no\\\"\"");
    expect_written("c:\\ d", "\"c:\\\\ d\"");
    expect_written("se\xc3\xb1or", "\"se\xc3\xb1or\"");
}

/* A peer cannot begin a line of its own nor steer a terminal. */
static void control_characters_are_taken_out(void **state)
{
    (void)state;
    expect_written("x\n2026-01-01T00:00:00.000Z error forged", "\"x?2026-01-01T00:00:00.000Z error forged\"");
    expect_written("\x1b[2Jgone\r\t\x7f", "\"?[2Jgone???\"");
}

static void several_pairs_and_levels(void **state)
{
    (void)state;
    char got[2048];
    struct capture capture = capture_begin();
    log_event(LOG_WARN, "slow", "world", "w1", "ms", "12", NULL);
    log_event(LOG_ERROR, "stop", NULL);
    log_event(LOG_DEBUG, "hidden", NULL);
    size_t size = capture_end(&capture, got, sizeof got);
    char *second = strchr(got, '\n') + 1;
    assert_string_equal(after_stamp(second), "error stop\n");
    second[-1] = '\0';
    assert_string_equal(after_stamp(got), "warn slow world=w1 ms=12");
    assert_int_equal(size, strlen(got) + 1 + strlen(second));
}

static void levels_below_are_dropped(void **state)
{
    (void)state;
    char got[2048];
    struct capture capture = capture_begin();
    log_set_level(LOG_ERROR);
    log_event(LOG_WARN, "dropped", NULL);
    log_set_level(LOG_DEBUG);
    log_event(LOG_DEBUG, "kept", NULL);
    log_set_level(LOG_INFO);
    capture_end(&capture, got, sizeof got);
    assert_string_equal(after_stamp(got), "debug kept\n");
}

static void a_long_line_is_cut_and_still_a_line(void **state)
{
    (void)state;
    char value[3000], got[4096];
    memset(value, 'v', sizeof value);
    for (size_t length = 900; length < 1100; length++) {
        value[length] = '\0';
        struct capture capture = capture_begin();
        log_event(LOG_INFO, "long", "value", value, NULL);
        size_t size = capture_end(&capture, got, sizeof got);
        value[length] = 'v';
        assert_true(size <= 1024);
        assert_ptr_equal(strchr(got, '\n'), got + size - 1);
        after_stamp(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_values_stand_bare),
        cmocka_unit_test(other_values_are_quoted),
        cmocka_unit_test(control_characters_are_taken_out),
        cmocka_unit_test(several_pairs_and_levels),
        cmocka_unit_test(levels_below_are_dropped),
        cmocka_unit_test(a_long_line_is_cut_and_still_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
