/* Phases 4 and 5: battles and their aftermath. All battles use the stocks before the war; results are applied
 * together. One battle per target, or one meeting engagement where two attack each other: the coalitions meet
 * without balance and without defensive calls, and that is the whole of the first-strike advantage (Schelling
 * 1960). */
#include "common/rules/arithmetic.h"
#include "common/rules/phases.h"

#include <string.h>

struct war {
    struct turn *turn;
    struct world *world;
    int n;
    int64_t force[ACTORS_MAX];             /* what arrives at the target, centi-units */
    int64_t guard[ACTORS_MAX];             /* defence before the war, centi-units */
    int32_t first[ACTORS_MAX][ACTORS_MAX]; /* attacks before this turn */
    int32_t had[ACTORS_MAX][ACTORS_MAX];   /* pacts before any breach */
    int32_t gained[ACTORS_MAX];            /* territory */
    int32_t lost_fortify[ACTORS_MAX];      /* percent */
    int32_t lost_strike[ACTORS_MAX];       /* percent */
    bool settled[ACTORS_MAX];              /* has met its attackers already */
};

/* Some actors in rising order, each with its share in what they do together. */
struct group {
    int count;
    int actors[ACTORS_MAX];
    int64_t parts[ACTORS_MAX];
};

static uint32_t group_mask(const struct group *group)
{
    uint32_t mask = 0;
    for (int x = 0; x < group->count; x++)
        mask |= seen_by(group->actors[x]);
    return mask;
}

static int64_t group_sum(const struct group *group)
{
    int64_t sum = 0;
    for (int x = 0; x < group->count; x++)
        sum += group->parts[x];
    return sum;
}

static struct group attackers_of(const struct war *war, int target)
{
    struct group group;
    group.count = 0;
    for (int i = 0; i < war->n; i++) {
        if (war->turn->side[i] != target)
            continue;
        group.parts[group.count] = war->force[i];
        group.actors[group.count++] = i;
    }
    return group;
}

static void war_begin(struct war *war, struct turn *turn)
{
    const struct world *world = turn->world;
    const struct parameters *p = &world->scenario.parameters;
    memset(war->force, 0, sizeof war->force);
    memset(war->gained, 0, sizeof war->gained);
    memset(war->lost_fortify, 0, sizeof war->lost_fortify);
    memset(war->lost_strike, 0, sizeof war->lost_strike);
    memset(war->settled, 0, sizeof war->settled);
    for (int i = 0; i < war->n; i++) {
        war->guard[i] = world_defence(world, i);
        for (int j = 0; j < war->n; j++) {
            war->first[i][j] = world->relations[i][j].attacked;
            war->had[i][j] = world->relations[i][j].pact;
        }
        int32_t target = turn->side[i];
        if (target < 0)
            continue;
        int64_t force = world_offence(world, i);
        if (p->mobilisation && !(world->actors[i].mobilised & 2))
            force = floor_div(force * p->unmobilised_strike, 100);
        war->force[i] = floor_div(force * world->scenario.proximity[i][target], 100);
    }
}

static void end_pact(struct world *world, int i, int j)
{
    struct relation *sides[2] = {&world->relations[i][j], &world->relations[j][i]};
    for (int side = 0; side < 2; side++)
        sides[side]->pact = sides[side]->secret = sides[side]->ending = 0;
}

/* What an attack means for the record, for pacts and for the others' suspicion. */
static void open_attack(struct war *war, int i)
{
    struct turn *turn = war->turn;
    struct world *world = war->world;
    const struct parameters *p = &world->scenario.parameters;
    struct actor *actor = &world->actors[i];
    int j = turn->side[i];
    bool joined = turn->joined[i], answered = war->first[j][i] || turn->side[j] == i;
    EVENT(turn->events, seen_by_all(world), EVENT_ATTACK, i, j, joined);
    if (!joined) {
        actor->begun += answered ? 0 : 1;
        if (war->had[i][j]) {
            actor->score -= p->breach_cost;
            actor->broken++;
            end_pact(world, i, j);
            EVENT(turn->events, seen_by_all(world), EVENT_BREACH, i, j);
        }
    }
    actor->score -= p->referee_fine;
    turn->blame[i] = joined || answered ? (int32_t)floor_div(p->learn_attack, 2) : p->learn_attack;
    world->relations[i][j].attacked++;
}

/* Splits `units` by contribution: floors, then one each to the largest remainders, ties to the lower
 * position. */
static void share_spoils(int64_t units, const struct group *winners, int64_t shares[ACTORS_MAX])
{
    int64_t total = group_sum(winners), left = units;
    int64_t remainder[ACTORS_MAX];
    for (int x = 0; x < winners->count; x++) {
        shares[x] = total ? floor_div(units * winners->parts[x], total) : 0;
        remainder[x] = total ? units * winners->parts[x] % total : 0;
        left -= shares[x];
    }
    if (total == 0) {
        shares[0] = units;
        return;
    }
    for (; left > 0; left--) {
        int best = -1;
        for (int x = 0; x < winners->count; x++)
            if (remainder[x] >= 0 && (best < 0 || remainder[x] > remainder[best]))
                best = x;
        shares[best]++;
        remainder[best] = -1;
    }
}

static void take_territory(struct war *war, int loser, const struct group *winners)
{
    struct world *world = war->world;
    const struct parameters *p = &world->scenario.parameters;
    int64_t stake = stake_of(world->actors[loser].territory, p->stake);
    int64_t shares[ACTORS_MAX] = {0};
    share_spoils(stake, winners, shares);
    for (int x = 0; x < winners->count; x++) {
        int i = winners->actors[x];
        struct actor *winner = &world->actors[i];
        war->gained[i] += (int32_t)shares[x];
        winner->score +=
            (int32_t)floor_div(p->gain[winner->motive] * (int64_t)p->home_value * shares[x], 100);
        if (shares[x])
            EVENT(war->turn->events, seen_by_all(world), EVENT_GAIN, i, loser, (int32_t)shares[x]);
    }
    war->gained[loser] -= (int32_t)stake;
    world->actors[loser].score -= (int32_t)(p->home_value * stake);
    for (int i = 0; i < war->n; i++) {
        struct actor *protector = &world->actors[i];
        if (protector->motive == MOTIVE_PROTECTOR && protector->alive &&
            world->relations[i][loser].pact >= PACT_DEFENSIVE)
            protector->score -= (int32_t)floor_div(p->protect_value * (int64_t)p->home_value * stake, 100);
    }
}

static void meeting_losses(struct war *war, const struct group *side, bool lost)
{
    for (int x = 0; x < side->count; x++) {
        int i = side->actors[x];
        war->world->actors[i].score -= war->world->scenario.parameters.war_cost;
        war->lost_fortify[i] += lost ? 40 : 20;
        war->lost_strike[i] += lost ? 40 : 20;
    }
}

/* i and j attack each other. `attackers` come at j. */
static void meet(struct war *war, int j, int i, const struct group *attackers)
{
    struct world *world = war->world;
    struct group others = attackers_of(war, i);
    war->settled[i] = war->settled[j] = true;
    int64_t chance = contest(group_sum(attackers), group_sum(&others));
    struct draw draw = {(uint32_t)world->turn, PHASE_WAR, (uint32_t)j, (uint32_t)i, 1};
    bool won = dice_below(world->key, draw, 1000) < chance;
    meeting_losses(war, attackers, !won);
    meeting_losses(war, &others, won);
    EVENT(war->turn->events, seen_by_all(world), EVENT_MEETING, j, i, won);
    EVENT(war->turn->events, 0, EVENT_ODDS, j, i, (int32_t)chance);
    if (won)
        take_territory(war, j, attackers);
    else
        take_territory(war, i, &others);
}

/* A pact with an attacker excuses k from helping j, except with one who breaks its own pact with j to attack
 * it. */
static bool is_bound(const struct war *war, int k, int j, const struct group *attackers)
{
    for (int x = 0; x < attackers->count; x++) {
        int i = attackers->actors[x];
        bool breaks = war->had[i][j] && !war->turn->joined[i];
        if (war->world->relations[k][i].pact && !breaks)
            return true;
    }
    return false;
}

/* Calls the partners of target j; gives those who come. */
static struct group call_helpers(struct war *war, int j, const struct group *attackers)
{
    struct turn *turn = war->turn;
    struct world *world = war->world;
    struct group helpers = {0};
    bool excused = turn->side[j] >= 0;
    for (int x = 0; x < attackers->count; x++)
        excused = excused || war->first[j][attackers->actors[x]];
    for (int k = 0; k < war->n; k++) {
        int32_t pact = world->relations[k][j].pact;
        if (k == j || !world->actors[k].alive || pact < PACT_DEFENSIVE || turn->side[k] == j)
            continue;
        if (!world->scenario.proximity[k][j] || is_bound(war, k, j, attackers)) {
            EVENT(turn->events, seen_by(k), EVENT_CONFLICTED, k, j, attackers->actors[0]);
            continue;
        }
        pact_expose(turn, k, j);
        int32_t answer = turn->orders[k]->answer[j];
        bool comes = call_answered(answer, excused);
        EVENT(turn->events, seen_by_all(world), EVENT_CALLED, k, j, attackers->actors[0], comes);
        if (comes) {
            helpers.parts[helpers.count] = floor_div(war->guard[k] * world->scenario.proximity[k][j], 100);
            helpers.actors[helpers.count++] = k;
            world->actors[k].kept++;
        } else if (!(pact == PACT_DEFENSIVE && answer == ANSWER_HONOUR_IF_VICTIM)) {
            call_refuse(turn, k, pact, group_mask(attackers));
        }
    }
    return helpers;
}

static void battle(struct war *war, int j, struct group *attackers)
{
    struct world *world = war->world;
    const struct parameters *p = &world->scenario.parameters;
    struct group helpers = call_helpers(war, j, attackers);
    for (int x = 0; x < attackers->count; x++)
        attackers->parts[x] *= world_balance(world, attackers->actors[x], j);
    int64_t wall = war->guard[j] + group_sum(&helpers) + p->referee_force;
    int64_t chance = contest(group_sum(attackers), 100 * wall);
    struct draw draw = {(uint32_t)world->turn, PHASE_WAR, (uint32_t)j, (uint32_t)war->n, 0};
    bool won = dice_below(world->key, draw, 1000) < chance;
    EVENT(war->turn->events, seen_by_all(world), EVENT_BATTLE, j, attackers->count, helpers.count, won);
    EVENT(war->turn->events, 0, EVENT_ODDS, j, -1, (int32_t)chance);
    for (int x = 0; x < attackers->count; x++) {
        int i = attackers->actors[x];
        world->actors[i].score -= p->war_cost + (won ? 0 : p->fail_cost);
        war->lost_strike[i] += won ? 20 : 40;
    }
    for (int x = 0; x < helpers.count; x++) {
        world->actors[helpers.actors[x]].score -= p->war_cost;
        war->lost_fortify[helpers.actors[x]] += won ? 20 : 10;
    }
    world->actors[j].score -= p->war_cost;
    war->lost_fortify[j] += won ? 40 : 20;
    if (won) {
        war->lost_strike[j] += 20;
        take_territory(war, j, attackers);
    }
}

static int32_t remaining(int32_t stock, int32_t lost_percent)
{
    return (int32_t)floor_div((int64_t)stock * max_of(0, 100 - lost_percent), 100);
}

static void apply_losses(struct war *war)
{
    for (int i = 0; i < war->n; i++) {
        struct actor *actor = &war->world->actors[i];
        int32_t fortify = war->lost_fortify[i], strike = war->lost_strike[i];
        actor->territory += war->gained[i];
        actor->fortify = remaining(actor->fortify, fortify);
        actor->strike = remaining(actor->strike, strike);
        actor->dual = remaining(actor->dual, fortify > strike ? fortify : strike);
    }
}

static void eliminate(struct war *war, int i)
{
    struct world *world = war->world;
    world->actors[i].alive = 0;
    world->actors[i].score -= world->scenario.parameters.elimination_cost;
    EVENT(war->turn->events, seen_by_all(world), EVENT_ELIMINATED, i);
    for (int j = 0; j < war->n; j++) {
        struct relation *sides[2] = {&world->relations[i][j], &world->relations[j][i]};
        end_pact(world, i, j);
        for (int side = 0; side < 2; side++)
            sides[side]->offer = sides[side]->offer_secret = 0;
    }
}

static void aftermath(struct war *war)
{
    struct world *world = war->world;
    for (int i = 0; i < war->n; i++)
        if (world->actors[i].alive && world->actors[i].territory <= world->scenario.parameters.eliminated_at)
            eliminate(war, i);
    for (int i = 0; i < war->n; i++) {
        for (int j = 0; j < war->n; j++) {
            struct relation *relation = &world->relations[i][j];
            if (relation->ending)
                relation->pact = relation->secret = relation->ending = 0;
        }
    }
}

static void fight(struct war *war)
{
    const struct turn *turn = war->turn;
    for (int i = 0; i < war->n; i++)
        if (turn->side[i] >= 0)
            open_attack(war, i);
    for (int j = 0; j < war->n; j++) {
        struct group attackers = attackers_of(war, j);
        if (attackers.count == 0 || war->settled[j])
            continue;
        int i = turn->side[j];
        if (i >= 0 && turn->side[i] == j)
            meet(war, j, i, &attackers);
        else
            battle(war, j, &attackers);
    }
    apply_losses(war);
}

void phase_war(struct turn *turn)
{
    struct war war;
    bool peace = true;
    war.turn = turn;
    war.world = turn->world;
    war.n = turn->world->scenario.actor_count;
    for (int i = 0; i < war.n; i++)
        peace = peace && turn->side[i] < 0;
    if (!peace) {
        war_begin(&war, turn);
        fight(&war);
    }
    aftermath(&war);
}
