#include "common/base/status.h"

#include "common/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Bytes of the character at the start of the text; 1 when it is none. */
static size_t character_length(const char *text, size_t left)
{
    for (size_t count = 1; count <= 4 && count <= left; count++)
        if (utf8_valid(text, count))
            return count;
    return 1;
}

/* What failed may quote a stranger's bytes: none of them reaches a terminal as a command, and what is left is
 * UTF-8. A character that was cut at the very end goes with it. */
static void defuse(struct cause *cause)
{
    size_t length = strlen(cause->text);
    bool full = length == sizeof cause->text - 1;
    for (size_t at = 0, step; at < length; at += step) {
        char *c = cause->text + at;
        step = character_length(c, length - at);
        if (utf8_tame(c, step, false))
            continue;
        bool is_cut = full && length - at < 4 && (unsigned char)*c >= 0xc0;
        if (is_cut) {
            *c = '\0';
            return;
        }
        memmove(c + 1, c + step, length - at - step + 1);
        length -= step - 1;
        *c = '?';
        step = 1;
    }
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
