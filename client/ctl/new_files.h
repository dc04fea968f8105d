/* Files of `spiral exercise new`: who may come, and news prepared before. Every mistake is told as
 * file:line:column, with the item, what is wrong and what is allowed, in the reader's language. Blocking; any
 * thread. */
#ifndef SPIRAL_CTL_NEW_FILES_H
#define SPIRAL_CTL_NEW_FILES_H

#include "common/base/status.h"
#include "common/scenario/scenario_file.h"
#include "common/wire/message_admin.h"
#include "common/words/sentences.h"

enum { INJECTS_PATH_SIZE = SCENARIO_PATH_SIZE + NAME_SIZE + 8 };

struct guest_list {
    int count;
    char names[WIRE_GUESTS_MAX][WIRE_PERSON_NAME_SIZE];
};

/* One name a line; blank lines and lines that begin with # do not count. */
MUST_USE enum status guests_parse(const char *file, const struct language *language, const char *text,
                                  size_t size, struct guest_list *guests, struct cause *cause);
MUST_USE enum status guests_read(const char *path, const struct language *language, struct guest_list *guests,
                                 struct cause *cause);

struct inject_list {
    char file[INJECTS_PATH_SIZE]; /* they were read from */
    int count;
    struct wire_inject injects[WIRE_INJECTS_MAX];
    size_t lines[WIRE_INJECTS_MAX]; /* where each stands, from 1 */
};

/* From the file that the word names, or from one of the lists that ship: "library". */
MUST_USE enum status injects_read(const char *word, const struct language *language,
                                  struct inject_list *injects, struct cause *cause);

/* "file:line:", the end of a file's long name alone. */
void new_file_put_place(const char *file, size_t line, struct text *text);

#endif
