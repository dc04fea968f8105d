/* Bots: doctrines that play a seat. A bot sees a view and nothing else, and draws only from a key of its own,
 * so it knows no more than a person in the same chair. The server, the simulator and the client use the same
 * ones.
 *
 * To add one: a file with a `const struct bot`, and a row in bot.c. Pure; any thread. */
#ifndef SPIRAL_BOTS_BOT_H
#define SPIRAL_BOTS_BOT_H

#include "common/base/siphash.h"
#include "common/rules/orders.h"
#include "common/rules/view.h"

struct bot {
    const char *name;     /* as typed by people: lower case, '_' */
    const char *doctrine; /* one line: what it believes, after whom */
    /* Fills in legal orders for a living seat of a running world. */
    void (*play)(const struct view *view, struct siphash_key key, struct orders *orders);
};

extern const struct bot *const bots[];
extern const int bot_count;

/* NULL when there is none of that name. */
const struct bot *bot_find(struct slice name);

/* "security_seeker, greedy, ...": all of them, for errors. */
void bot_put_names(struct text *text);

/* The doctrine that fits a motive: greedy for those who expand, security_seeker for the others. */
const struct bot *bot_for_motive(int motive);

#endif
