/* What might have been: a finished world up to a turn, one state's orders of that turn changed, and bots from
 * the next turn on.
 *
 * A change is not held against what people played on with, or it would measure the difference between people
 * and bots. It is held against the same turn without it, played on by the same bots with the same dice: the
 * two courses differ in one thing (Fearon 1991; Tetlock and Belkin 1996: change as little as can be). One
 * throw of the dice is one story; other throws from that turn on tell how much of it was luck.
 *
 * Values in the caller's space; borrows opening and log, which outlive it. Any thread. */
#ifndef SPIRAL_WORLDS_FORK_H
#define SPIRAL_WORLDS_FORK_H

#include "common/worlds/headless.h"

enum { FORK_THROWS_MAX = 10000 };

struct fork {
    const struct record_opening *opening;
    const struct world_log *played;
    int turn, seat;          /* whose orders of which turn; the seat was alive in it */
    int turns;               /* stops after so many; 0: when the rules end it */
    bool informed;           /* bots know the motives from the next turn on */
    struct line_up line_up;  /* bots of the next turns; NULL: by motive */
    struct orders as_it_was; /* what counted for the seat: its own, mended by the rules, or their defaults */
    struct orders instead;   /* legal */
};

/* `turn` 1..played->turns, `seat` alive before it; `instead` begins as what counted. */
void fork_init(struct fork *fork, const struct record_opening *opening, const struct world_log *played,
               int turn, int seat);

/* Takes the orders over when they are legal, with civil as the rest of the budget. The verdicts say what is
 * not; then nothing changed. */
struct verdicts fork_take(struct fork *fork, const struct orders *orders);

/* What a bot of that doctrine (NULL: the one of the seat's motive) would have ordered in the seat's place. */
void fork_ask_bot(const struct fork *fork, const struct bot *bot, struct orders *orders);

/* Copies the turns before the one that is changed into `log`, which then serves any number of plays. */
void fork_begin(const struct fork *fork, struct world_log *log);

/* Plays the turn, with or without the change, and on to the end. Throw 0 has the dice that the world had; the
 * others have dice of their own from this turn on, the same for both courses. */
enum fork_course { FORK_AS_IT_WAS, FORK_CHANGED, FORK_COURSES };
void fork_play(const struct fork *fork, enum fork_course course, uint32_t throw_number,
               struct world_log *log);

#endif
