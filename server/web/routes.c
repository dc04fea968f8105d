/* Where a request goes. GET and HEAD never touch a conversation. */
#include "common/base/memory.h"
#include "server/web/web_internal.h"

#include <stdlib.h>

enum { WHY_SIZE = 512 };

static void refuse(struct web_stream *stream, const struct request *request, enum refusal refusal,
                   const char *headers)
{
    answer_refusal(stream, refusal, headers, request->method == METHOD_HEAD);
}

static void put_text(struct web_stream *stream, const struct request *request, int status, const char *type,
                     const struct text *text)
{
    answer(stream, &(struct answer){.status = status,
                                    .type = type,
                                    .cache = "no-store",
                                    .body = (const uint8_t *)text->at,
                                    .size = text->length,
                                    .only_head = request->method == METHOD_HEAD});
}

static void route_health(struct web_stream *stream, const struct request *request)
{
    const struct web_host *host = &stream->web->host;
    char why[WHY_SIZE];
    struct text text = text_over(why, sizeof why - 1); /* one line, and its end */
    bool well = host->healthy(host->user, &text);
    if (well)
        text = text_over(why, sizeof why);
    text.capacity = sizeof why;
    text_put(&text, well ? "ok\n" : "\n");
    put_text(stream, request, well ? 200 : 503, "text/plain; charset=utf-8", &text);
}

static void route_metrics(struct web_stream *stream, const struct request *request)
{
    const struct web_host *host = &stream->web->host;
    if (!host->may_see_metrics(host->user, stream->http->address)) {
        refuse(stream, request, REFUSAL_METRICS, NULL);
        return;
    }
    char *memory = memory_try(WEB_METRICS_MAX);
    if (!memory) {
        refuse(stream, request, REFUSAL_CROWDED, NULL);
        return;
    }
    struct text text = text_over(memory, WEB_METRICS_MAX);
    host->put_metrics(host->user, &text);
    put_text(stream, request, 200, "text/plain; version=0.0.4; charset=utf-8", &text);
    free(memory);
}

static void route_poll(struct web_stream *stream, const struct request *request)
{
    enum refusal refusal = poll_head(stream, request);
    if (refusal != REFUSAL_NONE) {
        refuse(stream, request, refusal, NULL);
        return;
    }
    stream->http->body_left = (size_t)request->length;
    stream->phase = PHASE_BODY;
    if (request->length == 0)
        poll_request(stream);
}

static void route_link(struct web_stream *stream, const struct request *request)
{
    if (request->method == METHOD_GET)
        handshake(stream, request);
    else if (request->method == METHOD_POST)
        route_poll(stream, request);
    else
        refuse(stream, request, REFUSAL_METHOD, "Allow: GET, POST\r\n");
}

void route(struct web_stream *stream, const struct request *request)
{
    bool is_link = slice_is(request->path, WEB_LINK_PATH);
    if (request->length > 0 && !(is_link && request->method == METHOD_POST))
        refuse(stream, request, REFUSAL_BODY, NULL);
    else if (is_link)
        route_link(stream, request);
    else if (request->method == METHOD_POST)
        refuse(stream, request, REFUSAL_METHOD, "Allow: GET, HEAD\r\n");
    else if (slice_is(request->path, "/healthz"))
        route_health(stream, request);
    else if (slice_is(request->path, "/metrics"))
        route_metrics(stream, request);
    else if (!assets_answer(stream, request))
        refuse(stream, request, REFUSAL_NOT_FOUND, NULL);
}
