/* A session in line mode at a terminal: a person is asked where a script is not. */
#include "client/term/line.h"

#include "tests/unit/client/term/fake_player.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OUTPUT_MAX = 64 * 1024 };

/* Reads until the words were shown; false when the terminal is closed before, or shows too much else. */
static bool sees(int terminal, const char *words)
{
    size_t wanted = strlen(words), length = 0;
    char last[64] = "";
    assert_true(wanted < sizeof last);
    for (; length < OUTPUT_MAX; length++) {
        memmove(last, last + 1, wanted - 1);
        if (read(terminal, last + wanted - 1, 1) != 1)
            return false;
        if (memcmp(last, words, wanted) == 0)
            return true;
    }
    return false;
}

/* A person who means to leave before anything is saved. */
static void leave_by_hand(int terminal)
{
    static const char quit[] = "quit\n";
    for (int times = 0; times < 2; times++)
        if (!sees(terminal, times ? "quit again." : "9 guide.") || !sees(terminal, "> ") ||
            write(terminal, quit, sizeof quit - 1) != sizeof quit - 1)
            _exit(1);
    _exit(sees(terminal, "This program stops") ? 0 : 2);
}

static void a_person_is_asked_once_before_leaving(void **state)
{
    struct play_options options = {.player = {.code = "K7QX2M", .name = "Ann"}};
    uv_loop_t loop;
    int person = 0;
    (void)state;
    fake_settings = (struct fake_settings){.turns = 3};
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    int line = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    assert_true(line >= 0);
    pid_t child = fork();
    if (child == 0) {
        (void)alarm(60);
        leave_by_hand(terminal);
    }
    options.in_fd = options.out_fd = line;
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(line_run(&loop, &options), PLAY_LEFT);
    (void)uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
    assert_int_equal(waitpid(child, &person, 0), child);
    assert_int_equal(person, 0);
    (void)close(line);
    (void)close(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_asked_once_before_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
