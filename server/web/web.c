#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/web/web_internal.h"

#include <stdlib.h>

struct web *web_create(const struct web_host *host, const struct web_limits *limits)
{
    struct web *web = memory_zeroed(1, sizeof *web);
    web->host = *host;
    web->limits = *limits;
    web->wake_ms = UINT64_MAX;
    return web;
}

void web_destroy(struct web *web)
{
    must(web->streams == NULL);
    while (web->pollers)
        poller_destroy(web->pollers, "the server ends");
    free(web);
}

uint64_t web_now(const struct web *web)
{
    return web->host.now_ms(web->host.user);
}

void web_wake_at(struct web *web, uint64_t ms)
{
    if (ms < web->wake_ms)
        web->wake_ms = ms;
}

/* All are looked at: there is something to do a few times in a second at most, and a thousand of them cost
 * some microseconds. What the host does meanwhile may wake it earlier again. */
void web_tick(struct web *web)
{
    uint64_t now = web_now(web);
    if (now < web->wake_ms)
        return;
    web->wake_ms = UINT64_MAX;
    for (struct web_stream *stream = web->streams; stream; stream = stream->next) {
        if (stream->deadline_ms <= now)
            stream_late(stream);
        web_wake_at(web, stream->deadline_ms);
    }
    struct web_poller *next;
    for (struct web_poller *poller = web->pollers; poller; poller = next) {
        next = poller->next;
        web_wake_at(web, poller_tick(poller, now));
    }
}

uint64_t web_next_tick_ms(const struct web *web)
{
    return web->wake_ms;
}

void web_stopping(struct web *web)
{
    web->stopping = true;
    for (struct web_stream *stream = web->streams; stream; stream = stream->next)
        stream_stopping(stream);
    web_wake_at(web, 0); /* polls are answered then, with what the host still has to say */
}

struct web_counts web_counts(const struct web *web)
{
    return web->counts;
}

/* ---- conversations, however they are carried */

void web_peer_send(struct web_peer *peer, const uint8_t *bytes, size_t count)
{
    must(peer->conversation != NULL && count <= peer->web->limits.message_out_max);
    if (peer->ending)
        return;
    if (peer->polls)
        poller_send(poller_of_peer(peer), bytes, count);
    else
        socket_send(socket_of_peer(peer), bytes, count);
}

void web_peer_finish(struct web_peer *peer, const char *reason)
{
    must(peer->conversation != NULL);
    if (peer->ending)
        return;
    if (peer->polls)
        poller_finish(poller_of_peer(peer), reason);
    else
        socket_finish(socket_of_peer(peer), reason);
}

static struct web_stream *stream_of(const struct web_peer *peer)
{
    return peer->polls ? poller_of_peer(peer)->stream : socket_stream(socket_of_peer(peer));
}

bool web_peer_has_place(const struct web_peer *peer)
{
    const struct web_stream *stream = stream_of(peer);
    const struct web_host *host = &peer->web->host;
    return !stream || !host->has_place || host->has_place(stream->link);
}

void web_peer_settle(struct web_peer *peer)
{
    const struct web_stream *stream = stream_of(peer);
    const struct web_host *host = &peer->web->host;
    if (peer->polls)
        poller_of_peer(peer)->settled = true;
    if (stream && host->settle)
        host->settle(stream->link);
}
