/* The inside of a world machine, for server/world only. */
#ifndef SPIRAL_WORLD_MACHINE_STATE_H
#define SPIRAL_WORLD_MACHINE_STATE_H

#include "common/base/buffer.h"
#include "server/world/machine.h"
#include "server/world/public_history.h"

/* The id of a message between states. */
struct sent_press {
    struct id command;
    uint16_t turn;
    uint8_t seat;
};

/* The chair of a state. Person, seat and session are three things: the machine knows only whether somebody
 * holds the seat and how many sessions of the holders are connected. */
struct seat {
    bool taken;     /* a person holds it */
    bool bot;       /* a bot plays it this turn */
    bool returning; /* the holder is back: theirs from the next turn */
    bool left;      /* the holder gave it up for now */
    int sessions;
    int misses;
    int press_sent;     /* this turn */
    size_t press_bytes; /* of words, this turn */
    int stored;         /* commands, this turn */
    bool ready;
    bool has_orders;
    uint32_t revision;
    struct orders orders;
    bool has_answers;            /* something was saved in an earlier turn ... */
    int32_t answers[ACTORS_MAX]; /* ... with these standing answers, the last time */
    bool has_stated;
    struct stated_beliefs stated;
    int remembered_count, remembered_capacity;
    struct wire_accepted *remembered; /* owned; oldest first */
};

enum world_phase { WORLD_LOBBY, WORLD_OPEN, WORLD_ENDED };

struct world_machine {
    struct record_opening opening;
    struct world_settings settings;
    char id_hex[ID_HEX_SIZE];
    enum world_phase phase;
    struct world world;
    struct siphash_key bot_key;
    struct digest hash; /* of the last closed turn */
    struct seat seats[ACTORS_MAX];
    struct event_list events; /* of the last closed turn */
    uint8_t source[ACTORS_MAX];
    uint64_t deadline_ms;    /* monotonic; UINT64_MAX: none */
    uint64_t clock_store_ms; /* when the clock is stored next */
    uint64_t clock_every_ms;
    int press_count, press_capacity;
    struct world_press *press; /* owned; oldest first */
    uint64_t press_number;
    uint32_t press_told[ACTORS_MAX]; /* messages that each seat might read so far */
    int sent_count, sent_capacity;
    struct sent_press *sent; /* owned; oldest first */
    struct public_history history;
    uint32_t public_turn; /* of the clock that was announced to those without a seat */
    enum clock_state public_state;
    struct buffer record; /* the public record as far as it goes: opening, turns, end */
    /* by whoever runs the exercise */
    uint32_t acts;                 /* so far */
    bool paused, resolving;        /* resolving: the open turn closes as soon as it can be stored */
    bool closed;                   /* it ended by no rule */
    int64_t paused_ms;             /* what is left of the turn while paused; -1: no limit */
    char reason[WIRE_REASON_SIZE]; /* of the pause or the closing; empty: none given, or erased */
    bool end_stored;               /* the journal says so */
    bool opened;                   /* the opening is known (recovery) */
};

/* Appends an entry to the journal; the clock goes with it. Every seat waits for it ... */
void machine_store(const struct world_machine *machine, uint64_t now_ms, const char *kind,
                   const struct text *body, const struct effects *effects);
/* ... or only the one that it is about: nobody else's answers may tell that it acted. */
void machine_store_own(const struct world_machine *machine, uint64_t now_ms, int seat, const char *kind,
                       const struct text *body, const struct effects *effects);
void machine_tell(int seat, enum tell_what what, const struct effects *effects);
void machine_tell_clock(const struct world_machine *machine, const struct effects *effects);
void machine_notice(int seat, enum notice_kind kind, uint32_t ms, const struct effects *effects);
void machine_refuse(enum refusal_code code, const char *item, const struct effects *effects);

/* Adds a part to the public record; a turn that ended the world is followed by its end. */
void machine_record(struct world_machine *machine, struct slice part);
/* Ends the world by no rule, and its record. */
void machine_close(struct world_machine *machine);

/* tell_public.c: has the clock of those without a seat moved since this was asked last? */
bool public_clock_moved(struct world_machine *machine);

/* clock.c */
int64_t clock_remaining_ms(const struct world_machine *machine, uint64_t now_ms);
void clock_open_turn(struct world_machine *machine, uint64_t now_ms, int64_t remaining_ms);
void clock_stop(struct world_machine *machine);
/* The open turn keeps what is left of it. */
void clock_pause(struct world_machine *machine, uint64_t now_ms);
void clock_resume(struct world_machine *machine, uint64_t now_ms);
/* Adds to what is left of a turn with a limit; below 0 it takes, at most all. */
void clock_extend(struct world_machine *machine, uint64_t now_ms, int64_t ms);
/* Stores the remaining time when it is due. */
void clock_tick(struct world_machine *machine, uint64_t now_ms, const struct effects *effects);

/* seats.c */
bool seat_is_alive(const struct world_machine *machine, int seat);
void seats_start(struct world_machine *machine);
/* Seats that every living one waits for no more. */
bool seats_all_ready(const struct world_machine *machine);
/* After a turn: misses, takeovers, hand-backs; orders, ready flags and statements are cleared. Deterministic,
 * so recovery does the same. */
void seats_next_turn(struct world_machine *machine);
void seat_take(struct world_machine *machine, int seat);
void seat_leave(struct world_machine *machine, int seat);
void seat_return(struct world_machine *machine, int seat);

/* remembered.c. NULL: not seen before. */
const struct wire_accepted *seat_recall(const struct seat *seat, const struct id *command);
void seat_remember(struct seat *seat, const struct wire_accepted *accepted);
/* The turn is over: what belonged to it is refused from now on. */
void seat_forget_turn(struct seat *seat);
/* The same of messages, however old; `accepted` is space for the answer. */
const struct wire_accepted *press_recall(const struct world_machine *machine, int seat,
                                         const struct id *command, struct wire_accepted *accepted);
void press_remember(struct world_machine *machine, int seat, const struct id *command, uint32_t turn);
void remembered_free(struct world_machine *machine);

/* closing.c */
/* Closes the turn if it is time, and opens the next one. */
void turn_close_if_due(struct world_machine *machine, uint64_t now_ms, const struct effects *effects);
/* Everything after a resolved turn but the effects. */
void turn_closed(struct world_machine *machine, const struct record_turn *turn);

/* commands.c: one function a command of a player */
void on_save_orders(struct world_machine *machine, const struct command *command,
                    const struct effects *effects);
void on_set_ready(struct world_machine *machine, const struct command *command,
                  const struct effects *effects);
void on_state_beliefs(struct world_machine *machine, const struct command *command,
                      const struct effects *effects);
void on_send_press(struct world_machine *machine, const struct command *command,
                   const struct effects *effects);

/* facilitator.c: what whoever runs the exercise commands */
void on_act(struct world_machine *machine, const struct command *command, const struct effects *effects);

/* The same from its entry; false: it does not fit. */
bool recover_act(struct world_machine *machine, const char *kind, struct slice body, const char *words);

/* consider.c: does what is said fit the world, the turn and the seat? */
struct refusal turn_refusal(const struct world_machine *machine, int seat, const struct id *world,
                            uint32_t turn);

/* press.c */
const struct world_press *press_keep(struct world_machine *machine, const struct world_press *press,
                                     const char *text);
bool press_readable(const struct world_press *press, int seat);
/* Counts a message, erased ones too, for each seat that may read it. */
void press_count(struct world_machine *machine, struct world_press *press);
struct id press_text_id(const struct world_machine *machine, int seat, const struct id *command);

/* entries.c: what players state, as text and back */
void entry_put_beliefs(struct text *text, const struct stated_beliefs *stated, int actors);
bool entry_take_beliefs(struct slice *rest, int actors, struct stated_beliefs *stated);

#endif
