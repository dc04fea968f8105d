/* A server's certificate chain and key: read, tried, and asked when it ends. */
#include "common/link/context.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <errno.h>
#include <openssl/err.h>
#include <stdio.h>
#include <string.h>

enum {
    TRIAL_ROUNDS = 8,         /* of a handshake that needs two */
    TRIAL_ROOM = 1024 * 1024, /* bytes on their way: a long chain in one flight */
    DAY_S = 24 * 3600,
};

static enum status check_readable(const char *what, const char *path, struct cause *cause)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return status_fail(cause, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                           "the %s %s cannot be read: %s", what, path, strerror(errno));
    fclose(file);
    return STATUS_OK;
}

static const char *why(void)
{
    const char *reason = ERR_reason_error_string(ERR_peek_error());
    return reason ? reason : "unreadable";
}

static enum status load(SSL_CTX *tls, const char *certificate_path, const char *key_path, struct cause *cause)
{
    enum status status = check_readable("certificate", certificate_path, cause);
    if (status == STATUS_OK)
        status = check_readable("key", key_path, cause);
    if (status != STATUS_OK)
        return status;
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(tls, certificate_path) != 1)
        return status_fail(cause, STATUS_INVALID, "%s is no usable PEM certificate: %s", certificate_path,
                           why());
    if (SSL_CTX_use_PrivateKey_file(tls, key_path, SSL_FILETYPE_PEM) == 1)
        return STATUS_OK;
    if (ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_X509)
        return status_fail(cause, STATUS_INVALID, "the key %s does not belong to the certificate %s: %s",
                           key_path, certificate_path, why());
    return status_fail(cause, STATUS_INVALID, "%s is no usable PEM key without a passphrase: %s", key_path,
                       why());
}

enum status link_chain_load(SSL_CTX *tls, const char *certificate_path, const char *key_path,
                            struct cause *cause)
{
    enum status status = load(tls, certificate_path, key_path, cause);
    ERR_clear_error();
    return status;
}

/* One side's part of the trial; false once it cannot succeed any more. */
static bool shake(SSL *ssl, bool *done)
{
    int result = SSL_do_handshake(ssl);
    *done = result == 1;
    return *done || SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ;
}

/* False: there is no memory for it. */
static bool face_each_other(SSL *server, SSL *client)
{
    BIO *ends[2];
    if (!server || !client || BIO_new_bio_pair(&ends[0], TRIAL_ROOM, &ends[1], TRIAL_ROOM) != 1)
        return false;
    SSL_set_bio(server, ends[0], ends[0]);
    SSL_set_bio(client, ends[1], ends[1]);
    SSL_set_accept_state(server);
    SSL_set_connect_state(client);
    return true;
}

enum status link_chain_try(SSL_CTX *tls, const char *certificate_path, struct cause *cause)
{
    SSL_CTX *client_tls = link_tls(LINK_CLIENT);
    SSL *server = SSL_new(tls), *client = client_tls ? SSL_new(client_tls) : NULL;
    struct link_tls_peer peers[2] = {0};
    bool server_done = false, client_done = false;
    ERR_clear_error();
    bool possible = face_each_other(server, client) && SSL_set_app_data(server, &peers[0]) == 1 &&
                    SSL_set_app_data(client, &peers[1]) == 1;
    enum status status = possible ? STATUS_OK : memory_lacks(cause, "TLS");
    for (int round = 0; round < TRIAL_ROUNDS && possible && !(server_done && client_done); round++)
        possible = shake(client, &client_done) && shake(server, &server_done);
    if (status == STATUS_OK && !(server_done && client_done))
        status = status_fail(cause, STATUS_INVALID,
                             "%s and its key serve nobody over TLS 1.3: %s; take a key of ECDSA P-256",
                             certificate_path, why());
    ERR_clear_error();
    SSL_free(server);
    SSL_free(client);
    SSL_CTX_free(client_tls);
    return status;
}

static int64_t unix_seconds(const ASN1_TIME *time)
{
    int days, seconds;
    ASN1_TIME *begin = ASN1_TIME_set(NULL, 0);
    memory_had(begin != NULL);
    /* a time that cannot be read has been */
    int64_t since = ASN1_TIME_diff(&days, &seconds, begin, time) == 1 ? (int64_t)days * DAY_S + seconds : 0;
    ASN1_TIME_free(begin);
    return since;
}

int64_t link_chain_ends_s(SSL_CTX *tls)
{
    STACK_OF(X509) *others = NULL;
    must(SSL_CTX_get0_chain_certs(tls, &others) == 1);
    int64_t first = unix_seconds(X509_get0_notAfter(SSL_CTX_get0_certificate(tls)));
    for (int x = 0; x < sk_X509_num(others); x++) {
        int64_t end = unix_seconds(X509_get0_notAfter(sk_X509_value(others, x)));
        first = end < first ? end : first;
    }
    return first;
}
