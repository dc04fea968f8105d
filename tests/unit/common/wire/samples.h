/* Random messages whose every value is within its bounds, for round trips and as the seeds of fuzzing. */
#ifndef SPIRAL_TESTS_WIRE_SAMPLES_H
#define SPIRAL_TESTS_WIRE_SAMPLES_H

#include "common/aids/consider.h"
#include "common/wire/wire.h"

/* A generator of its own, so that a sample is the same on every machine. */
struct chance {
    uint64_t state; /* not 0 */
};

uint32_t chance_below(struct chance *chance, uint32_t n);
int32_t chance_between(struct chance *chance, int32_t low, int32_t high);

static_assert((int)WIRE_DEBRIEF_PART <= (int)WIRE_RECORD_PART, "a piece of either has room");

/* `most` fills every list and every string to its bound. What a sample borrows lives in `room`. */
struct sample_room {
    struct event_list events;
    char record[WIRE_RECORD_PART]; /* and for a piece of a debrief */
    struct wire_exercise_row rows[WIRE_EXERCISE_ROWS_MAX];
    struct public_event public_events[PUBLIC_EVENTS_MAX];
    struct wire_public_press public_press[WIRE_PUBLIC_PRESS_MAX];
    struct considered considered;
    char press_texts[WIRE_PUBLIC_PRESS_MAX][WIRE_PRESS_SIZE];
    struct wire_exercise_world worlds[WIRE_WORLDS_MAX];
    struct wire_exercise_question questions[WIRE_QUESTIONS_MAX];
    struct wire_exercise_inject injects[WIRE_INJECTS_MAX];
    struct wire_exercise_facilitator facilitators[WIRE_FACILITATORS_MAX];
    struct wire_exercise_deed deeds[WIRE_DEEDS_MAX];
    struct wire_world_feelings feelings[WIRE_WORLDS_MAX];
    const char *words[WIRE_PERSONS_MAX * WIRE_FEELINGS];
    char word_texts[WIRE_PERSONS_MAX * WIRE_FEELINGS][WIRE_FEELING_SIZE];
    struct wire_world_outcome outcomes[WIRE_WORLDS_MAX];
    struct wire_condition conditions[WIRE_CONDITIONS_MAX];
    char guests[WIRE_GUESTS_MAX][WIRE_PERSON_NAME_SIZE];
    struct wire_inject planned[WIRE_INJECTS_MAX];
    struct wire_guest_link guest_links[WIRE_GUESTS_MAX];
    struct wire_role_world role_worlds[WIRE_WORLDS_MAX];
    struct wire_role roles[WIRE_ROLES_MAX];
};

void sample_to_server(struct chance *chance, enum to_server_kind kind, bool most, struct to_server *message);
void sample_to_client(struct chance *chance, enum to_client_kind kind, bool most, struct sample_room *room,
                      struct to_client *message);
void sample_to_admin(struct chance *chance, enum to_admin_kind kind, bool most, struct sample_room *room,
                     struct to_admin *message);
void sample_from_admin(struct chance *chance, enum from_admin_kind kind, bool most, struct sample_room *room,
                       struct from_admin *message);
void sample_orders(struct chance *chance, struct orders *orders);

#endif
