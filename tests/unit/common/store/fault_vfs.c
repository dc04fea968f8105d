#include "fault_vfs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The base's own file lies directly behind it. */
struct fault_file {
    sqlite3_file file;
    struct fault_vfs *fault;
    int64_t flags;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return (sqlite3_file *)((struct fault_file *)file + 1);
}

/* True when this one is to fail. */
static bool spend(struct fault_vfs *fault, int *left)
{
    if (*left < 0)
        return false;
    if (*left > 0) {
        --*left;
        return false;
    }
    fault->failures++;
    return true;
}

static int file_write(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset)
{
    struct fault_file *own = (struct fault_file *)file;
    if ((own->flags & SQLITE_OPEN_WAL) && spend(own->fault, &own->fault->log_writes))
        return own->fault->log_write_code;
    return real_of(file)->pMethods->xWrite(real_of(file), from, count, offset);
}

static int file_sync(sqlite3_file *file, int flags)
{
    struct fault_file *own = (struct fault_file *)file;
    if ((own->flags & SQLITE_OPEN_WAL) && spend(own->fault, &own->fault->log_syncs))
        return own->fault->log_sync_code;
    if ((own->flags & SQLITE_OPEN_MAIN_DB) && spend(own->fault, &own->fault->database_syncs))
        return own->fault->database_sync_code;
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

/* The rest only goes through. */
#define PASS(NAME, PARAMETERS, ...)                                                                          \
    static int NAME PARAMETERS                                                                               \
    {                                                                                                        \
        return real_of(file)->pMethods->__VA_ARGS__;                                                         \
    }
PASS(file_close, (sqlite3_file * file), xClose(real_of(file)))
PASS(file_read, (sqlite3_file * file, void *to, int n, sqlite3_int64 at), xRead(real_of(file), to, n, at))
PASS(file_truncate, (sqlite3_file * file, sqlite3_int64 size), xTruncate(real_of(file), size))
PASS(file_size, (sqlite3_file * file, sqlite3_int64 *size), xFileSize(real_of(file), size))
PASS(file_lock, (sqlite3_file * file, int level), xLock(real_of(file), level))
PASS(file_unlock, (sqlite3_file * file, int level), xUnlock(real_of(file), level))
PASS(file_check_lock, (sqlite3_file * file, int *is), xCheckReservedLock(real_of(file), is))
PASS(file_control, (sqlite3_file * file, int what, void *with), xFileControl(real_of(file), what, with))
PASS(file_sector_size, (sqlite3_file * file), xSectorSize(real_of(file)))
PASS(file_characteristics, (sqlite3_file * file), xDeviceCharacteristics(real_of(file)))
PASS(file_shm_map, (sqlite3_file * file, int region, int size, int extend, void volatile **at),
     xShmMap(real_of(file), region, size, extend, at))
PASS(file_shm_lock, (sqlite3_file * file, int at, int n, int flags), xShmLock(real_of(file), at, n, flags))
PASS(file_shm_unmap, (sqlite3_file * file, int erase), xShmUnmap(real_of(file), erase))
#undef PASS

static void file_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static const sqlite3_io_methods file_methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    struct fault_vfs *fault = (struct fault_vfs *)vfs;
    struct fault_file *own = (struct fault_file *)file;
    *own = (struct fault_file){.fault = fault, .flags = flags};
    real_of(file)->pMethods = NULL;
    int code = fault->base->xOpen(fault->base, name, real_of(file), flags, flags_out);
    if (real_of(file)->pMethods)
        own->file.pMethods = &file_methods;
    return code;
}

void fault_vfs_begin(struct fault_vfs *fault)
{
    memset(fault, 0, sizeof *fault);
    fault->base = sqlite3_vfs_find(NULL);
    assert_non_null(fault->base);
    /* the methods that are not replaced find what they need in the copy */
    fault->vfs = *fault->base;
    fault->vfs.pNext = NULL;
    fault->vfs.zName = "fault";
    fault->vfs.szOsFile = (int)sizeof(struct fault_file) + fault->base->szOsFile;
    fault->vfs.xOpen = vfs_open;
    fault->log_writes = fault->log_syncs = fault->database_syncs = -1;
    assert_int_equal(sqlite3_vfs_register(&fault->vfs, 0), SQLITE_OK);
}

void fault_vfs_end(struct fault_vfs *fault)
{
    assert_int_equal(sqlite3_vfs_unregister(&fault->vfs), SQLITE_OK);
}
