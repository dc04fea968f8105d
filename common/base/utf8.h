/* Checks of text that came from outside. Pure; any thread. */
#ifndef SPIRAL_BASE_UTF8_H
#define SPIRAL_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_MARKS_MAX = 4 }; /* combining marks on one letter: more than any script writes */

/* Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF) without NUL. */
bool utf8_valid(const char *bytes, size_t count);

/* utf8_valid and no control character but, where `lines` says so, newline. C0, DEL, C1 and the directional
 * overrides count as control characters: no text may steer somebody's terminal. This much every string of a
 * peer keeps to, whatever its version. */
bool utf8_tame(const char *bytes, size_t count, bool lines);

/* utf8_tame and nothing that is invisible or turns the direction of writing: what is shown is what is there.
 */
bool utf8_printable(const char *bytes, size_t count, bool lines);

/* More than UTF8_MARKS_MAX combining marks in a row: they pile up over other lines. The bytes must be valid.
 */
bool utf8_piled(const char *bytes, size_t count);

/* At least one character that leaves ink by itself; a name must. The bytes must be valid. */
bool utf8_visible(const char *bytes, size_t count);

/* A single combining mark. */
bool utf8_is_mark(const char *bytes, size_t count);

/* The joiner of emoji (U+200D), which may be left out: they stand side by side then. */
bool utf8_is_joiner(const char *bytes, size_t count);

/* A code point that stands on the one before it; utf8_marks.c. */
bool utf8_combines(uint32_t point);

/* Code points; the bytes must be valid. */
size_t utf8_length(const char *bytes, size_t count);

#endif
