/* Claims about the iterated prisoner's dilemma, played with the dice of the worlds. */
#include "client/theory/matrix.h"
#include "client/theory/sample.h"

#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

static enum theory_answer check_matches(const struct theory_run *run, struct text *measured)
{
    static const struct matrix_expectation pairs[] = {
        {"tit_for_tat", "tit_for_tat", 600, 600},
        {"tit_for_tat", "always_defect", 199, 204},
        {"always_defect", "always_defect", 200, 200},
        {"always_cooperate", "always_defect", 0, 1000},
    };
    (void)run;
    return theory_answer_of(matrix_matches_hold(pairs, COUNT(pairs), measured));
}

static enum theory_answer check_random(const struct theory_run *run, struct text *measured)
{
    static const struct matrix_expectation pair = {"tit_for_tat", "random", 449.25, 451.75};
    return theory_answer_of(matrix_mean_holds(run, &pair, measured));
}

static enum theory_answer check_error_10(const struct theory_run *run, struct text *measured)
{
    static const struct matrix_expectation pairs[] = {
        {"tit_for_tat", "tit_for_tat", 2.2500, 2.2500},
        {"generous_tit_for_tat", "generous_tit_for_tat", 2.9703, 2.9703},
        {"win_stay_lose_shift", "win_stay_lose_shift", 2.9511, 2.9511},
        {"grim", "grim", 1.0397, 1.0397},
        {"always_defect", "win_stay_lose_shift", 2.9850, 0.5350},
        {"always_defect", "generous_tit_for_tat", 2.3594, 0.6934},
        {"tit_for_tat", "win_stay_lose_shift", 2.2500, 2.2500},
    };
    return theory_answer_of(matrix_averages_hold(run, 10, 0.01, pairs, COUNT(pairs), measured));
}

static enum theory_answer check_error_50(const struct theory_run *run, struct text *measured)
{
    static const struct matrix_expectation pairs[] = {
        {"tit_for_tat", "tit_for_tat", 2.2500, 2.2500},
        {"generous_tit_for_tat", "generous_tit_for_tat", 2.8594, 2.8594},
        {"win_stay_lose_shift", "win_stay_lose_shift", 2.7765, 2.7765},
        {"grim", "grim", 1.1925, 1.1925},
        {"always_defect", "win_stay_lose_shift", 2.9250, 0.6750},
        {"always_defect", "generous_tit_for_tat", 2.4510, 0.8010},
        {"tit_for_tat", "win_stay_lose_shift", 2.2500, 2.2500},
    };
    return theory_answer_of(matrix_averages_hold(run, 50, 0.01, pairs, COUNT(pairs), measured));
}

static enum theory_answer check_generosity(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(matrix_generosity_holds(&matrix_axelrod, 1 / 3.0, measured));
}

static enum theory_answer check_shadow(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(matrix_shadow_holds(&matrix_axelrod, 2 / 3.0, measured));
}

static enum theory_answer check_resistance(const struct theory_run *run, struct text *measured)
{
    (void)run;
    return theory_answer_of(matrix_resistance_holds(2, measured));
}

static enum theory_answer check_contrition(const struct theory_run *run, struct text *measured)
{
    static const char *const order[] = {"contrite_tit_for_tat", "generous_tit_for_tat", "win_stay_lose_shift",
                                        "tit_for_tat", "grim"};
    (void)run;
    return theory_answer_of(matrix_order_holds(order, COUNT(order), measured));
}

#define LONG_RUN_REASON                                                                                      \
    "averages are exact, so the chain must round to them; a mean of 10^7 moves strays by at most 0.0023 "    \
    "(tit for tat at error 10: long runs of retaliation), and 0.01 is four times that; with fewer moves "    \
    "four of their standard errors, which the chain gives"

static const struct theory_row rows[] = {
    {
        .id = "matrix_matches",
        .claim = "Tit for tat wins no match and loses none by more than one round.",
        .source = "Axelrod 1980; check V7",
        .expected = "200 moves: TFT-TFT 600/600, TFT-ALLD 199/204, ALLD-ALLD 200/200, ALLC-ALLD 0/1000",
        .reason = "no dice: the very numbers",
        .tuned = THEORY_EXACT,
        .check = check_matches,
    },
    {
        .id = "matrix_random",
        .claim = "Against random play tit for tat earns what random play earns, but for the first move.",
        .source = "Axelrod 1980; literature B7",
        .expected = "449.25 and 451.75 in 200 moves, by hand: the first at 1.5 and 4, 199 at 2.25 (the "
                    "literature's 450 takes all for the latter)",
        .reason = "the expectation is exact; the mean of 10,000 games may stray by four standard errors",
        .tuned = THEORY_EXACT,
        .check = check_random,
    },
    {
        .id = "matrix_error_10",
        .claim = "With one error in 100 moves tit for tat falls into feuds that forgiveness and win-stay "
                 "lose-shift end.",
        .source = "Nowak and Sigmund 1992, 1993; check V7",
        .expected = "points a move of the table B7, errors of 1 %, +-0.01; grim remembers one move",
        .reason = LONG_RUN_REASON,
        .tuned = THEORY_EXACT,
        .check = check_error_10,
    },
    {
        .id = "matrix_error_50",
        .claim = "With five errors in 100 moves tit for tat fares no worse, and the forgiving less well.",
        .source = "Nowak and Sigmund 1992, 1993; check V7",
        .expected = "points a move of the table B7, errors of 5 %, +-0.01; grim remembers one move",
        .reason = LONG_RUN_REASON,
        .tuned = THEORY_EXACT,
        .check = check_error_50,
    },
    {
        .id = "matrix_generosity",
        .claim = "Forgiveness has a limit beyond which it is exploited.",
        .source = "Nowak and Sigmund 1992; check V7",
        .expected = "min(1 - (T-R)/(R-S), (R-P)/(T-P)) = 1/3, by search over the 32 rules that remember one "
                    "move",
        .reason = "the chance is searched in steps of 1/3000: one step",
        .tuned = THEORY_EXACT,
        .check = check_generosity,
    },
    {
        .id = "matrix_shadow",
        .claim = "Cooperation needs a long shadow of the future.",
        .source = "Axelrod 1984; literature B7",
        .expected = "tit for tat is a best reply to itself from w = max((T-R)/(T-P), (T-R)/(R-S)) = 2/3 on",
        .reason = "values are iterated until nothing moves by 1e-6: +-0.0001",
        .tuned = THEORY_EXACT,
        .check = check_shadow,
    },
    {
        .id = "matrix_resistance",
        .claim = "Win-stay lose-shift resists defection only where mutual cooperation is worth enough.",
        .source = "Nowak and Sigmund 1993; literature B7",
        .expected = "if and only if 2R > T + P, in every prisoner's dilemma with points in 0..8 and S = 0; "
                    "5,3,1,0 is the edge: 600 of 600",
        .reason = "no dice: the very numbers",
        .tuned = THEORY_EXACT,
        .check = check_resistance,
    },
    {
        .id = "matrix_contrition",
        .claim =
            "Where all have adapted to errors contrition does best, and tit for tat worse than those who "
            "forgive or shift.",
        .source = "Wu and Axelrod 1995; literature B7",
        .expected =
            "against themselves, errors of 1 and 5 %: contrite > generous > win-stay lose-shift > tit "
            "for tat > grim",
        .reason = "exact averages: an order, no figures",
        .tuned = THEORY_EXACT,
        .check = check_contrition,
    },
};

const struct theory_part theory_matrix = {"matrix", rows, COUNT(rows)};
