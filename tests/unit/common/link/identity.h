/* Certificates and keys in a temporary directory, made for one test program. */
#ifndef SPIRAL_TESTS_LINK_IDENTITY_H
#define SPIRAL_TESTS_LINK_IDENTITY_H

#include <openssl/evp.h>

struct identity {
    char directory[64];
    char certificate[96]; /* for localhost and 127.0.0.1, signed by the root below */
    char key[96];
    char root[96];      /* the signing root */
    char other_key[96]; /* belongs to no certificate */
};

void identity_make(struct identity *identity);
void identity_remove(struct identity *identity);

/* Writes `text` to a new file in the directory and gives its path in `path`. */
void identity_write(const struct identity *identity, const char *name, const char *text, char path[96]);

#endif
