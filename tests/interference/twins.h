/* Two whole servers with the same clock, dice and peers, of which one always holds a world that is changed in
 * everything that the audience may not know.
 *
 * The rules are wrapped when the test program is linked (CMakeLists.txt): what the plain twin resolves is
 * kept, and the changed twin resolves exactly that, the plain world with the plain orders, and then changes
 * the result. What a seat reckons with in worlds without dice is left to itself. So both worlds go the same
 * way, and only what is hidden differs, at every moment in between.
 *
 * The plain twin always goes first. The twins are the only state that the wraps know: one pair at a time. One
 * thread. */
#ifndef SPIRAL_TESTS_INTERFERENCE_TWINS_H
#define SPIRAL_TESTS_INTERFERENCE_TWINS_H

#include "common/rules/turn.h"
#include "server/session/session.h"
#include "server/world/machine_state.h"
#include "tests/property/knowledge.h"
#include "tests/unit/server/session/house.h"

enum side { PLAIN, CHANGED, SIDES };

enum {
    TWINS_FAR_NOISE = 777, /* of the second world, which is known by it */
    TWINS_AHEAD = 4 * TURNS_MAX,
};

struct twins {
    int audience; /* a seat, or EVERYBODY */
    uint64_t seed;
    struct house *house[SIDES];
    int side;                          /* whose code runs */
    bool apart;                        /* the rules compute for a debrief, on another thread as it were */
    int resolved_from, resolved_count; /* a ring */
    struct {
        struct world before;
        struct order_book book;
    } resolved[TWINS_AHEAD]; /* by the plain twin, and not by the changed one yet: also after roll-backs both
                                resolve the same turns in the same order */
    int64_t changed_turns;   /* resolved by the changed one, again after a restart */
};

/* The twins belong to the caller; they end before others begin. */
void twins_begin(struct twins *twins, int audience, uint64_t seed);
void twins_end(struct twins *twins);
/* What runs from now on is that twin's; false, and nobody runs, behind the last one. To do something to both:
 *     for (int side = PLAIN; twins_enter(twins, side); side++) */
bool twins_enter(struct twins *twins, int side);

/* The first exercise of the twin that runs now, for plants; of a side. */
const struct world_machine *twins_machine(const struct twins *twins, int side);

#endif
