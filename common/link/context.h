/* What context.c, chain.c and link.c share; nobody else includes it. */
#ifndef SPIRAL_LINK_CONTEXT_H
#define SPIRAL_LINK_CONTEXT_H

#include "common/link/link.h"

#include <openssl/ssl.h>

enum link_role { LINK_PLAIN, LINK_SERVER, LINK_CLIENT };

struct link_context {
    enum link_role role;
    SSL_CTX *tls;              /* NULL when plain; each link that it made holds it too */
    bool browsers;             /* a server's: http/1.1 is spoken as well */
    BIO_METHOD *bio;           /* NULL when plain */
    struct digest fingerprint; /* of the server's key */
    int64_t ends_s;            /* of the server's chain */
};

/* What the callbacks of OpenSSL know of a link: the application data of its SSL. */
struct link_tls_peer {
    link_trust *trust; /* NULL: a valid chain is needed */
    void *user;
    bool no_host;                /* the host's name is none: no chain is valid for it */
    unsigned handshake_messages; /* received so far, those after the handshake included */
};

/* The settings that all links of a role have, with nothing loaded yet; the caller frees it. NULL: no memory.
 */
SSL_CTX *link_tls(enum link_role role);

/* ---- chain.c */

/* Reads PEM files into `tls`; errors name the file. */
MUST_USE enum status link_chain_load(SSL_CTX *tls, const char *certificate_path, const char *key_path,
                                     struct cause *cause);
/* A handshake in memory: what no client could use is found before one comes. */
MUST_USE enum status link_chain_try(SSL_CTX *tls, const char *certificate_path, struct cause *cause);
/* The first end within the chain, Unix seconds: from then on it is worth nothing to who checks it. */
int64_t link_chain_ends_s(SSL_CTX *tls);

#endif
