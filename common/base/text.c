#include "common/base/text.h"

#include <string.h>

struct text text_over(char *at, size_t capacity)
{
    at[0] = '\0';
    return (struct text){.at = at, .capacity = capacity};
}

void text_put_span(struct text *text, const char *bytes, size_t length)
{
    size_t room = text->capacity - 1 - text->length;
    if (length > room) {
        length = room;
        text->cut = true;
    }
    if (length) /* an empty span may have no address */
        memcpy(text->at + text->length, bytes, length);
    text->length += length;
    text->at[text->length] = '\0';
}

void text_put(struct text *text, const char *string)
{
    text_put_span(text, string, strlen(string));
}

void text_put_char(struct text *text, char c)
{
    text_put_span(text, &c, 1);
}

void text_put_int(struct text *text, int64_t value)
{
    char digits[20];
    size_t count = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[sizeof digits - ++count] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        text_put_char(text, '-');
    text_put_span(text, digits + sizeof digits - count, count);
}

void text_put_hex(struct text *text, const uint8_t *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        text_put_char(text, digits[bytes[i] >> 4]);
        text_put_char(text, digits[bytes[i] & 15]);
    }
}

struct slice slice_of(const char *string)
{
    return (struct slice){.at = string, .length = strlen(string)};
}

bool slice_is(struct slice slice, const char *string)
{
    return strlen(string) == slice.length && memcmp(slice.at, string, slice.length) == 0;
}

bool slice_starts(struct slice slice, const char *prefix)
{
    size_t length = strlen(prefix);
    return length <= slice.length && memcmp(slice.at, prefix, length) == 0;
}

bool slice_split(struct slice whole, char separator, struct slice *before, struct slice *after)
{
    const char *found = whole.length ? memchr(whole.at, separator, whole.length) : NULL;
    if (!found)
        return false;
    size_t first = (size_t)(found - whole.at);
    *before = (struct slice){whole.at, first};
    *after = (struct slice){found + 1, whole.length - first - 1};
    return true;
}

bool slice_take(struct slice *rest, char separator, struct slice *part)
{
    if (rest->length == 0)
        return false;
    struct slice after;
    if (!slice_split(*rest, separator, part, &after)) {
        *part = *rest;
        after = (struct slice){rest->at + rest->length, 0};
    }
    *rest = after;
    return true;
}

bool slice_take_value(struct slice *rest, const char *name, struct slice *value)
{
    struct slice after = *rest, line, key;
    if (!slice_take(&after, '\n', &line) || !slice_split(line, '=', &key, value) || !slice_is(key, name))
        return false;
    *rest = after;
    return true;
}

bool slice_int(struct slice slice, int64_t low, int64_t high, int64_t *value)
{
    bool minus = slice.length > 0 && slice.at[0] == '-';
    size_t i = minus ? 1 : 0;
    if (slice.length == i || slice.length - i > 18)
        return false;
    int64_t sum = 0;
    for (; i < slice.length; i++) {
        if (slice.at[i] < '0' || slice.at[i] > '9')
            return false;
        sum = sum * 10 + (slice.at[i] - '0');
    }
    sum = minus ? -sum : sum;
    if (sum < low || sum > high)
        return false;
    *value = sum;
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool slice_hex(struct slice slice, uint8_t *bytes, size_t count)
{
    if (slice.length != 2 * count)
        return false;
    for (size_t i = 0; i < count; i++) {
        int high = hex_digit(slice.at[2 * i]), low = hex_digit(slice.at[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool slice_copy(struct slice slice, char *to, size_t capacity)
{
    if (slice.length >= capacity || (slice.length && memchr(slice.at, '\0', slice.length)))
        return false;
    memcpy(to, slice.at, slice.length);
    memset(to + slice.length, '\0', capacity - slice.length); /* nothing of a longer string before it */
    return true;
}
