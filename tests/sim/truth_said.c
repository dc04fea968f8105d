/* What leaves the server: each message is read back, made again from what its audience may know, and tied to the
 * journal's entries on which it rests. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "common/rules/score.h"
#include "server/world/machine_state.h"
#include "tests/sim/client.h"

#include <stdlib.h>
#include <string.h>

/* ---- entries */

/* The last entry of that kind and turn (-1: any), of that seat (-1: any); -1: there is none. */
static int find_entry(const struct truth_stream *stream, const char *kind, int turn, int seat)
{
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, kind) == 0 && (turn < 0 || (entry->has_head && entry->head.turn == turn)) &&
            (seat < 0 || (entry->has_head && entry->head.seat == seat)))
            return x;
    }
    return -1;
}

static int find_turn(const struct truth_stream *stream, int turn)
{
    if (turn == 0)
        return find_entry(stream, "start", -1, -1);
    for (int x = 0, seen = 0; x < stream->count; x++)
        if (strcmp(stream->entries[x].kind, "turn") == 0 && ++seen == turn)
            return x;
    return -1;
}

static int find_end(const struct truth_stream *stream)
{
    int at = find_entry(stream, "end", -1, -1);
    if (at < 0)
        at = find_entry(stream, "close", -1, -1);
    return at >= 0 ? at : find_entry(stream, "turn", -1, -1);
}

static bool is_over(const struct truth_world *world)
{
    return world->closed || world->after[world->turns]->end;
}

/* On what the world after a turn rests. One that was closed in its lobby never started. */
static int turn_basis(const struct truth_stream *stream, int turn)
{
    int at = find_turn(stream, turn);
    return at < 0 && is_over(stream->world) ? find_end(stream) : at;
}

static int find_command(const struct truth_stream *stream, const struct id *command)
{
    for (int x = 0; x < stream->count; x++)
        if (stream->entries[x].has_head && id_equal(&stream->entries[x].head.command, command))
            return x;
    return -1;
}

/* Says that a message rests on an entry, which has to be there. */
static void rests_on(struct truth *truth, struct truth_stream *stream, int entry, const char *what)
{
    sim_holds(truth->sim, entry >= 0, "%s was told of that is in no journal", what);
    truth_said(stream, entry);
}

static struct truth_world *world_of(struct truth *truth, const struct conn *conn, const struct id *id,
                                    struct truth_stream **stream)
{
    *stream = truth_stream(truth, id);
    sim_holds(truth->sim, id_equal(&conn->world, id) && (*stream)->world, "connection %d was told of another world",
              conn->number);
    return (*stream)->world;
}

static int actors_of(const struct truth_world *world)
{
    return world->opening.scenario.actor_count;
}

/* ---- comparison */

/* The message made again has the bytes that were sent, but for their padding. */
static bool same_again(struct truth *truth)
{
    buffer_consume(&truth->first, buffer_length(&truth->first));
    buffer_consume(&truth->second, buffer_length(&truth->second));
    truth->made.request = truth->said.request;
    truth->made.kind = truth->said.kind;
    must(wire_write_to_client(&truth->said, &truth->first) == STATUS_OK);
    must(wire_write_to_client(&truth->made, &truth->second) == STATUS_OK);
    size_t size = buffer_length(&truth->first);
    return size == buffer_length(&truth->second) &&
           memcmp(buffer_bytes(&truth->first), buffer_bytes(&truth->second), size) == 0;
}

static void expect_same(struct truth *truth, const struct conn *conn, const char *what)
{
    truth->sim->counts.rebuilt++;
    sim_holds(truth->sim, same_again(truth), "%s for connection %d (seat %d) says what its view does not give", what,
              conn->number, conn->seat);
}

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
            sim_holds(truth->sim, strstr(entry->body, line) != NULL, "a person was given seat %u of another", joined->seat);
            person = x;
        }
        if (strstr(entry->body, digest_hex))
            token = x;
    }
    rests_on(truth, stream, person, "a person");
    if (!id_is_zero(&joined->token))
        rests_on(truth, stream, token, "a token");
    conn->person = joined->person;
    conn->world = joined->world;
    conn->seat = (int)joined->seat;
}

static void hear_accepted(struct truth *truth, struct conn *conn)
{
    const struct wire_accepted *accepted = &truth->said.accepted;
    struct truth_stream *stream = truth_stream(truth, &conn->world);
    int at = find_command(stream, &accepted->command);
    truth->sim->counts.accepted++;
    if (at < 0) { /* leaving changes nothing when another stays, or when all is over */
        sim_holds(truth->sim, command_kind(&accepted->command) == TO_SERVER_LEAVE,
                  "a command of seat %d was acknowledged and is in no journal", conn->seat);
        return;
    }
    const struct truth_entry *entry = &stream->entries[at];
    sim_holds(truth->sim, entry->head.seat == conn->seat, "seat %d was told of a command of seat %d", conn->seat,
              entry->head.seat);
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
    sim_holds(truth->sim, read && digest_equal(&digest, &accepted->orders_digest) && orders.revision == accepted->revision,
              "other orders of seat %d were stored than acknowledged", conn->seat);
}

/* Stated beliefs are one of the statements of this turn. */
static bool was_stated(const struct truth_stream *stream, int turn, int seat, const struct stated_beliefs *stated)
{
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &stream->entries[x];
        struct slice rest = {entry->body, entry->size};
        struct entry_head head;
        struct stated_beliefs read;
        if (strcmp(entry->kind, "beliefs") == 0 && entry->head.turn == turn && entry->head.seat == seat &&
            entry_take_head(&rest, actors_of(stream->world), &head) &&
            entry_take_beliefs(&rest, actors_of(stream->world), &read) && memcmp(&read, stated, sizeof read) == 0)
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

static void hear_situation(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_situation *said = &truth->said.situation;
    struct wire_situation *made = &truth->made.situation;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    int turn = said->view.turn, at = -1;
    sim_holds(truth->sim, turn >= 0 && turn <= world->turns, "a situation of turn %d", turn);
    rests_on(truth, stream, turn_basis(stream, turn), "a turn");
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
        rests_on(truth, stream, find_entry(stream, "ready", turn + 1, conn->seat), "readiness");
    made->has_stated = said->has_stated;
    made->stated = said->stated;
    sim_holds(truth->sim, !said->has_stated || was_stated(stream, turn + 1, conn->seat, &said->stated),
              "seat %d stated something else", conn->seat);
    made->bot_holds_seat = said->bot_holds_seat;
    expect_same(truth, conn, "a situation");
}

static void hear_report(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_report *said = &truth->said.turn_report;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    int turn = (int)said->turn;
    sim_holds(truth->sim, turn >= 1 && turn <= world->turns, "a report of turn %d", turn);
    rests_on(truth, stream, turn_basis(stream, turn), "a turn");
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
    expect_same(truth, conn, "a report");
}

static void hear_briefing(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_briefing *said = &truth->said.briefing;
    struct wire_briefing *made = &truth->made.briefing;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    struct view view;
    for (int turn = world->turns; turn >= 0; turn--) { /* it may have waited while turns closed */
        view_of(world->after[turn], conn->seat, &view);
        *made = *said;
        made->world = world->opening.world;
        made->seat = (uint32_t)conn->seat;
        made->scenario = view.scenario;
        made->commitment = world->opening.commitment;
        if (same_again(truth)) {
            truth->sim->counts.rebuilt++;
            return;
        }
    }
    sim_broken(truth->sim, "a briefing of seat %d says what no view of it gives", conn->seat);
}

static void hear_press(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_press *said = &truth->said.press;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    uint64_t number = 0;
    int at = -1;
    for (int x = 0; x < stream->count && number < said->number; x++)
        if (strcmp(stream->entries[x].kind, "press") == 0 && ++number == said->number)
            at = x;
    rests_on(truth, stream, at, "a message");
    const struct truth_entry *entry = &stream->entries[at];
    struct slice rest = {entry->body, entry->size}, value;
    struct entry_head head;
    int64_t everyone = 0, to = 0;
    struct id text_id;
    bool read = entry_take_head(&rest, actors_of(world), &head) && slice_take_value(&rest, "number", &value) &&
                slice_take_value(&rest, "everyone", &value) && slice_int(value, 0, 1, &everyone) &&
                slice_take_value(&rest, "to", &value) && slice_int(value, 0, 0xffff, &to) &&
                slice_take_value(&rest, "text", &value) && slice_hex(value, text_id.bytes, ID_SIZE);
    sim_holds(truth->sim, read, "a message that cannot be read");
    sim_holds(truth->sim, everyone || head.seat == conn->seat || (to >> conn->seat & 1),
              "seat %d was told what seat %d said to others", conn->seat, head.seat);
    const struct truth_text *text = truth_text(truth, &stream->id, &text_id);
    sim_holds(truth->sim, text && strcmp(text->text, said->text) == 0, "a message has other words");
    sim_holds(truth->sim,
              said->from == (uint32_t)head.seat && said->turn == (uint32_t)head.turn && said->everyone == everyone &&
                  said->to == to,
              "a message has another sender, turn or audience");
}

static void hear_clock(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_clock *said = &truth->said.clock;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    uint32_t seats = (uint32_t)actors_of(world);
    sim_holds(truth->sim, said->seats == seats && said->seats_ready <= seats && said->seats_bot <= seats,
              "a clock counts %u of %u seats", said->seats_ready, seats);
    if (said->state == CLOCK_LOBBY)
        return;
    sim_holds(truth->sim, said->turn <= (uint32_t)world->turns + 1, "a clock of turn %u", said->turn);
    if (said->state == CLOCK_ENDED)
        rests_on(truth, stream, find_end(stream), "an end");
    else
        rests_on(truth, stream, turn_basis(stream, (int)said->turn - 1), "a turn");
    if (said->state == CLOCK_PAUSED)
        rests_on(truth, stream, find_entry(stream, "pause", -1, -1), "a pause");
    bool now = said->state == CLOCK_OPEN && said->turn == (uint32_t)world->turns + 1;
    sim_holds(truth->sim, !now || (said->remaining_ms >= 0) == (world->clock.turn_ms > 0),
              "a clock with %lld ms", (long long)said->remaining_ms);
}

static void hear_ended(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_ended *said = &truth->said.world_ended;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    const struct world *last = world->after[world->turns];
    struct wire_ended *made = &truth->made.world_ended;
    sim_holds(truth->sim, is_over(world), "seat %d was told the end of a world that runs", conn->seat);
    rests_on(truth, stream, find_end(stream), "an end");
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
    expect_same(truth, conn, "an end");
}

/* A part of the record: the opening, the turns and the end, and nothing else of the journal. */
static void hear_record(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_record_part *said = &truth->said.record_part;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    char *record = malloc(RECORD_MAX), end[24];
    must(record != NULL);
    struct text text = text_over(record, RECORD_MAX);
    sim_holds(truth->sim, is_over(world), "seat %d was given the record of a world that runs", conn->seat);
    for (int x = 0; x < stream->count; x++)
        if (strcmp(stream->entries[x].kind, "opening") == 0 || strcmp(stream->entries[x].kind, "turn") == 0)
            text_put_span(&text, stream->entries[x].body, stream->entries[x].size);
    snprintf(end, sizeof end, "end=%d\n", world->closed ? RECORD_CLOSED : (int)world->after[world->turns]->end);
    text_put(&text, end);
    bool fits = said->total == text.length && said->offset + said->text_size <= text.length &&
                memcmp(record + said->offset, said->text, said->text_size) == 0;
    free(record);
    sim_holds(truth->sim, fits, "seat %d was given another record", conn->seat);
    rests_on(truth, stream, find_end(stream), "an end");
}

static void hear_notice(struct truth *truth, struct conn *conn)
{
    enum notice_kind kind = truth->said.notice.kind;
    struct truth_stream *stream = truth_stream(truth, &conn->world);
    if (kind == NOTICE_EXTENDED || kind == NOTICE_SHORTENED)
        rests_on(truth, stream, find_entry(stream, "extend", -1, -1), "an extension");
    if (kind == NOTICE_RESOLVED)
        rests_on(truth, stream, find_entry(stream, "resolve", -1, -1), "a turn that was to close");
}

/* ---- to those without a seat */

static void hear_watching(struct truth *truth, struct conn *conn)
{
    const struct wire_watching *said = &truth->said.watching;
    struct truth_stream *stream = truth_stream(truth, &said->world);
    struct truth_world *world = stream->world;
    struct wire_watching *made = &truth->made.watching;
    conn->world = said->world;
    conn->watches = true;
    *made = *said;
    made->delay = (uint32_t)world->spectator_delay;
    made->state_count = actors_of(world);
    for (int x = 0; x < made->state_count; x++)
        memcpy(made->states[x], world->opening.scenario.actors[x].name, sizeof made->states[x]);
    made->commitment = world->opening.commitment;
    expect_same(truth, conn, "what a spectator is told first");
    rests_on(truth, stream, 0, "a world");
}

/* So many turns may be shown. */
static int shown_at_most(const struct truth_world *world)
{
    int behind = world->turns - world->spectator_delay;
    if (is_over(world)) /* nothing is secret any more */
        return world->turns + 1;
    return world->started && behind >= 0 ? behind + 1 : 0;
}

static void hear_public_clock(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_public_clock *said = &truth->said.public_clock;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    sim_holds(truth->sim, (int)said->shown <= shown_at_most(world) && said->turn <= (uint32_t)world->turns + 1,
              "spectators may ask for %u turns of %d", said->shown, shown_at_most(world));
    if (said->state == CLOCK_OPEN || said->state == CLOCK_PAUSED)
        rests_on(truth, stream, turn_basis(stream, (int)said->turn - 1), "a turn");
    else if (said->state == CLOCK_ENDED)
        rests_on(truth, stream, find_end(stream), "an end");
}

static void add_public_press(struct truth *truth, const struct truth_stream *stream, int turn,
                             struct wire_public_press *press, int *count)
{
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, "press") || entry->head.turn != turn || !strstr(entry->body, "everyone=1\n"))
            continue;
        struct id text_id;
        const char *at = strstr(entry->body, "text=");
        must(at && slice_hex((struct slice){at + 5, 2 * ID_SIZE}, text_id.bytes, ID_SIZE));
        const struct truth_text *text = truth_text(truth, &stream->id, &text_id);
        sim_holds(truth->sim, *count < WIRE_PUBLIC_PRESS_MAX, "more messages of a turn than are kept");
        press[(*count)++] = (struct wire_public_press){.from = (uint32_t)entry->head.seat, .text = text->text};
    }
}

static void hear_public_turn(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_public_turn *said = &truth->said.public_turn;
    struct truth_world *world = world_of(truth, conn, &said->world, &stream);
    struct wire_public_turn *made = &truth->made.public_turn;
    static struct public_event events[PUBLIC_EVENTS_MAX];
    struct wire_public_press press[WIRE_PUBLIC_PRESS_MAX];
    int turn = said->view.turn, press_count = 0;
    sim_holds(truth->sim, turn >= 0 && turn < shown_at_most(world), "spectators were shown turn %d of %d", turn,
              world->turns);
    *made = (struct wire_public_turn){.world = world->opening.world, .events = events, .press = press};
    public_view_of(world->after[turn], &made->view);
    if (turn > 0) {
        struct public_view before;
        public_view_of(world->after[turn - 1], &before);
        made->event_count = public_events_of(world->events[turn], &before, events);
        add_public_press(truth, stream, turn, press, &press_count);
    }
    made->press_count = press_count;
    expect_same(truth, conn, "a public turn");
    rests_on(truth, stream, turn_basis(stream, is_over(world) ? turn : turn + world->spectator_delay), "a turn");
}

/* ---- to whoever runs the exercise */

static void hear_admin(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count)
{
    struct from_admin message;
    struct cause cause;
    if (wire_read_from_admin(bytes, count, &message, &cause) != STATUS_OK)
        sim_broken(truth->sim, "what was sent to the facilitator cannot be read: %s", cause.text);
    if (message.kind == FROM_ADMIN_EXERCISE_CREATED) {
        truth_said(truth_stream(truth, &message.exercise_created.exercise), 0);
        truth_said(truth_stream(truth, &message.exercise_created.worlds[0]), 0);
    } else if (message.kind == FROM_ADMIN_EXERCISE_STATE) {
        struct truth_stream *stream = truth_stream(truth, &message.exercise_state.clock.world);
        truth->sim->counts.acts++;
        for (int x = stream->count - 1; x >= 0; x--) { /* one facilitator, one act at a time */
            if (!entry_is_act(stream->entries[x].kind))
                continue;
            truth_said(stream, x);
            break;
        }
    }
    (void)conn;
    from_admin_free(&message);
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
    bool is_public = kind == TO_CLIENT_WATCHING || kind == TO_CLIENT_PUBLIC_CLOCK || kind == TO_CLIENT_PUBLIC_TURN;
    if (conn->seat < 0)
        return conn->watches ? is_public || kind == TO_CLIENT_NOTICE || kind == TO_CLIENT_WORLD_ENDED : kind == TO_CLIENT_JOINED || kind == TO_CLIENT_WATCHING;
    return !is_public && kind != TO_CLIENT_JOINED;
}

static const char *kind_name(enum to_client_kind kind)
{
    static const char *const names[TO_CLIENT_KIND_COUNT] = {
        "?",     "welcome", "joined",   "refusal ",     "accepted", "briefing", "situation", "report",
        "clock", "press",   "a record", "world ended", "notice",   "pong",     "watching",  "public clock",
        "public turn"};
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
    sim_trace(truth->sim, "connection %d (seat %d) is told %s%s%s", conn->number, conn->seat, kind_name(truth->said.kind),
              truth->said.kind == TO_CLIENT_REFUSAL ? refusal_name(truth->said.refusal.code) : "",
              truth->said.kind == TO_CLIENT_REFUSAL ? truth->said.refusal.item : "");
    sim_holds(truth->sim, may_hear(conn, truth->said.kind), "connection %d was sent a message of kind %d", conn->number,
              (int)truth->said.kind);
    hear(truth, conn);
    to_client_free(&truth->said);
}
