/* The directory that holds a journal: made, checked and kept to one writer. For this folder and its tests
 * only.
 *
 * A value, owned by the store that entered it; not shared between threads. */
#ifndef SPIRAL_STORE_DIRECTORY_H
#define SPIRAL_STORE_DIRECTORY_H

#include "common/base/status.h"

#include <stdbool.h>

enum {
    DIRECTORY_PATH_MAX = 512, /* bytes of the directory's path, with NUL */
    DIRECTORY_FILE_MAX = DIRECTORY_PATH_MAX + 16,
    WRITER_PATIENCE_MS = 500, /* with readers that look at the files */
};

struct directory {
    char path[DIRECTORY_PATH_MAX];
    char journal[DIRECTORY_FILE_MAX]; /* PATH/journal.db */
    int lock;                         /* descriptor of PATH/lock, locked; -1 for readers that hold nothing */
};

/* For a writer: makes the directory (0700) and an empty journal file (0600) where they are missing, and takes
 * the lock. STATUS_LOCKED names the process that has it. On failure nothing is left to be released. */
MUST_USE enum status directory_enter(struct directory *directory, const char *path, struct cause *cause);

/* For a reader: nothing is made, nothing locked. STATUS_NOT_FOUND when there is no journal. */
MUST_USE enum status directory_look(struct directory *directory, const char *path, struct cause *cause);

/* For a reader, in a moment: true when nobody writes. No writer begins then until the directory is left; one
 * that starts meanwhile waits for WRITER_PATIENCE_MS. */
bool directory_hold(struct directory *directory);

/* True when a write-ahead log lies beside the journal. */
bool directory_has_log(const struct directory *directory);

/* Gives the lock back; the files stay. */
void directory_leave(struct directory *directory);

#endif
