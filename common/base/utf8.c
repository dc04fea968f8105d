#include "common/base/utf8.h"

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

/* Ranges of code points, rising. */
struct range {
    uint32_t first, last;
};

static bool within(const struct range *ranges, size_t count, uint32_t point)
{
    for (size_t x = 0; x < count; x++)
        if (point <= ranges[x].last)
            return point >= ranges[x].first;
    return false;
}

static const struct range controls[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, /* C0, DEL, C1 */
    {0x2028, 0x2029},                   /* ends of lines and paragraphs */
    {0x202a, 0x202e}, {0x2066, 0x2069}, /* directions that are begun, overridden, isolated */
};

/* Two names that look the same must be the same, and a line must read as it was written. */
static const struct range unseen[] = {
    {0x00ad, 0x00ad},   /* soft hyphen */
    {0x034f, 0x034f},   /* grapheme joiner, which stands on nothing */
    {0x061c, 0x061c},   /* Arabic letter mark: turns the direction */
    {0x115f, 0x1160},   /* Hangul fillers */
    {0x17b4, 0x17b5},   /* Khmer vowels that are not written */
    {0x180b, 0x180f},   /* Mongolian selectors and separator */
    {0x200b, 0x200f},   /* blanks without width, joiners, direction marks */
    {0x2060, 0x206f},   /* word joiner, invisible operators, isolates, old shaping */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xfeff, 0xfeff},   /* byte order mark */
    {0xffa0, 0xffa0},   /* Hangul filler, half as wide */
    {0xfff0, 0xfffb},   /* kept free to be invisible; interlinear notes */
    {0x1bca0, 0x1bca3}, /* control of shorthand */
    {0x1d173, 0x1d17a}, /* control of musical notation */
    {0xe0000, 0xe00ff}, /* tags, which can hide a whole text */
    {0xe01f0, 0xe0fff}, /* kept free to be invisible */
};

/* Seen only as a gap. */
static const struct range blanks[] = {
    {0x0009, 0x000d}, {0x0020, 0x0020}, {0x00a0, 0x00a0}, {0x1680, 0x1680}, {0x2000, 0x200a},
    {0x202f, 0x202f}, {0x205f, 0x205f}, {0x2800, 0x2800}, {0x3000, 0x3000},
};

#define WITHIN(ranges, point) within(ranges, sizeof(ranges) / sizeof(ranges)[0], point)

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

static bool is_clean(const char *bytes, size_t count, bool lines, bool seen)
{
    uint32_t point;
    for (size_t i = 0, step; i < count; i += step) {
        step = decode((const unsigned char *)bytes + i, count - i, &point);
        if (step == 0 || (seen && WITHIN(unseen, point)))
            return false;
        if (point == '\n' ? !lines : WITHIN(controls, point))
            return false;
    }
    return true;
}

bool utf8_tame(const char *bytes, size_t count, bool lines)
{
    return is_clean(bytes, count, lines, false);
}

bool utf8_printable(const char *bytes, size_t count, bool lines)
{
    return is_clean(bytes, count, lines, true);
}

bool utf8_piled(const char *bytes, size_t count)
{
    uint32_t point = 0;
    int row = 0;
    for (size_t i = 0, step; i < count; i += step) {
        step = decode((const unsigned char *)bytes + i, count - i, &point);
        if (step == 0)
            return true;
        row = utf8_combines(point) ? row + 1 : 0;
        if (row > UTF8_MARKS_MAX)
            return true;
    }
    return false;
}

bool utf8_visible(const char *bytes, size_t count)
{
    uint32_t point;
    for (size_t i = 0, step; i < count; i += step) {
        step = decode((const unsigned char *)bytes + i, count - i, &point);
        if (step == 0)
            return false;
        if (!WITHIN(controls, point) && !WITHIN(unseen, point) && !WITHIN(blanks, point) &&
            !utf8_combines(point))
            return true;
    }
    return false;
}

/* The one code point that the bytes are; 0 when they are not one. */
static uint32_t only_point(const char *bytes, size_t count)
{
    uint32_t point;
    return count && decode((const unsigned char *)bytes, count, &point) == count ? point : 0;
}

bool utf8_is_mark(const char *bytes, size_t count)
{
    return utf8_combines(only_point(bytes, count));
}

bool utf8_is_joiner(const char *bytes, size_t count)
{
    return only_point(bytes, count) == 0x200d;
}

size_t utf8_length(const char *bytes, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return length;
}
