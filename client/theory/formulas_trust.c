/* Fear, arming under suspicion, and signals: games of incomplete information. */
#include "client/theory/formulas.h"
#include "client/theory/sample.h"
#include "common/base/must.h"
#include "common/rules/arithmetic.h"
#include "common/rules/attack_game.h"

#include <math.h>

enum {
    STOCK = 1000, /* offence and defence of each side, centi-units */
    WAITING_DOMINANT_AT = 80,
    BALANCE_MAX = 400,
    REPLIES_MAX = 100000,
};

static struct scenario pair_of_seekers(void)
{
    struct scenario scenario;
    scenario_init(&scenario, "formulas", 2);
    return scenario;
}

/* ---- Schelling's reciprocal fear */

static int32_t rounded_threshold(const struct parameters *p, int32_t balance)
{
    int64_t home = p->home_value * stake_of(10, p->stake);
    int64_t prize = floor_div(p->gain[MOTIVE_SECURITY_SEEKER] * home, 100);
    int64_t chance = contest(balance * STOCK, 100 * STOCK);
    int64_t attack_wait = floor_div(chance * prize - (1000 - chance) * p->fail_cost, 1000) - p->war_cost;
    int64_t attack_attack = floor_div(500 * prize - 500 * home, 1000) - p->war_cost;
    int64_t wait_attack = floor_div(-chance * home, 1000) - p->war_cost;
    int64_t risked = -attack_wait, saved = attack_attack - wait_attack;
    return saved > 0 ? (int32_t)floor_div(2000 * risked + risked + saved, 2 * (risked + saved)) : -1;
}

bool fear_formula_holds(const struct fear_expectation *rows, int count, struct text *measured)
{
    struct scenario scenario = pair_of_seekers();
    bool hold = true;
    for (int x = 0; x < count; x++) {
        int32_t threshold = rounded_threshold(&scenario.parameters, rows[x].balance);
        hold = hold && threshold == rows[x].threshold;
        theory_say(measured, "%s%d: %d", x ? ", " : "", rows[x].balance, threshold);
    }
    return hold;
}

/* The engine's threshold as a share; more than 1 where waiting is dominant. */
static double engine_threshold(const struct scenario *scenario, int32_t balance)
{
    struct attack_sides sides = {
        .my_offence = STOCK,
        .my_defence = STOCK,
        .their_offence = STOCK,
        .their_defence = STOCK,
        .my_balance = balance,
        .their_balance = balance,
        .my_proximity = 100,
        .their_proximity = 100,
        .my_territory = 10,
        .their_territory = 10,
        .gain = scenario->parameters.gain[MOTIVE_SECURITY_SEEKER],
    };
    struct attack_game game = attack_game_of(&scenario->parameters, &sides);
    int64_t threshold = attack_threshold(&game);
    return threshold < 0 ? 1.001 : (double)threshold / 1000;
}

static double threshold_between(const struct scenario *scenario, double balance)
{
    int32_t below = (int32_t)floor(balance);
    double part = balance - below;
    return (1 - part) * engine_threshold(scenario, below) + part * engine_threshold(scenario, below + 1);
}

/* Chance that the other's signal is at least `threshold` when mine is `mine`: nothing is known beforehand, so
 * the two errors' difference, triangular in twice the error, is all that matters. */
static double other_attacks(double mine, double threshold, double error)
{
    double gap = (threshold - mine) / (2 * error);
    if (gap <= -1)
        return 1;
    if (gap >= 1)
        return 0;
    return gap < 0 ? 1 - (1 + gap) * (1 + gap) / 2 : (1 - gap) * (1 - gap) / 2;
}

/* The signal from which attack is the better reply to one who attacks from `theirs` on. */
static double reply_to(const struct scenario *scenario, double theirs, double error)
{
    double waits = WAITING_DOMINANT_AT, attacks = BALANCE_MAX - 1;
    while (attacks - waits > 1e-7) {
        double middle = (waits + attacks) / 2;
        if (other_attacks(middle, theirs, error) >= threshold_between(scenario, middle))
            attacks = middle;
        else
            waits = middle;
    }
    return attacks;
}

bool selection_holds(double error, double waits, double attacks, struct text *measured)
{
    static const double starts[] = {100, 300};
    struct scenario scenario = pair_of_seekers();
    bool hold = true;
    for (int s = 0; s < FORMULA_COUNT(starts); s++) {
        double threshold = starts[s], before = 0;
        int replies = 0;
        for (; replies < REPLIES_MAX && fabs(threshold - before) > 1e-6; replies++) {
            before = threshold;
            threshold = reply_to(&scenario, threshold, error);
        }
        hold = hold && replies < REPLIES_MAX && threshold > waits && threshold <= attacks;
        theory_say(measured, "%serror %.0f from %.0f: %.2f (%d replies)", s ? ", " : "", error, starts[s],
                   threshold, replies);
    }
    return hold;
}

/* ---- Baliga and Sjostrom's arms race of types */

bool arming_holds(const struct arming_expectation *rows, int count, double tolerance, struct text *measured)
{
    const double cost_max = 1000;
    bool hold = true;
    for (int x = 0; x < count; x++) {
        double share = 0, before = -1;
        int replies = 0;
        for (; replies < REPLIES_MAX && share - before > 1e-10; replies++) {
            /* the costliest type for whom arming is worth it when this share of the others arms */
            double cost = share * rows[x].exposed + (1 - share) * rows[x].gained;
            before = share;
            share = fmin(1, cost / cost_max);
        }
        hold = hold && fabs(share - rows[x].share) <= tolerance;
        theory_say(measured, "%sd=%.0f mu=%.0f: %.4f (%d replies)", x ? ", " : "", rows[x].exposed,
                   rows[x].gained, share, replies);
    }
    return hold;
}

/* ---- Kydd's reassurance */

/* Points by what I do and the other does (1: cooperates). */
static const double trustworthy[2][2] = {{2, 3}, {1, 4}}, untrustworthy[2][2] = {{2, 4}, {1, 3}};

/* A plan: bit 0 cooperate first; bits 1 and 2: cooperate then, if the other did not, did cooperate first. */
enum { PLANS = 8, PLAN_TRUSTWORTHY = 1 | 4, PLAN_UNTRUSTWORTHY = 0 };

static int first_move(int plan)
{
    return plan & 1;
}

static int second_move(int plan, int other_first)
{
    return plan >> (1 + other_first) & 1;
}

/* Of a plan against one who is trustworthy with chance `trust` and shows it. */
static double plan_worth(const double points[2][2], int plan, double trust, double share)
{
    const int others[] = {PLAN_UNTRUSTWORTHY, PLAN_TRUSTWORTHY};
    double worth = 0;
    for (int kind = 0; kind < 2; kind++) {
        int mine = first_move(plan), theirs = first_move(others[kind]);
        double both = share * points[mine][theirs] +
                      (1 - share) * points[second_move(plan, theirs)][second_move(others[kind], mine)];
        worth += (kind ? trust : 1 - trust) * both;
    }
    return worth;
}

static bool separates(double trust, double share)
{
    for (int plan = 0; plan < PLANS; plan++)
        if (plan_worth(trustworthy, plan, trust, share) >
                plan_worth(trustworthy, PLAN_TRUSTWORTHY, trust, share) + FORMULA_NEARLY ||
            plan_worth(untrustworthy, plan, trust, share) >
                plan_worth(untrustworthy, PLAN_UNTRUSTWORTHY, trust, share) + FORMULA_NEARLY)
            return false;
    return true;
}

bool signals_hold(const struct signal_expectation *rows, int count, double tolerance, struct text *measured)
{
    enum { SHARES = 1000 };
    bool hold = true;
    for (int x = 0; x < count; x++) {
        double low = -1, high = -1;
        int separating = 0;
        for (int share = 0; share <= SHARES; share++) {
            if (!separates(rows[x].trust, (double)share / SHARES))
                continue;
            high = (double)share / SHARES;
            low = separating++ ? low : high;
        }
        bool one_piece = separating == (int)lround((high - low) * SHARES) + 1;
        hold = hold && separating && one_piece && fabs(low - rows[x].low) <= tolerance &&
               fabs(high - rows[x].high) <= tolerance;
        theory_say(measured, "%st=%.1f [%.3f, %.3f]", x ? ", " : "", rows[x].trust, low, high);
    }
    return hold;
}

/* Least belief in steps of 1/2000 with which cooperation is a best reply. */
static double least_trust(int reward, int temptation, int punishment, int sucker)
{
    enum { STEPS = 2000 };
    for (int step = 0; step <= STEPS; step++) {
        double trust = (double)step / STEPS;
        if (trust * reward + (1 - trust) * sucker >=
            trust * temptation + (1 - trust) * punishment - FORMULA_NEARLY)
            return trust;
    }
    return 2;
}

bool trust_holds(double expected, struct text *measured)
{
    int games = 0;
    double worst = 0;
    for (int reward = 3; reward <= 6; reward++) {
        for (int temptation = 2; temptation < reward; temptation++) {
            for (int punishment = 1; punishment <= temptation; punishment++) {
                for (int sucker = 0; sucker < punishment; sucker++) {
                    double formula =
                        (double)(punishment - sucker) / (reward - temptation + punishment - sucker);
                    worst = fmax(worst, fabs(formula - least_trust(reward, temptation, punishment, sucker)));
                    games++;
                }
            }
        }
    }
    double usual = least_trust(4, 3, 2, 1);
    theory_say(measured, "%.4f with 4, 3, 2, 1; in %d games at most %.4f from the formula", usual, games,
               worst);
    return worst <= 0.0005 + FORMULA_NEARLY && fabs(usual - expected) <= 0.0005;
}
