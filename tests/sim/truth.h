/* What must hold, checked while it happens.
 *
 * The truth sees three things: what the server gives to its journal, what leaves the server, and what the
 * store holds when the server comes back. From the journal's entries it computes every world again by
 * common/rules and common/record, and it keeps clocks of its own. It asks the server nothing, but for one
 * comparison: replay equals live.
 *
 *  - What was said rests on entries that every later life of the server still has, word for word.
 *  - A command is in the journal at most once; turns follow each other one by one; a message has one number.
 *  - Everything said to an audience can be made again from its view alone.
 *  - Every time that is stored is the limit of the turn less the time in which the server was up and nothing
 * paused: downtime costs nobody anything, and gives back no more than the clock's step.
 *
 * Owner: the simulation. One thread. */
#ifndef SPIRAL_TESTS_SIM_TRUTH_H
#define SPIRAL_TESTS_SIM_TRUTH_H

#include "common/record/entry.h"
#include "tests/sim/sim.h"

enum {
    TRUTH_STREAMS_MAX = 2 * SIM_EXERCISES_MAX + 4,
    TRUTH_TEXTS_MAX = 4096,
    TRUTH_CLOCKS_MAX = 1024, /* submissions with a time, of one world between two crashes */
};

/* One entry as it was submitted. */
struct truth_entry {
    char kind[STORE_KIND_MAX + 1];
    char *body; /* owned */
    size_t size;
    uint64_t ticket;
    bool has_head;
    struct entry_head head; /* of a player's command */
};

/* A time that was submitted for a world. */
struct truth_time {
    uint64_t ticket, at_ms, refused_ms; /* refused: how long the server had refused everything by then */
    int64_t remaining_ms;
};

/* The clock of the open turn as it has to be. */
struct truth_clock {
    int64_t turn_ms;  /* of every turn; 0: no limit */
    int64_t limit_ms; /* of this one, with what was added */
    int64_t spent_ms; /* up to `since_ms` */
    uint64_t since_ms;
    bool open, paused, resolving;
    int time_count;
    struct truth_time times[TRUTH_CLOCKS_MAX];
};

struct truth_debriefs;

struct truth_world {
    struct record_opening opening;
    struct digest hash;
    int turns;                          /* closed */
    struct world *after[TURNS_MAX + 1]; /* owned; [0] is the beginning */
    struct event_list *events[TURNS_MAX + 1];
    uint8_t source[TURNS_MAX + 1][ACTORS_MAX];
    bool started, closed, ended;
    bool ready[ACTORS_MAX];
    uint32_t revision[ACTORS_MAX];
    uint64_t press;
    uint32_t acts;
    int spectator_delay;
    struct truth_debriefs *debriefs; /* owned; NULL: not made yet */
    int compared; /* the last turn after which the live world was held against this one; -1: none */
    struct truth_clock clock;
};

struct truth_stream {
    struct id id;
    int count, capacity;
    struct truth_entry *entries;
    int audible;               /* so many entries, from the first, have to be there for good */
    struct truth_world *world; /* NULL: the stream of an exercise */
    struct id of;              /* of an exercise: its world */
};

struct truth_text {
    struct id stream, id;
    char *text; /* owned */
    size_t size;
};

struct truth {
    struct sim *sim;
    bool up;
    uint64_t durable;                        /* ticket */
    uint64_t down_since_ms, down_refused_ms; /* refused: how long it had refused everything by then */
    int stream_count;
    struct truth_stream streams[TRUTH_STREAMS_MAX];
    int text_count;
    struct truth_text texts[TRUTH_TEXTS_MAX];
    struct journal_check check; /* scratch */
    struct to_client said;      /* scratch: what is being said, read back */
    struct to_client made;      /* scratch: the same, made again */
    struct event_list events;   /* scratch */
    struct buffer first, second;
};

struct truth *truth_create(struct sim *sim);
void truth_free(struct truth *truth);

/* ---- truth.c: what the server stores */
void truth_writes(struct truth *truth, const struct store_change *change, uint64_t ticket);
void truth_durable(struct truth *truth, uint64_t ticket);
struct truth_stream *truth_stream(struct truth *truth, const struct id *id);
const struct truth_text *truth_text(const struct truth *truth, const struct id *stream, const struct id *id);
/* Everything up to this entry was said to somebody. */
void truth_said(struct truth_stream *stream, int entry);

/* ---- truth_world.c: entries as the rules understand them */
void world_begins(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry);
void world_follows(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry);
void world_free(struct truth_world *world);

/* ---- truth_clock.c */
/* `quiet`: with a record that leaves the head's time alone. */
void clock_submitted(struct truth *truth, struct truth_stream *stream, uint64_t ticket, int64_t remaining_ms,
                     bool quiet);
void clock_settle(struct truth *truth, struct truth_clock *clock);
/* So long the server accepted nothing: nobody is to pay for that. */
void truth_gives_back(struct truth *truth, uint64_t ms);
/* The server came back with that time in its store. */
void clock_found(struct truth *truth, struct truth_stream *stream, int64_t remaining_ms);

/* ---- truth_said.c: what leaves the server */
void truth_hears(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count);

/* ---- truth_record.c: what an ended world is opened with */
void hear_record(struct truth *truth, struct conn *conn);
void hear_debrief(struct truth *truth, struct conn *conn);
/* What only follows from the end of the audience's world. */
void truth_rests_on_end(struct truth *truth, struct conn *conn);
void debriefs_free(struct truth_debriefs *debriefs);

/* ---- truth_public.c: the same to those without a seat */
void hear_watching(struct truth *truth, struct conn *conn);
void hear_public_clock(struct truth *truth, struct conn *conn);
void hear_public_turn(struct truth *truth, struct conn *conn);
void hear_admin(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count);

/* ---- truth_find.c: entries by their place in a stream, -1 when there is none */
/* The last of that kind, turn (-1: any) and seat (-1: any). */
int entry_last(const struct truth_stream *stream, const char *kind, int turn, int seat);
int entry_first(const struct truth_stream *stream, const char *kind);
int entry_of_turn(const struct truth_stream *stream, int turn); /* that closed it; of 0: the start */
int entry_of_end(const struct truth_stream *stream);
/* On what the world after a turn rests. One that was closed in its lobby never started. */
int entry_behind_turn(const struct truth_stream *stream, int turn);
int entry_of_command(const struct truth_stream *stream, const struct id *command);
/* A message rests on that entry, which has to be there; `what` names it in a sentence. */
void truth_rests(struct truth *truth, struct truth_stream *stream, int entry, const char *what);
/* The world that a message names, which has to be the audience's own. */
struct truth_world *truth_world_of(struct truth *truth, const struct conn *conn, const struct id *id,
                                   struct truth_stream **stream);
int actors_of(const struct truth_world *world);
bool world_is_over(const struct truth_world *world);
/* Has `made` the bytes of `said`, but for the padding? */
bool truth_same(struct truth *truth);
void truth_expect_same(struct truth *truth, const struct conn *conn, const char *what);

/* ---- truth_store.c: lives of the server */
void truth_server_up(struct truth *truth);
void truth_server_down(struct truth *truth);
void truth_checks_store(struct truth *truth, struct store *store);
void truth_checks_bounds(struct truth *truth);
/* Every world that was begun has ended. */
bool truth_all_ended(const struct truth *truth);

#endif
