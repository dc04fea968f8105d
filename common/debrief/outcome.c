/* Family "outcome": what it was worth, by motive, and what not knowing cost. */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"
#include "common/debrief/slope.h"
#include "common/rules/score.h"

/* Sum of the final scores of all with a motive, or of all in E for motive -1. */
static int64_t score_sum(const struct world *end, int motive, int64_t *cases)
{
    int64_t sum = 0;
    *cases = 0;
    for (int i = 0; i < end->scenario.actor_count; i++) {
        bool counts = motive < 0 ? fact_seeks_security(end, i) : end->actors[i].motive == motive;
        if (!counts)
            continue;
        sum += score_final(end, i);
        ++*cases;
    }
    return sum;
}

static void score_of(const struct metric_input *input, int motive, struct metric_value *value)
{
    int64_t cases, sum = score_sum(log_end(input->log), motive, &cases);
    metric_set_ratio(value, sum, cases, cases);
}

static void seeker_score(const struct metric_input *input, struct metric_value *value)
{
    score_of(input, -1, value);
}

static void greedy_score(const struct metric_input *input, struct metric_value *value)
{
    score_of(input, MOTIVE_GREEDY, value);
}

static void limited_score(const struct metric_input *input, struct metric_value *value)
{
    score_of(input, MOTIVE_LIMITED, value);
}

static void protector_score(const struct metric_input *input, struct metric_value *value)
{
    score_of(input, MOTIVE_PROTECTOR, value);
}

static void fearful_score(const struct metric_input *input, struct metric_value *value)
{
    score_of(input, MOTIVE_FEARFUL, value);
}

static void goal_of(const struct metric_input *input, bool seekers, struct metric_value *value)
{
    const struct world *end = log_end(input->log);
    int64_t met = 0, cases = 0;
    for (int i = 0; i < end->scenario.actor_count; i++) {
        if (fact_seeks_security(end, i) != seekers)
            continue;
        met += score_goal_met(end, i);
        cases++;
    }
    metric_set_ratio(value, 100 * met, cases, cases);
}

static void seeker_goal(const struct metric_input *input, struct metric_value *value)
{
    goal_of(input, true, value);
}

static void greedy_goal(const struct metric_input *input, struct metric_value *value)
{
    goal_of(input, false, value);
}

static void survival(const struct metric_input *input, struct metric_value *value)
{
    const struct world *end = log_end(input->log);
    int64_t alive = 0, cases = end->scenario.actor_count;
    for (int i = 0; i < cases; i++)
        alive += end->actors[i].alive;
    metric_set_ratio(value, 100 * alive, cases, cases);
}

static void insecurity(const struct metric_input *input, struct metric_value *value)
{
    const struct world *end = log_end(input->log);
    int64_t sum = 0, cases = end->scenario.actor_count;
    for (int i = 0; i < cases; i++)
        sum += end->actors[i].insecurity;
    metric_set_ratio(value, sum, cases, cases);
}

static void hegemony(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, log_end(input->log)->end == END_HEGEMONY ? 100 : 0, 1);
}

/* Turns in which less than a tenth of all points went into arms and intelligence. */
static void calm(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t calm_turns = 0;
    for (int t = 1; t <= log->turns; t++) {
        int64_t all = 0, civil = 0;
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            int64_t points = fact_points(log, t, i);
            all += points;
            civil += points ? log->worlds[t].actors[i].budget[LINE_CIVIL] : 0;
        }
        calm_turns += 10 * (all - civil) < all;
    }
    metric_set_ratio(value, 100 * calm_turns, log->turns, log->turns);
}

/* v_i(t) on i's share of all arms, percent: what strength and weakness do to safety. */
static void strength(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    struct slope slope = {0};
    for (int t = 1; t <= log->turns; t++) {
        const struct world *world = &log->worlds[t];
        int64_t all = 0;
        for (int i = 0; i < world->scenario.actor_count; i++)
            all += world->actors[i].alive ? fact_arms(world, i) : 0;
        for (int i = 0; all && i < world->scenario.actor_count; i++)
            if (log->turn[t].vulnerability[i] >= 0)
                slope_add(&slope, floor_div(10000 * fact_arms(world, i), all),
                          100 * (int64_t)log->turn[t].vulnerability[i]);
    }
    slope_set(&slope, value);
}

static void price_of_uncertainty(const struct metric_input *input, struct metric_value *value)
{
    int64_t cases, played = score_sum(log_end(input->log), -1, &cases);
    if (!input->informed)
        return;
    int64_t informed = score_sum(log_end(input->informed), -1, &cases);
    metric_set_ratio(value, informed - played, cases, cases);
}

static const struct metric_row rows[] = {
    {.name = "seeker_score",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean final score of E (all but greedy and limited)",
     .source = "Jervis 1978; Glaser 2010",
     .compute = seeker_score},
    {.name = "greedy_score",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean final score of the greedy",
     .source = "Glaser 2010",
     .compute = greedy_score},
    {.name = "limited_score",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean final score of those with limited aims",
     .source = "Glaser 2010",
     .compute = limited_score},
    {.name = "protector_score",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean final score of protectors",
     .source = "Glaser 2010",
     .compute = protector_score},
    {.name = "fearful_score",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean final score of the fearful",
     .source = "Butterfield 1951",
     .compute = fearful_score},
    {.name = "seeker_goal",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "E alive, whole and no more vulnerable than max(security_goal, contest(g, 100)) / E",
     .source = "own",
     .compute = seeker_goal},
    {.name = "greedy_goal",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "greedy with >= 140 %, limited with >= 120 % of their territory / both",
     .source = "own",
     .compute = greedy_goal},
    {.name = "survival",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "actors alive at the end / actors",
     .source = "Waltz 1979",
     .compute = survival},
    {.name = "insecurity",
     .unit = "points",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "mean hidden insecurity at the end",
     .source = "Jervis 1978",
     .compute = insecurity},
    {.name = "hegemony",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "100 if the world ended by hegemony, else 0",
     .source = "Mearsheimer 2001",
     .compute = hegemony},
    {.name = "calm",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "turns with a burden below 10 % / turns",
     .source = "Jervis 1978",
     .compute = calm},
    {.name = "strength_effect",
     .unit = "permille/%",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "least-squares slope of v_i(t) on i's share of all arms, actors and turns",
     .source = "seeds: strength and weakness",
     .compute = strength},
    {.name = "price_of_uncertainty",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean score of E in the same world and key, replayed by bots that know the motives, - mean "
                "score of E "
                "played",
     .source = "Jervis 1976; own",
     .compute = price_of_uncertainty},
};

const struct metric_family metrics_outcome = {
    .name = "outcome",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
