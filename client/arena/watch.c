#include "client/arena/watch.h"

#include "common/rules/arithmetic.h"

#include <stdio.h>
#include <string.h>

enum { STAMP_ERROR_MS = 50 }; /* the clock that closes turns and the one that stamps entries are read apart */

void player_name(int seat, char name[PLAYER_NAME_SIZE])
{
    snprintf(name, PLAYER_NAME_SIZE, "Player-%d", seat + 1);
}

void watch_begin(struct arena_watch *watch, const struct arena *arena, struct store *store,
                 const struct arena_exercise *exercise, struct arena_seat *seats)
{
    memset(watch, 0, sizeof *watch);
    watch->arena = arena;
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

/* Since the open turn began; never below 0, should a clock have been set back. */
static int32_t ms_at(const struct arena_watch *watch, int64_t stamp_ms)
{
    return (int32_t)clamp(stamp_ms - watch->opened_ms, 0, INT32_MAX);
}

static void count_thought(struct arena_watch *watch, int s)
{
    struct arena_seat *seat = &watch->seats[s];
    int32_t ms = ms_at(watch, watch->ordered_ms[s]);
    seat->thoughts++;
    if (watch->check.turn.turn == 1) {
        seat->loads = 1;
        seat->load_ms = ms;
        return;
    }
    seat->thought_ms += ms;
    if (ms > seat->thought_most_ms)
        seat->thought_most_ms = ms;
}

/* A turn without orders may also have closed before its time: then the program was ready without them. */
static void note_late(struct arena_watch *watch, int s, int64_t closed_ms)
{
    struct lateness lateness = {.seat = s, .turn = watch->check.turn.turn, .ms = ms_at(watch, closed_ms)};
    lateness.limit = lateness.turn == 1 ? LIMIT_LOAD : LIMIT_TURN;
    int64_t limit = limit_ms(watch->arena, lateness.limit);
    if (watch->stand_in[s] || lateness.ms < limit - STAMP_ERROR_MS)
        return;
    lateness.ms = max_of(lateness.ms, limit);
    late_count(watch->seats[s].late, lateness.limit, lateness.ms);
    if (watch->listener.late)
        watch->listener.late(watch->listener.user, &lateness);
}

static void count_turn(struct arena_watch *watch, int64_t closed_ms)
{
    const struct record_turn *turn = &watch->check.turn;
    bool own[ACTORS_MAX] = {false};
    for (int s = 0; s < watch->check.opening.scenario.actor_count; s++) {
        if (turn->source[s] == SOURCE_NONE)
            continue;
        own[s] = turn->source[s] == SOURCE_PERSON && !watch->stand_in[s];
        if (own[s]) {
            count_thought(watch, s);
        } else {
            watch->seats[s].timeouts++;
            note_late(watch, s, closed_ms);
        }
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
        count_turn(watch, record->stamp_ms);
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
