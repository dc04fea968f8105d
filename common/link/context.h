/* What context.c and link.c share; nobody else includes it. */
#ifndef SPIRAL_LINK_CONTEXT_H
#define SPIRAL_LINK_CONTEXT_H

#include "common/link/link.h"

#include <openssl/ssl.h>

enum link_role { LINK_PLAIN, LINK_SERVER, LINK_CLIENT };

struct link_context {
    enum link_role role;
    SSL_CTX *tls;              /* NULL when plain */
    BIO_METHOD *bio;           /* NULL when plain */
    struct digest fingerprint; /* of the server's key */
};

/* What the callbacks of OpenSSL know of a link: the application data of its SSL. */
struct link_tls_peer {
    link_trust *trust; /* NULL: a valid chain is needed */
    void *user;
    bool no_host;                /* the host's name is none: no chain is valid for it */
    unsigned handshake_messages; /* received so far, those after the handshake included */
};

#endif
