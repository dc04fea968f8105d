/* What happened in a turn, and who may be told: the rows of reports, of the debrief and of golden games.
 * Values in the caller's space. Pure; any thread. */
#ifndef SPIRAL_RULES_EVENT_H
#define SPIRAL_RULES_EVENT_H

#include "common/rules/limits.h"

#include <stdint.h>

enum event_kind {
    EVENT_REJECTED,      /* actor, part of the orders */
    EVENT_CANCEL,        /* who, with whom */
    EVENT_PACT,          /* i, j, kind, secret */
    EVENT_OFFER,         /* who, to whom, kind, secret */
    EVENT_TECH,          /* who, project */
    EVENT_BUDGET,        /* who, civil, fortify, strike, dual, intel */
    EVENT_SCRAP,         /* who, units */
    EVENT_OPEN_BOOKS,    /* who, to whom */
    EVENT_DECLARE,       /* who, declaration, to whom or -1 */
    EVENT_MOBILISE,      /* who */
    EVENT_CALLED_ATTACK, /* who is called, ally, target, came */
    EVENT_CONFLICTED,    /* who is not called, ally, the other side */
    EVENT_EXPOSED,       /* i, j, kind: a secret pact became public */
    EVENT_ATTACK,        /* who, whom, as a called ally */
    EVENT_BREACH,        /* who, against whom */
    EVENT_CALLED,        /* who is called, victim, first attacker, came */
    EVENT_BATTLE,        /* target, attackers, helpers, the attack succeeded */
    EVENT_MEETING,       /* j, i, the side that attacks j won */
    EVENT_ODDS,          /* target, other side or -1, permille: for the debrief only */
    EVENT_GAIN,          /* winner, loser, territory */
    EVENT_ELIMINATED,    /* who */
    EVENT_LEAK,          /* who looks, at whom */
    EVENT_VULNERABILITY, /* who, permille: for the debrief only */
    EVENT_END,           /* enum ending */
    EVENT_KIND_COUNT,
};

enum { EVENT_NUMBERS_MAX = 6 };

struct event {
    uint16_t seen_by; /* bit i: actor i may be told; 0: nobody before the debrief */
    uint8_t kind;
    uint8_t count; /* numbers in use */
    int32_t numbers[EVENT_NUMBERS_MAX];
};

struct event_list {
    int count;
    struct event events[EVENTS_MAX];
};

/* The name of a kind in canonical text. */
const char *event_name(int kind);

/* How many numbers a kind carries. */
int event_numbers(int kind);

/* Adds an event; of EVENT_NUMBERS_MAX numbers those that the kind does not carry are 0. EVENTS_MAX is never
 * exceeded. */
void event_add(struct event_list *list, uint32_t seen_by, enum event_kind kind, const int32_t *numbers);

#define EVENT(list, seen_by, kind, ...)                                                                      \
    event_add(list, seen_by, kind, (const int32_t[EVENT_NUMBERS_MAX]){__VA_ARGS__})

#endif
