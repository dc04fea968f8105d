/* Those without a seat: strangers, who are refused, and eyes, who look on. Both say the same to either twin,
 * and must be told the same. And whoever runs the exercise, who knows all, does the same to both. */
#include "acts.h"

#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct to_server of_kind(enum to_server_kind kind)
{
    return (struct to_server){.kind = kind};
}

static void put_code(const struct stage *stage, bool right, char code[WIRE_CODE_SIZE])
{
    snprintf(code, WIRE_CODE_SIZE, "%s", right ? stage->code : "ZZZZZZ");
}

/* ---- strangers */

static void ask_before_hello(struct stage *stage, struct pair *pair)
{
    struct to_server ping = of_kind(TO_SERVER_PING), join = of_kind(TO_SERVER_JOIN);
    pair_open(stage, pair, "10.7.0.1:50000", true);
    put_code(stage, true, join.join.code);
    strcpy(join.join.name, "Eve");
    pair_say(stage, pair, &ping);
    pair_say(stage, pair, &join);
    stage_compare(stage, "a stranger does not greet");
    stage_hello(stage, pair, 0);
    stage_compare(stage, "a stranger speaks an old version");
}

static void ask_for_a_seat(struct stage *stage, struct pair *pair, bool right, bool secret)
{
    struct to_server join = of_kind(TO_SERVER_JOIN);
    put_code(stage, right, join.join.code);
    strcpy(join.join.name, "Eve");
    if (secret)
        join.join.secret = lot_id(&stage->lot);
    pair_say(stage, pair, &join);
    stage_compare(stage, "a stranger wants a seat");
}

/* The ids of others, tokens and seat codes that are none. */
static void pretend(struct stage *stage, struct pair *pair)
{
    struct to_server resume = of_kind(TO_SERVER_RESUME), move = of_kind(TO_SERVER_MOVE);
    resume.resume.person = stage->members[0].joined[PLAIN].person;
    resume.resume.token = lot_id(&stage->lot);
    put_code(stage, true, move.move.code);
    strcpy(move.move.seat_code, "AAAAA-AAAAA");
    pair_say(stage, pair, &resume);
    pair_say(stage, pair, &move);
    put_code(stage, false, move.move.code);
    pair_say(stage, pair, &move);
    stage_compare(stage, "a stranger pretends");
}

static void meddle(struct stage *stage, struct pair *pair)
{
    struct to_server save = of_kind(TO_SERVER_SAVE_ORDERS), press = of_kind(TO_SERVER_SEND_PRESS);
    orders_init(&save.save_orders.orders);
    save.save_orders.world = press.send_press.world = world_of(stage);
    press.send_press.everyone = true;
    strcpy(press.send_press.text, "let me in");
    pair_say(stage, pair, &save);
    pair_say(stage, pair, &press);
    stage_compare(stage, "a stranger meddles");
}

void strangers_act(struct stage *stage)
{
    ask_before_hello(stage, &stage->strangers[0]);
    struct pair *pair = &stage->strangers[1];
    pair_open(stage, pair, "10.7.0.2:50000", true);
    stage_hello(stage, pair, WIRE_VERSION);
    meddle(stage, pair);
    pretend(stage, pair);
    ask_for_a_seat(stage, pair, false, true);
    ask_for_a_seat(stage, pair, true, false);
    if (stage->member_count == stage->plan.persons + stage->plan.mate &&
        stage->plan.persons == world_seats(twins_machine(&stage->twins, PLAIN)))
        ask_for_a_seat(stage, pair, true, true); /* all are held */
}

/* ---- eyes */

void eyes_open(struct stage *stage, int eye)
{
    if (stage->plan.far)
        return;
    struct to_server watch = of_kind(TO_SERVER_WATCH);
    char address[32];
    snprintf(address, sizeof address, "10.6.0.%d:50000", eye + 1);
    pair_open(stage, &stage->eyes[eye], address, true);
    stage_hello(stage, &stage->eyes[eye], WIRE_VERSION);
    put_code(stage, lot_draw(&stage->lot, 4) != 0, watch.watch.code);
    pair_say(stage, &stage->eyes[eye], &watch);
    put_code(stage, true, watch.watch.code);
    pair_say(stage, &stage->eyes[eye], &watch);
    stage->asked[eye] = 0;
    stage_compare(stage, "one comes to look on");
}

static void look(struct stage *stage, int eye)
{
    struct pair *pair = &stage->eyes[eye];
    struct to_server ask = of_kind(TO_SERVER_ASK_TURN), record = of_kind(TO_SERVER_ASK_RECORD);
    if (stage->plan.far)
        return;
    uint32_t shown = pair->of[PLAIN]->public_clock.shown;
    ask.ask_turn.world = record.ask_record.world = world_of(stage);
    for (; stage->asked[eye] < shown; stage->asked[eye]++) {
        ask.ask_turn.turn = stage->asked[eye];
        pair_say(stage, pair, &ask);
    }
    ask.ask_turn.turn = shown + (uint32_t)lot_draw(&stage->lot, 3);
    pair_say(stage, pair, &ask);
    if (lot_draw(&stage->lot, 2))
        record.ask_record.world = ask.ask_turn.world = lot_id(&stage->lot);
    pair_say(stage, pair, &ask);
    pair_say(stage, pair, &record);
    struct to_server debrief = of_kind(TO_SERVER_ASK_DEBRIEF);
    debrief.ask_debrief = (struct wire_ask_debrief){
        .world = world_of(stage), .language = "en", .own = lot_draw(&stage->lot, 4) == 0};
    pair_say(stage, pair, &debrief);
    pair_say(stage, pair, &debrief); /* once more: if it was being made, it is told */
    struct to_server ping = of_kind(TO_SERVER_PING);
    pair_say(stage, pair, &ping);
    stage_compare(stage, "one looks on");
}

void eyes_act(struct stage *stage)
{
    for (int eye = 0; eye < EYES && stage_goes_on(stage); eye++) {
        if (!pair_is_open(&stage->eyes[eye]))
            eyes_open(stage, eye);
        if (stage_goes_on(stage))
            look(stage, eye);
    }
}

/* ---- too many, too often */

static void guess(struct stage *stage)
{
    struct pair *pair = &stage->crowd[0];
    pair_open(stage, pair, "10.5.0.1:50000", true);
    stage_hello(stage, pair, WIRE_VERSION);
    for (int x = 0; x < GUESSES_AT_ONCE + 5 && stage_goes_on(stage); x++)
        ask_for_a_seat(stage, pair, false, true);
}

void crowd_acts(struct stage *stage)
{
    guess(stage);
    for (int x = 0; x < CROWD && stage_goes_on(stage); x++) {
        struct to_server watch = of_kind(TO_SERVER_WATCH);
        pair_open(stage, &stage->crowd[x], "10.5.0.2:50000", true);
        stage_hello(stage, &stage->crowd[x], WIRE_VERSION);
        put_code(stage, true, watch.watch.code);
        pair_say(stage, &stage->crowd[x], &watch);
        stage_compare(stage, "a crowd looks on");
    }
    for (int x = 0; x < CROWD; x++)
        pair_close(stage, &stage->crowd[x]);
}

/* ---- whoever runs it */

void operator_acts(struct stage *stage, enum exercise_act act)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT};
    wire_exercise_act_init(&message.exercise_act, act);
    put_code(stage, true, message.exercise_act.code);
    strcpy(message.exercise_act.reason, act == EXERCISE_PAUSE ? "lunch" : "");
    message.exercise_act.ms = act == EXERCISE_EXTEND ? 5000 - 10000 * (int32_t)lot_draw(&stage->lot, 2) : 0;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct peer *admin = peer_open_admin(stage->twins.house[side]);
        admin_say(admin, &message);
        if (side == CHANGED && lot_draw(&stage->apart[CHANGED], 2)) { /* looking is no act */
            struct to_admin show = {.kind = TO_ADMIN_EXERCISE_SHOW};
            put_code(stage, true, show.exercise_show.code);
            admin_say(admin, &show);
        }
        peer_close(admin);
    }
    stage_compare(stage, "whoever runs it acts");
}

void facilitator_acts(struct stage *stage)
{
    operator_acts(stage, EXERCISE_PAUSE);
    others_act(stage);
    operator_acts(stage, EXERCISE_EXTEND);
    operator_acts(stage, EXERCISE_RESUME);
    if (lot_draw(&stage->lot, 2))
        operator_acts(stage, EXERCISE_RESOLVE);
}
