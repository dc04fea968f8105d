/* Golden games: whole games as text, against which an engine is held to the letter.
 *
 * A file carries scenario, key, and for each turn orders, events, the world and some views. Every turn starts
 * from the printed world before it, so the text is shown to carry the whole state. Blocking file reads; any
 * thread. */
#ifndef SPIRAL_SIM_GOLDEN_H
#define SPIRAL_SIM_GOLDEN_H

#include "common/base/status.h"

enum { GOLDEN_FILE_MAX = 64 * 1024 * 1024 };

struct golden_result {
    int turns; /* resolved and compared */
    int views; /* compared */
};

/* STATUS_CORRUPT: the engine and the file differ, or the file is no golden game; the cause names file, line,
 * what was expected and what came. */
MUST_USE enum status golden_check(const char *path, struct golden_result *result, struct cause *cause);

/* The subcommand: `spiral golden FILE...`; gives the exit status. */
int golden_main(int count, char **paths);

#endif
