/* Why bargains fail: costs of war, advantages of the first strike, shifts of power. */
#include "client/theory/formulas.h"
#include "client/theory/sample.h"

#include <math.h>

enum {
    SHARES = 1000, /* divisions of the pie that are tried */
    STEP = 50,     /* of the chances and costs, permille */
    PERIODS = 4000,
};

/* How many of the divisions give A at least a_least and B at least b_least, permille. */
static int divisions(int a_least, int b_least)
{
    int count = 0;
    for (int share = 0; share <= SHARES; share++)
        count += share >= a_least && SHARES - share >= b_least;
    return count;
}

bool range_holds(double weight, struct text *measured)
{
    int cases = 0, wrong = 0;
    for (int chance = 200; chance <= 800; chance += STEP) {
        for (int a_cost = 0; a_cost <= 200; a_cost += STEP) {
            for (int b_cost = 0; b_cost <= 200; b_cost += STEP) {
                int count = divisions(chance - a_cost, SHARES - chance - b_cost);
                cases++;
                wrong += count - 1 != (int)lround(weight * (a_cost + b_cost));
            }
        }
    }
    theory_say(measured, "%d cases, %d with another width than the costs", cases, wrong);
    return wrong == 0;
}

bool first_strike_holds(double weight, struct text *measured)
{
    int cases = 0, bargains = 0, wrong = 0;
    for (int first = 200; first <= 800; first += STEP) {
        for (int struck = 200; struck <= first; struck += STEP) {
            for (int a_cost = 0; a_cost <= 200; a_cost += STEP) {
                for (int b_cost = 0; b_cost <= 200; b_cost += STEP) {
                    /* each weighs the offer against striking first itself */
                    bool exists = divisions(first - a_cost, SHARES - struck - b_cost) > 0;
                    cases++;
                    bargains += exists;
                    wrong += exists != (first - struck <= weight * (a_cost + b_cost));
                }
            }
        }
    }
    theory_say(measured, "%d cases, a bargain in %d, %d against the rule", cases, bargains, wrong);
    return wrong == 0;
}

/* The sum of a flow from period `from` on. The last periods are lost: patience^PERIODS is below 1e-17. */
static double flow(double amount, double patience, int from)
{
    double sum = 0, weight = pow(patience, from);
    for (int period = from; period < PERIODS; period++) {
        sum += weight * amount;
        weight *= patience;
    }
    return sum;
}

/* What the declining side gets from war now, less the most that the riser can offer: the whole pie now, and
 * from the next period on what war would give then, for later offers bind nobody. */
static double worth_of_war(const struct prevention_expectation *row)
{
    double war_now = flow(1 - row->before - row->cost, row->patience, 0);
    double peace = 1 + flow(1 - row->after - row->cost, row->patience, 1);
    return war_now - peace;
}

bool prevention_holds(const struct prevention_expectation *rows, int count, double weight,
                      struct text *measured)
{
    bool hold = true;
    int cases = 0, wars = 0, wrong = 0;
    for (int x = 0; x < count; x++) {
        bool war = worth_of_war(&rows[x]) > FORMULA_NEARLY;
        hold = hold && war == rows[x].war;
        theory_say(measured, "%s%.2f to %.2f: %s", x ? ", " : "", rows[x].before, rows[x].after,
                   war ? "war" : "peace");
    }
    for (int n = 0; n < 9 * 9 * 3 * 5; n++) {
        struct prevention_expectation row = {.before = (n % 9 + 1) / 10.0,
                                             .after = (n / 9 % 9 + 1) / 10.0,
                                             .patience = 0.5 + 0.2 * (n / 81 % 3),
                                             .cost = 0.11 * (double)(n / 243)};
        bool war = worth_of_war(&row) > FORMULA_NEARLY;
        bool rule =
            row.patience * row.after - row.before > weight * row.cost * (1 - row.patience) + FORMULA_NEARLY;
        cases++;
        wars += war;
        wrong += war != rule;
    }
    theory_say(measured, "; grid of %d: %d wars, %d against the rule", cases, wars, wrong);
    return hold && wrong == 0;
}
