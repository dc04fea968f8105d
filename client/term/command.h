/* What can be typed. A command is a row in its own file, and a line in the list of command.c.
 *
 * The help sentence of `attack` is "help.attack" in the catalogue, its usage stands in the row. Const tables;
 * loop thread. */
#ifndef SPIRAL_TERM_COMMAND_H
#define SPIRAL_TERM_COMMAND_H

#include "client/term/game.h"
#include "client/term/typed.h"

enum outcome {
    OUTCOME_SHOWN,   /* nothing changed */
    OUTCOME_CHANGED, /* the draft did: the status follows */
    OUTCOME_SENT,    /* the server will answer */
    OUTCOME_REFUSED, /* said why */
};

enum command_group { GROUP_LOOK, GROUP_ORDER, GROUP_TALK, GROUP_TURN, GROUP_DEBRIEF, GROUP_COUNT };

struct command {
    const char *name;    /* English; "typed.<name>" in the catalogues has the words of each language */
    const char *aliases; /* more in English, separated by blanks; a digit is its place in the menu */
    const char *usage;   /* as typed, with words in capitals to be replaced; see put_usage */
    enum command_group group;
    bool needs_view;    /* only once the world has begun */
    bool needs_turn;    /* only while this person may give orders */
    bool takes_back;    /* ... or asks for a seat that a bot plays */
    bool needs_beliefs; /* only where the seat is asked for them */
    enum outcome (*run)(struct game *game, struct slice rest);
};

extern const struct command *const commands[];
extern const int command_count;

/* By name or alias, in English or the language, or the beginning of exactly one command's names. NULL: none,
 * or `ambiguous`. */
const struct command *command_find(const struct language *language, struct slice word, bool *ambiguous);

/* Runs a typed line; an empty one repeats the status and the menu. */
enum outcome command_line(struct game *game, struct slice line);

/* ---- for the commands */

/* Says how the command is used. Gives OUTCOME_REFUSED. */
enum outcome command_usage(struct game *game, const char *name);

/* A state by what was typed; false after saying what is wrong. `rival`: neither oneself nor an eliminated
 * state. */
bool command_state(struct game *game, struct slice word, bool rival, int *state);

/* Takes the sheet over and says what now stands for the part, or why not. */
enum outcome command_take(struct game *game, const struct sheet *next, enum order_part part);

#endif
