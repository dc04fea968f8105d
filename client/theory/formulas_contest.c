/* Contests: of effort for a prize, and of the engine's arms. */
#include "client/theory/formulas.h"
#include "client/theory/measure.h"
#include "common/base/must.h"
#include "common/rules/turn.h"

#include <math.h>

enum { BATTLES = 20000, BATTLE_DICE = 31, REPLIES_MAX = 200 };

/* Does the attack of seat 0 succeed? */
static bool wins_battle(const struct theory_run *run, const struct scenario *scenario, uint32_t x)
{
    struct world world;
    struct event_list events;
    struct order_book book = {.given = {true, true}};
    for (int i = 0; i < 2; i++) {
        orders_init(&book.orders[i]);
        book.orders[i].budget[LINE_CIVIL] = 10;
    }
    book.orders[0].attack = 1;
    world_setup(&world, scenario, theory_key(run, BATTLE_DICE, x));
    turn_resolve(&world, &book, &events);
    bool fought = false, won = false;
    for (int e = 0; e < events.count; e++) {
        if (events.events[e].kind != EVENT_BATTLE)
            continue;
        fought = true;
        won = events.events[e].numbers[3];
    }
    must(fought);
    return won;
}

bool battles_hold(const struct theory_run *run, const int32_t *balances, int count, double exponent,
                  double tolerance, struct text *measured)
{
    bool hold = true;
    int battles = theory_games(run, BATTLES);
    for (int n = 0; n < count; n++) {
        struct scenario scenario;
        scenario_init(&scenario, "battles", 2);
        struct parameters *p = &scenario.parameters;
        p->balance = balances[n];
        p->grace_turns = 0;
        scenario.actors[0].motive = scenario.actors[1].motive = MOTIVE_SECURITY_SEEKER;
        double phi = p->fungibility / 100.0; /* arms wear out alike on both sides: the ratio stays */
        double offence = p->start_strike + phi * p->start_fortify,
               defence = p->start_fortify + phi * p->start_strike;
        double odds = pow(p->balance / 100.0 * offence / defence, exponent);
        double formula = 100 * odds / (1 + odds);
        int won = 0;
        for (int x = 0; x < battles; x++)
            won += wins_battle(run, &scenario, (uint32_t)(n * BATTLES + x));
        double rate = 100.0 * won / battles;
        hold = hold && fabs(rate - formula) <= tolerance * sqrt((double)BATTLES / battles);
        theory_say(measured, "%s%d: %.2f %% (formula %.2f)", n ? ", " : "", p->balance, rate, formula);
    }
    return hold;
}

/* Chance to win of one who spends x against y. */
typedef double success(double parameter, double x, double y);

static double ratio_form(double exponent, double x, double y)
{
    if (x + y <= 0)
        return 0.5;
    return pow(x, exponent) / (pow(x, exponent) + pow(y, exponent));
}

static double difference_form(double steepness, double x, double y)
{
    return 1 / (1 + exp(-steepness * (x - y)));
}

/* Best effort against y, by search in steps of 1 and around the best of them of 0.001. Of equals the
 * greatest: to contend for nothing is as good as to give up. */
static double best_reply(success *form, double parameter, double prize, double y)
{
    double best = 0, best_worth = form(parameter, 0, y) * prize, centre = prize / 2, reach = prize / 2;
    for (double step = 1; step >= 0.001; step /= 1000) {
        int steps = (int)lround(2 * reach / step);
        for (int s = 0; s <= steps; s++) {
            double x = fmax(0, centre - reach + s * step);
            double worth = form(parameter, x, y) * prize - x;
            if (worth >= best_worth - FORMULA_NEARLY && (worth > best_worth || x > best)) {
                best_worth = fmax(worth, best_worth);
                best = x;
            }
        }
        centre = best;
        reach = 2;
    }
    return best;
}

bool tullock_holds(double exponent, double effort, struct text *measured)
{
    static const double starts[] = {50, 200, 450};
    const double prize = 1000;
    bool hold = true;
    theory_say(measured, "exponent %.0f:", exponent);
    for (int s = 0; s < FORMULA_COUNT(starts); s++) {
        double x = starts[s];
        for (int reply = 0; reply < REPLIES_MAX; reply++)
            x = best_reply(ratio_form, exponent, prize, x);
        hold = hold && fabs(x - effort) <= 1;
        theory_say(measured, " %.2f", x);
    }
    return hold;
}

bool peace_holds(double critical, struct text *measured)
{
    static const double local[] = {0.5, 0.9, 1.0, 1.1, 2}; /* k V / 4 */
    const double prize = 1000;
    bool hold = true;
    theory_say(measured, "replies to no effort, difference form:");
    for (int s = 0; s < FORMULA_COUNT(local); s++) {
        double reply = best_reply(difference_form, 4 * local[s] / prize, prize, 0);
        /* at the critical steepness the loss is of third order: efforts below 1 are all as good as none */
        bool peaceful = reply < 1;
        hold = hold && peaceful == (local[s] <= critical);
        theory_say(measured, " %.1f at kV/4 = %.1f,", reply, local[s]);
    }
    theory_say(measured, " ratio form:");
    for (double exponent = 1; exponent <= 2; exponent++) {
        double reply = best_reply(ratio_form, exponent, prize, 0);
        hold = hold && reply > 0;
        theory_say(measured, " %.3f", reply);
    }
    return hold;
}

bool submission_holds(double weaker_prize, struct text *measured)
{
    const double steepness = 0.006, prize = 1000;
    double x = 0, y = 0;
    for (int reply = 0; reply < REPLIES_MAX; reply++) {
        x = best_reply(difference_form, steepness, prize, y);
        y = best_reply(difference_form, steepness, weaker_prize, x);
    }
    /* where k V p (1 - p) = 1 the stronger gains no more */
    double chance = 0.5 + sqrt(0.25 - 1 / (steepness * prize));
    double expected = log(chance / (1 - chance)) / steepness;
    theory_say(measured, "%.1f against %.1f (formula %.1f against 0)", x, y, expected);
    return fabs(x - expected) <= 0.1 && y == 0;
}
