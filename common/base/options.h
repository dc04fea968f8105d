/* Command lines: a const table with one row an option, which the parser and the help both read.
 *
 * Every mistake is told as: the word, what is wrong with it, what is allowed. Strings are borrowed from the
 * command line. Nothing is kept; any thread. */
#ifndef SPIRAL_BASE_OPTIONS_H
#define SPIRAL_BASE_OPTIONS_H

#include "common/base/status.h"
#include "common/base/text.h"

enum { OPTIONS_HELP_MAX = 16384 }; /* bytes of usage and help, with the NUL */

/* What stands at `offset` of the caller's struct. */
enum option_kind {
    OPTION_STRING, /* const char *, never empty */
    OPTION_INT,    /* int, or uint32_t when `low` is not negative */
    OPTION_INT64,  /* int64_t, or uint64_t when `low` is not negative */
    OPTION_SWITCH, /* bool, set to true; takes no value */
    OPTION_OWN,    /* whatever `take` makes of the value, which may be empty */
};

struct option {
    const char *name; /* "--games" */
    enum option_kind kind;
    const char *value; /* "N": what to give; "[N]": may be left out when the next word begins with a minus
                          sign or there is none, and `take` gets NULL; NULL: the option takes no value */
    const char *help;  /* ASCII */
    size_t offset;     /* in the caller's struct */
    int64_t low, high; /* of numbers; of OPTION_OWN whatever `take` makes of them */
    enum status (*take)(const struct option *option, void *into, const char *value, struct cause *cause);
    unsigned commands; /* bit mask, for a table that several commands share; 0: an option of all */
};

struct options {
    const char *usage; /* lines before the options in the help */
    const struct option *rows;
    int count;
    unsigned command; /* one bit; 0: the table is not shared */
    /* Takes a word that is no option and does not begin with a minus sign; NULL: there must be none. */
    enum status (*take_word)(void *into, const char *word, struct cause *cause);
};

enum option_fault {
    OPTION_FAULT_NONE,
    OPTION_UNKNOWN, /* a word that means nothing here */
    OPTION_NO_VALUE,
    OPTION_NO_NUMBER, /* or one beyond its bounds */
    OPTION_REFUSED,   /* by the `take` of the option */
};

/* The mistake, for whoever says it in other words than the cause does; borrowed from table and line. */
struct options_fault {
    enum option_fault kind;
    const struct option *option; /* NULL: the word is no option */
    const char *word;            /* the value, or what is not understood; NULL: there was none */
};

/* Fills in what is given and leaves the rest of `into`, which holds the defaults. STATUS_INVALID at the first
 * mistake. */
MUST_USE enum status options_parse(const struct options *options, int count, char **words, void *into,
                                   struct cause *cause);

/* The same, and what the mistake was. */
MUST_USE enum status options_parse_faulty(const struct options *options, int count, char **words, void *into,
                                          struct options_fault *fault, struct cause *cause);

/* For a `take`: a number within the row's bounds, or what the parser says of one that is not. */
MUST_USE enum status options_read_number(const struct option *option, const char *value, int64_t *number,
                                         struct cause *cause);

/* STATUS_INVALID: what the parser says of a word that it does not know. */
MUST_USE enum status options_refuse_word(const char *word, struct cause *cause);

/* Usage, and the options with their help in a column of its own; at most 80 columns of ASCII. */
void options_put_help(const struct options *options, struct text *text);
/* To standard output; the whole fits OPTIONS_HELP_MAX. */
void options_print_help(const struct options *options);

#endif
