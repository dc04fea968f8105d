/* Files of `spiral exercise new`: who may come, and news prepared before. Every mistake is told as
 * file:line:column, with the item, what is wrong and what is allowed. Blocking; any thread. */
#ifndef SPIRAL_CTL_NEW_FILES_H
#define SPIRAL_CTL_NEW_FILES_H

#include "common/base/status.h"
#include "common/wire/message_admin.h"

struct guest_list {
    int count;
    char names[WIRE_GUESTS_MAX][WIRE_PERSON_NAME_SIZE];
};

/* One name a line; blank lines and lines that begin with # do not count. */
MUST_USE enum status guests_parse(const char *file, const char *text, size_t size, struct guest_list *guests,
                                  struct cause *cause);
MUST_USE enum status guests_read(const char *path, struct guest_list *guests, struct cause *cause);

struct inject_list {
    int count;
    struct wire_inject injects[WIRE_INJECTS_MAX];
};

MUST_USE enum status injects_read(const char *path, struct inject_list *injects, struct cause *cause);

#endif
