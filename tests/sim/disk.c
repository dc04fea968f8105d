#include "tests/sim/disk.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sim_file {
    sqlite3_file file;
    struct disk *disk;
    struct disk_file *of;
    bool keeps_log;
};

static struct disk_file *file_of(sqlite3_file *file)
{
    return ((struct sim_file *)file)->of;
}

static struct disk *disk_of(sqlite3_file *file)
{
    return ((struct sim_file *)file)->disk;
}

/* ---- contents */

static struct disk_page *page_for_write(struct disk_file *file, size_t at)
{
    must(at / DISK_PAGE < DISK_PAGES_MAX);
    struct disk_page **page = &file->pages[at / DISK_PAGE];
    if (!*page) {
        *page = calloc(1, sizeof **page);
        must(*page != NULL);
    }
    return *page;
}

static bool all_zero(const uint8_t *bytes, size_t count)
{
    return count == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, count - 1) == 0);
}

static void put(struct disk_file *file, const uint8_t *from, size_t count, size_t at)
{
    while (count > 0) {
        size_t within = at % DISK_PAGE, part = DISK_PAGE - within < count ? DISK_PAGE - within : count;
        if (file->pages[at / DISK_PAGE] || !all_zero(from, part)) {
            struct disk_page *page = page_for_write(file, at);
            memcpy(page->now + within, from, part);
            for (size_t sector = within / DISK_SECTOR; sector <= (within + part - 1) / DISK_SECTOR; sector++)
                page->dirty |= (uint8_t)(1u << sector);
        }
        at += part, from += part, count -= part;
    }
    if (at > file->size)
        file->size = at;
}

static void sync_all(struct disk_file *file)
{
    for (size_t x = 0; x * DISK_PAGE < file->size; x++) {
        struct disk_page *page = file->pages[x];
        if (!page || !page->dirty)
            continue;
        memcpy(page->safe, page->now, DISK_PAGE);
        page->dirty = 0;
    }
    file->safe_size = file->size;
}

/* Each dirty sector is kept, lost or torn; what became of it is what the disk has from now on. */
static void settle_by_chance(struct disk *disk, struct disk_file *file)
{
    for (size_t x = 0; x < DISK_PAGES_MAX && x * DISK_PAGE < file->size; x++) {
        struct disk_page *page = file->pages[x];
        for (unsigned sector = 0; page && page->dirty && sector < DISK_PAGE / DISK_SECTOR; sector++) {
            if (!(page->dirty >> sector & 1))
                continue;
            static const size_t kept[] = {0, DISK_SECTOR, 0};
            uint64_t fate = chance_below(&disk->chance, 3);
            size_t part = fate == 2 ? (size_t)chance_below(&disk->chance, DISK_SECTOR) : kept[fate];
            memcpy(page->safe + sector * DISK_SECTOR, page->now + sector * DISK_SECTOR, part);
        }
        if (page)
            page->dirty = 0; /* it counts as written: nobody tries again */
    }
    if (file->size > file->safe_size)
        file->safe_size += chance_below(&disk->chance, file->size - file->safe_size + 1);
    else
        file->safe_size = file->size;
}

static void forget_pages(struct disk_file *file, size_t from)
{
    for (size_t x = (from + DISK_PAGE - 1) / DISK_PAGE; x < DISK_PAGES_MAX; x++) {
        free(file->pages[x]);
        file->pages[x] = NULL;
    }
    if (from % DISK_PAGE && file->pages[from / DISK_PAGE]) {
        struct disk_page *page = file->pages[from / DISK_PAGE];
        memset(page->now + from % DISK_PAGE, 0, DISK_PAGE - from % DISK_PAGE);
        memset(page->safe + from % DISK_PAGE, 0, DISK_PAGE - from % DISK_PAGE);
    }
}

static void forget_shared(struct disk_file *file)
{
    for (int x = 0; x < DISK_SHARED_MAX; x++) {
        free(file->shared[x]);
        file->shared[x] = NULL;
    }
}

/* True when the power goes now; the operation at hand is the last one. */
static bool spend_power(struct disk *disk)
{
    if (disk->power_cut < 0 || disk->power_cut-- > 0)
        return false;
    disk->off = true;
    return true;
}

/* ---- one file, as SQLite sees it */

static int file_close(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *to, int count, sqlite3_int64 offset)
{
    const struct disk_file *of = file_of(file);
    size_t at = (size_t)offset, left = (size_t)count;
    uint8_t *bytes = to;
    memset(to, 0, left);
    for (; left > 0 && at < of->size;) {
        size_t within = at % DISK_PAGE, part = DISK_PAGE - within < left ? DISK_PAGE - within : left;
        part = part < of->size - at ? part : of->size - at;
        if (of->pages[at / DISK_PAGE])
            memcpy(bytes, of->pages[at / DISK_PAGE]->now + within, part);
        at += part, bytes += part, left -= part;
    }
    return left ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int file_write(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset)
{
    struct disk *disk = disk_of(file);
    if (disk->off)
        return SQLITE_IOERR_WRITE;
    if (disk->full) {
        disk->refused_writes++;
        return SQLITE_FULL;
    }
    if (spend_power(disk))
        count = (int)chance_below(&disk->chance, (uint64_t)count + 1);
    put(file_of(file), from, (size_t)count, (size_t)offset);
    disk->writes++;
    return disk->off ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct disk_file *of = file_of(file);
    if (disk_of(file)->off)
        return SQLITE_IOERR_TRUNCATE;
    forget_pages(of, (size_t)size);
    of->size = (size_t)size;
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags)
{
    struct disk *disk = disk_of(file);
    (void)flags;
    if (disk->off || spend_power(disk))
        return SQLITE_IOERR_FSYNC;
    if (disk->fail_sync == 0) {
        disk->fail_sync = -1;
        disk->failed_syncs++;
        settle_by_chance(disk, file_of(file));
        return SQLITE_IOERR_FSYNC;
    }
    disk->fail_sync -= disk->fail_sync > 0;
    sync_all(file_of(file));
    disk->syncs++;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = (sqlite3_int64)file_of(file)->size;
    return SQLITE_OK;
}

/* One process and one connection: nobody else locks. */
static int file_lock(sqlite3_file *file, int level)
{
    (void)file;
    (void)level;
    return SQLITE_OK;
}

static int file_check_lock(sqlite3_file *file, int *is)
{
    (void)file;
    *is = 0;
    return SQLITE_OK;
}

/* The log stays when the database is closed, if the store wants that. */
static int file_control(sqlite3_file *file, int what, void *with)
{
    int *keep = with;
    if (what != SQLITE_FCNTL_PERSIST_WAL)
        return SQLITE_NOTFOUND;
    if (*keep >= 0)
        ((struct sim_file *)file)->keeps_log = *keep;
    *keep = ((struct sim_file *)file)->keeps_log;
    return SQLITE_OK;
}

static int file_sector_size(sqlite3_file *file)
{
    (void)file;
    return DISK_SECTOR;
}

/* As on Unix: a torn write leaves the bytes around it alone, so SQLite need not fill up sectors. */
static int file_characteristics(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int shared_map(sqlite3_file *file, int region, int size, int extend, void volatile **at)
{
    struct disk_file *of = file_of(file);
    must(region < DISK_SHARED_MAX);
    if (!of->shared[region] && extend) {
        of->shared[region] = calloc(1, (size_t)size);
        must(of->shared[region] != NULL);
    }
    *at = of->shared[region];
    return SQLITE_OK;
}

static int shared_lock(sqlite3_file *file, int at, int n, int flags)
{
    (void)file;
    (void)at;
    (void)n;
    (void)flags;
    return SQLITE_OK;
}

static void shared_barrier(sqlite3_file *file)
{
    (void)file;
}

static int shared_unmap(sqlite3_file *file, int erase)
{
    if (erase)
        forget_shared(file_of(file));
    return SQLITE_OK;
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
    .xUnlock = file_lock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = shared_map,
    .xShmLock = shared_lock,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = shared_unmap,
};

/* ---- the file system */

static struct disk_file *find(struct disk *disk, const char *name, bool make)
{
    int place = -1;
    for (int x = 0; x < DISK_FILES_MAX; x++) {
        if (disk->files[x] && strcmp(disk->files[x]->name, name) == 0)
            return disk->files[x];
        if (!disk->files[x] && place < 0)
            place = x;
    }
    if (!make)
        return NULL;
    must(place >= 0);
    struct disk_file *file = disk->files[place] = calloc(1, sizeof *file);
    must(file != NULL);
    snprintf(file->name, sizeof file->name, "%s", name);
    return file;
}

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    struct sim_file *own = (struct sim_file *)file;
    struct disk *disk = vfs->pAppData;
    *own = (struct sim_file){.disk = disk};
    if (disk->off || !name)
        return SQLITE_CANTOPEN;
    own->of = find(disk, name, true);
    own->file.pMethods = &file_methods;
    if (flags_out)
        *flags_out = flags;
    return SQLITE_OK;
}

static void free_file(struct disk *disk, int place)
{
    forget_pages(disk->files[place], 0);
    forget_shared(disk->files[place]);
    free(disk->files[place]);
    disk->files[place] = NULL;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    struct disk *disk = vfs->pAppData;
    (void)sync;
    if (disk->off)
        return SQLITE_IOERR_DELETE;
    for (int x = 0; x < DISK_FILES_MAX; x++)
        if (disk->files[x] && strcmp(disk->files[x]->name, name) == 0)
            free_file(disk, x);
    return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    (void)flags;
    *result = find(vfs->pAppData, name, false) != NULL;
    return SQLITE_OK;
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *name, int capacity, char *path)
{
    (void)vfs;
    return snprintf(path, (size_t)capacity, "%s", name) < capacity ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int vfs_randomness(sqlite3_vfs *vfs, int count, char *to)
{
    chance_bytes(&((struct disk *)vfs->pAppData)->chance, to, (unsigned long)count);
    return count;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static int vfs_time(sqlite3_vfs *vfs, double *days)
{
    (void)vfs;
    *days = 2460000.5;
    return SQLITE_OK;
}

void disk_begin(struct disk *disk, uint64_t seed)
{
    memset(disk, 0, sizeof *disk);
    disk->chance.state = seed;
    disk->fail_sync = disk->power_cut = -1;
    disk->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = sizeof(struct sim_file),
        .mxPathname = 512,
        .zName = "sim",
        .pAppData = disk,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
    };
    must(sqlite3_vfs_register(&disk->vfs, 0) == SQLITE_OK);
}

void disk_end(struct disk *disk)
{
    must(sqlite3_vfs_unregister(&disk->vfs) == SQLITE_OK);
    for (int x = 0; x < DISK_FILES_MAX; x++)
        if (disk->files[x])
            free_file(disk, x);
}

void disk_process_ended(struct disk *disk)
{
    for (int x = 0; x < DISK_FILES_MAX; x++)
        if (disk->files[x])
            forget_shared(disk->files[x]);
}

void disk_power_cycled(struct disk *disk)
{
    disk_process_ended(disk);
    for (int x = 0; x < DISK_FILES_MAX; x++) {
        struct disk_file *file = disk->files[x];
        if (!file)
            continue;
        settle_by_chance(disk, file);
        file->size = file->safe_size;
        forget_pages(file, file->size);
        for (size_t page = 0; page < DISK_PAGES_MAX; page++)
            if (file->pages[page])
                memcpy(file->pages[page]->now, file->pages[page]->safe, DISK_PAGE);
    }
    disk->off = disk->full = false;
    disk->fail_sync = disk->power_cut = -1;
}
