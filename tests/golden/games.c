/* Every golden game, and that a difference is found where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/golden.h"
#include "common/base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *directory;

static void test_every_game_agrees(void **state)
{
    (void)state;
    struct golden_result sum = {0};
    int files = 0;
    DIR *games = opendir(directory);
    assert_non_null(games);
    for (struct dirent *entry; (entry = readdir(games));) {
        char path[1024];
        struct golden_result result;
        struct cause cause;
        if (!strstr(entry->d_name, ".txt"))
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        if (golden_check(path, &result, &cause))
            fail_msg("%s", cause.text);
        sum.turns += result.turns;
        sum.views += result.views;
        files++;
    }
    closedir(games);
    assert_int_equal(files, 156);
    assert_int_equal(sum.turns, 1166);
    assert_int_equal(sum.views, 1481);
}

/* Changes the first occurrence of `from` in a game and expects the check to fail with `sentence` in its
 * cause. */
static void expect_found(const char *from, const char *to, const char *sentence)
{
    char path[1024], copy[1024];
    char *text;
    size_t size;
    struct cause cause;
    snprintf(path, sizeof path, "%s/case-battle.txt", directory);
    snprintf(copy, sizeof copy, "%s/changed", directory);
    assert_int_equal(file_read(path, GOLDEN_FILE_MAX, &text, &size, &cause), STATUS_OK);
    char *at = strstr(text, from);
    assert_non_null(at);
    FILE *file = fopen(copy, "w");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    fclose(file);
    free(text);
    struct golden_result result;
    assert_int_equal(golden_check(copy, &result, &cause), STATUS_CORRUPT);
    if (!strstr(cause.text, sentence))
        fail_msg("\"%s\" does not say \"%s\"", cause.text, sentence);
    remove(copy);
}

static void test_differences_are_found(void **state)
{
    (void)state;
    expect_found("a0.strike=1440", "a0.strike=1441",
                 "expected \"a0.strike=1441\", computed \"a0.strike=1440\"");
    expect_found("event 3 attack 0 1 0", "event 3 attack 0 1 1", "computed \"event 3 attack 0 1 0\"");
    expect_found("my_score=55", "my_score=56", "computed \"my_score=55\"");
    expect_found("final=0 55", "final=0 54", "computed \"final=0 55");
    expect_found("golden-end\n", "", "cut short");
    expect_found("balance=160", "balance=16000", "balance is 16000, allowed 20..400");
    expect_found("golden=1", "golden=2", ":1: a golden game begins");
    expect_found("orders-end", "orders-and", "cut short");
    expect_found("key=71", "key=7x", "32 hex digits");
    expect_found("actors=2", "actors=13", "2..12");
}

int main(int count, char **arguments)
{
    directory = count > 1 ? arguments[1] : "games";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_game_agrees),
        cmocka_unit_test(test_differences_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
