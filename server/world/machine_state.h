/* The inside of a world machine, for server/world only. */
#ifndef SPIRAL_WORLD_MACHINE_STATE_H
#define SPIRAL_WORLD_MACHINE_STATE_H

#include "common/base/buffer.h"
#include "server/world/machine.h"
#include "server/world/public_history.h"
#include "server/world/signs.h"

/* The id of a message between states. */
struct sent_press {
    struct id command;
    uint16_t turn;
    uint8_t seat;
};

/* An act that would change more if it was done twice. */
struct done_act {
    struct id command;
    uint32_t turn;
    int32_t ms;
};

/* What the debrief tells of whoever runs the exercise: news and roll-backs in their order, sets of turns. */
enum { STEERED_MAX = WORLD_BULLETINS_MAX + WORLD_ABANDONED_MAX };

struct steering {
    int count;
    struct steered {
        uint8_t turn, back_to; /* the open one, 0 in the lobby; back_to 0: news */
        bool practice, misleading;
        uint16_t seats;
        uint32_t inject;
    } done[STEERED_MAX];
    uint64_t resolved, behalf[ACTORS_MAX]; /* bit t: turn t */
};

/* The chair of a state. Person, seat and session are three things: the machine knows only whether somebody
 * holds the seat and how many sessions of the holders are connected. */
struct seat {
    bool taken;                 /* a person holds it */
    bool bot;                   /* a bot plays it this turn ... */
    enum bot_reason bot_reason; /* ... and why; nobody else is told */
    bool returning;             /* the holder is back: theirs from the next turn */
    bool left;                  /* the holder gave it up for now */
    bool held;                  /* by a bot, until whoever runs the exercise gives it back */
    int percent;                /* of the usual time that it needs; nobody else is told */
    int sessions;
    uint64_t away_ms; /* since when there are none; UINT64_MAX: there are, or it was not noted yet */
    int misses;
    int lost;           /* the turn whose miss was one too many */
    int press_sent;     /* this turn */
    size_t press_bytes; /* of words, this turn */
    int stored;         /* commands, this turn */
    bool ready;
    bool has_orders;
    uint32_t revision;
    struct orders orders;
    bool behalf;      /* they came from whoever runs the exercise, and count although a bot plays */
    bool has_answers; /* something was saved in an earlier turn ... */
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
    int64_t whole_ms; /* the open turn's time, but for what was added to it; 0: no limit */
    int press_count, press_capacity;
    struct world_press *press; /* owned; oldest first */
    uint64_t press_number;
    uint32_t press_told[ACTORS_MAX]; /* messages that each seat might read so far */
    int sent_count, sent_capacity;
    struct sent_press *sent; /* owned; oldest first */
    int bulletin_count, bulletin_capacity;
    struct world_bulletin *bulletins;      /* owned; oldest first */
    int inject_count;                      /* that were told, erased ones too ... */
    uint32_t injects[WORLD_BULLETINS_MAX]; /* ... by their numbers */
    uint32_t bulletins_told[ACTORS_MAX];   /* to each seat so far */
    struct steering steering;
    struct signs signs; /* of the last closed turn */
    struct public_history history;
    uint32_t public_turn, public_branch; /* of the clock that was announced to those without a seat */
    enum clock_state public_state;
    uint64_t public_due;
    struct buffer record;        /* the public record as far as it goes: opening, turns, roll-backs, end */
    struct record_course course; /* which of its turns count */
    /* by whoever runs the exercise */
    uint32_t acts;             /* so far */
    int done_count, done_next; /* of a ring */
    struct done_act done[WORLD_ACTS_REMEMBERED];
    bool paused, resolving;        /* resolving: the open turn closes as soon as it can be stored */
    bool deserted;                 /* paused: because nobody sits there any more */
    bool closed;                   /* it ended by no rule */
    int64_t paused_ms;             /* what is left of the turn while paused; -1: no limit */
    char reason[WIRE_REASON_SIZE]; /* of the pause or the closing; empty: none given, or erased */
    bool end_stored;               /* the journal says so */
    bool opened;                   /* the opening is known (recovery) */
    bool debriefed;                /* whoever runs the exercise opened the debrief */
};

/* Appends an entry to the journal; the clock goes with it. Every seat waits for it ... */
void machine_store(const struct world_machine *machine, uint64_t now_ms, const char *kind,
                   const struct text *body, const struct effects *effects);
/* ... or only the one that it is about: nobody else's answers may tell that it acted. */
void machine_store_own(const struct world_machine *machine, uint64_t now_ms, int seat, const char *kind,
                       const struct text *body, const struct effects *effects);
/* Of what changes how many seats are ready or played by bots: all wait for it where that is told. */
void machine_store_count(const struct world_machine *machine, uint64_t now_ms, int seat, const char *kind,
                         const struct text *body, const struct effects *effects);
void machine_tell(int seat, enum tell_what what, const struct effects *effects);
void machine_tell_clock(const struct world_machine *machine, const struct effects *effects);
/* The same when nothing but those counts has changed. */
void machine_tell_count(const struct world_machine *machine, const struct effects *effects);
void machine_notice(int seat, enum notice_kind kind, uint32_t ms, const struct effects *effects);
/* A bot took it, and why; or its holders play it again. */
void machine_notice_bot(const struct world_machine *machine, int seat, const struct effects *effects);
void machine_refuse(enum refusal_code code, const char *item, const struct effects *effects);

/* Adds a part to the public record ... */
void machine_record(struct world_machine *machine, struct slice part);
/* ... and this one a turn that counts; one that ended the world is followed by its end. */
void machine_record_turn(struct world_machine *machine, struct slice part);
/* Ends the world by no rule, and its record. */
void machine_close(struct world_machine *machine);

/* tell_public.c: has the clock of those without a seat moved since this was asked last? */
bool public_clock_moved(struct world_machine *machine);

/* clock.c */
int64_t clock_remaining_ms(const struct world_machine *machine, uint64_t now_ms);
void clock_open_turn(struct world_machine *machine, uint64_t now_ms, int64_t remaining_ms);
void clock_stop(struct world_machine *machine);
/* How long a turn that opens now lasts: as long as the slowest needs of those whom people play; 0: no limit.
 */
int64_t clock_turn_ms(const struct world_machine *machine);
/* The open turn keeps what is left of it. */
void clock_pause(struct world_machine *machine, uint64_t now_ms);
void clock_resume(struct world_machine *machine, uint64_t now_ms);
/* Adds to what is left of a turn with a limit; below 0 it takes, at most all. */
void clock_extend(struct world_machine *machine, uint64_t now_ms, int64_t ms);
/* Stores the remaining time when it is due. */
void clock_tick(struct world_machine *machine, uint64_t now_ms, const struct effects *effects);

/* seats.c */
bool seat_is_alive(const struct world_machine *machine, int seat);
bool seat_exists(const struct world_machine *machine, int seat);
void seats_start(struct world_machine *machine);
/* Seats that every living one waits for no more. */
bool seats_all_ready(const struct world_machine *machine);
/* After a turn: misses, takeovers, hand-backs; orders, ready flags and statements are cleared. Deterministic,
 * so recovery does the same. */
void seats_next_turn(struct world_machine *machine);
/* Who has a link, after each command; when those are waited for no more who have none. UINT64_MAX: somebody
 * who is there is waited for, or nobody is ready, or there is no end to it. */
void seats_note_away(struct world_machine *machine, uint64_t now_ms);
uint64_t seats_wait_until(const struct world_machine *machine);
/* Turn `to` opens anew: nothing is saved, and what was done from then on is judged anew. Who plays stays. */
void seats_roll_back(struct world_machine *machine, int to);
void seat_take(struct world_machine *machine, int seat);
void seat_leave(struct world_machine *machine, int seat);
void seat_return(struct world_machine *machine, int seat);
/* Is it news that a holder is back? */
bool seat_awaits(const struct world_machine *machine, int seat);
/* A bot plays it whoever comes, and no longer. */
void seat_hold(struct world_machine *machine, int seat);
void seat_release(struct world_machine *machine, int seat);

/* remembered.c. NULL: not seen before. */
const struct wire_accepted *seat_recall(const struct seat *seat, const struct id *command);
void seat_remember(struct seat *seat, const struct wire_accepted *accepted);
/* The turn is over: what belonged to it is refused from now on. */
void seat_forget_turn(struct seat *seat);
/* Turn `turn` and all behind it are played anew. */
void seat_forget_since(struct seat *seat, int turn);
/* The same of messages, however old; `accepted` is space for the answer. */
const struct wire_accepted *press_recall(const struct world_machine *machine, int seat,
                                         const struct id *command, struct wire_accepted *accepted);
void press_remember(struct world_machine *machine, int seat, const struct id *command, uint32_t turn);
void remembered_free(struct world_machine *machine);

/* closing.c */
/* Resolves the turn in the machine's world, with its signs, and gives its hash. */
struct digest turn_resolve_here(struct world_machine *machine, const struct record_turn *turn);
/* Closes the turn if it is time, and opens the next one. */
void turn_close_if_due(struct world_machine *machine, uint64_t now_ms, const struct effects *effects);
/* Everything after a resolved turn but the effects. */
void turn_closed(struct world_machine *machine, const struct record_turn *turn);

/* commands.c */
/* Saves orders that were judged: stored and remembered as `accepted`. What a seat that is not asked for
 * beliefs states in them is left out. */
void orders_save(struct world_machine *machine, uint64_t now_ms, const struct entry_head *head,
                 const struct orders *orders, struct wire_accepted *accepted, const struct effects *effects);

/* One function a command of a player. */
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

/* RULING_DONE when a turn is open that may be acted on. */
enum ruling act_judge(const struct world_machine *machine);
void act_rule(enum ruling ruling, const struct effects *effects);
/* Numbers the act and stores it, of the open turn unless it names one; its words (NULL or empty: none) go
 * where they can be erased. `only_for` as
 * in an effect. */
void act_store(struct world_machine *machine, uint64_t now_ms, const char *kind, struct entry_act act,
               const char *words, uint16_t only_for, const struct effects *effects);
/* The same of an act that would change more if it was done twice: the id of its command stands in place of
 * words, and is remembered with the act's turn and `ms`. */
void act_store_once(struct world_machine *machine, const struct command *command, const char *kind,
                    struct entry_act act, const struct effects *effects);

/* remembered.c: the same ids. `number`: of the act; `words`: as they stood beside its entry */
bool act_is_remembered(const char *kind);
struct id act_command_place(uint32_t number);
void act_remember(struct world_machine *machine, const struct id *command, uint32_t turn, int64_t ms);
void act_recover_command(struct world_machine *machine, const char *words, uint32_t turn, int64_t ms);

/* facilitator_seats.c: what is done to one seat */
void on_bot_in(struct world_machine *machine, const struct command *command, const struct effects *effects);
void on_bot_out(struct world_machine *machine, const struct command *command, const struct effects *effects);
void on_behalf(struct world_machine *machine, const struct command *command, const struct effects *effects);
void on_multiply(struct world_machine *machine, const struct command *command, const struct effects *effects);
void on_nudge(struct world_machine *machine, const struct command *command, const struct effects *effects);
bool recover_bot_in(struct world_machine *machine, const struct entry_act *act, const char *words);
bool recover_bot_out(struct world_machine *machine, const struct entry_act *act, const char *words);
bool recover_behalf(struct world_machine *machine, const struct entry_act *act, const char *words);
bool recover_multiply(struct world_machine *machine, const struct entry_act *act, const char *words);
/* The id of the orders that the act of this number brought: nobody outside can choose it. */
struct id behalf_id(const struct world_machine *machine, uint32_t number);

/* roll_back.c */
void on_roll_back(struct world_machine *machine, const struct command *command,
                  const struct effects *effects);
bool recover_roll_back(struct world_machine *machine, const struct entry_act *act, const char *words);
/* The practice turn was played, and is not undone yet. */
bool practice_is_due(const struct world_machine *machine);
/* Undoes it, stores and tells that. */
void practice_end(struct world_machine *machine, uint64_t now_ms, const struct effects *effects);
bool recover_practice_end(struct world_machine *machine, struct slice body);

/* bulletins.c */
void on_bulletin(struct world_machine *machine, const struct command *command, const struct effects *effects);
bool recover_bulletin(struct world_machine *machine, const struct entry_act *act, const char *words);
void bulletins_free(struct world_machine *machine);

/* steering.c: news were told; turn `back->to` is about to open anew; the world's turn closed, and its seats
 * are still as they were */
void steering_news(struct world_machine *machine, const struct entry_act *act);
void steering_back(struct world_machine *machine, const struct record_roll_back *back);
void steering_closed(struct world_machine *machine);

/* tell.c */
/* The clock as whoever runs the exercise sees it, with all its bots. */
void tell_whole_clock(const struct world_machine *machine, uint64_t now_ms, struct wire_clock *clock);
/* May players be told how many seats bots play, and so how many are ready? */
bool bots_are_told(const struct world_machine *machine);

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
