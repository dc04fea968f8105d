/* Inject files: the news that a facilitator prepared before an exercise. YAML in, checked entries out.
 *
 * A list with an entry an inject. Every mistake is told as file:line:column, the field, what is wrong and
 * what is allowed. Plain values; any thread. */
#ifndef SPIRAL_SCENARIO_INJECT_FILE_H
#define SPIRAL_SCENARIO_INJECT_FILE_H

#include "common/base/status.h"
#include "common/rules/limits.h"
#include "common/scenario/scenario_file.h"
#include "common/words/sentences.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    INJECT_FILE_ENTRIES_MAX = 64,
    INJECT_FILE_TEXT_SIZE = 501, /* bytes of a text, with the NUL */
    INJECT_FILE_WORLD_SIZE = 8,
    INJECT_FILE_TENSION_MAX = 6,
};

struct inject_entry {
    size_t line;                        /* where it stands, from 1 */
    char world[INJECT_FILE_WORLD_SIZE]; /* "B"; empty: each */
    uint16_t seats;                     /* bit mask of states; 0: all */
    char source[NAME_SIZE];             /* empty: control */
    char text[SCENARIO_LANGUAGES][INJECT_FILE_TEXT_SIZE];
    bool misleading;
    int32_t turn;    /* 1..TURNS_MAX */
    int32_t tension; /* a rung, 1..6; 0: whatever it is */
};

struct inject_file {
    int count;
    struct inject_entry entries[INJECT_FILE_ENTRIES_MAX];
};

/* Reads YAML text; `name` stands in errors (a path), which are told in the language. STATUS_INVALID with the
 * place. */
MUST_USE enum status inject_file_parse(const char *name, const struct language *language, const char *text,
                                       size_t size, struct inject_file *file, struct cause *cause);

#endif
