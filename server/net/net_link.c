#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/net/net_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    WRITE_SIZE = 64 * 1024, /* bytes of one write that the system did not take at once */
    KEEPALIVE_S = 60,
};

struct net_write {
    uv_write_t request;
    uint8_t bytes[WRITE_SIZE];
};

static void move_to(struct net_link *link, enum net_link_state state)
{
    must(state > link->state);
    link->state = state;
    link->since_ms = net_now(link->net);
}

static void keep_reason(struct net_link *link, const char *reason)
{
    if (link->reason || !reason)
        return;
    size_t size = strlen(reason) + 1;
    link->reason = memory_try(size); /* without it the end is told, but not why */
    if (link->reason)
        memcpy(link->reason, reason, size);
}

/* The one place where a link is freed. */
static void on_link_closed(uv_handle_t *handle)
{
    struct net_link *link = handle->data;
    struct net *net = link->net;
    if (link->peer)
        net->handlers.closed(link->peer, link->reason ? link->reason : "out of memory");
    if (link->next)
        link->next->previous = link->previous;
    if (link->previous)
        link->previous->next = link->next;
    else
        net->links = link->next;
    net->counts.links--;
    net->local_links -= link->address.family == NET_LOCAL;
    link_destroy(link->link);
    free(link->reason);
    free(link);
    net_settle(net);
}

void net_link_close(struct net_link *link, const char *reason)
{
    if (link->state == NET_LINK_CLOSING)
        return;
    keep_reason(link, reason);
    move_to(link, NET_LINK_CLOSING);
    net_place_weigh(link);
    net_forget_dirty(link);
    uv_close(&link->io.handle, on_link_closed);
}

static void on_shut(uv_shutdown_t *shutdown, int status)
{
    struct net_link *link = shutdown->handle->data;
    if (status < 0 || link->peer_ended)
        net_link_close(link, "the connection failed");
}

static void on_written(uv_write_t *request, int status)
{
    struct net_link *link = request->handle->data;
    free(request->data);
    link->writing = false;
    if (status < 0)
        net_link_close(link, uv_strerror(status));
    else
        net_link_flush(link);
}

/* What the system does not take now is copied, so that the outbox may move under the next message. */
static int write_later(struct net_link *link, const uint8_t *bytes, size_t count)
{
    struct net_write *write = memory_try(sizeof *write);
    if (!write)
        return UV_ENOMEM;
    size_t part = count < WRITE_SIZE ? count : WRITE_SIZE;
    memcpy(write->bytes, bytes, part);
    uv_buf_t buffer = uv_buf_init((char *)write->bytes, (unsigned)part);
    write->request.data = write;
    int error = uv_write(&write->request, &link->io.stream, &buffer, 1, on_written);
    if (error < 0) {
        free(write);
        return error;
    }
    link->writing = true;
    link_output_taken(link->link, part);
    return 0;
}

static void write_out(struct net_link *link)
{
    const uint8_t *bytes;
    size_t count;
    while (link->state != NET_LINK_CLOSING && !link->writing &&
           (count = link_output(link->link, &bytes)) > 0) {
        uv_buf_t buffer = {.len = count};
        memcpy(&buffer.base, &bytes, sizeof buffer.base); /* libuv only reads it */
        int taken = uv_try_write(&link->io.stream, &buffer, 1);
        if (taken == UV_EAGAIN)
            taken = write_later(link, bytes, count);
        else if (taken >= 0)
            link_output_taken(link->link, (size_t)taken);
        if (taken < 0)
            net_link_close(link, uv_strerror(taken));
    }
    if (link->state != NET_LINK_CLOSING)
        net_place_weigh(link);
    if (link->state == NET_LINK_FINISHING && !link->writing && !link->shut) {
        link->shut = true;
        int error = uv_shutdown(&link->shutdown, &link->io.stream, on_shut);
        if (error < 0)
            net_link_close(link, uv_strerror(error));
    }
}

void net_link_flush(struct net_link *link)
{
    const uint8_t *bytes;
    write_out(link);
    if (link->state != NET_LINK_OPEN || !link->owes_drained || link->writing ||
        link_output(link->link, &bytes) > 0)
        return;
    link->owes_drained = false;
    link->net->handlers.drained(link->peer);
}

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    (void)wanted;
    struct net_link *link = handle->data;
    *buffer = uv_buf_init((char *)link->net->read_buffer, NET_READ_SIZE);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer);

static void set_reading(struct net_link *link, bool reading)
{
    if (link->reading == reading || link->peer_ended || link->state == NET_LINK_CLOSING)
        return;
    link->reading = reading;
    if (reading)
        must(uv_read_start(&link->io.stream, on_room, on_read) == 0);
    else
        uv_read_stop(&link->io.stream);
}

void net_link_finish(struct net_link *link, const char *reason)
{
    if (link->state >= NET_LINK_FINISHING)
        return;
    keep_reason(link, reason);
    link_finish(link->link);
    link->settled = false; /* a peer that is gone holds no place while it is waited for */
    move_to(link, NET_LINK_FINISHING);
    /* bytes left unread would make the system answer with a reset, which takes back what was sent */
    set_reading(link, true);
    net_mark_dirty(link);
}

static enum net_kind kind_of(const struct net_link *link)
{
    if (link->address.family == NET_LOCAL)
        return NET_KIND_LOCAL;
    return link_protocol(link->link) == LINK_HTTP ? NET_KIND_HTTP : NET_KIND_FRAMES;
}

static void announce(struct net_link *link)
{
    struct net *net = link->net;
    char address[NET_ADDRESS_TEXT];
    net_address_text(&link->address, address);
    move_to(link, NET_LINK_OPEN);
    net->counts.opened++;
    link->peer = net->handlers.opened(net->user, link, kind_of(link), address);
    if (!link->peer)
        net_link_finish(link, "refused");
}

/* Hands out the messages that wait, as many as the peer's rate allows. */
static void deliver(struct net_link *link)
{
    struct net *net = link->net;
    const uint8_t *bytes;
    size_t count;
    net_bucket_refill(&link->bucket, &net->limits, net_now(net));
    while (link->state == NET_LINK_OPEN && !net_bucket_empty(&link->bucket) &&
           link_next(link->link, &bytes, &count)) {
        link->active_ms = net_now(net);
        if (link_protocol(link->link) == LINK_HTTP) {
            net_bucket_spend(&link->bucket, net->handlers.content(link->peer, bytes, count));
            continue;
        }
        net_bucket_take(&link->bucket);
        net->handlers.message(link->peer, bytes, count);
    }
    if (link->state != NET_LINK_OPEN)
        return;
    bool throttled = net_bucket_empty(&link->bucket);
    if (throttled && link->reading)
        net->counts.throttled++;
    set_reading(link, !throttled && !link->input_ended);
    if (!throttled && link->input_ended)
        net_link_finish(link, link->reason);
}

/* No more messages will come than those that are waiting. */
static void end_input(struct net_link *link, const char *reason)
{
    keep_reason(link, reason);
    link->input_ended = true;
    if (link->state == NET_LINK_OPEN)
        deliver(link);
    else if (link->state == NET_LINK_HANDSHAKE)
        net_link_finish(link, reason);
    if (link->peer_ended && link->shut)
        net_link_close(link, reason);
}

static void on_bytes(struct net_link *link, const uint8_t *bytes, size_t count)
{
    struct cause cause;
    link->active_ms = net_now(link->net);
    if (link->state == NET_LINK_FINISHING)
        return;
    enum status status = link_feed(link->link, bytes, count, &cause);
    net_mark_dirty(link);
    if (link->state == NET_LINK_HANDSHAKE && link_ready(link->link))
        announce(link);
    if (status != STATUS_OK)
        end_input(link, cause.text);
    else if (link->state == NET_LINK_OPEN)
        deliver(link);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
    struct net_link *link = stream->data;
    if (count > 0) {
        on_bytes(link, (const uint8_t *)buffer->base, (size_t)count);
    } else if (count == UV_EOF) {
        set_reading(link, false);
        link->peer_ended = true;
        end_input(link, "the connection was cut");
    } else if (count < 0) {
        net_link_close(link, uv_strerror((int)count));
    }
}

void net_link_sweep(struct net_link *link)
{
    const struct net_limits *limits = &link->net->limits;
    int64_t now = net_now(link->net);
    switch (link->state) {
    case NET_LINK_HANDSHAKE:
        if (now - link->since_ms >= limits->handshake_ms)
            net_link_close(link, "the handshake took too long");
        break;
    case NET_LINK_OPEN:
        if (!link->reading)
            deliver(link);
        if (link->state == NET_LINK_OPEN && now - link->active_ms >= limits->idle_ms)
            net_link_finish(link, "nothing was heard for too long");
        break;
    case NET_LINK_FINISHING:
        if (now - link->since_ms >= limits->linger_ms)
            net_link_close(link, "the peer did not end");
        break;
    case NET_LINK_CLOSING:
        break;
    }
}

static int open_stream(struct net *net, struct net_link *link, int descriptor)
{
    if (link->address.family == NET_LOCAL) {
        must(uv_pipe_init(net->loop, &link->io.pipe, 0) == 0);
        return uv_pipe_open(&link->io.pipe, descriptor);
    }
    must(uv_tcp_init(net->loop, &link->io.tcp) == 0);
    int error = uv_tcp_open(&link->io.tcp, descriptor);
    if (error == 0)
        uv_tcp_nodelay(&link->io.tcp, 1);
    if (error == 0)
        uv_tcp_keepalive(&link->io.tcp, 1, KEEPALIVE_S);
    return error;
}

void net_link_adopt(struct net *net, int descriptor, const struct net_address *address,
                    struct link_context *context)
{
    struct net_link *link = memory_try_zeroed(1, sizeof *link);
    struct link_limits limits = net->limits.link;
    if (address->family == NET_LOCAL)
        limits.frame_in_max = net->limits.local_in_max;
    if (link)
        link->link = link_create_server(context, limits);
    if (!link || !link->link) {
        free(link);
        close(descriptor);
        net->counts.turned_off++;
        return;
    }
    link->net = net;
    link->address = *address;
    link->settled = address->family == NET_LOCAL;
    link->since_ms = link->active_ms = net_now(net);
    link->bucket = net_bucket_full(&net->limits, link->since_ms);
    link->next = net->links;
    if (net->links)
        net->links->previous = link;
    net->links = link;
    net->counts.links++;
    net->counts.accepted++;
    net->local_links += address->family == NET_LOCAL;
    int error = open_stream(net, link, descriptor);
    link->io.handle.data = link;
    net_sweep_arm(net);
    if (error < 0) {
        close(descriptor);
        net_link_close(link, uv_strerror(error));
        return;
    }
    set_reading(link, true);
    if (link_ready(link->link))
        announce(link);
}

enum status net_link_send(struct net_link *link, const uint8_t *bytes, size_t count)
{
    if (link->state != NET_LINK_OPEN)
        return STATUS_CLOSED;
    enum status status = link_send(link->link, bytes, count);
    if (status == STATUS_FULL) {
        /* only what the system refuses to take counts against the peer */
        write_out(link);
        status = link->state == NET_LINK_OPEN ? link_send(link->link, bytes, count) : STATUS_CLOSED;
    }
    if (status == STATUS_FULL) {
        link->net->counts.slow++;
        net_link_close(link, "the peer does not read what is sent to it");
    }
    if (status == STATUS_OK) {
        link->owes_drained = link_protocol(link->link) == LINK_HTTP;
        net_mark_dirty(link);
        net_place_weigh(link);
    }
    if (status == STATUS_CLOSED && !link->input_ended) /* half of it may be on its way: nothing can follow */
        net_link_close(link, "the link failed while a message was put into it");
    return status;
}
