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

/* guests.c: strangers and those who look on; whoever runs the exercise. */
void strangers_act(struct stage *stage);
void eyes_open(struct stage *stage, int eye);
void eyes_act(struct stage *stage);
void crowd_acts(struct stage *stage);
/* Stops the clock and lets it go on, moves it, closes the turn. */
void facilitator_acts(struct stage *stage);

/* script.c: the whole play; the finding is left in the stage. */
void play_script(struct stage *stage);

#endif
