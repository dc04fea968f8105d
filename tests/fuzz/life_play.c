/* What is done in a life: by persons (peaceful orders, beliefs, words, readiness, leaving) and by whoever
 * runs it. */
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

/* Gives the revision that they follow. */
static uint32_t peaceful_orders(const struct world_machine *world, int seat, struct orders *orders)
{
    struct wire_situation situation;
    struct wire_briefing briefing;
    world_tell_briefing(world, seat, &briefing);
    world_tell_situation(world, seat, &situation);
    view_complete(&situation.view, &briefing);
    orders_init(orders);
    orders->budget[0] = (int32_t)orders_available(&situation.view, orders);
    return situation.revision;
}

void life_act(struct life *life, enum exercise_act act, int64_t number, const char *reason)
{
    struct world_machine *world = exercise_world(life->exercise, 0);
    uint32_t size = (uint32_t)(number < 0 ? -number : number);
    struct wire_exercise_act wish = {.act = act};
    wish.seat = (int)(size % (uint32_t)world_seats(world));
    wish.percent = 100 + size % (WIRE_TIME_PERCENT_MAX - 99);
    wish.number = size;
    wish.has_orders = true;
    (void)peaceful_orders(world, wish.seat, &wish.orders);
    wish.has_inject = true;
    wish.inject =
        (struct wire_inject){.seats = (uint16_t)(size & 3), .trigger = TRIGGER_NOW, .text = {"News."}};
    if (act == EXERCISE_EXTEND)
        wish.ms = (int32_t)number;
    if (act == EXERCISE_ROLL_BACK)
        wish.turn = size;
    snprintf(wish.reason, sizeof wish.reason, "%s", reason);
    if (act == EXERCISE_CONSENT && exercise_persons(life->exercise) > 0)
        wish.person =
            exercise_person(life->exercise, (int)(size % (uint32_t)exercise_persons(life->exercise)))->id;
    struct desk_answer answer;
    bool by_one = act == EXERCISE_LOOK && desk_may(life->exercise, 1, RIGHTS_ASSIST);
    desk_act(life->exercise, by_one ? 1 : DESK_OPERATOR, &wish, life->now_ms, &answer);
    must(answer.refusal.code == REFUSAL_NONE || answer.why[0]);
    must(!answer.look || by_one);
}

void life_save(struct life *life, struct person *person)
{
    struct world_machine *world = exercise_world(life->exercise, 0);
    struct wire_save_orders save = {
        .command = life_id(life), .world = *world_id(world), .turn = (uint32_t)world_turn(world) + 1};
    save.revision = peaceful_orders(world, person->seat, &save.orders);
    struct command command = {.kind = COMMAND_SAVE_ORDERS, .now_ms = life->now_ms, .save_orders = &save};
    exercise_apply(life->exercise, person, &command);
}

void life_say(struct life *life, struct person *person, unsigned number)
{
    struct world_machine *world = exercise_world(life->exercise, 0);
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
