/* The command line of `spiral fork`: one row an option. Strings are borrowed from it. */
#ifndef SPIRAL_FORK_FORK_OPTIONS_H
#define SPIRAL_FORK_FORK_OPTIONS_H

#include "common/base/status.h"
#include "common/bots/bot.h"
#include "common/words/sentences.h"

struct fork_options {
    const char *place;       /* directory or file */
    const char *world;       /* the beginning of its id, or NULL */
    const char *state;       /* name or letter */
    const char *orders;      /* changes of what it ordered, in words; NULL: `bot` decides */
    const struct bot *bot;   /* orders in the state's place; NULL where `orders` is given */
    const struct bot *after; /* plays every seat from the next turn on; NULL: by motive */
    int turn, throws, width;
    const struct language *language;
    bool json, help;
};

/* False: the mistake was told on standard error. */
MUST_USE bool fork_options_parse(int count, char **words, struct fork_options *options);
void fork_options_print_help(void);

#endif
