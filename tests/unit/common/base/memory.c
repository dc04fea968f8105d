#include "common/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void memory_that_is_there(void **state)
{
    (void)state;
    uint8_t *zeroed = memory_zeroed(7, 3), *plain = memory_of(5);
    for (int x = 0; x < 21; x++)
        assert_int_equal(zeroed[x], 0);
    memcpy(plain, "abcd", 5);
    plain = memory_grown(plain, 1000, 4);
    plain[3999] = 1;
    assert_string_equal((char *)plain, "abcd");
    free(zeroed);
    free(plain);
    plain = memory_grown(NULL, 2, 2);
    plain[3] = 1;
    free(plain);
}

static void nothing_is_not_none(void **state)
{
    (void)state;
    void *pieces[] = {memory_of(0), memory_zeroed(0, 8), memory_zeroed(8, 0), memory_grown(NULL, 0, 8)};
    for (size_t x = 0; x < sizeof pieces / sizeof pieces[0]; x++) {
        assert_non_null(pieces[x]);
        free(pieces[x]);
    }
}

static void no_machine_has_so_much(void **state)
{
    (void)state;
    const size_t half = SIZE_MAX / 2 + 1;
    uint8_t *kept = memory_of(4);
    kept[3] = 9;
    assert_null(memory_try(SIZE_MAX));
    assert_null(memory_try(half));
    assert_null(memory_try_zeroed(half, 2)); /* 0 where it wraps */
    assert_null(memory_try_zeroed(half + 1, 4));
    assert_null(memory_try_grown(kept, half, 2));
    assert_null(memory_try_grown(kept, SIZE_MAX, SIZE_MAX));
    assert_int_equal(kept[3], 9);
    free(kept);
}

static void sums_end_at_the_largest(void **state)
{
    (void)state;
    assert_int_equal(memory_sum(2, 3), 5);
    assert_true(memory_sum(SIZE_MAX, 0) == SIZE_MAX);
    assert_true(memory_sum(SIZE_MAX - 4, 4) == SIZE_MAX);
    assert_true(memory_sum(SIZE_MAX - 4, 5) == SIZE_MAX);
    assert_true(memory_sum(SIZE_MAX, SIZE_MAX) == SIZE_MAX);
}

static void a_refusal_names_what_it_is_for(void **state)
{
    (void)state;
    struct cause cause;
    assert_int_equal(memory_lacks(&cause, "the exercise"), STATUS_MEMORY);
    assert_non_null(strstr(cause.text, "the exercise"));
    assert_non_null(strstr(cause.text, "memory"));
    assert_string_equal(status_name(STATUS_MEMORY), "memory");
}

static void on_exit_handler(void)
{
    (void)!write(STDERR_FILENO, "a handler ran\n", 14);
}

static void ask_of(void)
{
    memory_of(SIZE_MAX - 1);
}

static void ask_zeroed(void)
{
    memory_zeroed(SIZE_MAX, 2);
}

static void ask_grown(void)
{
    memory_grown(NULL, SIZE_MAX, 2);
}

static void ask_library(void)
{
    memory_had(true);
    memory_had(false);
}

/* What a child says on its way out, which is not by a signal and runs no handler. */
static void ended_by(void (*ask)(void), const char *said)
{
    int ends[2], status;
    char text[512] = "";
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        atexit(on_exit_handler);
        ask();
        _Exit(0);
    }
    close(ends[1]);
    assert_true(read(ends[0], text, sizeof text - 1) > 0);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), MEMORY_EXIT);
    assert_ptr_equal(strstr(text, said), text);
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    assert_null(strstr(text, "handler"));
}

static void without_it_the_process_ends_plainly(void **state)
{
    (void)state;
    ended_by(ask_of, "spiral: out of memory: 9223372036854775807 bytes were asked for; ");
    ended_by(ask_zeroed, "spiral: out of memory: ");
    ended_by(ask_grown, "spiral: out of memory: ");
    ended_by(ask_library, "spiral: out of memory; free some or add some, then start again: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_is_there),
        cmocka_unit_test(nothing_is_not_none),
        cmocka_unit_test(no_machine_has_so_much),
        cmocka_unit_test(sums_end_at_the_largest),
        cmocka_unit_test(a_refusal_names_what_it_is_for),
        cmocka_unit_test(without_it_the_process_ends_plainly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
