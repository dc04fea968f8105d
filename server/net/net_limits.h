/* Who may connect, and how fast a link may speak: pure decisions on plain values; any thread. */
#ifndef SPIRAL_SERVER_NET_NET_LIMITS_H
#define SPIRAL_SERVER_NET_NET_LIMITS_H

#include "server/net/net.h"

#include <sys/socket.h>

enum net_family { NET_LOCAL, NET_IPV4, NET_IPV6 };

struct net_address {
    enum net_family family;
    uint16_t port;
    uint8_t bytes[16]; /* network order; 4 of IPv4 */
};

/* An IPv4 address mapped into IPv6 becomes IPv4; any other family than these two is local. */
struct net_address net_address_of(const struct sockaddr_storage *from);
bool net_address_loopback(const struct net_address *address);
/* The same peer as far as limits go: a household has a whole IPv6 /64. */
bool net_address_same_host(const struct net_address *a, const struct net_address *b);
void net_address_text(const struct net_address *address, char text[NET_ADDRESS_TEXT]);

/* The links that exist before one more is admitted or settles. */
struct net_tally {
    int local;                   /* over local sockets */
    int settled, host_settled;   /* over TCP; of these, the newcomer's host's */
    int arriving, host_arriving; /* the same */
    bool short_of_descriptors;
};

enum net_admission {
    NET_TURN_OFF,
    NET_ADMIT,
    NET_ADMIT_FOR_OWN,   /* in the place of the oldest arriving link of the same host */
    NET_ADMIT_FOR_OTHER, /* in that of the oldest of all others */
};

/* A host that has half of those which arrive makes room itself, so that it keeps nobody else out. */
enum net_admission net_limits_admit(const struct net_limits *limits, const struct net_address *address,
                                    struct net_tally tally);
bool net_limits_settle(const struct net_limits *limits, const struct net_address *address,
                       struct net_tally tally);
/* How many open files a process with these limits needs. */
unsigned long net_limits_descriptors(const struct net_limits *limits);

/* Messages that a link may still send; refilled by time. */
struct net_bucket {
    int64_t thousandths; /* of a message; below 0 where a portion held more than were left */
    int64_t filled_ms;   /* loop time */
};

struct net_bucket net_bucket_full(const struct net_limits *limits, int64_t now_ms);
void net_bucket_refill(struct net_bucket *bucket, const struct net_limits *limits, int64_t now_ms);
bool net_bucket_take(struct net_bucket *bucket);
/* Takes so many, also if there are fewer: what is owed has to come back first. */
void net_bucket_spend(struct net_bucket *bucket, int messages);
bool net_bucket_empty(const struct net_bucket *bucket);

#endif
