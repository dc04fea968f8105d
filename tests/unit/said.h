/* What a piece of code writes to a descriptor, such as standard error. One at a time. */
#ifndef SPIRAL_TEST_SAID_H
#define SPIRAL_TEST_SAID_H

enum { SAID_MAX = 16 * 1024 };

struct said {
    int descriptor, kept, file;
};

/* From here on what is written to the descriptor goes into a file without a name. */
void said_begin(struct said *said, int descriptor);
/* Gives the descriptor back; what was written is borrowed until the next call. */
const char *said_end(struct said *said);

#endif
