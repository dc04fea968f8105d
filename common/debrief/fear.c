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
    {"brier",
     "1",
     0,
     1,
     "mean((b_ij/1000 - G_j)^2) over turns and living ordered pairs; b: stated belief, or q; G: 1 for greedy "
     "or limited",
     "Brier 1950",
     {"The beliefs missed the truth by {} (0 perfect, 0.25 a coin, 1 always wrong).",
      "Las creencias erraron la verdad en {} (0 perfecto, 0.25 una moneda, 1 siempre mal)."},
     brier},
    {"misperception",
     "%",
     0,
     100,
     "mean |b_ij/1000 - G_j| over turns and living ordered pairs",
     "Jervis 1976",
     {"On average a belief was {} points off the truth.",
      "En promedio una creencia distó {} puntos de la verdad."},
     misperception},
    {"hostility_bias",
     "%",
     0,
     100,
     "mean b_ij about true seekers over turns and living ordered pairs",
     "Jervis 1976",
     {"States that wanted only safety were believed greedy with {} % on average.",
      "A los Estados que solo querían seguridad se los creyó codiciosos con un {} % en promedio."},
     hostility_bias},
    {"greed_seen",
     "%",
     0,
     100,
     "mean b_ij about greedy or limited actors over turns and living ordered pairs",
     "Jervis 1976",
     {"States that wanted land were believed greedy with {} % on average.",
      "A los Estados que querían territorio se los creyó codiciosos con un {} % en promedio."},
     greed_seen},
    {"mistrust",
     "%",
     1,
     99,
     "mean q_ji at the end about true seekers i, all others j",
     "Butterfield 1951; Kydd 1997",
     {"After the last turn true seekers of security were suspected with {} %.",
      "Tras el último turno se sospechaba con un {} % de quienes de verdad buscaban seguridad."},
     mistrust},
    {"mistrust_rise",
     "%",
     -98,
     98,
     "mistrust at the end - mistrust at the start",
     "Kydd 1997",
     {"From before the first turn until after the last one, suspicion of the innocent changed by {} points.",
      "Desde antes del primer turno hasta después del último, la sospecha sobre los inocentes cambió en {} "
      "puntos."},
     mistrust_rise},
    {"mutual_fear",
     "%",
     1,
     99,
     "mean over pairs at the end of min(q_ij, q_ji)",
     "Butterfield 1951; Schelling 1960",
     {"After the last turn the less fearful of two states still suspected the other with {} %.",
      "Tras el último turno, el menos temeroso de cada dos Estados aún sospechaba del otro con un {} %."},
     mutual_fear},
    {"mirror_gap",
     "%",
     1,
     99,
     "mean over pairs of true seekers at the end of (q_ij + q_ji)/2",
     "Butterfield 1951; Booth and Wheeler 2008",
     {"After the last turn each innocent state, which knew its own innocence, suspected its like of greed "
      "with {} %: all of it is image.",
      "Tras el último turno, cada Estado inocente, que conocía su propia inocencia, sospechaba codicia en su "
      "igual con un {} %: todo ello es imagen."},
     mirror_gap},
    {"asymmetry",
     "%",
     0,
     98,
     "mean over pairs of true seekers at the end of |q_ij - q_ji|",
     "own",
     {"After the last turn the suspicions of two innocents about each other differed by {} points.",
      "Tras el último turno, las sospechas mutuas de dos inocentes diferían en {} puntos."},
     asymmetry},
};

const struct metric_family metrics_fear = {
    .name = "fear",
    .title = {"Fear and image", "Miedo e imagen"},
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
