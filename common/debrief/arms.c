/* Family "arms": how much goes into arms, and what they buy. */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"

/* burden = sum(fortify+strike+dual+intel points) / sum(all points) */
static void burden(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t all = 0, civil = 0, cases = 0;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            int64_t points = fact_points(log, t, i);
            all += points;
            if (points) {
                civil += log->worlds[t].actors[i].budget[LINE_CIVIL];
                cases++;
            }
        }
    }
    metric_set_ratio(value, 100 * (all - civil), all, cases);
}

/* Share of (actor, turn) with arms bought in t and v(t+2) >= v(t), v(t) before the purchase counting as the
 * vulnerability after turn t. */
static void self_defeat(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t defeated = 0, cases = 0;
    for (int t = 1; t + 2 <= log->turns; t++) {
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            int64_t now = log->turn[t].vulnerability[i], later = log->turn[t + 2].vulnerability[i];
            if (fact_arms_points(log, t, i) <= 0 || now < 0 || later < 0)
                continue;
            defeated += later >= now;
            cases++;
        }
    }
    metric_set_ratio(value, 100 * defeated, cases, cases);
}

/* What the vulnerability of all in i's reach owes to i's purchases of turn t: the world after the turn is
 * evaluated again without them. What a war of the same turn wore off is not put back. */
static int64_t harm_done(const struct world_log *log, int t, int i, struct world *scratch, int *neighbours)
{
    const struct world *after = &log->worlds[t];
    struct actor *buyer = &scratch->actors[i];
    int64_t change = 0;
    *neighbours = 0;
    buyer->fortify = (int32_t)max_of(0, buyer->fortify - 100 * (int64_t)buyer->budget[LINE_FORTIFY]);
    buyer->strike = (int32_t)max_of(0, buyer->strike - 100 * (int64_t)buyer->budget[LINE_STRIKE]);
    buyer->dual = (int32_t)max_of(0, buyer->dual - 100 * (int64_t)buyer->budget[LINE_DUAL]);
    for (int j = 0; j < after->scenario.actor_count; j++) {
        if (!fact_in_reach(after, i, j) || !after->actors[j].alive)
            continue;
        change += world_vulnerability(after, j) - world_vulnerability(scratch, j);
        ++*neighbours;
    }
    *buyer = after->actors[i];
    return change;
}

/* (v_j with i's purchases of this turn - v_j without) / points spent, over living pairs in reach. */
static void externality(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t change = 0, spent = 0, cases = 0;
    for (int t = 1; t <= log->turns; t++) {
        struct world scratch = log->worlds[t];
        for (int i = 0; i < scratch.scenario.actor_count; i++) {
            int64_t points = fact_arms_points(log, t, i);
            int neighbours;
            if (points <= 0 || !scratch.actors[i].alive)
                continue;
            change += harm_done(log, t, i, &scratch, &neighbours);
            spent += neighbours * points;
            cases += neighbours;
        }
    }
    metric_set_ratio(value, change, spent, cases);
}

static const struct metric_row rows[] = {
    {.name = "burden",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "sum(fortify+strike+dual+intel points) / sum(all points), budget events",
     .source = "Richardson 1960; own",
     .compute = burden},
    {.name = "self_defeat",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "share of (actor, turn) with arms points > 0 and v(t+2) >= v(t)",
     .source = "Herz 1950; Jervis 1978",
     .compute = self_defeat},
    {.name = "externality",
     .unit = "permille/point",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "(v_j with i's purchases of the turn - v_j without) / points spent, pairs in reach",
     .source = "Jervis 1978",
     .compute = externality},
};

const struct metric_family metrics_arms = {
    .name = "arms",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
