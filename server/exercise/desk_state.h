/* The inside of the desk, for server/exercise/desk*.c only. See desk.h. */
#ifndef SPIRAL_EXERCISE_DESK_STATE_H
#define SPIRAL_EXERCISE_DESK_STATE_H

#include "server/exercise/desk.h"
#include "server/exercise/exercise_state.h"

enum {
    DESK_COMMANDS_MAX = 256,        /* commands of facilitators that are answered once more */
    DESK_LOOKS_MAX = 8,             /* of facilitators through the eyes of seats: so many are listed */
    DESK_ASKED_MAX = 5,             /* open questions of one person */
    DESK_FELT_MAX = 16,             /* so often a person states feelings: each time is stored */
    DESK_KEY_GROUPS = 4,            /* of five letters */
    DESK_SEPARATOR = 0x1e,          /* between parts of one text: no text from outside holds it */
    DESK_LAST_CARD = 8,             /* D8 */
    DESK_REVEAL = WIRE_CARD_REVEAL, /* D3: what was hidden is told from here on, state by state */
    DESK_COMPARE = 7,               /* D7: worlds side by side */
    DESK_COMPARED_AT_ONCE = 8,      /* worlds read again with one act, before D7 asks for all */
    DESK_ACT_PARTS = WORLDS_MAX,    /* what one act did in so many places */
};

static_assert((int)DESK_ACT_PARTS >= (int)WIRE_INJECTS_MAX, "postponing moves all injects at most");

/* Numbered from 1, in the order in which they came; who is out stays in its place. */
struct facilitator {
    char name[WIRE_PERSON_NAME_SIZE];
    enum rights rights; /* RIGHTS_NONE: out */
    struct digest key;  /* SHA-256 of exercise and key */
    uint32_t here;      /* sessions */
};

/* What an act did in one place: world, the turn that was open and on which branch of the world, and what
 * undoing it needs. Of a postponement: `value` is the number of the inject and `turn` its turn before. */
struct deed_part {
    uint8_t world, turn;
    uint16_t branch;
    int32_t value;
};

struct deed {
    uint32_t number; /* from 1 */
    enum exercise_act act;
    int by; /* number of the facilitator, or DESK_OPERATOR */
    int world, seat;
    uint32_t target;  /* number of the inject, question, facilitator or deed that it was about */
    int32_t before;   /* rights, turns of a postponement, or days of a replay */
    struct id person; /* who was moved or taken out, or took a yes back */
    struct id command;
    int64_t stamp_ms;
    bool undone;
    int part_count;
    struct deed_part parts[DESK_ACT_PARTS];
};

struct desk_inject {
    struct wire_inject inject;
    uint64_t worlds, sent; /* bit masks */
    bool cancelled;
    int by;
};

struct desk_question {
    uint32_t number;
    struct id person; /* zero: nobody in particular asked */
    struct id command;
    int world, seat;
    char text[WIRE_QUESTION_SIZE];
    char answer[WIRE_REASON_SIZE];
    bool answered, everyone;
    int64_t stamp_ms;
    /* Its numbers as told: the asker's so many-th, odd, and the so many-th that is told to all, even. Nobody
     * is to count by them what others ask. */
    uint32_t own_number, all_number;
};

struct desk_feelings {
    struct id person, command;
    struct wire_state_feelings said; /* its words are empty where they were erased */
    int times;                       /* so often they were stated */
};

/* What worlds are compared by. */
struct desk_outcome {
    bool computed;
    struct wire_world_outcome told;
};

struct desk {
    int facilitator_count;
    struct facilitator facilitators[WIRE_FACILITATORS_MAX];
    uint32_t deed_number; /* of the newest */
    int deed_count;
    struct deed deeds[WIRE_DEEDS_MAX]; /* newest first, but for looks ... */
    int look_count;
    struct deed looks[DESK_LOOKS_MAX]; /* ... which stand here in that order */
    int command_count, command_next;
    struct id commands[DESK_COMMANDS_MAX];
    int inject_count;
    struct desk_inject *injects[WIRE_INJECTS_MAX]; /* owned, by number from 1 */
    uint32_t question_number;                      /* of the newest */
    uint32_t told_to_all;                          /* so many answers */
    int question_count;
    struct desk_question *questions[WIRE_QUESTIONS_MAX]; /* owned, oldest first */
    int feelings_count;
    struct desk_feelings *feelings[PERSONS_MAX]; /* owned */
    bool feelings_are_news;                      /* some came since the last telling */
    int card;                                    /* of the debrief; -1: not begun */
    uint32_t part;
    int projected;   /* world; -1: none */
    int opened_card; /* the furthest point ever; -1: none */
    uint32_t opened_part;
    int64_t started_ms; /* Unix time; 0: not yet */
    char why[WIRE_CAUSE_SIZE];
    /* Lent out by desk_tell_step to each of many: made when first wanted, owned; -1: anew. */
    int told_feeling_count;
    struct wire_world_feelings *told_feelings;
    struct wire_world_outcome *told_outcomes;
    const char **told_words;
    struct desk_outcome *outcomes; /* by world */
};

/* ---- one act, while it is being done */

struct doing {
    struct exercise *exercise;
    struct desk *desk;
    int by;
    const struct wire_exercise_act *act;
    uint64_t now_ms;
    struct person *person; /* that the act names; NULL: none */
    struct desk_answer *answer;
    struct deed deed; /* as it will stand among the deeds */
    bool done;        /* something was changed; neither done nor refused: it was so already */
};

/* Says no; `why` names item, reason and remedy. */
void doing_refuse(struct doing *doing, enum refusal_code code, const char *item, const char *why);
/* The turn of that part is the open one: neither is it over, nor has another one its number by now. */
bool desk_turn_stands(const struct exercise *exercise, const struct deed_part *part);
struct deed *desk_find_deed(struct desk *desk, uint32_t number);
/* The person is still there, so is the seat where they were, and `facilitator` may act on both worlds. */
bool desk_may_move_back(const struct exercise *exercise, const struct deed *deed, int facilitator);
/* It would be told at once: its turn has come in one of its worlds. */
bool desk_inject_is_late(const struct exercise *exercise, uint32_t number);
/* One place more where it was done. */
void doing_part(struct doing *doing, int world, uint32_t turn, int32_t value);

/* The row of an act: what it needs and what does it. */
struct act_row {
    enum rights rights;
    const char *name; /* in the log */
    unsigned needs;   /* set of act_need */
    void (*run)(struct doing *doing);
    /* Takes `deed` back; NULL: that cannot be. */
    void (*undo)(struct doing *doing, const struct deed *deed);
};

enum act_need {
    NEEDS_WORLD = 1,
    NEEDS_SEAT = 2, /* and its world */
    NEEDS_PERSON = 4,
    NEEDS_OWNING = 8, /* who may only run acts on worlds of its own or of nobody */
    NEEDS_EYES = 16,  /* and nothing else: it changes nothing, so its command is not remembered */
};

const struct act_row *act_row_of(enum exercise_act act);

/* ---- rights, desk.c */
bool desk_may_act_on(const struct exercise *exercise, int facilitator, int world);
struct facilitator *desk_facilitator(struct desk *desk, int number); /* NULL: there is none */
/* Owner of a facilitator's words, so that they can be erased; of DESK_OPERATOR, too. */
struct id desk_words_owner(const struct exercise *exercise, int facilitator);
/* Where the text of number `number` of a kind is kept. */
struct id desk_text_id(const struct exercise *exercise, const char *kind, uint32_t number);
void desk_news(struct exercise *exercise, enum exercise_news news, struct person *person, uint32_t number);
int64_t desk_stamp(const struct exercise *exercise);
uint64_t desk_all_worlds(const struct exercise *exercise);
/* The open turn of a world. */
uint32_t desk_open_turn(const struct exercise *exercise, int world);
/* The most turns that a world can last. */
int desk_max_turns(const struct exercise *exercise, int world);
void desk_recover_facilitator(struct exercise *exercise, int number, const char *name, enum rights rights,
                              const struct digest *key);

/* ---- desk_worlds.c */
void run_world(struct doing *doing);
void run_orders(struct doing *doing);
void run_start(struct doing *doing);
void undo_pause(struct doing *doing, const struct deed *deed);
void undo_resume(struct doing *doing, const struct deed *deed);
void undo_extend(struct doing *doing, const struct deed *deed);
void undo_bot_in(struct doing *doing, const struct deed *deed);
void undo_bot_out(struct doing *doing, const struct deed *deed);
void undo_multiply(struct doing *doing, const struct deed *deed);
/* With the refusal that a ruling means; not of RULING_DONE and RULING_ALREADY. */
void doing_refuse_ruling(struct doing *doing, enum ruling ruling, int world, const struct refusal *illegal);
/* The ruling of one world, with words of the facilitator who acts as their owner. */
enum ruling doing_rule(struct doing *doing, int world, struct command *command, struct refusal *refusal);

/* ---- desk_roster.c */
void run_move(struct doing *doing);
void undo_move(struct doing *doing, const struct deed *deed);
void run_remove(struct doing *doing);
void run_consent(struct doing *doing);
/* False: it cannot be read. */
bool desk_recover_withdrawn(struct exercise *exercise, struct slice body);

/* ---- desk_rights.c */
void run_own(struct doing *doing);
void undo_own(struct doing *doing, const struct deed *deed);
void run_facilitator_add(struct doing *doing);
void run_facilitator_rights(struct doing *doing);
void undo_facilitator_rights(struct doing *doing, const struct deed *deed);

/* ---- desk_replay.c */
void run_replay(struct doing *doing);
void undo_replay(struct doing *doing, const struct deed *deed);
/* False: it cannot be read. */
bool desk_recover_replay(struct exercise *exercise, struct slice body);

/* ---- desk_injects.c and desk_plan.c */
void run_inject(struct doing *doing);
void undo_inject(struct doing *doing, const struct deed *deed);
void run_inject_send(struct doing *doing);
void run_inject_cancel(struct doing *doing);
void undo_inject_cancel(struct doing *doing, const struct deed *deed);
void run_inject_postpone(struct doing *doing);
void undo_inject_postpone(struct doing *doing, const struct deed *deed);
/* Whether anything is still to come of it. */
bool inject_waits(const struct exercise *exercise, const struct desk_inject *kept);
struct desk_inject *desk_inject(const struct desk *desk, uint32_t number); /* NULL: there is none */
/* Whether the facilitator may act on each world that is still to be told of it. */
bool desk_may_change_inject(const struct exercise *exercise, const struct desk_inject *kept, int facilitator);
/* Puts it behind the others, with its number; NULL: there is no memory for it. */
struct desk_inject *desk_keep_inject(struct desk *desk, const struct wire_inject *inject, uint64_t worlds,
                                     int by);
/* An inject as an entry, with its words beside it. */
void desk_store_inject(struct exercise *exercise, const struct desk_inject *kept);
/* Tells it to a world; RULING_DONE is stored. */
enum ruling desk_send_inject(struct exercise *exercise, struct desk_inject *kept, int world, uint64_t now_ms);

/* ---- desk_questions.c */
void run_answer(struct doing *doing);
struct desk_question *desk_keep_question(struct desk *desk, uint32_t number);
struct desk_question *desk_question(const struct desk *desk, uint32_t number); /* NULL: there is none */
/* Once whose it is, or that all are told, is known: its number as told to them. */
void desk_number_question(struct exercise *exercise, struct desk_question *kept);

/* ---- desk_debrief.c, desk_outcomes.c, desk_feelings.c */
void run_debrief(struct doing *doing);
/* Where the debrief is from now on; and the same before the worlds are there, who are told by desk_set_step.
 */
void desk_set_step(struct exercise *exercise, int card, uint32_t part, int projected);
void desk_recover_step(struct exercise *exercise, int card, uint32_t part, int projected);
/* Of up to `count` ended worlds that were not read again yet. */
void desk_compute_outcomes(struct exercise *exercise, int count);
void desk_tell_outcomes(struct exercise *exercise, struct wire_debrief_step *step);
struct desk_feelings *desk_feelings_of(struct desk *desk,
                                       const struct id *person); /* NULL: none, no memory */
bool desk_has_feelings(const struct desk *desk, const struct id *person);

/* ---- desk_time.c: of the plan; the clocks of all worlds are told already */
void desk_tell_time(const struct exercise *exercise, struct wire_exercise_state *state);

/* ---- desk_look.c */
void run_look(struct doing *doing);
/* Does it say who looked where, and when? */
bool look_is_whole(const struct deed *deed);
void desk_keep_look(struct exercise *exercise, const struct deed *deed);
/* What is told of what was done, newest first: all looks that are kept, and as many acts as there is room
 * for, those first that can be taken back. Returns how many. */
int desk_list_deeds(const struct desk *desk, const struct deed *list[WIRE_DEEDS_MAX]);

/* ---- desk_deeds.c */
bool desk_was_done(const struct desk *desk, const struct id *command);
void desk_remember_command(struct desk *desk, const struct id *command);
/* Numbers the deed, stores it, and puts it before the others. */
void desk_note(struct doing *doing);
void desk_keep_deed(struct exercise *exercise, const struct deed *deed);
/* Before the others; the oldest falls out of a list that is full. */
void desk_deeds_push(struct deed list[], int *count, int most, const struct deed *deed);
void run_undo(struct doing *doing);
/* False: it cannot be read. */
bool desk_recover_deed(struct exercise *exercise, struct slice body);

#endif
