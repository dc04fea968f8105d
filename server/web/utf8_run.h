/* UTF-8 that comes in portions: each byte is looked at once, and what cannot become a character any more is
 * found at once (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF). A value; zeroed it is at the
 * beginning. Pure; any thread. */
#ifndef SPIRAL_SERVER_WEB_UTF8_RUN_H
#define SPIRAL_SERVER_WEB_UTF8_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct utf8_run {
    uint8_t missing;   /* bytes of a character that has begun */
    uint8_t low, high; /* between which the next of them is */
};

/* False: this is no UTF-8, whatever follows. */
bool utf8_run_take(struct utf8_run *run, const uint8_t *bytes, size_t count);
/* No character is left half said. */
bool utf8_run_whole(const struct utf8_run *run);

#endif
