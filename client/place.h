/* Where a server is, as people type it. Pure; any thread. */
#ifndef SPIRAL_CLIENT_PLACE_H
#define SPIRAL_CLIENT_PLACE_H

#include <stdbool.h>

enum {
    PLACE_HOST_SIZE = 256,
    PLACE_CODE_SIZE = 16,
    PLACE_GUEST_SIZE = 24,
};

/* HOST:PORT with a port in 1..65535; an IPv6 address stands in brackets, which `host` is without. */
bool place_split(const char *place, char host[PLACE_HOST_SIZE], int *port);

/* What a link for browsers says: https://HOST[:PORT]/join/CODE[#guest=SECRET]. */
struct place_link {
    char host[PLACE_HOST_SIZE];
    int port;
    char code[PLACE_CODE_SIZE], guest[PLACE_GUEST_SIZE]; /* guest: empty without one */
};

/* True for anything that is meant as a link; `well`: it is one of the form above. */
bool place_link(const char *word, struct place_link *link, bool *well);

#endif
