/* A row of the theory as text of 80 columns. For the command's one thread. */
#ifndef SPIRAL_THEORY_PRINT_H
#define SPIRAL_THEORY_PRINT_H

#include "client/theory/pool.h"

#include <stdio.h>

enum { THEORY_COLUMNS = 80 };

/* "agrees", "differs", "open" or "not computed". */
const char *theory_answer_name(const struct theory_result *result);

/* Its id and the claim's first words, on one line. */
void theory_print_claim(FILE *out, const struct theory_row *row);

void theory_print_row(FILE *out, const struct theory_row *row, const struct theory_result *result);

#endif
