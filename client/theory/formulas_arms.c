/* Arms races and attrition as differential equations. */
#include "client/theory/formulas.h"
#include "client/theory/sample.h"

#include <math.h>

enum { STEPS_MAX = 200000 };

#define STEP      0.01 /* of time; times the largest sum of rates below 2, or Euler's method itself diverges */
#define UNBOUNDED 1e7
#define AT_REST   1e-7

static const double starts[][2] = {{0, 0}, {50, 0}, {0, 50}, {200, 100}};

enum race_end { RACE_RESTS, RACE_DIVERGES, RACE_UNDECIDED };

static enum race_end run_race(const struct richardson *race, double *x, double *y)
{
    for (int step = 0; step < STEPS_MAX; step++) {
        double dx = race->k * *y - race->a * *x + race->g, dy = race->l * *x - race->b * *y + race->h;
        *x += STEP * dx;
        *y += STEP * dy;
        if (fabs(*x) + fabs(*y) > UNBOUNDED)
            return RACE_DIVERGES;
        if (fabs(dx) + fabs(dy) < AT_REST)
            return RACE_RESTS;
    }
    return RACE_UNDECIDED;
}

bool richardson_rest_holds(const struct richardson *race, double x, double y, double tolerance,
                           struct text *measured)
{
    bool hold = true;
    for (int s = 0; s < FORMULA_COUNT(starts); s++) {
        double at_x = starts[s][0], at_y = starts[s][1];
        hold = run_race(race, &at_x, &at_y) == RACE_RESTS && fabs(at_x - x) <= tolerance * x &&
               fabs(at_y - y) <= tolerance * y && hold;
        theory_say(measured, "%s%.4f, %.4f", s ? "; " : "", at_x, at_y);
    }
    return hold;
}

bool richardson_divergence_holds(const struct richardson *race, struct text *measured)
{
    int diverging = 0;
    for (int s = 0; s < FORMULA_COUNT(starts); s++) {
        double x = starts[s][0], y = starts[s][1];
        diverging += run_race(race, &x, &y) == RACE_DIVERGES && x > 0 && y > 0;
    }
    theory_say(measured, "%d of %d starts diverge", diverging, FORMULA_COUNT(starts));
    return diverging == FORMULA_COUNT(starts);
}

bool richardson_stability_holds(double weight, struct text *measured)
{
    static const double rates[] = {0.5, 0.8, 1.2, 1.5, 2, 3};
    enum { RATES = FORMULA_COUNT(rates) };
    int races = 0, stable = 0, wrong = 0;
    for (int n = 0; n < RATES * RATES * RATES * RATES; n++) {
        struct richardson race = {.k = rates[n % RATES],
                                  .l = rates[n / RATES % RATES],
                                  .a = rates[n / RATES / RATES % RATES],
                                  .b = rates[n / RATES / RATES / RATES],
                                  .g = 1,
                                  .h = 1};
        double x = 0, y = 0;
        bool rests = run_race(&race, &x, &y) == RACE_RESTS;
        races++;
        stable += rests;
        wrong += rests != (race.a * race.b > weight * race.k * race.l + FORMULA_NEARLY);
    }
    theory_say(measured, "%d races, %d come to rest, %d against the rule", races, stable, wrong);
    return wrong == 0;
}

/* By the midpoint of each step, until the weaker side is gone. */
bool lanchester_holds(enum lanchester_law law, double stronger, double weaker, double survivors,
                      struct text *measured)
{
    const double step = law == LANCHESTER_SQUARE ? 1e-4 : 1e-7, gone = 1e-3;
    double a = stronger, b = weaker;
    while (b > gone) {
        double half_a = a - step / 2 * (law == LANCHESTER_SQUARE ? b : a * b);
        double half_b = b - step / 2 * (law == LANCHESTER_SQUARE ? a : a * b);
        a -= step * (law == LANCHESTER_SQUARE ? half_b : half_a * half_b);
        b -= step * (law == LANCHESTER_SQUARE ? half_a : half_a * half_b);
        if (!(a > gone))
            break;
    }
    theory_say(measured, "%.1f against %.1f: %.1f left", stronger, weaker, a);
    return fabs(a - survivors) <= 0.1;
}
