/* Orders in hand: what a player is about to say this turn, and what of it the server has.
 *
 * A draft begins from last turn's split of the budget and last turn's standing answers, and is legal at every
 * moment: a change is judged by the rules before it is taken over. Only saved orders count when the turn
 * closes. Civil spending takes what the other lines leave. Plain value, about 17 KiB. Pure; any thread. */
#ifndef SPIRAL_TERM_DRAFT_H
#define SPIRAL_TERM_DRAFT_H

#include "common/aids/choices.h"
#include "common/wire/message.h"

enum { DRAFT_UNDO_MAX = 32 }; /* changes that can be taken back */

/* Everything a player states in a turn. */
struct sheet {
    struct orders orders;
    struct stated_beliefs stated;
};

enum draft_state {
    DRAFT_UNSAVED, /* nothing is saved this turn: the defaults would count */
    DRAFT_CHANGED, /* an older sheet is saved */
    DRAFT_SENT,    /* this sheet is on its way, not confirmed */
    DRAFT_SAVED,   /* this sheet counts */
};

struct draft {
    uint32_t turn; /* the turn it is for, the first is 1; 0: none yet */
    struct sheet now, start;
    bool has_saved, is_sent, has_last;
    uint32_t revision;
    struct sheet saved, sent;
    struct sheet last;                   /* saved in the last turn in which anything was */
    int32_t believed[ACTORS_MAX];        /* what was saved last about each state, in any turn; -1: never */
    int32_t believed_before[ACTORS_MAX]; /* the same before this turn */
    int undo_count;
    struct sheet undo[DRAFT_UNDO_MAX]; /* oldest first; the oldest is forgotten when full */
};

void draft_init(struct draft *draft);

/* The server told the situation. A new turn begins a new draft; the same turn (after a reconnect) keeps the
 * one in hand and learns what is saved. True: orders that came from elsewhere, of a team mate or of whoever
 * runs the exercise, are in hand now; undo brings back what was. The view is complete. */
bool draft_open(struct draft *draft, const struct wire_situation *situation);
/* The open turn begins anew, or an earlier one: the next situation is that of a new turn. */
void draft_forget_turn(struct draft *draft);

/* Takes the sheet over when it is legal, with civil as the rest of the budget. The verdicts say what is not;
 * then nothing changed. */
struct verdicts draft_take(struct draft *draft, const struct view *view, const struct sheet *next);

/* Back by one change; false when there is none. */
bool draft_undo(struct draft *draft);
/* Back to how the turn began; can be undone. */
void draft_clear(struct draft *draft);

/* The sheet in hand goes to the server; the server has these orders of it; the server did not take it. */
void draft_send(struct draft *draft);
void draft_accept(struct draft *draft, const struct orders *orders, uint32_t revision);
void draft_refuse(struct draft *draft);

/* The beliefs in orders that the server has by another way. */
void draft_believe(struct draft *draft, const struct orders *saved);

enum draft_state draft_state(const struct draft *draft);

/* There are beliefs of an earlier turn to state again. */
bool draft_can_keep(const struct draft *draft);

#endif
