/* What `spiral replay FILE --verify` says of a record, and of one that went back. */
#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/replay.h"
#include "common/base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct given {
    char directory[64], record[96], said[96];
    struct played *played;
};

static int set_up(void **state)
{
    struct given *given = calloc(1, sizeof *given);
    struct scenario scenario;
    if (!given)
        return -1;
    *state = given;
    snprintf(given->directory, sizeof given->directory, "/tmp/spiral-replay-XXXXXX");
    if (!mkdtemp(given->directory))
        return -1;
    snprintf(given->record, sizeof given->record, "%s/record", given->directory);
    snprintf(given->said, sizeof given->said, "%s/said", given->directory);
    given->played = malloc(sizeof *given->played);
    played_scenario(&scenario, 2, 4);
    played_begin(given->played, &scenario, 3);
    return 0;
}

static int take_down(void **state)
{
    struct given *given = *state;
    unlink(given->record);
    unlink(given->said);
    int failed = rmdir(given->directory);
    free(given->played);
    free(given);
    return failed;
}

/* Runs it on the record with what it prints going to a file; borrowed until the next call. */
static const char *replay(struct given *given, int descriptor, int expected)
{
    static char said[4096];
    struct cause cause;
    char verify[] = "--verify", *arguments[] = {given->record, verify};
    if (file_replace(given->record, given->played->text, given->played->size, 0600, &cause))
        fail_msg("%s", cause.text);
    fflush(NULL);
    int kept = dup(descriptor), file = open(given->said, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(kept >= 0 && file >= 0 && dup2(file, descriptor) >= 0);
    int result = replay_main(2, arguments);
    fflush(NULL);
    assert_true(dup2(kept, descriptor) >= 0);
    close(kept);
    ssize_t size = pread(file, said, sizeof said - 1, 0);
    close(file);
    assert_true(size >= 0);
    said[size] = '\0';
    assert_int_equal(result, expected);
    return said;
}

static void play(struct given *given, int turns)
{
    for (int turn = 0; turn < turns; turn++)
        played_turn(given->played);
}

static void a_straight_course_says_nothing_of_it(void **state)
{
    struct given *given = *state;
    play(given, 4);
    played_end(given->played, 0);
    const char *said = replay(given, STDOUT_FILENO, 0);
    assert_non_null(strstr(said, " turns=4 time commitment="));
    assert_non_null(strstr(said, "\nverified: worlds=1 turns=4\n"));
    assert_null(strstr(said, "rollbacks"));
    assert_null(strstr(said, "practice"));
}

static void roll_backs_and_practice_are_counted(void **state)
{
    struct given *given = *state;
    play(given, 1);
    played_back(given->played, 1, true);
    play(given, 3);
    played_back(given->played, 2, false);
    play(given, 1);
    played_back(given->played, 3, false);
    play(given, 2);
    played_end(given->played, 0);
    const char *said = replay(given, STDOUT_FILENO, 0);
    assert_non_null(strstr(said, " turns=4 time commitment="));
    assert_non_null(strstr(said, " rollbacks=2 practice=1\nverified: worlds=1 turns=4\n"));
}

static void what_cannot_be_gone_back_to_is_named(void **state)
{
    struct given *given = *state;
    play(given, 2);
    played_back(given->played, 2, false);
    played_end(given->played, RECORD_CLOSED);
    char *to = strstr(given->played->text, "rollback=2");
    assert_non_null(to);
    to[9] = '4';
    const char *said = replay(given, STDERR_FILENO, 1);
    assert_non_null(strstr(said, given->record));
    assert_non_null(strstr(said, "turn 3: a roll-back to a turn that was not played"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_straight_course_says_nothing_of_it, set_up, take_down),
        cmocka_unit_test_setup_teardown(roll_backs_and_practice_are_counted, set_up, take_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_gone_back_to_is_named, set_up, take_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
