/* A file that a command fills row by row: to standard output, or written beside its name, which it gets when
 * it is whole. A file that is there already is never touched.
 *
 * Owner: whoever holds the struct, until output_end or output_drop. Blocking; one thread. */
#ifndef SPIRAL_BASE_OUTPUT_H
#define SPIRAL_BASE_OUTPUT_H

#include "common/base/status.h"

#include <stdio.h>

enum { OUTPUT_PATH_SIZE = 4096 };

struct output {
    const char *option, *path;     /* borrowed, for errors: "--out", "rows.csv" */
    FILE *file;                    /* NULL: nothing is written */
    char beside[OUTPUT_PATH_SIZE]; /* where it is until it is whole */
};

/* `path` NULL: no output; "-": standard output. STATUS_INVALID when there is a file of that name. */
MUST_USE enum status output_begin(struct output *output, const char *option, const char *path,
                                  struct cause *cause);
/* STATUS_OK while writing goes well. */
MUST_USE enum status output_check(const struct output *output, struct cause *cause);
/* Gives the file its name, if all that was written is on the disk. */
MUST_USE enum status output_end(struct output *output, struct cause *cause);
/* Leaves nothing behind of an output that was not ended; may be called after any outcome. */
void output_drop(struct output *output);

#endif
