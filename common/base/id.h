/* 128 random bits that name an exercise, a world, a person or a command. Values; any thread. */
#ifndef SPIRAL_BASE_ID_H
#define SPIRAL_BASE_ID_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    ID_SIZE = 16,
    ID_HEX_SIZE = 2 * ID_SIZE + 1, /* with the NUL */
};

struct id {
    uint8_t bytes[ID_SIZE];
};

static inline bool id_equal(const struct id *a, const struct id *b)
{
    return memcmp(a->bytes, b->bytes, ID_SIZE) == 0;
}

static inline bool id_is_zero(const struct id *id)
{
    static const struct id zero;
    return id_equal(id, &zero);
}

/* Writes 32 lower-case hex digits and a NUL; gives `hex`. */
const char *id_hex(const struct id *id, char hex[ID_HEX_SIZE]);

/* Fills memory with random bytes; passed in wherever randomness is needed, so that a test may choose it. */
typedef void random_source(void *user, void *bytes, unsigned long count);

#endif
