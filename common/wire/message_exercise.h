/* How an exercise is run, as plain values: what facilitators do and see, what players ask control, the
 * debrief card by card. See message.h.
 *
 * What is told to facilitators has members for who holds a seat and whether orders are there, and none for
 * what they say. Values; the lists of `wire_exercise_state` and `wire_debrief_step` are borrowed in encoding
 * and owned by the message in decoding (to_client_free, from_admin_free). Any thread. */
#ifndef SPIRAL_WIRE_MESSAGE_EXERCISE_H
#define SPIRAL_WIRE_MESSAGE_EXERCISE_H

#include "common/wire/message_play.h"

enum belief_mode {
    BELIEFS_NONE, /* not said */
    BELIEFS_OFF,
    BELIEFS_STATED,
    BELIEFS_SCORED,
    BELIEFS_RANDOM_HALF,
    BELIEF_MODE_COUNT,
};

enum bot_disclosure { BOTS_NONE, BOTS_FULL, BOTS_COUNT, BOTS_AT_DEBRIEF, BOT_DISCLOSURE_COUNT };

enum horizon { HORIZON_NONE, HORIZON_FIXED, HORIZON_RANDOM, HORIZON_COUNT };

/* Each includes those before it. */
enum rights { RIGHTS_NONE, RIGHTS_OBSERVE, RIGHTS_ASSIST, RIGHTS_RUN, RIGHTS_LEAD, RIGHTS_COUNT };

enum team_role { ROLE_NONE, ROLE_HEAD, ROLE_DEFENCE, ROLE_FOREIGN, ROLE_INTEL, TEAM_ROLE_COUNT };

enum consent { CONSENT_NONE, CONSENT_YES, CONSENT_PLAY_ONLY, CONSENT_COUNT };

struct wire_facilitate {
    char code[WIRE_CODE_SIZE];
    char key[WIRE_FACILITATOR_KEY_SIZE];
};

struct wire_facilitating {
    struct id exercise;
    uint32_t facilitator;
    char name[WIRE_PERSON_NAME_SIZE];
    enum rights rights;
};

enum inject_trigger { TRIGGER_NOW, TRIGGER_TURN, TRIGGER_TENSION, TRIGGER_COUNT };

struct wire_inject {
    uint32_t number;
    int world;      /* -1: each */
    uint16_t seats; /* bit mask; 0: all */
    char source[NAME_SIZE];
    char text[WIRE_LANGUAGES][WIRE_BULLETIN_SIZE]; /* en, es; es may be empty */
    bool misleading;
    enum inject_trigger trigger;
    uint32_t turn, tension;
};

enum exercise_act {
    EXERCISE_NO_ACT,
    EXERCISE_PAUSE,
    EXERCISE_RESUME,
    EXERCISE_EXTEND,
    EXERCISE_RESOLVE,
    EXERCISE_CLOSE,
    EXERCISE_START,
    EXERCISE_ROLL_BACK,
    EXERCISE_BOT_IN,
    EXERCISE_BOT_OUT,
    EXERCISE_ORDERS,
    EXERCISE_MULTIPLY,
    EXERCISE_MOVE_PERSON,
    EXERCISE_REMOVE_PERSON,
    EXERCISE_NUDGE,
    EXERCISE_INJECT,
    EXERCISE_INJECT_SEND,
    EXERCISE_INJECT_CANCEL,
    EXERCISE_INJECT_POSTPONE,
    EXERCISE_ANSWER,
    EXERCISE_OWN,
    EXERCISE_FACILITATOR_ADD,
    EXERCISE_FACILITATOR_RIGHTS,
    EXERCISE_DEBRIEF,
    EXERCISE_UNDO,
    EXERCISE_REPLAY,
    EXERCISE_LOOK,
    EXERCISE_CONSENT, /* takes a yes back; only the person can give one */
    EXERCISE_ACT_COUNT,
};

/* What a facilitator does. */
struct wire_exercise_act {
    char code[WIRE_CODE_SIZE]; /* empty in a session */
    enum exercise_act act;
    char reason[WIRE_REASON_SIZE]; /* with pause, close and answer */
    int32_t ms;                    /* with extend */
    uint32_t turn;                 /* with extend and resolve; 0: the open one */
    bool practice;                 /* ... the turn of practice, and none that counts */
    int seen_count;                /* with extend and resolve of all worlds, by world; 0: whichever is open */
    uint32_t seen_turn[WIRE_WORLDS_MAX], seen_branch[WIRE_WORLDS_MAX];
    int world, seat;  /* -1: not named */
    struct id person; /* zero: not named */
    uint32_t number, percent;
    bool has_orders;
    struct orders orders;
    bool has_inject;
    struct wire_inject inject;
    char name[WIRE_PERSON_NAME_SIZE];
    enum rights rights;
    bool everyone, release;
    uint32_t card, part;
    struct id command; /* zero: none */
};

/* One that names nothing: world and seat are -1. */
void wire_exercise_act_init(struct wire_exercise_act *act, enum exercise_act kind);

struct wire_exercise_person {
    char name[WIRE_PERSON_NAME_SIZE];
    bool here, left;
    struct id person;
    enum team_role role;
    uint32_t gone_seconds;
    enum consent consent;
};

/* How a seat stands: there is no member for what it ordered, believes or wants. */
struct wire_exercise_seat {
    char state[NAME_SIZE];
    bool alive, bot, returning;
    int person_count;
    struct wire_exercise_person persons[WIRE_SEAT_PERSONS_MAX];
    uint32_t revision; /* of the orders saved for the open turn; 0: none */
    bool stated, ready;
    uint32_t misses; /* turns in a row */
    bool held;       /* by a bot until a facilitator gives it back */
    uint32_t percent, beliefs;
    bool asked; /* for beliefs */
};

enum sign_kind {
    SIGN_NONE,
    SIGN_SPIRAL,
    SIGN_WAR,
    SIGN_CHAIN_GANG,
    SIGN_BUCK_PASS,
    SIGN_MOBILISED,
    SIGN_KIND_COUNT,
};

struct wire_sign {
    enum sign_kind kind;
    uint16_t states; /* bit mask */
    uint32_t first, last;
};

struct wire_exercise_world {
    char name[WIRE_WORLD_NAME_SIZE];
    struct id world;
    struct wire_clock clock;
    uint32_t end;
    int seat_count;
    struct wire_exercise_seat seats[ACTORS_MAX];
    uint32_t tension;
    int sign_count;
    struct wire_sign signs[WIRE_SIGNS_MAX];
    int owner; /* -1: nobody */
    uint32_t branch;
    char conditions[WIRE_CONDITIONS_SIZE];
    bool deserted; /* paused because its last person was taken away */
};

struct wire_exercise_question {
    uint32_t number, world, seat;
    char name[WIRE_PERSON_NAME_SIZE];
    char text[WIRE_QUESTION_SIZE];
    char answer[WIRE_REASON_SIZE]; /* empty: none yet */
    bool everyone;
    uint32_t age_seconds;
};

struct wire_exercise_inject {
    struct wire_inject inject;
    uint32_t sent; /* bit mask of worlds, the first 32 */
    bool cancelled;
};

struct wire_exercise_facilitator {
    uint32_t number;
    char name[WIRE_PERSON_NAME_SIZE];
    enum rights rights;
    uint32_t here;
};

struct wire_exercise_deed {
    uint32_t number;
    enum exercise_act act;
    char by[WIRE_PERSON_NAME_SIZE]; /* empty: over the admin socket */
    int world, seat;                /* -1: not named */
    uint32_t age_seconds;
    bool undone;
};

struct wire_exercise_state {
    char code[WIRE_CODE_SIZE];
    struct id exercise;
    char scenario[NAME_SIZE];
    uint32_t turn_seconds, misses_allowed;
    bool already; /* the act was done before */
    char link[WIRE_LINK_SIZE];
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    int world_count, question_count, inject_count, facilitator_count, deed_count;
    struct wire_exercise_world *worlds;
    struct wire_exercise_question *questions;
    struct wire_exercise_inject *injects;
    struct wire_exercise_facilitator *facilitators;
    struct wire_exercise_deed *deeds;
    uint32_t undo;                                     /* 0: nothing */
    uint32_t plan_seconds, used_seconds, play_seconds; /* play: until the debrief can begin */
    int card;                                          /* -1: no debrief yet */
    uint32_t part;
    int projected; /* world; -1: none */
    char new_key[WIRE_FACILITATOR_KEY_SIZE];
    bool started, practice, debrief_in_step;
    bool practises; /* the first turn is undone, whether it is open or not */
    uint32_t places, persons;
    enum belief_mode beliefs;
    enum bot_disclosure bots;
    int replay_days; /* -1: as long as places are kept */
};

/* ---- players and control */

struct wire_ask_control {
    struct id command;
    char text[WIRE_QUESTION_SIZE];
};

struct wire_control_answer {
    uint32_t number;
    char question[WIRE_QUESTION_SIZE];
    char answer[WIRE_REASON_SIZE];
    bool everyone;
};

struct wire_bulletin {
    struct id world;
    uint32_t turn, number;
    char source[NAME_SIZE];
    char text[WIRE_LANGUAGES][WIRE_BULLETIN_SIZE];
};

struct wire_state_feelings {
    struct id command;
    int word_count;
    char words[WIRE_FEELINGS][WIRE_FEELING_SIZE];
    int32_t greedy[ACTORS_MAX]; /* permille, -1: not stated */
};

struct wire_world_feelings {
    char world[WIRE_WORLD_NAME_SIZE];
    int word_count;
    const char **words;
};

struct wire_number {
    char name[NAME_SIZE];
    int32_t value;
};

struct wire_world_outcome {
    char world[WIRE_WORLD_NAME_SIZE];
    char conditions[WIRE_CONDITIONS_SIZE];
    uint32_t end, turns;
    int number_count;
    struct wire_number numbers[WIRE_OUTCOME_NUMBERS_MAX];
};

struct wire_debrief_step {
    int card; /* -1: not begun */
    uint32_t part;
    int world; /* projected; -1: none */
    bool stated;
    int feeling_count, outcome_count;
    struct wire_world_feelings *feelings;
    struct wire_world_outcome *outcomes;
    void *owned; /* decoding: what the lists and words stand in */
};

/* ---- at the door */

struct wire_ask_exercise {
    char code[WIRE_CODE_SIZE];
};

struct wire_exercise_info {
    char code[WIRE_CODE_SIZE];
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    bool consent, guests_only, started, ended, full;
    uint32_t team_size, worlds, persons, places;
};

#endif
