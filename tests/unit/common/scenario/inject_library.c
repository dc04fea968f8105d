/* The prepared news that ship in config/injects: whole, in both languages, for any scenario. */
#include "common/base/file.h"
#include "common/scenario/inject_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_MAX = 64 * 1024,
    NEWS_LEAST = 12,
    TURN_LAST = 8, /* by which every scenario but the tutorial still goes on */
    STATES_LEAST = 2,
};

static struct inject_file file;

static void read_library(void)
{
    char path[1024];
    char *text;
    size_t size;
    struct cause cause;
    assert_true((size_t)snprintf(path, sizeof path, "%s/config/injects/library.yaml", getenv("SPIRAL_TREE")) <
                sizeof path);
    if (file_read(path, FILE_MAX, &text, &size, &cause))
        fail_msg("%s", cause.text);
    if (inject_file_parse("library.yaml", languages[LANGUAGE_ENGLISH], text, size, &file, &cause))
        fail_msg("%s", cause.text);
    free(text);
}

static void check_entry(const struct inject_entry *entry)
{
    bool both = entry->text[SCENARIO_EN][0] && entry->text[SCENARIO_ES][0] &&
                strcmp(entry->text[SCENARIO_EN], entry->text[SCENARIO_ES]) != 0;
    if (!both || !entry->source[0] || entry->world[0] || entry->seats >> STATES_LEAST ||
        entry->turn > TURN_LAST)
        fail_msg("library.yaml:%zu: not for any scenario, in both languages, from somebody", entry->line);
}

static void the_library_is_for_any_seminar(void **state)
{
    int misleading = 0, by_turn = 0, rungs[INJECT_FILE_TENSION_MAX + 1] = {0};
    (void)state;
    read_library();
    assert_true(file.count >= NEWS_LEAST);
    for (int x = 0; x < file.count; x++) {
        const struct inject_entry *entry = &file.entries[x];
        check_entry(entry);
        misleading += entry->misleading;
        by_turn += !entry->tension;
        rungs[entry->tension]++;
    }
    assert_in_range(misleading, 1, file.count / 3);
    assert_in_range(by_turn, 4, file.count - 4);
    for (int rung = 2; rung <= INJECT_FILE_TENSION_MAX; rung++) /* whatever the worlds come to */
        assert_true(rungs[rung] > 0);
}

/* Whether they lie beside this program depends on where it was built. */
static void the_programs_own_are_found(void **state)
{
    char path[SCENARIO_PATH_SIZE];
    struct cause cause;
    (void)state;
    enum status status = inject_directory_find(path, &cause);
    if (status) {
        assert_int_equal(status, STATUS_NOT_FOUND);
        return;
    }
    DIR *open = opendir(path);
    bool found = false;
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));)
        found = found || strcmp(entry->d_name, "library.yaml") == 0;
    (void)closedir(open);
    assert_true(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_library_is_for_any_seminar),
        cmocka_unit_test(the_programs_own_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
