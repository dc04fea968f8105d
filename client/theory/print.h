/* A row of the theory as text of 80 columns. For the command's one thread. */
#ifndef SPIRAL_THEORY_PRINT_H
#define SPIRAL_THEORY_PRINT_H

#include "client/theory/pool.h"

#include <stdio.h>

enum { THEORY_COLUMNS = 80 };

/* "agrees", "differs", "open" or "not computed". */
const char *theory_answer_name(const struct theory_result *result);

void theory_print_row(FILE *out, const struct theory_row *row, const struct theory_result *result);

#endif
