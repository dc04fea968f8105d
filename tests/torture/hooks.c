/* The allocators that ask site_denies first. Each stands where its library wants it; none of them keeps
 * anything but what it hands out. */
#include "tests/torture/sites.h"

#include "common/base/must.h"

#include <openssl/crypto.h>
#include <protobuf-c/protobuf-c.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

/* ---- ours: the linker calls these wherever the tree's own libraries say malloc, calloc, realloc */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* In whose name this thread asks: ours, unless a library has been given functions of ours and uses them. */
struct asking {
    enum domain domain;
    const char *file; /* of OpenSSL, which says so */
    int line;
};
static _Thread_local struct asking asking;

static bool denied(void)
{
    return site_denies(asking.domain, asking.file, asking.line);
}

void *__wrap_malloc(size_t size)
{
    return denied() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return denied() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return denied() ? NULL : __real_realloc(old, size);
}

/* ---- protobuf-c and libuv: ours gives them its own functions */

ProtobufCMessage *__real_protobuf_c_message_unpack(const ProtobufCMessageDescriptor *descriptor,
                                                   ProtobufCAllocator *allocator, size_t count,
                                                   const uint8_t *bytes);
ProtobufCMessage *__wrap_protobuf_c_message_unpack(const ProtobufCMessageDescriptor *descriptor,
                                                   ProtobufCAllocator *allocator, size_t count,
                                                   const uint8_t *bytes);

ProtobufCMessage *__wrap_protobuf_c_message_unpack(const ProtobufCMessageDescriptor *descriptor,
                                                   ProtobufCAllocator *allocator, size_t count,
                                                   const uint8_t *bytes)
{
    asking.domain = DOMAIN_PROTOBUF;
    ProtobufCMessage *message = __real_protobuf_c_message_unpack(descriptor, allocator, count, bytes);
    asking.domain = DOMAIN_OURS;
    return message;
}

int __real_uv_replace_allocator(uv_malloc_func give, uv_realloc_func grow, uv_calloc_func zeroed,
                                uv_free_func take_back);
int __wrap_uv_replace_allocator(uv_malloc_func give, uv_realloc_func grow, uv_calloc_func zeroed,
                                uv_free_func take_back);

static struct {
    uv_malloc_func give;
    uv_realloc_func grow;
    uv_calloc_func zeroed;
} of_loop;

static void *loop_malloc(size_t size)
{
    asking.domain = DOMAIN_LIBUV;
    void *memory = of_loop.give(size);
    asking.domain = DOMAIN_OURS;
    return memory;
}

static void *loop_realloc(void *old, size_t size)
{
    asking.domain = DOMAIN_LIBUV;
    void *memory = of_loop.grow(old, size);
    asking.domain = DOMAIN_OURS;
    return memory;
}

static void *loop_calloc(size_t count, size_t size)
{
    asking.domain = DOMAIN_LIBUV;
    void *memory = of_loop.zeroed(count, size);
    asking.domain = DOMAIN_OURS;
    return memory;
}

int __wrap_uv_replace_allocator(uv_malloc_func give, uv_realloc_func grow, uv_calloc_func zeroed,
                                uv_free_func take_back)
{
    of_loop.give = give;
    of_loop.grow = grow;
    of_loop.zeroed = zeroed;
    return __real_uv_replace_allocator(loop_malloc, loop_realloc, loop_calloc, take_back);
}

/* ---- SQLite: it wants to know how much it was given, so that stands before each piece */

enum { SIZE_ROOM = 16 }; /* keeps the alignment */

static int sqlite_size(void *piece)
{
    int size = 0;
    if (piece)
        memcpy(&size, (char *)piece - SIZE_ROOM, sizeof size);
    return size;
}

static void *sqlite_keep(char *memory, int size)
{
    if (!memory)
        return NULL;
    memcpy(memory, &size, sizeof size);
    return memory + SIZE_ROOM;
}

static void *sqlite_malloc(int size)
{
    if (site_denies(DOMAIN_SQLITE, NULL, 0))
        return NULL;
    return sqlite_keep(__real_malloc((size_t)size + SIZE_ROOM), size);
}

static void *sqlite_realloc(void *old, int size)
{
    if (site_denies(DOMAIN_SQLITE, NULL, 0))
        return NULL;
    return sqlite_keep(__real_realloc((char *)old - SIZE_ROOM, (size_t)size + SIZE_ROOM), size);
}

static void sqlite_give_back(void *piece)
{
    if (piece)
        free((char *)piece - SIZE_ROOM);
}

static int sqlite_roundup(int size)
{
    return (size + 7) & ~7;
}

static int sqlite_begin(void *unused)
{
    (void)unused;
    return SQLITE_OK;
}

static void sqlite_end(void *unused)
{
    (void)unused;
}

/* ---- OpenSSL: it says which line asks. Once the server has given it functions of its own, what is denied is
 * the memory that these ask for. */

int __real_CRYPTO_set_mem_functions(CRYPTO_malloc_fn give, CRYPTO_realloc_fn grow, CRYPTO_free_fn take_back);
int __wrap_CRYPTO_set_mem_functions(CRYPTO_malloc_fn give, CRYPTO_realloc_fn grow, CRYPTO_free_fn take_back);

static struct {
    CRYPTO_malloc_fn give;
    CRYPTO_realloc_fn grow;
    CRYPTO_free_fn take_back;
} of_server;

int __wrap_CRYPTO_set_mem_functions(CRYPTO_malloc_fn give, CRYPTO_realloc_fn grow, CRYPTO_free_fn take_back)
{
    of_server.give = give;
    of_server.grow = grow;
    of_server.take_back = take_back;
    return 1;
}

static void *openssl_malloc(size_t size, const char *file, int line)
{
    if (!of_server.give)
        return __real_malloc(size);
    asking = (struct asking){DOMAIN_OPENSSL, file, line};
    void *memory = of_server.give(size, file, line);
    asking = (struct asking){.domain = DOMAIN_OURS};
    return memory;
}

static void openssl_give_back(void *piece, const char *file, int line)
{
    if (of_server.take_back)
        of_server.take_back(piece, file, line);
    else
        free(piece);
}

static void *openssl_realloc(void *old, size_t size, const char *file, int line)
{
    if (!of_server.grow)
        return __real_realloc(old, size);
    asking = (struct asking){DOMAIN_OPENSSL, file, line};
    void *memory = of_server.grow(old, size, file, line);
    asking = (struct asking){.domain = DOMAIN_OURS};
    return memory;
}

void hooks_install(void)
{
    static const sqlite3_mem_methods methods = {
        .xMalloc = sqlite_malloc,
        .xFree = sqlite_give_back,
        .xRealloc = sqlite_realloc,
        .xSize = sqlite_size,
        .xRoundup = sqlite_roundup,
        .xInit = sqlite_begin,
        .xShutdown = sqlite_end,
    };
    must(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK);
    /* no stores of its own, from which it would be given without asking */
    must(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK);
    must(sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0) == SQLITE_OK);
    must(__real_CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc, openssl_give_back) == 1);
}
