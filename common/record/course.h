/* The course of a world: which turns of its record count. Turns are added; whoever runs the world may go back
 * to the start of an earlier one, and a practice turn is undone. What was played in between stays in the
 * record and out of the course. The dice stay the same, so the same orders lead to the same world again.
 *
 * A plain value of its owner; no clock, no I/O; any thread. */
#ifndef SPIRAL_RECORD_COURSE_H
#define SPIRAL_RECORD_COURSE_H

#include "common/record/record.h"

/* A part of a record behind which turn `to` opens anew: "rollback=TO", or "practice=1" behind a first turn
 * that did not count. One line, in one spelling. */
struct record_roll_back {
    int32_t to;
    bool practice; /* `to` is 1 */
};

enum { RECORD_ROLL_BACK_MAX = 32 }; /* bytes */

void record_put_roll_back(const struct record_roll_back *back, struct text *text);
bool record_read_roll_back(struct slice text, struct record_roll_back *back);

struct record_course {
    int32_t turns; /* that count */
    struct {
        uint32_t at, size;
    } turn[TURNS_MAX + 1]; /* [t]: where turn t stands in the record; [0] is not used */
    int32_t played;        /* turns in all */
    int32_t abandoned;     /* that roll-backs took out of play, counting the one that was open each time */
    int32_t roll_backs;    /* by whoever ran it */
    bool practised;        /* turn 1 was played, undone, and did not count */
};

/* The next turn, with its text at `at`. */
void record_course_add(struct record_course *course, size_t at, size_t size);

/* Why this may not stand behind the course so far; NULL: it may. */
const char *record_course_fault(const struct record_course *course, const struct record_roll_back *back);
bool record_course_is_full(const struct record_course *course, const struct record_roll_back *back);

/* What record_course_fault has nothing against. */
void record_course_back(struct record_course *course, const struct record_roll_back *back);

/* Turn t of the course once more, from the record's text: it was read before. */
void record_course_turn(const struct record_course *course, const char *record, int actors, int t,
                        struct record_turn *turn);

#endif
