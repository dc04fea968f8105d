/* The hub: every session, every exercise, and the gate between them: nothing is sent before what it rests on
 * is durable.
 *
 * It knows no loop, socket or thread. Links, journal, clocks and randomness are passed in, so the whole
 * server can run in one thread under test. Owner: the app. One thread. */
#ifndef SPIRAL_SESSION_HUB_H
#define SPIRAL_SESSION_HUB_H

#include "common/base/id.h"
#include "common/store/store.h"

enum {
    HUB_EXERCISES_MAX = 1024,
    HUB_LOGIN_MS = 15000,                   /* from the link to a seat */
    HUB_PENDING_MAX = 1024 * 1024,          /* bytes of a session that wait for the journal */
    HUB_PENDING_ALL = 64 * HUB_PENDING_MAX, /* of all: whoever has most waiting gives way */
    HUB_MALFORMED_MAX = 16,                 /* bad messages of a session before it is closed */
    HUB_SWEEP_MS = 1000,
    HUB_GIVE_BACK_MS = 100, /* of refusing everything; less is not worth telling */
    HUB_WORKS_MAX = 2,      /* jobs given to host.work that are not done */
};

struct hub_settings {
    const char *scenario_directory; /* borrowed for the hub's life */
    const char *software;           /* "spirald 0.1.0" */
    bool allow_seed;                /* exercises may choose their dice: for play and tests only */
    int default_misses;
    int64_t term_ms; /* how long a person who is not there keeps the place; 0: for ever */
};

struct hub_host {
    void *user;
    /* Takes a change for the journal, in order; never refuses while `accepting` is true. */
    uint64_t (*submit)(void *user, const struct store_change *change);
    bool (*accepting)(void *user);
    uint64_t (*now_ms)(void *user); /* monotonic */
    int64_t (*wall_ms)(void *user); /* Unix time, only for stamps */
    random_source *random;
    void (*send)(void *link, const uint8_t *bytes, size_t count); /* a failure shows as a closed link */
    void (*finish)(void *link, const char *reason);
    /* Whether one more person or spectator may come to stay over this link; and that one has. Both may be
     * NULL: there is always room. */
    bool (*has_place)(void *link);
    void (*settle)(void *link);
    /* Calls run(job) on any thread, and later, not from within, done(job) on the hub's; each once, and before
     * hub_destroy. NULL: the hub does both itself, at once. */
    void (*work)(void *user, void (*run)(void *job), void (*done)(void *job), void *job);
};

struct hub;
struct session;

struct hub *hub_create(const struct hub_host *host, const struct hub_settings *settings);
/* All sessions are closed and all work is done already. */
void hub_destroy(struct hub *hub);

/* Brings back every exercise of the store, which is the caller's again afterwards. STATUS_CORRUPT names
 * exercise or world and turn. */
MUST_USE enum status hub_recover(struct hub *hub, struct store *store, struct cause *cause);

/* What links for browsers carry, "game.example.org:4470"; until it is told there are none. */
void hub_set_place(struct hub *hub, const char *place);

/* A link that may carry messages; `local`: over the admin socket. NULL: there is no memory for one more. */
struct session *hub_opened(struct hub *hub, void *link, bool local, const char *address);
void hub_message(struct session *session, const uint8_t *bytes, size_t count);
void hub_closed(struct session *session);

/* The journal tells. */
void hub_durable(struct hub *hub, uint64_t ticket);
void hub_fenced(struct hub *hub, const struct id *stream);

/* Time: call hub_tick when hub_next_tick_ms (monotonic) has come. */
void hub_tick(struct hub *hub);
uint64_t hub_next_tick_ms(const struct hub *hub);

/* Tells everybody that the server stops. No more work is given to the host. */
void hub_stopping(struct hub *hub);

struct hub_counts {
    int exercises, running, sessions, persons_connected;
};
struct hub_counts hub_counts(const struct hub *hub);

#endif
