/* A copy of the fake disk for those who read files themselves. Only what stands in pages is written, the rest
 * is a hole. */
#include "common/base/must.h"
#include "tests/sim/disk.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { REGION = 32 * 1024 }; /* bytes of shared memory that SQLite asks for at a time */

static int make(const char *name, size_t size)
{
    int file = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    must(file >= 0 && ftruncate(file, (off_t)size) == 0);
    return file;
}

static void put(int file, const void *bytes, size_t count, size_t at)
{
    must(pwrite(file, bytes, count, (off_t)at) == (ssize_t)count);
}

void disk_copy_index(const struct disk *disk, bool there)
{
    char name[640];
    for (int x = 0; x < DISK_FILES_MAX; x++) {
        const struct disk_file *file = disk->files[x];
        if (!file || strstr(file->name, "-wal") || strstr(file->name, "-journal"))
            continue;
        snprintf(name, sizeof name, "%s-shm", file->name);
        if (!there || !file->shared[0]) {
            unlink(name);
            continue;
        }
        int copy = make(name, 0);
        for (int region = 0; region < DISK_SHARED_MAX && file->shared[region]; region++)
            put(copy, file->shared[region], REGION, (size_t)region * REGION);
        close(copy);
    }
}

void disk_copy_files(const struct disk *disk, bool there)
{
    char log[640];
    for (int x = 0; x < DISK_FILES_MAX; x++) {
        const struct disk_file *file = disk->files[x];
        if (!file)
            continue;
        snprintf(log, sizeof log, "%s-wal", file->name); /* also one that is not there any more */
        unlink(log);
        unlink(file->name);
    }
    for (int x = 0; x < DISK_FILES_MAX; x++) {
        const struct disk_file *file = disk->files[x];
        if (!file || !there)
            continue;
        int copy = make(file->name, file->size);
        for (size_t page = 0; page * DISK_PAGE < file->size; page++) {
            size_t left = file->size - page * DISK_PAGE;
            if (file->pages[page])
                put(copy, file->pages[page]->now, left < DISK_PAGE ? left : DISK_PAGE, page * DISK_PAGE);
        }
        close(copy);
    }
}
