/* A world machine as the tests use it: a clock that only they move, a journal in memory, and a list of all
 * that the last command led to.
 *
 * A value in the test's space, about 1 MiB: on the heap. What a call gives is borrowed until the next
 * command. */
#ifndef SPIRAL_TESTS_WORLD_TABLE_H
#define SPIRAL_TESTS_WORLD_TABLE_H

#include "common/base/buffer.h"
#include "server/world/machine.h"

enum { HEARD_MAX = 1024, ENTRIES_MAX = 8192 };

/* An effect, with what it pointed to. */
struct heard {
    enum effect_kind kind;
    char entry_kind[16]; /* STORE */
    int64_t remaining_ms;
    uint16_t only_for;
    int seat; /* TELL */
    enum tell_what what;
    enum notice_kind notice;
    enum bot_reason bot_reason; /* of the notice */
    uint64_t press;             /* its number */
    uint32_t bulletin;
    bool is_accepted;
    struct wire_accepted accepted; /* REPLY: one of the two, or a ruling */
    struct refusal refusal;
    enum ruling ruling;
};

/* What the journal keeps of a STORE. */
struct kept_entry {
    char kind[16];
    char *body;
    size_t size;
    int64_t remaining_ms;
    char *text; /* NULL: none */
    struct id text_id;
};

struct table;

/* Called at every effect, after it was written down. */
typedef void table_watch(struct table *table, const struct effect *effect);

struct table {
    struct world_machine *machine;
    struct world_settings settings;
    struct record_opening opening;
    uint64_t now_ms;
    int heard_count;
    struct heard heard[HEARD_MAX];
    int entry_count;
    struct kept_entry entries[ENTRIES_MAX];
    int64_t remaining_ms; /* what the journal knows of the clock */
    uint32_t ids;         /* command ids given out */
    table_watch *watch;   /* NULL: none */
    void *watcher;
};

/* `n` security seekers, attacks from turn 1 on, `turns` turns; a scenario to be changed before table_open. */
void table_scenario(struct scenario *scenario, int n, int turns);

/* A new world in its lobby. Freed by table_close. */
struct table *table_open(const struct scenario *scenario, int64_t turn_ms, int misses_allowed);
struct table *table_open_as(const struct scenario *scenario, const struct world_settings *settings);
void table_close(struct table *table);

/* `n` seats, all taken and connected, with the first turn open. */
struct table *table_playing(int n, int turns, int64_t turn_ms, int misses_allowed);
struct table *table_playing_as(int n, int turns, const struct world_settings *settings);

/* Applies a command now and writes down its effects. */
void table_apply(struct table *table, struct command command);
/* START, TAKE, ARRIVE, DEPART, LEAVE without a reply, TICK. */
void table_do(struct table *table, enum command_kind kind, int seat);
/* Lets time pass and ticks once. */
void table_wait(struct table *table, uint64_t ms);

/* An act of whoever runs the exercise; gives the ruling. */
enum ruling table_act(struct table *table, enum command_kind kind, struct wire_exercise_act act);

/* A new command id. */
struct id table_id(struct table *table);

/* Commands of players, with a new id, for the open turn; each gives the reply. */
const struct heard *table_save(struct table *table, int seat, const struct orders *orders);
const struct heard *table_ready(struct table *table, int seat, bool ready);
const struct heard *table_say(struct table *table, int seat, uint16_t to, const char *text); /* 0: everyone */
const struct heard *table_leave(struct table *table, int seat, const struct id *id);

/* The seat's situation, about 10 KiB. */
struct wire_situation table_situation(const struct table *table, int seat);
/* Legal orders: all to civil. */
struct orders table_peace(const struct table *table, int seat);

/* The one REPLY of the last command; NULL when there is none. */
const struct heard *table_reply(const struct table *table);
/* How many entries of the kind the last command stored; NULL: of any kind. */
int table_stored(const struct table *table, const char *kind);
/* How often the last command told the seat (-1: any) this. */
int table_told(const struct table *table, int seat, enum tell_what what);
/* The last command's effects in one word each, blank-separated: "orders reply clock0 clock1". */
void table_story(const struct table *table, struct text *text);

/* A machine made of the first `count` entries, with its clock running since now. Destroyed by the caller. */
struct world_machine *table_rebuild(const struct table *table, int count);
/* The process dies, everybody is disconnected, and what the journal has goes on after the downtime. */
void table_kill(struct table *table, uint64_t downtime_ms);

#endif
