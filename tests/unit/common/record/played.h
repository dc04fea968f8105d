/* Whole games played by bots and written down, for the tests of records. */
#ifndef SPIRAL_TESTS_RECORD_PLAYED_H
#define SPIRAL_TESTS_RECORD_PLAYED_H

#include "common/record/entry.h"

/* A game and its public record; about 1.6 MiB, so on the heap. */
struct played {
    struct record_opening opening;
    struct record_turn turn; /* the last one */
    struct world world;
    struct event_list events;
    struct digest hash;
    struct record_course course;
    int turns;                     /* in the text */
    size_t turn_at[TURNS_MAX + 1]; /* where turn 1, 2 ... begins in the text; then where the end begins */
    size_t size;
    char text[RECORD_MAX];
};

/* `n` states whose motives are drawn, for `turns` turns; attacks are allowed from the first one. */
void played_scenario(struct scenario *scenario, int n, int turns);

/* Key, salt and world from the seed; the commitment fits. */
void played_opening(struct record_opening *opening, const struct scenario *scenario, uint32_t seed);

/* The text of an opening, NUL-terminated. */
void played_opening_text(const struct record_opening *opening, char text[RECORD_OPENING_MAX]);

/* Begins the game and the record. */
void played_begin(struct played *played, const struct scenario *scenario, uint32_t seed);
/* One more turn by the bots random_legal. A seat now and then gives nothing, and one that does counts as a
 * person. */
void played_turn(struct played *played);
/* Goes back; the turns that follow are played otherwise. */
void played_back(struct played *played, int to, bool practice);
/* Writes the end; 0: that of the rules. */
void played_end(struct played *played, int end);
/* Plays until the world ends and finishes the record; freed by the caller. */
struct played *played_game(const struct scenario *scenario, uint32_t seed);

#endif
