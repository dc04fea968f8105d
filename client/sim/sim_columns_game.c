/* The columns of a row about a game that no metric gives: who sat where, how it ended, and plain counts. */
#include "client/sim/sim_columns.h"

static void bots_put(const struct sim_row *row, struct text *text)
{
    for (int i = 0; i < row->cell->scenario.actor_count; i++) {
        text_put(text, i ? "+" : "");
        text_put(text, sim_doctrine(row, i));
    }
}

static void motives_put(const struct sim_row *row, struct text *text)
{
    for (int i = 0; i < row->cell->scenario.actor_count; i++) {
        text_put(text, i ? "+" : "");
        text_put(text, motive_names.names[log_start(row->log)->actors[i].motive]);
    }
}

static void end_put(const struct sim_row *row, struct text *text)
{
    text_put(text, ending_names.names[log_end(row->log)->end]);
}

static int64_t count_motives(const struct sim_row *row, bool expand)
{
    int64_t count = 0;
    for (int i = 0; i < row->cell->scenario.actor_count; i++)
        count += (motive_expands(log_start(row->log)->actors[i].motive) != 0) == expand;
    return count;
}

/* Events of a kind, of which number `index` has the value; index -1: all of them. */
static int64_t count_events(const struct sim_row *row, enum event_kind kind, int index, int32_t value)
{
    int64_t count = 0;
    for (int t = 1; t <= row->log->turns; t++)
        LOG_EACH_EVENT(row->log, t, event)
    count += event->kind == kind && (index < 0 || event->numbers[index] == value);
    return count;
}

static int64_t count_calls(const struct sim_row *row, int index, int32_t value)
{
    return count_events(row, EVENT_CALLED, index, value) +
           count_events(row, EVENT_CALLED_ATTACK, index, value);
}

SIM_NUMBER(actors, row->cell->scenario.actor_count)
SIM_NUMBER(turns, row->log->turns)
SIM_NUMBER(seekers, count_motives(row, false))
SIM_NUMBER(greedy, count_motives(row, true))
SIM_NUMBER(eliminated, count_events(row, EVENT_ELIMINATED, -1, 0))
SIM_NUMBER(attacks, count_events(row, EVENT_ATTACK, -1, 0))
SIM_NUMBER(attacks_joined, count_events(row, EVENT_ATTACK, 2, 1))
SIM_NUMBER(battles, count_events(row, EVENT_BATTLE, -1, 0))
SIM_NUMBER(battles_won, count_events(row, EVENT_BATTLE, 3, 1))
SIM_NUMBER(meetings, count_events(row, EVENT_MEETING, -1, 0))
SIM_NUMBER(calls, count_calls(row, -1, 0))
SIM_NUMBER(calls_honoured, count_calls(row, 3, 1))
SIM_NUMBER(mobilisations, count_events(row, EVENT_MOBILISE, -1, 0))
SIM_NUMBER(pacts_made, count_events(row, EVENT_PACT, -1, 0))

static const struct sim_column columns[] = {
    {"actors", "states", "states at the start", actors, NULL},
    {"bots", "names", "doctrine of each seat, in the order of the seats, parted by +", NULL, bots_put},
    {"motives", "names", "motive of each seat, in the order of the seats, parted by +", NULL, motives_put},
    {"turns", "turns", "turns played", turns, NULL},
    {"end", "name", "how it ended: time, hegemony, survivor", NULL, end_put},
    {"seekers", "states", "states with a security motive: all but greedy and limited", seekers, NULL},
    {"greedy", "states", "states with the motive greedy or limited", greedy, NULL},
    {"eliminated", "states", "states eliminated", eliminated, NULL},
    {"attacks", "attacks", "attacks, those of called allies among them", attacks, NULL},
    {"attacks_joined", "attacks", "attacks by allies who were called to attack", attacks_joined, NULL},
    {"battles", "battles", "battles of attackers against a target that did not attack them", battles, NULL},
    {"battles_won", "battles", "battles that the attackers won", battles_won, NULL},
    {"meetings", "battles", "battles between two who attacked each other", meetings, NULL},
    {"calls", "calls", "calls of allies, to attack or to help", calls, NULL},
    {"calls_honoured", "calls", "calls that the ally came to", calls_honoured, NULL},
    {"mobilisations", "1", "states times turns in which they mobilised", mobilisations, NULL},
    {"pacts_made", "pacts", "pacts made in play", pacts_made, NULL},
};

const struct sim_column_list sim_columns_game = {columns, sizeof columns / sizeof columns[0]};
