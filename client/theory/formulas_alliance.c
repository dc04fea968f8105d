/* Who helps whom: the join game, volunteers, and who is needed by anybody. */
#include "client/theory/formulas.h"
#include "client/theory/sample.h"
#include "common/rules/arithmetic.h"
#include "common/rules/scenario.h"

#include <math.h>

enum {
    BALANCERS = 2,
    STOCK = 1000,   /* defence of victim and balancers, centi-units */
    MISTRUST = 700, /* what balancers think of the attacker, permille */
    GROWN = 130,    /* an attacker with its spoils, percent */
    FALL = 2,       /* how often a balancer's stake counts that is at risk after the victim's fall */
};

/* Is it worth to come as helper number `helpers` (from 1)? The reckoning of the doctrines that weigh calls.
 */
static bool worth_joining(const struct parameters *p, const struct join_expectation *row, int helpers,
                          int32_t honour)
{
    int64_t threat = STOCK / 100 * row->ratio;
    int64_t without = contest(row->balance * threat, (int64_t)100 * STOCK * helpers);
    int64_t with_me = contest(row->balance * threat, (int64_t)100 * STOCK * (helpers + 1));
    int64_t then_me = contest(row->balance * floor_div(threat * GROWN, 100), (int64_t)100 * STOCK);
    int64_t home = p->home_value * stake_of(10, p->stake);
    int64_t loss = floor_div(floor_div(MISTRUST * home, 1000) * then_me, 1000);
    return floor_div((without - with_me) * loss, 1000) * FALL + honour > p->war_cost;
}

/* Joiners in equilibrium: those who come want to, those who stay away want to; -1 when more than one number
 * fits, -2 when none does. */
static int joiners(const struct parameters *p, const struct join_expectation *row, int32_t honour)
{
    int found = -2;
    for (int k = 0; k <= BALANCERS; k++) {
        bool stay = k == 0 || worth_joining(p, row, k, honour);
        bool aside = k == BALANCERS || !worth_joining(p, row, k + 1, honour);
        if (stay && aside)
            found = found == -2 ? k : -1;
    }
    return found;
}

bool joiners_hold(const struct join_expectation *rows, int count, int32_t honour, struct text *measured)
{
    struct scenario scenario;
    bool hold = true;
    int32_t ratio = 0;
    scenario_init(&scenario, "joiners", 2);
    for (int x = 0; x < count; x++) {
        int found = joiners(&scenario.parameters, &rows[x], honour);
        hold = hold && found == rows[x].joiners;
        if (rows[x].ratio != ratio)
            theory_say(measured, "%sratio %d %%:", ratio ? "; " : "", rows[x].ratio);
        ratio = rows[x].ratio;
        theory_say(measured, " %d:%d", rows[x].balance, found);
    }
    return hold;
}

/* Each stays away with the chance at which acting (the benefit, 1, less its cost) is worth as much as hoping
 * for one of the others. */
static double chance_that_nobody(int n, double cost)
{
    double low = 0, high = 1;
    for (int halving = 0; halving < 60; halving++) {
        double aside = (low + high) / 2, others = 1;
        for (int other = 1; other < n; other++)
            others *= aside;
        if (1 - others > 1 - cost)
            low = aside;
        else
            high = aside;
    }
    double nobody = 1;
    for (int i = 0; i < n; i++)
        nobody *= low;
    return nobody;
}

bool volunteers_hold(double cost, const struct volunteer_expectation *rows, int count, struct text *measured)
{
    bool hold = true;
    for (int x = 0; x < count; x++) {
        double nobody = chance_that_nobody(rows[x].n, cost);
        hold = hold && fabs(nobody - rows[x].nobody) <= 0.00005 + FORMULA_NEARLY;
        theory_say(measured, "%sn=%d: %.4f", x ? ", " : "", rows[x].n, nobody);
    }
    return hold;
}

static bool wins(const int32_t *resources, unsigned coalition)
{
    int64_t inside = 0, all = 0;
    for (int i = 0; resources[i]; i++) {
        all += resources[i];
        inside += coalition >> i & 1 ? resources[i] : 0;
    }
    return 2 * inside > all;
}

static bool is_minimal(const int32_t *resources, unsigned coalition)
{
    for (int i = 0; resources[i]; i++)
        if (coalition >> i & 1 && wins(resources, coalition & ~(1u << i)))
            return false;
    return true;
}

bool essential_states_hold(const struct balance_expectation *rows, int count, struct text *measured)
{
    bool hold = true;
    for (int x = 0; x < count; x++) {
        const int32_t *resources = rows[x].resources;
        unsigned essential = 0, states = 0;
        while (resources[states])
            states++;
        for (unsigned coalition = 1; coalition < 1u << states; coalition++)
            if (wins(resources, coalition) && is_minimal(resources, coalition))
                essential |= coalition;
        hold = hold && essential == rows[x].essential;
        text_put(measured, x ? "; " : "");
        for (unsigned i = 0; i < states; i++)
            theory_say(measured, "%s%d%s", i ? " " : "", resources[i],
                       essential >> i & 1 ? "" : " (not needed)");
    }
    return hold;
}
