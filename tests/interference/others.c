/* The other seats. Whatever the audience is not told of they do differently for either twin: other orders, in
 * another number, other beliefs, other words of another length, an order that is refused, a link that goes
 * and comes. What everybody is told they do alike: readiness, leaving, words to all. */
#include "acts.h"

#include "common/bots/bot.h"
#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool is_looker(const struct stage *stage, const struct member *member)
{
    return member->seat == stage->plan.audience;
}

/* The audience's seat may be told of none, of some and of all. */
static uint16_t hidden_readers(const struct stage *stage, const struct member *member)
{
    int n = world_seats(twins_machine(&stage->twins, PLAIN));
    uint16_t to = 0;
    for (int j = 0; j < n; j++)
        if (j != member->seat && j != stage->plan.audience)
            to = (uint16_t)(to | 1u << j);
    return to;
}

/* Everything into arms, and at the prey. */
static void hunt(struct stage *stage, const struct member *member, struct orders *orders)
{
    const struct view *view = &member->pair.of[PLAIN]->situation.view;
    int64_t points = 0;
    for (int line = 0; line < LINE_COUNT; line++) {
        points += orders->budget[line];
        orders->budget[line] = 0;
    }
    orders->budget[LINE_STRIKE] = (int32_t)points;
    orders->attack = stage->plan.audience;
    struct verdicts verdicts = orders_check(view, orders);
    orders_mend(view, &verdicts, orders);
}

static void save(struct stage *stage, struct member *member, int side, bool legal)
{
    struct lot *lot = &stage->apart[side];
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS};
    struct wire_save_orders *save = &message.save_orders;
    if (!draw_orders(stage, member, side, lot, &save->orders))
        return;
    if (stage->plan.hunted && side == PLAIN)
        hunt(stage, member, &save->orders);
    if (!legal)
        save->orders.budget[LINE_CIVIL] += 5;
    save->command = lot_id(lot);
    save->world = world_of(stage);
    save->turn = open_turn(stage, side);
    save->revision = stage_seat(stage, side, member->seat)->revision;
    one_says(&member->pair, side, &message);
}

static void state(struct stage *stage, struct member *member, int side)
{
    struct lot *lot = &stage->apart[side];
    struct to_server message = {.kind = TO_SERVER_STATE_BELIEFS};
    message.state_beliefs = (struct wire_state_beliefs){
        .command = lot_id(lot), .world = world_of(stage), .turn = open_turn(stage, side)};
    stated_beliefs_init(&message.state_beliefs.stated);
    message.state_beliefs.stated.perceived_balance = 50 + (int32_t)lot_draw(lot, 200);
    one_says(&member->pair, side, &message);
}

static void whisper(struct stage *stage, struct member *member, int side)
{
    struct lot *lot = &stage->apart[side];
    struct to_server message = {.kind = TO_SERVER_SEND_PRESS};
    message.send_press = (struct wire_send_press){.command = lot_id(lot), .world = world_of(stage)};
    message.send_press.to = hidden_readers(stage, member);
    size_t length = 1 + lot_draw(lot, side == PLAIN ? 40 : 1800);
    memset(message.send_press.text, side == PLAIN ? 'p' : 'q', length);
    if (message.send_press.to)
        one_says(&member->pair, side, &message);
}

/* The audience hears this, and everybody with it. */
static void speak(struct stage *stage, struct member *member)
{
    struct to_server message = {.kind = TO_SERVER_SEND_PRESS};
    bool to_all = stage->plan.audience == EVERYBODY || lot_draw(&stage->lot, 2);
    message.send_press = (struct wire_send_press){
        .command = lot_id(&stage->lot), .world = world_of(stage), .everyone = to_all};
    if (!to_all)
        message.send_press.to = (uint16_t)(1u << stage->plan.audience);
    snprintf(message.send_press.text, sizeof message.send_press.text, "heard of %d", member->seat);
    pair_say(stage, &member->pair, &message);
}

static void set_ready(struct stage *stage, struct member *member, int side, bool ready, struct id command)
{
    struct to_server message = {.kind = TO_SERVER_SET_READY};
    message.set_ready = (struct wire_set_ready){
        .command = command, .world = world_of(stage), .turn = open_turn(stage, side), .ready = ready};
    one_says(&member->pair, side, &message);
}

static bool is_here(const struct member *member, int side)
{
    const struct peer *peer = member->pair.of[side];
    return peer && peer->session && !peer->finished;
}

static void come_back(struct stage *stage, struct member *member, int side)
{
    struct pair *pair = &member->pair;
    if (is_here(member, side))
        return;
    twins_enter(&stage->twins, side);
    if (pair->of[side])
        peer_close(pair->of[side]);
    pair->of[side] = peer_open(stage->twins.house[side], "10.8.0.1:50000");
    say_hello(pair->of[side], WIRE_VERSION);
    say_resume(pair->of[side], &member->joined[side], member->joined[side].token);
}

/* What one does for one twin alone; none of it is the audience's business. */
static void do_apart(struct stage *stage, struct member *member, int side)
{
    struct lot *lot = &stage->apart[side];
    const struct seat *seat = stage_seat(stage, side, member->seat);
    if ((seat->bot || seat->left) &&
        !stage->plan.untold) /* whoever acts is back, and how many bots play everybody is told */
        return;
    if (!is_here(member, side) && lot_draw(lot, 2))
        return;
    come_back(stage, member, side);
    twins_enter(&stage->twins, side);
    for (uint64_t more = lot_draw(lot, 4); more; more--)
        save(stage, member, side, lot_draw(lot, 4) != 0);
    if (stage->plan.hunted)
        save(stage, member, side, true);
    if (lot_draw(lot, 2))
        state(stage, member, side);
    for (uint64_t more = lot_draw(lot, 3); more; more--)
        whisper(stage, member, side);
    if (lot_draw(lot, 3) == 0)
        asks_apart(stage, member, side);
    if (stage->plan.untold && lot_draw(lot, 4) == 0) {
        say_leave(member->pair.of[side], lot_id(lot));
        return;
    }
    if (lot_draw(lot, 4) == 0) { /* presence is nobody's business */
        peer_close(member->pair.of[side]);
        if (lot_draw(lot, 2))
            come_back(stage, member, side);
    }
    if (stage->plan.audience == EVERYBODY && !seat->ready && lot_draw(lot, 3) == 0)
        set_ready(stage, member, side, false, lot_id(lot)); /* who is ready is told to seats alone */
}

void probe(struct stage *stage, const char *when)
{
    struct to_server record = {.kind = TO_SERVER_ASK_RECORD, .ask_record = {.world = world_of(stage)}};
    struct to_server turn = {.kind = TO_SERVER_ASK_TURN,
                             .ask_turn = {.world = world_of(stage), .turn = TURNS_MAX}};
    if (stage->looker)
        pair_say(stage, &stage->looker->pair, &record);
    pair_say(stage, &stage->eyes[0], &turn);
    stage_compare(stage, when);
}

void others_act(struct stage *stage)
{
    for (int x = 0; x < stage->member_count && stage_goes_on(stage); x++) {
        struct member *member = &stage->members[x];
        if (is_looker(stage, member))
            continue;
        if (lot_draw(&stage->lot, 2))
            stage_settle(stage, "what was held is stored");
        for (int side = 0; side < SIDES; side++)
            do_apart(stage, member, side);
        stage_compare(stage, "another seat acts");
        if (stage_goes_on(stage))
            probe(stage, "an answer after another seat acted");
        bool speaks = lot_draw(&stage->lot, 4) == 0, leaves = lot_draw(&stage->lot, 12) == 0;
        /* of two one stays: where nobody is waited for, any command closes a turn */
        leaves = leaves && !stage->plan.paced && !stage->plan.untold && stage->plan.persons > 2;
        for (int side = 0; side < SIDES && (speaks || leaves); side++)
            come_back(stage, member, side);
        if (speaks)
            speak(stage, member);
        if (leaves) {
            struct to_server leave = {.kind = TO_SERVER_LEAVE, .leave = {.command = lot_id(&stage->lot)}};
            pair_say(stage, &member->pair, &leave);
        }
        stage_compare(stage, "another seat is heard");
    }
}

void others_get_ready(struct stage *stage)
{
    for (int x = 0; x < stage->member_count && stage_goes_on(stage); x++) {
        struct member *member = &stage->members[x];
        struct id command = lot_id(&stage->lot);
        if (is_looker(stage, member))
            continue;
        for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
            come_back(stage, member, side);
            set_ready(stage, member, side, true, command);
        }
        stage_compare(stage, "another seat gets ready");
    }
}
