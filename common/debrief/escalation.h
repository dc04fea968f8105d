/* The ladder: how far each actor went in each turn, and what it had seen before. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_ESCALATION_H
#define SPIRAL_DEBRIEF_ESCALATION_H

#include "common/debrief/world_log.h"

enum rung { RUNG_RESTRAINT, RUNG_QUIET, RUNG_ARMS, RUNG_CRISIS, RUNG_WAR, RUNG_RUIN, RUNG_COUNT };

/* As people and programs count it, from 1 restraint to RUNG_COUNT ruin: on cards, in JSON, as the tension of
 * a world, in the condition of an inject. */
static inline int rung_number(enum rung rung)
{
    return (int)rung + 1;
}

/* The acts that have a weight, after Rivera et al. 2024. */
enum act {
    ACT_OPEN_BOOKS,
    ACT_SCRAP,
    ACT_PEACEFUL,
    ACT_NON_AGGRESSION,
    ACT_ARMS,
    ACT_OTHER_PACT,
    ACT_MOBILISE,
    ACT_WARN,
    ACT_DEMAND,
    ACT_BREACH,
    ACT_MOLE,
    ACT_ATTACK,
    ACT_ELIMINATE,
    ACT_COUNT,
};

extern const struct name_list act_names;
int act_weight(int act);
enum rung act_rung(int act);

/* The acts of i in a turn, as a set of 1 << enum act. ACT_ELIMINATE takes the place of ACT_ATTACK. */
uint32_t acts_of(const struct world *before, const struct world *after, const struct event *first,
                 const struct event *end, int i);
/* The highest rung that one of them stands on. */
enum rung acts_rung(uint32_t acts);

/* The same of turn t of a log. */
uint32_t escalation_acts(const struct world_log *log, int t, int i);

/* Sum of the weights of the acts; 0 where there were none. */
int escalation_score(const struct world_log *log, int t, int i);
enum rung escalation_rung(const struct world_log *log, int t, int i);

/* What i may have answered in turn t: an attack on it in one of the two turns before or, without one, the
 * largest rise of a rival's arms that it had seen in them. who: -1 where there was neither. */
struct escalation_cause {
    int who, turn;
    bool attacked;                /* who attacked i in that turn */
    int64_t seen_rise, true_rise; /* centi-units; 0 where it was an attack */
};

struct escalation_cause escalation_cause_of(const struct world_log *log, int t, int i);

#endif
