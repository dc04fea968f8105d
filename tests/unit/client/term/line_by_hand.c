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

/* Changes something, says nothing of saving, and leaves when it is saved. */
static void change_by_hand(int terminal)
{
    static const char change[] = "fortify 2\n", quit[] = "quit\n";
    if (!sees(terminal, "9 guide.") || !sees(terminal, "> ") ||
        write(terminal, change, sizeof change - 1) != sizeof change - 1 || !sees(terminal, "Saving.") ||
        !sees(terminal, "SAVED at") || !sees(terminal, "(revision 1)") || !sees(terminal, "> ") ||
        write(terminal, quit, sizeof quit - 1) != sizeof quit - 1)
        _exit(1);
    _exit(sees(terminal, "This program stops") ? 0 : 2);
}

/* Plays at a terminal with a person who does that, and leaves. */
static void play_by_hand(bool saves, void (*by_hand)(int terminal))
{
    struct play_options options = {.player = {.code = "K7QX2M", .name = "Ann"}, .saves = saves};
    uv_loop_t loop;
    int person = 0;
    fake_settings = (struct fake_settings){.turns = 3};
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    int line = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    assert_true(line >= 0);
    pid_t child = fork();
    if (child == 0) {
        (void)alarm(60);
        by_hand(terminal);
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

static void a_person_is_asked_once_before_leaving(void **state)
{
    (void)state;
    play_by_hand(false, leave_by_hand);
    play_by_hand(true, leave_by_hand);
}

static void what_a_person_changes_is_saved(void **state)
{
    (void)state;
    play_by_hand(true, change_by_hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_asked_once_before_leaving),
        cmocka_unit_test(what_a_person_changes_is_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
