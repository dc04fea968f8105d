/* Where OpenSSL reads and writes: the bytes of the current link_feed, and the link's outbox. Nothing is
 * copied twice and nothing is kept when idle. Used by link.c only; the wire is owned by its link. */
#ifndef SPIRAL_LINK_BIO_H
#define SPIRAL_LINK_BIO_H

#include "common/base/buffer.h"

#include <openssl/bio.h>

struct link_wire {
    const uint8_t *in; /* borrowed from the caller of link_feed, for the time of that call */
    size_t in_count;
    struct buffer outbox; /* for the peer; a write over its cap fails for good */
};

/* Freed by its owner, the context, with BIO_meth_free. NULL, as below: there is no memory for it. */
BIO_METHOD *link_bio_method(void);

/* The wire outlives the BIO. */
BIO *link_bio_create(const BIO_METHOD *method, struct link_wire *wire);

#endif
