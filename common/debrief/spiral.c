/* Family "spiral": arms answering arms (Richardson 1960, Jervis 1976). */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"
#include "common/debrief/slope.h"

/* x = arms_j(t) - arms_j(t-1), y = arms_i(t+1) - arms_i(t), for all ordered pairs in reach. The largest
 * difference is 3 * 10^6 and there are at most 59 * 132 cases: the sums stay below 2^57. */
static void spiral_index(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    struct slope slope = {0};
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t < log->turns; t++) {
        const struct world *before = &log->worlds[t - 1], *now = &log->worlds[t],
                           *after = &log->worlds[t + 1];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (fact_in_reach(now, j, i) && fact_pair_alive(log, t + 1, i, j))
                    slope_add(&slope, fact_arms(now, j) - fact_arms(before, j),
                              fact_arms(after, i) - fact_arms(now, i));
    }
    slope_set(&slope, value);
}

/* Mean of arms(t+1) / arms(t) over living actors and turns. */
static void growth(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t sum = 0, cases = 0;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            int64_t had = fact_arms(&log->worlds[t - 1], i);
            if (!log->worlds[t].actors[i].alive || !had)
                continue;
            sum += floor_div(METRIC_ONE * fact_arms(&log->worlds[t], i), had);
            cases++;
        }
    }
    metric_set_ratio(value, sum, METRIC_ONE * cases, cases);
}

static void episodes(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, input->findings.spiral_count, 1);
}

static void share(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t within = 0, pairs = 0;
    int n = log_start(log)->scenario.actor_count;
    for (int e = 0; e < input->findings.spiral_count; e++)
        within += input->findings.spirals[e].last - input->findings.spirals[e].first + 1;
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                pairs += fact_pair_alive(log, t, i, j);
    metric_set_ratio(value, 100 * within, pairs, pairs);
}

static const struct metric_row rows[] = {
    {.name = "spiral_index",
     .unit = "1",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "least-squares slope of arms_i(t+1)-arms_i(t) on arms_j(t)-arms_j(t-1), all pairs in reach",
     .source = "Richardson 1960; Jervis 1976",
     .compute = spiral_index},
    {.name = "growth",
     .unit = "1",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "mean arms(t+1) / arms(t); theory of an uncapped race: max(1-depreciation, sigma)",
     .source = "Richardson 1960",
     .compute = growth},
    {.name = "spirals",
     .unit = "episodes",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "stretches of >= 3 turns in which both of a pair raise their arms, each having seen a "
                "rise of the "
                "other in the same or the last turn, and neither suspects the other less at the end",
     .source = "Jervis 1976; own",
     .compute = episodes},
    {.name = "spiral_share",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "turns of living pairs that belong to a spiral episode / turns of living pairs",
     .source = "Jervis 1976; own",
     .compute = share},
};

const struct metric_family metrics_spiral = {
    .name = "spiral",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
