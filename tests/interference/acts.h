/* What is done on the stage, one step each. */
#ifndef SPIRAL_TESTS_INTERFERENCE_ACTS_H
#define SPIRAL_TESTS_INTERFERENCE_ACTS_H

#include "stage.h"

struct act {
    const char *name;
    void (*run)(struct stage *stage);
};

/* looker.c: all that the audience's seat may send, right and wrong. One of them by its place, or NULL. */
const struct act *looker_act(size_t place);
/* What is left to be refused when the world has ended. */
void looker_after_the_end(struct stage *stage);
/* Legal orders drawn for the seat as that twin told it last; false: it has none to give. */
bool draw_orders(struct stage *stage, const struct member *member, int side, struct lot *lot,
                 struct orders *orders);
/* The turn that is open, and the world's id. */
uint32_t open_turn(const struct stage *stage, int side);
struct id world_of(const struct stage *stage);

/* others.c: what the other seats do in a turn, differently for either twin but for what everybody is told. */
void others_act(struct stage *stage);
/* All are ready, one after the other; the turn closes. */
void others_get_ready(struct stage *stage);

/* A question that is refused at once: when the answer comes must not tell whether anybody acted just now. */
void probe(struct stage *stage, const char *when);

/* guests.c: strangers and those who look on; whoever runs the exercise. */
void strangers_act(struct stage *stage);
void eyes_open(struct stage *stage, int eye);
void eyes_act(struct stage *stage);
void crowd_acts(struct stage *stage);
/* Over the admin socket, alike. */
void operator_acts(struct stage *stage, enum exercise_act act);
/* Stops the clock and lets it go on, moves it, closes the turn. */
void facilitator_acts(struct stage *stage);

/* control.c: whoever runs it over a session, and what players ask them; a turn's worth. */
void control_acts(struct stage *stage);
/* Of an ended world: card by card. */
void control_debriefs(struct stage *stage);
/* By the audience's seat. */
void asks_control(struct stage *stage);
void feels(struct stage *stage);
void plays_facilitator(struct stage *stage);
/* By another one, to one twin alone. */
void asks_apart(struct stage *stage, struct member *member, int side);
void visitors_act(struct stage *stage);

/* far.c: the second world. */
void far_joins(struct stage *stage);
void far_acts(struct stage *stage);

/* script.c: the whole play; the finding is left in the stage. */
void play_script(struct stage *stage);

#endif
