/* The security seeker with other numbers, and the greedy one: what most doctrines and the theory's checks are
 * variations of. Pure; any thread. */
#ifndef SPIRAL_BOTS_SEEKER_H
#define SPIRAL_BOTS_SEEKER_H

#include "common/bots/bot.h"

#include <stdbool.h>

enum { ANSWER_WEIGHED = -2 }; /* answer calls by the calculus of Christensen and Snyder 1990 */

/* The numbers of a security seeker; other doctrines are the same calculus with other numbers. */
struct seeker_style {
    int32_t demand;    /* accepted vulnerability is 1000 * demand / suspicion, permille */
    int32_t suspicion; /* the least suspicion anybody is met with, permille */
    int32_t empathy;   /* percent taken off the assessment */
    bool preempts;
    int32_t strike_share; /* percent of the spending on arms */
    int32_t arms_cap;     /* percent of what is available */
    int32_t answer;       /* enum answer or ANSWER_WEIGHED */
    int32_t trust;        /* offers accepted from those suspected at most so much, permille */
    int32_t intel;        /* points a turn */
    int32_t project;      /* enum project; none: fortress */
};

extern const struct seeker_style seeker_style_default;
void seeker_play(const struct view *view, const struct seeker_style *style, struct orders *orders);

/* The expansionist: attacks the best prey worth more than `least` points. */
void greedy_play(const struct view *view, int64_t least, struct orders *orders);

/* Fills the budget in the order intel, fortify, strike; what is left goes to civil. */
void spend(const struct view *view, struct orders *orders, int64_t fortify, int64_t strike, int64_t intel);

#endif
