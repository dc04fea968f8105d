/* Commands as the person can type them: they run as they stand, from any directory.
 *
 * Pure but for a look at PATH and at this program's own file. Main thread. */
#ifndef SPIRAL_CLIENT_ADVICE_H
#define SPIRAL_CLIENT_ADVICE_H

#include "common/base/text.h"

enum { ADVICE_PROGRAM_SIZE = 4096 }; /* a path, with the NUL */

/* How this program is called: "spiral" where PATH finds this very file by that name, otherwise its path. */
void advice_program(char program[ADVICE_PROGRAM_SIZE]);

/* A word of a command line, in quotes where a shell would read anything into it. */
void advice_put_word(const char *word, struct text *text);

#endif
