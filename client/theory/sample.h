/* Samples with their sampling error, and the comparison with figures that the reference printed.
 *
 * Statistics for people: floating point is allowed here, and nowhere below. Values only; any thread. */
#ifndef SPIRAL_THEORY_SAMPLE_H
#define SPIRAL_THEORY_SAMPLE_H

#include "client/theory/theory.h"

#include <stdbool.h>

enum { THEORY_GAMES_MIN = 50 }; /* however small the percentage: errors of fewer games are no errors */

/* Differences of so many standard errors count. With some 400 figures a run, some of skewed means, about one
 * run in three on other dice sees one of them by chance, and more with a small part of the games. */
#define THEORY_ERRORS 3.5

/* Why the tolerances of a row with figures are what they are. */
#define THEORY_REASON                                                                                        \
    "same dice, same digits; other dice or fewer games: 3.5 standard errors of the difference of two "       \
    "samples, never less than one game"

/* The same for rows that are open. */
#define THEORY_OPEN_REASON "no criterion: figures of the reference, if any, are compared as everywhere"

/* Games of `full` at the run's percentage. */
int theory_games(const struct theory_run *run, int full);

/* Are these the dice and the number of games of the rulebook's figures? */
bool theory_on_reference(const struct theory_run *run);

enum sample_kind { SAMPLE_MEAN, SAMPLE_SHARE, SAMPLE_MEDIAN };

/* Sum of a over sum of b, one pair an observation: means (b = 1), shares in percent (a = 0 or 100, b = 1),
 * ratios of two counts. A median is put in ready, with the range in which that of another sample of this size
 * may lie. */
struct sample {
    enum sample_kind kind;
    int64_t count;
    double a, b, aa, ab, bb;
    double low, high;
};

void sample_add(struct sample *sample, double a, double b);
double sample_value(const struct sample *sample); /* 0 when there was nothing to count */
double sample_error(const struct sample *sample); /* standard error of the value; 0 of a median */

/* x - y for a criterion: on the dice and games of the reference the difference itself; on others raised by
 * THEORY_ERRORS standard errors, so that only what speaks against a claim counts against it. NULL stands for
 * 0. */
double theory_gap(const struct theory_run *run, const struct sample *x, const struct sample *y);

/* The same against a number. */
bool theory_above(const struct theory_run *run, const struct sample *sample, double bound);
bool theory_below(const struct theory_run *run, const struct sample *sample, double bound);

/* Is it within the tolerance of a value that rests on `full` games, 0: that is exact? On other dice or games
 * than the reference's the tolerance is at least THEORY_ERRORS standard errors of the difference. */
bool theory_near(const struct theory_run *run, const struct sample *sample, double value, int full,
                 double tolerance);

/* Are the values in rising order (ties allowed)? In falling order with `falling`. */
bool theory_sorted(const struct theory_run *run, int count, const struct sample *const samples[],
                   bool falling);

/* May the measured value be what the reference printed after `full` games? On its dice and games to the
 * printed digit, otherwise within THEORY_ERRORS standard errors of the difference, and never less than one
 * game. `printed` is as it was, "508.7", or followed by the standard deviation of the reference's games,
 * "508.7~450": for means that rest on rare games, which a small sample may not hold. */
bool theory_figure_holds(const struct theory_run *run, const struct sample *sample, int full,
                         const char *printed);

/* Writes the pattern with the measured value in place of each figure of the reference, which stands in it as
 * {58.2}, with as many decimals; a figure that does not hold is followed by the reference's. True if all
 * hold. One sample a figure; the list ends with NULL. */
bool theory_figures(const struct theory_run *run, struct text *measured, int full, const char *pattern,
                    const struct sample *const samples[]);

#define FIGURES(run, measured, full, pattern, ...)                                                           \
    theory_figures(run, measured, full, pattern, (const struct sample *const[]){__VA_ARGS__, NULL})

/* printf onto a text; at most 255 bytes a call. */
void theory_say(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What a check says that either holds or does not. */
static inline enum theory_answer theory_answer_of(bool agrees)
{
    return agrees ? THEORY_AGREES : THEORY_DIFFERS;
}

/* An open row still holds its figures. */
static inline enum theory_answer theory_open_if(bool figures_hold)
{
    return figures_hold ? THEORY_OPEN : THEORY_DIFFERS;
}

#endif
