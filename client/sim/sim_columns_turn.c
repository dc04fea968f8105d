/* The columns of a row about a state and a turn: the state as it is after the turn, and what it did in it. */
#include "client/sim/sim_columns.h"
#include "common/debrief/facts.h"
#include "common/rules/score.h"

static const struct actor *after(const struct sim_row *row)
{
    return &row->log->worlds[row->turn].actors[row->i];
}

static const struct actor *before(const struct sim_row *row)
{
    return &row->log->worlds[row->turn - 1].actors[row->i];
}

static const struct log_turn *turn_of(const struct sim_row *row)
{
    return &row->log->turn[row->turn];
}

/* A state that was dead when the turn began did nothing in it. */
static int64_t if_alive(const struct sim_row *row, int64_t value)
{
    return before(row)->alive ? value : SIM_EMPTY;
}

/* Number 1 of the state's own event of a kind in this turn, or 0. */
static int64_t own_event(const struct sim_row *row, enum event_kind kind)
{
    LOG_EACH_EVENT(row->log, row->turn, event)
    if (event->kind == kind && event->numbers[0] == row->i)
        return event->numbers[1];
    return 0;
}

static int64_t count_own(const struct sim_row *row, enum event_kind kind, int index, int32_t value)
{
    int64_t count = 0;
    LOG_EACH_EVENT(row->log, row->turn, event)
    count +=
        event->kind == kind && event->numbers[0] == row->i && (index < 0 || event->numbers[index] == value);
    return count;
}

static int64_t empty_below_zero(int64_t value)
{
    return value < 0 ? SIM_EMPTY : value;
}

static int64_t calls_of(const struct sim_row *row, int32_t came)
{
    return count_own(row, EVENT_CALLED, 3, came) + count_own(row, EVENT_CALLED_ATTACK, 3, came);
}

static void name_put(const struct sim_row *row, struct text *text)
{
    sim_put_field(row->cell->scenario.actors[row->i].name, text);
}

static void motive_put(const struct sim_row *row, struct text *text)
{
    text_put(text, motive_names.names[after(row)->motive]);
}

static void doctrine_put(const struct sim_row *row, struct text *text)
{
    text_put(text, sim_doctrine(row, row->i));
}

static void declared_put(const struct sim_row *row, struct text *text)
{
    text_put(text, declaration_names.names[own_event(row, EVENT_DECLARE)]);
}

SIM_NUMBER(turn, row->turn)
SIM_NUMBER(actor, row->i)
SIM_NUMBER(alive, after(row)->alive)
SIM_NUMBER(territory, after(row)->territory)
SIM_NUMBER(productivity, after(row)->productivity)
SIM_NUMBER(income, if_alive(row, world_income(&row->log->worlds[row->turn - 1], row->i)))
SIM_NUMBER(civil, if_alive(row, after(row)->budget[LINE_CIVIL]))
SIM_NUMBER(fortify_points, if_alive(row, after(row)->budget[LINE_FORTIFY]))
SIM_NUMBER(strike_points, if_alive(row, after(row)->budget[LINE_STRIKE]))
SIM_NUMBER(dual_points, if_alive(row, after(row)->budget[LINE_DUAL]))
SIM_NUMBER(intel_points, if_alive(row, after(row)->budget[LINE_INTEL]))
SIM_NUMBER(fortify, after(row)->fortify)
SIM_NUMBER(strike, after(row)->strike)
SIM_NUMBER(dual, after(row)->dual)
SIM_NUMBER(score, after(row)->score)
SIM_NUMBER(insecurity, after(row)->insecurity)
SIM_NUMBER(final_score, score_final(&row->log->worlds[row->turn], row->i))
SIM_NUMBER(vulnerability, empty_below_zero(turn_of(row)->vulnerability[row->i]))
SIM_NUMBER(attack, empty_below_zero(turn_of(row)->attack[row->i]))
SIM_NUMBER(joined, turn_of(row)->joined[row->i])
SIM_NUMBER(mobilised, turn_of(row)->mobilised[row->i])
SIM_NUMBER(scrapped, own_event(row, EVENT_SCRAP))
SIM_NUMBER(calls_honoured, calls_of(row, 1))
SIM_NUMBER(calls_refused, calls_of(row, 0))
SIM_NUMBER(breaches, count_own(row, EVENT_BREACH, -1, 0))
SIM_NUMBER(technology, after(row)->tech)
SIM_NUMBER(balance_believed, after(row)->doctrine)

static const struct sim_column columns[] = {
    {"turn", "turn", "from 1; figures are as after the turn unless said otherwise", turn, NULL},
    {"actor", "seat", "number of the state, from 0", actor, NULL},
    {"name", "name", "of the state", NULL, name_put},
    {"motive", "name", "security_seeker, greedy, limited, protector, fearful", NULL, motive_put},
    {"doctrine", "name", "of the bot in the seat", NULL, doctrine_put},
    {"alive", "0/1", "not eliminated", alive, NULL},
    {"territory", "territory", "units held", territory, NULL},
    {"productivity", "%", "budget points a unit of territory", productivity, NULL},
    {"income", "points", "budget points to spend in the turn; empty for the dead", income, NULL},
    {"civil", "points", "spent on civil in the turn", civil, NULL},
    {"fortify_points", "points", "spent on fortify in the turn", fortify_points, NULL},
    {"strike_points", "points", "spent on strike in the turn", strike_points, NULL},
    {"dual_points", "points", "spent on dual in the turn", dual_points, NULL},
    {"intel_points", "points", "spent on intelligence in the turn", intel_points, NULL},
    {"fortify", "centi-units", "stock of defensive arms", fortify, NULL},
    {"strike", "centi-units", "stock of offensive arms", strike, NULL},
    {"dual", "centi-units", "stock of ambiguous arms", dual, NULL},
    {"score", "points", "in play so far", score, NULL},
    {"insecurity", "points", "hidden so far, taken off the score at the end", insecurity, NULL},
    {"final_score", "points", "score minus insecurity", final_score, NULL},
    {"vulnerability", "permille", "chance of the most dangerous attacker in reach; empty for the dead",
     vulnerability, NULL},
    {"attack", "seat", "whom it attacked in the turn; empty: nobody", attack, NULL},
    {"joined", "0/1", "its attack was one of a called ally", joined, NULL},
    {"mobilised", "0/1", "it mobilised in the turn", mobilised, NULL},
    {"scrapped", "units", "strike arms destroyed in public in the turn", scrapped, NULL},
    {"declared", "name", "what it declared in the turn: none, peaceful, warn, demand", NULL, declared_put},
    {"calls_honoured", "calls", "calls of allies in the turn that it came to", calls_honoured, NULL},
    {"calls_refused", "calls", "calls of allies in the turn that it stood aside from", calls_refused, NULL},
    {"breaches", "pacts", "attacks on a pact partner in the turn", breaches, NULL},
    {"technology", "project", "number of the finished research project; 0: none", technology, NULL},
    {"balance_believed", "%", "offense-defense balance that it believes in", balance_believed, NULL},
};

const struct sim_column_list sim_columns_turn = {columns, sizeof columns / sizeof columns[0]};
