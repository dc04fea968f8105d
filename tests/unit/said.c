#include "tests/unit/said.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void said_begin(struct said *said, int descriptor)
{
    char name[] = "/tmp/spiral-said-XXXXXX";
    fflush(NULL);
    *said = (struct said){.descriptor = descriptor, .kept = dup(descriptor), .file = mkstemp(name)};
    must(said->kept >= 0 && said->file >= 0 && unlink(name) == 0 && dup2(said->file, descriptor) >= 0);
}

const char *said_end(struct said *said)
{
    static char text[SAID_MAX];
    fflush(NULL);
    must(dup2(said->kept, said->descriptor) >= 0);
    ssize_t size = pread(said->file, text, sizeof text - 1, 0);
    must(size >= 0);
    text[size] = '\0';
    close(said->kept);
    close(said->file);
    return text;
}
