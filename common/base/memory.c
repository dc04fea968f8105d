#include "common/base/memory.h"

#include "common/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { LINE_SIZE = 256 };

size_t memory_sum(size_t a, size_t b)
{
    return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

static size_t product(size_t count, size_t size)
{
    return size && count > SIZE_MAX / size ? SIZE_MAX : count * size;
}

/* No object is larger than PTRDIFF_MAX; asking for one is not left to the system's allocator. None is given
 * as one byte, so that NULL has one meaning. */
void *memory_try(size_t size)
{
    return size > PTRDIFF_MAX ? NULL : malloc(size ? size : 1);
}

void *memory_try_zeroed(size_t count, size_t size)
{
    size_t bytes = product(count, size);
    return bytes > PTRDIFF_MAX ? NULL : calloc(1, bytes ? bytes : 1);
}

void *memory_try_grown(void *old, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    return bytes > PTRDIFF_MAX ? NULL : realloc(old, bytes ? bytes : 1);
}

void *memory_of(size_t size)
{
    void *memory = memory_try(size);
    if (!memory)
        memory_exhausted(size);
    return memory;
}

void *memory_zeroed(size_t count, size_t size)
{
    void *memory = memory_try_zeroed(count, size);
    if (!memory)
        memory_exhausted(product(count, size));
    return memory;
}

void *memory_grown(void *old, size_t count, size_t size)
{
    void *memory = memory_try_grown(old, count, size);
    if (!memory)
        memory_exhausted(product(count, size));
    return memory;
}

enum status memory_lacks(struct cause *cause, const char *what)
{
    return status_fail(cause, STATUS_MEMORY,
                       "%s: the machine has no memory left for it; free some, or try again later", what);
}

/* Neither stdio nor anything else that might ask for memory, wait for a lock or run a handler. */
_Noreturn void memory_exhausted(size_t bytes)
{
    char memory[LINE_SIZE];
    struct text line = text_over(memory, sizeof memory);
    text_put(&line, "spiral: out of memory");
    if (bytes) {
        text_put(&line, ": ");
        text_put_int(&line, bytes > INT64_MAX ? INT64_MAX : (int64_t)bytes);
        text_put(&line, " bytes were asked for");
    }
    text_put(&line, "; free some or add some, then start again: what was acknowledged is kept\n");
    ssize_t written = write(STDERR_FILENO, line.at, line.length);
    (void)written; /* nowhere else to tell it */
    _Exit(MEMORY_EXIT);
}

void memory_had(bool had)
{
    if (!had)
        memory_exhausted(0);
}
