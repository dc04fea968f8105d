/* Family "deterrence": attacks that did not come, and those that came all the same (Morgan 1977, Jervis 1976,
 * Huth and Russett 1984). */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"

int64_t deterrence_threshold(const struct world *world, int i, int j)
{
    const struct parameters *p = &world->scenario.parameters;
    return greed_threshold(p, p->gain[world->actors[i].motive], world->actors[j].territory, 0);
}

/* Defence that i must expect j's partners to add, by its own estimates and as far as it knows of the pacts.
 */
static int64_t partners_wall(const struct world *world, int i, int j)
{
    const struct parameters *p = &world->scenario.parameters;
    int64_t wall = 0;
    for (int k = 0; k < world->scenario.actor_count; k++) {
        const struct relation *pact = &world->relations[k][j], *seen = &world->relations[i][k];
        bool known = !pact->secret || seen->leaked || world->relations[i][j].leaked;
        if (k == i || !world->actors[k].alive || pact->pact < PACT_DEFENSIVE || !known || seen->pact)
            continue;
        int64_t defence = defence_value(seen->est_fortify, seen->est_strike, seen->est_dual,
                                        world_fungibility(world, k), p->dual_value);
        wall += floor_div(defence * world->scenario.proximity[k][j], 100);
    }
    return wall;
}

/* i's chance against j and its partners. */
static int64_t chance_against_all(const struct world *world, int i, int j, int64_t partners)
{
    struct world with = *world;
    with.scenario.parameters.referee_force =
        (int32_t)min_of(INT32_MAX, world->scenario.parameters.referee_force + partners);
    return fact_attack_game(&with, i, j).i_succeed;
}

static void judge_case(const struct world *world, int i, int j, bool attacked, struct deterrence *found)
{
    int64_t chance = fact_attack_game(world, i, j).i_succeed, threshold = deterrence_threshold(world, i, j);
    if (chance < threshold) {
        found->success += !attacked;
        found->failure += attacked;
        return;
    }
    found->tempted_waited += !attacked;
    found->tempted_attacked += attacked;
    int64_t partners = partners_wall(world, i, j);
    if (!partners || chance_against_all(world, i, j, partners) >= threshold)
        return;
    found->extended_success += !attacked;
    found->extended_failure += attacked;
}

static bool attacks_within(const struct world_log *log, int first, int last, int i, int j)
{
    for (int t = first; t <= last && t <= log->turns; t++)
        if (log->turn[t].attack[i] >= 0 && (j < 0 || log->turn[t].attack[i] == j))
            return true;
    return false;
}

static bool warned(const struct world_log *log, int t, int who, int whom)
{
    LOG_EACH_EVENT(log, t, event)
    if (event->kind == EVENT_DECLARE && event->numbers[0] == who && event->numbers[1] == DECLARE_WARN &&
        event->numbers[2] == whom)
        return true;
    return false;
}

/* i mobilised in t: was it answered by anybody in reach, and did it attack the one that answered? */
static void judge_mobilisation(const struct world_log *log, int t, int i, struct deterrence *found)
{
    const struct world *world = &log->worlds[t];
    found->mobilised++;
    found->mobilised_attacked += attacks_within(log, t, t + 2, i, -1);
    for (int j = 0; t < log->turns && j < world->scenario.actor_count; j++) {
        if (!fact_in_reach(world, i, j) || !world->actors[j].alive)
            continue;
        if (!log->turn[t + 1].mobilised[j] && !warned(log, t + 1, j, i))
            continue;
        bool attacked = attacks_within(log, t + 1, t + 3, i, j);
        found->immediate_success += !attacked;
        found->immediate_failure += attacked;
    }
}

void deterrence_find(const struct world_log *log, struct deterrence *found)
{
    const struct world *start = log_start(log);
    int n = start->scenario.actor_count;
    *found = (struct deterrence){0};
    for (int t = 1; t <= log->turns; t++) {
        const struct world *world = &log->worlds[t - 1];
        for (int i = 0; i < n; i++) {
            if (log->turn[t].mobilised[i])
                judge_mobilisation(log, t, i, found);
            if (fact_seeks_security(world, i) || world->turn < start->scenario.parameters.grace_turns)
                continue;
            for (int j = 0; j < n; j++)
                if (fact_pair_alive(log, t, i, j) && fact_in_reach(world, i, j))
                    judge_case(world, i, j, log->turn[t].attack[i] == j, found);
        }
    }
}

int attack_backfired(const struct world_log *log, int t, int i, int j)
{
    for (int s = t - 1; s >= 1 && s >= t - 2; s--) {
        const struct world *before = &log->worlds[s - 1], *after = &log->worlds[s];
        bool rose = 100 * fact_arms(after, j) >= 120 * fact_arms(before, j) && fact_arms(after, j) > 0;
        if ((rose || log->turn[s].mobilised[j]) &&
            fact_assessment(&log->worlds[t - 1], i, j) > fact_assessment(before, i, j))
            return s;
    }
    return 0;
}

bool attack_preempted(const struct world_log *log, int t, int i, int j, int *suspicion, int *threshold)
{
    const struct world *before = &log->worlds[t - 1];
    struct attack_game game = fact_attack_game(before, i, j);
    *threshold = (int)attack_threshold(&game);
    *suspicion = (int)fact_belief(log, t, i, j);
    return *threshold >= 0 && *suspicion > *threshold;
}

static void share(struct metric_value *value, int part, int rest)
{
    metric_set_ratio(value, 100 * (int64_t)part, (int64_t)part + rest, (int64_t)part + rest);
}

static void success(const struct metric_input *input, struct metric_value *value)
{
    share(value, input->findings.deterrence.success, input->findings.deterrence.failure);
}

static void failure(const struct metric_input *input, struct metric_value *value)
{
    share(value, input->findings.deterrence.failure, input->findings.deterrence.success);
}

static void no_deterrent(const struct metric_input *input, struct metric_value *value)
{
    const struct deterrence *found = &input->findings.deterrence;
    share(value, found->tempted_waited + found->tempted_attacked, found->success + found->failure);
}

static void temptation(const struct metric_input *input, struct metric_value *value)
{
    const struct deterrence *found = &input->findings.deterrence;
    share(value, found->tempted_attacked, found->tempted_waited);
}

static void extended(const struct metric_input *input, struct metric_value *value)
{
    const struct deterrence *found = &input->findings.deterrence;
    share(value, found->extended_success, found->extended_failure);
}

static void immediate(const struct metric_input *input, struct metric_value *value)
{
    const struct deterrence *found = &input->findings.deterrence;
    share(value, found->immediate_success, found->immediate_failure);
}

static void mobilisation(const struct metric_input *input, struct metric_value *value)
{
    const struct deterrence *found = &input->findings.deterrence;
    share(value, found->mobilised_attacked, found->mobilised - found->mobilised_attacked);
}

/* Share of the attacks that seekers chose themselves. */
static void backfire(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int backfired = 0, cases = 0;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
            int j = log->turn[t].attack[i];
            if (j < 0 || log->turn[t].joined[i] || !fact_seeks_security(&log->worlds[t], i))
                continue;
            backfired += attack_backfired(log, t, i, j) > 0;
            cases++;
        }
    }
    share(value, backfired, cases - backfired);
}

static const struct metric_row rows[] = {
    {.name = "deterrence_success",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula =
         "cases with p(i->j) < c and no attack / cases with p < c; a case: greedy or limited i, living j in "
         "reach, "
         "turn after grace; p by i's own estimates, c = "
         "1000*(war_cost+fail_cost)/(gain*home_value*stake+fail_cost)",
     .source = "Morgan 1977; Jervis 1976",
     .compute = success},
    {.name = "deterrence_failure",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "cases with p(i->j) < c and an attack / cases with p < c",
     .source = "Morgan 1977; Jervis 1976",
     .compute = failure},
    {.name = "no_deterrent",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "cases with p(i->j) >= c / all cases",
     .source = "Jervis 1976",
     .compute = no_deterrent},
    {.name = "weakness_attacked",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "cases with p(i->j) >= c and an attack / cases with p >= c",
     .source = "Jervis 1976; seeds: weakness invites aggression",
     .compute = temptation},
    {.name = "extended_success",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula =
         "cases with p >= c alone, p < c with the partners that i knows of, and no attack / such cases",
     .source = "Huth and Russett 1984",
     .compute = extended},
    {.name = "immediate_success",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula =
         "mobilisations of i answered by j next turn (mobilisation or warning) without an attack of i on j "
         "within two "
         "turns of the answer / all so answered",
     .source = "Morgan 1977; Huth and Russett 1984",
     .compute = immediate},
    {.name = "mobilisation_attack",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "mobilisations followed by an attack of the same actor within two turns / all",
     .source = "Schelling 1960; own",
     .compute = mobilisation},
    {.name = "backfire",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula =
         "attacks chosen by seekers within two turns after arms of the target rose by 20 % or it mobilised, "
         "suspicion of it "
         "having risen in between / attacks chosen by seekers",
     .source = "Jervis 1976",
     .compute = backfire},
};

const struct metric_family metrics_deterrence = {
    .name = "deterrence",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
