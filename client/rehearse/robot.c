#include "client/rehearse/robot.h"

#include "client/core/connection.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct robot {
    const struct robot_place *place;
    struct connection *connection;
    int number;
    bool plays, saved, closing, fallback;
    uint64_t requests, save_request, ready_request;
    struct id feelings;
    struct wire_joined joined;
    struct wire_briefing briefing;
    struct wire_situation situation;
    struct robot_told told;
};

static void fail(struct robot *robot, const char *why)
{
    if (robot->told.trouble[0] || robot->closing)
        return;
    struct text text = text_over(robot->told.trouble, sizeof robot->told.trouble);
    text_put(&text, robot->joined.name[0] ? robot->joined.name : "a robot");
    text_put(&text, ": ");
    text_put(&text, why);
}

static struct id random_id(void)
{
    struct id id;
    must(uv_random(NULL, NULL, id.bytes, ID_SIZE, 0, NULL) == 0);
    return id;
}

static uint64_t send_message(struct robot *robot, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++robot->requests;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    enum status sent = connection_send(robot->connection, buffer_bytes(&buffer), buffer_length(&buffer));
    must(sent != STATUS_INVALID); /* a connection that does not take it ends, and says so */
    buffer_free(&buffer);
    return message->request;
}

/* ---- in play */

static uint32_t open_turn(const struct robot *robot)
{
    return (uint32_t)robot->situation.view.turn + 1;
}

static bool may_order(const struct robot *robot)
{
    const struct view *view = &robot->situation.view;
    return robot->plays && robot->told.has_situation && !robot->told.ended &&
           robot->told.clock == CLOCK_OPEN && view->end == END_RUNNING && view->alive[view->me] &&
           !robot->situation.bot_holds_seat;
}

static void fill_orders(const struct robot *robot, struct orders *orders)
{
    const struct view *view = &robot->situation.view;
    orders_init(orders);
    budget_default(view, orders_available(view, orders), orders->budget);
    if (robot->fallback)
        return;
    bot_for_motive(view->own.motive)->play(view, siphash_key_of(robot->joined.person.bytes), orders);
    struct verdicts verdicts = orders_check(view, orders);
    if (!verdicts_ok(&verdicts))
        orders_mend(view, &verdicts, orders);
}

static void save(struct robot *robot)
{
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS};
    struct wire_save_orders *wanted = &message.save_orders;
    if (robot->saved || robot->situation.ready || !may_order(robot))
        return;
    wanted->command = random_id();
    wanted->world = robot->joined.world;
    wanted->turn = open_turn(robot);
    wanted->revision = robot->situation.revision;
    fill_orders(robot, &wanted->orders);
    robot->saved = true;
    robot->save_request = send_message(robot, &message);
}

static void be_ready(struct robot *robot)
{
    struct to_server message = {
        .kind = TO_SERVER_SET_READY,
        .set_ready = {
            .command = random_id(), .world = robot->joined.world, .turn = open_turn(robot), .ready = true}};
    robot->ready_request = send_message(robot, &message);
}

/* ---- what a server says */

static void on_welcome(struct robot *robot, const struct to_client *message)
{
    struct to_server join = {.kind = TO_SERVER_JOIN, .join.secret = random_id(), .join.consent = CONSENT_YES};
    (void)message;
    (void)slice_copy(slice_of(robot->place->code), join.join.code, sizeof join.join.code);
    snprintf(join.join.name, sizeof join.join.name, "Robot %d", robot->number);
    (void)send_message(robot, &join);
}

static void on_joined(struct robot *robot, const struct to_client *message)
{
    robot->joined = message->joined;
    robot->told.joined = true;
    robot->told.world = message->joined.world;
    robot->saved = false;
}

static void on_briefing(struct robot *robot, const struct to_client *message)
{
    robot->briefing = message->briefing;
}

static void on_situation(struct robot *robot, const struct to_client *message)
{
    uint32_t before = robot->told.has_situation ? open_turn(robot) : 0;
    robot->situation = message->situation;
    view_complete(&robot->situation.view, &robot->briefing);
    robot->told.has_situation = true;
    if (open_turn(robot) != before)
        robot->saved = robot->fallback = false;
    save(robot);
}

static void on_report(struct robot *robot, const struct to_client *message)
{
    (void)message;
    robot->told.reports++;
}

static void on_clock(struct robot *robot, const struct to_client *message)
{
    robot->told.clock = message->clock.state;
    save(robot);
}

static void on_accepted(struct robot *robot, const struct to_client *message)
{
    if (message->request == robot->save_request)
        be_ready(robot);
    else if (!id_is_zero(&robot->feelings) && id_equal(&message->accepted.command, &robot->feelings))
        robot->told.felt = true;
}

/* Of a seat that several hold, one may be quicker than the other; of a turn, all others may. */
static void on_refusal(struct robot *robot, const struct to_client *message)
{
    const struct refusal *refusal = &message->refusal;
    bool of_save = message->request == robot->save_request,
         of_ready = message->request == robot->ready_request;
    bool late = refusal->code == REFUSAL_STALE_TURN; /* of a turn before, whose requests are forgotten */
    bool harmless = refusal->code == REFUSAL_NOT_NOW || refusal->code == REFUSAL_OVER ||
                    refusal->code == REFUSAL_BOT_HOLDS_SEAT || refusal->code == REFUSAL_ELIMINATED;
    if (of_save && refusal->code == REFUSAL_STALE_REVISION) {
        be_ready(robot);
    } else if (of_save && refusal->code == REFUSAL_ILLEGAL_ORDERS && !robot->fallback) {
        robot->fallback = true;
        robot->saved = false;
        save(robot);
    } else if (!late && (!(of_save || of_ready) || !harmless)) {
        char why[128];
        snprintf(why, sizeof why, "refused: %s (%s)", refusal_name(refusal->code), refusal->item);
        fail(robot, why);
    }
}

static void on_notice(struct robot *robot, const struct to_client *message)
{
    switch (message->notice.kind) {
    case NOTICE_EXTENDED:
        robot->told.extensions++;
        break;
    case NOTICE_ROLLED_BACK:
    case NOTICE_PRACTICE_OVER:
        robot->saved = false; /* the same turn again; its situation follows */
        break;
    case NOTICE_STOPPING:
        fail(robot, "the server stops");
        break;
    default:
        break;
    }
}

static void on_ended(struct robot *robot, const struct to_client *message)
{
    (void)message;
    robot->told.ended = true;
}

static void on_bulletin(struct robot *robot, const struct to_client *message)
{
    (void)message;
    robot->told.bulletins++;
}

static void on_step(struct robot *robot, const struct to_client *message)
{
    robot->told.card = message->debrief_step.card;
    robot->told.felt |= message->debrief_step.stated;
}

static void (*const readers[TO_CLIENT_KIND_COUNT])(struct robot *robot, const struct to_client *message) = {
    [TO_CLIENT_WELCOME] = on_welcome,    [TO_CLIENT_JOINED] = on_joined,
    [TO_CLIENT_REFUSAL] = on_refusal,    [TO_CLIENT_ACCEPTED] = on_accepted,
    [TO_CLIENT_BRIEFING] = on_briefing,  [TO_CLIENT_SITUATION] = on_situation,
    [TO_CLIENT_TURN_REPORT] = on_report, [TO_CLIENT_CLOCK] = on_clock,
    [TO_CLIENT_WORLD_ENDED] = on_ended,  [TO_CLIENT_NOTICE] = on_notice,
    [TO_CLIENT_BULLETIN] = on_bulletin,  [TO_CLIENT_DEBRIEF_STEP] = on_step,
};

static void on_message(void *user, const uint8_t *bytes, size_t count)
{
    struct robot *robot = user;
    struct to_client *message = memory_zeroed(1, sizeof *message);
    struct cause cause;
    if (wire_read_to_client(bytes, count, message, &cause)) {
        fail(robot, cause.text);
    } else {
        if (message->kind < TO_CLIENT_KIND_COUNT && readers[message->kind])
            readers[message->kind](robot, message);
        to_client_free(message);
    }
    free(message);
}

/* ---- life */

static void on_ready(void *user)
{
    struct robot *robot = user;
    struct to_server message = {.kind = TO_SERVER_HELLO, .hello.version = WIRE_VERSION};
    (void)slice_copy(slice_of("spiral rehearse"), message.hello.client, sizeof message.hello.client);
    (void)slice_copy(slice_of("en"), message.hello.language, sizeof message.hello.language);
    (void)send_message(robot, &message);
}

static void on_closed(void *user, const struct cause *cause)
{
    struct robot *robot = user;
    robot->connection = NULL;
    fail(robot, cause->text);
    if (!robot->closing)
        return; /* it stays to tell why, until robot_close */
    robot->place->closed(robot->place->user, robot);
    free(robot);
}

/* Whoever asks owns the server's socket, and with it the machine: there is nobody between. */
static bool trust(void *user, const struct digest *key, bool chain_valid)
{
    (void)user;
    (void)key;
    (void)chain_valid;
    return true;
}

static const struct connection_handlers handlers = {
    .ready = on_ready, .message = on_message, .closed = on_closed, .trust = trust};

struct robot *robot_open(const struct robot_place *place, int number)
{
    struct robot *robot = memory_zeroed(1, sizeof *robot);
    robot->place = place;
    robot->number = number;
    robot->told.card = -1;
    robot->connection =
        connection_open(place->loop, place->context, place->host, place->port, &handlers, robot);
    return robot;
}

const struct robot_told *robot_told(const struct robot *robot)
{
    return &robot->told;
}

void robot_play(struct robot *robot)
{
    robot->plays = true;
    if (robot->connection)
        save(robot);
}

void robot_state_feelings(struct robot *robot)
{
    static const char *const words[WIRE_FEELINGS] = {"tense", "curious", "relieved"};
    struct to_server message = {.kind = TO_SERVER_STATE_FEELINGS};
    struct wire_state_feelings *feelings = &message.state_feelings;
    if (!robot->connection)
        return;
    robot->feelings = feelings->command = random_id();
    feelings->word_count = WIRE_FEELINGS;
    for (int x = 0; x < WIRE_FEELINGS; x++)
        (void)slice_copy(slice_of(words[x]), feelings->words[x], sizeof feelings->words[x]);
    for (int x = 0; x < ACTORS_MAX; x++)
        feelings->greedy[x] = -1;
    (void)send_message(robot, &message);
}

void robot_close(struct robot *robot)
{
    robot->closing = true;
    if (robot->connection) {
        connection_close(robot->connection, "the rehearsal is over");
        return;
    }
    robot->place->closed(robot->place->user, robot);
    free(robot);
}
