/* An SQLite VFS on top of the default one that fails on demand. One at a time, on one thread. */
#ifndef SPIRAL_TESTS_FAULT_VFS_H
#define SPIRAL_TESTS_FAULT_VFS_H

#include <sqlite3.h>

struct fault_vfs {
    sqlite3_vfs vfs;
    sqlite3_vfs *base;
    int log_writes;     /* of the write-ahead log, that still succeed; -1 all */
    int log_write_code; /* what the others give */
    int log_syncs;      /* the same for syncs of the log */
    int log_sync_code;
    int database_syncs; /* and of the database, by checkpoints */
    int database_sync_code;
    int failures; /* given so far */
};

/* Registers it under the name "fault"; nothing fails yet. */
void fault_vfs_begin(struct fault_vfs *fault);
void fault_vfs_end(struct fault_vfs *fault);

#endif
