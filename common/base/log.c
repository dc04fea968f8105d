#include "common/base/log.h"

#include "common/base/text.h"
#include "common/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LOG_LINE_MAX = 1024 };

static enum log_level lowest = LOG_INFO;

void log_set_level(enum log_level level)
{
    lowest = level;
}

static void put_value(struct text *line, const char *value)
{
    bool plain = value[0] != '\0';
    for (const char *c = value; *c; c++)
        plain = plain && *c > ' ' && *c < 0x7f && *c != '"' && *c != '=';
    if (plain) {
        text_put(line, value);
        return;
    }
    bool safe = utf8_printable(value, strlen(value), false); /* otherwise only ASCII passes */
    text_put_char(line, '"');
    for (const char *c = value; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\')
            text_put_char(line, '\\');
        text_put_char(line, byte < ' ' || byte == 0x7f || (byte >= 0x80 && !safe) ? '?' : *c);
    }
    text_put_char(line, '"');
}

void log_event(enum log_level level, const char *event, ...)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    if (level < lowest)
        return;
    char memory[LOG_LINE_MAX];
    struct text line = text_over(memory, sizeof memory);
    struct timespec now;
    struct tm parts;
    char stamp[40];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &parts);
    char millis[8];
    snprintf(millis, sizeof millis, ".%03ldZ", now.tv_nsec / 1000000 % 1000);
    text_put(&line, stamp);
    text_put(&line, millis);
    text_put_char(&line, ' ');
    text_put(&line, names[level]);
    text_put_char(&line, ' ');
    text_put(&line, event);
    va_list pairs;
    va_start(pairs, event);
    for (const char *name = va_arg(pairs, const char *); name; name = va_arg(pairs, const char *)) {
        const char *value = va_arg(pairs, const char *);
        text_put_char(&line, ' ');
        text_put(&line, name);
        text_put_char(&line, '=');
        put_value(&line, value ? value : "");
    }
    va_end(pairs);
    if (line.cut)
        line.length = sizeof memory - 1;
    memory[line.length < sizeof memory - 1 ? line.length : sizeof memory - 2] = '\n';
    size_t count = line.length < sizeof memory - 1 ? line.length + 1 : sizeof memory - 1;
    if (write(STDERR_FILENO, memory, count) < 0)
        return; /* nowhere to tell it */
}
