/* A library in front of the C library (LD_PRELOAD) through which a test makes a program's disk fail.
 *
 * The page named by SPIRAL_FAULTS is shared with the test, which arms one rule for each kind of call and
 * reads from it what happened; its layout is `struct fault` below, once for each kind, and fault.py has the
 * same. A rule is for files whose path ends as it says. Any thread. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum fault_kind { FAULT_SYNC, FAULT_WRITE, FAULT_READ, FAULT_OPEN, FAULT_KINDS };

enum fault_action {
    ACTION_FAIL,  /* with `error` */
    ACTION_SHORT, /* writes the first half and says so */
    ACTION_TORN,  /* writes the first half and kills the program */
};

struct fault {
    char ending[48]; /* of the paths that are meant; NUL-terminated */
    int32_t armed;
    int32_t after;  /* calls that still go well */
    int32_t times;  /* failures to give; -1: until it is disarmed */
    int32_t error;  /* errno */
    int32_t action; /* enum fault_action */
    int32_t hits;   /* failures given */
};

static struct fault *faults;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("SPIRAL_FAULTS");
    int descriptor = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    void *page = mmap(NULL, FAULT_KINDS * sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (page != MAP_FAILED)
        faults = page;
}

static bool ends_so(const char *path, const char *ending)
{
    size_t length = strlen(path), wanted = strlen(ending);
    return length >= wanted && strcmp(path + length - wanted, ending) == 0;
}

/* The rule when this call is to go wrong; NULL when it is not. */
static const struct fault *meant(enum fault_kind kind, const char *path)
{
    struct fault *fault = faults ? &faults[kind] : NULL;
    if (!fault || !__atomic_load_n(&fault->armed, __ATOMIC_SEQ_CST) || !ends_so(path, fault->ending))
        return NULL;
    if (__atomic_load_n(&fault->after, __ATOMIC_SEQ_CST) > 0) {
        __atomic_fetch_sub(&fault->after, 1, __ATOMIC_SEQ_CST);
        return NULL;
    }
    int32_t times = __atomic_load_n(&fault->times, __ATOMIC_SEQ_CST);
    if (times == 0)
        return NULL;
    if (times > 0)
        __atomic_fetch_sub(&fault->times, 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&fault->hits, 1, __ATOMIC_SEQ_CST);
    return fault;
}

static const struct fault *meant_of(enum fault_kind kind, int descriptor)
{
    char name[48] = "/proc/self/fd/", path[1024], digits[12];
    if (!faults || descriptor < 0 || !__atomic_load_n(&faults[kind].armed, __ATOMIC_SEQ_CST))
        return NULL;
    int count = 0;
    do {
        digits[count++] = (char)('0' + descriptor % 10);
        descriptor /= 10;
    } while (descriptor);
    size_t length = strlen(name);
    while (count > 0)
        name[length++] = digits[--count];
    name[length] = '\0';
    int saved = errno;
    ssize_t got = readlink(name, path, sizeof path - 1);
    errno = saved;
    if (got < 0)
        return NULL;
    path[got] = '\0';
    return meant(kind, path);
}

static int refuse(const struct fault *fault)
{
    errno = fault->error;
    return -1;
}

/* The function that this library stands in front of. */
#define REAL(NAME, ...)                                                                                      \
    static int (*real)(__VA_ARGS__);                                                                         \
    if (!real)                                                                                               \
    *(void **)&real = dlsym(RTLD_NEXT, NAME)

int fsync(int descriptor)
{
    REAL("fsync", int);
    const struct fault *fault = meant_of(FAULT_SYNC, descriptor);
    return fault ? refuse(fault) : real(descriptor);
}

int fdatasync(int descriptor)
{
    REAL("fdatasync", int);
    const struct fault *fault = meant_of(FAULT_SYNC, descriptor);
    return fault ? refuse(fault) : real(descriptor);
}

static int open_any(const char *path, int flags, mode_t mode)
{
    const struct fault *fault = meant(FAULT_OPEN, path);
    return fault ? refuse(fault) : openat(AT_FDCWD, path, flags, mode);
}

#define OPEN(NAME)                                                                                           \
    int NAME(const char *path, int flags, ...)                                                               \
    {                                                                                                        \
        va_list rest;                                                                                        \
        va_start(rest, flags);                                                                               \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                            \
        va_end(rest);                                                                                        \
        return open_any(path, flags, mode);                                                                  \
    }
OPEN(open)
OPEN(open64)

#define TRUNCATE(NAME, TYPE)                                                                                 \
    int NAME(int descriptor, TYPE size)                                                                      \
    {                                                                                                        \
        REAL(#NAME, int, TYPE);                                                                              \
        const struct fault *fault = meant_of(FAULT_WRITE, descriptor);                                       \
        return fault ? refuse(fault) : real(descriptor, size);                                               \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

typedef ssize_t write_at(int descriptor, const void *bytes, size_t count, off64_t at);
typedef ssize_t read_at(int descriptor, void *bytes, size_t count, off64_t at);

static ssize_t write_somehow(write_at *real, int descriptor, const void *bytes, size_t count, off64_t at)
{
    const struct fault *fault = meant_of(FAULT_WRITE, descriptor);
    if (!fault)
        return real(descriptor, bytes, count, at);
    if (fault->action == ACTION_FAIL || count < 2)
        return refuse(fault);
    ssize_t wrote = real(descriptor, bytes, count / 2, at);
    if (fault->action == ACTION_TORN)
        raise(SIGKILL);
    return wrote;
}

#define PWRITE(NAME)                                                                                         \
    ssize_t NAME(int descriptor, const void *bytes, size_t count, off64_t at)                                \
    {                                                                                                        \
        static write_at *real;                                                                               \
        if (!real)                                                                                           \
            *(void **)&real = dlsym(RTLD_NEXT, #NAME);                                                       \
        return write_somehow(real, descriptor, bytes, count, at);                                            \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define PREAD(NAME)                                                                                          \
    ssize_t NAME(int descriptor, void *bytes, size_t count, off64_t at)                                      \
    {                                                                                                        \
        static read_at *real;                                                                                \
        if (!real)                                                                                           \
            *(void **)&real = dlsym(RTLD_NEXT, #NAME);                                                       \
        const struct fault *fault = meant_of(FAULT_READ, descriptor);                                        \
        return fault ? refuse(fault) : real(descriptor, bytes, count, at);                                   \
    }
PREAD(pread)
PREAD(pread64)
