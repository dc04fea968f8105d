/* What persons do in a life: peaceful orders, beliefs, words, readiness, leaving. */
#include "common/base/must.h"
#include "common/wire/wire.h"
#include "tests/fuzz/life.h"

#include <stdio.h>

struct id life_id(struct life *life)
{
    struct id id;
    struct exercise_host host = life_host(life);
    host.random(host.user, id.bytes, sizeof id.bytes);
    return id;
}

void life_save(struct life *life, struct person *person)
{
    struct world_machine *world = exercise_world(life->exercise);
    struct wire_situation situation;
    struct wire_briefing briefing;
    int seat = person->seat;
    world_tell_briefing(world, seat, &briefing);
    world_tell_situation(world, seat, &situation);
    view_complete(&situation.view, &briefing);
    struct wire_save_orders save = {.command = life_id(life),
                                    .world = *world_id(world),
                                    .turn = (uint32_t)world_turn(world) + 1,
                                    .revision = situation.revision};
    orders_init(&save.orders);
    save.orders.budget[0] = (int32_t)orders_available(&situation.view, &save.orders);
    struct command command = {.kind = COMMAND_SAVE_ORDERS, .now_ms = life->now_ms, .save_orders = &save};
    exercise_apply(life->exercise, person, &command);
}

void life_say(struct life *life, struct person *person, unsigned number)
{
    struct world_machine *world = exercise_world(life->exercise);
    uint32_t turn = (uint32_t)world_turn(world) + 1;
    struct wire_state_beliefs beliefs = {.command = life_id(life), .world = *world_id(world), .turn = turn};
    struct wire_send_press press = {.command = life_id(life),
                                    .world = *world_id(world),
                                    .everyone = number % 2,
                                    .to = number % 2 ? 0 : 3};
    struct wire_set_ready ready = {
        .command = life_id(life), .world = *world_id(world), .turn = turn, .ready = true};
    stated_beliefs_init(&beliefs.stated);
    beliefs.stated.perceived_balance = 110;
    snprintf(press.text, sizeof press.text, "we arm only because you do");
    struct command commands[] = {
        {.kind = COMMAND_STATE_BELIEFS, .state_beliefs = &beliefs},
        {.kind = COMMAND_SEND_PRESS, .send_press = &press},
        {.kind = COMMAND_SET_READY, .set_ready = &ready},
    };
    for (size_t x = 0; x < 3; x++) {
        commands[x].now_ms = life->now_ms;
        exercise_apply(life->exercise, person, &commands[x]);
    }
}

void life_leave(struct life *life, struct person *person)
{
    struct wire_leave leave = {.command = life_id(life)};
    struct command command = {.kind = COMMAND_LEAVE, .now_ms = life->now_ms, .leave = &leave};
    exercise_apply(life->exercise, person, &command);
}
