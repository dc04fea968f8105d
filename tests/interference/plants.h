/* Leaks that can be planted between the floors of a server. Each sits where a real one could: what a floor
 * asks of the next one down is answered with a little more. One at a time; one thread. */
#ifndef SPIRAL_TESTS_INTERFERENCE_PLANTS_H
#define SPIRAL_TESTS_INTERFERENCE_PLANTS_H

#include "acts.h"

enum plant {
    PLANT_NONE,
    PLANT_MOTIVE,
    PLANT_FIGURE,
    PLANT_BALANCE,
    PLANT_INSECURITY,
    PLANT_PACT,
    PLANT_EVENT,
    PLANT_BELIEF,
    PLANT_WORDS,
    PLANT_COUNT_OF_WORDS,
    PLANT_LENGTH,
    PLANT_ORDER,
    PLANT_MOMENT,
    PLANT_REVISION,
    PLANT_VERDICT,
    PLANT_PRESENCE,
    PLANT_REASON,
    PLANT_STRANGER,
    PLANT_STOCK,
    PLANT_KEY,
    PLANT_PRIVATE_EVENT,
    PLANT_CONSIDERED,
    PLANT_BULLETIN,
    PLANT_MISLEADING,
    PLANT_QUESTION,
    PLANT_WORLD,
    PLANT_PACE,
    PLANT_BOTS,
    PLANT_WITHHELD,
    PLANT_FACILITATOR,
    PLANT_POLL_SIZE,
    PLANT_POLL_MOMENT,
    PLANT_SOCKET_SIZE,
    PLANT_BOT_REASON,
    PLANT_LOOK,
    PLANT_LOOK_MOMENT,
    PLANT_COUNT,
};

void plants_set(enum plant plant);
/* The play that runs; NULL: none. */
void plants_know(const struct stage *stage);

#endif
