#include "common/store/sync_vfs.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct sync_vfs {
    sqlite3_vfs vfs; /* pAppData leads back here */
    sqlite3_vfs *base;
    bool immutable;
    char name[40];
    atomic_uint_fast64_t log_syncs, database_syncs;
};

/* The base's own file lies directly behind it. */
struct sync_file {
    sqlite3_file file;
    atomic_uint_fast64_t *syncs; /* the counter it moves; NULL none */
    bool immutable;
};

static_assert(sizeof(struct sync_file) % 8 == 0, "the base's file behind it must be aligned");

static sqlite3_file *real_of(sqlite3_file *file)
{
    return (sqlite3_file *)((struct sync_file *)file + 1);
}

static sqlite3_vfs *base_of(sqlite3_vfs *vfs)
{
    return ((struct sync_vfs *)vfs->pAppData)->base;
}

static int file_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int file_read(sqlite3_file *file, void *to, int count, sqlite3_int64 offset)
{
    return real_of(file)->pMethods->xRead(real_of(file), to, count, offset);
}

static int file_write(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset)
{
    return real_of(file)->pMethods->xWrite(real_of(file), from, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int file_sync(sqlite3_file *file, int flags)
{
    int code = real_of(file)->pMethods->xSync(real_of(file), flags);
    atomic_uint_fast64_t *syncs = ((struct sync_file *)file)->syncs;
    if (code == SQLITE_OK && syncs)
        atomic_fetch_add(syncs, 1);
    return code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int file_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int file_check_lock(sqlite3_file *file, int *reserved)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), reserved);
}

static int file_control(sqlite3_file *file, int operation, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int file_sector_size(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_characteristics(sqlite3_file *file)
{
    int immutable = ((struct sync_file *)file)->immutable ? SQLITE_IOCAP_IMMUTABLE : 0;
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)) | immutable;
}

static int file_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, memory);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int file_shm_unmap(sqlite3_file *file, int erase)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), erase);
}

/* Version 2: with the shared memory that a write-ahead log needs, without memory-mapped databases, which
 * would hide a failing disk behind a signal. */
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
    struct sync_vfs *owner = vfs->pAppData;
    struct sync_file *sync = (struct sync_file *)file;
    *sync = (struct sync_file){.immutable = owner->immutable && (flags & SQLITE_OPEN_MAIN_DB)};
    if (flags & SQLITE_OPEN_WAL)
        sync->syncs = &owner->log_syncs;
    else if (flags & SQLITE_OPEN_MAIN_DB)
        sync->syncs = &owner->database_syncs;
    sqlite3_file *real = real_of(file);
    real->pMethods = NULL;
    int code = owner->base->xOpen(owner->base, name, real, flags, flags_out);
    if (code == SQLITE_OK && real->pMethods->iVersion < 2) {
        real->pMethods->xClose(real);
        return SQLITE_CANTOPEN;
    }
    /* a base that failed may still want to be closed: it says so by its methods */
    if (real->pMethods)
        sync->file.pMethods = &file_methods;
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
    return base_of(vfs)->xDelete(base_of(vfs), name, sync_directory);
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    return base_of(vfs)->xAccess(base_of(vfs), name, flags, result);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *name, int capacity, char *to)
{
    return base_of(vfs)->xFullPathname(base_of(vfs), name, capacity, to);
}

static int vfs_randomness(sqlite3_vfs *vfs, int count, char *to)
{
    return base_of(vfs)->xRandomness(base_of(vfs), count, to);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    return base_of(vfs)->xSleep(base_of(vfs), microseconds);
}

static int vfs_time(sqlite3_vfs *vfs, double *days)
{
    return base_of(vfs)->xCurrentTime(base_of(vfs), days);
}

static int vfs_last_error(sqlite3_vfs *vfs, int capacity, char *to)
{
    return base_of(vfs)->xGetLastError ? base_of(vfs)->xGetLastError(base_of(vfs), capacity, to) : 0;
}

struct sync_vfs *sync_vfs_create(sqlite3_vfs *base, bool immutable)
{
    struct sync_vfs *vfs = memory_try_zeroed(1, sizeof *vfs);
    if (!vfs)
        return NULL;
    vfs->base = base;
    vfs->immutable = immutable;
    /* unique among those registered, for as long as it is */
    snprintf(vfs->name, sizeof vfs->name, "spiral-sync-%p", (void *)vfs);
    vfs->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = (int)sizeof(struct sync_file) + base->szOsFile,
        .mxPathname = base->mxPathname,
        .zName = vfs->name,
        .pAppData = vfs,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
        .xGetLastError = vfs_last_error,
    };
    must(sqlite3_vfs_register(&vfs->vfs, 0) == SQLITE_OK);
    return vfs;
}

void sync_vfs_destroy(struct sync_vfs *vfs)
{
    if (!vfs)
        return;
    must(sqlite3_vfs_unregister(&vfs->vfs) == SQLITE_OK);
    free(vfs);
}

const char *sync_vfs_name(const struct sync_vfs *vfs)
{
    return vfs->name;
}

uint64_t sync_vfs_log_syncs(const struct sync_vfs *vfs)
{
    return atomic_load(&vfs->log_syncs);
}

uint64_t sync_vfs_database_syncs(const struct sync_vfs *vfs)
{
    return atomic_load(&vfs->database_syncs);
}
