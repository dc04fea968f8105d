/* The command line of `spiral debrief`: one row an option. Strings are borrowed from it. */
#ifndef SPIRAL_SIM_DEBRIEF_OPTIONS_H
#define SPIRAL_SIM_DEBRIEF_OPTIONS_H

#include "common/base/status.h"
#include "common/cards/card.h"
#include "common/paper/html.h"

struct debrief_options {
    const char *place;               /* directory or file */
    const char *world;               /* the beginning of its id, or what people call it, or NULL */
    const struct card *card;         /* NULL: all */
    const char *seat;                /* NULL, or the state whose own page is asked for instead */
    const struct language *language; /* of the cards */
    const struct language
        *speaks; /* of errors: that of the cards if it was asked for, or the environment's */
    int width;
    enum html_paper paper; /* of html */
    bool json, html, metrics, rules, help;
};

/* False: what is wrong was told on standard error. */
MUST_USE bool debrief_options_read(int count, char **words, struct debrief_options *options);

/* Usage and options, for `help`. */
void debrief_options_put_usage(struct text *text);

#endif
