/* Links over a bad network: bytes arrive late, in any portions, or stand still, and links break at any byte.
 * Order is kept, as TCP keeps it; what comes twice comes from clients that say it twice. */
#include "tests/sim/sim.h"

#include "common/base/must.h"
#include "tests/sim/browser.h"
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The server's end may hold less, so that slow readers are met. */
static struct link_limits limits_for(const struct sim *sim, bool server)
{
    return (struct link_limits){.frame_in_max = server ? WIRE_TO_SERVER_MAX : WIRE_TO_CLIENT_MAX,
                                .frame_out_max = WIRE_TO_CLIENT_MAX,
                                .outbox_max = server && !sim->calm ? sim->plan.outbox : SIM_OUTBOX_BYTES};
}

/* What a browser says, and what the server keeps for it. A carrier has room for any answer to a poll. */
static void prepare_stream(struct conn *conn)
{
    const struct sim *sim = conn->sim;
    bool may_be_slow = conn->kind == CONN_SOCKET && !sim->calm;
    conn->asks = buffer_with_cap(SIM_OUTBOX_BYTES);
    conn->answers = buffer_with_cap(may_be_slow ? sim->plan.outbox : SIM_OUTBOX_BYTES);
    conn->asks.refuses = conn->answers.refuses = true;
    conn->stream = web_opened(sim->web, conn, conn->address);
    must(conn->stream != NULL);
}

static void prepare(struct conn *conn)
{
    struct sim *sim = conn->sim;
    switch (conn->kind) {
    case CONN_FRAMES:
        conn->near = link_create_client(sim->plain, limits_for(sim, false), "server", NULL, NULL);
        conn->far = link_create_server(sim->plain, limits_for(sim, true));
        conn->session = hub_opened(sim->hub, conn, conn->admin, conn->address);
        break;
    case CONN_SOCKET:
        prepare_stream(conn);
        conn->browser = browser_create(conn);
        break;
    case CONN_POLL:
        conn->browser = browser_create(conn);
        break;
    case CONN_CARRIER:
        prepare_stream(conn);
        break;
    }
}

static struct conn *open_kind(struct sim *sim, enum conn_kind kind, struct client *client, bool admin,
                              const char *address)
{
    struct conn *conn = calloc(1, sizeof *conn);
    must(conn != NULL);
    sim_holds(sim, sim->conn_count < SIM_CONNS_MAX, "more than %d connections in one run", SIM_CONNS_MAX);
    conn->number = sim->conn_count;
    sim->conns[sim->conn_count++] = conn;
    conn->sim = sim;
    conn->kind = kind;
    conn->client = client;
    conn->admin = admin;
    conn->seat = -1;
    memset(conn->seen, -1, sizeof conn->seen);
    snprintf(conn->address, sizeof conn->address, "%s", address);
    conn->up = conn->down = (struct pipe){.moves_ms = UINT64_MAX};
    conn->up.bytes = buffer_with_cap(SIM_PIPE_BYTES);
    conn->down.bytes = buffer_with_cap(SIM_PIPE_BYTES);
    prepare(conn);
    return conn;
}

/* Players and spectators come with a browser now and then; they do not care what carries their messages. */
static enum conn_kind draw_kind(struct sim *sim, const struct client *client)
{
    if (client->kind != &client_player && client->kind != &client_watcher)
        return CONN_FRAMES;
    if (chance_permille(&sim->web_chance, sim->plan.sockets))
        return CONN_SOCKET;
    return chance_permille(&sim->web_chance, sim->plan.polls) ? CONN_POLL : CONN_FRAMES;
}

struct conn *conn_open(struct sim *sim, struct client *client, bool admin, const char *address)
{
    enum conn_kind kind = draw_kind(sim, client);
    sim->counts.browsers += kind != CONN_FRAMES;
    return open_kind(sim, kind, client, admin, address);
}

struct conn *conn_open_carrier(struct conn *owner)
{
    struct conn *conn = open_kind(owner->sim, CONN_CARRIER, NULL, false, owner->address);
    conn->owner = owner;
    return conn;
}

void conn_free(struct conn *conn)
{
    if (conn->kind == CONN_FRAMES) {
        link_destroy(conn->near);
        link_destroy(conn->far);
    }
    browser_free(conn->browser);
    buffer_free(&conn->asks);
    buffer_free(&conn->answers);
    buffer_free(&conn->up_said.marks);
    buffer_free(&conn->down_said.marks);
    buffer_free(&conn->up.bytes);
    buffer_free(&conn->down.bytes);
    free(conn);
}

/* Somebody is at the client's end. */
static bool attended(const struct conn *conn)
{
    return conn->client || conn->owner;
}

bool conn_over(const struct conn *conn)
{
    return conn->state == CONN_CLOSED && !attended(conn);
}

/* ---- what an end has for the other */

static size_t output(struct conn *conn, const struct pipe *pipe, const uint8_t **bytes)
{
    bool up = pipe == &conn->up;
    if (conn->kind == CONN_FRAMES)
        return link_output(up ? conn->near : conn->far, bytes);
    const struct buffer *buffer = up ? &conn->asks : &conn->answers;
    *bytes = buffer_bytes(buffer);
    return buffer_length(buffer);
}

static void output_taken(struct conn *conn, const struct pipe *pipe, size_t count)
{
    bool up = pipe == &conn->up;
    if (conn->kind == CONN_FRAMES)
        link_output_taken(up ? conn->near : conn->far, count);
    else
        buffer_consume(up ? &conn->asks : &conn->answers, count);
}

/* Takes it onto the way, as far as there is room. */
static void fill(struct conn *conn, struct pipe *pipe)
{
    const uint8_t *bytes;
    size_t count = output(conn, pipe, &bytes), room = SIM_PIPE_BYTES - buffer_length(&pipe->bytes);
    count = count < room ? count : room;
    if (count > 0) {
        must(buffer_write(&pipe->bytes, bytes, count) == STATUS_OK);
        output_taken(conn, pipe, count);
    }
    if (buffer_length(&pipe->bytes) > 0 && pipe->moves_ms == UINT64_MAX) {
        uint64_t now = conn->sim->now_ms,
                 late = chance_below(&conn->sim->chance, conn->sim->plan.delay_ms + 1);
        pipe->moves_ms = (now > conn->hung_ms ? now : conn->hung_ms) + late;
    }
}

/* The next portion, of any size; mostly all there is. */
static size_t portion(struct sim *sim, const struct pipe *pipe)
{
    size_t there = buffer_length(&pipe->bytes);
    if (there > 1 && chance_permille(&sim->chance, 150))
        return (size_t)chance_between(&sim->chance, 1, there < 64 ? there : 64);
    return there > 1 && chance_permille(&sim->chance, 200) ? (size_t)chance_between(&sim->chance, 1, there)
                                                           : there;
}

static bool disturbed(struct conn *conn)
{
    struct sim *sim = conn->sim;
    if (sim->calm)
        return false;
    if (chance_permille(&sim->chance, sim->plan.stalls))
        conn->hung_ms = sim->now_ms + chance_below(&sim->chance, 20000);
    if (!chance_permille(&sim->chance, sim->plan.resets))
        return false;
    sim->counts.resets++;
    conn_reset(conn);
    return true;
}

static void arrive_up(struct conn *conn)
{
    struct sim *sim = conn->sim;
    struct cause cause;
    const uint8_t *payload;
    size_t size, count = portion(sim, &conn->up);
    if (conn->kind != CONN_FRAMES) {
        uint8_t bytes[SIM_PIPE_BYTES];
        memcpy(bytes, buffer_bytes(&conn->up.bytes), count);
        buffer_consume(&conn->up.bytes, count);
        sim->arriving = conn;
        if (conn->state == CONN_OPEN)
            web_bytes(conn->stream, bytes, count);
        sim->arriving = NULL;
        return;
    }
    enum status status = link_feed(conn->far, buffer_bytes(&conn->up.bytes), count, &cause);
    buffer_consume(&conn->up.bytes, count);
    while (conn->state == CONN_OPEN && conn->session && link_next(conn->far, &payload, &size)) {
        monitor_looks(sim->truth);
        hub_message(conn->session, payload, size);
    }
    if (status != STATUS_OK)
        conn->lost = true;
}

static void arrive_down(struct conn *conn)
{
    struct sim *sim = conn->sim;
    struct cause cause;
    const uint8_t *payload;
    size_t size, count = portion(sim, &conn->down);
    if (conn->kind != CONN_FRAMES) {
        uint8_t bytes[SIM_PIPE_BYTES];
        memcpy(bytes, buffer_bytes(&conn->down.bytes), count);
        buffer_consume(&conn->down.bytes, count);
        if (attended(conn))
            browser_take(conn->owner ? conn->owner->browser : conn->browser, conn, bytes, count);
        return;
    }
    if (!conn->client) { /* nobody is there, and what came before this may be lost */
        buffer_consume(&conn->down.bytes, count);
        return;
    }
    enum status status = link_feed(conn->near, buffer_bytes(&conn->down.bytes), count, &cause);
    sim_holds(sim, status == STATUS_OK || status == STATUS_CLOSED, "the client's end of connection %d: %s",
              conn->number, cause.text);
    buffer_consume(&conn->down.bytes, count);
    while (conn->client && link_next(conn->near, &payload, &size))
        client_hear(conn->client, payload, size);
}

/* Everything that the server said before its end has arrived. */
static bool all_said(const struct conn *conn)
{
    const uint8_t *bytes;
    return buffer_length(&conn->down.bytes) == 0 &&
           (conn->state == CONN_CLOSED || output((void *)(uintptr_t)conn, &conn->down, &bytes) == 0);
}

/* The server hears of the end outside of its own calls, as from its loop. A browser's session is closed by
 * the web, which is told here that the stream is gone. */
static void let_go(struct conn *conn)
{
    struct session *session = conn->session;
    struct web_stream *stream = conn->stream;
    conn->stream = NULL;
    conn->state = CONN_CLOSED;
    if (stream)
        web_closed(stream, "the link is gone");
    if (conn->kind != CONN_FRAMES)
        return;
    conn->session = NULL;
    if (session)
        hub_closed(session);
}

/* Whoever is at the client's end learns that it is gone. */
static void tell_lost(struct conn *conn)
{
    struct client *client = conn->client;
    struct conn *owner = conn->owner;
    conn->client = NULL;
    conn->owner = NULL;
    if (client)
        client_lost(client);
    if (owner)
        browser_carrier_lost(owner->browser, conn);
}

static bool drains(const struct conn *conn)
{
    return conn->undrained && conn->state == CONN_OPEN && !conn->lost && conn->sim->hub &&
           buffer_length(&conn->answers) == 0;
}

static void move_bytes(struct conn *conn)
{
    struct sim *sim = conn->sim;
    if (attended(conn))
        fill(conn, &conn->up);
    if (conn->up.moves_ms <= sim->now_ms) {
        conn->up.moves_ms = UINT64_MAX;
        if (!disturbed(conn) && buffer_length(&conn->up.bytes) > 0)
            arrive_up(conn);
    }
    if (conn->state != CONN_CLOSED)
        fill(conn, &conn->down);
    if (drains(conn)) {
        conn->undrained = false;
        sim->arriving = conn;
        web_drained(conn->stream);
        sim->arriving = NULL;
    }
    if (conn->down.moves_ms <= sim->now_ms) {
        conn->down.moves_ms = UINT64_MAX;
        if (!disturbed(conn) && buffer_length(&conn->down.bytes) > 0)
            arrive_down(conn);
    }
}

void conn_run(struct conn *conn)
{
    struct sim *sim = conn->sim;
    if (conn_over(conn))
        return;
    if (conn->kind == CONN_POLL) {
        if (conn->client)
            browser_run(conn->browser);
        return;
    }
    move_bytes(conn);
    if (conn->lost && sim->hub && conn->state != CONN_CLOSED)
        let_go(conn);
    if (conn->state == CONN_FINISHING && all_said(conn) && sim->hub) {
        sim_holds(sim, conn->kind != CONN_SOCKET || !conn->client || browser_may_end(conn->browser),
                  "WebSocket %d ends without a farewell", conn->number);
        let_go(conn);
    }
    if (conn->state == CONN_CLOSED && all_said(conn))
        tell_lost(conn);
    if (attended(conn))
        fill(conn, &conn->up);
    if (conn->state != CONN_CLOSED)
        fill(conn, &conn->down);
}

uint64_t conn_next_ms(const struct conn *conn)
{
    if (conn_over(conn))
        return UINT64_MAX;
    if (conn->kind == CONN_POLL)
        return conn->client ? browser_next_ms(conn->browser) : UINT64_MAX;
    if (drains(conn))
        return conn->sim->now_ms;
    if ((conn->lost && conn->state != CONN_CLOSED) || (conn->state != CONN_OPEN && all_said(conn)))
        return conn->sim->hub || conn->state == CONN_CLOSED ? conn->sim->now_ms : UINT64_MAX;
    return conn->up.moves_ms < conn->down.moves_ms ? conn->up.moves_ms : conn->down.moves_ms;
}

void conn_reset(struct conn *conn)
{
    struct client *client = conn->client;
    if (conn->kind == CONN_POLL) { /* the server learns it when nobody asks any more */
        conn->client = NULL;
        conn->left_ms = conn->sim->now_ms;
        browser_hang_up(conn->browser);
        if (client)
            client_lost(client);
        return;
    }
    buffer_consume(&conn->up.bytes, buffer_length(&conn->up.bytes));
    buffer_consume(&conn->down.bytes, buffer_length(&conn->down.bytes));
    conn->lost = true;
    tell_lost(conn);
}

void conn_server_gone(struct conn *conn, bool silently)
{
    struct session *session = conn->session;
    struct web_stream *stream = conn->stream;
    if (conn->kind == CONN_POLL)
        return; /* the web ends it */
    conn->stream = NULL;
    conn->state = CONN_CLOSED;
    conn->lost = false;
    if (silently) /* what was on its way is lost too */
        buffer_consume(&conn->down.bytes, buffer_length(&conn->down.bytes));
    if (stream)
        web_closed(stream, "the server is gone");
    if (conn->kind != CONN_FRAMES)
        return;
    conn->session = NULL;
    if (session)
        hub_closed(session);
}

void conn_say(struct conn *conn, const uint8_t *bytes, size_t count)
{
    if (conn->kind != CONN_FRAMES)
        browser_say(conn->browser, bytes, count);
    else if (link_send(conn->near, bytes, count) != STATUS_OK)
        conn_reset(conn); /* a client whose own outbox is full gives up */
    else
        fill(conn, &conn->up);
}

static void send_frame(struct conn *conn, const uint8_t *bytes, size_t count)
{
    struct sim *sim = conn->sim;
    enum status status = link_send(conn->far, bytes, count);
    if (status == STATUS_FULL)
        sim->counts.slow++;
    else
        sim_holds(sim, status == STATUS_OK, "a frame of %zu bytes could not be sent: %s", count,
                  status_name(status));
    conn->lost = conn->lost || status != STATUS_OK;
    fill(conn, &conn->down);
}

void conn_send(void *link, const uint8_t *bytes, size_t count)
{
    struct conn *conn = link;
    struct sim *sim = conn->sim;
    sim_holds(sim, conn->session != NULL, "something was sent to connection %d, which is closed",
              conn->number);
    sim_holds(sim, !conn->finished, "something was sent to connection %d behind its end", conn->number);
    if (conn->lost)
        return;
    truth_hears(sim->truth, conn, bytes, count);
    sim->counts.frames++;
    if (conn->kind == CONN_FRAMES) {
        send_frame(conn, bytes, count);
    } else {
        said_note(&conn->down_said, bytes, count);
        web_peer_send(conn->peer, bytes, count);
    }
}

void conn_finish(void *link, const char *reason)
{
    struct conn *conn = link;
    sim_holds(conn->sim, conn->session != NULL && !conn->finished, "connection %d was ended twice",
              conn->number);
    sim_trace(conn->sim, "connection %d is ended: %s", conn->number, reason);
    conn->finished = true;
    if (conn->kind == CONN_FRAMES)
        conn->state = CONN_FINISHING;
    else
        web_peer_finish(conn->peer, reason);
}

void conn_push(struct conn *conn)
{
    fill(conn, &conn->up);
}

/* ---- the server's end of a stream, called by the web */

void conn_stream_send(void *link, const uint8_t *bytes, size_t count)
{
    struct conn *conn = link;
    sim_holds(conn->sim, conn->stream != NULL && conn->state == CONN_OPEN,
              "something was sent on stream %d behind its end", conn->number);
    if (conn->lost)
        return;
    if (buffer_write(&conn->answers, bytes, count) != STATUS_OK) {
        conn->sim->counts.slow++;
        conn->lost = true;
    }
    conn->undrained = true;
    if (conn->owner)
        conn->owner->told_ms = conn->sim->now_ms;
    fill(conn, &conn->down);
}

void conn_stream_finish(void *link, const char *reason)
{
    struct conn *conn = link;
    sim_holds(conn->sim, conn->stream != NULL && conn->state == CONN_OPEN, "stream %d was ended twice",
              conn->number);
    sim_trace(conn->sim, "stream %d is ended: %s", conn->number, reason);
    conn->state = CONN_FINISHING;
}
