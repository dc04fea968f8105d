#include "tests/unit/client/sim/sim_given.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 40, LINE_MAX_ = 32 * 1024, PLACE_SIZE = 256 };

struct place {
    char directory[PLACE_SIZE], path[2 * PLACE_SIZE];
};

static char *scenarios(void)
{
    static char path[1024];
    const char *tree = getenv("SPIRAL_TREE");
    assert_non_null(tree);
    assert_true(snprintf(path, sizeof path, "%s/config/scenarios", tree ? tree : "") < (int)sizeof path);
    return path;
}

enum status given_plan(const char *line, struct sim_plan *plan, struct cause *cause)
{
    static char copy[LINE_MAX_];
    char *words[WORDS_MAX];
    int count = 0;
    struct sim_options options;
    assert_true(strlen(line) < sizeof copy);
    strcpy(copy, line);
    for (char *word = strtok(copy, " "); word && count < WORDS_MAX; word = strtok(NULL, " "))
        words[count++] = word;
    *plan = (struct sim_plan){0};
    enum status status = sim_options_parse(count, words, &options, cause);
    return status ? status : sim_plan_make(&options, scenarios(), plan, cause);
}

struct sim_plan given(const char *line)
{
    struct sim_plan plan;
    struct cause cause;
    if (given_plan(line, &plan, &cause))
        fail_msg("%s: %s", line, cause.text);
    return plan;
}

const char *given_path(void *state, const char *name)
{
    struct place *place = state;
    assert_true(snprintf(place->path, sizeof place->path, "%s/%s", place->directory, name) <
                (int)sizeof place->path);
    return place->path;
}

int given_setup(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    const char *base = getenv("TMPDIR");
    assert_true(snprintf(place->directory, sizeof place->directory, "%s/spiral-sim-XXXXXX",
                         base ? base : "/tmp") < (int)sizeof place->directory);
    assert_non_null(mkdtemp(place->directory));
    *state = place;
    return 0;
}

int given_teardown(void **state)
{
    struct place *place = *state;
    DIR *directory = opendir(place->directory);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (entry->d_name[0] != '.')
            unlink(given_path(place, entry->d_name));
    closedir(directory);
    assert_int_equal(rmdir(place->directory), 0);
    free(place);
    return 0;
}
