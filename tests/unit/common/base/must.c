#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/buffer.h"
#include "common/base/must.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void fails(void)
{
    must(1 + 1 == 3);
}

static void takes_too_much(void)
{
    struct buffer buffer = buffer_with_cap(10);
    buffer_consume(&buffer, 1);
}

/* Runs `act` in a child that must die by abort; gives what it said. */
static void expect_abort(void (*act)(void), char *said, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        act();
        _exit(0);
    }
    close(ends[1]);
    size_t used = 0;
    for (ssize_t got; (got = read(ends[0], said + used, size - 1 - used)) > 0;)
        used += (size_t)got;
    said[used] = '\0';
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void true_goes_on(void **state)
{
    (void)state;
    int evaluated = 0;
    must(++evaluated == 1);
    assert_int_equal(evaluated, 1);
}

static void false_names_the_place_and_aborts(void **state)
{
    (void)state;
    char said[512];
    expect_abort(fails, said, sizeof said);
    assert_non_null(strstr(said, "must.c:"));
    assert_non_null(strstr(said, "1 + 1 == 3"));
    expect_abort(takes_too_much, said, sizeof said);
    assert_non_null(strstr(said, "buffer.c:"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_goes_on),
        cmocka_unit_test(false_names_the_place_and_aborts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
