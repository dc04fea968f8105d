/* How much room text takes on a terminal: wide characters take two columns, combining ones none.
 *
 * The C library knows the widths once the program has chosen a UTF-8 character set (width_prepare); without
 * it every character counts as one column. Any thread after that. */
#ifndef SPIRAL_WORDS_WIDTH_H
#define SPIRAL_WORDS_WIDTH_H

#include "common/base/text.h"

/* Once, at the start of a program: the character set of every Debian, whatever the locale says. False: there
 * is none. */
bool width_prepare(void);

/* One character of UTF-8, or one byte where it is malformed: its bytes and columns. 0 bytes at the end of the
 * string. */
struct glyph {
    int bytes, columns;
    uint32_t point; /* 0xfffd where malformed */
};
struct glyph glyph_at(const char *string);

int columns_of(const char *string);

/* Bytes of the longest beginning that fits into so many columns, with the combining characters behind it. */
size_t bytes_within(const char *string, int columns);

#endif
