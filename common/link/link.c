#include "common/link/link.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/link/bio.h"
#include "common/link/context.h"
#include "common/link/frame.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORD_MAX = 16384,           /* bytes of content in a TLS record */
    RECORD_OVERHEAD = 5 + 16,     /* header and authentication tag */
    CONTROL_ROOM = 4096,          /* outbox bytes that only alerts and key updates may use */
    HANDSHAKE_ROOM = 64 * 1024,   /* outbox bytes for a flight with a long chain, however small the outbox */
    HANDSHAKE_MESSAGES_MAX = 256, /* a peer that asks for new keys for ever is refused */
    WAITING_MAX = 1024 * 1024,    /* bytes of whole frames that the owner leaves untaken */
};

enum link_state {
    LINK_HANDSHAKE,
    LINK_OPEN,
    LINK_FINISHED, /* our end was sent; the peer may still speak */
    LINK_DEAD,     /* nothing more is read or sent */
};

struct link {
    enum link_state state;
    SSL *ssl; /* NULL when plain */
    struct link_wire wire;
    enum link_protocol protocol;
    struct frame_cutter cutter;
    struct buffer content; /* of a browser, not given out yet */
    size_t lent;           /* bytes of it that link_next gave out */
    struct link_limits limits;
    struct link_tls_peer peer;
};

static struct link *link_create(struct link_context *context, struct link_limits limits)
{
    struct link *link = memory_try_zeroed(1, sizeof *link);
    if (!link)
        return NULL;
    size_t outbox_cap = limits.outbox_max > HANDSHAKE_ROOM ? limits.outbox_max : HANDSHAKE_ROOM;
    link->wire.outbox = buffer_with_cap(outbox_cap + CONTROL_ROOM);
    link->wire.outbox.refuses = true;
    link->cutter =
        frame_cutter_of(limits.frame_in_max, LINK_FRAME_HEADER + limits.frame_in_max + WAITING_MAX);
    link->content = buffer_with_cap(WAITING_MAX);
    link->content.refuses = true;
    link->limits = limits;
    if (context->role == LINK_PLAIN) {
        link->state = LINK_OPEN;
        return link;
    }
    link->ssl = SSL_new(context->tls);
    BIO *bio = link->ssl ? link_bio_create(context->bio, &link->wire) : NULL;
    if (bio)
        SSL_set_bio(link->ssl, bio, bio);
    if (bio && SSL_set_app_data(link->ssl, &link->peer) == 1)
        return link;
    ERR_clear_error();
    link_destroy(link);
    return NULL;
}

/* An address is compared with the certificate's addresses, a name with its names. False: no certificate can
 * be for it. */
static bool expect_host(SSL *ssl, const char *host)
{
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) == 1)
        return true;
    size_t length = strlen(host);
    if (length == 0 || length > TLSEXT_MAXLEN_host_name)
        return false;
    memory_had(SSL_set1_host(ssl, host) == 1);
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    memory_had(SSL_set_tlsext_host_name(ssl, host) == 1);
    return true;
}

static const char *reason_text(unsigned long error)
{
    switch (ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
        return "the peer does not speak TLS on this port";
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        return "the peer does not speak TLS 1.3, which is needed";
    case SSL_R_NO_APPLICATION_PROTOCOL:
    case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
        return "the peer does not speak " LINK_ALPN;
    default:
        break;
    }
    const char *reason = ERR_reason_error_string(error);
    return reason ? reason : "unknown reason";
}

static enum status fail_tls(struct link *link, struct cause *cause)
{
    unsigned long error = ERR_peek_last_error();
    ERR_clear_error();
    link->state = LINK_DEAD;
    if (error == 0)
        return status_fail(cause, STATUS_FULL, "the peer does not take what is sent to it");
    if (ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE)
        return memory_lacks(cause, "TLS");
    if (ERR_GET_LIB(error) != ERR_LIB_SSL || ERR_GET_REASON(error) != SSL_R_CERTIFICATE_VERIFY_FAILED)
        return status_fail(cause, STATUS_INVALID, "TLS: %s", reason_text(error));
    return status_fail(cause, STATUS_INVALID,
                       "the server's certificate is not trusted (%s); check the host's name or pin its key",
                       X509_verify_cert_error_string(SSL_get_verify_result(link->ssl)));
}

/* For an end that TLS itself does not ask for: the peer gets a close_notify. */
static enum status fail_own(struct link *link, enum status status)
{
    if (link->ssl && link->state == LINK_OPEN)
        SSL_shutdown(link->ssl);
    ERR_clear_error();
    link->state = LINK_DEAD;
    return status;
}

static enum status shake_hands(struct link *link, struct cause *cause)
{
    ERR_clear_error();
    int result = SSL_do_handshake(link->ssl);
    if (result != 1)
        return SSL_get_error(link->ssl, result) == SSL_ERROR_WANT_READ ? STATUS_OK : fail_tls(link, cause);
    link->state = LINK_OPEN;
    const unsigned char *protocol;
    unsigned int size;
    SSL_get0_alpn_selected(link->ssl, &protocol, &size);
    if (SSL_is_server(link->ssl) && size == sizeof LINK_ALPN_HTTP - 1 &&
        memcmp(protocol, LINK_ALPN_HTTP, size) == 0) {
        link->protocol = LINK_HTTP;
        return STATUS_OK;
    }
    if (size == sizeof LINK_ALPN - 1 && memcmp(protocol, LINK_ALPN, size) == 0)
        return STATUS_OK;
    return fail_own(
        link, status_fail(cause, STATUS_INVALID, "the peer named no protocol; ALPN " LINK_ALPN " is needed"));
}

struct link *link_create_server(struct link_context *context, struct link_limits limits)
{
    must(context->role != LINK_CLIENT);
    struct link *link = link_create(context, limits);
    if (link && link->ssl)
        SSL_set_accept_state(link->ssl);
    return link;
}

struct link *link_create_client(struct link_context *context, struct link_limits limits, const char *host,
                                link_trust *trust, void *user)
{
    must(context->role != LINK_SERVER);
    struct link *link = link_create(context, limits);
    memory_had(link != NULL);
    if (!link->ssl)
        return link;
    link->peer = (struct link_tls_peer){.trust = trust, .user = user};
    SSL_set_connect_state(link->ssl);
    link->peer.no_host = !expect_host(link->ssl, host);
    struct cause cause;
    memory_had(shake_hands(link, &cause) == STATUS_OK);
    return link;
}

void link_destroy(struct link *link)
{
    if (!link)
        return;
    SSL_free(link->ssl);
    buffer_free(&link->wire.outbox);
    frame_cutter_free(&link->cutter);
    buffer_free(&link->content);
    free(link);
}

static enum status keep(struct link *link, const uint8_t *bytes, size_t count, struct cause *cause)
{
    if (link->protocol == LINK_FRAMES)
        return frame_cutter_feed(&link->cutter, bytes, count, cause);
    enum status status = buffer_write(&link->content, bytes, count);
    if (status == STATUS_FULL)
        return status_fail(cause, status, "too much was left waiting");
    return status == STATUS_OK ? status : memory_lacks(cause, "a browser's request");
}

static enum status read_records(struct link *link, struct cause *cause)
{
    uint8_t content[RECORD_MAX];
    for (;;) {
        size_t count = 0;
        ERR_clear_error();
        int result = SSL_read_ex(link->ssl, content, sizeof content, &count);
        if (link->peer.handshake_messages > HANDSHAKE_MESSAGES_MAX)
            return fail_own(link, status_fail(cause, STATUS_INVALID, "the peer renews its keys too often"));
        if (result == 1) {
            enum status status = keep(link, content, count, cause);
            if (status != STATUS_OK)
                return fail_own(link, status);
            /* asking once more would make OpenSSL take a buffer and give it back for nothing */
            if (link->wire.in_count == 0 && !SSL_has_pending(link->ssl))
                return STATUS_OK;
            continue;
        }
        switch (SSL_get_error(link->ssl, result)) {
        case SSL_ERROR_WANT_READ:
            return STATUS_OK;
        case SSL_ERROR_ZERO_RETURN:
            return fail_own(link, status_fail(cause, STATUS_CLOSED, "the peer ended the connection"));
        default:
            return fail_tls(link, cause);
        }
    }
}

enum status link_feed(struct link *link, const uint8_t *bytes, size_t count, struct cause *cause)
{
    if (link->state == LINK_DEAD)
        return status_fail(cause, STATUS_CLOSED, "the link has ended");
    if (!link->ssl) {
        enum status status = frame_cutter_feed(&link->cutter, bytes, count, cause);
        return status == STATUS_OK ? status : fail_own(link, status);
    }
    link->wire.in = bytes;
    link->wire.in_count = count;
    enum status status = STATUS_OK;
    if (link->state == LINK_HANDSHAKE)
        status = shake_hands(link, cause);
    if (status == STATUS_OK && link->state != LINK_HANDSHAKE)
        status = read_records(link, cause);
    must(status != STATUS_OK || link->wire.in_count == 0);
    link->wire.in = NULL;
    link->wire.in_count = 0;
    return status;
}

bool link_ready(const struct link *link)
{
    return link->state == LINK_OPEN;
}

enum link_protocol link_protocol(const struct link *link)
{
    return link->protocol;
}

static bool next_portion(struct link *link, const uint8_t **portion, size_t *count)
{
    buffer_consume(&link->content, link->lent);
    size_t waiting = buffer_length(&link->content);
    link->lent = *count = waiting < LINK_PORTION ? waiting : LINK_PORTION;
    *portion = buffer_bytes(&link->content);
    return waiting > 0;
}

bool link_next(struct link *link, const uint8_t **payload, size_t *count)
{
    if (link->protocol == LINK_HTTP)
        return next_portion(link, payload, count);
    return frame_cutter_next(&link->cutter, payload, count);
}

/* Bytes in the outbox that so many bytes of content become; never too low. */
static size_t sealed_size(const struct link *link, size_t count)
{
    if (!link->ssl)
        return count;
    size_t size = 0;
    while (count > 0) {
        size_t part = count < RECORD_MAX ? count : RECORD_MAX;
        size_t padded = (part + 1 + LINK_PADDING_BLOCK - 1) / LINK_PADDING_BLOCK * LINK_PADDING_BLOCK;
        size += RECORD_OVERHEAD + (padded < RECORD_MAX + 1 ? padded : RECORD_MAX + 1);
        count -= part;
    }
    return size;
}

static bool put(struct link *link, const uint8_t *bytes, size_t count)
{
    size_t written;
    if (!link->ssl)
        return buffer_write(&link->wire.outbox, bytes, count) == STATUS_OK;
    ERR_clear_error();
    return SSL_write_ex(link->ssl, bytes, count, &written) == 1;
}

enum status link_send(struct link *link, const uint8_t *payload, size_t count)
{
    if (link->state != LINK_OPEN)
        return STATUS_CLOSED;
    size_t header = link->protocol == LINK_FRAMES ? LINK_FRAME_HEADER : 0;
    if (header > 0 && count > link->limits.frame_out_max)
        return STATUS_INVALID;
    size_t waiting = buffer_length(&link->wire.outbox);
    size_t size = sealed_size(link, header + count);
    if (waiting > link->limits.outbox_max || size > link->limits.outbox_max - waiting)
        return STATUS_FULL;
    /* the header shares a record with the first bytes: padding makes every record cost at least a block */
    uint8_t first[RECORD_MAX];
    size_t part = count < RECORD_MAX - header ? count : RECORD_MAX - header;
    if (header > 0)
        frame_header_put(first, count);
    if (part > 0)
        memcpy(first + header, payload, part);
    if (put(link, first, header + part) && (part == count || put(link, payload + part, count - part)))
        return STATUS_OK;
    ERR_clear_error();
    link->state = LINK_DEAD;
    return STATUS_CLOSED;
}

void link_finish(struct link *link)
{
    if (link->state == LINK_HANDSHAKE)
        link->state = LINK_DEAD;
    if (link->state != LINK_OPEN)
        return;
    if (link->ssl)
        SSL_shutdown(link->ssl);
    ERR_clear_error();
    link->state = LINK_FINISHED;
}

size_t link_output(struct link *link, const uint8_t **bytes)
{
    *bytes = buffer_bytes(&link->wire.outbox);
    return buffer_length(&link->wire.outbox);
}

void link_output_taken(struct link *link, size_t count)
{
    buffer_consume(&link->wire.outbox, count);
}
