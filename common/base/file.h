/* Whole files, read and written with errors that name them. Blocking; any thread. */
#ifndef SPIRAL_BASE_FILE_H
#define SPIRAL_BASE_FILE_H

#include "common/base/status.h"

#include <stddef.h>

/* The contents, NUL behind them for convenience, freed by the caller. STATUS_NOT_FOUND, STATUS_FULL when
 * larger than `max`. */
MUST_USE enum status file_read(const char *path, size_t max, char **text, size_t *size, struct cause *cause);

/* Replaces the file as a whole: written beside it, synced, renamed. `mode` as for open(2). */
MUST_USE enum status file_replace(const char *path, const void *bytes, size_t size, unsigned mode,
                                  struct cause *cause);

/* Gives a whole and synced file its name. Unlike a renaming this never replaces a file of that name. */
MUST_USE enum status file_give_name(const char *from, const char *to, struct cause *cause);

/* Makes a directory and its missing parents, mode 0700; an existing one is fine. */
MUST_USE enum status file_make_directories(const char *path, struct cause *cause);

/* Once, at the start of a program: whichever of standard input, output and error is closed becomes /dev/null,
 * so that no file or socket of the program takes its place. */
void file_open_standard(void);

#endif
