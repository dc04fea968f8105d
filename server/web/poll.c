/* One request of a long poll: what its head says, and the messages in its body. */
#include "common/base/must.h"
#include "server/web/web_internal.h"

#include <string.h>

static bool take_count(const struct request *request, const char *name, uint64_t *count)
{
    struct slice value;
    int64_t number = 0;
    int headers = request_header(request, name, &value);
    *count = 0;
    if (headers == 0)
        return true;
    if (headers > 1 || value.length == 0 || value.at[0] == '-' || !slice_int(value, 0, INT64_MAX, &number))
        return false;
    *count = (uint64_t)number;
    return true;
}

static bool is_type(const struct request *request)
{
    struct slice type, before, after;
    if (request_header(request, "Content-Type", &type) != 1)
        return false;
    if (slice_split(type, ';', &before, &after))
        type = slice_trimmed(before);
    return slice_same(type, slice_of("application/octet-stream"));
}

static enum refusal read_ask(const struct request *request, struct poll_ask *ask)
{
    struct slice value;
    int links = request_header(request, "Spiral-Link", &value);
    *ask = (struct poll_ask){.opens = links == 0, .waits = true};
    if (links > 1 || !take_count(request, "Spiral-Sent", &ask->sent) ||
        !take_count(request, "Spiral-Received", &ask->received))
        return REFUSAL_POLL;
    if (links == 1 && !slice_hex(value, ask->link.bytes, ID_SIZE))
        return REFUSAL_GONE;
    if (ask->opens && (ask->sent > 0 || ask->received > 0))
        return REFUSAL_POLL;
    if (request_header(request, "Spiral-Wait", &value) > 0)
        ask->waits = !slice_is(value, "0");
    return REFUSAL_NONE;
}

enum refusal poll_head(struct web_stream *stream, const struct request *request)
{
    if (!origin_is_ours(request))
        return REFUSAL_ORIGIN;
    if (!request->has_length)
        return REFUSAL_NO_LENGTH;
    if (request->length > WEB_POLL_BODY_MAX)
        return REFUSAL_TOO_LARGE;
    if (!is_type(request))
        return REFUSAL_TYPE;
    enum refusal refusal = read_ask(request, &stream->http->ask);
    if (refusal != REFUSAL_NONE && request->length > 0)
        stream->http->last = true; /* its body is not read */
    return refusal;
}

/* ---- the body: messages in frames */

static size_t frame_length(const uint8_t *bytes)
{
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

/* Takes a frame off the bytes; false when there is no whole one. */
static bool take_frame(const uint8_t **bytes, size_t *count, const uint8_t **message, size_t *size)
{
    if (*count < WEB_FRAME_HEADER)
        return false;
    *size = frame_length(*bytes);
    if (*size > *count - WEB_FRAME_HEADER)
        return false;
    *message = *bytes + WEB_FRAME_HEADER;
    *bytes += WEB_FRAME_HEADER + *size;
    *count -= WEB_FRAME_HEADER + *size;
    return true;
}

/* Nothing of a body is handed on unless all of it can be read. */
static enum refusal check_body(const struct web *web, const uint8_t *bytes, size_t count, int *messages)
{
    const uint8_t *message;
    size_t size;
    for (*messages = 0; count > 0; (*messages)++) {
        if (!take_frame(&bytes, &count, &message, &size))
            return REFUSAL_POLL;
        if (size > web->limits.message_in_max)
            return REFUSAL_TOO_LARGE;
    }
    return REFUSAL_NONE;
}

/* Those that came before, in a request whose answer was lost, are passed over. */
static void hand_on(struct web_poller *poller, uint64_t index, const uint8_t *bytes, size_t count)
{
    const struct web_host *host = &poller->peer.web->host;
    const uint8_t *message;
    size_t size;
    for (; take_frame(&bytes, &count, &message, &size) && !poller->peer.ending; index++) {
        if (index < poller->received)
            continue;
        poller->received++;
        host->message(poller->peer.conversation, message, size);
    }
}

static void refuse(struct web_stream *stream, enum refusal refusal)
{
    answer_refusal(stream, refusal, NULL, false);
}

static void refuse_gap(struct web_stream *stream, const struct web_poller *poller)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "Spiral-Received: ");
    text_put_int(&text, (int64_t)poller->received);
    text_put(&text, "\r\n");
    answer_refusal(stream, REFUSAL_GAP, memory, false);
}

int poll_request(struct web_stream *stream)
{
    struct web *web = stream->web;
    const struct poll_ask ask = stream->http->ask;
    const uint8_t *bytes = buffer_bytes(&stream->http->body);
    size_t count = buffer_length(&stream->http->body);
    int messages = 0;
    enum refusal refusal = check_body(web, bytes, count, &messages);
    struct web_poller *poller = NULL;
    if (refusal == REFUSAL_NONE) {
        poller = ask.opens ? poller_open(stream) : poller_find(web, &ask.link);
        refusal = poller ? REFUSAL_NONE : ask.opens ? REFUSAL_CROWDED : REFUSAL_GONE;
    }
    if (refusal == REFUSAL_NONE && ask.received > poller->told)
        refusal = REFUSAL_POLL;
    if (refusal == REFUSAL_NONE && poller->end_told && ask.received == poller->kept_end)
        refusal = REFUSAL_GONE; /* the browser knows all that was to be told */
    if (refusal != REFUSAL_NONE) {
        refuse(stream, refusal);
        return messages;
    }
    if (ask.sent > poller->received) {
        refuse_gap(stream, poller);
        return messages;
    }
    poller_attend(poller, stream);
    poller_confirm(poller, ask.received);
    hand_on(poller, ask.sent, bytes, count);
    poller_answer_or_wait(poller, ask.opens, ask.waits);
    return messages;
}
