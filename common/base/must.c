#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void must_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "spiral: %s:%d: must hold: %s\n", file, line, condition);
    abort();
}
