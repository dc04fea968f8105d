/* The command line of `spiral debrief`: one row an option. Strings are borrowed from it. */
#ifndef SPIRAL_SIM_DEBRIEF_OPTIONS_H
#define SPIRAL_SIM_DEBRIEF_OPTIONS_H

#include "common/base/status.h"
#include "common/cards/card.h"

struct debrief_options {
    const char *place;       /* directory or file */
    const char *world;       /* the beginning of its id, or NULL */
    const struct card *card; /* NULL: all */
    const char *seat;        /* NULL, or the state whose own page is asked for instead */
    const struct language *language;
    int width;
    bool json, metrics, rules, help;
};

/* STATUS_INVALID names the option, what is wrong and what is allowed. */
MUST_USE enum status debrief_options_parse(int count, char **words, struct debrief_options *options,
                                           struct cause *cause);

/* Usage and options, for `help` and behind an error. */
void debrief_options_put_usage(struct text *text);

#endif
