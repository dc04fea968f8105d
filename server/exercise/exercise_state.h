/* The inside of an exercise, for server/exercise only. */
#ifndef SPIRAL_EXERCISE_EXERCISE_STATE_H
#define SPIRAL_EXERCISE_EXERCISE_STATE_H

#include "server/exercise/exercise.h"

enum {
    EXERCISE_FORMAT = 3, /* of the entry "exercise" */
    EXERCISE_FORMAT_ONE_WORLD = 2,
    EXERCISE_FORMAT_WITHOUT_SPECTATORS = 1,
};

/* What was open when a facilitator looked through the eyes of a seat last. */
struct glance {
    uint32_t turn; /* 0: never did */
    uint32_t branch;
};

/* What a world's turns took, in Unix time: see pace.c. */
struct pace {
    int64_t took_ms[TURNS_MAX]; /* by turn - 1: of those that are closed, but for pauses */
    int64_t open_ms;            /* the same of the open one, up to `stamp_ms` */
    int64_t stamp_ms;
    int64_t limit_ms; /* of the open one; 0: none */
    int64_t began_ms; /* when the first turn that counts opened; 0: not yet */
    int64_t ended_ms; /* 0: not yet */
    bool runs;        /* from `stamp_ms` on */
};

/* One of the worlds that are played side by side. */
struct played_world {
    struct exercise *exercise; /* whose it is: the sink of its effects needs both */
    int index;
    struct stream stream;
    struct world_machine *machine;
    char title[WIRE_WORLD_NAME_SIZE]; /* empty: the only one */
    char conditions[WIRE_CONDITIONS_SIZE];
    uint64_t own_tickets[ACTORS_MAX]; /* of the last entry of the exercise's own stream that each seat is told
                                         of */
    struct pace pace;
    int owner;                                                /* number of a facilitator; -1: nobody */
    struct glance glances[WIRE_FACILITATORS_MAX][ACTORS_MAX]; /* by number - 1 */
    struct digest reserved[ACTORS_MAX]; /* of the code on each seat's card; zero: it has none */
};

/* Somebody on the guest list. */
struct guest {
    char name[WIRE_PERSON_NAME_SIZE];
    struct digest secret; /* as seat_code_digest makes it */
};

struct desk;

struct exercise {
    struct exercise_host host;
    struct exercise_settings settings;
    struct stream stream;
    char code[WIRE_CODE_SIZE];
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    int world_count;
    struct played_world *worlds; /* owned */
    struct desk *desk;           /* owned */
    int replay_days;             /* see desk_act.c; -1: as long as places are kept */
    int64_t recovered_ms;        /* Unix time; 0: it was made in this run */
    int64_t entry_stamp_ms;      /* of the entries being recovered */
    int64_t downtime_ms;         /* before this run of the server; 0: it was made in this run */
    bool unsettled;              /* see exercise_settle */
    uint64_t lobby_ends_ms;      /* UINT64_MAX: not counting */
    uint32_t departures;         /* of those who left, ever */
    const struct person *acting; /* whose command is being applied: owner of its texts */
    enum ruling *ruling;         /* where the answer to an act goes while it is applied; NULL otherwise */
    struct refusal *ruled;       /* and its refusal, where it has one */
    int person_count;
    struct person *persons[PERSONS_MAX]; /* owned */
    int guest_count;
    struct guest *guests; /* owned */
};

struct world_settings exercise_world_settings(const struct exercise_settings *settings);
/* So many empty machines. False: there is no memory for them; what is there is destroyed with the exercise.
 */
bool exercise_make_worlds(struct exercise *exercise, int count);

/* Whether players and those who look on are told how many are in. */
bool exercise_tells_persons(const struct exercise *exercise);
/* What a clock says beside the world's own: who is in, and who is waited for in the lobby. */
void exercise_tell_lobby(const struct exercise *exercise, int world, uint64_t now_ms,
                         struct wire_clock *clock);

/* The sink of a world's effects: entries go to the world's stream, the rest to the host. */
struct effects exercise_effects(struct played_world *world);

/* An act of whoever runs the exercise on one world; `refusal` (may be NULL) is filled with RULING_ILLEGAL. */
enum ruling exercise_rule(struct exercise *exercise, int world, struct command *command,
                          struct refusal *refusal);

/* An entry that all seats wait for, with the text beside it, unless NULL ... */
void exercise_append(struct exercise *exercise, const char *kind, const struct text *body,
                     const struct id *text_id, const struct id *text_owner, const char *words);
/* ... and one that only the person's own seat does. */
void exercise_append_own(struct exercise *exercise, const char *kind, const struct text *body,
                         const struct person *person, const struct id *text_id, const char *words);
/* ... and one that only facilitators do, for players see nothing of it. */
void exercise_append_desk(struct exercise *exercise, const char *kind, const struct text *body,
                          const struct id *text_id, const struct id *text_owner, const char *words);

/* Lines of entries. */
void entry_put_number(struct text *text, const char *name, int64_t value);
void entry_put_string(struct text *text, const char *name, const char *value);
void entry_put_id(struct text *text, const char *name, const struct id *id);
void entry_put_digest(struct text *text, const char *name, const struct digest *digest);
bool entry_take_number(struct slice *rest, const char *name, int64_t low, int64_t high, int64_t *number);
bool entry_take_string(struct slice *rest, const char *name, char *to, size_t capacity);
bool entry_take_bytes(struct slice *rest, const char *name, uint8_t *bytes, size_t count);

/* ---- roster.c */
/* Gives the person another seat, which has a place for it; and takes it out for good. Stored. */
void exercise_move_person(struct exercise *exercise, struct person *person, int world, int seat,
                          uint64_t now_ms);
void exercise_remove_person(struct exercise *exercise, struct person *person, uint64_t now_ms);
/* Nobody sits there: all were moved or taken out, or gave their seats up. */
bool exercise_is_empty(const struct exercise *exercise, int world);
/* The best seat of all worlds that takes somebody, drawn where there are several. False: none does. */
bool exercise_best_seat(const struct exercise *exercise, int *world, int *seat);
/* Those who are in an ended world that never began get seats in the others, as far as there are any. */
void exercise_clear_out(struct exercise *exercise, int world, uint64_t now_ms);
/* After a recovery: seats that nobody holds any more are left, also where the server died between the entry
 * of who went and the world's own. Told by `unsettled` that there may be some. */
void exercise_look_for_unsettled(struct exercise *exercise);
void exercise_settle(struct exercise *exercise, uint64_t now_ms);
/* A new person in that seat, stored; NULL: there is no memory. `code`: of its card, unless NULL. */
struct person *exercise_add_person(struct exercise *exercise, const struct wire_join *join, int guest,
                                   int world, int seat, const struct digest *code, struct credentials *fresh);
/* Who joined with that secret, but those whose place was given on; NULL: nobody. */
struct person *exercise_find_secret(const struct exercise *exercise, const struct digest *secret);
/* There is a place for one more. */
bool exercise_has_room(const struct exercise *exercise);
/* What follows for seat, team and session when a person was removed. */
void exercise_put_out(struct exercise *exercise, struct person *person, uint64_t now_ms);

/* ---- given.c */
/* Gives on the place of who left first of that seat (`world` -1: of any). False: of nobody. Stored. */
bool exercise_give_on(struct exercise *exercise, int world, int seat, uint64_t now_ms);
bool exercise_has_leaver(const struct exercise *exercise);
bool exercise_has_left(const struct exercise *exercise, int world, int seat);
void exercise_refuse_full(const struct exercise *exercise, struct refusal *refusal);

/* ---- teams.c */
/* Persons who hold the seat, and how many can. */
int exercise_holders(const struct exercise *exercise, int world, int seat);
int exercise_holders_max(const struct exercise *exercise);
/* The first part of its team's work that none of the others has. */
enum team_role exercise_free_role(const struct exercise *exercise, const struct person *person);
/* After somebody came, went or came back: the head has a successor, and all are told. */
void exercise_team_changed(struct exercise *exercise, int world, int seat);
bool exercise_lacks_head(const struct exercise *exercise, int world, int seat);
/* False: it cannot be read. */
bool exercise_recover_role(struct exercise *exercise, struct slice body);

/* ---- reserved.c */
bool exercise_is_reserved(const struct exercise *exercise, int world, int seat);
/* The seat whose card has the code; false: none has. */
bool exercise_find_reserved(const struct exercise *exercise, const struct digest *code, int *world,
                            int *seat);
/* Whoever brings a card; NULL with a refusal. */
struct person *exercise_come_by_card(struct exercise *exercise, const struct wire_move *move,
                                     const struct digest *code, uint64_t now_ms, struct credentials *fresh,
                                     struct refusal *refusal);
/* False: it cannot be read. */
bool exercise_recover_reserved(struct exercise *exercise, struct slice body);

/* All worlds begin in which there is anybody; the others when somebody comes. False: nobody is there at all.
 */
bool exercise_start(struct exercise *exercise, uint64_t now_ms);

/* ---- expiry.c */
/* Something of the world was stored. */
void exercise_note_play(struct exercise *exercise, int world);
/* The same of an entry of the world that is read back; the person's own are known. */
void exercise_recover_play(struct exercise *exercise, int world, bool opening);
/* The person is here; the journal is told once a day. */
void exercise_used(struct exercise *exercise, struct person *person);
/* The same where an entry of the person was just stored. */
void exercise_noted(struct exercise *exercise, struct person *person);
void exercise_recover_times(struct exercise *exercise);

/* ---- pace.c */
/* An entry of the world was stored or read back. */
void pace_note(struct played_world *world, const char *kind, struct slice body, int64_t stamp_ms);
/* The clock of a world that was read back runs again; `downtime_ms` below 0: nobody knows for how long it did
 * not, and the time since the last entry is left out. */
void pace_recovered(struct played_world *world, int64_t stamp_ms, int64_t downtime_ms);
/* So long the open turn has been running. */
int64_t pace_open_ms(const struct played_world *world, int64_t stamp_ms);
/* What a closed turn that counts took; 0: there is none yet. */
int64_t pace_mean_ms(const struct played_world *world);

void exercise_set_left(struct exercise *exercise, struct person *person, bool left);

/* The lobby's time runs from the first person on; nothing happens when it runs already. */
void exercise_lobby_begins(struct exercise *exercise, uint64_t now_ms);

/* The worlds start when everybody who is waited for is there. */
void exercise_start_if_due(struct exercise *exercise, uint64_t now_ms);

struct digest seat_code_digest(const struct exercise *exercise, const char *seat_code);
struct digest id_digest(const struct id *id);

/* ---- desk*.c: the part of the desk in the life of an exercise. NULL: there is no memory for it. */
struct desk *desk_create(void);
void desk_destroy(struct desk *desk);
/* What is wrong with an inject, in words, and with which part of it; NULL: nothing. `max_turns`: of the
 * longest world. Also for one that is to be planned when the exercise is made. */
const char *desk_inject_fault(const struct wire_inject *inject, int worlds, int seats, int max_turns,
                              const char **item);
/* Worlds have begun: the session's time counts from the first on. */
void desk_started(struct exercise *exercise);
bool desk_has_started(const struct exercise *exercise);
/* Injects whose turn or tension has come; called after each tick and command, when a world's turn may have
 * opened. */
void desk_turns_opened(struct exercise *exercise, uint64_t now_ms);
/* An entry of the desk; false: it is none. */
bool desk_is_entry(const char *kind);
MUST_USE enum status desk_recover(struct exercise *exercise, const char *kind, struct slice body,
                                  const char *words, struct cause *cause);
/* The id under which the entry's text (a question, an answer, feelings, a facilitator's name) is kept; false:
 * it has none. */
bool desk_entry_text_id(const char *kind, struct slice body, struct id *text_id);
/* After the worlds: what was opened is opened in them, too. */
void desk_recovered(struct exercise *exercise, uint64_t now_ms);

#endif
