/* What leaves the server: each message is read back, made again from what its audience may know, and tied to
 * the journal's entries on which it rests. */
#include "tests/sim/truth.h"

#include "common/aids/choices.h"
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
            expect_not_removed(truth, stream, &joined->person);
            snprintf(line, sizeof line, "seat=%u\n", joined->seat);
            sim_holds(truth->sim,
                      strstr(entry->body, line) != NULL ||
                          entry_moved(stream, &joined->person, joined->seat) >= 0,
                      "a person was given seat %u of another", joined->seat);
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
    if (at < 0 && command_kind(&accepted->command) >= TO_SERVER_ASK_CONTROL) {
        struct truth_stream *exercise = exercise_of(truth, stream->world);
        truth_rests(truth, exercise, entry_asked(exercise, &accepted->command), "a question");
        return;
    }
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
                      const struct orders *orders, int *at)
{
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &stream->entries[x];
        struct entry_orders read;
        if (strcmp(entry->kind, "orders") || entry->head.turn != turn || entry->head.seat != seat ||
            !entry_read_orders((struct slice){entry->body, entry->size}, actors_of(stream->world), &read) ||
            read.revision != revision || memcmp(&read.orders, orders, sizeof read.orders) != 0)
            continue;
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

/* Made again from any play of its turn: a message may have waited while the course went back. */
static void expect_view(struct truth *truth, struct conn *conn, struct truth_stream *stream, int turn)
{
    struct wire_situation *made = &truth->made.situation;
    const struct truth_play *play;
    for (int older = 0; (play = play_of(stream->world, turn, older)); older++) {
        view_of(play->after, conn->seat, &made->view);
        if (made->has_choices) /* of what it says itself of the standing answers, which is the seat's own */
            choices_of(&made->view, truth->said.situation.choices.usual.answer, &made->choices);
        if (!truth_same(truth))
            continue;
        truth_rests(truth, stream, turn ? play->entry : entry_behind_turn(stream, 0), "a turn");
        truth->sim->counts.rebuilt++;
        return;
    }
    sim_broken(truth->sim, "a situation for connection %d (seat %d) says what its view does not give",
               conn->number, conn->seat);
}

static void hear_situation(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_situation *said = &truth->said.situation;
    struct wire_situation *made = &truth->made.situation;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    int turn = said->view.turn, at = -1;
    *made = (struct wire_situation){.world = world->opening.world,
                                    .has_saved = said->has_saved,
                                    .revision = said->revision,
                                    .ready = said->ready,
                                    .has_stated = said->has_stated,
                                    .stated = said->stated,
                                    .bot_holds_seat = said->bot_holds_seat,
                                    .held = said->held,
                                    .returning = said->returning,
                                    .bot_reason = said->bot_reason,
                                    .has_choices = said->has_choices};
    if (said->has_saved) {
        made->saved = said->saved;
        bool saved = was_saved(stream, turn + 1, conn->seat, said->revision, &made->saved, &at);
        sim_holds(truth->sim, saved, "saved orders of seat %d that nobody saved", conn->seat);
        truth_said(stream, at);
    }
    if (said->ready)
        truth_rests(truth, stream, first_ready(stream, turn + 1, conn->seat), "readiness");
    sim_holds(truth->sim, !said->has_stated || was_stated(stream, turn + 1, conn->seat, &said->stated),
              "seat %d stated something else", conn->seat);
    expect_bot_reason(truth, stream, conn->seat, said->bot_holds_seat, said->held, said->bot_reason);
    sim_holds(truth->sim, !said->returning || (said->bot_holds_seat && !said->held),
              "seat %d comes back from no bot, or from one that is held there", conn->seat);
    expect_view(truth, conn, stream, turn);
}

static void make_report(struct truth *truth, const struct conn *conn, const struct truth_play *play)
{
    const struct wire_report *said = &truth->said.turn_report;
    truth->events.count = 0;
    for (int x = 0; x < play->events->count; x++) {
        struct event event = play->events->events[x];
        if (!(event.seen_by >> conn->seat & 1))
            continue;
        event.seen_by = (uint16_t)(1u << conn->seat);
        truth->events.events[truth->events.count++] = event;
    }
    truth->made.turn_report = (struct wire_report){
        .world = said->world,
        .turn = said->turn,
        .your_orders_used = play->source[conn->seat] == SOURCE_PERSON,
        .events = &truth->events,
    };
}

static void hear_report(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_report *said = &truth->said.turn_report;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    const struct truth_play *play;
    sim_holds(truth->sim, said->turn >= 1, "a report of turn 0");
    for (int older = 0; (play = play_of(world, (int)said->turn, older)); older++) {
        make_report(truth, conn, play);
        if (!truth_same(truth))
            continue;
        truth_rests(truth, stream, play->entry, "a turn");
        truth->sim->counts.rebuilt++;
        return;
    }
    sim_broken(truth->sim, "a report for connection %d (seat %d) says what its view does not give",
               conn->number, conn->seat);
}

static void hear_briefing(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_briefing *said = &truth->said.briefing;
    struct wire_briefing *made = &truth->made.briefing;
    if (conn->moves)
        hear_moved(truth, conn);
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    struct view view;
    for (int x = world->play_count - 1; x >= 0; x--) { /* it may have waited while turns closed */
        view_of(world->plays[x].after, conn->seat, &view);
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
    sim_holds(truth->sim, said->turn <= (uint32_t)world->most_turns + 1, "a clock of turn %u", said->turn);
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
    if (!said->withheld)
        expect_revealed(truth, world, "a result");
    sim_holds(truth->sim, !said->withheld || world->in_step, "an end of seat %d is withheld", conn->seat);
    *made = (struct wire_ended){.world = world->opening.world,
                                .end = (uint32_t)(world->closed ? RECORD_CLOSED : last->end),
                                .turns = (uint32_t)world->turns,
                                .result_count = actors_of(world),
                                .commitment = world->opening.commitment,
                                .withheld = said->withheld};
    if (said->withheld) {
        made->result_count = 0;
        truth_expect_same(truth, conn, "an end that is withheld");
        return;
    }
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
    sim_holds(truth->sim, (int)said->turn <= world->most_turns + 1, "an answer about turn %u", said->turn);
    truth_rests(truth, stream, entry_behind_turn(stream, (int)said->turn - 1), "a turn");
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
        conn->moves = conn->moves || truth->said.notice.kind == NOTICE_MOVED;
        if (!conn->facilitates)
            hear_notice(truth, conn);
        break;
    case TO_CLIENT_BULLETIN:
        hear_bulletin(truth, conn);
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
    case TO_CLIENT_FACILITATING:
        hear_facilitating(truth, conn);
        break;
    case TO_CLIENT_EXERCISE_STATE:
        hear_state(truth, conn);
        break;
    case TO_CLIENT_REFUSAL:
        truth->sim->counts.refused++;
        truth->sim->counts.replays_over += strcmp(truth->said.refusal.item, "replay") == 0;
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
    if (conn->facilitates)
        return kind == TO_CLIENT_EXERCISE_STATE || kind == TO_CLIENT_NOTICE || look_may_show(conn, kind);
    if (conn->seat < 0)
        return conn->watches
                   ? is_public || kind == TO_CLIENT_NOTICE || kind == TO_CLIENT_WORLD_ENDED ||
                         kind == TO_CLIENT_DEBRIEF_PART || kind == TO_CLIENT_DEBRIEF_STEP
                   : kind == TO_CLIENT_JOINED || kind == TO_CLIENT_WATCHING || kind == TO_CLIENT_FACILITATING;
    return !is_public && kind != TO_CLIENT_JOINED && kind != TO_CLIENT_FACILITATING &&
           kind != TO_CLIENT_EXERCISE_STATE && kind != TO_CLIENT_EXERCISE_INFO;
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
                                                            [TO_CLIENT_CONTROL_ANSWER] = "an answer",
                                                            [TO_CLIENT_BULLETIN] = "news",
                                                            [TO_CLIENT_DEBRIEF_STEP] = "a step",
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
    if (conn->facilitates && truth->said.kind != TO_CLIENT_EXERCISE_STATE)
        look_goes_on(truth, conn);
    hear(truth, conn);
    to_client_free(&truth->said);
}
