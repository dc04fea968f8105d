/* Memory from the system, and what happens when it has none left.
 *
 * That is no programmer's mistake: it is never a `must`. What somebody waits for and may be refused (a link,
 * a session, an exercise being made, a file being read) asks with memory_try and says no. What a running
 * world, a start or a command cannot do without takes the other functions: they end the process at once with
 * a plain line and MEMORY_EXIT. No handler runs then, nothing more is sent or stored, and the journal
 * restores what was acknowledged.
 *
 * The caller owns what it gets, and gives it back with free(). Sizes are bytes; a sum or a product too large
 * for any machine is none left. Any thread. */
#ifndef SPIRAL_BASE_MEMORY_H
#define SPIRAL_BASE_MEMORY_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { MEMORY_EXIT = 70 }; /* exit status of a process that could not go on for want of memory */

/* Never NULL. `count` and `size` may be 0. */
void *memory_of(size_t size);
void *memory_zeroed(size_t count, size_t size);
/* `old` with room for `count` elements; NULL is an empty one. */
void *memory_grown(void *old, size_t count, size_t size);

/* The same, but NULL when there is none left; `old` is still the caller's then. */
void *memory_try(size_t size);
void *memory_try_zeroed(size_t count, size_t size);
void *memory_try_grown(void *old, size_t count, size_t size);

/* SIZE_MAX when it is more, of which there is never enough. */
size_t memory_sum(size_t a, size_t b);

/* STATUS_MEMORY, with a cause that names what there is none for. */
enum status memory_lacks(struct cause *cause, const char *what);

/* Ends the process. `bytes` were asked for; 0: by a library that does not say. */
_Noreturn void memory_exhausted(size_t bytes);

/* For calls of a library that fail for want of memory only: ends the process unless they went well. */
void memory_had(bool had);

#endif
