/* Inputs in memory: the seeds of the fuzzer that is linked in, and the files of a folder. Owned by the list.
 */
#ifndef SPIRAL_TESTS_FUZZ_INPUTS_H
#define SPIRAL_TESTS_FUZZ_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INPUT_MAX = 448 * 1024 }; /* bytes; larger than any envelope, so that the bounds are met too */

struct input {
    size_t size;
    uint8_t *bytes;
};

struct input_list {
    size_t count, capacity;
    struct input *of;
};

void inputs_add_seeds(struct input_list *list);
/* In the order of their names, so that every run is the same; false, and a word on stderr, when the folder
 * cannot be read. */
bool inputs_add_folder(struct input_list *list, const char *path);
void inputs_free(struct input_list *list);

/* The seeds as files; gives the exit status. */
int inputs_write_seeds(const char *folder);

#endif
