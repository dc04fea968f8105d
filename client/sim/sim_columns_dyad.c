/* The columns of a row about an ordered pair of states and a turn: what i knows, thinks and does of j. */
#include "client/sim/sim_columns.h"
#include "common/debrief/facts.h"

static const struct world *world_after(const struct sim_row *row)
{
    return &row->log->worlds[row->turn];
}

static const struct relation *mine(const struct sim_row *row)
{
    return &world_after(row)->relations[row->i][row->j];
}

static const struct actor *other(const struct sim_row *row)
{
    return &world_after(row)->actors[row->j];
}

static const struct log_turn *turn_of(const struct sim_row *row)
{
    return &row->log->turn[row->turn];
}

/* Events of a kind in the turn from i to j. */
static int64_t count_between(const struct sim_row *row, enum event_kind kind)
{
    int64_t count = 0;
    LOG_EACH_EVENT(row->log, row->turn, event)
    count += event->kind == kind && event->numbers[0] == row->i && event->numbers[1] == row->j;
    return count;
}

static int64_t territory_won(const struct sim_row *row)
{
    int64_t sum = 0;
    LOG_EACH_EVENT(row->log, row->turn, event)
    if (event->kind == EVENT_GAIN && event->numbers[0] == row->i && event->numbers[1] == row->j)
        sum += event->numbers[2];
    return sum;
}

static int64_t stated_belief(const struct sim_row *row)
{
    int64_t belief = turn_of(row)->belief[row->i][row->j];
    return belief < 0 ? SIM_EMPTY : belief;
}

static void name_put(const struct sim_row *row, struct text *text)
{
    sim_put_field(row->cell->scenario.actors[row->i].name, text);
}

static void other_name_put(const struct sim_row *row, struct text *text)
{
    sim_put_field(row->cell->scenario.actors[row->j].name, text);
}

static void pact_put(const struct sim_row *row, struct text *text)
{
    text_put(text, pact_names.names[mine(row)->pact]);
}

SIM_NUMBER(turn, row->turn)
SIM_NUMBER(actor, row->i)
SIM_NUMBER(target, row->j)
SIM_NUMBER(alive_i, world_after(row)->actors[row->i].alive)
SIM_NUMBER(alive_j, other(row)->alive)
SIM_NUMBER(proximity, world_after(row)->scenario.proximity[row->i][row->j])
SIM_NUMBER(secret, mine(row)->secret)
SIM_NUMBER(expands_i, motive_expands(world_after(row)->actors[row->i].motive))
SIM_NUMBER(expands_j, motive_expands(other(row)->motive))
SIM_NUMBER(est_fortify, mine(row)->est_fortify)
SIM_NUMBER(est_strike, mine(row)->est_strike)
SIM_NUMBER(est_dual, mine(row)->est_dual)
SIM_NUMBER(fortify, other(row)->fortify)
SIM_NUMBER(strike, other(row)->strike)
SIM_NUMBER(dual, other(row)->dual)
SIM_NUMBER(belief, fact_belief(row->log, row->turn, row->i, row->j))
SIM_NUMBER(assessment, fact_assessment(world_after(row), row->i, row->j))
SIM_NUMBER(attacked, turn_of(row)->attack[row->i] == row->j)
SIM_NUMBER(joined, turn_of(row)->attack[row->i] == row->j && turn_of(row)->joined[row->i])
SIM_NUMBER(breach, count_between(row, EVENT_BREACH))
SIM_NUMBER(offered, count_between(row, EVENT_OFFER))
SIM_NUMBER(cancelled, count_between(row, EVENT_CANCEL))
SIM_NUMBER(opened, count_between(row, EVENT_OPEN_BOOKS))
SIM_NUMBER(leak, count_between(row, EVENT_LEAK))
SIM_NUMBER(seen_mobilised, mine(row)->seen_mobilised)
SIM_NUMBER(relation, mine(row)->relation)

static const struct sim_column columns[] = {
    {"turn", "turn", "from 1; figures are as after the turn unless said otherwise", turn, NULL},
    {"actor", "seat", "i: who knows, thinks and does; from 0", actor, NULL},
    {"target", "seat", "j: of whom and to whom", target, NULL},
    {"name", "name", "of i", NULL, name_put},
    {"target_name", "name", "of j", NULL, other_name_put},
    {"alive_i", "0/1", "i is not eliminated", alive_i, NULL},
    {"alive_j", "0/1", "j is not eliminated", alive_j, NULL},
    {"proximity", "%", "of i's force that arrives at j", proximity, NULL},
    {"pact", "name", "none, non_aggression, defensive, unconditional", NULL, pact_put},
    {"secret", "0/1", "the pact is secret", secret, NULL},
    {"expands_i", "0/1", "i is greedy or limited", expands_i, NULL},
    {"expands_j", "0/1", "j is greedy or limited", expands_j, NULL},
    {"est_fortify", "centi-units", "i's estimate of j's defensive arms", est_fortify, NULL},
    {"est_strike", "centi-units", "i's estimate of j's offensive arms", est_strike, NULL},
    {"est_dual", "centi-units", "i's estimate of j's ambiguous arms", est_dual, NULL},
    {"fortify", "centi-units", "j's true defensive arms", fortify, NULL},
    {"strike", "centi-units", "j's true offensive arms", strike, NULL},
    {"dual", "centi-units", "j's true ambiguous arms", dual, NULL},
    {"stated_belief", "permille", "chance that j is greedy, as i stated it in the turn; empty: not stated",
     stated_belief, NULL},
    {"belief", "permille", "the same or, if not stated, the assessment with which the turn began", belief,
     NULL},
    {"assessment", "permille", "i's assessment that j is greedy", assessment, NULL},
    {"attacked", "0/1", "i attacked j in the turn", attacked, NULL},
    {"joined", "0/1", "and as a called ally", joined, NULL},
    {"breach", "pacts", "breaches of a pact of i with j in the turn", breach, NULL},
    {"won", "territory", "units that i took from j in the turn", territory_won, NULL},
    {"offered", "0/1", "i offered j a pact in the turn", offered, NULL},
    {"cancelled", "0/1", "i cancelled its pact with j in the turn", cancelled, NULL},
    {"opened", "0/1", "i opened its books to j in the turn", opened, NULL},
    {"leak", "0/1", "i had j's true figures by a leak in the turn", leak, NULL},
    {"seen_mobilised", "0/1", "i saw j mobilise in the turn", seen_mobilised, NULL},
    {"relation", "-100..100", "i's regard for j (module culture)", relation, NULL},
};

const struct sim_column_list sim_columns_dyad = {columns, sizeof columns / sizeof columns[0]};
