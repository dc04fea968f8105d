/* The options of `spiral play` and `spiral join`: one row each. Strings are borrowed from the command line.
 */
#ifndef SPIRAL_CLIENT_ARGUMENTS_H
#define SPIRAL_CLIENT_ARGUMENTS_H

#include "common/base/status.h"
#include "common/words/sentences.h"

#include <stdbool.h>
#include <stdint.h>

struct bot;

struct play_arguments {
    /* scenario NULL: none was asked for */
    const char *scenario, *scenarios, *name, *seat_code, *fingerprint, *home, *ack_log, *record, *data,
        *guest;
    const struct language *language;
    int64_t seed, think_ms, turn_seconds;
    bool seeded, is_auto, no_first_trust, plain, tutorial, debrief, leave_at_end, help;
    unsigned consent;           /* enum consent; 0: not said */
    const struct bot *doctrine; /* with is_auto; NULL: what fits the motive */
    const char *places[2];      /* what is not an option: HOST:PORT CODE, or a link */
    int place_count;
};

enum arguments_of { ARGUMENTS_PLAY = 1, ARGUMENTS_JOIN = 2 };

/* False: what is wrong was told on standard error. */
MUST_USE bool arguments_read(enum arguments_of command, int count, char **words,
                             struct play_arguments *arguments);
/* Tells on standard error what else is wrong with them; gives the exit status. */
int arguments_refuse(enum arguments_of command, const struct play_arguments *arguments, const char *key,
                     const struct slot *slots);
void arguments_print_help(enum arguments_of command);

#endif
