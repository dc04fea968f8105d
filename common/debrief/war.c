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
    {"war",
     "%",
     0,
     100,
     "100 if there was a battle or a meeting engagement, else 0",
     "own",
     {"Worlds with war: {} %.", "Mundos con guerra: {} %."},
     war},
    {"wars",
     "wars",
     0,
     METRIC_OPEN,
     "battles + meeting engagements",
     "own",
     {"Engagements: {}.", "Enfrentamientos: {}."},
     wars},
    {"first_war_turn",
     "turn",
     1,
     TURNS_MAX,
     "turn of the first engagement",
     "own",
     {"The first war came in turn {}.", "La primera guerra llegó en el turno {}."},
     first_war_turn},
    {"tragedy",
     "%",
     0,
     100,
     "100 if some attack has attacker and target both in E, else 0",
     "Herz 1950; Butterfield 1951",
     {"Worlds in which states that wanted only safety fought each other: {} %.",
      "Mundos en que lucharon entre sí Estados que solo querían seguridad: {} %."},
     tragedy},
    {"dilemma_share",
     "%",
     0,
     100,
     "wars with an attack of E on E / all wars",
     "Jervis 1978",
     {"Wars in which one state that wanted only safety attacked another such: {} %.",
      "Guerras en que un Estado que solo quería seguridad atacó a otro igual: {} %."},
     dilemma_share},
    {"innocent_wars",
     "%",
     0,
     100,
     "wars in which no belligerent is greedy or limited / all wars",
     "Herz 1950",
     {"Wars in which nobody who fought wanted land: {} %.",
      "Guerras en que nadie de los que lucharon quería territorio: {} %."},
     innocent_wars},
    {"greedy_wars",
     "%",
     0,
     100,
     "wars with a greedy or limited attacker that was not called in / all wars",
     "Jervis 1976; Schweller 1996",
     {"States that wanted land began {} % of the wars.",
      "Estados que querían territorio empezaron el {} % de las guerras."},
     greedy_wars},
    {"attack_success",
     "%",
     0,
     100,
     "battles won by the attackers / battles (meeting engagements apart)",
     "Van Evera 1984",
     {"Attackers won {} % of their battles.", "Los atacantes ganaron el {} % de sus batallas."},
     attack_success},
    {"belligerents",
     "states",
     2,
     ACTORS_MAX,
     "mean number of states in an engagement",
     "Waltz 1979",
     {"On average {} states fought in an engagement.", "En promedio lucharon {} Estados por enfrentamiento."},
     belligerents},
    {"preemption",
     "%",
     0,
     100,
     "attacks chosen by E with b about the target above tau = 1000*(-AW)/((-AW)+(AA-WA)), by the attacker's "
     "estimates / "
     "attacks chosen by E",
     "Schelling 1960",
     {"{} % of the attacks by seekers of security were pre-emption: made out of fear of being attacked.",
      "El {} % de los ataques de quienes buscaban seguridad fue un ataque anticipatorio (preemption): por "
      "miedo a ser atacados."},
     preemption},
    {"first_strike_advantage",
     "points",
     METRIC_OPEN,
     METRIC_OPEN,
     "mean AA - WA at attacks chosen by E, by the attacker's estimates",
     "Schelling 1960; Jervis 1978",
     {"To an attacker that feared attack, striking too seemed worth {} points more than waiting.",
      "A un atacante que temía el ataque, atacar también le parecía valer {} puntos más que esperar."},
     first_strike_advantage},
    {"odds_error",
     "%",
     -100,
     100,
     "mean of the chance that a lone attacker reckoned with - the true odds of its battle",
     "Van Evera 1984",
     {"Attackers' chances, as they reckoned them, minus the true odds: {} points.",
      "Posibilidades de los atacantes, según sus propios cálculos, menos las verdaderas: {} puntos."},
     odds_error},
    {"roe_tight",
     "%",
     0,
     100,
     "wars among seekers with sigma_i*sigma_j < 1, sigma for the vulnerability that leader and target had "
     "before it / wars",
     "Roe 1999",
     {"Tight wars: {} % (what the leaders had come to accept was compatible: they misread each other).",
      "Guerras estrechas: {} % (lo que los dirigentes habían llegado a aceptar era compatible: se leyeron "
      "mal)."},
     roe_tight},
    {"roe_regular",
     "%",
     0,
     100,
     "wars among seekers with sigma_i*sigma_j >= 1 / wars",
     "Roe 1999",
     {"Regular wars: {} % (they wanted only safety, but the safety of one was the danger of the other).",
      "Guerras regulares: {} % (solo querían seguridad, pero la de uno era el peligro del otro)."},
     roe_regular},
    {"roe_loose",
     "%",
     0,
     100,
     "wars with a greedy or limited party / wars",
     "Roe 1999",
     {"Loose wars: {} % (somebody in them wanted more than safety).",
      "Guerras laxas: {} % (alguien en ellas quería más que seguridad)."},
     roe_loose},
    {"weakest_attacked",
     "%",
     0,
     100,
     "chosen attacks on the one with the least true defence of several in reach / chosen attacks with "
     "several in reach",
     "seeds: weakness invites aggression",
     {"{} % of the attackers with a choice took the weakest.",
      "El {} % de los atacantes que podían elegir tomó al más débil."},
     weakest_attacked},
};

const struct metric_family metrics_war = {
    .name = "war",
    .title = {"War", "Guerra"},
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
