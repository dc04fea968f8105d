/* How the rules move the assessment that the seat is greedy, in each rival's eyes, while a turn of given
 * orders is resolved.
 *
 * Changes are milli-nats of log-odds, as ranges: a rival's empathy and its own strength are taken at their
 * bounds, and where the true balance is hidden the one it believes in as well. Plain values. Pure; any
 * thread. */
#ifndef SPIRAL_AIDS_SUSPICION_H
#define SPIRAL_AIDS_SUSPICION_H

#include "common/aids/estimates.h"
#include "common/rules/orders.h"
#include "common/rules/world.h"

struct suspicion {
    int32_t low, high;
};

/* What each rival's log-odds were at the start, by the prior that all are given or partners are, and where
 * the attacks on record have brought them since. Other turns left no trace that the seat knows of. */
void suspicion_prior(const struct view *view, int32_t prior[ACTORS_MAX]);
void suspicion_standing(const struct view *view, int32_t standing[ACTORS_MAX]);

/* The rivals that look on, as mild as they may be (empathic, strong and afraid) and as stern: made once for a
 * view, and asked about many orders. Some 30 KiB. */
enum eye { EYE_MILD, EYE_STERN, EYES };

struct eyes {
    const struct view *view; /* borrowed */
    int32_t standing[ACTORS_MAX];
    struct world worlds[EYES];
};

void eyes_of(const struct view *view, struct eyes *eyes);

/* By everything but the attack, to an eye without error that sees a mobilisation. 0 for those who are no
 * rivals. The orders are legal; so below. */
void suspicion_plain(const struct eyes *eyes, const struct orders *orders,
                     struct suspicion change[ACTORS_MAX]);

/* The same to an eye with an error of at most so many permille. `sees`: it sees a mobilisation. */
void suspicion_bounds(const struct eyes *eyes, const struct orders *orders, bool sees,
                      const int32_t error[ACTORS_MAX], struct suspicion change[ACTORS_MAX]);

/* By the attack alone; exact, unless the target attacks too, which halves it. */
void suspicion_attack(const struct eyes *eyes, const struct orders *orders, int32_t change[ACTORS_MAX]);

/* The own arms as an eye without error sees them: now, and when these orders are over. */
struct arms blurred_now(const struct view *view);
struct arms blurred_after(const struct view *view, const struct orders *orders);

#endif
