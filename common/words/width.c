#include "common/words/width.h"

#include "common/base/utf8.h"

#include <locale.h>
#include <wchar.h>

bool width_prepare(void)
{
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

static uint32_t point_of(const char *string, int bytes)
{
    static const uint8_t lead[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t point = (uint8_t)string[0] & lead[bytes];
    for (int x = 1; x < bytes; x++)
        point = point << 6 | ((uint8_t)string[x] & 0x3f);
    return point;
}

struct glyph glyph_at(const char *string)
{
    if (!*string)
        return (struct glyph){0};
    for (int bytes = 1; bytes <= 4; bytes++) {
        if (bytes > 1 && !string[bytes - 1])
            break;
        if (!utf8_valid(string, (size_t)bytes))
            continue;
        uint32_t point = point_of(string, bytes);
        int columns = wcwidth((wchar_t)point);
        return (struct glyph){.bytes = bytes, .columns = columns < 0 ? 1 : columns, .point = point};
    }
    return (struct glyph){.bytes = 1, .columns = 1, .point = 0xfffd};
}

int columns_of(const char *string)
{
    int columns = 0;
    for (struct glyph glyph; (glyph = glyph_at(string)).bytes; string += glyph.bytes)
        columns += glyph.columns;
    return columns;
}

size_t bytes_within(const char *string, int columns)
{
    size_t bytes = 0;
    for (struct glyph glyph; (glyph = glyph_at(string + bytes)).bytes; bytes += (size_t)glyph.bytes) {
        columns -= glyph.columns;
        if (columns < 0)
            break;
    }
    return bytes;
}
