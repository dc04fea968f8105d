/* One authenticated conversation, and the inside of the hub; for server/session only.
 *
 * A handler is one file, on_<message>.c, with a `const struct handler`; session.c holds the list. */
#ifndef SPIRAL_SESSION_SESSION_H
#define SPIRAL_SESSION_SESSION_H

#include "common/wire/wire.h"
#include "server/exercise/desk.h"
#include "server/session/guesses.h"
#include "server/session/hub.h"

struct debriefs;

enum session_state {
    SESSION_NEW = 1,     /* nothing but hello */
    SESSION_GREETED = 2, /* may join, resume, move or watch */
    SESSION_JOINED = 4,  /* plays */
    SESSION_ADMIN = 8,   /* came by the admin socket */
    SESSION_CLOSING = 16,
    SESSION_WATCHING = 32, /* looks on, without a seat */
    SESSION_FACILITATING = 64,
};

enum {
    SPECTATORS_MAX = 128,          /* of an exercise */
    SPECTATORS_PER_ADDRESS = 32,   /* of all exercises */
    FACILITATOR_SESSIONS_MAX = 32, /* of an exercise */
    MONITOR_MS = 900, /* from one telling of a facilitator to the next: at most a second behind */
};

/* Something that waits for the journal: bytes to be sent, or the end of the session. */
struct gated {
    struct gated *next;
    uint64_t ticket;
    const char *finish; /* NULL, or the reason of the end */
    size_t size;
    uint8_t bytes[];
};

struct session {
    struct hub *hub;
    struct session *next, *previous;
    void *link;
    enum session_state state;
    bool came_by_admin;
    bool looks_on;    /* has no seat and never gets one */
    char address[64]; /* without the port */
    uint64_t opened_ms;
    struct exercise *exercise; /* once joined, watching or facilitating */
    struct person *person;     /* NULL: not joined */
    int facilitator;           /* number; of a facilitator's session only */
    bool monitor_due;          /* what the facilitator sees has changed since ... */
    uint64_t monitor_told_ms;  /* ... then, when it was told last */
    int malformed;
    struct gated *pending, *pending_last;
    size_t pending_bytes;
};

struct hub {
    struct hub_host host;
    struct hub_settings settings;
    struct exercise_host exercise_host;
    struct session *sessions;
    int session_count;
    int exercise_count;
    struct exercise *exercises[HUB_EXERCISES_MAX]; /* oldest first */
    uint64_t last_ticket, durable_ticket;
    size_t pending_bytes; /* of all sessions */
    uint64_t swept_ms;
    bool refusing; /* nothing is taken that would have to be stored ... */
    uint64_t refusing_since_ms;
    int64_t began_wall_ms; /* both clocks when the hub was made */
    uint64_t began_ms;
    struct session *replying; /* whose command is being applied */
    uint64_t request;
    struct guesses guesses;
    int monitor_count;            /* sessions of facilitators */
    bool steps_due;               /* feelings came since they were told ... */
    uint64_t steps_told_ms;       /* ... then */
    struct debriefs *debriefs;    /* owned */
    char place[WIRE_HOST_SIZE];   /* of links for browsers; empty: not known */
    struct buffer encoded;        /* scratch for one envelope */
    struct to_client message;     /* scratch, one message being made */
    struct event_list events;     /* scratch */
    struct to_server received;    /* scratch */
    struct considered considered; /* scratch */
    struct desk_room *desk_room;  /* scratch, owned: what a facilitator is told points into it */
};

/* ---- hub.c */
/* Whether anything that changes something is taken now. Asked before each: when it is again, what clocks have
 * run meanwhile is given back first. */
bool hub_accepts(struct hub *hub);
/* Where browsers join an exercise; empty while the hub was not told its place. */
void hub_put_link(const struct hub *hub, const char *code, char link[WIRE_LINK_SIZE]);

/* ---- gate.c: out */
/* The same at once: for answers that rest on nothing stored. They may overtake what waits for the journal. */
void session_send_now(struct session *session, uint64_t request);
/* Sends hub->message as the answer to `request`; 0: unasked. */
void session_send(struct session *session, uint64_t request);
/* The same to an operator; `stored`: whether it rests on anything stored, and has to wait for that. */
void session_send_admin(struct session *session, const struct from_admin *message, bool stored);
/* The end behind what was sent; nothing more is heard of the peer. */
void session_finish(struct session *session, const char *reason);
/* The end at once; what waited is never told. */
void session_abort(struct session *session, const char *reason);
void gate_open(struct hub *hub, uint64_t ticket);
void gate_drop(struct session *session);

/* ---- tell.c: what a session is told */
void session_refuse(struct session *session, uint64_t request, struct refusal refusal);
void session_refuse_code(struct session *session, uint64_t request, enum refusal_code code, const char *item);
void session_notice(struct session *session, enum notice_kind kind);
/* Briefing, messages, news, answers, last report, situation, clock, end, step of the debrief: all that
 * somebody who came (back) needs. */
void session_tell_all(struct session *session);
void session_tell_briefing(struct session *session);
/* What a session of that seat is told of all that, to a facilitator who looks through its eyes: nothing of
 * what is a person's own, as answers, role and feelings are. */
void session_tell_seat(struct session *session, int world, int seat);
void session_tell_answer(struct session *session, uint32_t number);
/* Everything anew after a change of seats; and the end of its world, if it may be told by now. */
void session_tell_moved(struct session *session);
void session_tell_end(struct session *session);
void session_tell_step(struct session *session);
/* What a world of the exercise may be told of to the session, -1: none of it; refused then. A seat asks about
 * its own world and who looks on about any. */
int session_world(struct session *session, uint64_t request, const struct id *world);
void session_tell(struct session *session, const struct effect *effect);
void exercise_tell_all_clocks(struct exercise *exercise);

/* ---- tries.c: shared by join, move and watch */
/* False: the request was refused as busy; its code is not to be looked at. */
bool session_may_try(struct session *session, uint64_t request);
void session_tried_wrong(struct session *session);
struct exercise *hub_find_code(struct hub *hub, const char *code);
/* False: the request was refused as busy, because too many have come to stay. Who only comes back is not
 * asked. */
bool session_has_place(struct session *session, uint64_t request);
void session_settle(struct session *session);

/* ---- login.c: shared by join, resume and move */
void session_enter(struct session *session, uint64_t request, struct exercise *exercise,
                   struct person *person, const struct credentials *fresh);

/* ---- spectators.c */
/* For one more, at the session's address. */
bool spectators_have_room(const struct session *session, const struct exercise *exercise);
bool spectators_are_here(const struct hub *hub, const struct exercise *exercise);
/* How far play is in a world, and the result once there is one. */
void spectator_tell(struct session *session, int world);
void spectators_tell(struct hub *hub, const struct exercise *exercise, int world);
/* An exercise that can be looked at no more: so is told who asks for it (`request`), and who looks on
 * already, before the session ends. */
void spectator_refuse_replay(struct session *session, uint64_t request);
void spectators_put_out(struct hub *hub, const struct exercise *exercise);

/* ---- monitor.c: what facilitators see. */
/* For one more session of a facilitator. */
bool monitor_has_room(const struct session *session, const struct exercise *exercise, int facilitator);
bool monitor_is_open(const struct hub *hub, const struct exercise *exercise);
/* Answers a request with how everything stands; `new_key`: of a facilitator just added, or NULL. */
void monitor_tell(struct session *session, uint64_t request, bool already, const char *new_key);
/* Something that facilitators see has changed: they are told with the next tick that is due. */
void monitor_mark(struct hub *hub, const struct exercise *exercise);
/* The same whatever is due; clocks of lobbies and absences move without any change, too: every session is
 * told at least every ten seconds. Those whose rights were taken end; feelings that came are told to all. */
void monitor_tick(struct hub *hub, uint64_t now_ms);
uint64_t monitor_next_tick_ms(const struct hub *hub);

/* ---- session.c */
struct handler {
    enum to_server_kind kind;
    unsigned states; /* session states in which it may come */
    bool changes;    /* refused as busy while the journal takes nothing */
    void (*run)(struct session *session, const struct to_server *message);
};
void session_receive(struct session *session, const uint8_t *bytes, size_t count);
/* Hands a player's command to its exercise; the reply goes to `request`. */
void session_command(struct session *session, uint64_t request, struct command *command);

/* ---- admin.c */
void admin_receive(struct session *session, const uint8_t *bytes, size_t count);
/* Operators read words: `why` is told as it stands. `stored`: see session_send_admin. */
void admin_refuse(struct session *session, uint64_t request, const struct refusal *refusal, const char *why,
                  bool stored);

/* ---- admin_acts.c: a running exercise is looked at and steered */
void admin_show(struct session *session, uint64_t request, const struct wire_exercise_show *show);
void admin_act(struct session *session, uint64_t request, const struct wire_exercise_act *act);
/* ---- admin_roles.c: what is printed before class */
void admin_roles(struct session *session, uint64_t request, const struct wire_exercise_roles *roles);
/* ---- admin_new.c: an exercise is made */
void admin_new(struct session *session, uint64_t request, const struct wire_exercise_new *wanted);
void admin_refuse_for_memory(struct session *session, uint64_t request);

/* ---- hub.c */
/* For one more exercise, if need be in the place of one that ended. */
bool hub_has_room(const struct hub *hub);
void hub_add_exercise(struct hub *hub, struct exercise *exercise);
void hub_remove_exercise(struct hub *hub, struct exercise *exercise, const char *reason);

/* ---- debriefs_hub.c: of the worlds of its exercises */
struct debriefs *hub_make_debriefs(struct hub *hub);

/* ---- streams.c: entries to the journal */
struct exercise_host hub_exercise_host(struct hub *hub);
/* Where the debrief stands, to all who play and who look on. */
void steps_tell(struct hub *hub, const struct exercise *exercise);

#endif
