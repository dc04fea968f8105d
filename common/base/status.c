#include "common/base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What failed may quote a stranger's bytes: none of them reaches a terminal as a command. */
static void defuse(struct cause *cause)
{
    for (char *c = cause->text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
}

enum status status_fail(struct cause *cause, enum status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(cause->text, sizeof cause->text, format, args);
    va_end(args);
    defuse(cause);
    return status;
}

enum status status_wrap(struct cause *cause, enum status status, const char *format, ...)
{
    char before[CAUSE_LENGTH_MAX];
    char inner[CAUSE_LENGTH_MAX];
    memcpy(inner, cause->text, sizeof inner);
    va_list args;
    va_start(args, format);
    vsnprintf(before, sizeof before, format, args);
    va_end(args);
    /* cut from the right: the context names the item, which matters most */
    size_t used = strlen(before);
    memcpy(cause->text, before, used + 1);
    snprintf(cause->text + used, sizeof cause->text - used, ": %s", inner);
    defuse(cause);
    return status;
}

const char *status_name(enum status status)
{
    static const char *const names[] = {
        [STATUS_OK] = "ok",         [STATUS_INVALID] = "invalid", [STATUS_NOT_FOUND] = "not found",
        [STATUS_LOCKED] = "locked", [STATUS_VERSION] = "version", [STATUS_CORRUPT] = "corrupt",
        [STATUS_FENCED] = "fenced", [STATUS_FULL] = "full",       [STATUS_IO] = "i/o",
        [STATUS_CLOSED] = "closed", [STATUS_MEMORY] = "memory",
    };
    return names[status];
}
