/* Closed formulas and equations of the field, with what is expected of each. */
#include "client/theory/formulas.h"
#include "client/theory/sample.h"

static enum theory_answer check_richardson_rest(const struct theory_run *run, struct text *measured)
{
    static const struct richardson textbook = {.k = 2, .l = 2, .a = 5, .b = 3, .g = 5, .h = 5},
                                   close = {.k = 0.9, .l = 0.9, .a = 1, .b = 1, .g = 90, .h = 90};
    (void)run;
    bool holds = richardson_rest_holds(&textbook, 25 / 11.0, 35 / 11.0, 0.01, measured);
    text_put(measured, " | ");
    return theory_answer_of(richardson_rest_holds(&close, 900, 900, 0.01, measured) && holds);
}

static enum theory_answer check_richardson_stability(const struct theory_run *run, struct text *measured)
{
    static const struct richardson race = {.k = 2, .l = 2, .a = 1, .b = 1, .g = 3, .h = 3};
    (void)run;
    bool holds = richardson_divergence_holds(&race, measured);
    text_put(measured, "; ");
    return theory_answer_of(richardson_stability_holds(1, measured) && holds);
}

static enum theory_answer check_lanchester(const struct theory_run *run, struct text *measured)
{
    (void)run;
    text_put(measured, "square law: ");
    bool holds = lanchester_holds(LANCHESTER_SQUARE, 1000, 800, 600, measured);
    text_put(measured, "; linear law: ");
    return theory_answer_of(lanchester_holds(LANCHESTER_LINEAR, 1000, 800, 200, measured) && holds);
}

static enum theory_answer check_battles(const struct theory_run *run, struct text *measured)
{
    static const int32_t balances[] = {60, 100, 160};
    return theory_answer_of(battles_hold(run, balances, FORMULA_COUNT(balances), 2, 1.1, measured));
}

static enum theory_answer check_tullock(const struct theory_run *run, struct text *measured)
{
    (void)run;
    bool holds = tullock_holds(1, 250, measured);
    text_put(measured, "; ");
    return theory_answer_of(tullock_holds(2, 500, measured) && holds);
}

static enum theory_answer check_peace(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(peace_holds(1, measured));
}

static enum theory_answer check_submission(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(submission_holds(400, measured));
}

static enum theory_answer check_fear(const struct theory_run *run, struct text *measured)
{
    static const struct fear_expectation rows[] = {{60, -1},   {80, -1},   {90, -1},   {100, 867}, {110, 756},
                                                   {120, 679}, {140, 559}, {150, 517}, {160, 481}, {180, 424},
                                                   {200, 386}, {240, 335}, {300, 293}};
    (void)run;
    return theory_answer_of(fear_formula_holds(rows, FORMULA_COUNT(rows), measured));
}

static enum theory_answer check_selection(const struct theory_run *run, struct text *measured)
{
    static const double errors[] = {1, 5, 15};
    bool holds = true;
    (void)run;
    for (int x = 0; x < FORMULA_COUNT(errors); x++) {
        text_put(measured, x ? "; " : "");
        holds = selection_holds(errors[x], 150, 160, measured) && holds;
    }
    return theory_answer_of(holds);
}

static enum theory_answer check_arming(const struct theory_run *run, struct text *measured)
{
    static const struct arming_expectation rows[] = {{250, 10, 0.0132}, {500, 10, 0.0196}, {500, 50, 0.0909},
                                                     {900, 10, 0.0909}, {1000, 10, 1},     {1050, 10, 1}};
    (void)run;
    return theory_answer_of(arming_holds(rows, FORMULA_COUNT(rows), 0.001, measured));
}

static enum theory_answer check_signals(const struct theory_run *run, struct text *measured)
{
    struct signal_expectation rows[] = {{.trust = 0.1}, {.trust = 0.2}, {.trust = 0.3}, {.trust = 0.4},
                                        {.trust = 0.5}, {.trust = 0.6}, {.trust = 0.8}};
    (void)run;
    for (int x = 0; x < FORMULA_COUNT(rows); x++) {
        double twice = 2 * rows[x].trust;
        rows[x].low = twice / (1 + twice);
        rows[x].high = twice < 1 ? twice : 1;
    }
    return theory_answer_of(signals_hold(rows, FORMULA_COUNT(rows), 0.002, measured));
}

static enum theory_answer check_trust(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(trust_holds(0.5, measured));
}

static enum theory_answer check_range(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(range_holds(1, measured));
}

static enum theory_answer check_first_strike(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(first_strike_holds(1, measured));
}

static enum theory_answer check_prevention(const struct theory_run *run, struct text *measured)
{
    static const struct prevention_expectation rows[] = {
        {.before = 0.3, .after = 0.6, .patience = 0.9, .cost = 0.5, .war = true},
        {.before = 0.3, .after = 0.35, .patience = 0.9, .cost = 0.5, .war = false},
        {.before = 0.3, .after = 0.5, .patience = 0.9, .cost = 0.5, .war = true}};
    (void)run;
    return theory_answer_of(prevention_holds(rows, FORMULA_COUNT(rows), 1, measured));
}

static enum theory_answer check_joiners(const struct theory_run *run, struct text *measured)
{
    static const struct join_expectation rows[] = {
        {100, 40, 0},  {100, 60, 0},  {100, 80, 1},  {100, 100, 1}, {100, 120, 1}, {100, 140, 1},
        {100, 160, 2}, {100, 180, 2}, {100, 200, 2}, {150, 40, 0},  {150, 60, 1},  {150, 80, 1},
        {150, 100, 2}, {150, 120, 2}, {150, 140, 2}, {150, 160, 2}, {150, 180, 2}, {150, 200, 2}};
    (void)run;
    return theory_answer_of(joiners_hold(rows, FORMULA_COUNT(rows), 25, measured));
}

static enum theory_answer check_hopeless(const struct theory_run *run, struct text *measured)
{
    static const struct join_expectation rows[] = {{200, 140, 2}, {200, 180, 0}, {200, 200, 0}};
    (void)run;
    return theory_answer_of(joiners_hold(rows, FORMULA_COUNT(rows), 0, measured));
}

static enum theory_answer check_volunteers(const struct theory_run *run, struct text *measured)
{
    static const struct volunteer_expectation rows[] = {{2, 0.25},   {3, 0.3536}, {4, 0.3969},
                                                        {5, 0.4204}, {8, 0.4529}, {12, 0.4695}};
    (void)run;
    return theory_answer_of(volunteers_hold(0.5, rows, FORMULA_COUNT(rows), measured));
}

static enum theory_answer check_essential(const struct theory_run *run, struct text *measured)
{
    static const struct balance_expectation rows[] = {
        {{120, 100, 80}, 7}, {{140, 100, 40, 20}, 15}, {{100, 90, 80, 30}, 7}, {{70, 65, 60, 55, 50}, 31}};
    (void)run;
    return theory_answer_of(essential_states_hold(rows, FORMULA_COUNT(rows), measured));
}

#define EXACT_REASON "searched through, not drawn: the very numbers"

static const struct theory_row rows[] = {
    {
        .id = "formula_richardson_rest",
        .claim = "A stable arms race ends at one point, wherever it begins.",
        .source = "Richardson 1960; check V2",
        .expected = "(k,l,a,b,g,h) = (2,2,5,3,5,5): 25/11, 35/11; (0.9,0.9,1,1,90,90): 900, 900; from four "
                    "starts, +-1 %",
        .reason = "integrated in steps of 0.01 until the sum of the changes is below 1e-7; V2 allows 1 %",
        .tuned = THEORY_EQUATION,
        .check = check_richardson_rest,
    },
    {
        .id = "formula_richardson_stability",
        .claim = "Arms races are stable where fatigue outweighs reaction, and else grow without bound.",
        .source = "Richardson 1960; literature B2",
        .expected = "(2,2,1,1,3,3) diverges; of 1296 races those come to rest that have ab > kl, no others",
        .reason = "an answer, no figure: the slowest race off the edge moves at a pace of 0.02, its 2000 "
                  "units of time are "
                  "40 times that",
        .tuned = THEORY_EQUATION,
        .check = check_richardson_stability,
    },
    {
        .id = "formula_lanchester",
        .claim =
            "Concentration pays by the square where all can fire at all, and not where they meet singly.",
        .source = "Lanchester 1916; check V11",
        .expected = "1000 against 800 at equal lethality: 600 left by the square law, 200 by the linear one",
        .reason = "integrated until a thousandth of a unit is left of the loser: +-0.1",
        .tuned = THEORY_EQUATION,
        .check = check_lanchester,
    },
    {
        .id = "formula_contest",
        .claim = "The engine's battles follow the ratio form of the contest with exponent 2.",
        .source = "Tullock 1980; check V11",
        .expected = "20,000 battles at each of the balances 60, 100, 160: within 1.1 points of "
                    "(g OFF)^2 / ((g OFF)^2 + DEF^2)",
        .reason = "three standard errors of 20,000 even draws; wider with fewer battles",
        .tuned = THEORY_EXACT,
        .check = check_battles,
    },
    {
        .id = "formula_tullock",
        .claim = "Contenders spend a quarter of the prize times the exponent each.",
        .source = "Tullock 1980; check V11",
        .expected =
            "replies to replies settle at 250 with exponent 1 and at 500 with 2, prize 1000, from three "
            "starts",
        .reason = "replies are searched in steps of 0.001: +-1",
        .tuned = THEORY_EQUATION,
        .check = check_tullock,
    },
    {
        .id = "formula_peace",
        .claim =
            "Where the ratio of efforts decides peace is never an equilibrium; where the difference does, "
            "it may be.",
        .source = "Hirshleifer 1989; literature B8",
        .expected = "the best reply to no effort is none up to kV/4 = 1 with the difference form, and never "
                    "with the ratio form",
        .reason = "replies are searched in steps of 0.001; below 1 of 1000 counts as none",
        .tuned = THEORY_EQUATION,
        .check = check_peace,
    },
    {
        .id = "formula_submission",
        .claim = "Where the difference of efforts decides, one side may contend and the other submit.",
        .source = "Hirshleifer 1989; literature B8",
        .expected = "k = 0.006, prizes 1000 and 400: replies settle at 219.5 against 0, where kVp(1-p) = 1",
        .reason = "replies are searched in steps of 0.001: +-0.1",
        .tuned = THEORY_EQUATION,
        .check = check_submission,
    },
    {
        .id = "formula_fear",
        .claim = "The belief that makes a seeker strike first is WW-AW over WW-AW+AA-WA.",
        .source = "Schelling 1960; check V3",
        .expected =
            "100: 867, 110: 756, 120: 679, 140: 559, 150: 517, 160: 481, 180: 424, 200: 386, 240: 335, "
            "300: 293; 60 to 90: never (-1)",
        .reason =
            "whole points with losses rounded up, to the nearest permille: the very numbers. The rules "
            "round losses down, so the engine's thresholds lie up to 6 permille off (row fear_threshold)",
        .tuned = THEORY_EXACT,
        .check = check_fear,
    },
    {
        .id = "formula_selection",
        .claim = "A little doubt about the balance selects the safer bet: attack where offence is far enough "
                 "ahead, waiting below.",
        .source = "Carlsson and van Damme 1993; Acharya and Ramsay 2013; check V3",
        .expected = "best replies from thresholds of 100 and of 300 end between 150 (wait) and 160 (attack), "
                    "with errors of 1, 5 and 15 points",
        .reason = "an interval. Never attacking remains an equilibrium: attack is dominant at no balance, so "
                  "the starts are thresholds that some signal reaches",
        .tuned = THEORY_EXACT,
        .check = check_selection,
    },
    {
        .id = "formula_arming",
        .claim =
            "Fear of few bad types makes all arm where being unarmed among the armed is worse than arming.",
        .source = "Baliga and Sjostrom 2004; check V5",
        .expected =
            "costs uniform in 0..1000, (d, mu): (500, 10) 0.0196, (900, 10) 0.0909, (500, 50) 0.0909, "
            "(250, 10) 0.0132, (1000, 10) and (1050, 10) 1.000",
        .reason = "V5: +-0.001; replies are iterated until they move by less than 1e-10",
        .tuned = THEORY_EQUATION,
        .check = check_arming,
    },
    {
        .id = "formula_signals",
        .claim =
            "The trustworthy can show themselves by risking enough first, however little they are trusted.",
        .source = "Kydd 2000; check V6",
        .expected =
            "with 4,3,2,1 and 3,4,2,1 the stakes that separate are [2t/(1+2t), min(1, 2t)], for t = .1 "
            "to .8",
        .reason = "all 8 plans of either type, stakes in steps of 0.001; V6 allows +-0.002",
        .tuned = THEORY_EQUATION,
        .check = check_signals,
    },
    {
        .id = "formula_trust",
        .claim = "Cooperation needs a least trust, the higher the more there is to lose by it.",
        .source = "Kydd 2005; literature B4",
        .expected = "(P-S) / ((R-T) + (P-S)) in all stag hunts with points in 0..6; 1/2 with 4,3,2,1",
        .reason = "trust is searched in steps of 1/2000: one step",
        .tuned = THEORY_EQUATION,
        .check = check_trust,
    },
    {
        .id = "formula_bargaining_range",
        .claim = "War is costly, so there is always a division that both prefer.",
        .source = "Fearon 1995; literature B6",
        .expected = "the range of the divisions is as wide as both costs together, in 325 cases",
        .reason = EXACT_REASON,
        .tuned = THEORY_EQUATION,
        .check = check_range,
    },
    {
        .id = "formula_first_strike",
        .claim = "An advantage of striking first that exceeds the costs leaves nothing to agree on.",
        .source = "Fearon 1995; literature B6",
        .expected = "a division that both prefer exists if and only if the advantage is at most both costs "
                    "together",
        .reason = EXACT_REASON,
        .tuned = THEORY_EQUATION,
        .check = check_first_strike,
    },
    {
        .id = "formula_prevention",
        .claim =
            "A declining state fights now, for the riser cannot bind itself not to use its strength later.",
        .source = "Powell 2006; literature B6",
        .expected =
            "war if and only if delta p2 - p1 > c (1 - delta): .3 to .6 war, .3 to .35 peace, .3 to .5 "
            "war at delta .9, c .5; and over a grid",
        .reason = "4000 periods are summed up: the answers, no figures",
        .tuned = THEORY_EQUATION,
        .check = check_prevention,
    },
    {
        .id = "formula_joiners",
        .claim = "Perceived offence chains allies together, perceived defence lets them pass the buck.",
        .source = "Christensen and Snyder 1990; check V10",
        .expected =
            "joiners of two: attacker level with the victim, balance 40-60: 0, 80-140: 1, 160-200: 2; "
            "half as strong again, 40: 0, 60-80: 1, 100-200: 2",
        .reason = EXACT_REASON,
        .tuned = THEORY_EXACT,
        .check = check_joiners,
    },
    {
        .id = "formula_hopeless",
        .claim = "Help that cannot save the victim is not given, however strong offence is.",
        .source = "Christensen and Snyder 1990; literature B9",
        .expected =
            "attacker twice as strong, nothing lost by refusing: 2 joiners at balance 140, none at 180 "
            "and 200",
        .reason = EXACT_REASON,
        .tuned = THEORY_EXACT,
        .check = check_hopeless,
    },
    {
        .id = "formula_volunteers",
        .claim = "The more states could act, the likelier that none does.",
        .source = "Diekmann 1985; literature B9",
        .expected =
            "nobody acts with .25, .3536, .3969, .4204, .4529, .4695 for n = 2, 3, 4, 5, 8, 12 at half "
            "the benefit's cost",
        .reason = "found by halving where acting and hoping are worth the same: the printed digits",
        .tuned = THEORY_EQUATION,
        .check = check_volunteers,
    },
    {
        .id = "formula_essential_states",
        .claim = "Only states that some winning coalition needs are safe in a balance of power.",
        .source = "Niou, Ordeshook and Rose 1989; check V13",
        .expected =
            "all of 120,100,80, of 140,100,40,20 and of 70,65,60,55,50; in 100,90,80,30 all but the 30",
        .reason = EXACT_REASON,
        .tuned = THEORY_EQUATION,
        .check = check_essential,
    },
};

const struct theory_part theory_formulas = {"formulas", rows, FORMULA_COUNT(rows)};
