/* A conversation by WebSocket (RFC 6455). wslay cuts the stream into frames; what they mean stands here, so
 * that a socket between two messages holds nothing but this struct: what wslay and a message need comes with
 * their first byte and goes with their last. */
#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/web/utf8_run.h"
#include "server/web/web_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <wslay/wslay.h>

enum {
    CONTROL_MAX = 125,      /* bytes in a control frame (RFC 6455, 5.5) */
    FRAME_HEAD_MAX = 10,    /* of a frame to the peer, which is not masked */
    FIRST_SIZE = 16 * 1024, /* a frame's head, with as much of it as goes into one record of TLS */
};

/* While a frame or a message is in hand. */
struct socket_input {
    struct wslay_frame_context *frames;
    const uint8_t *bytes; /* what has come and wslay has not got yet */
    size_t left;
    uint64_t given, used; /* bytes that wslay has got, and those of them that were whole frames */
    uint64_t frame_left;  /* bytes of the frame in hand that have not come */
    bool in_frame;
    uint8_t opcode; /* of the message in hand; 0: none */
    uint8_t control_size;
    uint8_t control[CONTROL_MAX];
    struct utf8_run text;
    struct buffer message;
};

struct web_socket {
    struct web_peer peer;
    struct web_stream *stream;
    struct socket_input *input; /* NULL between messages */
};

static_assert(offsetof(struct web_socket, peer) == 0, "a peer is a socket or a poller");

struct web_socket *socket_of_peer(const struct web_peer *peer)
{
    must(!peer->polls);
    return (struct web_socket *)(uintptr_t)peer;
}

struct web_stream *socket_stream(const struct web_socket *socket)
{
    return socket->stream;
}

struct web_peer *socket_peer(struct web_socket *socket)
{
    return &socket->peer;
}

struct web_socket *socket_create(struct web_stream *stream)
{
    const struct web_host *host = &stream->web->host;
    struct web_socket *socket = memory_try_zeroed(1, sizeof *socket);
    if (!socket)
        return NULL;
    socket->peer.web = stream->web;
    socket->stream = stream;
    socket->peer.conversation = host->opened(host->user, &socket->peer, stream->http->address);
    if (socket->peer.conversation)
        return socket;
    free(socket);
    return NULL;
}

static void drop_input(struct web_socket *socket)
{
    if (!socket->input)
        return;
    wslay_frame_context_free(socket->input->frames);
    buffer_free(&socket->input->message);
    free(socket->input);
    socket->input = NULL;
}

void socket_destroy(struct web_socket *socket)
{
    drop_input(socket);
    free(socket);
}

/* ---- out */

static size_t put_frame_head(uint8_t *to, uint8_t opcode, size_t count)
{
    size_t size = count < 126 ? 2 : count <= 0xffff ? 4 : 10;
    uint64_t rest = count;
    to[0] = (uint8_t)(0x80 | opcode); /* whole: nothing is sent in fragments */
    to[1] = (uint8_t)(size == 2 ? count : size == 4 ? 126 : 127);
    for (size_t x = size; x > 2; x--) {
        to[x - 1] = (uint8_t)rest;
        rest >>= 8;
    }
    return size;
}

static void send_frame(struct web_socket *socket, uint8_t opcode, const uint8_t *bytes, size_t count)
{
    const struct web_host *host = &socket->peer.web->host;
    uint8_t first[FIRST_SIZE];
    size_t head = put_frame_head(first, opcode, count), room = sizeof first - FRAME_HEAD_MAX;
    size_t part = count < room ? count : room;
    if (part > 0)
        memcpy(first + head, bytes, part);
    host->send(socket->stream->link, first, head + part);
    if (count > part)
        host->send(socket->stream->link, bytes + part, count - part);
}

void socket_send(struct web_socket *socket, const uint8_t *bytes, size_t count)
{
    send_frame(socket, WSLAY_BINARY_FRAME, bytes, count);
}

/* `code` 0: without one. The connection ends behind it, and nothing more is heard. */
static void end(struct web_socket *socket, uint16_t code, const char *why, const char *reason)
{
    uint8_t payload[CONTROL_MAX] = {(uint8_t)(code >> 8), (uint8_t)code};
    size_t length = strlen(why), size = code ? 2 + length : 0;
    if (socket->peer.ending)
        return;
    must(size <= sizeof payload);
    if (size > 2)
        memcpy(payload + 2, why, length);
    send_frame(socket, WSLAY_CONNECTION_CLOSE, payload, size);
    socket->peer.ending = true;
    stream_end(socket->stream, reason);
}

/* What is wrong is told to the browser and to the log. */
static void fail(struct web_socket *socket, enum wslay_status_code code, const char *why)
{
    end(socket, (uint16_t)code, why, why);
}

void socket_finish(struct web_socket *socket, const char *reason)
{
    bool stopping = socket->peer.web->stopping;
    end(socket, stopping ? WSLAY_CODE_GOING_AWAY : WSLAY_CODE_NORMAL_CLOSURE, "", reason);
}

/* ---- in: control frames */

/* What a peer may say (RFC 6455, 7.4; the registry of IANA). */
static bool is_close_code(unsigned code)
{
    bool defined = code >= 1000 && code <= 1014 && code != 1004 && code != WSLAY_CODE_NO_STATUS_RCVD &&
                   code != WSLAY_CODE_ABNORMAL_CLOSURE;
    return defined || (code >= 3000 && code <= 4999);
}

static void on_close(struct web_socket *socket, const uint8_t *bytes, size_t count)
{
    struct utf8_run text = {0};
    unsigned code = count >= 2 ? (unsigned)bytes[0] << 8 | bytes[1] : 0;
    if (count == 1 || (count >= 2 && !is_close_code(code)))
        fail(socket, WSLAY_CODE_PROTOCOL_ERROR, "no such close code");
    else if (count > 2 && (!utf8_run_take(&text, bytes + 2, count - 2) || !utf8_run_whole(&text)))
        fail(socket, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA, "the reason of the end is no UTF-8");
    else
        end(socket, (uint16_t)code, "", "the browser ended it");
}

static void on_control(struct web_socket *socket, uint8_t opcode)
{
    const struct socket_input *input = socket->input;
    if (opcode == WSLAY_CONNECTION_CLOSE)
        on_close(socket, input->control, input->control_size);
    else if (opcode == WSLAY_PING)
        send_frame(socket, WSLAY_PONG, input->control, input->control_size);
}

/* ---- in: messages */

static void deliver(struct web_socket *socket, uint8_t opcode, const uint8_t *bytes, size_t count)
{
    const struct web *web = socket->peer.web;
    static const uint8_t none[1];
    bytes = count > 0 ? bytes : none;
    if (web->limits.echo)
        send_frame(socket, opcode, bytes, count);
    else
        web->host.message(socket->peer.conversation, bytes, count);
}

/* A part of a frame with data; `whole` is the last of its message. */
static void take_data(struct web_socket *socket, const struct wslay_frame_iocb *part, bool whole)
{
    struct socket_input *input = socket->input;
    size_t had = buffer_length(&input->message);
    if (input->opcode == WSLAY_TEXT_FRAME && (!utf8_run_take(&input->text, part->data, part->data_length) ||
                                              (whole && !utf8_run_whole(&input->text)))) {
        fail(socket, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA, "the text is no UTF-8");
        return;
    }
    uint8_t opcode = input->opcode;
    if (whole && had == 0) { /* it came in one piece */
        input->opcode = 0;
        deliver(socket, opcode, part->data, part->data_length);
        return;
    }
    enum status status = buffer_write(&input->message, part->data, part->data_length);
    if (status != STATUS_OK) {
        fail(socket, WSLAY_CODE_INTERNAL_SERVER_ERROR, "out of memory");
        return;
    }
    if (!whole)
        return;
    struct buffer message = input->message;
    input->message = buffer_with_cap(message.cap);
    input->message.refuses = true;
    input->opcode = 0;
    deliver(socket, opcode, buffer_bytes(&message), buffer_length(&message));
    buffer_free(&message);
}

/* ---- in: frames */

static uint64_t frame_size(const struct wslay_frame_iocb *frame)
{
    uint64_t size = frame->payload_length;
    return size + (size < 126 ? 2 : size <= 0xffff ? 4 : 10) + 4; /* with the mask */
}

/* The rules for its first bytes (RFC 6455, 5); false when the socket has failed. */
static bool begin_frame(struct web_socket *socket, const struct wslay_frame_iocb *frame)
{
    struct socket_input *input = socket->input;
    const struct web_limits *limits = &socket->peer.web->limits;
    const char *wrong = NULL;
    uint8_t opcode = frame->opcode;
    bool is_control = wslay_is_ctrl_frame(opcode), is_continuation = opcode == WSLAY_CONTINUATION_FRAME;
    if (!frame->mask)
        wrong = "a browser masks its frames";
    else if (frame->rsv != WSLAY_RSV_NONE)
        wrong = "no extension was agreed on";
    else if (is_control ? opcode > WSLAY_PONG : opcode > WSLAY_BINARY_FRAME)
        wrong = "a reserved opcode";
    else if (is_continuation && input->opcode == 0)
        wrong = "nothing is to be continued";
    else if (!is_control && !is_continuation && input->opcode != 0)
        wrong = "a message within a message";
    if (wrong) {
        fail(socket, WSLAY_CODE_PROTOCOL_ERROR, wrong);
        return false;
    }
    input->in_frame = true;
    input->frame_left = frame->payload_length;
    input->control_size = 0;
    if (is_control)
        return true;
    if (opcode == WSLAY_TEXT_FRAME && !limits->echo) {
        fail(socket, WSLAY_CODE_UNSUPPORTED_DATA, "messages are binary");
        return false;
    }
    if (!is_continuation) {
        input->opcode = opcode;
        input->text = (struct utf8_run){0};
    }
    if (frame->payload_length > limits->message_in_max - buffer_length(&input->message)) {
        fail(socket, WSLAY_CODE_MESSAGE_TOO_BIG, "the message is too long");
        return false;
    }
    return true;
}

/* Gives 1 for each frame that has come whole. */
static int take_part(struct web_socket *socket, const struct wslay_frame_iocb *part)
{
    struct socket_input *input = socket->input;
    if (!input->in_frame && !begin_frame(socket, part))
        return 1;
    input->frame_left -= part->data_length;
    bool frame_whole = input->frame_left == 0, is_control = wslay_is_ctrl_frame(part->opcode);
    if (frame_whole) {
        input->in_frame = false;
        input->used += frame_size(part);
    }
    if (is_control) {
        memcpy(input->control + input->control_size, part->data, part->data_length);
        input->control_size += (uint8_t)part->data_length;
        if (frame_whole)
            on_control(socket, part->opcode);
    } else {
        take_data(socket, part, frame_whole && part->fin);
    }
    return frame_whole;
}

static ssize_t give(uint8_t *to, size_t room, int flags, void *user)
{
    struct socket_input *input = user;
    size_t part = input->left < room ? input->left : room;
    (void)flags;
    if (part == 0)
        return -1; /* wait */
    memcpy(to, input->bytes, part);
    input->bytes += part;
    input->left -= part;
    input->given += part;
    return (ssize_t)part;
}

static bool begin_input(struct web_socket *socket)
{
    if (socket->input)
        return true;
    struct socket_input *input = memory_try_zeroed(1, sizeof *input);
    if (!input)
        return false;
    const struct wslay_frame_callbacks callbacks = {.recv_callback = give};
    if (wslay_frame_context_init(&input->frames, &callbacks, input) != 0) {
        free(input);
        return false;
    }
    input->message = buffer_with_cap(socket->peer.web->limits.message_in_max);
    input->message.refuses = true;
    socket->input = input;
    return true;
}

int socket_take(struct web_socket *socket, const uint8_t *bytes, size_t count)
{
    int cost = 0;
    if (!begin_input(socket)) {
        fail(socket, WSLAY_CODE_INTERNAL_SERVER_ERROR, "out of memory");
        return 1;
    }
    struct socket_input *input = socket->input;
    input->bytes = bytes;
    input->left = count;
    while (!socket->peer.ending) {
        struct wslay_frame_iocb part;
        memset(&part, 0, sizeof part);
        ssize_t got = wslay_frame_recv(input->frames, &part);
        if (got >= 0)
            cost += take_part(socket, &part);
        else if (got == WSLAY_ERR_WANT_READ)
            break;
        else
            fail(socket, WSLAY_CODE_PROTOCOL_ERROR, "a malformed frame");
    }
    bool nothing_in_hand = input->given == input->used && input->opcode == 0;
    if (socket->peer.ending || nothing_in_hand)
        drop_input(socket);
    return cost;
}
