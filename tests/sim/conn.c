/* Links over a bad network: bytes arrive late, in any portions, or stand still, and links break at any byte.
 * Order is kept, as TCP keeps it; what comes twice comes from clients that say it twice. */
#include "tests/sim/sim.h"

#include "common/base/must.h"
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include <stdlib.h>
#include <string.h>

/* The server's end may hold less, so that slow readers are met. */
static struct link_limits limits_for(const struct sim *sim, bool server)
{
    return (struct link_limits){.frame_in_max = server ? WIRE_TO_SERVER_MAX : WIRE_TO_CLIENT_MAX,
                                .frame_out_max = WIRE_TO_CLIENT_MAX,
                                .outbox_max = server && !sim->calm ? sim->plan.outbox : SIM_OUTBOX_BYTES};
}

struct conn *conn_open(struct sim *sim, struct client *client, bool admin, const char *address)
{
    struct conn *conn = calloc(1, sizeof *conn);
    must(conn != NULL);
    sim_holds(sim, sim->conn_count < SIM_CONNS_MAX, "more than %d connections in one run", SIM_CONNS_MAX);
    conn->number = sim->conn_count;
    sim->conns[sim->conn_count++] = conn;
    conn->sim = sim;
    conn->client = client;
    conn->admin = admin;
    conn->seat = -1;
    conn->near = link_create_client(sim->plain, limits_for(sim, false), "server", NULL, NULL);
    conn->far = link_create_server(sim->plain, limits_for(sim, true));
    conn->up = conn->down = (struct pipe){.moves_ms = UINT64_MAX};
    conn->up.bytes = buffer_with_cap(SIM_PIPE_BYTES);
    conn->down.bytes = buffer_with_cap(SIM_PIPE_BYTES);
    conn->session = hub_opened(sim->hub, conn, admin, address);
    return conn;
}

void conn_free(struct conn *conn)
{
    link_destroy(conn->near);
    link_destroy(conn->far);
    buffer_free(&conn->up.bytes);
    buffer_free(&conn->down.bytes);
    free(conn);
}

/* Takes what the link has for its peer onto the way, as far as there is room. */
static void fill(struct conn *conn, struct link *link, struct pipe *pipe)
{
    const uint8_t *bytes;
    size_t count = link_output(link, &bytes), room = SIM_PIPE_BYTES - buffer_length(&pipe->bytes);
    count = count < room ? count : room;
    if (count > 0) {
        must(buffer_write(&pipe->bytes, bytes, count) == STATUS_OK);
        link_output_taken(link, count);
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
    enum status status = link_feed(conn->far, buffer_bytes(&conn->up.bytes), count, &cause);
    buffer_consume(&conn->up.bytes, count);
    while (conn->state == CONN_OPEN && conn->session && link_next(conn->far, &payload, &size))
        hub_message(conn->session, payload, size);
    if (status != STATUS_OK)
        conn->lost = true;
}

static void arrive_down(struct conn *conn)
{
    struct sim *sim = conn->sim;
    struct cause cause;
    const uint8_t *payload;
    size_t size, count = portion(sim, &conn->down);
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
           (conn->state == CONN_CLOSED || link_output(conn->far, &bytes) == 0);
}

/* The server hears of the end outside of its own calls, as from its loop. */
static void let_go(struct conn *conn)
{
    struct session *session = conn->session;
    conn->session = NULL;
    conn->state = CONN_CLOSED;
    if (session)
        hub_closed(session);
}

void conn_run(struct conn *conn)
{
    struct sim *sim = conn->sim;
    if (conn->state == CONN_CLOSED && !conn->client)
        return;
    if (conn->client)
        fill(conn, conn->near, &conn->up);
    if (conn->up.moves_ms <= sim->now_ms) {
        conn->up.moves_ms = UINT64_MAX;
        if (!disturbed(conn) && buffer_length(&conn->up.bytes) > 0)
            arrive_up(conn);
    }
    if (conn->state != CONN_CLOSED)
        fill(conn, conn->far, &conn->down);
    if (conn->down.moves_ms <= sim->now_ms) {
        conn->down.moves_ms = UINT64_MAX;
        if (!disturbed(conn) && buffer_length(&conn->down.bytes) > 0)
            arrive_down(conn);
    }
    if (conn->lost && sim->hub)
        let_go(conn);
    if (conn->state == CONN_FINISHING && all_said(conn) && sim->hub)
        let_go(conn);
    if (conn->state == CONN_CLOSED && all_said(conn) && conn->client) {
        struct client *client = conn->client;
        conn->client = NULL;
        client_lost(client);
    }
    if (conn->client)
        fill(conn, conn->near, &conn->up);
    if (conn->state != CONN_CLOSED)
        fill(conn, conn->far, &conn->down);
}

uint64_t conn_next_ms(const struct conn *conn)
{
    bool settled = conn->state == CONN_CLOSED && !conn->client;
    if (settled)
        return UINT64_MAX;
    if ((conn->lost && conn->state != CONN_CLOSED) || (conn->state != CONN_OPEN && all_said(conn)))
        return conn->sim->hub || conn->state == CONN_CLOSED ? conn->sim->now_ms : UINT64_MAX;
    return conn->up.moves_ms < conn->down.moves_ms ? conn->up.moves_ms : conn->down.moves_ms;
}

void conn_reset(struct conn *conn)
{
    struct client *client = conn->client;
    buffer_consume(&conn->up.bytes, buffer_length(&conn->up.bytes));
    buffer_consume(&conn->down.bytes, buffer_length(&conn->down.bytes));
    conn->lost = true;
    conn->client = NULL;
    if (client)
        client_lost(client);
}

void conn_server_gone(struct conn *conn, bool silently)
{
    conn->session = NULL;
    conn->state = CONN_CLOSED;
    conn->lost = false;
    if (silently) /* what was on its way is lost too */
        buffer_consume(&conn->down.bytes, buffer_length(&conn->down.bytes));
}

void conn_say(struct conn *conn, const uint8_t *bytes, size_t count)
{
    if (link_send(conn->near, bytes, count) != STATUS_OK)
        conn_reset(conn); /* a client whose own outbox is full gives up */
    else
        fill(conn, conn->near, &conn->up);
}

void conn_send(void *link, const uint8_t *bytes, size_t count)
{
    struct conn *conn = link;
    struct sim *sim = conn->sim;
    sim_holds(sim, conn->session != NULL, "something was sent to connection %d, which is closed",
              conn->number);
    sim_holds(sim, conn->state == CONN_OPEN, "something was sent to connection %d behind its end",
              conn->number);
    if (conn->lost)
        return;
    truth_hears(sim->truth, conn, bytes, count);
    sim->counts.frames++;
    enum status status = link_send(conn->far, bytes, count);
    if (status == STATUS_FULL)
        sim->counts.slow++;
    else
        sim_holds(sim, status == STATUS_OK, "a frame of %zu bytes could not be sent: %s", count,
                  status_name(status));
    conn->lost = conn->lost || status != STATUS_OK;
    fill(conn, conn->far, &conn->down);
}

void conn_finish(void *link, const char *reason)
{
    struct conn *conn = link;
    sim_holds(conn->sim, conn->session != NULL && conn->state == CONN_OPEN, "connection %d was ended twice",
              conn->number);
    sim_trace(conn->sim, "connection %d is ended: %s", conn->number, reason);
    conn->state = CONN_FINISHING;
}
