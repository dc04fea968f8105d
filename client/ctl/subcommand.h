/* What the subcommands of `spiral exercise` share: their words, and how they ask and answer.
 *
 * A subcommand is one row in exercise.c and one function; used in this folder only. Blocking; one thread. */
#ifndef SPIRAL_CTL_SUBCOMMAND_H
#define SPIRAL_CTL_SUBCOMMAND_H

#include "client/ctl/exercise.h"
#include "common/words/sentences.h"

enum { SUBCOMMAND_CODES_MAX = 32, SUBCOMMAND_TEXT_MAX = 64 * 1024, SUBCOMMAND_LINES_MAX = 16 * 1024 };

/* The command line. Strings are borrowed from it. */
struct exercise_command {
    const char *admin, *scenario, *reason;
    const struct language *language;
    int code_count;
    const char *codes[SUBCOMMAND_CODES_MAX];
    int seconds, turn;
    bool json, help;
    struct wire_exercise_new wanted;
};

struct subcommand {
    const char *name;
    unsigned bit;      /* in the options' rows */
    const char *words; /* behind the name in the usage */
    bool takes_codes;
    enum exercise_act act; /* EXERCISE_NO_ACT: it only asks */
    int (*run)(const struct subcommand *subcommand, struct exercise_command *command);
};

/* One a subcommand: gives the exit status. */
int subcommand_new(const struct subcommand *subcommand, struct exercise_command *command);
int subcommand_list(const struct subcommand *subcommand, struct exercise_command *command);
int subcommand_show(const struct subcommand *subcommand, struct exercise_command *command);
int subcommand_act(const struct subcommand *subcommand, struct exercise_command *command);

/* The words of a failure on standard error; gives exit status 1. */
int subcommand_fail(const struct subcommand *subcommand, const char *why);
/* Of a usage that does not fit: 2, with the usage. */
int subcommand_misused(const struct subcommand *subcommand, const char *why);

/* Asks about one exercise and prints how it stands, or why not; `code` is for the words. */
int subcommand_ask(const struct subcommand *subcommand, const struct exercise_command *command,
                   const char *code, struct to_admin *question);

/* Standard output, whole or not at all. */
int subcommand_print(const struct subcommand *subcommand, const struct text *text);

#endif
