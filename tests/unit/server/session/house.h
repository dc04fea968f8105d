/* A whole server in one thread under test: hub, journal, store, and peers that stand for links.
 *
 * Time and randomness are chosen by the test; the journal moves only in house_step, which every message and
 * every tick calls unless `slow` is set. What leaves is decoded at once, held against the journal (watch.h),
 * and kept for the test to take. Everything fails the running test by itself. */
#ifndef SPIRAL_TESTS_SESSION_HOUSE_H
#define SPIRAL_TESTS_SESSION_HOUSE_H

#include "common/wire/wire.h"
#include "server/exercise/exercise.h"
#include "server/journal/journal.h"
#include "server/session/hub.h"

#include "watch.h"

enum { HOUSE_PATH_MAX = 256, HOUSE_PEERS_MAX = 1200, HOUSE_MS = 1000000 };

struct letter {
    size_t size;
    uint8_t *bytes;
};

/* One fake link. `letters` is what left through it, `taken` of them were looked at. */
struct peer {
    struct house *house;
    struct session *session; /* NULL: the link is closed */
    bool admin, finished;
    char reason[64]; /* of the end, as the hub gave it */
    uint64_t request;
    int letter_count, letter_capacity, taken;
    struct letter *letters;
    struct to_client heard;     /* the last one taken */
    struct from_admin answered; /* the same of an admin */

    /* what a client would know by now */
    struct wire_joined joined;
    struct wire_briefing briefing;
    struct wire_situation situation;
    struct wire_clock clock;
    struct wire_public_clock public_clock; /* of a spectator, whose world stands in `joined` */
    uint32_t refusals;
    bool has_situation, ended;
};

enum house_kind { HOUSE_MEMORY, HOUSE_SQLITE, HOUSE_UNSYNCED };

struct house {
    enum house_kind kind;
    char directory[HOUSE_PATH_MAX]; /* not for HOUSE_MEMORY */
    struct store *store;
    struct journal *journal;
    struct hub *hub;
    struct watch watch;
    bool slow;     /* the journal waits for house_step */
    bool refusing; /* nothing is accepted */
    bool crowded;  /* nobody new may come to stay */
    uint64_t now_ms, dice;
    int64_t wall_ahead_ms; /* by so much somebody set the clock on the wall forward */
    uint64_t submits;      /* changes so far */
    int fenced;
    char scenarios[HOUSE_PATH_MAX];
    struct hub_settings settings;
    int peer_count;
    struct peer *peers[HOUSE_PEERS_MAX];                                       /* owned, also when closed */
    struct to_client opened;                                                   /* scratch */
    void (*on_submit)(struct house *house, const struct store_change *change); /* NULL, or a test's eye */
    void *on_submit_user;
    void (*on_frame)(struct peer *peer, bool to_server, const uint8_t *bytes, size_t count); /* the same */
    void *on_frame_user;
    bool works_wait; /* work apart waits for house_work, else for house_step */
    int work_count;
    struct {
        void (*run)(void *job), (*done)(void *job);
        void *job;
    } works[HUB_WORKS_MAX];
};

struct house *house_open(enum house_kind kind);
/* On a directory that is there and stays. */
struct house *house_open_at(const char *directory);
/* On a memory store that becomes the house's; house_start is the caller's to call. */
struct house *house_on(struct store *store);
/* Closes every link; fails when something was audible before it was durable and `watch` was not told so. */
void house_close(struct house *house);
/* The server goes without a word to anybody, and a new hub comes from the store. */
void house_restart(struct house *house);
/* Without recovery, so that the test may see it fail. */
void house_stop(struct house *house);
MUST_USE enum status house_start(struct house *house, struct cause *cause);

void house_step(struct house *house);
/* Does what the hub gave away to be done apart: the job that was given first. */
void house_work(struct house *house);
/* Time passes; hub_tick is called whenever the hub wants it. */
void house_wait(struct house *house, uint64_t ms);

/* The same numbers from the same `dice`. */
uint64_t house_draw(struct house *house, uint64_t below);
struct id house_id(struct house *house);

struct peer *peer_open(struct house *house, const char *address);
struct peer *peer_open_admin(struct house *house);
void peer_close(struct peer *peer);

#endif
