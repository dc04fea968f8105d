#include "tests/bench/tab.h"

#include "common/base/must.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, HEAD_SIZE = 1024, MASK_SIZE = 4, BODY_FIELD_MIN = 2 };

SSL_CTX *tab_context(void)
{
    static const unsigned char alpn[] = "\x08http/1.1";
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    must(context != NULL);
    must(SSL_CTX_set_alpn_protos(context, alpn, sizeof alpn - 1) == 0);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    return context;
}

static void dial(struct tab *tab, SSL_CTX *context, int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int on = 1;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    *tab = (struct tab){.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (tab->socket < 0 || connect(tab->socket, (const struct sockaddr *)&at, sizeof at) != 0)
        bench_fail("no connection to port %d", port);
    setsockopt(tab->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    tab->ssl = SSL_new(context);
    must(tab->ssl != NULL && SSL_set_fd(tab->ssl, tab->socket) == 1);
    if (SSL_connect(tab->ssl) != 1)
        bench_fail("no TLS with port %d", port);
}

static void write_all(struct tab *tab, const void *bytes, size_t count)
{
    if (SSL_write(tab->ssl, bytes, (int)count) != (int)count)
        bench_fail("a tab cannot send");
}

void tab_read(struct tab *tab)
{
    memmove(tab->bytes, tab->bytes + tab->used, tab->held - tab->used);
    tab->held -= tab->used;
    tab->used = 0;
    if (tab->room - tab->held < READ_SIZE) {
        tab->room = tab->held + READ_SIZE;
        tab->bytes = realloc(tab->bytes, tab->room);
        must(tab->bytes != NULL);
    }
    int got = SSL_read(tab->ssl, tab->bytes + tab->held, READ_SIZE);
    if (got <= 0)
        bench_fail("the server closed a tab's connection");
    tab->held += (size_t)got;
}

/* Reads a head to its blank line and takes it; `head` gets it as a string. */
static void take_head(struct tab *tab, char head[HEAD_SIZE * 4])
{
    const uint8_t *end = NULL;
    while (!tab->held || !(end = memmem(tab->bytes, tab->held, "\r\n\r\n", 4)))
        tab_read(tab);
    size_t length = (size_t)(end - tab->bytes) + 4;
    must(length < HEAD_SIZE * 4);
    memcpy(head, tab->bytes, length);
    head[length] = '\0';
    tab->used = length;
}

void tab_open(struct tab *tab, SSL_CTX *context, int port)
{
    char head[HEAD_SIZE * 4];
    dial(tab, context, port);
    int length =
        snprintf(head, HEAD_SIZE,
                 "GET /link HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: https://127.0.0.1:%d\r\n"
                 "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: spiral.v1\r\n\r\n",
                 port, port);
    write_all(tab, head, (size_t)length);
    take_head(tab, head);
    if (strncmp(head, "HTTP/1.1 101 ", 13) != 0)
        bench_fail("no WebSocket: %.80s", head);
}

void tab_close(struct tab *tab)
{
    SSL_shutdown(tab->ssl);
    SSL_free(tab->ssl);
    close(tab->socket);
    free(tab->bytes);
}

void tab_send(struct tab *tab, struct to_server *message)
{
    static uint8_t frame[WIRE_TO_SERVER_MAX + 8];
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++tab->request;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    size_t length = buffer_length(&buffer), at = 0;
    must(length < 1 << 16);
    frame[at++] = 0x82;
    if (length < 126) {
        frame[at++] = (uint8_t)(0x80 | length);
    } else {
        frame[at++] = 0x80 | 126;
        frame[at++] = (uint8_t)(length >> 8);
        frame[at++] = (uint8_t)length;
    }
    memset(frame + at, 0, MASK_SIZE); /* a mask that changes nothing: the server's work is the same */
    memcpy(frame + at + MASK_SIZE, buffer_bytes(&buffer), length);
    write_all(tab, frame, at + MASK_SIZE + length);
    buffer_free(&buffer);
}

bool tab_next(struct tab *tab, const uint8_t **bytes, size_t *count)
{
    const uint8_t *frame = tab->bytes + tab->used;
    size_t held = tab->held - tab->used, head = 2, length = 0;
    if (held < head)
        return false;
    if (frame[0] != 0x82)
        bench_fail("a frame that is no whole binary message: %02x", frame[0]);
    if (frame[1] >= 126)
        head = frame[1] == 126 ? 4 : 10;
    if (held < head)
        return false;
    if (head == 2)
        length = frame[1];
    for (size_t x = 2; x < head; x++)
        length = length << 8 | frame[x];
    if (held < head + length)
        return false;
    *bytes = frame + head;
    *count = length;
    tab->used += head + length;
    return true;
}

unsigned tab_field(const uint8_t *bytes, size_t count)
{
    size_t at = 0;
    while (at < count) {
        unsigned tag = bytes[at++], shift = 7;
        if (tag & 0x80)
            tag = (tag & 0x7f) | (unsigned)bytes[at++] << shift;
        if (tag >> 3 >= BODY_FIELD_MIN)
            return tag >> 3;
        while (at < count && bytes[at++] & 0x80) /* the number of the request */
            ;
    }
    return 0;
}

void tab_await(struct tab *tab, enum to_client_kind kind, struct to_client *message)
{
    const uint8_t *bytes;
    size_t count;
    struct cause cause;
    for (;; tab_read(tab))
        while (tab_next(tab, &bytes, &count)) {
            if (wire_read_to_client(bytes, count, message, &cause))
                bench_fail("%s", cause.text);
            if (message->kind == kind)
                return;
            if (message->kind == TO_CLIENT_REFUSAL)
                bench_fail("the server refuses: %s: %s", refusal_name(message->refusal.code),
                           message->refusal.item);
            to_client_free(message);
        }
}

size_t tab_fetch(SSL_CTX *context, int port, const char *path, char **text)
{
    struct tab tab;
    char head[HEAD_SIZE * 4];
    dial(&tab, context, port);
    int written = snprintf(head, HEAD_SIZE, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n", path, port,
                           text ? "" : "Accept-Encoding: gzip, deflate, br\r\n");
    write_all(&tab, head, (size_t)written);
    take_head(&tab, head);
    const char *length = strcasestr(head, "\r\ncontent-length:");
    if (strncmp(head, "HTTP/1.1 200 ", 13) != 0 || !length)
        bench_fail("%s: %.80s", path, head);
    size_t size = strtoul(strchr(length + 2, ':') + 1, NULL, 10);
    while (tab.held - tab.used < size)
        tab_read(&tab);
    if (text)
        *text = strndup((const char *)tab.bytes + tab.used, size);
    tab_close(&tab);
    return size;
}
