/* The server's end of browsers' connections: what server/doors.c does between net, web and hub. */
#include "tests/sim/browser.h"
#include "tests/sim/sim.h"
#include "tests/sim/truth_web.h"
#include "tests/unit/server/web/unasked.h"

#include "common/base/must.h"

#include <string.h>

enum { CLOSED_LATE_MS = 1000 };

/* A conversation begins, in a request that has just come over a stream. */
static void *on_opened(void *user, struct web_peer *peer, const char *address)
{
    struct sim *sim = user;
    struct conn *conn = sim->arriving;
    sim_holds(sim, conn != NULL, "a conversation began and no bytes had come");
    if (conn->kind == CONN_CARRIER)
        conn = conn->owner;
    must(conn != NULL); /* a carrier whose browser has gone brings nothing any more */
    sim_holds(sim, conn->peer == NULL && conn->session == NULL && conn->state == CONN_OPEN,
              "conversation %d began twice", conn->number);
    conn->session = hub_opened(sim->hub, conn, false, address);
    conn->peer = conn->session ? peer : NULL;
    return conn->session ? conn : NULL;
}

static void on_message(void *conversation, const uint8_t *bytes, size_t count)
{
    struct conn *conn = conversation;
    sim_holds(conn->sim, conn->session != NULL && !conn->finished,
              "a message of conversation %d was handed on behind its end", conn->number);
    sim_holds(conn->sim, said_is_next(&conn->up_said, bytes, count),
              "what conversation %d handed on is not the client's message %llu", conn->number,
              (unsigned long long)conn->up_said.heard);
    hub_message(conn->session, bytes, count);
}

/* A long poll goes on whatever becomes of its streams: it ends because the hub said so, because nobody asked
 * any more, or because far too much was not taken. */
static void check_close(const struct conn *conn, const char *reason)
{
    const struct sim *sim = conn->sim;
    bool wanted = conn->client && !conn->finished && !sim->web_ends && conn->kind == CONN_POLL;
    bool unheard = strcmp(reason, "the browser does not take what it is told") == 0;
    sim_holds(sim, !wanted || unheard || sim->now_ms >= conn->told_ms + WEB_POLL_AWAY_MS,
              "conversation %d was given up after %llu ms", conn->number,
              (unsigned long long)(sim->now_ms - conn->told_ms));
}

static void on_closed(void *conversation, const char *reason)
{
    struct conn *conn = conversation;
    struct session *session = conn->session;
    sim_holds(conn->sim, session != NULL, "conversation %d was closed twice", conn->number);
    sim_trace(conn->sim, "conversation %d is closed: %s", conn->number, reason);
    check_close(conn, reason);
    conn->session = NULL;
    conn->peer = NULL;
    if (conn->kind == CONN_POLL)
        conn->state = CONN_CLOSED;
    hub_closed(session);
}

static uint64_t now_ms(void *user)
{
    return server_now_ms(user);
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    chance_bytes(&((struct sim *)user)->web_chance, bytes, count);
}

void door_start(struct sim *sim)
{
    struct web_host host = {
        .user = sim,
        .now_ms = now_ms,
        .random = random_bytes,
        .send = conn_stream_send,
        .finish = conn_stream_finish,
        .opened = on_opened,
        .message = on_message,
        .closed = on_closed,
    };
    web_unasked(&host);
    struct web_limits limits = {.message_in_max = WIRE_TO_SERVER_MAX, .message_out_max = WIRE_TO_CLIENT_MAX};
    sim->web = web_create(&host, &limits);
}

void door_end(struct sim *sim)
{
    sim->web_ends = true;
    web_destroy(sim->web);
    sim->web_ends = false;
    sim->web = NULL;
    for (int x = sim->conn_first; x < sim->conn_count; x++) {
        struct conn *conn = sim->conns[x];
        if (!conn || conn->kind != CONN_POLL)
            continue;
        sim_holds(sim, conn->session == NULL, "the web ended, and conversation %d did not", conn->number);
        conn->state = CONN_CLOSED; /* its browser may still ask the next server for it */
    }
}

bool door_has_place(void *link)
{
    const struct conn *conn = link;
    return !conn->peer || web_peer_has_place(conn->peer);
}

void door_settle(void *link)
{
    const struct conn *conn = link;
    if (conn->peer)
        web_peer_settle(conn->peer);
}

/* The web knows of no other streams and conversations than there are, and gives up those that nobody asks
 * for. */
void door_checks_bounds(struct sim *sim)
{
    struct web_counts counts = web_counts(sim->web);
    int streams = 0, sockets = 0, polls = 0;
    if (sim->dying)
        return;
    for (int x = sim->conn_first; x < sim->conn_count; x++) {
        const struct conn *conn = sim->conns[x];
        if (!conn || conn->kind == CONN_FRAMES)
            continue;
        streams += conn->stream != NULL;
        sockets += conn->kind == CONN_SOCKET && conn->session;
        polls += conn->kind == CONN_POLL && conn->session;
        bool late = conn->left_ms && sim->now_ms > conn->left_ms + WEB_POLL_AWAY_MS + CLOSED_LATE_MS;
        sim_holds(sim, !late || conn->session == NULL, "nobody asks for conversation %d, and it goes on",
                  conn->number);
    }
    const char *wrong = truth_web_wrong(sim->web, server_now_ms(sim));
    sim_holds(sim, wrong == NULL, "%s", wrong);
    sim_holds(sim, counts.streams == streams && counts.sockets == sockets && counts.pollers >= polls,
              "the web counts %d streams, %d sockets, %d pollers: there are %d, %d, %d", counts.streams,
              counts.sockets, counts.pollers, streams, sockets, polls);
}
