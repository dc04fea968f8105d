/* Family "fear": what each thought of the others, against what they were (Butterfield 1951, Jervis 1976). */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"

/* Sums over every turn and every ordered pair that lived when it began: the belief stated, or the assessment
 * where nothing was. */
struct belief_sums {
    int64_t cases, square, distance;   /* (b - G)^2 in millionths, |b - G| in permille */
    int64_t of_seekers, about_seekers; /* cases, sum of b about seekers, permille */
    int64_t of_greedy, about_greedy;
};

static struct belief_sums sum_beliefs(const struct world_log *log)
{
    struct belief_sums sums = {0};
    const struct world *start = log_start(log);
    int n = start->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (!fact_pair_alive(log, t, i, j))
                    continue;
                bool seeker = fact_seeks_security(start, j);
                int64_t belief = fact_belief(log, t, i, j), off = seeker ? belief : 1000 - belief;
                sums.cases++;
                sums.square += off * off;
                sums.distance += off;
                sums.of_seekers += seeker;
                sums.about_seekers += seeker ? belief : 0;
                sums.of_greedy += !seeker;
                sums.about_greedy += seeker ? 0 : belief;
            }
        }
    }
    return sums;
}

static void brier(const struct metric_input *input, struct metric_value *value)
{
    struct belief_sums sums = sum_beliefs(input->log);
    metric_set_ratio(value, sums.square, METRIC_ONE * sums.cases, sums.cases);
}

static void misperception(const struct metric_input *input, struct metric_value *value)
{
    struct belief_sums sums = sum_beliefs(input->log);
    metric_set_ratio(value, sums.distance, 10 * sums.cases, sums.cases);
}

static void hostility_bias(const struct metric_input *input, struct metric_value *value)
{
    struct belief_sums sums = sum_beliefs(input->log);
    metric_set_ratio(value, sums.about_seekers, 10 * sums.of_seekers, sums.of_seekers);
}

static void greed_seen(const struct metric_input *input, struct metric_value *value)
{
    struct belief_sums sums = sum_beliefs(input->log);
    metric_set_ratio(value, sums.about_greedy, 10 * sums.of_greedy, sums.of_greedy);
}

static int64_t mistrust_in(const struct world *world, int64_t *cases)
{
    int64_t sum = 0;
    *cases = 0;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        for (int j = 0; fact_seeks_security(world, i) && j < world->scenario.actor_count; j++) {
            if (i == j)
                continue;
            sum += fact_assessment(world, j, i);
            ++*cases;
        }
    }
    return sum;
}

static void mistrust(const struct metric_input *input, struct metric_value *value)
{
    int64_t cases, sum = mistrust_in(log_end(input->log), &cases);
    metric_set_ratio(value, sum, 10 * cases, cases);
}

static void mistrust_rise(const struct metric_input *input, struct metric_value *value)
{
    int64_t cases, end = mistrust_in(log_end(input->log), &cases);
    int64_t start = mistrust_in(log_start(input->log), &cases);
    metric_set_ratio(value, end - start, 10 * cases, cases);
}

/* Over unordered pairs at the end: sums in permille. */
struct pair_sums {
    int64_t pairs, fear;           /* all pairs; the smaller suspicion of the two */
    int64_t seekers, gap, between; /* pairs of seekers; q_ij + q_ji; |q_ij - q_ji| */
};

static struct pair_sums sum_pairs(const struct world_log *log)
{
    const struct world *end = log_end(log);
    struct pair_sums sums = {0};
    for (int i = 0; i < end->scenario.actor_count; i++) {
        for (int j = i + 1; j < end->scenario.actor_count; j++) {
            int64_t mine = fact_assessment(end, i, j), theirs = fact_assessment(end, j, i);
            sums.pairs++;
            sums.fear += min_of(mine, theirs);
            if (!fact_seeks_security(end, i) || !fact_seeks_security(end, j))
                continue;
            sums.seekers++;
            sums.gap += mine + theirs;
            sums.between += mine > theirs ? mine - theirs : theirs - mine;
        }
    }
    return sums;
}

static void mutual_fear(const struct metric_input *input, struct metric_value *value)
{
    struct pair_sums sums = sum_pairs(input->log);
    metric_set_ratio(value, sums.fear, 10 * sums.pairs, sums.pairs);
}

static void mirror_gap(const struct metric_input *input, struct metric_value *value)
{
    struct pair_sums sums = sum_pairs(input->log);
    metric_set_ratio(value, sums.gap, 20 * sums.seekers, sums.seekers);
}

static void asymmetry(const struct metric_input *input, struct metric_value *value)
{
    struct pair_sums sums = sum_pairs(input->log);
    metric_set_ratio(value, sums.between, 10 * sums.seekers, sums.seekers);
}

static const struct metric_row rows[] = {
    {.name = "brier",
     .unit = "1",
     .low = 0,
     .high = 1,
     .formula = "mean((b_ij/1000 - G_j)^2) over turns and living ordered pairs; b: stated belief, or q; G: 1 "
                "for greedy "
                "or limited",
     .source = "Brier 1950",
     .compute = brier},
    {.name = "misperception",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "mean |b_ij/1000 - G_j| over turns and living ordered pairs",
     .source = "Jervis 1976",
     .compute = misperception},
    {.name = "hostility_bias",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "mean b_ij about true seekers over turns and living ordered pairs",
     .source = "Jervis 1976",
     .compute = hostility_bias},
    {.name = "greed_seen",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "mean b_ij about greedy or limited actors over turns and living ordered pairs",
     .source = "Jervis 1976",
     .compute = greed_seen},
    {.name = "mistrust",
     .unit = "%",
     .low = 1,
     .high = 99,
     .formula = "mean q_ji at the end about true seekers i, all others j",
     .source = "Butterfield 1951; Kydd 1997",
     .compute = mistrust},
    {.name = "mistrust_rise",
     .unit = "%",
     .low = -98,
     .high = 98,
     .formula = "mistrust at the end - mistrust at the start",
     .source = "Kydd 1997",
     .compute = mistrust_rise},
    {.name = "mutual_fear",
     .unit = "%",
     .low = 1,
     .high = 99,
     .formula = "mean over pairs at the end of min(q_ij, q_ji)",
     .source = "Butterfield 1951; Schelling 1960",
     .compute = mutual_fear},
    {.name = "mirror_gap",
     .unit = "%",
     .low = 1,
     .high = 99,
     .formula = "mean over pairs of true seekers at the end of (q_ij + q_ji)/2",
     .source = "Butterfield 1951; Booth and Wheeler 2008",
     .compute = mirror_gap},
    {.name = "asymmetry",
     .unit = "%",
     .low = 0,
     .high = 98,
     .formula = "mean over pairs of true seekers at the end of |q_ij - q_ji|",
     .source = "own",
     .compute = asymmetry},
};

const struct metric_family metrics_fear = {
    .name = "fear",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
