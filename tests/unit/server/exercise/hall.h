/* An exercise in a hall: its host writes down what it is asked for, and chance is chosen by the test. */
#ifndef SPIRAL_TESTS_EXERCISE_HALL_H
#define SPIRAL_TESTS_EXERCISE_HALL_H

#include "server/exercise/desk.h"

enum { HALL_ENTRIES_MAX = 4000, HALL_WORLDS_MAX = 4, HALL_NEWS = NEWS_CLOSED + 1 };

#define HALL_DAY_MS  (24 * INT64_C(3600000))
#define HALL_WALL_MS (INT64_C(1800000000) * 1000) /* at the beginning */
#define HALL_TERM_MS (30 * HALL_DAY_MS)

struct hall_entry {
    int world;          /* whose stream it is of; -1: the exercise's own */
    int64_t epoch, seq; /* as the stream stood before it */
    int64_t stamp_ms, remaining_ms;
    char kind[16];
    char *body;
    size_t body_size;
    char *text; /* NULL: none */
    struct id text_id, text_owner;
};

struct hall {
    struct exercise_host host;
    struct exercise_settings settings;
    struct exercise *exercise;
    struct id worlds[HALL_WORLDS_MAX];
    int world_count;
    uint64_t dice, ticket;
    int64_t wall_ms;     /* Unix time, set by the test */
    int64_t downtime_ms; /* that a restart says it took */
    int entry_count, told, replies, clocks;
    int news[HALL_NEWS]; /* by kind */
    struct hall_entry entries[HALL_ENTRIES_MAX];
    struct refusal refused; /* of the last reply */
};

/* A duel with the settings given; `exercise` is made. */
struct hall *hall_open(const struct exercise_settings *settings);
/* The same with another scenario, and worlds of it side by side. */
struct hall *hall_open_worlds(const struct exercise_settings *settings, const char *scenario, int worlds);
void hall_close(struct hall *hall);

/* A new exercise from the first `count` entries. NULL with the cause when they cannot be read. */
struct exercise *hall_recover(struct hall *hall, int count, struct cause *cause);
/* The same, checked, with its clocks running again. */
struct exercise *hall_restart(struct hall *hall, int count, uint64_t now_ms);

/* The last entry of the kind; fails the test when there is none. */
const struct hall_entry *hall_entry(const struct hall *hall, const char *kind);
int hall_count(const struct hall *hall, const char *kind);

struct wire_join join_as(const char *name, uint8_t secret);
/* Joins, saying yes to what is asked, and fails the test where that is refused. */
struct person *hall_join(struct hall *hall, const char *name, uint8_t secret);

#endif
