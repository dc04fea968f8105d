#include "common/debrief/facts.h"

int64_t fact_belief(const struct world_log *log, int t, int i, int j)
{
    int64_t stated = log->turn[t].belief[i][j];
    return stated >= 0 ? stated : fact_assessment(&log->worlds[t - 1], i, j);
}

bool fact_pair_alive(const struct world_log *log, int t, int i, int j)
{
    const struct world *before = &log->worlds[t - 1];
    return i != j && before->actors[i].alive && before->actors[j].alive;
}

static int64_t budget_sum(const struct world_log *log, int t, int i, int first, int last)
{
    int64_t sum = 0;
    if (log->worlds[t - 1].actors[i].alive)
        for (int line = first; line <= last; line++)
            sum += log->worlds[t].actors[i].budget[line];
    return sum;
}

int64_t fact_points(const struct world_log *log, int t, int i)
{
    return budget_sum(log, t, i, LINE_CIVIL, LINE_INTEL);
}

int64_t fact_arms_points(const struct world_log *log, int t, int i)
{
    return budget_sum(log, t, i, LINE_FORTIFY, LINE_DUAL);
}

struct attack_game fact_attack_game(const struct world *world, int i, int j)
{
    const struct parameters *p = &world->scenario.parameters;
    const struct relation *mine = &world->relations[i][j];
    const struct actor *me = &world->actors[i], *they = &world->actors[j];
    int64_t theirs = world_fungibility(world, j), my_phi = world_fungibility(world, i);
    struct attack_sides sides = {
        .my_offence = offence_value(me->fortify, me->strike, me->dual, my_phi, p->dual_value),
        .my_defence = defence_value(me->fortify, me->strike, me->dual, my_phi, p->dual_value),
        .their_offence =
            offence_value(mine->est_fortify, mine->est_strike, mine->est_dual, theirs, p->dual_value),
        .their_defence =
            defence_value(mine->est_fortify, mine->est_strike, mine->est_dual, theirs, p->dual_value),
        .my_balance = max_of(1, me->doctrine + technology_shift(p, me->tech, they->tech)),
        .their_balance = max_of(1, me->doctrine + technology_shift(p, they->tech, me->tech)),
        .my_proximity = world->scenario.proximity[i][j],
        .their_proximity = world->scenario.proximity[j][i],
        .my_territory = me->territory,
        .their_territory = they->territory,
        .gain = p->gain[me->motive],
    };
    return attack_game_of(p, &sides);
}
