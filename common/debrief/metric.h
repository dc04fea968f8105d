/* A metric: one number about one finished world, with everything that a reader must know to use it.
 *
 * Every metric is a row; the rows of a family stand in one file. docs/metrics.md, the columns of the
 * simulator and the cards of the debrief are made from the rows. What people read stands in the catalogues
 * under the row's name: "metric.burden", "family.arms". To add one: a row and its function in the file of its
 * family, its sentences, and a hand-computed case in tests/unit/common/debrief. Integers only, so that the
 * same log gives the same digits on every machine. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_METRIC_H
#define SPIRAL_DEBRIEF_METRIC_H

#include "common/base/text.h"
#include "common/debrief/findings.h"

enum {
    METRICS_VERSION = 1, /* changes when the meaning of a number does */
    METRIC_ONE = 1000000,
    METRICS_MAX = 128,
};

/* A value in millionths of the row's unit. Where there was nothing to count (no war, no call) it is not
 * defined, which is not the same as 0. */
struct metric_value {
    bool defined;
    int64_t millionths;
    int64_t cases; /* how many observations it rests on */
};

/* What a metric is computed from: the log, and what several families look for in it, found once. `informed`:
 * the same world and key, played again by bots that know the motives; NULL where nobody made it. About 60 KiB
 * in the caller's space; borrows the logs. */
struct metric_input {
    const struct world_log *log;
    const struct world_log *informed;
    struct findings findings;
};

void metric_input_init(struct metric_input *input, const struct world_log *log,
                       const struct world_log *informed);

struct metric_row {
    const char *name;    /* snake_case, stable: a column of the simulator */
    const char *unit;    /* "%", "points", "permille", "turns", "1" (a share or an index) */
    int64_t low, high;   /* range in the unit; METRIC_OPEN: without end */
    const char *formula; /* in the terms of the rulebook */
    const char *source;  /* author and year, or "own" */
    void (*compute)(const struct metric_input *input, struct metric_value *value);
};

#define METRIC_OPEN INT64_MIN

/* The rows of one file. */
struct metric_family {
    const char *name; /* "arms", "fear" ... */
    const struct metric_row *rows;
    int count;
};

extern const struct metric_family *const metric_families[];
extern const int metric_family_count;

/* All rows in order, numbered through; metric_count() of them, at most METRICS_MAX. */
int metric_count(void);
const struct metric_row *metric_at(int index);
const struct metric_row *metric_find(struct slice name); /* or NULL */

void metric_compute(const struct metric_row *row, const struct metric_input *input,
                    struct metric_value *value);

/* Helpers of the families: value = numerator / denominator in the row's unit, rounded to the nearest
 * millionth; not defined when the denominator is 0. `cases` is set to `cases`. Numerator below 2^53. */
void metric_set_ratio(struct metric_value *value, int64_t numerator, int64_t denominator, int64_t cases);
void metric_set_whole(struct metric_value *value, int64_t whole, int64_t cases);

/* "12.5", "-0.003", "" when not defined: at most `decimals` (0..6) decimals, without trailing zeros. */
void metric_put(const struct metric_value *value, int decimals, struct text *text);

#endif
