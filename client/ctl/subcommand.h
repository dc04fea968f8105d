/* What the subcommands of `spiral exercise` share: their words, and how they ask and answer.
 *
 * A subcommand is one row in exercise_table.c; an act needs no more, whatever else there is has a function.
 * Used in this folder only. Blocking; one thread. */
#ifndef SPIRAL_CTL_SUBCOMMAND_H
#define SPIRAL_CTL_SUBCOMMAND_H

#include "client/ctl/act_words.h"
#include "client/ctl/exercise.h"
#include "common/base/options.h"
#include "common/words/sentences.h"

enum {
    SUBCOMMAND_CODES_MAX = 32,
    SUBCOMMAND_TEXT_MAX = 2 * 1024 * 1024, /* bytes of an answer; 64 worlds as JSON */
    SUBCOMMAND_LINES_MAX = 256 * 1024,     /* the same of an exercise just made */
    SUBCOMMAND_FILE_MAX = 64 * 1024,       /* bytes of a file that an option names */
};

/* Bits in the options' rows. */
enum {
    SUB_NEW = 1 << 0,
    SUB_LIST = 1 << 1,
    SUB_SHOW = 1 << 2,
    SUB_START = 1 << 3,
    SUB_PAUSE = 1 << 4,
    SUB_RESUME = 1 << 5,
    SUB_EXTEND = 1 << 6,
    SUB_RESOLVE = 1 << 7,
    SUB_CLOSE = 1 << 8,
    SUB_ROLLBACK = 1 << 9,
    SUB_BOT_IN = 1 << 10,
    SUB_BOT_OUT = 1 << 11,
    SUB_ORDERS = 1 << 12,
    SUB_TIME = 1 << 13,
    SUB_MOVE = 1 << 14,
    SUB_REMOVE = 1 << 15,
    SUB_NUDGE = 1 << 16,
    SUB_INJECT = 1 << 17,
    SUB_INJECT_SEND = 1 << 18,
    SUB_INJECT_CANCEL = 1 << 19,
    SUB_INJECT_POSTPONE = 1 << 20,
    SUB_ANSWER = 1 << 21,
    SUB_OWN = 1 << 22,
    SUB_FACILITATOR_ADD = 1 << 23,
    SUB_FACILITATOR_RIGHTS = 1 << 24,
    SUB_DEBRIEF = 1 << 25,
    SUB_UNDO = 1 << 26,
    SUB_REPLAY = 1 << 27,
    SUB_LOOK = 1 << 28,
    SUB_CONSENT = 1 << 29,
};

/* The command line. Strings are borrowed from it. */
struct exercise_command {
    const char *admin, *scenario, *worlds, *lead, *guests, *injects, *guests_out, *file;
    const struct language *language;
    int code_count; /* more than there is space for are counted and not kept */
    const char *codes[SUBCOMMAND_CODES_MAX];
    int plan;
    bool json, help, free_debrief, start_by_itself, planned, timed;
    struct act_words act;
    struct wire_exercise_new wanted;
    int set_count; /* of --set; more are counted and not kept */
    const char *sets[WIRE_CONDITIONS_MAX];
    int condition_count; /* what they say */
    struct wire_condition conditions[WIRE_CONDITIONS_MAX];
};

struct subcommand {
    const char *name;  /* one word, or two: "facilitator add" */
    unsigned bit;      /* in the options' rows */
    const char *words; /* behind the name in the usage */
    bool takes_codes;
    enum exercise_act act; /* EXERCISE_NO_ACT: it only asks */
    int (*run)(const struct subcommand *subcommand, struct exercise_command *command);
};

/* exercise_table.c and exercise_options.c */
extern const struct subcommand subcommand_table[];
extern const int subcommand_count;
extern const struct option subcommand_options[];
extern const int subcommand_option_count;

/* The row whose name the words begin with, and how many of them that takes; NULL: none. */
const struct subcommand *subcommand_find(int count, char **words, int *taken);

/* One a subcommand: gives the exit status. */
int subcommand_new(const struct subcommand *subcommand, struct exercise_command *command);
int subcommand_list(const struct subcommand *subcommand, struct exercise_command *command);
int subcommand_show(const struct subcommand *subcommand, struct exercise_command *command);
int subcommand_act(const struct subcommand *subcommand, struct exercise_command *command);

/* The words of a failure on standard error; gives exit status 1. */
int subcommand_fail(const struct subcommand *subcommand, const char *why);
/* Of a line that does not fit: 2, with the usage, by a sentence of the catalogue or in words of the language;
 * `subcommand` NULL: of the whole family. */
int subcommand_refuse(const struct subcommand *subcommand, const struct language *language, const char *key,
                      const struct slot *slots);
int subcommand_misused(const struct subcommand *subcommand, const struct language *language, const char *why);

/* Asks about one exercise and prints how it stands, or why not; `code` is for the words. */
int subcommand_ask(const struct subcommand *subcommand, const struct exercise_command *command,
                   const char *code, struct to_admin *question);

/* Standard output, whole or not at all. */
int subcommand_print(const struct subcommand *subcommand, const struct language *language,
                     const struct text *text);

#endif
