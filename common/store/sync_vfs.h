/* An SQLite VFS that passes everything on to another one and counts the syncs that succeeded.
 *
 * "Durable before audible" rests on a sync of the write-ahead log before every commit returns; this is where
 * it can be seen, whatever SQLite's settings claim. Owner: one store, which destroys it after its database is
 * closed. The counters may be read from any thread. For this folder and its tests only. */
#ifndef SPIRAL_STORE_SYNC_VFS_H
#define SPIRAL_STORE_SYNC_VFS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct sync_vfs;

/* `base` outlives it. `immutable` says that nobody changes the database: SQLite then takes no lock and makes
 * no file. */
struct sync_vfs *sync_vfs_create(sqlite3_vfs *base, bool immutable);
void sync_vfs_destroy(struct sync_vfs *vfs);

/* What to hand to sqlite3_open_v2. */
const char *sync_vfs_name(const struct sync_vfs *vfs);

/* Of the write-ahead log, and of the database itself (only checkpoints sync that one). */
uint64_t sync_vfs_log_syncs(const struct sync_vfs *vfs);
uint64_t sync_vfs_database_syncs(const struct sync_vfs *vfs);

#endif
