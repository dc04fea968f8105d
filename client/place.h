/* Where a server is, as people type it. Pure; any thread. */
#ifndef SPIRAL_CLIENT_PLACE_H
#define SPIRAL_CLIENT_PLACE_H

#include <stdbool.h>

enum { PLACE_HOST_SIZE = 256 };

/* HOST:PORT with a port in 1..65535; an IPv6 address stands in brackets, which `host` is without. */
bool place_split(const char *place, char host[PLACE_HOST_SIZE], int *port);

#endif
