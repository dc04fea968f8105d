/* What the audience's seat sends: every message, as it should be and in every way that is refused. */
#include "acts.h"

#include "common/bots/bot.h"
#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

uint32_t open_turn(const struct stage *stage, int side)
{
    return (uint32_t)twins_machine(&stage->twins, side)->world.turn + 1;
}

struct id world_of(const struct stage *stage)
{
    return twins_machine(&stage->twins, PLAIN)->opening.world;
}

bool draw_orders(struct stage *stage, const struct member *member, int side, struct lot *lot,
                 struct orders *orders)
{
    const struct peer *peer = member->pair.of[side];
    (void)stage;
    orders_init(orders);
    if (!peer || !peer->has_situation || !peer->situation.view.alive[member->seat])
        return false;
    struct siphash_key key = {lot_draw(lot, UINT64_MAX), lot_draw(lot, UINT64_MAX)};
    bot_find(slice_of("random_legal"))->play(&peer->situation.view, key, orders);
    return true;
}

static void sent(struct stage *stage, struct to_server *message)
{
    pair_say(stage, &stage->looker->pair, message);
}

/* ---- orders */

/* About the open turn over the revision that stands, with a fresh id. */
static struct to_server orders_message(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS};
    struct wire_save_orders *save = &message.save_orders;
    save->command = lot_id(&stage->lot);
    save->world = world_of(stage);
    save->turn = open_turn(stage, PLAIN);
    save->revision = stage_seat(stage, PLAIN, stage->looker->seat)->revision;
    if (stage->plan.hunted) { /* easy prey */
        orders_init(&save->orders);
        if (stage->looker->pair.of[PLAIN]->has_situation)
            save->orders = plain_orders(stage->looker->pair.of[PLAIN]);
    } else {
        draw_orders(stage, stage->looker, PLAIN, &stage->lot, &save->orders);
    }
    return message;
}

static void saves(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    stage->looker->accepted = message.save_orders.command;
    sent(stage, &message);
}

static void saves_again(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    message.save_orders.command = stage->looker->accepted;
    sent(stage, &message);
}

static void saves_over_a_stale_revision(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    message.save_orders.revision += 3;
    sent(stage, &message);
}

static void saves_for_another_turn(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    message.save_orders.turn += 1 - 2 * (uint32_t)lot_draw(&stage->lot, 2);
    sent(stage, &message);
}

static void saves_for_another_world(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    message.save_orders.world = lot_id(&stage->lot);
    sent(stage, &message);
}

static void saves_over_its_budget(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    message.save_orders.orders.budget[lot_draw(&stage->lot, LINE_COUNT)] +=
        1 + (int32_t)lot_draw(&stage->lot, 500);
    sent(stage, &message);
}

/* Itself, a state that is there, or one that is not: in or out of reach, dead or alive. */
static void saves_odd_targets(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    struct orders *orders = &message.save_orders.orders;
    orders->attack = (int32_t)lot_draw(&stage->lot, ACTORS_MAX);
    orders->focus = (int32_t)lot_draw(&stage->lot, ACTORS_MAX);
    orders->declare = 1 + (int32_t)lot_draw(&stage->lot, DECLARE_COUNT - 1);
    orders->declare_to = (int32_t)lot_draw(&stage->lot, ACTORS_MAX);
    orders->scrap = (int32_t)lot_draw(&stage->lot, 40);
    orders->project = (int32_t)lot_draw(&stage->lot, PROJECT_COUNT);
    orders->mobilise = 1;
    orders->open_books = (int32_t)lot_draw(&stage->lot, 1u << ACTORS_MAX);
    sent(stage, &message);
}

/* Every pact with everybody: what is known of theirs must not show in the verdicts. */
static void saves_pacts_with_all(struct stage *stage)
{
    struct to_server message = orders_message(stage);
    struct orders *orders = &message.save_orders.orders;
    int n = world_seats(twins_machine(&stage->twins, PLAIN));
    for (int j = 0; j < n; j++) {
        if (j == stage->looker->seat)
            continue;
        orders->pact[j] = (int32_t)lot_draw(&stage->lot, PACT_COUNT);
        orders->secret[j] = orders->pact[j] > 0 && lot_draw(&stage->lot, 2);
        orders->answer[j] = (int32_t)lot_draw(&stage->lot, ANSWER_COUNT);
    }
    sent(stage, &message);
}

/* ---- what may come of them */

/* Any topics of any orders, legal and not, and of none. */
static struct to_server question(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_CONSIDER};
    struct wire_consider *ask = &message.consider;
    struct to_server orders = orders_message(stage);
    ask->world = world_of(stage);
    ask->turn = open_turn(stage, PLAIN);
    ask->topics = (unsigned)lot_draw(&stage->lot, CONSIDER_ALL + 1);
    ask->has_orders = lot_draw(&stage->lot, 3) != 0;
    ask->orders = orders.save_orders.orders;
    if (lot_draw(&stage->lot, 4) == 0)
        ask->orders.attack = (int32_t)lot_draw(&stage->lot, ACTORS_MAX);
    return message;
}

static void considers(struct stage *stage)
{
    struct to_server message = question(stage);
    sent(stage, &message);
}

static void considers_everything(struct stage *stage)
{
    struct to_server message = question(stage);
    message.consider.topics = CONSIDER_ALL;
    message.consider.has_orders = false;
    sent(stage, &message);
}

static void considers_another_turn(struct stage *stage)
{
    struct to_server message = question(stage);
    message.consider.turn += 1 - 2 * (uint32_t)lot_draw(&stage->lot, 2);
    sent(stage, &message);
}

static void considers_another_world(struct stage *stage)
{
    struct to_server message = question(stage);
    message.consider.world = lot_id(&stage->lot);
    sent(stage, &message);
}

/* More than the server reckons for one link at once, in a world of many. */
static void considers_without_end(struct stage *stage)
{
    struct to_server message = question(stage);
    message.consider.topics = CONSIDER_PROSPECTS;
    for (int x = 0; x < 40; x++)
        sent(stage, &message);
}

/* ---- the other commands */

static void gets_ready(struct stage *stage, bool ready, struct id world, uint32_t turn)
{
    struct to_server message = {
        .kind = TO_SERVER_SET_READY,
        .set_ready = {.command = lot_id(&stage->lot), .world = world, .turn = turn, .ready = ready}};
    sent(stage, &message);
}

/* Not ready, so that the turn goes on; the script closes it. */
static void is_not_ready(struct stage *stage)
{
    gets_ready(stage, false, world_of(stage), open_turn(stage, PLAIN));
}

static void is_ready_for_another_turn(struct stage *stage)
{
    gets_ready(stage, true, world_of(stage), open_turn(stage, PLAIN) + 1);
}

static void is_ready_in_another_world(struct stage *stage)
{
    gets_ready(stage, true, lot_id(&stage->lot), open_turn(stage, PLAIN));
}

static struct to_server beliefs_message(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_STATE_BELIEFS};
    struct wire_state_beliefs *state = &message.state_beliefs;
    int n = world_seats(twins_machine(&stage->twins, PLAIN));
    *state = (struct wire_state_beliefs){
        .command = lot_id(&stage->lot), .world = world_of(stage), .turn = open_turn(stage, PLAIN)};
    stated_beliefs_init(&state->stated);
    for (int j = 0; j < n; j++)
        if (j != stage->looker->seat)
            state->stated.attack_next[j] = (int32_t)lot_draw(&stage->lot, 1001);
    return message;
}

static void states_beliefs(struct stage *stage)
{
    struct to_server message = beliefs_message(stage);
    sent(stage, &message);
}

static void states_beliefs_about_itself(struct stage *stage)
{
    struct to_server message = beliefs_message(stage);
    message.state_beliefs.stated.sees_me[stage->looker->seat] = 500;
    sent(stage, &message);
}

static void writes_to(struct stage *stage, bool everyone, uint16_t to, struct id world)
{
    struct to_server message = {
        .kind = TO_SERVER_SEND_PRESS,
        .send_press = {.command = lot_id(&stage->lot), .world = world, .everyone = everyone, .to = to}};
    snprintf(message.send_press.text, sizeof message.send_press.text, "words of step %d", stage->step);
    sent(stage, &message);
}

static void writes_to_some(struct stage *stage)
{
    int n = world_seats(twins_machine(&stage->twins, PLAIN));
    writes_to(stage, false, (uint16_t)(1u << (stage->looker->seat + 1) % n), world_of(stage));
}

static void writes_to_all(struct stage *stage)
{
    writes_to(stage, true, 0, world_of(stage));
}

static void writes_to_itself(struct stage *stage)
{
    writes_to(stage, false, (uint16_t)(1u << stage->looker->seat), world_of(stage));
}

static void writes_into_another_world(struct stage *stage)
{
    writes_to(stage, true, 0, lot_id(&stage->lot));
}

static void asks_for_the_record(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_ASK_RECORD, .ask_record = {.world = world_of(stage)}};
    if (lot_draw(&stage->lot, 2))
        message.ask_record.world = lot_id(&stage->lot);
    sent(stage, &message);
}

static void asks_for_the_debrief(struct stage *stage)
{
    static const char *const words[] = {"en", "es", "en", "fr"};
    struct to_server message = {.kind = TO_SERVER_ASK_DEBRIEF, .ask_debrief = {.world = world_of(stage)}};
    struct wire_ask_debrief *ask = &message.ask_debrief;
    snprintf(ask->language, sizeof ask->language, "%s", words[lot_draw(&stage->lot, 4)]);
    ask->own = lot_draw(&stage->lot, 2);
    ask->offset = (uint32_t)(lot_draw(&stage->lot, 4) ? 0 : lot_draw(&stage->lot, 100000));
    if (lot_draw(&stage->lot, 4) == 0)
        ask->world = lot_id(&stage->lot);
    sent(stage, &message);
}

static void pings(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_PING};
    sent(stage, &message);
}

/* ---- what fits another state of the conversation */

static void asks_what_fits_elsewhere(struct stage *stage)
{
    static const enum to_server_kind kinds[] = {TO_SERVER_HELLO, TO_SERVER_JOIN,  TO_SERVER_RESUME,
                                                TO_SERVER_MOVE,  TO_SERVER_WATCH, TO_SERVER_ASK_TURN};
    struct to_server message = {.kind = kinds[lot_draw(&stage->lot, sizeof kinds / sizeof kinds[0])]};
    if (message.kind == TO_SERVER_HELLO)
        message.hello.version = WIRE_VERSION;
    if (message.kind == TO_SERVER_JOIN)
        message.join = (struct wire_join){.code = "AAAAAA", .name = "Ada"};
    if (message.kind == TO_SERVER_MOVE)
        message.move = (struct wire_move){.code = "AAAAAA", .seat_code = "AAAAA-BBBBB"};
    if (message.kind == TO_SERVER_WATCH)
        message.watch = (struct wire_watch){.code = "AAAAAA"};
    if (message.kind == TO_SERVER_ASK_TURN)
        message.ask_turn = (struct wire_ask_turn){.world = world_of(stage)};
    sent(stage, &message);
}

/* A message of a later version, a number out of its range, one cut short. */
static void says_what_cannot_be_read(struct stage *stage)
{
    static const uint8_t later[] = {0x08, 0x7f, 0xea, 0x02, 0x00}; /* field 45 */
    static const uint8_t ranged[] = {0x08, 0x7f, 0x52, 0x02, 0x0a, 0x00};
    static const uint8_t half[] = {0x08, 0x7f, 0x32, 0x10, 0x0a};
    static const struct {
        const uint8_t *bytes;
        size_t size;
    } odd[] = {{later, sizeof later}, {ranged, sizeof ranged}, {half, sizeof half}};
    size_t x = lot_draw(&stage->lot, sizeof odd / sizeof odd[0]);
    pair_say_bytes(stage, &stage->looker->pair, odd[x].bytes, odd[x].size);
}

static void says_garbage(struct stage *stage)
{
    static const uint8_t garbage[] = {0xff, 0xff, 0xff};
    pair_say_bytes(stage, &stage->looker->pair, garbage, sizeof garbage);
}

/* ---- going and coming */

static void drops_its_link(struct stage *stage)
{
    pair_close(stage, &stage->looker->pair);
}

static void comes_back(struct stage *stage)
{
    stage_resume(stage, stage->looker);
}

static void moves(struct stage *stage)
{
    struct member *looker = stage->looker;
    struct to_server message = {.kind = TO_SERVER_MOVE};
    snprintf(message.move.code, sizeof message.move.code, "%s", stage->code);
    memcpy(message.move.seat_code, looker->joined[PLAIN].seat_code, sizeof message.move.seat_code);
    if (lot_draw(&stage->lot, 3) == 0)
        message.move.seat_code[0] = message.move.seat_code[0] == 'A' ? 'B' : 'A';
    pair_open(stage, &looker->pair, "10.9.0.1:50000", true);
    stage_hello(stage, &looker->pair, WIRE_VERSION);
    sent(stage, &message);
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        const struct wire_joined *joined = &looker->pair.of[side]->joined;
        if (!id_is_zero(&joined->token))
            looker->joined[side].token = joined->token;
    }
}

/* From then on a bot plays; whoever acts is back, and told that it is not their turn yet. */
static void leaves(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_LEAVE, .leave = {.command = lot_id(&stage->lot)}};
    if (!stage->plan.paced && !stage->plan.untold)
        sent(stage, &message);
}

static void acts_while_nothing_is_stored(struct stage *stage)
{
    stage_set_refusing(stage, true);
    saves(stage);
    stage_compare(stage, "saves while nothing is stored");
    stage_set_refusing(stage, false);
}

static const struct act acts[] = {
    {"saves", saves},
    {"saves again", saves_again},
    {"saves over a stale revision", saves_over_a_stale_revision},
    {"saves for another turn", saves_for_another_turn},
    {"saves for another world", saves_for_another_world},
    {"saves over its budget", saves_over_its_budget},
    {"saves odd targets", saves_odd_targets},
    {"saves pacts with all", saves_pacts_with_all},
    {"considers", considers},
    {"considers everything", considers_everything},
    {"considers another turn", considers_another_turn},
    {"considers another world", considers_another_world},
    {"considers without end", considers_without_end},
    {"is not ready", is_not_ready},
    {"is ready for another turn", is_ready_for_another_turn},
    {"is ready in another world", is_ready_in_another_world},
    {"states beliefs", states_beliefs},
    {"states beliefs about itself", states_beliefs_about_itself},
    {"writes to some", writes_to_some},
    {"writes to all", writes_to_all},
    {"writes to itself", writes_to_itself},
    {"writes into another world", writes_into_another_world},
    {"asks for the record", asks_for_the_record},
    {"asks for the debrief", asks_for_the_debrief},
    {"pings", pings},
    {"asks what fits elsewhere", asks_what_fits_elsewhere},
    {"says what cannot be read", says_what_cannot_be_read},
    {"says garbage", says_garbage},
    {"asks control", asks_control},
    {"tells how it feels", feels},
    {"plays facilitator", plays_facilitator},
    {"drops its link", drops_its_link},
    {"comes back", comes_back},
    {"moves", moves},
    {"leaves", leaves},
    {"acts while nothing is stored", acts_while_nothing_is_stored},
};

const struct act *looker_act(size_t place)
{
    return place < sizeof acts / sizeof acts[0] ? &acts[place] : NULL;
}

void looker_after_the_end(struct stage *stage)
{
    static void (*const late[])(struct stage *) = {
        saves,
        is_not_ready,
        states_beliefs,
        considers,
        writes_to_all,
        asks_for_the_record,
        asks_for_the_debrief, /* which is made now ... */
        comes_back,
        asks_for_the_debrief, /* ... and told now */
        asks_for_the_debrief,
        asks_for_the_debrief,
    };
    for (size_t x = 0; x < sizeof late / sizeof late[0] && stage_goes_on(stage); x++) {
        late[x](stage);
        stage_compare(stage, "after the end");
    }
}
