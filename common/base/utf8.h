/* Checks of text that came from outside. Pure; any thread. */
#ifndef SPIRAL_BASE_UTF8_H
#define SPIRAL_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF) without NUL. */
bool utf8_valid(const char *bytes, size_t count);

/* utf8_valid and no control character but, where `lines` says so, newline. C0, DEL, C1 and the directional
 * overrides count as control characters: a name or a message must not be able to steer somebody's terminal.
 */
bool utf8_printable(const char *bytes, size_t count, bool lines);

/* Code points; the bytes must be valid. */
size_t utf8_length(const char *bytes, size_t count);

#endif
