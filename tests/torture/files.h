/* Data directories for one game after the other, in memory where the machine has a place for that. */
#ifndef SPIRAL_TESTS_TORTURE_FILES_H
#define SPIRAL_TESTS_TORTURE_FILES_H

#include "tests/torture/server.h"

#include <stdbool.h>

struct files {
    char top[48], now[64], kept[64];
};

void files_begin(struct files *files);
void files_end(struct files *files);

/* An empty directory, or one with what was kept; the one before is gone. */
const char *files_fresh(struct files *files, bool kept);
/* What is in it now. */
void files_keep(struct files *files);

#endif
