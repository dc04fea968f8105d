#include "fake_server.h"

#include "common/base/must.h"
#include "common/wire/wire.h"

#include <stdlib.h>
#include <string.h>

static void on_peer_closed(uv_handle_t *handle)
{
    struct fake_peer *peer = handle->data;
    peer->server->peers[peer->place] = NULL;
    link_destroy(peer->link);
    free(peer);
}

void fake_cut(struct fake_peer *peer)
{
    if (peer->closing)
        return;
    peer->closing = true;
    if (peer->server->last == peer)
        peer->server->last = NULL;
    uv_close((uv_handle_t *)&peer->tcp, on_peer_closed);
}

void fake_deafen(struct fake_peer *peer)
{
    peer->deaf = true;
}

/* What a test sends fits into the buffers of the system. */
static void flush(struct fake_peer *peer)
{
    const uint8_t *bytes;
    size_t count;
    while (!peer->closing && (count = link_output(peer->link, &bytes)) > 0) {
        uv_buf_t buffer = {.len = count};
        memcpy(&buffer.base, &bytes, sizeof buffer.base);
        int taken = uv_try_write((uv_stream_t *)&peer->tcp, &buffer, 1);
        if (taken < 0) {
            fake_cut(peer);
            return;
        }
        link_output_taken(peer->link, (size_t)taken);
    }
}

void fake_send_bytes(struct fake_peer *peer, const void *bytes, size_t count)
{
    if (peer->closing || !link_ready(peer->link)) /* the client may have ended behind what it asked */
        return;
    must(link_send(peer->link, bytes, count) == STATUS_OK);
    flush(peer);
}

void fake_send(struct fake_peer *peer, const struct to_client *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    must(wire_write_to_client(message, &buffer) == STATUS_OK);
    fake_send_bytes(peer, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    (void)wanted;
    struct fake_peer *peer = handle->data;
    *buffer = uv_buf_init((char *)peer->room, sizeof peer->room);
}

static void hear(struct fake_peer *peer)
{
    const uint8_t *payload;
    size_t count;
    while (!peer->closing && !peer->deaf && link_next(peer->link, &payload, &count)) {
        struct to_server message;
        struct cause cause;
        must(wire_read_to_server(payload, count, &message, &cause) == STATUS_OK);
        peer->server->unpadded += wire_size_class(count) != count;
        peer->server->heard(peer, &message);
    }
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
    struct fake_peer *peer = stream->data;
    struct cause cause;
    if (count < 0) {
        fake_cut(peer);
        return;
    }
    if (peer->deaf || count == 0)
        return;
    enum status status = link_feed(peer->link, (const uint8_t *)buffer->base, (size_t)count, &cause);
    hear(peer);
    flush(peer);
    if (status != STATUS_OK)
        fake_cut(peer);
}

static void on_connection(uv_stream_t *listener, int status)
{
    struct fake_server *server = listener->data;
    const struct link_limits limits = {WIRE_TO_SERVER_MAX, WIRE_TO_CLIENT_MAX, 4 * WIRE_TO_CLIENT_MAX};
    must(status == 0);
    struct fake_peer *peer = calloc(1, sizeof *peer);
    must(peer != NULL);
    peer->server = server;
    peer->link = link_create_server(server->context, limits);
    peer->number = ++server->accepted;
    must(uv_tcp_init(server->loop, &peer->tcp) == 0);
    peer->tcp.data = peer;
    must(uv_accept(listener, (uv_stream_t *)&peer->tcp) == 0);
    must(uv_read_start((uv_stream_t *)&peer->tcp, on_room, on_read) == 0);
    while (server->peers[peer->place])
        must(++peer->place < FAKE_PEERS_MAX);
    server->peers[peer->place] = peer;
    server->last = peer;
}

void fake_start(struct fake_server *server, uv_loop_t *loop, const char *certificate, const char *key,
                int port)
{
    struct cause cause;
    struct sockaddr_in at;
    int size = sizeof at;
    server->loop = loop;
    must(link_context_server(certificate, key, &server->context, &cause) == STATUS_OK);
    must(uv_ip4_addr("127.0.0.1", port, &at) == 0);
    must(uv_tcp_init(loop, &server->listener) == 0);
    server->listener.data = server;
    must(uv_tcp_bind(&server->listener, (const struct sockaddr *)&at, 0) == 0);
    must(uv_listen((uv_stream_t *)&server->listener, 16, on_connection) == 0);
    must(uv_tcp_getsockname(&server->listener, (struct sockaddr *)&at, &size) == 0);
    server->port = ntohs(at.sin_port);
}

void fake_stop(struct fake_server *server)
{
    uv_close((uv_handle_t *)&server->listener, NULL);
    for (int i = 0; i < FAKE_PEERS_MAX; i++)
        if (server->peers[i])
            fake_cut(server->peers[i]);
}

void fake_free(struct fake_server *server)
{
    for (int i = 0; i < FAKE_PEERS_MAX; i++)
        must(!server->peers[i]);
    link_context_destroy(server->context);
    server->context = NULL;
}
