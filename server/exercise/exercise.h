/* An exercise: a roster of persons, a join code, and a world that they play.
 *
 * Person, seat and session are three things. A person holds a token and a seat; up to `team_size` persons
 * hold a seat together; a session is a connection of a person, the newest one wins. A name is never a
 * credential.
 *
 * Owner: its creator (the hub). One thread. It knows no session and no store: it asks its host to append
 * entries and to tell seats. */
#ifndef SPIRAL_EXERCISE_EXERCISE_H
#define SPIRAL_EXERCISE_EXERCISE_H

#include "server/world/machine.h"

enum {
    TEAM_SIZE_MAX = 4,
    PERSONS_MAX = ACTORS_MAX * TEAM_SIZE_MAX,
    EXERCISE_ENTRY_MAX = 2048, /* bytes */
    EXERCISE_LOBBY_MS = 10000, /* without wait_seats: so long after the first join the world starts */
    EXERCISE_CODE_LENGTH = 6,
    EXERCISE_SPECTATOR_DELAY = 2, /* turns, unless it is set */
};

static_assert((int)TEAM_SIZE_MAX <= (int)WIRE_SEAT_PERSONS_MAX, "all who hold a seat can be told of");
static_assert((int)EXERCISE_CODE_LENGTH < (int)WIRE_CODE_SIZE, "a code fits its message");

/* Where a stream of entries stands; the journal refuses what does not follow. */
struct stream {
    struct id id;
    int64_t epoch, seq;
    /* The journal's, kept by the host: of what was submitted last, of the last public entry, and of the last
     * one that each seat is told of. */
    uint64_t ticket, public_ticket, seat_tickets[ACTORS_MAX];
    int64_t stamp_ms; /* of a world's stream: Unix time of what was stored last */
};

/* One entry for a stream's journal. */
struct entry {
    const char *kind;
    const char *body;
    size_t body_size;
    int64_t remaining_ms;                  /* -1: no clock */
    const struct id *text_id, *text_owner; /* NULL, or: an erasable text stored with it */
    const char *text;
    bool is_public;    /* it changed what those without a seat are told */
    uint16_t only_for; /* bit mask of the seats that are told what rests on it; 0: all are */
};

struct exercise;

/* What an exercise needs from outside. Called while a function of this header runs. */
struct exercise_host {
    void (*append)(void *user, struct stream *stream, const struct entry *entry);
    void (*clock)(void *user, struct stream *stream, int64_t remaining_ms);
    void (*tell)(void *user, struct exercise *exercise, const struct effect *effect); /* EFFECT_TELL */
    void (*reply)(void *user, const struct effect *effect);                           /* EFFECT_REPLY */
    int64_t (*stamp_ms)(void *user); /* Unix time that does not jump while the server runs */
    int64_t term_ms;                 /* see exercise_expired; 0: for ever */
    random_source *random;
    void *user; /* also of random */
};

struct exercise_settings {
    int64_t turn_ms; /* 0: no limit */
    int misses_allowed;
    int wait_seats;      /* persons that hold the start; 0: EXERCISE_LOBBY_MS after the first */
    int team_size;       /* 1..TEAM_SIZE_MAX */
    bool seats_in_order; /* the first free seat instead of a random one: for play and tests */
    int spectator_delay; /* turns that spectators are behind, 0..TURNS_MAX */
};

struct person {
    struct id id;
    int seat;
    struct digest token, secret, seat_code; /* SHA-256 of each */
    char name[WIRE_PERSON_NAME_SIZE];
    bool left;
    bool told_restart; /* since the server came back */
    int64_t used_ms;   /* Unix time of the last visit, later by the breaks of everybody since then */
    int64_t noted_ms;  /* of the last visit, as the journal knows it */
    void *session;     /* the hub's; NULL: not connected */
    uint64_t spent_us, spent_at_ms; /* of the loop's time on what it asked; the hub's */
};

/* Makes an exercise and its world: scenario texts are kept for briefings. The key and the salt of `opening`
 * are given by the caller. NULL, and nothing is stored: there is no memory for it. */
struct exercise *exercise_create(const struct exercise_host *host, const struct exercise_settings *settings,
                                 const char *code, const struct record_opening *opening,
                                 const struct wire_scenario_text texts[WIRE_LANGUAGES]);
void exercise_destroy(struct exercise *exercise);

/* A code of letters and digits that cannot be confused with each other. */
void exercise_random_code(const struct exercise_host *host, char code[WIRE_CODE_SIZE]);

const char *exercise_code(const struct exercise *exercise);
const struct id *exercise_id(const struct exercise *exercise);
struct world_machine *exercise_world(struct exercise *exercise);
const struct wire_scenario_text *exercise_texts(const struct exercise *exercise);
int exercise_persons(const struct exercise *exercise);
struct person *exercise_person(struct exercise *exercise, int index);

/* The journal's ticket behind which everything that the exercise says to the seat must wait. What others do
 * in secret does not move it. */
uint64_t exercise_ticket(const struct exercise *exercise, int seat);
/* The same for what it says to those without a seat: nothing that seats do moves it. */
uint64_t exercise_public_ticket(const struct exercise *exercise);

/* ---- the roster. Each gives a person, or NULL with a refusal; `fresh` carries what the person is told once.
 */

struct credentials {
    struct id token;
    char seat_code[WIRE_SEAT_CODE_SIZE];
};

/* Somebody came with this join secret before. */
bool exercise_knows(struct exercise *exercise, const struct id *secret);
struct person *exercise_join(struct exercise *exercise, const struct wire_join *join, uint64_t now_ms,
                             struct credentials *fresh, struct refusal *refusal);
/* NULL: no such person here. `token` is the SHA-256 of what the person holds. Ask exercise_expired next. */
struct person *exercise_resume(struct exercise *exercise, const struct id *id, const struct digest *token);
struct person *exercise_move(struct exercise *exercise, const struct wire_move *move,
                             struct credentials *fresh, struct refusal *refusal);

/* The world went on without the person for longer than the host's term, breaks of everybody not counted, or
 * has been over for so long: token, join secret and seat code let nobody in any more. Not of who is
 * connected, and for a day after a start of nobody in a world that goes on. */
bool exercise_expired(const struct exercise *exercise, const struct person *person);
void exercise_refuse_expired(struct refusal *refusal);

/* The person's session is `session` from now on; gives the one it replaces, or NULL. */
void *exercise_arrive(struct exercise *exercise, struct person *person, void *session, uint64_t now_ms);
/* Nothing happens when a newer session has taken over. */
void exercise_depart(struct exercise *exercise, struct person *person, const void *session, uint64_t now_ms);

/* ---- play */

/* A command of a person's session; COMMAND_LEAVE takes effect when all holders of the seat have left. */
void exercise_apply(struct exercise *exercise, struct person *person, struct command *command);
void exercise_tick(struct exercise *exercise, uint64_t now_ms);
/* For `ms` nobody could join or order anything: lobby and turn last longer by so much. */
void exercise_give_back(struct exercise *exercise, uint64_t ms);
uint64_t exercise_next_tick_ms(const struct exercise *exercise);
/* The world's clock and, in the lobby, who is waited for. */
void exercise_tell_clock(const struct exercise *exercise, uint64_t now_ms, struct wire_clock *clock);

/* ---- the hand of whoever runs it */

/* Players are told through the host; what became of it is the answer. */
enum ruling exercise_act(struct exercise *exercise, const struct wire_exercise_act *act, uint64_t now_ms);
/* How it stands, with the names of its persons and nothing that seats keep to themselves. */
void exercise_tell_state(const struct exercise *exercise, uint64_t now_ms, struct wire_exercise_state *state);

/* ---- recovery: an exercise from its stream, then its world from the world's */

/* NULL: there is no memory for it. */
struct exercise *exercise_recovering(const struct exercise_host *host, const struct id *id);
MUST_USE enum status exercise_recover(struct exercise *exercise, const char *kind, struct slice body,
                                      const char *name_text, struct cause *cause);
/* When the entries that are recovered next were written, Unix time; 0 unless told. */
void exercise_recover_stamp(struct exercise *exercise, int64_t stamp_ms);
/* The id under which an entry's text (a name) is kept; false when it has none. */
bool exercise_entry_text_id(const char *kind, struct slice body, struct id *text_id);
MUST_USE enum status exercise_recover_world(struct exercise *exercise, const char *kind, struct slice body,
                                            const char *words, struct cause *cause);
/* Where the streams stand after recovery, and how long the server was away. */
void exercise_recovered(struct exercise *exercise, const struct stream *own, const struct stream *world,
                        uint64_t now_ms, int64_t remaining_ms, int64_t downtime_ms);
/* After its world: persons and world must fit. */
MUST_USE enum status exercise_check(const struct exercise *exercise, struct cause *cause);
/* What a person who comes back is told once: the downtime that was given back to the clock; false when there
 * was none. */
bool exercise_tell_downtime(const struct exercise *exercise, struct person *person, uint32_t *downtime_ms);
const struct id *exercise_world_id(const struct exercise *exercise);

#endif
