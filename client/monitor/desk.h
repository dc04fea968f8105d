/* What a facilitator sees and where they are: between the state of the exercise, which it reads, and the
 * canvas, which it draws on.
 *
 * A key changes the desk or makes an act, whose scope the desk names: all worlds, one world, one seat. What
 * loses something is asked once. Owner: the face, or a test. Loop thread. */
#ifndef SPIRAL_MONITOR_DESK_H
#define SPIRAL_MONITOR_DESK_H

#include "client/screen/canvas.h"
#include "client/screen/edit.h"
#include "client/screen/terminal.h"
#include "common/wire/message.h"
#include "common/words/sentences.h"

enum {
    DESK_ROWS_MIN = 24,
    DESK_COLUMNS_MIN = 80,
    DESK_SEEN_ROWS =
        DESK_ROWS_MIN - 5, /* of what a seat sees: without both bands, whose it is, words, keys */
    DESK_SAID_SIZE = 512,
};

enum desk_mode { DESK_LOOKS, DESK_TYPES, DESK_ASKS, DESK_HELPS, DESK_SEES };

/* What a typed line is for. */
enum desk_line { LINE_COMMAND, LINE_INJECT, LINE_ANSWER, LINE_ANSWER_ALL };

enum desk_wish { DESK_NOTHING, DESK_ACTS, DESK_LEAVES };

struct seat_seen;

struct desk {
    const struct language *language;
    struct wire_exercise_state *state; /* borrowed; NULL: none has come */
    char name[WIRE_PERSON_NAME_SIZE];  /* of the facilitator; empty: over the admin socket */
    enum rights rights;
    uint32_t number;
    int world, seat; /* the scope; -1: all worlds, the whole world */
    enum desk_mode mode;
    enum desk_line line;
    uint32_t question; /* that a line answers */
    struct edit edit;
    bool pasting;
    struct wire_exercise_act act; /* that is asked about, or wished */
    enum desk_wish wish;
    struct seat_seen *seen;    /* owned; what a seat sees, NULL before one was looked at */
    bool awaits_seen;          /* a look was wished, and its picture has not come */
    int seen_line;             /* the first one of it that is shown */
    char said[DESK_SAID_SIZE]; /* what came of the last key */
    bool said_is_bad;
    char trouble[DESK_SAID_SIZE]; /* why nothing new comes; empty: all is well */
};

void desk_init(struct desk *desk, const struct language *language);
void desk_free(struct desk *desk);

/* A newer state; the scope stays where it may. Where a picture is open whose turn is over, another one is
 * wished.
 */
void desk_take_state(struct desk *desk, struct wire_exercise_state *state);
/* Time passed since the state was told: clocks go on. */
void desk_age(struct desk *desk, int64_t ms);

/* A key. The wish says what is to be done now; whoever does it clears it. */
void desk_press(struct desk *desk, const struct key *key);

/* Something that was told behind a look; true: the picture that was wished is whole. */
bool desk_take_seen(struct desk *desk, const struct to_client *message);

/* An act was done, or was so already; or it was refused. */
void desk_tell_done(struct desk *desk, enum exercise_act act, bool already);
void desk_tell_refused(struct desk *desk, const char *words);
void desk_say(struct desk *desk, const char *key, const struct slot *slots, bool bad);

void desk_draw(const struct desk *desk, struct canvas *canvas, int rows, int columns);

/* ---- for the files of the desk */

/* "B Corva", "all worlds" */
void desk_put_scope(const struct desk *desk, struct text *text);
/* The oldest question without an answer; NULL: none. */
const struct wire_exercise_question *desk_question(const struct desk *desk);
/* Wishes the act, or asks first where it loses something. */
void desk_do(struct desk *desk, const struct wire_exercise_act *act);
/* Wishes to see what a seat sees. */
void desk_look(struct desk *desk, int world, int seat);
/* What loses something that no undo gives back, or that startles a whole room. */
bool act_is_asked(enum exercise_act act);
/* "close for good, B", in the words of the question before it. */
void act_put_question(const struct wire_exercise_state *state, const struct wire_exercise_act *act,
                      const struct language *language, struct text *text);
/* Whose picture there is, as numbers of the state; false: none is whole. */
bool desk_seen_seat(const struct desk *desk, int *world, int *seat);
/* "You see what Corva sees." */
void desk_put_seen(const struct desk *desk, struct text *text);
/* Begins to type a line. */
void desk_type(struct desk *desk, enum desk_line line, const char *begin);

#endif
