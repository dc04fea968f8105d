/* Family "war": who fought whom, and out of what. */
#include "common/debrief/diagnosis.h"
#include "common/debrief/facts.h"
#include "common/debrief/families.h"

static void war(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, input->findings.war_count ? 100 : 0, 1);
}

static void wars(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, input->findings.war_count, 1);
}

static void first_war_turn(const struct metric_input *input, struct metric_value *value)
{
    if (input->findings.war_count)
        metric_set_whole(value, input->findings.wars[0].turn, 1);
}

static int count_wars(const struct metric_input *input,
                      bool (*is)(const struct world_log *log, const struct war *war))
{
    int count = 0;
    for (int w = 0; w < input->findings.war_count; w++)
        count += is(input->log, &input->findings.wars[w]);
    return count;
}

static void tragedy(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, count_wars(input, war_is_tragedy) ? 100 : 0, 1);
}

static void dilemma_share(const struct metric_input *input, struct metric_value *value)
{
    int64_t all = input->findings.war_count;
    metric_set_ratio(value, 100 * (int64_t)count_wars(input, war_is_tragedy), all, all);
}

static bool without_greed(const struct world_log *log, const struct war *war)
{
    return !war_has_greed(log, war);
}

static void innocent_wars(const struct metric_input *input, struct metric_value *value)
{
    int64_t all = input->findings.war_count;
    metric_set_ratio(value, 100 * (int64_t)count_wars(input, without_greed), all, all);
}

static bool begun_by_greed(const struct world_log *log, const struct war *war)
{
    uint16_t authors = war_authors(war);
    for (int i = 0; i < log_start(log)->scenario.actor_count; i++)
        if (authors & 1u << i && !fact_seeks_security(log_start(log), i))
            return true;
    return false;
}

static void greedy_wars(const struct metric_input *input, struct metric_value *value)
{
    int64_t all = input->findings.war_count;
    metric_set_ratio(value, 100 * (int64_t)count_wars(input, begun_by_greed), all, all);
}

/* Meeting engagements have no attacker and no defender: only battles count. */
static void attack_success(const struct metric_input *input, struct metric_value *value)
{
    int64_t won = 0, cases = 0;
    for (int w = 0; w < input->findings.war_count; w++) {
        const struct war *one = &input->findings.wars[w];
        cases += one->opponent < 0;
        won += one->opponent < 0 && one->success;
    }
    metric_set_ratio(value, 100 * won, cases, cases);
}

static void belligerents(const struct metric_input *input, struct metric_value *value)
{
    int64_t sum = 0, cases = input->findings.war_count;
    for (int w = 0; w < cases; w++)
        sum += bits_in(war_belligerents(&input->findings.wars[w]));
    metric_set_ratio(value, sum, cases, cases);
}

/* What an attack that its author chose rests on, over all such attacks. */
struct attack_sums {
    int64_t seekers, preempted; /* by seekers; of these out of fear */
    int64_t advantage;          /* sum of (attack_attack - wait_attack) of the seekers' games */
    int64_t chosen, overrated;  /* with odds known; sum of believed minus true chance, permille */
    int64_t with_choice, on_the_weakest;
};

static bool is_weakest(const struct world *world, int i, int target, int *choices)
{
    bool weakest = true;
    *choices = 0;
    for (int j = 0; j < world->scenario.actor_count; j++) {
        if (!fact_in_reach(world, i, j) || !world->actors[j].alive)
            continue;
        ++*choices;
        if (world_defence(world, j) < world_defence(world, target))
            weakest = false;
    }
    return weakest;
}

static void add_attack(const struct metric_input *input, int t, int i, int j, struct attack_sums *sums)
{
    const struct world_log *log = input->log;
    const struct world *before = &log->worlds[t - 1];
    struct attack_game game = fact_attack_game(before, i, j);
    int suspicion, threshold, choices;
    if (fact_seeks_security(before, i)) {
        sums->seekers++;
        sums->preempted += attack_preempted(log, t, i, j, &suspicion, &threshold);
        sums->advantage += game.attack_attack - game.wait_attack;
    }
    for (int w = 0; w < input->findings.war_count; w++) {
        const struct war *one = &input->findings.wars[w];
        if (one->turn == t && one->target == j && one->opponent < 0 && one->attackers == 1u << i) {
            sums->chosen++;
            sums->overrated += game.i_succeed - one->odds;
        }
    }
    bool weakest = is_weakest(before, i, j, &choices);
    sums->with_choice += choices > 1;
    sums->on_the_weakest += choices > 1 && weakest;
}

static struct attack_sums sum_attacks(const struct metric_input *input)
{
    const struct world_log *log = input->log;
    struct attack_sums sums = {0};
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++)
            if (log->turn[t].attack[i] >= 0 && !log->turn[t].joined[i])
                add_attack(input, t, i, log->turn[t].attack[i], &sums);
    return sums;
}

static void preemption(const struct metric_input *input, struct metric_value *value)
{
    struct attack_sums sums = sum_attacks(input);
    metric_set_ratio(value, 100 * sums.preempted, sums.seekers, sums.seekers);
}

static void first_strike_advantage(const struct metric_input *input, struct metric_value *value)
{
    struct attack_sums sums = sum_attacks(input);
    metric_set_ratio(value, sums.advantage, sums.seekers, sums.seekers);
}

static void odds_error(const struct metric_input *input, struct metric_value *value)
{
    struct attack_sums sums = sum_attacks(input);
    metric_set_ratio(value, sums.overrated, 10 * sums.chosen, sums.chosen);
}

static void weakest_attacked(const struct metric_input *input, struct metric_value *value)
{
    struct attack_sums sums = sum_attacks(input);
    metric_set_ratio(value, 100 * sums.on_the_weakest, sums.with_choice, sums.with_choice);
}

static void roe_share(const struct metric_input *input, enum roe_class wanted, struct metric_value *value)
{
    int64_t count = 0, all = input->findings.war_count;
    for (int w = 0; w < all; w++)
        count += war_roe(input->log, &input->findings.wars[w]) == wanted;
    metric_set_ratio(value, 100 * count, all, all);
}

static void roe_tight(const struct metric_input *input, struct metric_value *value)
{
    roe_share(input, ROE_TIGHT, value);
}

static void roe_regular(const struct metric_input *input, struct metric_value *value)
{
    roe_share(input, ROE_REGULAR, value);
}

static void roe_loose(const struct metric_input *input, struct metric_value *value)
{
    roe_share(input, ROE_LOOSE, value);
}

static const struct metric_row rows[] = {
    {.name = "war",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "100 if there was a battle or a meeting engagement, else 0",
     .source = "own",
     .compute = war},
    {.name = "wars",
     .unit = "wars",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "battles + meeting engagements",
     .source = "own",
     .compute = wars},
    {.name = "first_war_turn",
     .unit = "turn",
     .low = 1,
     .high = TURNS_MAX,
     .formula = "turn of the first engagement",
     .source = "own",
     .compute = first_war_turn},
    {.name = "tragedy",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "100 if some attack has attacker and target both in E, else 0",
     .source = "Herz 1950; Butterfield 1951",
     .compute = tragedy},
    {.name = "dilemma_share",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "wars with an attack of E on E / all wars",
     .source = "Jervis 1978",
     .compute = dilemma_share},
    {.name = "innocent_wars",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "wars in which no belligerent is greedy or limited / all wars",
     .source = "Herz 1950",
     .compute = innocent_wars},
    {.name = "greedy_wars",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "wars with a greedy or limited attacker that was not called in / all wars",
     .source = "Jervis 1976; Schweller 1996",
     .compute = greedy_wars},
    {.name = "attack_success",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "battles won by the attackers / battles (meeting engagements apart)",
     .source = "Van Evera 1984",
     .compute = attack_success},
    {.name = "belligerents",
     .unit = "states",
     .low = 2,
     .high = ACTORS_MAX,
     .formula = "mean number of states in an engagement",
     .source = "Waltz 1979",
     .compute = belligerents},
    {.name = "preemption",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "attacks chosen by E with b about the target above tau = 1000*(-AW)/((-AW)+(AA-WA)), by the "
                "attacker's "
                "estimates / "
                "attacks chosen by E",
     .source = "Schelling 1960",
     .compute = preemption},
    {.name = "first_strike_advantage",
     .unit = "points",
     .low = METRIC_OPEN,
     .high = METRIC_OPEN,
     .formula = "mean AA - WA at attacks chosen by E, by the attacker's estimates",
     .source = "Schelling 1960; Jervis 1978",
     .compute = first_strike_advantage},
    {.name = "odds_error",
     .unit = "%",
     .low = -100,
     .high = 100,
     .formula = "mean of the chance that a lone attacker reckoned with - the true odds of its battle",
     .source = "Van Evera 1984",
     .compute = odds_error},
    {.name = "roe_tight",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "wars among seekers with sigma_i*sigma_j < 1, sigma for the vulnerability that leader and "
                "target had "
                "before it / wars",
     .source = "Roe 1999",
     .compute = roe_tight},
    {.name = "roe_regular",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "wars among seekers with sigma_i*sigma_j >= 1 / wars",
     .source = "Roe 1999",
     .compute = roe_regular},
    {.name = "roe_loose",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "wars with a greedy or limited party / wars",
     .source = "Roe 1999",
     .compute = roe_loose},
    {.name = "weakest_attacked",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula =
         "chosen attacks on the one with the least true defence of several in reach / chosen attacks with "
         "several in reach",
     .source = "seeds: weakness invites aggression",
     .compute = weakest_attacked},
};

const struct metric_family metrics_war = {
    .name = "war",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
