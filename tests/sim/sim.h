/* A whole server and everybody who uses it, in one thread and by one seed.
 *
 * Real are: session, exercise, world, journal (inline driver), store (SQLite), link (frames without TLS) and
 * web (what browsers speak).
 * Fake are time, the bytes between the ends of a link, the disk below SQLite, and the people. The same seed
 * gives the same course to the last byte. What must hold is checked while it happens, by `truth` (truth.h),
 * which knows the rules and the journal's grammar and nothing of the server.
 *
 * Owner: run.c. One thread. Everything here ends the process when something does not hold: see sim_broken. */
#ifndef SPIRAL_TESTS_SIM_SIM_H
#define SPIRAL_TESTS_SIM_SIM_H

#include "common/link/link.h"
#include "common/wire/wire.h"
#include "server/journal/journal.h"
#include "server/session/hub.h"
#include "server/web/web.h"
#include "tests/sim/chance.h"
#include "tests/sim/disk.h"

enum {
    SIM_CLIENTS_MAX = 40,
    SIM_CONNS_MAX = 16384, /* in one run, closed ones included */
    SIM_EXERCISES_MAX = 24,
    SIM_WORLDS_MAX = 2,        /* of one exercise */
    SIM_GUESTS_MAX = 3,        /* of one exercise */
    SIM_LOOKS_MAX = 64,        /* that one connection asked for lately */
    SIM_DICTATED_MAX = 64,     /* orders that facilitators were asked for lately */
    SIM_PIPE_BYTES = 8 * 1024, /* on their way in one direction; more waits in the sender */
    SIM_OUTBOX_BYTES = 512 * 1024,
    SIM_WAITING_MAX = 2048, /* changes on their way to the disk: then new commands are refused */
    SIM_STEPS_MAX = 400000,
};

struct sim;
struct client;
struct browser;

/* Bytes on their way in one direction. */
struct pipe {
    struct buffer bytes;
    uint64_t moves_ms; /* when some of them arrive; UINT64_MAX: nothing is on its way */
    bool ended;        /* the sender will send no more */
};

enum conn_state {
    CONN_OPEN,
    CONN_FINISHING, /* the server ended it; what it said before still arrives */
    CONN_CLOSED,
};

enum conn_kind {
    CONN_FRAMES,  /* a link of frames */
    CONN_SOCKET,  /* a WebSocket: one stream of bytes */
    CONN_POLL,    /* a conversation by long poll: no bytes of its own */
    CONN_CARRIER, /* a stream with requests of such a conversation */
};

/* Messages of one side of a browser's conversation: each arrives once, and in order. */
struct said {
    struct buffer marks; /* of those that are still to arrive */
    uint64_t said, heard;
};

/* Through whose eyes a facilitator asked to see. */
struct look_asked {
    uint64_t request, durable; /* durable: the ticket at that moment */
    int world, seat;
};

/* A connection between a client and the server; `near` is the client's end of the link. */
struct conn {
    int number;
    enum conn_kind kind;
    struct client *client;   /* NULL once the client has gone from it */
    struct link *near, *far; /* of frames */
    char address[48];
    /* ---- of browsers */
    struct conn *owner;          /* of a carrier: whose it is; NULL once the browser has gone from it */
    struct browser *browser;     /* the client's end of a conversation */
    struct buffer asks, answers; /* of a stream: what is not on its way yet */
    struct web_stream *stream;   /* the server's end of it; NULL once it is gone */
    struct web_peer *peer;       /* the server's end of a conversation */
    bool undrained;              /* the web waits until its bytes were taken */
    struct said up_said, down_said;
    bool finished;           /* the hub ended it */
    uint64_t told_ms;        /* when an answer to a long poll left last */
    uint64_t left_ms;        /* when the browser went from a long poll; 0: it did not */
    struct session *session; /* NULL: the server has no part in it any more */
    struct pipe up, down;
    enum conn_state state;
    bool admin;
    bool lost;        /* the server is to hear that it is gone */
    uint64_t hung_ms; /* nothing arrives before that: a network that stands still */
    struct sim *sim;
    /* what the server said through it */
    struct id person, world, exercise;         /* exercise: of one who looks on */
    int seat;                                  /* -1: none */
    bool greeted, watches, facilitates, moves; /* moves: was told that it has another seat */
    uint64_t facilitates_ms;                   /* since when */
    int facilitator;                           /* its number */
    struct look_asked asked[SIM_LOOKS_MAX];    /* a ring: looks through the eyes of seats */
    int asked_count;
    struct {
        struct look_asked asked;
        int stage;                      /* how far it was shown; see truth_look.c */
        uint64_t press, last, news;     /* so many messages, the last one's number, so many news */
        bool ended;                     /* its world has */
    } look;                             /* while `seat` is not -1: a facilitator's, through its eyes */
    int seen[2 + SIM_WORLDS_MAX];       /* a facilitator's: the newest that was told; see truth_monitor.c */
    int seen_least[2 + SIM_WORLDS_MAX]; /* the same, as old as it may have been */
};

/* What a run is made of; drawn from the seed. */
struct plan {
    int players, watchers, helpers, strangers, exercises;
    size_t outbox;             /* bytes that the server keeps for a link before it is too slow */
    uint32_t crashes;          /* permille, of looks at it (every 500 ms) */
    uint32_t power_cuts;       /* permille of crashes that are power cuts */
    uint32_t mid_cuts;         /* permille of crashes that come in the middle of a commit */
    uint32_t full_disks;       /* permille, of looks */
    uint32_t failed_syncs;     /* the same */
    uint32_t resets, stalls;   /* permille, of arrivals */
    uint64_t delay_ms;         /* at most, between a byte's departure and its arrival */
    uint64_t commit_ms;        /* at most, between a change and its commit */
    uint64_t work_ms;          /* at most, for a job that another thread does */
    uint64_t think_ms;         /* at most, between two acts of a person */
    uint32_t rare;             /* permille: how often what hardly ever happens is made to happen */
    uint32_t sockets, polls;   /* permille of the connections of players and spectators; others are frames */
    uint32_t guests, consents; /* permille of the exercises: with a list of guests; that ask for consent */
    uint32_t dictated, slow;   /* permille of the helpers' acts: orders for a seat; more time for one */
    bool replays;              /* how long an exercise can be looked at is changed */
    uint64_t trouble_ms;       /* faults cease after so long, and everybody plays to the end */
};

struct counts {
    uint64_t steps, frames, accepted, refused, turns, crashes, power_cuts, failures, full, resets, slow,
        resumed, worlds_ended, rebuilt, debriefs, considered, acts, commits, rare, browsers, requests, guests,
        consents, withdrawn, turned_away, dictated, slow_seats, monitors, replays_over, looks;
};

/* The personal links of an exercise, as whoever made it was told, and who has them. */
struct guest_list {
    int count;
    struct wire_guest_link links[SIM_GUESTS_MAX];
    const struct client *holders[SIM_GUESTS_MAX];
};

/* What a player asked a facilitator to save for its seat. */
struct dictated {
    struct id world;
    struct digest orders;
};

struct sim {
    uint64_t seed;
    struct chance chance;
    struct chance web_chance; /* of what only browsers do, so that runs without them know nothing of it ... */
    struct chance class_chance; /* ... of guests, consent, and what facilitators do for seats ... */
    struct chance look_chance;  /* ... and of looks through the eyes of seats */
    struct plan plan;
    uint64_t now_ms;  /* of the world outside; never goes back */
    int64_t wall_ms;  /* to be added for the server's calendar; may jump */
    uint64_t boot_ms; /* to be added for the server's monotonic clock */
    bool calm;        /* no more faults */
    bool tracing;
    struct counts counts;

    /* the server's life; NULL while it is down */
    struct disk disk;
    struct store *store;
    struct journal *journal;
    struct hub *hub;
    struct web *web;
    bool web_ends;         /* with all its conversations */
    struct conn *arriving; /* the stream from which the web hears just now */
    int work_count;        /* jobs that the hub gave away */
    struct {
        uint64_t done_ms;
        void (*run)(void *job), (*done)(void *job);
        void *job;
    } works[HUB_WORKS_MAX];
    bool dying;                         /* the journal failed: the process ends at once */
    bool refusing;                      /* it cannot store anything just now */
    uint64_t refused_ms, refused_at_ms; /* so long in all, up to that moment */
    bool said_no;                       /* to the hub, when it asked last whether anything is accepted */
    uint64_t said_no_ms;                /* since when */
    uint64_t ticked_ms;                 /* the hub, last */
    uint64_t commit_at_ms, idle_at_ms, full_until_ms, restart_at_ms, look_at_ms;
    char directory[128], scenarios[256];
    struct link_context *plain;

    int conn_count, conn_first; /* those before `conn_first` are closed and freed */
    struct conn *conns[SIM_CONNS_MAX];
    int client_count;
    struct client *clients[SIM_CLIENTS_MAX];
    int exercise_count;
    struct wire_exercise_created exercises[SIM_EXERCISES_MAX]; /* as the facilitator was told */
    char keys[SIM_EXERCISES_MAX][WIRE_FACILITATOR_KEY_SIZE];   /* of facilitators who were added last */
    struct guest_list guests[SIM_EXERCISES_MAX];
    int dictated_count, shared_count;
    struct dictated dictated[SIM_DICTATED_MAX]; /* a ring */
    struct truth *truth;
    struct to_client heard; /* scratch */
};

/* Says what is broken, the seed and the moment, and ends the process. */
_Noreturn void sim_broken(const struct sim *sim, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
#define sim_holds(sim, condition, ...) ((condition) ? (void)0 : sim_broken(sim, __VA_ARGS__))
void sim_trace(const struct sim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- run.c: one seed from its beginning until every world has ended. */
struct counts sim_run(uint64_t seed, const char *directory, const char *scenarios, bool tracing);

/* ---- server.c */
uint64_t server_now_ms(const struct sim *sim); /* its monotonic clock */
void server_start(struct sim *sim);
enum server_end { SERVER_KILLED, SERVER_POWER_CUT, SERVER_STOPPED };
void server_end(struct sim *sim, enum server_end how);
/* Whatever is due by now; and when something will be. */
void server_run(struct sim *sim);
uint64_t server_next_ms(const struct sim *sim);

/* ---- conn.c */
struct conn *conn_open(struct sim *sim, struct client *client, bool admin, const char *address);
/* One more stream for a conversation by long poll. */
struct conn *conn_open_carrier(struct conn *owner);
/* Nothing is to come of it any more. */
bool conn_over(const struct conn *conn);
/* Moves what is due by now in either direction. */
void conn_run(struct conn *conn);
uint64_t conn_next_ms(const struct conn *conn);
/* The client hangs up, or the network does. */
void conn_reset(struct conn *conn);
/* The server's process is gone; `silently`: the machine too, and nobody says so. */
void conn_server_gone(struct conn *conn, bool silently);
void conn_free(struct conn *conn);
/* Client's end: one envelope. */
void conn_say(struct conn *conn, const uint8_t *bytes, size_t count);
/* Server's end, called by the hub. */
void conn_send(void *link, const uint8_t *bytes, size_t count);
void conn_finish(void *link, const char *reason);

/* What a browser has for the server goes onto the way. */
void conn_push(struct conn *conn);
/* Server's end of a stream, called by the web. */
void conn_stream_send(void *link, const uint8_t *bytes, size_t count);
void conn_stream_finish(void *link, const char *reason);

/* ---- doors.c: the server's end of browsers' connections, as server/doors.c has it */
void door_start(struct sim *sim);
void door_end(struct sim *sim); /* all streams are closed */
void door_checks_bounds(struct sim *sim);
/* Called by the hub. */
bool door_has_place(void *link);
void door_settle(void *link);

#endif
