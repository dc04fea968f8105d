#include "client/arena/watch.h"

#include <stdio.h>
#include <string.h>

void player_name(int seat, char name[PLAYER_NAME_SIZE])
{
    snprintf(name, PLAYER_NAME_SIZE, "Player-%d", seat + 1);
}

void watch_begin(struct arena_watch *watch, struct store *store, const struct arena_exercise *exercise,
                 struct arena_seat *seats)
{
    memset(watch, 0, sizeof *watch);
    watch->store = store;
    watch->exercise = exercise;
    watch->seats = seats;
    journal_check_init(&watch->check);
}

/* Seats are taken in order, so it is by the name that one knows who took this one. */
static bool is_expected(const struct arena_watch *watch, struct slice body)
{
    char expected[PLAYER_NAME_SIZE], found[PLAYER_NAME_SIZE];
    struct slice person;
    struct id id;
    struct cause cause;
    size_t size;
    player_name(watch->persons, expected);
    return slice_take_value(&body, "person", &person) && slice_hex(person, id.bytes, ID_SIZE) &&
           store_text(watch->store, &watch->exercise->exercise, &id, found, sizeof found, &size, &cause) ==
               STATUS_OK &&
           size == strlen(expected) && memcmp(found, expected, size) == 0;
}

static bool on_exercise(void *user, const struct store_record *record)
{
    struct arena_watch *watch = user;
    watch->exercise_seq = record->seq;
    if (strcmp(record->kind, "person") != 0)
        return true;
    if (!is_expected(watch, (struct slice){record->body, record->body_size}))
        watch->stranger = true;
    watch->persons++;
    return true;
}

static void count_thought(struct arena_watch *watch, int s)
{
    struct arena_seat *seat = &watch->seats[s];
    int64_t ms = watch->ordered_ms[s] - watch->opened_ms;
    ms = ms > 0 ? ms : 0; /* a clock that was set back */
    seat->thoughts++;
    seat->thought_ms += ms;
    if (ms > seat->thought_most_ms)
        seat->thought_most_ms = (int32_t)(ms < INT32_MAX ? ms : INT32_MAX);
}

static void count_turn(struct arena_watch *watch)
{
    const struct record_turn *turn = &watch->check.turn;
    bool own[ACTORS_MAX] = {false};
    for (int s = 0; s < watch->check.opening.scenario.actor_count; s++) {
        if (turn->source[s] == SOURCE_NONE)
            continue;
        own[s] = turn->source[s] == SOURCE_PERSON && !watch->stand_in[s];
        if (own[s])
            count_thought(watch, s);
        else
            watch->seats[s].timeouts++;
    }
    seats_count_rejected(own, &watch->check.events, watch->seats);
}

static void count_end(struct arena_watch *watch)
{
    for (int s = 0; s < watch->check.opening.scenario.actor_count; s++)
        seat_result(&watch->check.world, s, &watch->seats[s]);
}

static bool on_world(void *user, const struct store_record *record)
{
    struct arena_watch *watch = user;
    struct entry_orders orders;
    bool is_orders;
    watch->status =
        journal_check_entry(&watch->check, record->kind, (struct slice){record->body, record->body_size},
                            &orders, &is_orders, &watch->cause);
    if (watch->status)
        return false;
    watch->world_seq = record->seq;
    if (is_orders)
        watch->ordered_ms[orders.head.seat] = record->stamp_ms;
    if (strcmp(record->kind, "turn") == 0)
        count_turn(watch);
    if (strcmp(record->kind, "turn") == 0 || strcmp(record->kind, "start") == 0) {
        watch->opened_ms = record->stamp_ms;
        memset(watch->ordered_ms, 0, sizeof watch->ordered_ms);
    }
    if (watch->check.ended)
        count_end(watch);
    return true;
}

enum status watch_look(struct arena_watch *watch, struct cause *cause)
{
    enum status status = store_each_record(watch->store, &watch->exercise->exercise, watch->exercise_seq,
                                           on_exercise, watch, cause);
    if (!status && watch->stranger)
        return status_fail(cause, STATUS_INVALID,
                           "a seat was taken under another name than $SPIRAL_NAME; every program joins once, "
                           "under that name");
    if (!status)
        status = store_each_record(watch->store, &watch->exercise->world, watch->world_seq, on_world, watch,
                                   cause);
    if (status || !watch->status)
        return status;
    *cause = watch->cause;
    return watch->status;
}
