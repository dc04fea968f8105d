/* A real spirald for measurements: a child process on loopback with a data directory of its own.
 *
 * Owner: the benchmark, from house_open to house_close, which ends the child by its process id and removes
 * the directory. One thread. Whatever fails ends the benchmark: there is nothing to measure then. */
#ifndef SPIRAL_TESTS_BENCH_HOUSE_H
#define SPIRAL_TESTS_BENCH_HOUSE_H

#include "client/server_child.h"
#include "common/link/link.h"
#include "common/wire/message_admin.h"

#include <stdint.h>

enum { HOUSE_PATH_SIZE = 200, HOUSE_SEATS = 12 };

struct house {
    char directory[HOUSE_PATH_SIZE];
    struct server_child child;
    struct digest key; /* of the server */
    struct link_context *context;
};

/* Starts spirald from this program's directory; its data go into a new directory in `parent`. */
void house_open(struct house *house, const char *parent);
void house_close(struct house *house);

/* An exercise of HOUSE_SEATS seats without a clock, which starts when all of them are taken. */
void house_make_exercise(const struct house *house, char code[WIRE_CODE_SIZE]);
/* The same of another scenario, with as many seats as it has. */
void house_make_exercise_of(const struct house *house, const char *scenario, int seats,
                            char code[WIRE_CODE_SIZE]);

/* The child's own memory in KiB: heap, stacks and data, not the pages of libraries, whose count depends on
 * who else uses them. */
double house_memory_kib(const struct house *house);

int64_t bench_now_ns(void);
/* Sorts the values; `count` is odd. */
double bench_median(double *values, int count);
_Noreturn void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
