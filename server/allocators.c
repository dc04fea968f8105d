#include "server/allocators.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <openssl/crypto.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <uv.h>

/* For the process, as the libraries' own memory is. */
static atomic_bool serving;

static void *given(void *memory, size_t size)
{
    if (!memory && !atomic_load(&serving))
        memory_exhausted(size);
    return memory;
}

static void *tls_give(size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return given(memory_try(size), size);
}

static void *tls_grow(void *old, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    if (size > 0)
        return given(memory_try_grown(old, size, 1), size);
    free(old);
    return NULL;
}

static void tls_take_back(void *memory, const char *file, int line)
{
    (void)file;
    (void)line;
    free(memory);
}

static void *loop_grow(void *old, size_t size)
{
    return memory_grown(old, size, 1);
}

void allocators_begin(void)
{
    (void)CRYPTO_set_mem_functions(tls_give, tls_grow, tls_take_back);
    must(uv_replace_allocator(memory_try, loop_grow, memory_try_zeroed, free) == 0);
}

void allocators_serve(void)
{
    atomic_store(&serving, true);
}
