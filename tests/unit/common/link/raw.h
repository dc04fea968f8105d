/* A peer made of bare OpenSSL: it may do what a link never does. */
#ifndef SPIRAL_TESTS_LINK_RAW_H
#define SPIRAL_TESTS_LINK_RAW_H

#include "common/link/link.h"

#include <openssl/ssl.h>

struct raw {
    SSL_CTX *context;
    SSL *ssl;
    BIO *in, *out;
};

struct raw raw_create(const SSL_METHOD *method);
void raw_begin(struct raw *raw, bool server);
void raw_free(struct raw *raw);

/* Carries bytes between the two until the link fails or both are silent. */
enum status raw_settle(struct raw *raw, struct link *link, struct cause *cause);

#endif
