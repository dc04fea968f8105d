/* The log of one world: what the debrief, and nothing else, is computed from.
 *
 * Holds the true world before the first turn and after every turn, the events, and what the seats stated. The
 * owner gives the space (about 4 MiB, of which a short game touches little) and reuses it for the next world.
 * Motives and true figures are in it: it exists only where a world has ended or nobody plays. Pure; any
 * thread. */
#ifndef SPIRAL_DEBRIEF_WORLD_LOG_H
#define SPIRAL_DEBRIEF_WORLD_LOG_H

#include "common/rules/turn.h"

enum { LOG_EVENTS_MAX = TURNS_MAX * EVENTS_MAX };

/* One resolved turn, with what is asked most often taken from its events. */
struct log_turn {
    int first_event, event_count;           /* in world_log.events */
    struct order_book book;                 /* as it was closed */
    int16_t belief[ACTORS_MAX][ACTORS_MAX]; /* stated by i about j, permille; -1 not stated */
    int16_t vulnerability[ACTORS_MAX];      /* after the turn, permille; -1 dead */
    int8_t attack[ACTORS_MAX];              /* whom i attacked, or -1 */
    bool joined[ACTORS_MAX];                /* and as a called ally */
    bool mobilised[ACTORS_MAX];
};

struct world_log {
    int turns;                           /* resolved so far */
    struct world worlds[TURNS_MAX + 1];  /* [t]: after t turns */
    struct log_turn turn[TURNS_MAX + 1]; /* [t]: the turn that led to worlds[t]; [0] is not used */
    struct event events[LOG_EVENTS_MAX];
};

/* Empties the log; `world` is as before its first turn. */
void log_begin(struct world_log *log, const struct world *world);

/* Appends a resolved turn; `world` is as after it. At most TURNS_MAX. */
void log_turn(struct world_log *log, const struct order_book *book, const struct event_list *events,
              const struct world *world);

/* The world went back: so many turns count from now on, at most those that there are. */
void log_back(struct world_log *log, int turns);

static inline const struct world *log_start(const struct world_log *log)
{
    return &log->worlds[0];
}

static inline const struct world *log_end(const struct world_log *log)
{
    return &log->worlds[log->turns];
}

/* The events of turn t (1..turns) as a range: for (e = first; e < end; e++). */
static inline const struct event *log_first_event(const struct world_log *log, int t)
{
    return &log->events[log->turn[t].first_event];
}

static inline const struct event *log_end_event(const struct world_log *log, int t)
{
    return log_first_event(log, t) + log->turn[t].event_count;
}

/* Iterates `event` over the events of turn t. */
#define LOG_EACH_EVENT(log, t, event)                                                                        \
    for (const struct event *event = log_first_event(log, t); event < log_end_event(log, t); event++)

#endif
