#include "client/doctor/talk.h"

#include "client/doctor/finding.h"
#include "client/doctor/http.h"
#include "common/base/buffer.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/wire/wire.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

enum {
    HELLO_MAX = 120, /* bytes: a WebSocket's short frame holds it */
    FRAME_HEADER = 4,
    HEAD_MAX = 1024,
    KEY_BYTES = 16,
    REQUEST = 1,
};

/* The envelope with a hello. */
static size_t put_hello(uint8_t bytes[HELLO_MAX])
{
    struct to_server hello = {.request = REQUEST, .kind = TO_SERVER_HELLO};
    struct buffer buffer = buffer_with_cap(HELLO_MAX);
    hello.hello.version = WIRE_VERSION;
    memcpy(hello.hello.client, "doctor", sizeof "doctor");
    memcpy(hello.hello.language, "en", sizeof "en");
    must(wire_write_to_server(&hello, &buffer) == STATUS_OK);
    size_t size = buffer_length(&buffer);
    memcpy(bytes, buffer_bytes(&buffer), size);
    buffer_free(&buffer);
    return size;
}

static bool is_welcome(const uint8_t *bytes, size_t size)
{
    struct to_client message;
    struct cause cause;
    if (wire_read_to_client(bytes, size, &message, &cause))
        return false;
    bool welcome = message.kind == TO_CLIENT_WELCOME;
    to_client_free(&message);
    return welcome;
}

static void put_origin(const struct stream_place *place, struct text *head)
{
    text_put(head, "Origin: https://");
    http_put_authority(place, head);
    text_put(head, "\r\n");
}

/* ---- WebSocket (RFC 6455) */

static void put_base64(const uint8_t *bytes, size_t count, char *to)
{
    (void)EVP_EncodeBlock((unsigned char *)to, bytes, (int)count);
}

/* What a server must answer to this key. */
static bool proves(const char *key, const char *accept)
{
    char both[128], proof[64];
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    struct text text = text_over(both, sizeof both);
    text_put(&text, key);
    text_put(&text, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    if (EVP_Digest(both, text.length, hash, &size, EVP_sha1(), NULL) != 1)
        return false;
    put_base64(hash, size, proof);
    return strcmp(proof, accept) == 0;
}

static bool send_hello(struct stream *stream, int64_t deadline)
{
    uint8_t hello[HELLO_MAX], frame[6 + HELLO_MAX];
    size_t size = put_hello(hello);
    frame[0] = 0x82; /* one whole binary message */
    frame[1] = (uint8_t)(0x80 | size);
    if (RAND_bytes(frame + 2, 4) != 1)
        return false;
    for (size_t x = 0; x < size; x++)
        frame[6 + x] = hello[x] ^ frame[2 + x % 4];
    return stream_send(stream, frame, 6 + size, deadline);
}

/* Whether the first message is a welcome; `kept` are bytes that came with the head. */
static bool hear_welcome(struct stream *stream, const struct http_answer *kept, int64_t deadline)
{
    uint8_t bytes[8192];
    size_t size = kept->size < sizeof bytes ? kept->size : sizeof bytes;
    memcpy(bytes, kept->body, size);
    for (;;) {
        size_t head = size > 1 && bytes[1] == 126 ? 4 : 2;
        size_t length = size < head ? sizeof bytes : head == 4 ? (size_t)bytes[2] << 8 | bytes[3] : bytes[1];
        if (size >= head && (bytes[0] != 0x82 || bytes[1] > 126 || head + length > sizeof bytes))
            return false;
        if (size >= head && size >= head + length)
            return is_welcome(bytes + head, length);
        int got = stream_receive(stream, bytes + size, sizeof bytes - size, deadline);
        if (got <= 0)
            return false;
        size += (size_t)got;
    }
}

enum talk_end talk_by_socket(const struct stream_place *place, int *status)
{
    struct stream_facts facts;
    uint8_t random[KEY_BYTES];
    char key[32], head[HEAD_MAX];
    struct text text = text_over(head, sizeof head);
    *status = 0;
    struct stream *stream = stream_open(place, "http/1.1", &facts);
    if (!stream || RAND_bytes(random, sizeof random) != 1) {
        stream_close(stream);
        return TALK_SILENT;
    }
    put_base64(random, sizeof random, key);
    text_put(&text, "GET /link HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: spiral.v1\r\nSec-WebSocket-Key: ");
    text_put(&text, key);
    text_put(&text, "\r\n");
    put_origin(place, &text);
    int64_t deadline = stream_deadline(DOCTOR_STEP_MS);
    struct http_answer *answer = memory_zeroed(1, sizeof *answer);
    http_ask(stream, place, head, NULL, 0, deadline, answer);
    *status = answer->status;
    enum talk_end end = TALK_SILENT;
    if (answer->end == HTTP_GARBAGE || (answer->end == HTTP_ANSWERED && answer->status != 101))
        end = TALK_REFUSED;
    else if (answer->end == HTTP_ANSWERED && proves(key, answer->accept) && send_hello(stream, deadline) &&
             hear_welcome(stream, answer, deadline))
        end = TALK_GREETED;
    free(answer);
    stream_close(stream);
    return end;
}

/* ---- long poll */

static bool has_welcome(const struct http_answer *answer)
{
    const uint8_t *at = answer->body;
    if (answer->size < FRAME_HEADER)
        return false;
    size_t size = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
    return size <= answer->size - FRAME_HEADER && is_welcome(at + FRAME_HEADER, size);
}

/* One POST of the conversation `link` ("": a new one). */
static void post(struct stream *stream, const struct stream_place *place, const char *link,
                 const char *counts, const uint8_t *body, size_t size, int64_t deadline,
                 struct http_answer *answer)
{
    char head[HEAD_MAX];
    struct text text = text_over(head, sizeof head);
    text_put(&text, "POST /link HTTP/1.1\r\nContent-Type: application/octet-stream\r\n");
    put_origin(place, &text);
    if (link[0]) {
        text_put(&text, "Spiral-Link: ");
        text_put(&text, link);
        text_put(&text, "\r\n");
    }
    text_put(&text, counts);
    text_put(&text, "Content-Length: ");
    text_put_int(&text, (int64_t)size);
    text_put(&text, "\r\n");
    must(!text.cut);
    http_ask(stream, place, head, body, size, deadline, answer);
}

enum talk_end talk_by_poll(const struct stream_place *place, int *status)
{
    struct stream_facts facts;
    uint8_t frame[FRAME_HEADER + HELLO_MAX] = {0};
    char link[HTTP_FIELD];
    size_t size = put_hello(frame + FRAME_HEADER);
    frame[3] = (uint8_t)size;
    *status = 0;
    struct stream *stream = stream_open(place, "http/1.1", &facts);
    if (!stream)
        return TALK_SILENT;
    int64_t deadline = stream_deadline(DOCTOR_STEP_MS);
    struct http_answer *answer = memory_zeroed(1, sizeof *answer);
    post(stream, place, "", "Spiral-Wait: 0\r\n", NULL, 0, deadline, answer);
    memcpy(link, answer->link, sizeof link);
    *status = answer->status;
    enum talk_end end = answer->end == HTTP_SILENT ? TALK_SILENT : TALK_REFUSED;
    if (answer->end == HTTP_ANSWERED && answer->status == 200 && strlen(link) == 2 * ID_SIZE) {
        post(stream, place, link, "Spiral-Sent: 0\r\nSpiral-Received: 0\r\n", frame, FRAME_HEADER + size,
             deadline, answer);
        if (answer->end == HTTP_ANSWERED && answer->status == 200 && !has_welcome(answer))
            post(stream, place, link, "Spiral-Sent: 1\r\nSpiral-Received: 0\r\n", NULL, 0, deadline, answer);
        *status = answer->status;
        end = answer->end != HTTP_ANSWERED ? TALK_SILENT
              : answer->status != 200      ? TALK_REFUSED
              : has_welcome(answer)        ? TALK_GREETED
                                           : TALK_SILENT;
    }
    free(answer);
    stream_close(stream);
    return end;
}
