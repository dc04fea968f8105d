/* A fork, played: what is told of it.
 *
 * Three courses of one world: as it was played, and from the turn of the change on by bots, without the
 * change and with it. About 14 MiB, of which a short world touches little; owner: its creator. One thread at
 * a time.
 */
#ifndef SPIRAL_FORK_FORK_TOLD_H
#define SPIRAL_FORK_FORK_TOLD_H

#include "common/debrief/metric.h"
#include "common/words/sentences.h"
#include "common/worlds/fork.h"

/* The numbers that are compared, a metric each. */
enum { FORK_ROWS = 6 };

extern const struct fork_row {
    const char *metric;
    int decimals;
    bool yes_no; /* only whether it is above 0 */
} fork_rows[FORK_ROWS];

/* The mean of a metric over the throws in which it is defined. */
struct fork_mean {
    int64_t sum; /* millionths */
    int cases;
};

static inline struct metric_value fork_mean_of(const struct fork_mean *mean)
{
    return (struct metric_value){.defined = mean->cases > 0,
                                 .millionths = mean->cases ? mean->sum / mean->cases : 0,
                                 .cases = mean->cases};
}

struct fork_told {
    struct fork fork;
    struct world_log course[FORK_COURSES]; /* with the dice that the world had */
    struct metric_value played[FORK_ROWS], of[FORK_COURSES][FORK_ROWS];
    int throws;
    struct fork_mean mean[FORK_COURSES][FORK_ROWS];
    int fewer, as_many, more; /* throws with that many wars when changed, against the same throw unchanged */
    struct world_log scratch[FORK_COURSES]; /* throw after throw */
    struct metric_input input;              /* of the log that is measured */
};

/* Plays both courses, and both again for each of the throws. `fork` is copied; what it borrows is borrowed.
 */
struct fork_told *fork_told_create(const struct fork *fork, int throws);
void fork_told_destroy(struct fork_told *told);

/* All as text: what was changed, turn by turn, in numbers, by luck. */
void fork_put_page(const struct fork_told *told, const struct language *language, int width,
                   struct text *text);
/* The same for programs. */
void fork_put_json(const struct fork_told *told, struct text *text);

/* What differs between two orders of a seat, part by part, in the words that people type. The callback gets
 * the part and how it was and is; "-" stands for nothing. */
typedef void fork_difference_seen(void *user, const char *part, const char *was, const char *is);
void fork_each_difference(const struct fork *fork, const struct language *language,
                          fork_difference_seen *seen, void *user);

#endif
