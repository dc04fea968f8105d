/* Where a monitor has its state from and where its acts go: the admin socket of a server on this machine, or
 * a facilitator's session with any server.
 *
 * Owner: its opener until source_close, after which it frees itself and says `closed`. All calls and handlers
 * belong to the thread of the loop. */
#ifndef SPIRAL_MONITOR_SOURCE_H
#define SPIRAL_MONITOR_SOURCE_H

#include "common/wire/message.h"
#include "common/words/sentences.h"

#include <uv.h>

enum { SOURCE_ACTS_MAX = 8 }; /* that wait for their answer; more are refused */

struct source_handlers {
    /* Who one is; only of a session. */
    void (*entered)(void *user, const struct wire_facilitating *facilitating);
    /* How it stands, until the next one; the one before still stands beside it meanwhile. */
    void (*state)(void *user, struct wire_exercise_state *state);
    /* What became of an act; behind the state that came with it. `refusal` NULL: it is done. */
    void (*answered)(void *user, enum exercise_act act, const struct refusal *refusal, const char *cause,
                     bool already);
    /* Behind the answer to a look: what a session of that seat is told. Only of a session; borrowed. */
    void (*seen)(void *user, const struct to_client *message);
    /* Nothing new comes for now; it is tried again. English: it is what a system said. */
    void (*trouble)(void *user, const char *why);
    /* For good; source_close is still to be called. */
    void (*failed)(void *user, const char *why);
    void (*closed)(void *user);
    void *user;
};

struct source;

/* A kind of source; used by the two files that are one. */
struct source_kind {
    bool (*act)(struct source *source, const struct wire_exercise_act *act);
    void (*close)(struct source *source);
};

struct source {
    const struct source_kind *kind;
    struct source_handlers handlers;
};

struct source_place {
    const char *code;
    const struct language *language;
    const char *socket; /* of the admin socket; NULL: a session */
    const char *host;   /* of the session */
    int port;
    const char *key;         /* of the facilitator */
    const char *fingerprint; /* NULL, or 64 hex digits: the only public key that is trusted */
    const char *home;        /* where known servers are kept */
    bool no_trust_on_first_use;
};

/* Strings of the place are borrowed until `closed`. */
struct source *source_admin_open(uv_loop_t *loop, const struct source_place *place,
                                 const struct source_handlers *handlers);
struct source *source_session_open(uv_loop_t *loop, const struct source_place *place,
                                   const struct source_handlers *handlers);

/* False: too many wait already. */
static inline bool source_act(struct source *source, const struct wire_exercise_act *act)
{
    return source->kind->act(source, act);
}

static inline void source_close(struct source *source)
{
    source->kind->close(source);
}

#endif
