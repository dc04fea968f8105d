/* The subcommands of `spiral exercise`, a row each. */
#include "client/ctl/subcommand.h"

#include <string.h>

enum { NAME_MAX_BYTES = 40 };

const struct subcommand subcommand_table[] = {
    {"new", SUB_NEW, "--scenario NAME [OPTION]...", false, EXERCISE_NO_ACT, subcommand_new},
    {"list", SUB_LIST, "", false, EXERCISE_NO_ACT, subcommand_list},
    {"show", SUB_SHOW, "CODE... [--world A]", true, EXERCISE_NO_ACT, subcommand_show},
    {"start", SUB_START, "CODE...", true, EXERCISE_START, subcommand_act},
    {"pause", SUB_PAUSE, "CODE... [--world A] [--reason TEXT]", true, EXERCISE_PAUSE, subcommand_act},
    {"resume", SUB_RESUME, "CODE... [--world A]", true, EXERCISE_RESUME, subcommand_act},
    {"extend", SUB_EXTEND, "CODE... --seconds N [--world A [--state NAME]]", true, EXERCISE_EXTEND,
     subcommand_act},
    {"resolve", SUB_RESOLVE, "CODE... [--world A] [--turn N|--practice]", true, EXERCISE_RESOLVE,
     subcommand_act},
    {"close", SUB_CLOSE, "CODE... [--world A] [--reason TEXT]", true, EXERCISE_CLOSE, subcommand_act},
    {"rollback", SUB_ROLLBACK, "CODE --world A --turn N", true, EXERCISE_ROLL_BACK, subcommand_act},
    {"bot-in", SUB_BOT_IN, "CODE --world A --state NAME", true, EXERCISE_BOT_IN, subcommand_act},
    {"bot-out", SUB_BOT_OUT, "CODE --world A --state NAME", true, EXERCISE_BOT_OUT, subcommand_act},
    {"orders", SUB_ORDERS, "CODE --world A --state NAME --orders WORDS", true, EXERCISE_ORDERS,
     subcommand_act},
    {"time", SUB_TIME, "CODE --world A --state NAME --percent N", true, EXERCISE_MULTIPLY, subcommand_act},
    {"move", SUB_MOVE, "CODE --person NAME --world A --state NAME", true, EXERCISE_MOVE_PERSON,
     subcommand_act},
    {"remove", SUB_REMOVE, "CODE --person NAME", true, EXERCISE_REMOVE_PERSON, subcommand_act},
    {"consent", SUB_CONSENT, "CODE --person NAME", true, EXERCISE_CONSENT, subcommand_act},
    {"nudge", SUB_NUDGE, "CODE --world A --state NAME", true, EXERCISE_NUDGE, subcommand_act},
    {"inject", SUB_INJECT, "CODE --text TEXT [OPTION]...", true, EXERCISE_INJECT, subcommand_act},
    {"inject-send", SUB_INJECT_SEND, "CODE --inject N", true, EXERCISE_INJECT_SEND, subcommand_act},
    {"inject-cancel", SUB_INJECT_CANCEL, "CODE --inject N", true, EXERCISE_INJECT_CANCEL, subcommand_act},
    {"inject-postpone", SUB_INJECT_POSTPONE, "CODE --inject N --turns N", true, EXERCISE_INJECT_POSTPONE,
     subcommand_act},
    {"answer", SUB_ANSWER, "CODE --question N --text TEXT [--everyone]", true, EXERCISE_ANSWER,
     subcommand_act},
    {"own", SUB_OWN, "CODE --world A --facilitator NAME|--release", true, EXERCISE_OWN, subcommand_act},
    {"facilitator add", SUB_FACILITATOR_ADD, "CODE --name NAME --rights RIGHTS", true,
     EXERCISE_FACILITATOR_ADD, subcommand_act},
    {"facilitator rights", SUB_FACILITATOR_RIGHTS, "CODE --facilitator NAME --rights RIGHTS", true,
     EXERCISE_FACILITATOR_RIGHTS, subcommand_act},
    {"debrief", SUB_DEBRIEF, "CODE --card D0 [--part N] [--world A]", true, EXERCISE_DEBRIEF, subcommand_act},
    {"replay", SUB_REPLAY, "CODE --days N|--over|--release", true, EXERCISE_REPLAY, subcommand_act},
    {"look", SUB_LOOK, "CODE --world A --state NAME", true, EXERCISE_LOOK, subcommand_act},
    {"undo", SUB_UNDO, "CODE", true, EXERCISE_UNDO, subcommand_act},
};

const int subcommand_count = sizeof subcommand_table / sizeof subcommand_table[0];

const struct subcommand *subcommand_find(int count, char **words, int *taken)
{
    char two[NAME_MAX_BYTES];
    struct text text = text_over(two, sizeof two);
    if (count >= 1)
        text_put(&text, words[0]);
    text_put_char(&text, ' ');
    if (count >= 2)
        text_put(&text, words[1]);
    for (int x = 0; count >= 1 && x < subcommand_count; x++) {
        const char *name = subcommand_table[x].name;
        *taken = strchr(name, ' ') ? 2 : 1;
        if (strcmp(name, *taken == 1 ? words[0] : two) == 0)
            return &subcommand_table[x];
    }
    return NULL;
}
