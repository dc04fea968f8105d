/* Rows of the theory in processes of their own: nothing is shared, and a row that dies takes nothing with it.
 *
 * For the command's one thread. */
#ifndef SPIRAL_THEORY_POOL_H
#define SPIRAL_THEORY_POOL_H

#include "client/theory/theory.h"

#include <stdbool.h>

enum {
    THEORY_ROWS_MAX = 256,
    THEORY_JOBS_MAX = 64,
    THEORY_MEASURED_MAX = 4096, /* bytes of a row's figures, with the NUL */
};

struct theory_result {
    bool computed; /* false: its process ended without an answer */
    enum theory_answer answer;
    char measured[THEORY_MEASURED_MAX];
};

/* Called once a row, in the order of the rows, as soon as it and all before it are through. */
typedef void theory_row_done(void *user, const struct theory_row *row, const struct theory_result *result);

/* Runs the rows in at most `jobs` processes at a time. A system that makes no process: the row is not
 * computed. */
void theory_pool_run(const struct theory_run *run, int count, const struct theory_row *const rows[], int jobs,
                     theory_row_done *done, void *user);

#endif
