#include "client/theory/sample.h"

#include "common/base/must.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURE_SIZE = 32, SAY_MAX = 256 };

int theory_games(const struct theory_run *run, int full)
{
    int games = full * run->percent / 100;
    if (games < THEORY_GAMES_MIN)
        games = THEORY_GAMES_MIN;
    return games < full ? games : full;
}

bool theory_on_reference(const struct theory_run *run)
{
    return run->seed == 0 && run->percent == 100;
}

void theory_say(struct text *text, const char *format, ...)
{
    char memory[SAY_MAX];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(memory, sizeof memory, format, arguments);
    va_end(arguments);
    must(length >= 0 && length < SAY_MAX);
    text_put(text, memory);
}

void sample_add(struct sample *sample, double a, double b)
{
    sample->count++;
    sample->a += a;
    sample->b += b;
    sample->aa += a * a;
    sample->ab += a * b;
    sample->bb += b * b;
}

double sample_value(const struct sample *sample)
{
    return sample->b != 0 ? sample->a / sample->b : 0;
}

/* The residuals a - value * b carry the error of a ratio; with b = 1 this is the error of a mean. */
static double ratio_error(const struct sample *sample)
{
    double n = (double)sample->count, value = sample_value(sample);
    if (n < 2 || sample->b == 0)
        return 0;
    double squares = sample->aa - 2 * value * sample->ab + value * value * sample->bb;
    return sqrt(fmax(0, squares) * n / (n - 1)) / sample->b;
}

/* One game more of either kind (Agresti and Coull 1998): a share of none of twenty may still be a tenth. */
static double share_error(const struct sample *sample)
{
    double n = (double)sample->count;
    if (n == 0)
        return 0;
    double share = (sample->a / 100 + 1) / (n + 2);
    return 100 * sqrt(share * (1 - share) / n);
}

double sample_error(const struct sample *sample)
{
    if (sample->kind == SAMPLE_MEDIAN)
        return 0;
    return sample->kind == SAMPLE_SHARE ? share_error(sample) : ratio_error(sample);
}

double theory_gap(const struct theory_run *run, const struct sample *x, const struct sample *y)
{
    static const struct sample nothing;
    x = x ? x : &nothing;
    y = y ? y : &nothing;
    double difference = sample_value(x) - sample_value(y);
    if (theory_on_reference(run))
        return difference;
    return difference + THEORY_ERRORS * hypot(sample_error(x), sample_error(y));
}

bool theory_above(const struct theory_run *run, const struct sample *sample, double bound)
{
    return theory_gap(run, sample, NULL) > bound;
}

bool theory_below(const struct theory_run *run, const struct sample *sample, double bound)
{
    return theory_gap(run, NULL, sample) > -bound;
}

bool theory_near(const struct theory_run *run, const struct sample *sample, double value, int full,
                 double tolerance)
{
    double n = (double)sample->count;
    if (!theory_on_reference(run))
        tolerance = fmax(tolerance, THEORY_ERRORS * sample_error(sample) * sqrt(1 + (full ? n / full : 0)));
    return fabs(sample_value(sample) - value) <= tolerance;
}

bool theory_sorted(const struct theory_run *run, int count, const struct sample *const samples[],
                   bool falling)
{
    for (int x = 1; x < count; x++) {
        const struct sample *low = samples[falling ? x : x - 1], *high = samples[falling ? x - 1 : x];
        if (theory_gap(run, high, low) < 0)
            return false;
    }
    return true;
}

/* A figure of the reference: {508.7~450} is the mean of games with a standard deviation of 450. */
struct figure {
    double value, deviation; /* deviation 0: not given */
    int decimals;
    char printed[FIGURE_SIZE]; /* without the deviation */
};

static struct figure figure_of(struct slice written)
{
    struct figure figure = {0};
    struct slice printed = written, deviation;
    char digits[FIGURE_SIZE];
    if (slice_split(written, '~', &printed, &deviation)) {
        must(slice_copy(deviation, digits, sizeof digits));
        figure.deviation = strtod(digits, NULL);
    }
    must(slice_copy(printed, figure.printed, sizeof figure.printed));
    const char *point = strchr(figure.printed, '.');
    figure.decimals = point ? (int)strlen(point + 1) : 0;
    figure.value = strtod(figure.printed, NULL);
    return figure;
}

/* How far a sample of `full` games and this one may lie apart, without the rounding of what is printed. */
static double tolerance_of(const struct sample *sample, int full, const struct figure *figure)
{
    double n = (double)sample->count;
    if (n == 0)
        return 0;
    if (sample->kind == SAMPLE_SHARE) {
        double share = (figure->value * full + sample->a) / (100 * (full + n));
        double error = 100 * sqrt(share * (1 - share) * (1.0 / full + 1.0 / n));
        return fmax(THEORY_ERRORS * error, 100 / fmin(n, full));
    }
    double error = fmax(sample_error(sample), figure->deviation / sqrt(n));
    return THEORY_ERRORS * error * sqrt(1 + n / full);
}

static void print_value(const struct sample *sample, int decimals, char printed[FIGURE_SIZE])
{
    int length = snprintf(printed, FIGURE_SIZE, "%.*f", decimals, sample_value(sample));
    must(length > 0 && length < FIGURE_SIZE);
}

static bool holds(const struct theory_run *run, const struct sample *sample, int full,
                  const struct figure *figure)
{
    char ours[FIGURE_SIZE];
    print_value(sample, figure->decimals, ours);
    if (theory_on_reference(run))
        return strcmp(ours, figure->printed) == 0;
    double rounding = 0.5 * pow(10, -figure->decimals);
    if (sample->kind == SAMPLE_MEDIAN)
        return figure->value >= sample->low - rounding && figure->value <= sample->high + rounding;
    return fabs(sample_value(sample) - figure->value) <= tolerance_of(sample, full, figure) + rounding;
}

bool theory_figure_holds(const struct theory_run *run, const struct sample *sample, int full,
                         const char *printed)
{
    struct figure figure = figure_of(slice_of(printed));
    return holds(run, sample, full, &figure);
}

bool theory_figures(const struct theory_run *run, struct text *measured, int full, const char *pattern,
                    const struct sample *const samples[])
{
    bool all_hold = true;
    struct slice rest = slice_of(pattern), before, after, written;
    for (; slice_split(rest, '{', &before, &after); samples++) {
        char ours[FIGURE_SIZE];
        must(*samples != NULL && slice_split(after, '}', &written, &rest));
        struct figure figure = figure_of(written);
        print_value(*samples, figure.decimals, ours);
        text_put_span(measured, before.at, before.length);
        text_put(measured, ours);
        if (holds(run, *samples, full, &figure))
            continue;
        theory_say(measured, " (not %s)", figure.printed);
        all_hold = false;
    }
    must(*samples == NULL);
    text_put_span(measured, rest.at, rest.length);
    return all_hold;
}
