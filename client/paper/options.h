/* The command line of `spiral handouts`: one row an option. Strings are borrowed from it. */
#ifndef SPIRAL_PAPER_OPTIONS_H
#define SPIRAL_PAPER_OPTIONS_H

#include "client/paper/handout.h"
#include "common/base/status.h"

struct handouts_options {
    const char *code, *admin, *out; /* out: NULL, standard output */
    const struct language *languages[LANGUAGES];
    int language_count; /* at least 1 */
    enum html_paper paper;
    unsigned levels, sheets;
    bool help;
};

/* False: what is wrong was told on standard error. Reads the environment for what the line leaves out. */
MUST_USE bool handouts_options_read(int count, char **words, struct handouts_options *options);

/* Usage and options, on standard output. */
void handouts_options_print_help(void);

#endif
