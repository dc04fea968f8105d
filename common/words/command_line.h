/* The head of a command that speaks a language: its options, and what is said of a line that is wrong.
 *
 * A mistake on the line is told in the language that the line itself asks for with --lang, wherever that
 * stands, else in the one of the environment; then how the command is used follows. The list of options
 * (--help) is in English. Nothing is kept; reads the environment: at the start of a program, before threads.
 */
#ifndef SPIRAL_WORDS_COMMAND_LINE_H
#define SPIRAL_WORDS_COMMAND_LINE_H

#include "common/base/options.h"
#include "common/words/sentences.h"

struct command_line {
    const char *name;              /* "spiral doctor" */
    const struct options *options; /* the first lines of its usage say how the command is called */
    /* Puts what is wrong with the value of an option, where the row alone does not tell what is allowed;
     * false: it does. NULL: no option needs it. */
    bool (*explain)(const struct options_fault *fault, const struct language *language, struct text *why);
};

/* Fills in what is given, as options_parse does. False: the mistake was told on standard error. */
MUST_USE bool command_line_read(const struct command_line *line, int count, char **words, void *into);

/* The language that a line asks for, or that of the environment. */
const struct language *command_line_language(int count, char **words);

/* For the row of --lang, whose `offset` is that of a const struct language *. */
MUST_USE enum status command_line_take_language(const struct option *option, void *into, const char *value,
                                                struct cause *cause);

/* Tells on standard error what is wrong with a line, in words of that language; gives the exit status. */
int command_line_say(const struct command_line *line, const struct language *language, const char *why);

/* The same by a sentence of the catalogue. */
int command_line_refuse(const struct command_line *line, const struct language *language, const char *key,
                        const struct slot *slots);

/* The same two lines as text: the name and why, then how the command is called. */
void command_line_put(const struct command_line *line, const struct language *language, const char *why,
                      struct text *text);

/* What is wrong with an option, in words. */
void command_line_put_fault(const struct command_line *line, const struct options_fault *fault,
                            const struct language *language, struct text *text);

#endif
