/* What leaves the server: each message is read back, made again from what its audience may know, and tied to
 * the journal's entries on which it rests. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "common/rules/score.h"
#include "server/world/machine_state.h"
#include "tests/sim/client.h"

#include <stdlib.h>
#include <string.h>

/* ---- to a seat */

static void hear_joined(struct truth *truth, struct conn *conn)
{
    const struct wire_joined *joined = &truth->said.joined;
    struct truth_stream *stream = truth_stream(truth, &joined->exercise);
    char hex[ID_HEX_SIZE], line[80];
    const char *kinds[] = {"person", "token"};
    int person = -1, token = -1;
    struct digest digest = digest_of(joined->token.bytes, ID_SIZE);
    char digest_hex[2 * DIGEST_SIZE + 8];
    struct text text = text_over(digest_hex, sizeof digest_hex);
    text_put(&text, "token=");
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, kinds[0]) && strcmp(entry->kind, kinds[1]))
            continue;
        if (!strstr(entry->body, id_hex(&joined->person, hex)))
            continue;
        if (strcmp(entry->kind, "person") == 0) {
            snprintf(line, sizeof line, "seat=%u\n", joined->seat);
            sim_holds(truth->sim, strstr(entry->body, line) != NULL, "a person was given seat %u of another",
                      joined->seat);
            person = x;
        }
        if (strstr(entry->body, digest_hex))
            token = x;
    }
    truth_rests(truth, stream, person, "a person");
    if (!id_is_zero(&joined->token))
        truth_rests(truth, stream, token, "a token");
    conn->person = joined->person;
    conn->world = joined->world;
    conn->seat = (int)joined->seat;
}

static void hear_accepted(struct truth *truth, struct conn *conn)
{
    const struct wire_accepted *accepted = &truth->said.accepted;
    struct truth_stream *stream = truth_stream(truth, &conn->world);
    int at = entry_of_command(stream, &accepted->command);
    truth->sim->counts.accepted++;
    if (at < 0) { /* leaving changes nothing when another stays, or when all is over */
        sim_holds(truth->sim, command_kind(&accepted->command) == TO_SERVER_LEAVE,
                  "a command of seat %d was acknowledged and is in no journal", conn->seat);
        return;
    }
    const struct truth_entry *entry = &stream->entries[at];
    sim_holds(truth->sim, entry->head.seat == conn->seat, "seat %d was told of a command of seat %d",
              conn->seat, entry->head.seat);
    truth_said(stream, at);
    if (strcmp(entry->kind, "leave") == 0)
        return; /* sent again after coming back it is stored again, and answered as the first time */
    sim_holds(truth->sim, entry->head.turn == (int32_t)accepted->turn, "an acknowledgement of another turn");
    if (!accepted->has_digest)
        return;
    struct entry_orders orders;
    int actors = actors_of(stream->world);
    bool read = entry_read_orders((struct slice){entry->body, entry->size}, actors, &orders);
    struct digest digest = orders_digest(conn->seat, &orders.orders, actors);
    sim_holds(truth->sim,
              read && digest_equal(&digest, &accepted->orders_digest) &&
                  orders.revision == accepted->revision,
              "other orders of seat %d were stored than acknowledged", conn->seat);
}

/* Stated beliefs are one of the statements of this turn. */
static bool was_stated(const struct truth_stream *stream, int turn, int seat,
                       const struct stated_beliefs *stated)
{
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &stream->entries[x];
        struct slice rest = {entry->body, entry->size};
        struct entry_head head;
        struct stated_beliefs read;
        if (strcmp(entry->kind, "beliefs") == 0 && entry->head.turn == turn && entry->head.seat == seat &&
            entry_take_head(&rest, actors_of(stream->world), &head) &&
            entry_take_beliefs(&rest, actors_of(stream->world), &read) &&
            memcmp(&read, stated, sizeof read) == 0)
            return true;
    }
    return false;
}

static bool was_saved(const struct truth_stream *stream, int turn, int seat, uint32_t revision,
                      struct orders *orders, int *at)
{
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &stream->entries[x];
        struct entry_orders read;
        if (strcmp(entry->kind, "orders") || entry->head.turn != turn || entry->head.seat != seat ||
            !entry_read_orders((struct slice){entry->body, entry->size}, actors_of(stream->world), &read) ||
            read.revision != revision)
            continue;
        *orders = read.orders;
        *at = x;
        return true;
    }
    return false;
}

/* A message may have waited while the seat took its readiness back and gave it again: it rests on the first
 * time. */
static int first_ready(const struct truth_stream *stream, int turn, int seat)
{
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, "ready") == 0 && entry->head.turn == turn && entry->head.seat == seat &&
            strstr(entry->body, "ready=1\n"))
            return x;
    }
    return -1;
}

static void hear_situation(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_situation *said = &truth->said.situation;
    struct wire_situation *made = &truth->made.situation;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    int turn = said->view.turn, at = -1;
    sim_holds(truth->sim, turn >= 0 && turn <= world->turns, "a situation of turn %d", turn);
    truth_rests(truth, stream, entry_behind_turn(stream, turn), "a turn");
    memset(made, 0, sizeof *made);
    made->world = world->opening.world;
    view_of(world->after[turn], conn->seat, &made->view);
    made->has_saved = said->has_saved;
    made->revision = said->revision;
    if (said->has_saved) {
        bool saved = was_saved(stream, turn + 1, conn->seat, said->revision, &made->saved, &at);
        sim_holds(truth->sim, saved, "saved orders of seat %d that nobody saved", conn->seat);
        truth_said(stream, at);
    }
    made->ready = said->ready;
    if (said->ready)
        truth_rests(truth, stream, first_ready(stream, turn + 1, conn->seat), "readiness");
    made->has_stated = said->has_stated;
    made->stated = said->stated;
    sim_holds(truth->sim, !said->has_stated || was_stated(stream, turn + 1, conn->seat, &said->stated),
              "seat %d stated something else", conn->seat);
    made->bot_holds_seat = said->bot_holds_seat;
    truth_expect_same(truth, conn, "a situation");
}

static void hear_report(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_report *said = &truth->said.turn_report;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    int turn = (int)said->turn;
    sim_holds(truth->sim, turn >= 1 && turn <= world->turns, "a report of turn %d", turn);
    truth_rests(truth, stream, entry_behind_turn(stream, turn), "a turn");
    truth->events.count = 0;
    for (int x = 0; x < world->events[turn]->count; x++) {
        struct event event = world->events[turn]->events[x];
        if (!(event.seen_by >> conn->seat & 1))
            continue;
        event.seen_by = (uint16_t)(1u << conn->seat);
        truth->events.events[truth->events.count++] = event;
    }
    truth->made.turn_report = (struct wire_report){
        .world = world->opening.world,
        .turn = said->turn,
        .your_orders_used = world->source[turn][conn->seat] == SOURCE_PERSON,
        .events = &truth->events,
    };
    truth_expect_same(truth, conn, "a report");
}

static void hear_briefing(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_briefing *said = &truth->said.briefing;
    struct wire_briefing *made = &truth->made.briefing;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    struct view view;
    for (int turn = world->turns; turn >= 0; turn--) { /* it may have waited while turns closed */
        view_of(world->after[turn], conn->seat, &view);
        *made = *said;
        made->world = world->opening.world;
        made->seat = (uint32_t)conn->seat;
        made->scenario = view.scenario;
        made->commitment = world->opening.commitment;
        if (truth_same(truth)) {
            truth->sim->counts.rebuilt++;
            return;
        }
    }
    sim_broken(truth->sim, "a briefing of seat %d says what no view of it gives", conn->seat);
}

/* A message as its entry has it. */
struct message {
    struct entry_head head;
    int64_t everyone, to;
    struct id text;
};

static bool read_press(const struct truth_stream *stream, const struct truth_entry *entry,
                       struct message *message)
{
    struct slice rest = {entry->body, entry->size}, value;
    return strcmp(entry->kind, "press") == 0 &&
           entry_take_head(&rest, actors_of(stream->world), &message->head) &&
           slice_take_value(&rest, "number", &value) && slice_take_value(&rest, "everyone", &value) &&
           slice_int(value, 0, 1, &message->everyone) && slice_take_value(&rest, "to", &value) &&
           slice_int(value, 0, 0xffff, &message->to) && slice_take_value(&rest, "text", &value) &&
           slice_hex(value, message->text.bytes, ID_SIZE);
}

/* Messages are numbered for each seat apart: a seat is not to count what others say to each other. */
static int find_press(const struct truth_stream *stream, int seat, uint64_t number, struct message *message)
{
    uint64_t readable = 0;
    for (int x = 0; x < stream->count; x++) {
        if (!read_press(stream, &stream->entries[x], message))
            continue;
        readable += message->everyone || message->head.seat == seat || (message->to >> seat & 1);
        if (readable == number)
            return x;
    }
    return -1;
}

static void hear_press(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    struct message message;
    const struct wire_press *said = &truth->said.press;
    (void)truth_world_of(truth, conn, &said->world, &stream);
    truth_rests(truth, stream, find_press(stream, conn->seat, said->number, &message), "a message");
    const struct truth_text *text = truth_text(truth, &stream->id, &message.text);
    sim_holds(truth->sim, text && strcmp(text->text, said->text) == 0,
              "message %llu to seat %d has other words, or is not for it", (unsigned long long)said->number,
              conn->seat);
    sim_holds(truth->sim,
              said->from == (uint32_t)message.head.seat && said->turn == (uint32_t)message.head.turn &&
                  said->everyone == message.everyone && said->to == message.to,
              "a message has another sender, turn or audience");
}

static void hear_clock(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_clock *said = &truth->said.clock;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    uint32_t seats = (uint32_t)actors_of(world);
    sim_holds(truth->sim, said->seats == seats && said->seats_ready <= seats && said->seats_bot <= seats,
              "a clock counts %u of %u seats", said->seats_ready, seats);
    if (said->state == CLOCK_LOBBY)
        return;
    sim_holds(truth->sim, said->turn <= (uint32_t)world->turns + 1, "a clock of turn %u", said->turn);
    if (said->state == CLOCK_ENDED)
        truth_rests(truth, stream, entry_of_end(stream), "an end");
    else
        truth_rests(truth, stream, entry_behind_turn(stream, (int)said->turn - 1), "a turn");
    if (said->state == CLOCK_PAUSED)
        truth_rests(truth, stream, entry_first(stream, "pause"), "a pause");
    bool now = said->state == CLOCK_OPEN && said->turn == (uint32_t)world->turns + 1;
    sim_holds(truth->sim, !now || (said->remaining_ms >= 0) == (world->clock.turn_ms > 0),
              "a clock with %lld ms", (long long)said->remaining_ms);
}

static void hear_ended(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_ended *said = &truth->said.world_ended;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    const struct world *last = world->after[world->turns];
    struct wire_ended *made = &truth->made.world_ended;
    sim_holds(truth->sim, world_is_over(world), "seat %d was told the end of a world that runs", conn->seat);
    truth_rests(truth, stream, entry_of_end(stream), "an end");
    *made = (struct wire_ended){.world = world->opening.world,
                                .end = (uint32_t)(world->closed ? RECORD_CLOSED : last->end),
                                .turns = (uint32_t)world->turns,
                                .result_count = actors_of(world),
                                .commitment = world->opening.commitment};
    for (int x = 0; x < made->result_count; x++) {
        made->results[x] = (struct wire_result){.motive = (uint32_t)last->actors[x].motive,
                                                .score = score_final(last, x),
                                                .goal_met = score_goal_met(last, x)};
        memcpy(made->results[x].name, world->opening.scenario.actors[x].name, sizeof made->results[x].name);
    }
    memcpy(made->key, world->opening.key, sizeof made->key);
    memcpy(made->salt, world->opening.salt, sizeof made->salt);
    truth_expect_same(truth, conn, "an end");
}

/* What is in it the player checks itself. */
static void hear_considered(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_considered *said = &truth->said.considered;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    sim_holds(truth->sim, (int)said->turn <= world->turns + 1, "an answer about turn %u", said->turn);
    truth_rests(truth, stream, entry_behind_turn(stream, (int)said->turn - 1), "a turn");
}

static void hear_notice(struct truth *truth, struct conn *conn)
{
    enum notice_kind kind = truth->said.notice.kind;
    struct truth_stream *stream = truth_stream(truth, &conn->world);
    if (kind == NOTICE_EXTENDED || kind == NOTICE_SHORTENED)
        truth_rests(truth, stream, entry_first(stream, "extend"), "an extension");
    if (kind == NOTICE_RESOLVED)
        truth_rests(truth, stream, entry_first(stream, "resolve"), "a turn that was to close");
}

static void hear(struct truth *truth, struct conn *conn)
{
    switch (truth->said.kind) {
    case TO_CLIENT_JOINED:
        hear_joined(truth, conn);
        break;
    case TO_CLIENT_ACCEPTED:
        hear_accepted(truth, conn);
        break;
    case TO_CLIENT_SITUATION:
        hear_situation(truth, conn);
        break;
    case TO_CLIENT_TURN_REPORT:
        hear_report(truth, conn);
        break;
    case TO_CLIENT_BRIEFING:
        hear_briefing(truth, conn);
        break;
    case TO_CLIENT_PRESS:
        hear_press(truth, conn);
        break;
    case TO_CLIENT_CLOCK:
        hear_clock(truth, conn);
        break;
    case TO_CLIENT_WORLD_ENDED:
        hear_ended(truth, conn);
        break;
    case TO_CLIENT_RECORD_PART:
        hear_record(truth, conn);
        break;
    case TO_CLIENT_DEBRIEF_PART:
        hear_debrief(truth, conn);
        break;
    case TO_CLIENT_CONSIDERED:
        hear_considered(truth, conn);
        break;
    case TO_CLIENT_NOTICE:
        hear_notice(truth, conn);
        break;
    case TO_CLIENT_WATCHING:
        hear_watching(truth, conn);
        break;
    case TO_CLIENT_PUBLIC_CLOCK:
        hear_public_clock(truth, conn);
        break;
    case TO_CLIENT_PUBLIC_TURN:
        hear_public_turn(truth, conn);
        break;
    case TO_CLIENT_REFUSAL:
        truth->sim->counts.refused++;
        if (strcmp(truth->said.refusal.item, "debrief") == 0) /* is being made: the world has ended */
            truth_rests_on_end(truth, conn);
        break;
    default:
        break;
    }
}

/* What each audience may be told at all. */
static bool may_hear(const struct conn *conn, enum to_client_kind kind)
{
    if (kind == TO_CLIENT_WELCOME || kind == TO_CLIENT_REFUSAL || kind == TO_CLIENT_PONG)
        return true;
    bool is_public =
        kind == TO_CLIENT_WATCHING || kind == TO_CLIENT_PUBLIC_CLOCK || kind == TO_CLIENT_PUBLIC_TURN;
    if (conn->seat < 0)
        return conn->watches ? is_public || kind == TO_CLIENT_NOTICE || kind == TO_CLIENT_WORLD_ENDED ||
                                   kind == TO_CLIENT_DEBRIEF_PART
                             : kind == TO_CLIENT_JOINED || kind == TO_CLIENT_WATCHING;
    return !is_public && kind != TO_CLIENT_JOINED;
}

static const char *kind_name(enum to_client_kind kind)
{
    static const char *const names[TO_CLIENT_KIND_COUNT] = {"?",
                                                            "welcome",
                                                            "joined",
                                                            "refusal ",
                                                            "accepted",
                                                            "briefing",
                                                            "situation",
                                                            "report",
                                                            "clock",
                                                            "press",
                                                            "a record",
                                                            "world ended",
                                                            "notice",
                                                            "pong",
                                                            "watching",
                                                            "public clock",
                                                            "public turn",
                                                            [TO_CLIENT_DEBRIEF_PART] = "a debrief",
                                                            [TO_CLIENT_CONSIDERED] = "what may come"};
    return names[kind];
}

void truth_hears(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count)
{
    struct cause cause;
    sim_holds(truth->sim, truth->up && !truth->sim->dying, "the server speaks after its end");
    if (conn->admin) {
        hear_admin(truth, conn, bytes, count);
        return;
    }
    if (wire_read_to_client(bytes, count, &truth->said, &cause) != STATUS_OK)
        sim_broken(truth->sim, "what was sent to a client cannot be read: %s", cause.text);
    sim_trace(truth->sim, "connection %d (seat %d) is told %s%s%s", conn->number, conn->seat,
              kind_name(truth->said.kind),
              truth->said.kind == TO_CLIENT_REFUSAL ? refusal_name(truth->said.refusal.code) : "",
              truth->said.kind == TO_CLIENT_REFUSAL ? truth->said.refusal.item : "");
    sim_holds(truth->sim, may_hear(conn, truth->said.kind), "connection %d was sent a message of kind %d",
              conn->number, (int)truth->said.kind);
    hear(truth, conn);
    to_client_free(&truth->said);
}
