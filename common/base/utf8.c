#include "common/base/utf8.h"

#include <stdint.h>

/* Decodes one code point; returns the number of bytes, 0 when malformed. */
static size_t decode(const unsigned char *at, size_t left, uint32_t *point)
{
    if (at[0] < 0x80) {
        *point = at[0];
        return 1;
    }
    size_t count = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (at[0] < 0xc2 || at[0] > 0xf4 || count > left)
        return 0;
    uint32_t value = at[0] & (0xffu >> (count + 1));
    for (size_t i = 1; i < count; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3f);
    }
    static const uint32_t lowest[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < lowest[count] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *point = value;
    return count;
}

static bool steers(uint32_t point, bool lines)
{
    if (point == '\n')
        return !lines;
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0x2028 || point == 0x2029;
}

bool utf8_valid(const char *bytes, size_t count)
{
    uint32_t point;
    for (size_t i = 0, step; i < count; i += step) {
        step = decode((const unsigned char *)bytes + i, count - i, &point);
        if (step == 0 || point == 0)
            return false;
    }
    return true;
}

bool utf8_printable(const char *bytes, size_t count, bool lines)
{
    uint32_t point;
    for (size_t i = 0, step; i < count; i += step) {
        step = decode((const unsigned char *)bytes + i, count - i, &point);
        if (step == 0 || steers(point, lines))
            return false;
    }
    return true;
}

size_t utf8_length(const char *bytes, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return length;
}
