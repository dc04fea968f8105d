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
#include "common/worlds/told_steering.h"
#include "tests/sim/sim.h"

enum {
    TRUTH_STREAMS_MAX = (1 + SIM_WORLDS_MAX) * SIM_EXERCISES_MAX + 4,
    TRUTH_TEXTS_MAX = 4096,
    TRUTH_CLOCKS_MAX = 1024, /* submissions with a time, of one world between two crashes */
    TRUTH_TICKS_MAX = 1024,  /* moments of which it is known what was submitted by then */
};

/* One entry as it was submitted. */
struct truth_entry {
    char kind[STORE_KIND_MAX + 1];
    char *body; /* owned */
    size_t size;
    uint64_t ticket;
    uint32_t life; /* of the server, in which it was written */
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
    int64_t whole_ms; /* of this one: as long as the slowest seat needs ... */
    int64_t limit_ms; /* ... and with what was added */
    int64_t spent_ms; /* up to `since_ms` */
    uint64_t since_ms;
    bool open, paused, resolving;
    bool deserted; /* paused: because the last person was taken away */
    int time_count;
    struct truth_time times[TRUTH_CLOCKS_MAX];
};

struct truth_debriefs;

/* Who plays it, and how it stands in the open turn. */
struct truth_seat {
    bool taken, bot, returning, left, held, ready, has_orders, has_stated, behalf;
    int percent, misses, lost, beliefs; /* lost: the turn whose miss was one too many */
    uint32_t revision;
    enum bot_reason reason; /* why a bot plays it */
};

/* A turn as it was played; of 0: the beginning. */
struct truth_play {
    int turn, entry;
    struct digest hash;
    const struct world *before; /* NULL: the beginning */
    struct world *after;        /* owned */
    struct event_list *events;  /* owned */
    uint8_t source[ACTORS_MAX];
};

struct truth_world {
    struct record_opening opening;
    struct digest hash;
    int turns;                          /* of the course */
    struct world *after[TURNS_MAX + 1]; /* of `plays`; [0] is the beginning */
    struct event_list *events[TURNS_MAX + 1];
    int play_count, most_turns, roll_backs;
    struct truth_play *plays; /* owned: all, in the order in which they were played */
    struct id exercise;
    int index;           /* in its exercise */
    bool in_step, alone; /* alone: the only world */
    bool practice, practised;
    int misses_allowed;
    uint8_t source[TURNS_MAX + 1][ACTORS_MAX];
    bool started, closed, ended;
    struct truth_seat seats[ACTORS_MAX];
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
    struct versions *told[2];  /* owned: what facilitators may be told of it; see truth_monitor.c */
};

/* The last ticket of a moment. */
struct truth_tick {
    uint64_t at_ms, ticket;
};

struct truth_text {
    struct id stream, id;
    char *text; /* owned */
    size_t size;
};

struct truth {
    struct sim *sim;
    bool up;
    uint32_t life;
    uint64_t durable;                    /* ticket */
    uint64_t durable_ms, durable_before; /* since when; what was durable before that moment */
    int tick_count;
    struct truth_tick ticks[TRUTH_TICKS_MAX]; /* oldest first */
    uint64_t down_since_ms, down_refused_ms;  /* refused: how long it had refused everything by then */
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
/* What whoever ran the exercise did to a world, added to `steering`, which is the caller's to free. */
void truth_steering(const struct truth *truth, const struct truth_stream *stream,
                    struct told_steering *steering);
const struct truth_text *truth_text(const struct truth *truth, const struct id *stream, const struct id *id);
/* Everything up to this entry was said to somebody. */
void truth_said(struct truth_stream *stream, int entry);

/* ---- truth_world.c: entries as the rules understand them */
void world_begins(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry);
void world_follows(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry);
void world_free(struct truth_world *world);

/* ---- truth_play.c */
void play_add(struct truth_world *world, const struct truth_play *play);
void plays_free(struct truth_world *world);
void plays_go_back(struct truth *truth, struct truth_world *world, int to);
/* The newest play of a turn, or the so many-th before it; NULL: there is none. */
const struct truth_play *play_of(const struct truth_world *world, int turn, int older);
bool truth_went_back(struct truth *truth, const struct id *world);
int entry_of_opening(const struct truth_stream *stream, int entry);

/* ---- truth_seats.c: who plays a seat */
bool world_has_ended(const struct truth_world *world);
bool world_is_open(const struct truth_world *world);
void truth_seats_begin(struct truth_world *world);
void truth_seats_start(struct truth_world *world);
void truth_seats_after_turn(struct truth_world *world);
void truth_seats_go_back(struct truth_world *world, int to);
/* Entries that are neither a turn nor an act; acts; saved orders. */
void truth_seats_follow(struct truth *truth, struct truth_world *world, const struct truth_entry *entry);
void truth_seats_act(struct truth_world *world, const char *kind, const struct entry_act *act);
void truth_seats_orders(struct truth *truth, struct truth_world *world, const struct entry_orders *orders);
/* A seat was told why a bot plays it, and whether it is held: what is said rests on an entry. */
void expect_bot_reason(struct truth *truth, struct truth_stream *stream, int seat, bool bot, bool held,
                       enum bot_reason said);
/* What a turn that opens now lasts. */
int64_t truth_seats_turn_ms(const struct truth_world *world);
/* Orders that a facilitator saved: announced, for that seat, and what was asked for. Any entry of a world. */
void expect_on_behalf(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry);

/* ---- truth_door.c: who is let in */
/* The entry with which a person came in; any other is none of its business. */
void door_follows(struct truth *truth, struct truth_stream *exercise, const struct truth_entry *entry);
/* A join was answered: with whom, and why not. */
void door_answered(struct client *client, const struct wire_joined *joined, uint64_t request);
void door_refused(struct client *client, const struct refusal *refusal, uint64_t request);

/* ---- truth_stands.c: how everything stands, as text: by the journal ... */
void stands_world(const struct truth_world *world, struct text *text);
/* `here`: who is connected, a bit each in the order in which they came. */
void stands_persons(const struct truth_stream *exercise, uint64_t here, struct text *text);
void stands_desk(const struct truth_stream *exercise, struct text *text);
/* ... and as it is told. */
void stands_told_world(const struct wire_exercise_world *world, struct text *text);
void stands_told_persons(const struct wire_exercise_state *state, struct text *text);
void stands_told_desk(const struct wire_exercise_state *state, struct text *text);

/* ---- truth_monitor.c: facilitators learn of every change within a second */
/* Something was stored in that stream. */
void monitor_changes(struct truth *truth, struct truth_stream *stream);
/* Who is connected has perhaps changed: asked before the server tells anybody. */
void monitor_looks(struct truth *truth);
void monitor_hears(struct truth *truth, struct conn *conn);
/* Nobody is told too late. */
void monitor_checks(struct truth *truth);
void monitor_restarts(struct truth *truth);
void monitor_forgets(struct truth *truth);

/* ---- truth_desk.c */
/* A facilitator's act on a seat, with a right to it. */
void desk_follows(struct truth *truth, struct truth_stream *exercise, const struct truth_entry *entry);
/* Nobody looks on any more once that was ended. */
void expect_may_watch(struct truth *truth, const struct truth_stream *exercise);
/* The same of who looked on already, where it was ended behind the last world's end. */
void expect_may_look_on(struct truth *truth, const struct truth_stream *exercise);
struct truth_stream *exercise_of(struct truth *truth, const struct truth_world *world);
void expect_not_removed(struct truth *truth, const struct truth_stream *exercise, const struct id *person);
/* The next step of the debrief from that entry of the exercise on; -1: there is none. */
int debrief_step(struct truth *truth, const struct truth_world *world, int entry, int *card, int *part);
/* With which everything is opened; -1: it is not. */
int entry_of_reveal(struct truth *truth, const struct truth_world *world);
void expect_revealed(struct truth *truth, const struct truth_world *world, const char *what);
int entry_asked(const struct truth_stream *exercise, const struct id *command);
void hear_notice(struct truth *truth, struct conn *conn);
void hear_bulletin(struct truth *truth, struct conn *conn);
/* The last that gave the person that seat of another world or state; -1: there is none. */
int entry_moved(const struct truth_stream *exercise, const struct id *person, uint32_t seat);
/* The first thing that is told of another seat. */
void hear_moved(struct truth *truth, struct conn *conn);
void hear_facilitating(struct truth *truth, struct conn *conn);
void hear_state(struct truth *truth, struct conn *conn);

/* ---- truth_look.c: what a facilitator sees through the eyes of a seat */
bool look_may_show(const struct conn *conn, enum to_client_kind kind);
/* A state was told: whatever was looked at is over, and something else begins if this answers a look. */
void look_begins(struct truth *truth, struct conn *conn, struct truth_stream *exercise);
/* Any message behind it. */
void look_goes_on(struct truth *truth, struct conn *conn);

/* ---- truth_clock.c */
/* `quiet`: with a record that leaves the head's time alone. */
void clock_submitted(struct truth *truth, struct truth_stream *stream, uint64_t ticket, int64_t remaining_ms,
                     bool quiet);
void clock_settle(struct truth *truth, struct truth_clock *clock);
void clock_grows(struct truth_world *world);
/* So long the server accepted nothing: nobody is to pay for that. */
void truth_gives_back(struct truth *truth, uint64_t ms);
/* The server came back with that time in its store. */
void clock_found(struct truth *truth, struct truth_stream *stream, int64_t remaining_ms);

/* ---- truth_said.c: what leaves the server */
void truth_hears(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count);

/* ---- truth_press.c: messages between states */
void hear_press(struct truth *truth, struct conn *conn);
/* Whether the entry is a message that the seat may read. */
bool press_is_for(const struct truth_stream *stream, const struct truth_entry *entry, int seat);

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
/* The first act of that kind on the seat. */
int entry_act_on(const struct truth_stream *stream, const char *kind, int seat);
int entry_of_turn(const struct truth_stream *stream, int turn); /* that closed it; of 0: the start */
int entry_of_end(const struct truth_stream *stream);
/* On what the world after a turn rests. One that was closed in its lobby never started. */
int entry_behind_turn(const struct truth_stream *stream, int turn);
int entry_of_command(const struct truth_stream *stream, const struct id *command);
/* The first line "name=number" of an entry. */
bool entry_number(const struct truth_entry *entry, const char *name, int64_t *number);
/* "name=" with so many bytes in hex; the first. */
bool entry_bytes(const struct truth_entry *entry, const char *name, uint8_t *bytes, size_t count);
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
