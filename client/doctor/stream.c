#include "client/doctor/stream.h"

#include "client/doctor/certificate.h"
#include "client/doctor/finding.h"
#include "client/doctor/resolve.h"
#include "common/base/memory.h"
#include "common/base/must.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct stream {
    int fd;
    SSL_CTX *context; /* NULL: no TLS */
    SSL *ssl;
};

int64_t stream_deadline(int ms)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * (int64_t)1000 + now.tv_nsec / 1000000 + ms;
}

/* False at the deadline. */
static bool wait_for(int fd, short what, int64_t deadline)
{
    for (;;) {
        int64_t left = deadline - stream_deadline(0);
        struct pollfd one = {.fd = fd, .events = what};
        int ready = poll(&one, 1, left > 0 ? (int)left : 0);
        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

/* ---- TCP */

static int connect_one(const struct addrinfo *address, int64_t deadline, int *error)
{
    int fd = socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    socklen_t size = sizeof *error;
    if (fd < 0) {
        *error = errno;
        return -1;
    }
    *error = connect(fd, address->ai_addr, address->ai_addrlen) == 0 ? 0 : errno;
    if (*error == EINPROGRESS) {
        *error = ETIMEDOUT;
        if (wait_for(fd, POLLOUT, deadline))
            (void)getsockopt(fd, SOL_SOCKET, SO_ERROR, error, &size);
    }
    if (*error == 0)
        return fd;
    close(fd);
    return -1;
}

/* The first address that answers; -1: none does. */
static int connect_any(const struct stream_place *place, struct stream_facts *facts)
{
    struct addrinfo *list = NULL;
    const char *why = "";
    int fd = -1, error = 0;
    enum resolve_end end = resolve(place->host, place->port, DOCTOR_STEP_MS, &list, &why);
    if (end != RESOLVED) {
        facts->end = end == RESOLVE_SLOW ? STREAM_NAME_SLOW : STREAM_NO_NAME;
        snprintf(facts->why, sizeof facts->why, "%s", why);
        return -1;
    }
    int64_t deadline = stream_deadline(DOCTOR_STEP_MS);
    for (const struct addrinfo *address = list; address && fd < 0; address = address->ai_next) {
        (void)getnameinfo(address->ai_addr, address->ai_addrlen, facts->address, sizeof facts->address, NULL,
                          0, NI_NUMERICHOST);
        fd = connect_one(address, deadline, &error);
    }
    freeaddrinfo(list);
    if (fd < 0) {
        facts->end = error == ECONNREFUSED ? STREAM_REFUSED : STREAM_SILENT;
        snprintf(facts->why, sizeof facts->why, "%s", strerror(error));
    }
    return fd;
}

/* ---- TLS */

/* Whether the call on `ssl` that gave `result` may be made again; it waits until then. */
static bool try_again(struct stream *stream, int result, int64_t deadline)
{
    int error = SSL_get_error(stream->ssl, result);
    if (error == SSL_ERROR_WANT_READ)
        return wait_for(stream->fd, POLLIN, deadline);
    if (error == SSL_ERROR_WANT_WRITE)
        return wait_for(stream->fd, POLLOUT, deadline);
    return false;
}

static bool is_address(const char *host)
{
    return strchr(host, ':') || strspn(host, "0123456789.") == strlen(host);
}

/* What a browser of today offers, one protocol apart: its roots are the system's. */
static bool prepare(struct stream *stream, const struct stream_place *place, const char *alpn)
{
    unsigned char list[32];
    size_t length = strlen(alpn);
    must(length + 1 <= sizeof list);
    list[0] = (unsigned char)length;
    memcpy(list + 1, alpn, length);
    stream->context = SSL_CTX_new(TLS_client_method());
    if (!stream->context)
        return false;
    (void)SSL_CTX_set_default_verify_paths(stream->context);
    SSL_CTX_set_verify(stream->context, SSL_VERIFY_NONE, NULL);
    (void)SSL_CTX_set_min_proto_version(stream->context, TLS1_VERSION);
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(stream->context), X509_V_FLAG_NO_CHECK_TIME);
    stream->ssl = SSL_new(stream->context);
    if (!stream->ssl || SSL_set_fd(stream->ssl, stream->fd) != 1)
        return false;
    if (!is_address(place->host))
        (void)SSL_set_tlsext_host_name(stream->ssl, place->host);
    return SSL_set_alpn_protos(stream->ssl, list, (unsigned)length + 1) == 0;
}

static bool shake_hands(struct stream *stream, struct stream_facts *facts)
{
    int64_t deadline = stream_deadline(DOCTOR_STEP_MS);
    for (;;) {
        ERR_clear_error();
        int result = SSL_connect(stream->ssl);
        if (result == 1)
            return true;
        unsigned long reason = ERR_peek_last_error();
        int error = SSL_get_error(stream->ssl, result);
        if (try_again(stream, result, deadline))
            continue;
        bool waited = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
        facts->end = waited ? STREAM_TLS_SILENT : STREAM_NOT_TLS;
        const char *words = reason ? ERR_reason_error_string(reason) : NULL;
        snprintf(facts->why, sizeof facts->why, "%s", words ? words : "it ended the connection");
        ERR_clear_error();
        return false;
    }
}

static void note_tls(struct stream *stream, const struct stream_place *place, struct stream_facts *facts)
{
    const unsigned char *alpn = NULL;
    unsigned length = 0;
    SSL_get0_alpn_selected(stream->ssl, &alpn, &length);
    snprintf(facts->alpn, sizeof facts->alpn, "%.*s", (int)length, alpn ? (const char *)alpn : "");
    snprintf(facts->version, sizeof facts->version, "%s", SSL_get_version(stream->ssl));
    facts->tls_1_3 = SSL_version(stream->ssl) == TLS1_3_VERSION;
    certificate_note(stream->ssl, place->host, facts);
}

struct stream *stream_open(const struct stream_place *place, const char *alpn, struct stream_facts *facts)
{
    *facts = (struct stream_facts){.end = STREAM_UP};
    int fd = connect_any(place, facts);
    if (fd < 0)
        return NULL;
    struct stream *stream = memory_zeroed(1, sizeof *stream);
    stream->fd = fd;
    if (!alpn)
        return stream;
    if (!prepare(stream, place, alpn) || !shake_hands(stream, facts)) {
        if (facts->end == STREAM_UP)
            facts->end = STREAM_NOT_TLS;
        stream_close(stream);
        return NULL;
    }
    note_tls(stream, place, facts);
    return stream;
}

void stream_close(struct stream *stream)
{
    if (!stream)
        return;
    if (stream->ssl)
        (void)SSL_shutdown(stream->ssl);
    SSL_free(stream->ssl);
    SSL_CTX_free(stream->context);
    ERR_clear_error();
    close(stream->fd);
    free(stream);
}

/* ---- bytes */

bool stream_send(struct stream *stream, const void *bytes, size_t count, int64_t deadline)
{
    const uint8_t *at = bytes;
    while (count) {
        int sent = stream->ssl ? SSL_write(stream->ssl, at, (int)count)
                               : (int)send(stream->fd, at, count, MSG_NOSIGNAL);
        if (sent > 0) {
            at += sent;
            count -= (size_t)sent;
        } else if (stream->ssl ? !try_again(stream, sent, deadline)
                               : errno != EAGAIN || !wait_for(stream->fd, POLLOUT, deadline)) {
            return false;
        }
    }
    return true;
}

int stream_receive(struct stream *stream, void *bytes, size_t capacity, int64_t deadline)
{
    for (;;) {
        ERR_clear_error();
        int got = stream->ssl ? SSL_read(stream->ssl, bytes, (int)capacity)
                              : (int)recv(stream->fd, bytes, capacity, 0);
        if (got > 0)
            return got;
        if (stream->ssl) {
            if (SSL_get_error(stream->ssl, got) == SSL_ERROR_ZERO_RETURN)
                return 0;
            if (!try_again(stream, got, deadline))
                return -1;
        } else if (got == 0) {
            return 0;
        } else if (errno != EAGAIN || !wait_for(stream->fd, POLLIN, deadline)) {
            return -1;
        }
    }
}
