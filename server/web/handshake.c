/* How a connection becomes a WebSocket (RFC 6455, 4.2). */
#include "server/web/web_internal.h"

#include <string.h>

enum { ANSWER_SIZE = 512 };

static bool is_base64(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

/* Base64 of 16 bytes: 22 characters, of which the last has two bits, and two "=". */
static bool is_key(struct slice key)
{
    if (key.length != 24 || key.at[22] != '=' || key.at[23] != '=' || !strchr("AQgw", key.at[21]))
        return false;
    for (size_t x = 0; x < 22; x++)
        if (!is_base64(key.at[x]))
            return false;
    return true;
}

/* Without the port of https, which may be left out. */
static struct slice without_port(struct slice host)
{
    static const char port[] = ":443";
    size_t length = sizeof port - 1;
    if (host.length > length && memcmp(host.at + host.length - length, port, length) == 0)
        host.length -= length;
    return host;
}

bool origin_is_ours(const struct request *request)
{
    static const char scheme[] = "https://";
    size_t length = sizeof scheme - 1;
    struct slice origin;
    if (request_header(request, "Origin", &origin) != 1 || origin.length <= length ||
        request->host.length == 0 || !slice_same((struct slice){origin.at, length}, slice_of(scheme)))
        return false;
    struct slice host = {origin.at + length, origin.length - length};
    return slice_same(without_port(host), without_port(request->host));
}

static enum refusal check(const struct web *web, const struct request *request, struct slice *key)
{
    struct slice version;
    if (request->old || !request_lists(request, "Upgrade", "websocket") ||
        !request_lists(request, "Connection", "upgrade"))
        return REFUSAL_UPGRADE;
    if (request_header(request, "Sec-WebSocket-Version", &version) != 1 || !slice_is(version, "13"))
        return REFUSAL_UPGRADE;
    if (request_header(request, "Sec-WebSocket-Key", key) != 1 || !is_key(*key))
        return REFUSAL_HANDSHAKE;
    if (web->limits.echo)
        return REFUSAL_NONE;
    if (!origin_is_ours(request))
        return REFUSAL_ORIGIN;
    if (!request_lists(request, "Sec-WebSocket-Protocol", WEB_PROTOCOL))
        return REFUSAL_HANDSHAKE;
    return web->stopping ? REFUSAL_STOPPING : REFUSAL_NONE;
}

static void send_answer(struct web_stream *stream, const char *accept, bool names_protocol)
{
    char memory[ANSWER_SIZE];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: ");
    text_put(&text, accept);
    text_put(&text, names_protocol ? "\r\nSec-WebSocket-Protocol: " WEB_PROTOCOL "\r\n\r\n" : "\r\n\r\n");
    stream->web->host.send(stream->link, (const uint8_t *)text.at, text.length);
}

void handshake(struct web_stream *stream, const struct request *request)
{
    struct web *web = stream->web;
    struct slice key;
    char accept[ACCEPT_SIZE];
    enum refusal refusal = check(web, request, &key);
    if (refusal == REFUSAL_NONE && !accept_of_key(key.at, accept))
        refusal = REFUSAL_CROWDED;
    struct web_socket *socket = refusal == REFUSAL_NONE ? socket_create(stream) : NULL;
    if (refusal == REFUSAL_NONE && !socket)
        refusal = REFUSAL_CROWDED;
    if (refusal != REFUSAL_NONE) {
        answer_refusal(stream, refusal,
                       refusal == REFUSAL_UPGRADE
                           ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                           : NULL,
                       false);
        return;
    }
    send_answer(stream, accept, request_lists(request, "Sec-WebSocket-Protocol", WEB_PROTOCOL));
    web->counts.sockets++;
    stream->socket = socket;
    stream->phase = PHASE_SOCKET;
    stream_set_deadline(stream, UINT64_MAX);
}
