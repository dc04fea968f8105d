/* An exercise: a roster of persons, a join code, and one or more worlds that they play side by side.
 *
 * Person, seat and session are three things. A person holds a token and a seat of one world; up to
 * `team_size` persons hold a seat together; a session is a connection of a person, the newest one wins. A
 * name is never a credential. What whoever runs it does and sees is desk.h.
 *
 * Owner: its creator (the hub). One thread. It knows no session and no store: it asks its host to append
 * entries and to tell seats. */
#ifndef SPIRAL_EXERCISE_EXERCISE_H
#define SPIRAL_EXERCISE_EXERCISE_H

#include "server/world/machine.h"

enum {
    TEAM_SIZE_MAX = 4,
    WORLDS_MAX = WIRE_WORLDS_MAX,
    PERSONS_MAX = 512,              /* of an exercise */
    EXERCISE_ENTRY_MAX = 16 * 1024, /* bytes */
    EXERCISE_LOBBY_MS = 10000,      /* without wait_seats: so long after the first join the worlds start */
    EXERCISE_CODE_LENGTH = 6,
    EXERCISE_SPECTATOR_DELAY = 2, /* turns, unless it is set */
    EXERCISE_PLAN_MAX = 24 * 60,  /* minutes */
};

static_assert((int)TEAM_SIZE_MAX <= (int)WIRE_SEAT_PERSONS_MAX, "all who hold a seat can be told of");
static_assert((int)EXERCISE_CODE_LENGTH < (int)WIRE_CODE_SIZE, "a code fits its message");

/* Where a stream of entries stands; the journal refuses what does not follow. */
struct stream {
    struct id id;
    int64_t epoch, seq;
    /* The journal's, kept by the host: of what was submitted last, of the last public entry, and (of a world)
     * of the last one that each seat is told of. */
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
struct person;

/* Something for the host to tell that is no world's; the exercise is asked for the contents at once. */
enum exercise_news {
    NEWS_DESK,    /* what facilitators see has changed; may be told a little later, many at once */
    NEWS_ANSWER,  /* question `number`; without a person: to everybody */
    NEWS_STEP,    /* the debrief stands elsewhere: persons and those who look on */
    NEWS_MOVED,   /* the person has another seat: all of it comes anew */
    NEWS_REMOVED, /* the person is out: its session is to end */
    NEWS_TEAM,    /* who shares the person's seat, or its part of the work, has changed */
    NEWS_IN,      /* so many are in; only before the start */
    NEWS_CLOSED,  /* it can be looked at no more: who looks on is to go */
};

/* What an exercise needs from outside. Called while a function of this header runs. */
struct exercise_host {
    void (*append)(void *user, struct stream *stream, const struct entry *entry);
    void (*clock)(void *user, struct stream *stream, int64_t remaining_ms);
    /* EFFECT_TELL of world `world` */
    void (*tell)(void *user, struct exercise *exercise, int world, const struct effect *effect);
    void (*reply)(void *user, const struct effect *effect); /* EFFECT_REPLY */
    /* `person`: NULL where it is for all. */
    void (*news)(void *user, struct exercise *exercise, enum exercise_news news, struct person *person,
                 uint32_t number);
    int64_t (*stamp_ms)(void *user); /* Unix time that does not jump while the server runs */
    int64_t term_ms;                 /* see exercise_expired; 0: for ever */
    random_source *random;
    void *user; /* also of random */
};

struct exercise_settings {
    int64_t turn_ms; /* 0: no limit */
    int misses_allowed;
    int away_seconds;    /* without a limit of time, who lost the link is waited for so long; 0: always */
    int wait_seats;      /* persons that hold the start; 0: EXERCISE_LOBBY_MS after the first */
    int team_size;       /* 1..TEAM_SIZE_MAX */
    bool seats_in_order; /* the first free seat instead of a random one: for play and tests */
    int spectator_delay; /* turns that spectators are behind, 0..TURNS_MAX */
    int places; /* persons that are taken; 0: as many as the seats hold. More than these: deputies, beside a
                   holder */
    bool start_by_hand; /* by desk_act; instead of wait_seats */
    bool practice;      /* the first turn does not count */
    bool consent;       /* who joins says whether the data may be used */
    bool debrief_in_step;
    bool guests_only; /* who joins brings the secret of a guest */
    bool rehearsal;   /* for trying out: forgotten as soon as it has ended */
    enum belief_mode beliefs;
    enum bot_disclosure bots;
    int plan_minutes; /* of the session; 0: none */
};

struct person {
    struct id id;
    int world, seat;
    struct digest token, secret, seat_code; /* SHA-256 of each */
    char name[WIRE_PERSON_NAME_SIZE];
    enum team_role role;
    enum consent consent;
    int guest;                /* on the list; -1: not on any */
    uint32_t asked;           /* questions to control, ever */
    bool left;                /* by its own word; it may come back while nobody was given the place */
    uint32_t left_as;         /* whoever left earlier has a lower number */
    bool removed;             /* holds no seat any more, and nothing lets it in: by a facilitator ... */
    bool given;               /* ... or, after it had left, the place was given to somebody else */
    enum team_role told_role; /* in the last briefing of its session; the hub's */
    bool told_restart;        /* since the server came back */
    int64_t joined_ms;        /* Unix time */
    int64_t used_ms;          /* Unix time of the last visit, later by the breaks of everybody since then */
    int64_t noted_ms;         /* of the last visit, as the journal knows it */
    uint64_t gone_ms;         /* monotonic: since when it is not connected; 0: it never was, or is */
    void *session;            /* the hub's; NULL: not connected */
    uint64_t spent_us, spent_at_ms; /* of the loop's time on what it asked; the hub's */
};

/* What one world is made of. */
struct exercise_plan {
    struct record_opening opening;         /* key and salt are given by the caller */
    char conditions[WIRE_CONDITIONS_SIZE]; /* "balance=80": what differs from the scenario; empty: nothing */
};

/* Makes an exercise and its worlds: scenario texts are kept for briefings. Of `guests` the names are taken
 * and the secrets filled in, which nobody knows afterwards. NULL, and nothing is stored: there is no memory
 * for it. */
struct exercise *exercise_create(const struct exercise_host *host, const struct exercise_settings *settings,
                                 const char *code, const struct exercise_plan *plans, int world_count,
                                 const struct wire_scenario_text texts[WIRE_LANGUAGES],
                                 struct wire_guest_link *guests, int guest_count);
void exercise_destroy(struct exercise *exercise);

/* The conditions of one of its worlds, for another of the same; nothing else of `plan` is touched. */
void exercise_plan_again(const struct exercise *exercise, int world, struct exercise_plan *plan);

/* How many worlds of `actors` states `places` persons need, in teams of `team`: one left over is a deputy,
 * where a team is not at its largest. */
int exercise_worlds_for(int places, int actors, int team);
/* "A" .. "Z", "AA" ... */
void exercise_world_name(int world, char name[WIRE_WORLD_NAME_SIZE]);

/* A code of letters and digits that cannot be confused with each other. */
void exercise_random_code(const struct exercise_host *host, char code[WIRE_CODE_SIZE]);
/* The same letters in groups of five: "ABCDE-FGHJK"; `groups` >= 1. */
void exercise_random_key(const struct exercise_host *host, int groups, char *key, size_t size);

const char *exercise_code(const struct exercise *exercise);
const struct id *exercise_id(const struct exercise *exercise);
const struct exercise_settings *exercise_settings_of(const struct exercise *exercise);
int exercise_worlds(const struct exercise *exercise);
struct world_machine *exercise_world(const struct exercise *exercise, int world);
const struct id *exercise_world_id(const struct exercise *exercise, int world);
const char *exercise_world_title(const struct exercise *exercise,
                                 int world); /* "A"; empty: it is the only one */
int exercise_find_world(const struct exercise *exercise, const struct id *id); /* -1: not one of its */
bool exercise_started(const struct exercise *exercise);                        /* a world has */
bool exercise_ended(const struct exercise *exercise);                          /* all worlds have */
/* Persons that have a place, those of them who did not leave, and how many can have one. */
int exercise_present(const struct exercise *exercise);
int exercise_staying(const struct exercise *exercise);
int exercise_places(const struct exercise *exercise);
const struct wire_scenario_text *exercise_texts(const struct exercise *exercise);
/* All who came, also those who were removed, unless their rows were needed for others. */
int exercise_persons(const struct exercise *exercise);
struct person *exercise_person(const struct exercise *exercise, int index);
struct person *exercise_find_person(const struct exercise *exercise, const struct id *id); /* NULL: nobody */

/* The journal's ticket behind which everything that the exercise says to the seat must wait. What others do
 * in secret does not move it. */
uint64_t exercise_ticket(const struct exercise *exercise, const struct person *person);
/* The same for what it says to those without a seat: nothing that seats do moves it. */
uint64_t exercise_public_ticket(const struct exercise *exercise);
/* And to facilitators, who see all. */
uint64_t exercise_last_ticket(const struct exercise *exercise);

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
struct person *exercise_move(struct exercise *exercise, const struct wire_move *move, uint64_t now_ms,
                             struct credentials *fresh, struct refusal *refusal);
/* Why a person who is removed is not let in. */
void exercise_refuse_removed(const struct person *person, struct refusal *refusal);
/* Which part of the team's work is the person's; ROLE_NONE: nobody else holds the seat. */
enum team_role exercise_told_role(const struct exercise *exercise, const struct person *person);

/* Gives a seat that takes somebody a code of its own, for a printed card: whoever brings it to exercise_move
 * takes that seat, in teams each as a person of their own. A code that was given before takes nothing any
 * more. False: the seat takes nobody. */
bool exercise_reserve(struct exercise *exercise, int world, int seat, char code[WIRE_SEAT_CODE_SIZE]);

/* The world went on without the person for longer than the host's term, breaks of everybody not counted, or
 * has been over for so long: token, join secret and seat code let nobody in any more. Not of who is
 * connected, and for a day after a start of nobody in a world that goes on. */
bool exercise_expired(const struct exercise *exercise, const struct person *person);
void exercise_refuse_expired(struct refusal *refusal);
/* The same for those who look at it again: all worlds have been over for longer than the host's term, or than
 * whoever leads it set. */
bool exercise_replay_is_over(const struct exercise *exercise);

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
/* A world's clock and, in the lobby, who is waited for. */
void exercise_tell_clock(const struct exercise *exercise, int world, uint64_t now_ms,
                         struct wire_clock *clock);
/* What a seat's briefing and those who look on are told beside what the world knows. The role in a team is a
 * person's and not filled in. */
void exercise_tell_briefing(const struct exercise *exercise, int world, int seat,
                            struct wire_briefing *briefing);
void exercise_tell_public_clock(const struct exercise *exercise, int world, uint64_t now_ms,
                                struct wire_public_clock *clock);
void exercise_tell_info(const struct exercise *exercise, struct wire_exercise_info *info);

/* ---- recovery: an exercise from its stream, then its world from the world's */

/* NULL: there is no memory for it. */
struct exercise *exercise_recovering(const struct exercise_host *host, const struct id *id);
MUST_USE enum status exercise_recover(struct exercise *exercise, const char *kind, struct slice body,
                                      const char *name_text, struct cause *cause);
/* When the entries that are recovered next were written, Unix time; 0 unless told. */
void exercise_recover_stamp(struct exercise *exercise, int64_t stamp_ms);
/* The id under which an entry's text (a name) is kept; false when it has none. */
bool exercise_entry_text_id(const char *kind, struct slice body, struct id *text_id);
MUST_USE enum status exercise_recover_world(struct exercise *exercise, int world, const char *kind,
                                            struct slice body, const char *words, struct cause *cause);
/* Where a world's stream stands after recovery, and how long the server was away ... */
void exercise_world_recovered(struct exercise *exercise, int world, const struct stream *stream,
                              uint64_t now_ms, int64_t remaining_ms, int64_t downtime_ms);
/* ... and then the exercise's own. */
void exercise_recovered(struct exercise *exercise, const struct stream *own, uint64_t now_ms);
/* After its worlds: persons and worlds must fit. */
MUST_USE enum status exercise_check(const struct exercise *exercise, struct cause *cause);
/* What a person who comes back is told once: the downtime that was given back to the clock; false when there
 * was none. */
bool exercise_tell_downtime(const struct exercise *exercise, struct person *person, uint32_t *downtime_ms);

#endif
