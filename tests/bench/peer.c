#include "tests/bench/peer.h"

#include "common/base/must.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

static bool trust(void *user, const struct digest *public_key, bool chain_valid)
{
    const struct house *house = user;
    (void)chain_valid;
    return digest_equal(public_key, &house->key);
}

static void flush(struct peer *peer)
{
    const uint8_t *bytes;
    size_t count;
    while ((count = link_output(peer->link, &bytes)) > 0) {
        ssize_t sent = send(peer->socket, bytes, count, MSG_NOSIGNAL);
        if (sent < 0)
            bench_fail("sending to the server: %s", strerror(errno));
        link_output_taken(peer->link, (size_t)sent);
    }
}

void peer_read(struct peer *peer)
{
    uint8_t bytes[READ_SIZE];
    struct cause cause;
    ssize_t got = recv(peer->socket, bytes, sizeof bytes, 0);
    if (got <= 0)
        bench_fail("the server closed a connection%s%s", got < 0 ? ": " : "", got < 0 ? strerror(errno) : "");
    if (link_feed(peer->link, bytes, (size_t)got, &cause))
        bench_fail("%s", cause.text);
    flush(peer);
}

bool peer_next(struct peer *peer, struct to_client *message)
{
    const uint8_t *bytes;
    size_t count;
    struct cause cause;
    if (!link_next(peer->link, &bytes, &count))
        return false;
    if (wire_read_to_client(bytes, count, message, &cause))
        bench_fail("%s", cause.text);
    return true;
}

void peer_await(struct peer *peer, enum to_client_kind kind, struct to_client *message)
{
    for (;;) {
        while (peer_next(peer, message)) {
            if (message->kind == kind)
                return;
            if (message->kind == TO_CLIENT_REFUSAL)
                bench_fail("the server refuses: %s: %s", refusal_name(message->refusal.code),
                           message->refusal.item);
            to_client_free(message);
        }
        peer_read(peer);
    }
}

void peer_send(struct peer *peer, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++peer->request;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    must(link_send(peer->link, buffer_bytes(&buffer), buffer_length(&buffer)) == STATUS_OK);
    buffer_free(&buffer);
    flush(peer);
}

static void dial(struct peer *peer, int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int on = 1;
    peer->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (peer->socket < 0 || connect(peer->socket, (const struct sockaddr *)&at, sizeof at) != 0)
        bench_fail("no connection to port %d: %s", port, strerror(errno));
    setsockopt(peer->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/* A message on the heap: it holds a whole view. */
static struct to_client *message_create(void)
{
    struct to_client *message = calloc(1, sizeof *message);
    must(message != NULL);
    return message;
}

void peer_open(struct peer *peer, const struct house *house)
{
    struct link_limits limits = {
        .frame_in_max = WIRE_TO_CLIENT_MAX, .frame_out_max = WIRE_TO_SERVER_MAX, .outbox_max = 256 * 1024};
    struct to_server hello = {.kind = TO_SERVER_HELLO,
                              .hello = {.version = WIRE_VERSION, .client = "bench", .language = "en"}};
    struct house *trusted = NULL;
    memcpy(&trusted, &house, sizeof trusted); /* the trust function only reads it */
    *peer = (struct peer){.socket = -1};
    dial(peer, house->child.port);
    peer->link = link_create_client(house->context, limits, "127.0.0.1", trust, trusted);
    flush(peer);
    while (!link_ready(peer->link))
        peer_read(peer);
    struct to_client *welcome = message_create();
    peer_send(peer, &hello);
    peer_await(peer, TO_CLIENT_WELCOME, welcome);
    free(welcome);
}

void peer_close(struct peer *peer)
{
    link_finish(peer->link);
    flush(peer);
    close(peer->socket);
    link_destroy(peer->link);
}

void peer_join(struct peer *peer, const char *code, struct wire_briefing *briefing)
{
    struct to_server join = {.kind = TO_SERVER_JOIN, .join = {.name = "bench"}};
    struct to_client *answer = message_create();
    snprintf(join.join.code, sizeof join.join.code, "%s", code);
    must(getrandom(join.join.secret.bytes, ID_SIZE, 0) == ID_SIZE);
    peer_send(peer, &join);
    peer_await(peer, TO_CLIENT_BRIEFING, answer);
    if (briefing)
        *briefing = answer->briefing;
    free(answer);
}
