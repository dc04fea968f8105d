/* One connection: bytes in, one request after the other, and what bounds them. */
#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/web/web_internal.h"

#include <stdlib.h>
#include <string.h>

static struct buffer buffer_that_refuses(size_t cap)
{
    struct buffer buffer = buffer_with_cap(cap);
    buffer.refuses = true;
    return buffer;
}

struct web_stream *web_opened(struct web *web, void *link, const char *address)
{
    struct web_stream *stream = memory_try_zeroed(1, sizeof *stream);
    struct web_http *http = stream ? memory_try_zeroed(1, sizeof *http) : NULL;
    if (!http) {
        free(stream);
        return NULL;
    }
    http->head = buffer_that_refuses(WEB_HEAD_MAX);
    http->body = buffer_that_refuses(WEB_POLL_BODY_MAX);
    http->ahead = buffer_that_refuses(WEB_AHEAD_MAX);
    struct text copy = text_over(http->address, sizeof http->address);
    text_put(&copy, address);
    *stream = (struct web_stream){.web = web, .link = link, .http = http, .next = web->streams};
    if (web->streams)
        web->streams->previous = stream;
    web->streams = stream;
    web->counts.streams++;
    stream_set_deadline(stream, web_now(web) + WEB_QUIET_MS);
    return stream;
}

static void http_free(struct web_http *http)
{
    if (!http)
        return;
    buffer_free(&http->head);
    buffer_free(&http->body);
    buffer_free(&http->ahead);
    free(http);
}

void web_closed(struct web_stream *stream, const char *reason)
{
    struct web *web = stream->web;
    if (stream->http && stream->http->poller)
        poller_left(stream->http->poller);
    if (stream->next)
        stream->next->previous = stream->previous;
    if (stream->previous)
        stream->previous->next = stream->next;
    else
        web->streams = stream->next;
    web->counts.streams--;
    if (stream->socket) {
        struct web_peer *peer = socket_peer(stream->socket);
        web->host.closed(peer->conversation, reason);
        socket_destroy(stream->socket);
        web->counts.sockets--;
    }
    http_free(stream->http);
    free(stream);
}

void stream_set_deadline(struct web_stream *stream, uint64_t ms)
{
    stream->deadline_ms = ms;
    web_wake_at(stream->web, ms);
}

void stream_end(struct web_stream *stream, const char *reason)
{
    if (stream->phase == PHASE_ENDED)
        return;
    stream->phase = PHASE_ENDED;
    stream_set_deadline(stream, UINT64_MAX);
    stream->web->host.finish(stream->link, reason);
}

void stream_late(struct web_stream *stream)
{
    stream->web->counts.requests += stream->phase == PHASE_HEAD;
    if (stream->phase == PHASE_QUIET)
        stream_end(stream, "no further request came");
    else
        answer_refusal(stream, REFUSAL_LATE, NULL, false);
}

void stream_stopping(struct web_stream *stream)
{
    if (stream->phase == PHASE_QUIET)
        stream_end(stream, "the server stops");
}

/* ---- requests */

static void begin_quiet(struct web_stream *stream)
{
    struct web_http *http = stream->http;
    buffer_free(&http->head);
    buffer_free(&http->body);
    http->scanned = 0;
    http->blank = false;
    stream->phase = PHASE_QUIET;
    stream_set_deadline(stream, web_now(stream->web) + WEB_QUIET_MS);
}

static void begin_head(struct web_stream *stream)
{
    stream->phase = PHASE_HEAD;
    stream_set_deadline(stream, web_now(stream->web) + WEB_HEAD_MS);
}

static int refuse(struct web_stream *stream, enum refusal refusal)
{
    stream->web->counts.requests++;
    answer_refusal(stream, refusal, refusal == REFUSAL_METHOD ? "Allow: GET, HEAD, POST\r\n" : NULL, false);
    return 1;
}

/* A head has come whole. */
static int begin_request(struct web_stream *stream, size_t size)
{
    struct request request;
    struct web_http *http = stream->http;
    enum refusal refusal = request_of_head(&request, buffer_bytes(&http->head), size);
    if (refusal == REFUSAL_NONE && stream->web->stopping)
        refusal = REFUSAL_STOPPING;
    if (refusal != REFUSAL_NONE)
        return refuse(stream, refusal);
    stream->web->counts.requests++;
    http->last = request.last || ++http->requests >= WEB_REQUESTS_MAX;
    route(stream, &request);
    if (stream->phase == PHASE_SOCKET) {
        http_free(http);
        stream->http = NULL;
    } else {
        buffer_free(&http->head);
    }
    return 1;
}

/* Takes what belongs to the head off the bytes; gives the cost. */
static int take_head(struct web_stream *stream, const uint8_t **bytes, size_t *count)
{
    struct web_http *http = stream->http;
    size_t had = buffer_length(&http->head), room = WEB_HEAD_MAX - had, size;
    size_t part = *count < room ? *count : room;
    enum refusal refusal;
    if (buffer_write(&http->head, *bytes, part)) {
        stream_end(stream, "out of memory");
        return 1;
    }
    enum head_found found = head_find(buffer_bytes(&http->head), had + part, &http->scanned, &size, &refusal);
    if (found == HEAD_BLANK && http->blank) {
        found = HEAD_BAD;
        refusal = REFUSAL_MALFORMED;
    }
    switch (found) {
    case HEAD_BAD:
        return refuse(stream, refusal);
    case HEAD_BLANK: /* some send one behind a body: it is passed over once */
        http->blank = true;
        buffer_free(&http->head);
        part = 2 - had;
        http->scanned = 0;
        break;
    case HEAD_WHOLE:
        part = size - had;
        break;
    case HEAD_MORE:
        break;
    }
    *bytes += part;
    *count -= part;
    return found == HEAD_WHOLE ? begin_request(stream, size) : 0;
}

static int take_body(struct web_stream *stream, const uint8_t **bytes, size_t *count)
{
    struct web_http *http = stream->http;
    size_t part = *count < http->body_left ? *count : http->body_left;
    if (buffer_write(&http->body, *bytes, part)) {
        stream_end(stream, "out of memory");
        return 0;
    }
    *bytes += part;
    *count -= part;
    http->body_left -= part;
    if (http->body_left > 0)
        return 0;
    int messages = poll_request(stream);
    buffer_free(&http->body);
    return messages;
}

int stream_take(struct web_stream *stream, const uint8_t *bytes, size_t count)
{
    int cost = 0;
    while (count > 0 && stream->phase != PHASE_ENDED) {
        switch (stream->phase) {
        case PHASE_QUIET:
            begin_head(stream);
            break;
        case PHASE_HEAD:
            cost += take_head(stream, &bytes, &count);
            break;
        case PHASE_BODY:
            cost += take_body(stream, &bytes, &count);
            break;
        case PHASE_SOCKET:
            return cost + socket_take(stream->socket, bytes, count);
        default: /* an answer is on its way */
            if (buffer_write(&stream->http->ahead, bytes, count))
                stream_end(stream, "too many requests came ahead of their answers");
            return cost;
        }
    }
    return cost;
}

int web_bytes(struct web_stream *stream, const uint8_t *bytes, size_t count)
{
    int owed = stream->http ? stream->http->owed : 0;
    if (stream->http)
        stream->http->owed = 0;
    return owed + stream_take(stream, bytes, count);
}

/* ---- answers */

void stream_answered(struct web_stream *stream)
{
    struct web_http *http = stream->http;
    stream->phase = PHASE_ANSWER;
    stream_set_deadline(stream, UINT64_MAX);
    if (http->last && http->rest_size == 0)
        stream_end(stream, "the answer was the last one");
}

/* What came meanwhile is taken now. What it costs is counted with the next bytes. */
static void go_on(struct web_stream *stream)
{
    struct buffer ahead = stream->http->ahead;
    stream->http->ahead = buffer_that_refuses(WEB_AHEAD_MAX);
    begin_quiet(stream);
    if (stream->web->stopping && buffer_length(&ahead) == 0)
        stream_stopping(stream);
    int cost = stream_take(stream, buffer_bytes(&ahead), buffer_length(&ahead));
    if (stream->http)
        stream->http->owed += cost;
    buffer_free(&ahead);
}

void web_drained(struct web_stream *stream)
{
    if (stream->phase != PHASE_ANSWER)
        return;
    if (answer_next_piece(stream)) {
        if (stream->http->last && stream->http->rest_size == 0)
            stream_end(stream, "the answer was the last one");
        return;
    }
    go_on(stream);
}
