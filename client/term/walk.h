/* The walk of one person through the debrief in line mode: what was shown last, and what comes next.
 *
 * A plain value in the game, all zero at first. For a person at a terminal nothing scrolls away unread: what
 * is longer than the screen is shown page by page. Loop thread. */
#ifndef SPIRAL_TERM_WALK_H
#define SPIRAL_TERM_WALK_H

#include "common/base/text.h"

struct debrief;
struct game;

struct walk {
    bool by_hand;      /* a person types; otherwise it is a script, and nothing is asked or held back */
    bool results_told; /* motives and scores were listed */
    bool results_due;  /* they come behind `rest` */
    int shown;         /* 1 + the card that was shown last; 0: none */
    int card, part;    /* what comes next */
    const char *rest;  /* of what is being shown; NULL: nothing is left. Borrowed from debrief or step */
    bool of_step;      /* the text is of the card that all look at, from its part `step_from` on */
    int step_from;
};

/* Says how to begin. */
void walk_begin(struct game *game);

/* What Enter means: the rest, the next part, the next card. */
void walk_next(struct game *game, struct debrief *debrief);
/* The card before the one that was shown last. */
void walk_back(struct game *game, struct debrief *debrief);
void walk_card(struct game *game, struct debrief *debrief, int card);
void walk_own(struct game *game, struct debrief *debrief);
/* Everything; to a script in one piece. */
void walk_all(struct game *game, struct debrief *debrief);

/* Everything in one piece to anybody: what the option --debrief asks for. */
void walk_tell_all(struct game *game);

/* Of the debrief in step: what is new of the card that all look at. Whoever has not read on so far gets it
 * behind what is left. */
void walk_step(struct game *game);
/* While the rest is withheld: a card that was opened once more. False: it was not. */
bool walk_opened(struct game *game, int card);

/* Takes a typed line that answers what is being shown: an empty one, and q where more would come. */
bool walk_takes(struct game *game, struct slice line);

#endif
