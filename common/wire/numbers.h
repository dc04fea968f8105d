/* Tables of numbers that stand in a message and in a plain struct: one row serves both directions, with the
 * bounds of what comes in. Used in this folder only. Any thread. */
#ifndef SPIRAL_WIRE_NUMBERS_H
#define SPIRAL_WIRE_NUMBERS_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of 32 bits on both sides; a flag is a bool in the plain struct. */
struct number {
    const char *name;
    size_t wire, plain; /* offsets */
    int32_t low, high;
    bool is_flag;
};

#define NUMBER(message, structure, field, low, high)                                                         \
    {                                                                                                        \
#field, offsetof(message, field), offsetof(structure, field), low, high, false                       \
    }
#define FLAG(message, structure, field)                                                                      \
    {                                                                                                        \
#field, offsetof(message, field), offsetof(structure, field), 0, 1, true                             \
    }
#define NUMBERS(table) table, sizeof(table) / sizeof((table)[0])

/* `index`: which of the plain struct's lists of numbers; 0 where it holds none, and for flags. */
void wire_numbers_put(const struct number *numbers, size_t count, const void *plain, size_t index,
                      void *wire);
MUST_USE enum status wire_numbers_get(struct cause *cause, const struct number *numbers, size_t count,
                                      const void *wire, size_t index, void *plain);

#endif
