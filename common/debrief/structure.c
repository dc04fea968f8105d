/* Family "structure": what the conditions alone foretell (Jervis 1978, Glaser 1997, 2010). */
#include "common/debrief/structure.h"

#include "common/debrief/facts.h"
#include "common/debrief/families.h"

enum { UNITS = 1000, MORE = 600 }; /* centi-units: ten of each at first, six more bought */

static const char *const stage_kinds[] = {"harmony", "stag_hunt", "prisoners_dilemma", "arming_dominant",
                                          "other"};
const struct name_list stage_names = {stage_kinds, STAGE_KINDS};

static int64_t offence_of(const struct parameters *p, int64_t fortify, int64_t strike, int64_t dual)
{
    return offence_value(fortify, strike, dual, p->fungibility, p->dual_value);
}

static int64_t defence_of(const struct parameters *p, int64_t fortify, int64_t strike, int64_t dual)
{
    return defence_value(fortify, strike, dual, p->fungibility, p->dual_value);
}

/* What keeping the units bought costs a turn in civil points, and what vulnerability costs; tenths of a
 * point. */
static int32_t stage_payoff(const struct parameters *p, bool i_arm, bool they_arm)
{
    int64_t upkeep = i_arm ? floor_div(MORE / 100 * (int64_t)p->civil_value * p->depreciation, 10) : 0;
    int64_t threat = p->balance * offence_of(p, UNITS + (they_arm ? MORE : 0), UNITS, 0);
    int64_t wall = 100 * defence_of(p, UNITS + (i_arm ? MORE : 0), UNITS, 0);
    int64_t above = max_of(0, contest(threat, wall) - p->security_goal);
    return (int32_t)(-upkeep - floor_div(above * p->insecurity_weight, 100));
}

struct stage_game stage_game_of(const struct parameters *p)
{
    struct stage_game game = {
        .cc = stage_payoff(p, false, false),
        .dc = stage_payoff(p, true, false),
        .cd = stage_payoff(p, false, true),
        .dd = stage_payoff(p, true, true),
        .kind = STAGE_OTHER,
    };
    if (game.dc > game.cc && game.cc > game.dd && game.dd > game.cd)
        game.kind = STAGE_PRISONER;
    else if (game.cc >= game.dc && game.dd > game.cd && game.cc > game.dd)
        game.kind = STAGE_STAG_HUNT;
    else if (game.cc >= game.dc && game.cd >= game.dd)
        game.kind = STAGE_HARMONY;
    else if (game.dc > game.cc && game.dd > game.cd && game.dd >= game.cc)
        game.kind = STAGE_ARMING;
    return game;
}

int64_t race_growth(const struct parameters *p, int64_t accepted)
{
    int64_t blur = p->fungibility / 2;                                 /* percent */
    int64_t seen = 100 * blur + p->fungibility * (100 - blur);         /* 1/10000 */
    int64_t odds = int_sqrt((1000 - accepted) * 100000000 / accepted); /* 1/10000 */
    return floor_div(p->balance * seen * odds, 10000000);
}

int64_t parity_threshold(const struct parameters *p)
{
    struct attack_sides sides = {
        .my_offence = offence_of(p, UNITS, UNITS, 0),
        .my_defence = defence_of(p, UNITS, UNITS, 0),
        .their_offence = offence_of(p, UNITS, UNITS, 0),
        .their_defence = defence_of(p, UNITS, UNITS, 0),
        .my_balance = p->balance,
        .their_balance = p->balance,
        .my_proximity = 100,
        .their_proximity = 100,
        .my_territory = 10,
        .their_territory = 10,
        .gain = p->gain[MOTIVE_SECURITY_SEEKER],
    };
    struct attack_game game = attack_game_of(p, &sides);
    return attack_threshold(&game);
}

/* g_eff = sqrt(p / (1 - p)) between equals, in hundredths of a percent. */
static int64_t balance_between_equals(const struct parameters *p, int64_t fortify, int64_t strike,
                                      int64_t dual)
{
    int64_t chance = contest(p->balance * offence_of(p, fortify, strike, dual),
                             100 * defence_of(p, fortify, strike, dual));
    return int_sqrt(chance * 100000000 / max_of(1, 1000 - chance));
}

int64_t net_assessment(const struct parameters *p, enum weapon weapon)
{
    int64_t fortify = weapon == WEAPON_FORTIFY ? MORE : 0, strike = weapon == WEAPON_STRIKE ? MORE : 0,
            dual = weapon == WEAPON_DUAL ? MORE : 0;
    int64_t both = balance_between_equals(p, UNITS + fortify, UNITS + strike, dual);
    return floor_div(both - balance_between_equals(p, UNITS, UNITS, 0) + 50, 100);
}

bool roe_is_tight(const struct parameters *p, int64_t accepted_i, int64_t accepted_j)
{
    return race_growth(p, clamp(accepted_i, 50, 900)) * race_growth(p, clamp(accepted_j, 50, 900)) < 1000000;
}

static const struct parameters *parameters_of(const struct metric_input *input)
{
    return &log_start(input->log)->scenario.parameters;
}

static void balance(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, log_start(input->log)->balance, 1);
}

/* The mean over actors and turns: it moves where the true one is hidden. */
static void balance_believed(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t sum = 0, cases = 0;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            if (!log->worlds[t - 1].actors[i].alive)
                continue;
            sum += log->worlds[t - 1].actors[i].doctrine;
            cases++;
        }
    }
    metric_set_ratio(value, sum, cases, cases);
}

static void sigma(const struct metric_input *input, struct metric_value *value)
{
    const struct parameters *p = parameters_of(input);
    metric_set_ratio(value, race_growth(p, p->security_goal), 1000, 1);
}

static void threshold(const struct metric_input *input, struct metric_value *value)
{
    int64_t tau = parity_threshold(parameters_of(input));
    if (tau >= 0)
        metric_set_whole(value, tau, 1);
}

static void net_fortify(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, net_assessment(parameters_of(input), WEAPON_FORTIFY), 1);
}

static void net_strike(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, net_assessment(parameters_of(input), WEAPON_STRIKE), 1);
}

static void net_dual(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, net_assessment(parameters_of(input), WEAPON_DUAL), 1);
}

/* Sum of squared shares of the territory. */
static int64_t concentration_in(const struct world *world, int64_t *all)
{
    int64_t squares = 0, sum = 0;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        int64_t territory = world->actors[i].territory;
        squares += territory * territory;
        sum += territory;
    }
    *all = sum * sum;
    return squares;
}

static void herfindahl(const struct metric_input *input, struct metric_value *value)
{
    int64_t all, squares = concentration_in(log_end(input->log), &all);
    metric_set_ratio(value, squares, all, 1);
}

static void largest_share(const struct metric_input *input, struct metric_value *value)
{
    const struct world *end = log_end(input->log);
    int64_t largest = 0, all = 0;
    for (int i = 0; i < end->scenario.actor_count; i++) {
        largest = max_of(largest, end->actors[i].territory);
        all += end->actors[i].territory;
    }
    metric_set_ratio(value, 100 * largest, all, 1);
}

static const struct metric_row rows[] = {
    {.name = "balance_true",
     .unit = "%",
     .low = 20,
     .high = 400,
     .formula = "g of the world",
     .source = "Jervis 1978; Glaser and Kaufmann 1998",
     .compute = balance},
    {.name = "balance_believed",
     .unit = "%",
     .low = 1,
     .high = 400,
     .formula = "mean over actors and turns of the balance that they believed in",
     .source = "Van Evera 1984",
     .compute = balance_believed},
    {.name = "sigma",
     .unit = "1",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "g*(b + phi*(1-b))*sqrt((1-p*)/p*), b = phi/2, p* = security_goal",
     .source = "Richardson 1960; own",
     .compute = sigma},
    {.name = "preemption_threshold",
     .unit = "permille",
     .low = 0,
     .high = 1000,
     .formula =
         "tau of two equal seekers with 10 units of fortify and of strike; empty: waiting is always better",
     .source = "Schelling 1960",
     .compute = threshold},
    {.name = "net_fortify",
     .unit = "%",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula =
         "g_eff(both hold 6 more units of fortify) - g_eff(neither), g_eff = sqrt(p/(1-p)) between equals",
     .source = "Glaser 1997",
     .compute = net_fortify},
    {.name = "net_strike",
     .unit = "%",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "the same for strike",
     .source = "Glaser 1997",
     .compute = net_strike},
    {.name = "net_dual",
     .unit = "%",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "the same for dual",
     .source = "Glaser 1997",
     .compute = net_dual},
    {.name = "herfindahl",
     .unit = "1",
     .low = 0,
     .high = 1,
     .formula = "sum of squared shares of the territory at the end",
     .source = "Herfindahl 1950",
     .compute = herfindahl},
    {.name = "largest_share",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "share of the largest territory at the end",
     .source = "Mearsheimer 2001",
     .compute = largest_share},
};

const struct metric_family metrics_structure = {
    .name = "structure",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
