/* The command line of `spiral sim`: one row an option. Strings are borrowed from the command line. */
#ifndef SPIRAL_SIM_SIM_OPTIONS_H
#define SPIRAL_SIM_SIM_OPTIONS_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SIM_GAMES_MAX = 10000000, /* a cell */
    SIM_JOBS_MAX = 64,
    SIM_SHARDS_MAX = 10000,
    SIM_SETS_MAX = 16, /* swept parameters */
    SIM_PATH_SIZE = 4096,
};

/* What one line of the output is about. */
enum sim_rows { SIM_ROWS_GAMES, SIM_ROWS_TURNS, SIM_ROWS_DYADS, SIM_ROWS_COUNT };

struct sim_options {
    const char *scenario;  /* NAME[,NAME...] */
    const char *scenarios; /* directory; NULL: beside the program */
    const char *bots;      /* NULL: what fits each motive */
    const char *sets[SIM_SETS_MAX];
    int set_count;
    int64_t games; /* a cell */
    int64_t seed;
    int64_t jobs;          /* 0: not given */
    int64_t shard, shards; /* this one of so many, from 1 */
    const char *out;       /* NULL: none, only the summary; "-": standard output */
    const char *records;   /* directory; NULL: none */
    enum sim_rows rows;
    bool informed, resume, columns, help;
};

/* STATUS_INVALID names the option, what is wrong and what is allowed. */
MUST_USE enum status sim_options_parse(int count, char **words, struct sim_options *options,
                                       struct cause *cause);

void sim_options_print_help(void);

#endif
