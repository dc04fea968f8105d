/* Bounded text in the caller's space: a writer that never overruns, and a reader that splits without copying.
 *
 * Pure: no heap, no locale, no stdio, so that the rules may use it. A writer that runs out of space keeps
 * what fits, stays NUL-terminated and sets `cut`; callers check it once at the end. Values; any thread. */
#ifndef SPIRAL_BASE_TEXT_H
#define SPIRAL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *at;        /* borrowed */
    size_t capacity; /* bytes at `at`, at least 1 */
    size_t length;   /* bytes written, without the NUL */
    bool cut;        /* something did not fit */
};

struct text text_over(char *at, size_t capacity);
void text_put(struct text *text, const char *string);
void text_put_span(struct text *text, const char *bytes, size_t length);
void text_put_char(struct text *text, char c);
void text_put_int(struct text *text, int64_t value);
void text_put_hex(struct text *text, const uint8_t *bytes, size_t count);

/* A piece of somebody else's text, not NUL-terminated. */
struct slice {
    const char *at;
    size_t length;
};

struct slice slice_of(const char *string);
bool slice_is(struct slice slice, const char *string);
bool slice_starts(struct slice slice, const char *prefix);

/* Takes the part before the first `separator` off `rest`; false when nothing is left. A trailing separator
 * ends the last part and does not begin an empty one. */
bool slice_take(struct slice *rest, char separator, struct slice *part);

/* Splits at the first `separator`; false when there is none. */
bool slice_split(struct slice whole, char separator, struct slice *before, struct slice *after);

/* Takes one line "name=value" off `rest`; false when the next line is not of that name. */
bool slice_take_value(struct slice *rest, const char *name, struct slice *value);

/* Decimal with optional minus, nothing around it; false when malformed or outside low..high. */
bool slice_int(struct slice slice, int64_t low, int64_t high, int64_t *value);

/* Exactly 2*count hex digits, either case. */
bool slice_hex(struct slice slice, uint8_t *bytes, size_t count);

/* Copies into a char array and fills it up with NUL, so that equal strings are equal arrays; false (and
 * nothing written) when it does not fit, or holds a NUL. */
bool slice_copy(struct slice slice, char *to, size_t capacity);

#endif
