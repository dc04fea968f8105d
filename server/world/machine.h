/* A world is a machine: commands go in, effects come out as data.
 *
 * The machine decides everything about one running game: who holds which seat, which orders count, when a
 * turn closes, what each seat is told. It knows no session, socket, clock or store: time comes in with every
 * command, and an effect names a seat. The same machine runs under the server's loop, in a unit test with a
 * fake clock, and when the journal is replayed.
 *
 * Owner: its creator. One thread. Effects are handed to the caller's sink in order while world_apply runs;
 * what they point to is borrowed until the sink returns. A STORE is a barrier for everything behind it: the
 * caller lets nothing out before it is durable. */
#ifndef SPIRAL_WORLD_MACHINE_H
#define SPIRAL_WORLD_MACHINE_H

#include "common/aids/consider.h"
#include "common/record/entry.h"
#include "common/record/record.h"
#include "common/wire/message_admin.h"

enum {
    WORLD_REMEMBERED = 64,          /* commands of earlier turns that a seat is answered once more */
    WORLD_ACTS_REMEMBERED = 16,     /* acts that would change more if they were done twice */
    WORLD_PRESS_KEPT = 128,         /* messages kept in memory for each seat that comes back */
    WORLD_COMMANDS_PER_TURN = 1000, /* stored commands of one seat in one turn */
    WORLD_PRESS_PER_TURN = 100,     /* messages of one seat in one turn */
    WORLD_PRESS_BYTES = 32 * 1024,  /* of their words: what is public stays in memory */
    WORLD_TURN_MS_MAX = 7 * 24 * 3600 * 1000, /* the longest that may be left of a turn */
    WORLD_CLOCK_FIRST_MS = 50,   /* the clock is stored so soon after a start, then ever more seldom ... */
    WORLD_CLOCK_EVERY_MS = 2000, /* ... up to this: what a kill can give back */
    WORLD_ENTRY_MAX = RECORD_TURN_MAX, /* bytes of a journal entry but the opening */
    WORLD_BULLETINS_MAX = 64,          /* of one world: each is told again to whoever comes back */
    /* turns that roll-backs may take out of play, in all; one that is open counts as well */
    WORLD_ABANDONED_MAX = RECORD_ABANDONED_MAX,
};

static_assert((int)WORLD_ENTRY_MAX > (int)CANONICAL_ORDERS_MAX + 256, "orders fit into an entry");

static_assert((int)WORLD_TURN_MS_MAX <= (int)ENTRY_ACT_MS_MAX, "any change of the clock fits its entry");

struct world_settings {
    int64_t turn_ms;          /* 0: no limit; at most WORLD_TURN_MS_MAX */
    int64_t away_ms;          /* without a limit: who has no link is waited for so long by those who are
                                 ready, and misses the turn then; 0: as long as it takes */
    int misses_allowed;       /* turns without orders before a bot takes the seat, at least 1 */
    int spectator_delay;      /* turns that those without a seat are behind, 0..TURNS_MAX */
    int practice_turns;       /* 0 or 1: so many are played first, undone, and do not count */
    enum belief_mode beliefs; /* BELIEFS_NONE: stated */
    enum bot_disclosure bots; /* BOTS_NONE: count */
    bool debrief_in_step;     /* result, key and record are told when world_open_debrief was called */
};

/* ---- effects */

enum effect_kind {
    EFFECT_STORE, /* append an entry to the world's journal */
    EFFECT_CLOCK, /* store only the remaining time */
    EFFECT_TELL,  /* tell a seat something; the machine is asked for the contents at once */
    EFFECT_REPLY, /* the answer to the command being applied */
};

enum tell_what {
    TELL_SITUATION,
    TELL_REPORT,
    TELL_CLOCK,
    TELL_PRESS,
    TELL_ENDED,
    TELL_NOTICE,
    TELL_PUBLIC, /* to those without a seat; `seat` is -1 */
    TELL_BULLETIN,
};

/* News that an inject brought, as it is kept. Its words are erasable; what was erased is simply gone. */
struct world_bulletin {
    uint32_t turn;                /* the open one; 0: in the lobby */
    uint32_t number;              /* of the inject, as the exercise counts */
    uint16_t seats;               /* bit mask of who was told */
    bool misleading;              /* nobody but facilitators and debrief is told that */
    uint32_t numbers[ACTORS_MAX]; /* as told to each seat: its so many-th; 0: not for it */
    char source[NAME_SIZE];
    char text[WIRE_LANGUAGES][WIRE_BULLETIN_SIZE]; /* en, es; es may be empty */
};

struct world_press {
    uint64_t number;
    uint32_t turn, from;
    bool everyone;
    uint16_t to;
    uint32_t numbers[ACTORS_MAX]; /* as told to each seat: its so many-th message; 0: not for it */
    uint16_t kept_for;            /* bit mask of seats */
    char *text;
};

/* What became of an act of whoever runs the exercise. */
enum ruling {
    RULING_NONE, /* nobody asked for one */
    RULING_DONE,
    RULING_ALREADY,      /* it was done before: nothing changed */
    RULING_LOBBY,        /* no turn is open yet */
    RULING_OVER,         /* the world has ended */
    RULING_OTHER_TURN,   /* the turn that was meant is not the open one */
    RULING_NO_LIMIT,     /* there is no time to add to */
    RULING_TOO_LONG,     /* more than WORLD_TURN_MS_MAX would be left */
    RULING_NO_SUCH_TURN, /* a roll-back to a turn that was not played, or beyond the start */
    RULING_TOO_MANY,     /* roll-backs or bulletins: the bound is reached */
    RULING_NO_SUCH_SEAT,
    RULING_DEAD,      /* the state is eliminated */
    RULING_PRACTISES, /* a turn that counts was meant, and that of practice is the open one */
    RULING_ILLEGAL,   /* orders on behalf: `refusal` of the effect says what */
};

struct effect {
    enum effect_kind kind;
    /* STORE */
    const char *entry_kind;
    const char *body;
    size_t body_size;
    int64_t remaining_ms;     /* STORE and CLOCK; -1: no clock runs */
    uint16_t only_for;        /* STORE: bit mask of the seats that are told what rests on it; 0: all are */
    const struct id *text_id; /* STORE of words: where the erasable text goes; NULL otherwise */
    const char *text;
    /* TELL */
    int seat;
    enum tell_what what;
    const struct world_press *press;       /* TELL_PRESS */
    const struct world_bulletin *bulletin; /* TELL_BULLETIN */
    struct wire_notice notice;             /* TELL_NOTICE */
    /* REPLY: one of the two to a player; neither, but a ruling, to whoever runs the exercise */
    const struct wire_accepted *accepted;
    const struct refusal *refusal;
    enum ruling ruling;
};

struct effects {
    void (*emit)(void *user, const struct effect *effect);
    void *user;
};

/* ---- commands */

enum command_kind {
    COMMAND_START,  /* seats that nobody holds go to bots; turn 1 opens */
    COMMAND_TAKE,   /* a person holds the seat from now on */
    COMMAND_ARRIVE, /* a session of a holder is connected */
    COMMAND_DEPART, /* a session of a holder is gone */
    COMMAND_LEAVE,  /* the holders gave the seat to a bot */
    COMMAND_SAVE_ORDERS,
    COMMAND_SET_READY,
    COMMAND_STATE_BELIEFS,
    COMMAND_SEND_PRESS,
    COMMAND_TICK, /* nothing but time */
    /* of whoever runs the exercise; each is answered by a ruling */
    COMMAND_PAUSE,     /* the clock stands and no turn closes by itself */
    COMMAND_RESUME,    /* the clock goes on with what was left */
    COMMAND_EXTEND,    /* the open turn gets more time, or less */
    COMMAND_RESOLVE,   /* the open turn closes now, also in a pause, which goes on */
    COMMAND_CLOSE,     /* the world ends here for good */
    COMMAND_ROLL_BACK, /* back to the start of turn act->turn, at most the open one: its world, nothing saved,
                          its whole time; a pause goes on. Same dice: the same orders give the same result */
    COMMAND_BOT_IN,    /* a bot plays act->seat from now on and until COMMAND_BOT_OUT, whoever arrives */
    COMMAND_BOT_OUT,   /* its holders play it again from the next turn on */
    COMMAND_ORDERS,    /* act->orders are saved for act->seat, as if it had; its holders may change them. For
                          this turn they come before a bot's. act->turn: the open one, or 0 */
    COMMAND_MULTIPLY,  /* act->seat needs act->percent of the usual time, 100..WIRE_TIME_PERCENT_MAX; the turn
                          of all lasts as long as the slowest living seat needs, so that nobody can tell whose
                          it is. The open turn too, if that is more */
    COMMAND_NUDGE,     /* the sessions of act->seat get a notice; nothing is stored */
    COMMAND_BULLETIN,  /* command.inject is told to its seats and kept; RULING_ALREADY: its number was */
};

struct command {
    enum command_kind kind;
    uint64_t now_ms; /* monotonic */
    int seat;        /* of the session that sent it: never from the message */
    bool deserted;   /* of COMMAND_PAUSE: nobody sits there any more. See world_deserted */
    union {
        const struct wire_save_orders *save_orders;
        const struct wire_set_ready *set_ready;
        const struct wire_state_beliefs *state_beliefs;
        const struct wire_send_press *send_press;
        const struct wire_leave *leave; /* NULL: no player asked, no reply is wanted */
        const struct wire_exercise_act *act;
        const struct wire_inject *inject;
    };
};

struct world_machine;
struct told_steering;

/* A new world in its lobby. Emits the STORE of its opening. `machine` is an empty one of world_recovering. */
void world_open(struct world_machine *machine, const struct record_opening *opening,
                const struct effects *effects);
/* Both at once; ends the process where there is no memory. */
struct world_machine *world_create(const struct record_opening *opening,
                                   const struct world_settings *settings, const struct effects *effects);
void world_destroy(struct world_machine *machine);

void world_apply(struct world_machine *machine, const struct command *command, const struct effects *effects);

/* For `ms` the server could take no orders: a clock that runs gets them back, and everybody is told. */
void world_give_back(struct world_machine *machine, uint64_t ms, const struct effects *effects);

/* When COMMAND_TICK is wanted next, monotonic; UINT64_MAX: never. */
uint64_t world_next_tick_ms(const struct world_machine *machine);

/* ---- recovery: the machine from its journal */

/* An empty machine that only world_recover may be called on, entry by entry, then world_recovered.
 * NULL: there is no memory for it. */
struct world_machine *world_recovering(const struct world_settings *settings);
/* STATUS_CORRUPT names world and turn. `words` is the erasable text of an entry that has one (a message, a
 * reason, the id of an act's command), NULL when erased. */
MUST_USE enum status world_recover(struct world_machine *machine, const char *kind, struct slice body,
                                   const char *words, struct cause *cause);
/* Where the text of an entry is kept; false for entries without one. */
bool world_text_id(const char *kind, struct slice body, struct id *text_id);
/* Starts the clock again with what was left: downtime costs nobody anything. */
void world_recovered(struct world_machine *machine, uint64_t now_ms, int64_t remaining_ms);

/* ---- questions */

const struct id *world_id(const struct world_machine *machine);
int world_seats(const struct world_machine *machine);
bool world_started(const struct world_machine *machine);
bool world_ended(const struct world_machine *machine);
bool world_paused(const struct world_machine *machine);
/* COMMAND_EXTEND, _RESOLVE and _ROLL_BACK are remembered by the ids of their commands, through the journal
 * too: in which turn it was done, and by how much the time changed. False: not here, or not lately. */
bool world_recall_act(const struct world_machine *machine, const struct id *command, uint32_t *turn,
                      int32_t *ms);
/* It is paused because nobody sits there, and not because somebody wanted that: COMMAND_PAUSE of whoever runs
 * the exercise comes before it, and COMMAND_RESUME ends both. */
bool world_deserted(const struct world_machine *machine);
int world_turn(const struct world_machine *machine); /* finished turns */
/* How long a turn that opens now may last; 0: no limit. */
int64_t world_turn_ms(const struct world_machine *machine);
int world_end(const struct world_machine *machine); /* as a record ends; END_RUNNING: not yet */
bool world_seat_taken(const struct world_machine *machine, int seat);
bool world_seat_alive(const struct world_machine *machine, int seat);
/* The conditions under which it is played, for another world of the same. They name the motives that the
 * scenario fixes: not for anybody who plays. */
void world_copy_scenario(const struct world_machine *machine, struct scenario *to);
const char *world_scenario_name(const struct world_machine *machine);
const char *world_state_name(const struct world_machine *machine, int seat);

/* ---- what a seat may be told: views, reports and clocks; there is no way to the world itself */

/* What a seat may know; see view_of. */
void world_view(const struct world_machine *machine, int seat, struct view *view);
void world_tell_situation(const struct world_machine *machine, int seat, struct wire_situation *situation);
/* `events` is filled with what the seat may know; `report->events` points to it. False before the first turn
 * closed. */
bool world_tell_report(const struct world_machine *machine, int seat, struct event_list *events,
                       struct wire_report *report);
/* What may come of the orders that the seat has in hand. First whether it may ask, with REFUSAL_NONE if so:
 * about the open turn, while it lives; a bot may hold the seat. Changes nothing. */
struct refusal world_consider_refusal(const struct world_machine *machine, int seat,
                                      const struct wire_consider *asked);
void world_consider(const struct world_machine *machine, int seat, const struct wire_consider *asked,
                    struct considered *considered);
/* Bots are told as the settings say. Where they are not told at all, nobody learns how many seats are ready
 * either, or they would be seen by that: `seats_ready` is 0 then. */
void world_tell_clock(const struct world_machine *machine, uint64_t now_ms, struct wire_clock *clock);
void world_tell_briefing(const struct world_machine *machine, int seat, struct wire_briefing *briefing);
/* To whoever runs the exercise: how the seat stands, without its persons. */
void world_tell_seat(const struct world_machine *machine, int seat, struct wire_exercise_seat *told);
/* The same of the whole world: clock, end, seats, tension, signs, branch; name, owner and conditions are the
 * caller's. Tension and signs rest on what is true, and may be told to nobody who plays. */
void world_tell_monitor(const struct world_machine *machine, uint64_t now_ms,
                        struct wire_exercise_world *told);
/* Last turn's highest rung, 1..6; 0: nothing was played. */
int world_tension(const struct world_machine *machine);
/* So often it was rolled back, and whether the open turn does not count. */
uint32_t world_branch(const struct world_machine *machine);
bool world_practising(const struct world_machine *machine);
/* How beliefs are asked of the seat: BELIEFS_OFF, _STATED or _SCORED. */
enum belief_mode world_beliefs(const struct world_machine *machine, int seat);
void world_tell_bulletin(const struct world_machine *machine, const struct world_bulletin *bulletin, int seat,
                         struct wire_bulletin *told);
/* The kept bulletins for the seat, oldest first; the callback is called at once. */
void world_each_bulletin(const struct world_machine *machine, int seat,
                         void (*each)(void *user, const struct world_bulletin *bulletin), void *user);
/* With debrief_in_step: results, key, salt and record may be told from now on. The caller stores that; it is
 * called again after a recovery. */
void world_open_debrief(struct world_machine *machine);
/* Are they? Always, of an ended world that is not debriefed in step. */
bool world_debrief_is_open(const struct world_machine *machine);
/* False while the world runs. */
bool world_tell_ended(const struct world_machine *machine, struct wire_ended *ended);
/* The public record of an ended world, borrowed; NULL while it runs, and until the debrief is open. */
const char *world_record(const struct world_machine *machine, size_t *size);
/* The same for the server's own reckoning: what comes of it may be told to nobody before the debrief is open.
 */
const char *world_own_record(const struct world_machine *machine, size_t *size);
/* What whoever ran the exercise told it and did to its course, `withheld` left alone: for the debrief of an
 * ended world, since it says what was untrue. False: there is no memory for all of it. */
MUST_USE bool world_tell_steering(const struct world_machine *machine, struct told_steering *told);
void world_tell_press(const struct world_machine *machine, const struct world_press *press, int seat,
                      struct wire_press *told);
/* The kept messages that the seat may read, oldest first; the callback is called at once. */
void world_each_press(const struct world_machine *machine, int seat,
                      void (*each)(void *user, const struct world_press *press), void *user);

/* ---- what those may be told who have no seat: public views and public events, as late as the settings say
 */

/* Fills in what the world knows; exercise and texts are the caller's. */
void world_tell_watching(const struct world_machine *machine, struct wire_watching *watching);
void world_tell_public_clock(const struct world_machine *machine, uint64_t now_ms,
                             struct wire_public_clock *clock);
/* False for a turn that may not be shown yet. What the pointers lead to is the machine's. */
bool world_tell_public_turn(const struct world_machine *machine, uint32_t turn,
                            struct wire_public_turn *told);
/* Is an entry of that kind behind anything that those without a seat are told? Their answers wait for these
 * alone, or the time that an answer takes would tell when a seat acts. */
bool world_entry_is_public(const char *kind);

#endif
