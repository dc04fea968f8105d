#include "tests/torture/caller.h"

#include "common/base/must.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

static bool trust(void *user, const struct digest *public_key, bool chain_valid)
{
    (void)user;
    (void)public_key;
    (void)chain_valid;
    return true;
}

void callers_begin(struct callers *callers)
{
    struct cause cause;
    must(link_context_client(&callers->tls, &cause) == STATUS_OK);
    callers->plain = link_context_plain();
}

void callers_end(struct callers *callers)
{
    link_context_destroy(callers->tls);
    link_context_destroy(callers->plain);
}

void caller_close(struct caller *caller)
{
    if (caller->socket < 0)
        return;
    close(caller->socket);
    link_destroy(caller->link);
    *caller = (struct caller){.socket = -1};
}

static int dial(const struct server *server, bool admin)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server->port)};
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    int on = 1, made = socket(admin ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    snprintf(un.sun_path, sizeof un.sun_path, "%s", server->admin);
    must(made >= 0);
    if (!admin)
        setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if ((admin ? connect(made, (struct sockaddr *)&un, sizeof un)
               : connect(made, (struct sockaddr *)&in, sizeof in)) == 0)
        return made;
    close(made);
    return -1;
}

static enum heard flush(struct caller *caller)
{
    const uint8_t *bytes;
    size_t count;
    while ((count = link_output(caller->link, &bytes)) > 0) {
        ssize_t sent = send(caller->socket, bytes, count, MSG_NOSIGNAL);
        if (sent < 0)
            return HEARD_END;
        link_output_taken(caller->link, (size_t)sent);
    }
    return HEARD_MESSAGE;
}

/* Waits for bytes and feeds them. */
static enum heard take_in(struct caller *caller)
{
    static uint8_t bytes[READ_SIZE];
    struct cause cause;
    struct pollfd wanted = {.fd = caller->socket, .events = POLLIN};
    if (poll(&wanted, 1, CALLER_PATIENCE_MS) != 1)
        return HEARD_NOTHING;
    ssize_t got = recv(caller->socket, bytes, sizeof bytes, 0);
    if (got <= 0)
        return HEARD_END;
    if (link_feed(caller->link, bytes, (size_t)got, &cause) != STATUS_OK)
        return HEARD_END;
    return flush(caller);
}

enum heard caller_open(struct caller *caller, struct callers *callers, const struct server *server,
                       bool admin)
{
    struct link_limits limits = {
        .frame_in_max = WIRE_TO_CLIENT_MAX, .frame_out_max = WIRE_TO_SERVER_MAX, .outbox_max = 256 * 1024};
    *caller = (struct caller){.callers = callers, .socket = dial(server, admin)};
    if (caller->socket < 0)
        return HEARD_END;
    caller->link =
        link_create_client(admin ? callers->plain : callers->tls, limits, "localhost", trust, NULL);
    enum heard heard = flush(caller);
    while (heard == HEARD_MESSAGE && !link_ready(caller->link))
        heard = take_in(caller);
    if (heard != HEARD_MESSAGE)
        caller_close(caller);
    return heard;
}

static enum heard send_bytes(struct caller *caller, struct buffer *buffer)
{
    enum status status = link_send(caller->link, buffer_bytes(buffer), buffer_length(buffer));
    buffer_free(buffer);
    return status == STATUS_OK ? flush(caller) : HEARD_END;
}

enum heard caller_send(struct caller *caller, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++caller->request;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    return send_bytes(caller, &buffer);
}

enum heard caller_send_admin(struct caller *caller, struct to_admin *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++caller->request;
    must(wire_write_to_admin(message, &buffer) == STATUS_OK);
    return send_bytes(caller, &buffer);
}

/* Messages that came before the end are still there. */
static enum heard next(struct caller *caller, const uint8_t **bytes, size_t *count)
{
    enum heard heard = HEARD_MESSAGE;
    while (heard == HEARD_MESSAGE && !link_next(caller->link, bytes, count))
        heard = take_in(caller);
    if (heard != HEARD_MESSAGE && link_next(caller->link, bytes, count))
        return HEARD_MESSAGE;
    return heard;
}

enum heard caller_hear(struct caller *caller, struct to_client *message)
{
    const uint8_t *bytes;
    size_t count;
    struct cause cause;
    enum heard heard = next(caller, &bytes, &count);
    if (heard != HEARD_MESSAGE)
        return heard;
    return wire_read_to_client(bytes, count, message, &cause) ? HEARD_GARBAGE : HEARD_MESSAGE;
}

enum heard caller_hear_admin(struct caller *caller, struct from_admin *message)
{
    const uint8_t *bytes;
    size_t count;
    struct cause cause;
    enum heard heard = next(caller, &bytes, &count);
    if (heard != HEARD_MESSAGE)
        return heard;
    return wire_read_from_admin(bytes, count, message, &cause) ? HEARD_GARBAGE : HEARD_MESSAGE;
}
