/* A second world of the exercise, which is not the audience's: everything in it is different for either twin.
 */
#include "acts.h"

#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void far_joins(struct stage *stage)
{
    char address[32];
    struct member *member = &stage->far[stage->far_count++];
    snprintf(address, sizeof address, "10.3.0.%d:50000", stage->far_count);
    pair_open(stage, &member->pair, address, false);
    stage_hello(stage, &member->pair, WIRE_VERSION);
    struct id secret = lot_id(&stage->lot);
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct peer *peer = member->pair.of[side];
        say_join(peer, stage->code, "Zoe", secret);
        member->joined[side] = peer->joined;
        member->seat = (int)peer->joined.seat;
        assert_memory_equal(&peer->joined.world,
                            exercise_world_id(stage->twins.house[side]->hub->exercises[0], 1),
                            sizeof peer->joined.world);
    }
    stage_compare(stage, "one more joins another world");
}

static void act_in(struct stage *stage, struct member *member, int side)
{
    struct lot *lot = &stage->apart[side];
    struct peer *peer = member->pair.of[side];
    twins_enter(&stage->twins, side);
    if (!peer->session || peer->finished) {
        char address[32];
        snprintf(address, sizeof address, "10.3.0.%d:50000", (int)(member - stage->far) + 1);
        peer_close(peer);
        peer = member->pair.of[side] = peer_open(stage->twins.house[side], address);
        say_hello(peer, WIRE_VERSION);
        say_resume(peer, &member->joined[side], member->joined[side].token);
    }
    peer->joined = member->joined[side];
    if (!peer->has_situation || peer->ended)
        return;
    if (lot_draw(lot, 2))
        say_press(peer, lot_id(lot), 0, side == PLAIN ? "hello" : "a much longer word to everybody");
    if (lot_draw(lot, 3) == 0)
        say_question(peer, lot_id(lot), "Where are the others?");
    if (!peer->situation.view.alive[member->seat])
        return;
    struct orders orders = plain_orders(peer);
    say_orders(peer, lot_id(lot), peer->situation.revision, &orders);
    if (side == PLAIN || lot_draw(lot, 2))
        say_ready(peer, lot_id(lot), true); /* its turns close when they like */
    if (lot_draw(lot, 8) == 0)
        peer_close(peer);
}

void far_acts(struct stage *stage)
{
    for (int x = 0; x < stage->far_count && stage_goes_on(stage); x++) {
        if (lot_draw(&stage->lot, 2))
            stage_settle(stage, "what was held is stored");
        for (int side = PLAIN; side < SIDES; side++)
            if (lot_draw(&stage->apart[side], 2))
                act_in(stage, &stage->far[x], side);
        stage_compare(stage, "another world goes on");
        if (stage_goes_on(stage))
            probe(stage, "an answer after another world went on");
    }
}
