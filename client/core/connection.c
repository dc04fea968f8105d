#include "client/core/connection.h"

#include "common/base/must.h"
#include "common/wire/limits.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    READ_SIZE = 16 * 1024,
    WRITE_SIZE = 16 * 1024, /* bytes of one write that the system did not take at once */
    KEEPALIVE_S = 60,
};

struct connection {
    uv_loop_t *loop;
    const struct connection_handlers *handlers;
    void *user;
    struct link *link;
    char host[WIRE_HOST_SIZE];
    int port;
    uv_getaddrinfo_t resolve;
    struct addrinfo *addresses; /* owned */
    struct addrinfo *untried;   /* the next address */
    uv_timer_t deadline;
    uint64_t timed_ms; /* since when it runs */
    uv_tcp_t tcp;      /* one attempt at a time */
    uv_connect_t connect;
    int open_handles;
    bool resolving; /* uv_getaddrinfo has not called back yet */
    bool has_tcp;   /* initialised and not closed yet */
    bool connected; /* as far as TCP goes */
    bool ready;
    bool writing; /* one write is under way in the loop */
    bool closing;
    uint64_t heard_ms;
    struct cause cause; /* why the last attempt or the connection ended */
    uint8_t read_buffer[READ_SIZE];
};

struct pending_write {
    uv_write_t request;
    uint8_t bytes[WRITE_SIZE];
};

static void try_next(struct connection *connection);

/* The one place where a connection is freed. */
static void settle(struct connection *connection)
{
    if (!connection->closing || connection->open_handles > 0 || connection->resolving)
        return;
    connection->handlers->closed(connection->user, &connection->cause);
    if (connection->addresses)
        uv_freeaddrinfo(connection->addresses);
    link_destroy(connection->link);
    free(connection);
}

static void on_deadline_closed(uv_handle_t *handle)
{
    struct connection *connection = handle->data;
    connection->open_handles--;
    settle(connection);
}

static void on_tcp_closed(uv_handle_t *handle)
{
    struct connection *connection = handle->data;
    connection->open_handles--;
    connection->has_tcp = false;
    if (connection->closing)
        settle(connection);
    else
        try_next(connection);
}

static void close_tcp(struct connection *connection)
{
    uv_handle_t *handle = (uv_handle_t *)&connection->tcp;
    if (connection->has_tcp && !uv_is_closing(handle))
        uv_close(handle, on_tcp_closed);
}

/* The cause is set already. */
static void finish(struct connection *connection)
{
    if (connection->closing)
        return;
    connection->closing = true;
    uv_close((uv_handle_t *)&connection->deadline, on_deadline_closed);
    close_tcp(connection);
    if (connection->resolving)
        uv_cancel((uv_req_t *)&connection->resolve);
}

/* Without waiting: what the system does not take now is lost. */
static void write_last(struct connection *connection)
{
    const uint8_t *bytes;
    size_t count = link_output(connection->link, &bytes);
    if (!connection->connected || connection->writing || count == 0)
        return;
    uv_buf_t buffer = {.len = count};
    memcpy(&buffer.base, &bytes, sizeof buffer.base); /* libuv only reads it */
    uv_try_write((uv_stream_t *)&connection->tcp, &buffer, 1);
}

void connection_close(struct connection *connection, const char *why)
{
    if (connection->closing)
        return;
    snprintf(connection->cause.text, sizeof connection->cause.text, "%s", why);
    link_finish(connection->link);
    write_last(connection);
    finish(connection);
}

static void fail_attempt(struct connection *connection, const char *why)
{
    snprintf(connection->cause.text, sizeof connection->cause.text, "%s port %d: %s", connection->host,
             connection->port, why);
    if (connection->has_tcp)
        close_tcp(connection);
    else
        finish(connection);
}

/* ---- bytes out */

static void flush(struct connection *connection);

static void on_written(uv_write_t *request, int status)
{
    struct connection *connection = request->handle->data;
    free(request->data);
    connection->writing = false;
    if (connection->closing)
        return;
    if (status < 0)
        connection_close(connection, uv_strerror(status));
    else
        flush(connection);
}

/* Copied, so that the outbox may move under the next message. */
static int write_later(struct connection *connection, const uint8_t *bytes, size_t count)
{
    struct pending_write *write = malloc(sizeof *write);
    must(write != NULL);
    size_t part = count < WRITE_SIZE ? count : WRITE_SIZE;
    memcpy(write->bytes, bytes, part);
    uv_buf_t buffer = uv_buf_init((char *)write->bytes, (unsigned)part);
    write->request.data = write;
    int error = uv_write(&write->request, (uv_stream_t *)&connection->tcp, &buffer, 1, on_written);
    if (error < 0) {
        free(write);
        return error;
    }
    connection->writing = true;
    link_output_taken(connection->link, part);
    return 0;
}

static void flush(struct connection *connection)
{
    const uint8_t *bytes;
    size_t count;
    while (!connection->closing && !connection->writing &&
           (count = link_output(connection->link, &bytes)) > 0) {
        uv_buf_t buffer = {.len = count};
        memcpy(&buffer.base, &bytes, sizeof buffer.base); /* libuv only reads it */
        int taken = uv_try_write((uv_stream_t *)&connection->tcp, &buffer, 1);
        if (taken == UV_EAGAIN)
            taken = write_later(connection, bytes, count);
        else if (taken >= 0)
            link_output_taken(connection->link, (size_t)taken);
        if (taken < 0)
            connection_close(connection, uv_strerror(taken));
    }
}

enum status connection_send(struct connection *connection, const uint8_t *bytes, size_t count)
{
    if (connection->closing || !connection->ready)
        return STATUS_CLOSED;
    enum status status = link_send(connection->link, bytes, count);
    if (status == STATUS_OK)
        flush(connection);
    else if (status == STATUS_FULL)
        connection_close(connection, "the server does not take what is sent to it");
    return status;
}

/* ---- bytes in */

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    (void)wanted;
    struct connection *connection = handle->data;
    *buffer = uv_buf_init((char *)connection->read_buffer, READ_SIZE);
}

static void on_bytes(struct connection *connection, const uint8_t *bytes, size_t count)
{
    struct cause cause = {""};
    const uint8_t *payload;
    size_t size;
    connection->heard_ms = uv_now(connection->loop);
    enum status status = link_feed(connection->link, bytes, count, &cause);
    if (!connection->ready && status == STATUS_OK && link_ready(connection->link)) {
        connection->ready = true;
        uv_timer_stop(&connection->deadline);
        connection->handlers->ready(connection->user);
    }
    /* what came whole before a failure still counts */
    while (!connection->closing && connection->ready && link_next(connection->link, &payload, &size))
        connection->handlers->message(connection->user, payload, size);
    if (status == STATUS_OK)
        flush(connection);
    else
        connection_close(connection, cause.text);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
    struct connection *connection = stream->data;
    if (count > 0)
        on_bytes(connection, (const uint8_t *)buffer->base, (size_t)count);
    else if (count == UV_EOF)
        connection_close(connection, "the connection was cut");
    else if (count < 0)
        connection_close(connection, uv_strerror((int)count));
}

/* ---- connecting */

static void on_deadline(uv_timer_t *timer)
{
    struct connection *connection = timer->data;
    const char *what = connection->connected   ? "the server did not finish the handshake"
                       : connection->resolving ? "the name of the server was not found"
                                               : "no answer";
    char why[96];
    snprintf(why, sizeof why, "%s in %llu ms", what,
             (unsigned long long)(uv_now(connection->loop) - connection->timed_ms));
    if (connection->connected || connection->resolving)
        connection_close(connection, why);
    else
        fail_attempt(connection, why);
}

static void start_deadline(struct connection *connection)
{
    connection->timed_ms = uv_now(connection->loop);
    must(uv_timer_start(&connection->deadline, on_deadline, CONNECTION_CONNECT_MS, 0) == 0);
}

static void on_connected(uv_connect_t *request, int status)
{
    struct connection *connection = request->handle->data;
    if (connection->closing || uv_is_closing((uv_handle_t *)request->handle))
        return;
    if (status < 0) {
        fail_attempt(connection, uv_strerror(status));
        return;
    }
    connection->connected = true;
    connection->heard_ms = uv_now(connection->loop);
    uv_tcp_nodelay(&connection->tcp, 1);
    uv_tcp_keepalive(&connection->tcp, 1, KEEPALIVE_S);
    start_deadline(connection);
    must(uv_read_start(request->handle, on_room, on_read) == 0);
    flush(connection);
}

static void try_next(struct connection *connection)
{
    const struct addrinfo *address = connection->untried;
    if (!address) {
        finish(connection);
        return;
    }
    connection->untried = address->ai_next;
    must(uv_tcp_init(connection->loop, &connection->tcp) == 0);
    connection->tcp.data = connection;
    connection->has_tcp = true;
    connection->open_handles++;
    start_deadline(connection);
    int error = uv_tcp_connect(&connection->connect, &connection->tcp, address->ai_addr, on_connected);
    if (error < 0)
        fail_attempt(connection, uv_strerror(error));
}

static void on_resolved(uv_getaddrinfo_t *request, int status, struct addrinfo *addresses)
{
    struct connection *connection = request->data;
    connection->resolving = false;
    connection->addresses = connection->untried = addresses;
    if (connection->closing)
        settle(connection);
    else if (status < 0)
        fail_attempt(connection, uv_strerror(status));
    else
        try_next(connection);
}

static void begin(struct connection *connection)
{
    char service[8];
    const struct addrinfo hints = {
        .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    snprintf(service, sizeof service, "%d", connection->port);
    int error = uv_getaddrinfo(connection->loop, &connection->resolve, on_resolved, connection->host, service,
                               &hints);
    connection->resolving = error == 0;
    if (error < 0)
        fail_attempt(connection, uv_strerror(error));
}

struct connection *connection_open(uv_loop_t *loop, struct link_context *context, const char *host, int port,
                                   const struct connection_handlers *handlers, void *user)
{
    const struct link_limits limits = {.frame_in_max = WIRE_TO_CLIENT_MAX,
                                       .frame_out_max = WIRE_TO_SERVER_MAX,
                                       .outbox_max = CONNECTION_OUTBOX_MAX};
    struct connection *connection = calloc(1, sizeof *connection);
    must(connection != NULL && strlen(host) < sizeof connection->host);
    signal(SIGPIPE, SIG_IGN);
    connection->loop = loop;
    connection->handlers = handlers;
    connection->user = user;
    connection->port = port;
    strcpy(connection->host, host);
    connection->heard_ms = uv_now(loop);
    connection->link = link_create_client(context, limits, host, handlers->trust, user);
    connection->resolve.data = connection;
    must(uv_timer_init(loop, &connection->deadline) == 0);
    connection->deadline.data = connection;
    connection->open_handles = 1;
    start_deadline(connection);
    begin(connection);
    return connection;
}

uint64_t connection_heard_ms(const struct connection *connection)
{
    return connection->heard_ms;
}
