#include "common/debrief/world_log.h"

#include "common/base/must.h"

#include <string.h>

void log_begin(struct world_log *log, const struct world *world)
{
    log->turns = 0;
    log->worlds[0] = *world;
    log->turn[0] = (struct log_turn){0};
}

static void note_events(struct log_turn *turn, const struct event_list *events)
{
    for (int i = 0; i < ACTORS_MAX; i++) {
        turn->vulnerability[i] = turn->attack[i] = -1;
        turn->joined[i] = turn->mobilised[i] = false;
    }
    for (int e = 0; e < events->count; e++) {
        const struct event *event = &events->events[e];
        int who = event->numbers[0];
        if (event->kind == EVENT_VULNERABILITY) {
            turn->vulnerability[who] = (int16_t)event->numbers[1];
        } else if (event->kind == EVENT_ATTACK) {
            turn->attack[who] = (int8_t)event->numbers[1];
            turn->joined[who] = event->numbers[2] != 0;
        } else if (event->kind == EVENT_MOBILISE) {
            turn->mobilised[who] = true;
        } else if (event->kind == EVENT_REJECTED && event->numbers[1] == PART_BELIEF) {
            for (int j = 0; j < ACTORS_MAX; j++)
                turn->belief[who][j] = -1; /* what was refused was not stated */
        }
    }
}

void log_turn(struct world_log *log, const struct order_book *book, const struct event_list *events,
              const struct world *world)
{
    must(log->turns < TURNS_MAX);
    const struct log_turn *before = &log->turn[log->turns];
    int n = world->scenario.actor_count, t = ++log->turns;
    struct log_turn *turn = &log->turn[t];
    turn->first_event = before->first_event + before->event_count;
    turn->event_count = events->count;
    memcpy(&log->events[turn->first_event], events->events, (size_t)events->count * sizeof events->events[0]);
    for (int i = 0; i < n; i++) {
        turn->book.given[i] = book->given[i];
        turn->book.orders[i] = book->orders[i];
        for (int j = 0; j < n; j++)
            turn->belief[i][j] = (int16_t)(book->given[i] ? book->orders[i].belief[j] : -1);
    }
    note_events(turn, events);
    log->worlds[t] = *world;
}

void log_back(struct world_log *log, int turns)
{
    must(turns >= 0 && turns <= log->turns);
    log->turns = turns;
}
