/* What the doctrines share: estimates weighed, the attack game with one rival, calls, and spending. For
 * common/bots only.
 *
 * Units as in common/rules/arithmetic.h. Pure; any thread. */
#ifndef SPIRAL_BOTS_CALCULUS_H
#define SPIRAL_BOTS_CALCULUS_H

#include "common/bots/seeker.h"

#include <stdbool.h>

/* A living actor that is not me. */
bool is_rival(const struct view *view, int j);

/* A partner under a defensive or unconditional pact. */
bool is_partner(const struct view *view, int j);

/* All of a rival's arms by the seat's estimate. */
int64_t estimated_arms(const struct view *view, int j);

/* What is left of a stock after this turn's wear. */
int64_t worn(const struct view *view, int32_t stock);

/* Raised by 0.8 of the error of intelligence. */
int64_t with_margin(const struct view *view, int64_t value);

/* Worth of a conquered unit for the seat's motive, percent of home_value. */
int64_t gain_of(const struct view *view);

/* Chance of success from which a greedy rival would attack me: a rule of thumb with a margin of 60 points. */
int64_t greedy_threshold(const struct view *view);

/* Attack, if fear of being attacked makes waiting worse (Schelling 1960). The target, or -1. */
int preempt(const struct view *view);

/* The most profitable cautious attack worth more than `least` points: the defender's estimate raised, half of
 * its public allies' defence added; a pact with the prey only costs the breach. The target, or -1. */
int best_prey(const struct view *view, int64_t least, int64_t gain);

/* Mobilise when an attack is wanted, strike once mobilised, answer a mobilisation in kind (module
 * mobilisation). */
void mobilise_first(const struct view *view, struct orders *orders);

/* States the assessment as belief about every rival. */
void state_beliefs(const struct view *view, struct orders *orders);

/* Standing answers to every partner: one of enum answer, or weighed. */
void answer_calls(const struct view *view, int mode, struct orders *orders);

/* Matches offers from those whose assessment is at most `limit` permille. */
void accept_offers(const struct view *view, int32_t limit, struct orders *orders);

/* Opens the books to every rival. */
void open_all_books(const struct view *view, struct orders *orders);

#endif
