/* A disk that behaves as badly as a disk may: an SQLite VFS in memory.
 *
 * What was written is there for the process at once and for the disk only after a sync. A power cut keeps,
 * drops or tears each sector of 512 bytes that was not synced. Space may run out, a sync may fail (what it
 * should have saved is then in any state and will not be written again), and the power may go in the middle
 * of an operation.
 *
 * Owner: the simulation; one at a time is registered under the name "sim". One thread. */
#ifndef SPIRAL_TESTS_SIM_DISK_H
#define SPIRAL_TESTS_SIM_DISK_H

#include "tests/sim/chance.h"

#include <sqlite3.h>
#include <stddef.h>

enum {
    DISK_FILES_MAX = 4,
    DISK_PAGE = 4096,
    DISK_SECTOR = 512,
    DISK_PAGES_MAX = 16384, /* of one file: 64 MiB */
    DISK_SHARED_MAX = 64,   /* regions of the log's index */
};

struct disk_page {
    uint8_t now[DISK_PAGE];
    uint8_t safe[DISK_PAGE]; /* what a power cut leaves of sectors that are not dirty, or were lost */
    uint8_t dirty;           /* a bit a sector */
};

struct disk_file {
    char name[600]; /* empty: the place is free */
    size_t size, safe_size;
    struct disk_page *pages[DISK_PAGES_MAX]; /* NULL: zeros */
    void *shared[DISK_SHARED_MAX];
};

struct disk {
    sqlite3_vfs vfs;
    struct chance chance;
    struct disk_file *files[DISK_FILES_MAX];
    bool full;     /* no write finds space */
    bool off;      /* the power is gone: nothing works and nothing changes any more */
    int fail_sync; /* so many syncs still succeed; -1: all */
    int power_cut; /* so many writes and syncs still happen; -1: all */
    uint64_t writes, syncs, refused_writes, failed_syncs; /* counts */
};

/* Registers it; empty. */
void disk_begin(struct disk *disk, uint64_t seed);
void disk_end(struct disk *disk);

/* The process is gone: shared memory goes with it, files stay as the system has them. */
void disk_process_ended(struct disk *disk);
/* The power went and came back: what was not synced is kept, lost or torn, sector by sector. No faults are
 * ahead. */
void disk_power_cycled(struct disk *disk);

/* The store looks at its log before SQLite does, on the machine's own disk. The index of the log (its shared
 * memory) is copied out while the process still has it, or else taken away; files are copied out as they are,
 * or else emptied. */
void disk_copy_index(const struct disk *disk, bool there);
void disk_copy_files(const struct disk *disk, bool there);

#endif
