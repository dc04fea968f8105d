/* Scenario files: YAML in, a checked scenario and its texts out.
 *
 * People write them (config/scenarios/README.md shows how), so every mistake is told as file:line:column, the
 * field, what is wrong and what is allowed. Blocking file reads; any thread. */
#ifndef SPIRAL_SCENARIO_SCENARIO_FILE_H
#define SPIRAL_SCENARIO_SCENARIO_FILE_H

#include "common/base/status.h"
#include "common/rules/scenario.h"

enum {
    SCENARIO_LANGUAGES = 2, /* en, es */
    SCENARIO_TITLE_SIZE = 128,
    SCENARIO_LESSON_SIZE = 512,
    SCENARIO_FILE_MAX = 64 * 1024, /* bytes */
    SCENARIO_LIST_MAX = 256,       /* files in a directory */
    SCENARIO_PATH_SIZE = 4096,
};

enum scenario_language { SCENARIO_EN, SCENARIO_ES };

/* What an instructor reads before choosing; UTF-8. */
struct scenario_texts {
    char title[SCENARIO_LANGUAGES][SCENARIO_TITLE_SIZE];
    char lesson[SCENARIO_LANGUAGES][SCENARIO_LESSON_SIZE];
    int players_low, players_high; /* recommended persons */
    int minutes;
};

struct scenario_file {
    struct scenario scenario;
    struct scenario_texts texts;
};

/* Reads YAML text. `name` stands in errors (a path). Aliases, duplicate keys, unknown fields, several
 * documents, depth above 8 and more than 4096 nodes are refused. STATUS_INVALID with "path:line:column:
 * field: reason; allowed ...". */
MUST_USE enum status scenario_file_parse(const char *name, const char *text, size_t size,
                                         struct scenario_file *file, struct cause *cause);

/* Reads DIRECTORY/NAME.yaml, where NAME is a bare scenario name (a-z, 0-9, -). STATUS_NOT_FOUND names the
 * directory and how to list what there is. The file's `scenario` field must equal NAME. */
MUST_USE enum status scenario_file_load(const char *directory, const char *scenario_name,
                                        struct scenario_file *file, struct cause *cause);

/* The names (without .yaml) in a directory, sorted; at most SCENARIO_LIST_MAX. */
typedef void scenario_file_found(void *user, const char *scenario_name);
MUST_USE enum status scenario_file_list(const char *directory, scenario_file_found *found, void *user,
                                        struct cause *cause);

/* True for 1..31 of a-z, 0-9 and -, the first not a -: such a name is safe as a file's name and as an
 * argument. */
bool scenario_name_valid(struct slice name);

/* The directory that was named with --scenarios; NULL: the one that belongs to this program, in the tree it
 * was built in or where it was installed. STATUS_NOT_FOUND says how to name one. */
MUST_USE enum status scenario_directory_find(const char *given, char path[SCENARIO_PATH_SIZE],
                                             struct cause *cause);

/* The directory of the prepared news that belong to this program, beside that of its scenarios. */
MUST_USE enum status inject_directory_find(char path[SCENARIO_PATH_SIZE], struct cause *cause);

#endif
