/* The options of `spiral play` and `spiral join`: one row each. Strings are borrowed from the command line.
 */
#ifndef SPIRAL_CLIENT_ARGUMENTS_H
#define SPIRAL_CLIENT_ARGUMENTS_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct bot;

struct play_arguments {
    /* scenario NULL: none was asked for */
    const char *scenario, *scenarios, *name, *seat_code, *fingerprint, *home, *ack_log, *language, *record,
        *data;
    int64_t seed, think_ms, turn_seconds;
    bool seeded, is_auto, no_first_trust, plain, tutorial, debrief, help;
    const struct bot *doctrine; /* with is_auto; NULL: what fits the motive */
    const char *places[2];      /* what is not an option: HOST:PORT CODE */
    int place_count;
};

enum arguments_of { ARGUMENTS_PLAY = 1, ARGUMENTS_JOIN = 2 };

/* STATUS_INVALID names the option, what is wrong and what is allowed. */
MUST_USE enum status arguments_parse(enum arguments_of command, int count, char **words,
                                     struct play_arguments *arguments, struct cause *cause);
void arguments_print_help(enum arguments_of command);

#endif
