/* An exercise on a desk: its host writes down what it is asked for, and chance is chosen by the test. */
#ifndef SPIRAL_TESTS_EXERCISE_DESK_H
#define SPIRAL_TESTS_EXERCISE_DESK_H

#include "server/exercise/exercise.h"

enum { DESK_ENTRIES_MAX = 400 };

#define DESK_DAY_MS  (24 * INT64_C(3600000))
#define DESK_WALL_MS (INT64_C(1800000000) * 1000) /* at the beginning */
#define DESK_TERM_MS (30 * DESK_DAY_MS)

struct desk_entry {
    bool of_world;
    int64_t epoch, seq; /* as the stream stood before it */
    int64_t stamp_ms;
    char kind[16];
    char *body;
    size_t body_size;
    char *text; /* NULL: none */
    struct id text_id, text_owner;
};

struct desk {
    struct exercise_host host;
    struct exercise_settings settings;
    struct exercise *exercise;
    uint64_t dice;
    int64_t wall_ms; /* Unix time, set by the test */
    int entry_count, told, replies, clocks;
    struct desk_entry entries[DESK_ENTRIES_MAX];
    struct refusal refused; /* of the last reply */
};

/* A duel with the settings given; `exercise` is made. */
struct desk *desk_open(const struct exercise_settings *settings);
void desk_close(struct desk *desk);

/* A new exercise from the first `count` entries. NULL with the cause when they cannot be read. */
struct exercise *desk_recover(struct desk *desk, int count, struct cause *cause);

/* The last entry of the kind; fails the test when there is none. */
const struct desk_entry *desk_entry(const struct desk *desk, const char *kind);

struct wire_join join_as(const char *name, uint8_t secret);

#endif
