/* Family "arms": how much goes into arms, how arms answer arms, and what they buy. */
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

/* A sum of products of differences: what ordinary least squares needs, exact in integers. */
struct slope {
    int64_t n, x, y, xx, xy;
};

static void slope_add(struct slope *slope, int64_t x, int64_t y)
{
    slope->n++;
    slope->x += x;
    slope->y += y;
    slope->xx += x * x;
    slope->xy += x * y;
}

/* (n Sxy - Sx Sy) / (n Sxx - Sx^2); the sums are halved together until the products fit into 62 bits. */
static void slope_set(const struct slope *slope, struct metric_value *value)
{
    int64_t n = slope->n, mean_x = n ? floor_div(slope->x, n) : 0, mean_y = n ? floor_div(slope->y, n) : 0;
    int64_t xx = slope->xx - 2 * mean_x * slope->x + n * mean_x * mean_x;
    int64_t xy = slope->xy - mean_x * slope->y - mean_y * slope->x + n * mean_x * mean_y;
    int64_t rest_x = slope->x - n * mean_x, rest_y = slope->y - n * mean_y; /* each below n */
    while (xx >= INT64_C(1) << 38 || xy >= INT64_C(1) << 38 || xy <= -(INT64_C(1) << 38)) {
        xx >>= 1;
        xy = floor_div(xy, 2);
        rest_x >>= 1; /* what is left of the means fades with the sums */
    }
    metric_set_ratio(value, n * xy - rest_x * rest_y, n * xx - rest_x * rest_x, n);
}

/* x = arms_j(t) - arms_j(t-1), y = arms_i(t+1) - arms_i(t), for all ordered pairs in reach. The largest
 * difference is 3 * 10^6 and there are at most 59 * 132 cases: the sums stay below 2^57. */
static void spiral_index(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    struct slope slope = {0};
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t < log->turns; t++) {
        const struct world *before = &log->worlds[t - 1], *now = &log->worlds[t], *after = &log->worlds[t + 1];
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

/* Share of (actor, turn) with arms bought in t and v(t+2) >= v(t), v(t) before the purchase counting as the
 * vulnerability after turn t. */
static void self_defeat(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t defeated = 0, cases = 0;
    for (int t = 1; t + 2 <= log->turns; t++) {
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            int64_t now = fact_vulnerability(log, t, i), later = fact_vulnerability(log, t + 2, i);
            if (fact_arms_points(log, t, i) <= 0 || now < 0 || later < 0)
                continue;
            defeated += later >= now;
            cases++;
        }
    }
    metric_set_ratio(value, 100 * defeated, cases, cases);
}

/* (v_j with i's purchases of this turn - v_j without) / points spent, over living pairs: the world after the
 * turn is evaluated again without what i bought. What a war of the same turn wore off is not put back. */
static void externality(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t change = 0, spent = 0, cases = 0;
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < n; i++) {
            int64_t points = fact_arms_points(log, t, i);
            struct world without = log->worlds[t];
            struct actor *buyer = &without.actors[i];
            if (points <= 0 || !buyer->alive)
                continue;
            buyer->fortify = (int32_t)max_of(0, buyer->fortify - 100 * (int64_t)buyer->budget[LINE_FORTIFY]);
            buyer->strike = (int32_t)max_of(0, buyer->strike - 100 * (int64_t)buyer->budget[LINE_STRIKE]);
            buyer->dual = (int32_t)max_of(0, buyer->dual - 100 * (int64_t)buyer->budget[LINE_DUAL]);
            for (int j = 0; j < n; j++) {
                if (!fact_in_reach(&without, i, j) || !without.actors[j].alive)
                    continue;
                change += fact_vulnerability(log, t, j) - world_vulnerability(&without, j);
                spent += points;
                cases++;
            }
        }
    }
    metric_set_ratio(value, change, spent, cases);
}

static const struct metric_row rows[] = {
    {
        .name = "burden",
        .unit = "%",
        .low = 0,
        .high = 100,
        .formula = "sum(fortify+strike+dual+intel points) / sum(all points), budget events",
        .source = "Richardson 1960; own",
        .sentence = {"{} % of all budget points went into arms and intelligence.",
                     "El {} % de todos los puntos del presupuesto fue a armas e inteligencia."},
        .compute = burden,
    },
    {
        .name = "spiral_index",
        .unit = "1",
        .low = METRIC_OPEN,
        .high = METRIC_OPEN,
        .formula = "least-squares slope of arms_i(t+1)-arms_i(t) on arms_j(t)-arms_j(t-1), all pairs in reach",
        .source = "Richardson 1960; Jervis 1976",
        .sentence = {"One unit of arms bought by a rival was answered, a turn later, by {} units.",
                     "A una unidad de armas comprada por un rival respondieron, un turno después, {} unidades."},
        .compute = spiral_index,
    },
    {
        .name = "growth",
        .unit = "1",
        .low = 0,
        .high = METRIC_OPEN,
        .formula = "mean arms(t+1) / arms(t); theory of an uncapped race: max(1-depreciation, sigma)",
        .source = "Richardson 1960",
        .sentence = {"From turn to turn arms were multiplied by {}.",
                     "De turno en turno las armas se multiplicaron por {}."},
        .compute = growth,
    },
    {
        .name = "self_defeat",
        .unit = "%",
        .low = 0,
        .high = 100,
        .formula = "share of (actor, turn) with arms points > 0 and v(t+2) >= v(t)",
        .source = "Herz 1950; Jervis 1978",
        .sentence = {"In {} % of the cases who bought arms was no safer two turns later.",
                     "En el {} % de los casos quien compró armas no estaba más seguro dos turnos después."},
        .compute = self_defeat,
    },
    {
        .name = "externality",
        .unit = "permille/point",
        .low = METRIC_OPEN,
        .high = METRIC_OPEN,
        .formula = "(v_j with i's purchases of the turn - v_j without) / points spent, pairs in reach",
        .source = "Jervis 1978",
        .sentence = {"Each point that a state spent on arms made a neighbour more vulnerable by {} permille.",
                     "Cada punto que un Estado gastó en armas hizo a un vecino {} por mil más vulnerable."},
        .compute = externality,
    },
};

const struct metric_family metrics_arms = {
    .name = "arms",
    .title = {"Arms", "Armas"},
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
