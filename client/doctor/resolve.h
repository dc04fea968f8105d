/* The addresses of a name, in bounded time: the system's own look-up knows no limit, so it has a thread of
 * its own, which is left behind when it takes too long. */
#ifndef SPIRAL_DOCTOR_RESOLVE_H
#define SPIRAL_DOCTOR_RESOLVE_H

#include <netdb.h>

enum resolve_end { RESOLVED, RESOLVE_UNKNOWN, RESOLVE_SLOW };

/* `list` is freed by freeaddrinfo; `why` is the system's word for a name that is not known, static. */
enum resolve_end resolve(const char *host, int port, int ms, struct addrinfo **list, const char **why);

#endif
