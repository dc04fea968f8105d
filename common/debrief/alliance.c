/* Family "alliance": promises called in, kept and refused (Snyder 1984, Christensen and Snyder 1990). */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"

static void chain_index(const struct metric_input *input, struct metric_value *value)
{
    int64_t sum = 0, cases = input->findings.war_count;
    for (int w = 0; w < cases; w++)
        sum += bits_in(input->findings.wars[w].joined) + bits_in(input->findings.wars[w].helpers);
    metric_set_ratio(value, sum, cases, cases);
}

struct call_sums {
    int64_t to_help, helped, to_attack, joined, breaches;
};

static struct call_sums sum_calls(const struct world_log *log)
{
    struct call_sums sums = {0};
    for (int t = 1; t <= log->turns; t++) {
        LOG_EACH_EVENT(log, t, event)
        {
            sums.to_help += event->kind == EVENT_CALLED;
            sums.helped += event->kind == EVENT_CALLED && event->numbers[3];
            sums.to_attack += event->kind == EVENT_CALLED_ATTACK;
            sums.joined += event->kind == EVENT_CALLED_ATTACK && event->numbers[3];
            sums.breaches += event->kind == EVENT_BREACH;
        }
    }
    return sums;
}

static void honour(const struct metric_input *input, struct metric_value *value)
{
    struct call_sums sums = sum_calls(input->log);
    int64_t calls = sums.to_help + sums.to_attack;
    metric_set_ratio(value, 100 * (sums.helped + sums.joined), calls, calls);
}

static void buck_pass(const struct metric_input *input, struct metric_value *value)
{
    struct call_sums sums = sum_calls(input->log);
    metric_set_ratio(value, 100 * (sums.to_help - sums.helped), sums.to_help, sums.to_help);
}

static void breaches(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, sum_calls(input->log).breaches, 1);
}

/* Living partners of the target under a defensive or unconditional pact that do not attack it themselves,
 * those of this very turn among them: they were called. */
static bool has_partner(const struct world_log *log, const struct war *war)
{
    const struct world *before = &log->worlds[war->turn - 1];
    LOG_EACH_EVENT(log, war->turn, event)
    if (event->kind == EVENT_CALLED && event->numbers[1] == war->target)
        return true;
    for (int k = 0; k < before->scenario.actor_count; k++)
        if (k != war->target && before->actors[k].alive && !(war->attackers & 1u << k) &&
            before->relations[k][war->target].pact >= PACT_DEFENSIVE)
            return true;
    return false;
}

static void abandonment(const struct metric_input *input, struct metric_value *value)
{
    int64_t alone = 0, cases = 0;
    for (int w = 0; w < input->findings.war_count; w++) {
        const struct war *war = &input->findings.wars[w];
        if (war->opponent >= 0 || !has_partner(input->log, war))
            continue;
        cases++;
        alone += war->helpers == 0;
    }
    metric_set_ratio(value, 100 * alone, cases, cases);
}

/* The attacking force or the wall of a set of actors at `target`, by k's own estimates before the turn; k
 * counts itself as it is. Centi-units. */
static int64_t strength_of(const struct world *before, int k, uint32_t set, int target, bool attacks)
{
    const struct parameters *p = &before->scenario.parameters;
    int64_t sum = 0;
    for (int x = 0; x < before->scenario.actor_count; x++) {
        if (!(set & 1u << x))
            continue;
        const struct relation *seen = &before->relations[k][x];
        const struct actor *actor = &before->actors[k];
        bool me = x == k;
        int64_t fortify = me ? actor->fortify : seen->est_fortify,
                strike = me ? actor->strike : seen->est_strike, dual = me ? actor->dual : seen->est_dual;
        int64_t phi = world_fungibility(before, x), at_home = !attacks && x == target;
        int64_t value = attacks ? offence_value(fortify, strike, dual, phi, p->dual_value)
                                : defence_value(fortify, strike, dual, phi, p->dual_value);
        sum += at_home ? value : floor_div(value * before->scenario.proximity[x][target], 100);
    }
    return sum;
}

/* The odds of the side of k, permille, by k's reckoning, as if only those of `with` had come. */
static int64_t odds_for(const struct world *before, const struct war *war, int k, uint32_t with)
{
    const struct parameters *p = &before->scenario.parameters;
    int64_t balance = before->actors[k].doctrine;
    if (war->opponent >= 0) {
        bool first = war->attackers & 1u << k;
        uint32_t mine = first ? war->attackers : war->opponents,
                 others = first ? war->opponents : war->attackers;
        int there = first ? war->target : war->opponent, here = first ? war->opponent : war->target;
        return contest(strength_of(before, k, mine & with, there, true),
                       strength_of(before, k, others, here, true));
    }
    int64_t attack = balance * strength_of(before, k, war->attackers & with, war->target, true);
    uint32_t defenders = (war->helpers | 1u << war->target) & with;
    int64_t wall = 100 * (strength_of(before, k, defenders, war->target, false) + p->referee_force);
    int64_t chance = contest(attack, wall);
    return war->attackers & 1u << k ? chance : 1000 - chance;
}

/* Joined calls in which what k's coming changed, (p0 - p1) times k's own stake, was below war_cost. */
static void entrapment(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    const struct parameters *p = &log_start(log)->scenario.parameters;
    int64_t entrapped = 0, cases = 0;
    for (int w = 0; w < input->findings.war_count; w++) {
        const struct war *war = &input->findings.wars[w];
        const struct world *before = &log->worlds[war->turn - 1];
        uint32_t came = war->helpers | war->joined;
        for (int k = 0; k < before->scenario.actor_count; k++) {
            if (!(came & 1u << k))
                continue;
            int64_t gained = odds_for(before, war, k, ~0u) - odds_for(before, war, k, ~(1u << k));
            int64_t risked = gained * p->home_value * stake_of(before->actors[k].territory, p->stake);
            entrapped += risked < (int64_t)1000 * p->war_cost;
            cases++;
        }
    }
    metric_set_ratio(value, 100 * entrapped, cases, cases);
}

/* Pairs of living actors bound by a pact after a turn, of all living pairs; mean over turns. */
static void pact_density(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t bound = 0, pairs = 0;
    for (int t = 1; t <= log->turns; t++) {
        const struct world *world = &log->worlds[t];
        for (int i = 0; i < world->scenario.actor_count; i++) {
            for (int j = i + 1; j < world->scenario.actor_count; j++) {
                if (!world->actors[i].alive || !world->actors[j].alive)
                    continue;
                pairs++;
                bound += world->relations[i][j].pact != PACT_NONE;
            }
        }
    }
    metric_set_ratio(value, 100 * bound, pairs, pairs);
}

static const struct metric_row rows[] = {
    {.name = "chain_index",
     .unit = "states",
     .low = 0,
     .high = ACTORS_MAX,
     .formula = "mean over engagements of attacks with joined=1 plus helpers",
     .source = "Waltz 1979; Christensen and Snyder 1990",
     .compute = chain_index},
    {.name = "honour",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "calls answered (to help and to attack) / calls",
     .source = "Leeds 2003",
     .compute = honour},
    {.name = "buck_pass",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "refused / (refused + honoured) calls to help a victim",
     .source = "Christensen and Snyder 1990",
     .compute = buck_pass},
    {.name = "abandonment",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "battles whose target had a partner and fought alone / battles whose target had one",
     .source = "Snyder 1984",
     .compute = abandonment},
    {.name = "entrapment",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "calls joined in which |p0 - p1| * home_value * stake of the caller's ally / 1000 < "
                "war_cost, by its "
                "estimates / joined",
     .source = "Snyder 1984",
     .compute = entrapment},
    {.name = "breaches",
     .unit = "attacks",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "attacks on a pact partner",
     .source = "own",
     .compute = breaches},
    {.name = "pact_density",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "living pairs with a pact / living pairs, mean over turns",
     .source = "Snyder 1984",
     .compute = pact_density},
};

const struct metric_family metrics_alliance = {
    .name = "alliance",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
