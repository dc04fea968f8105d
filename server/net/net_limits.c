#include "server/net/net_limits.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE = 1000 }; /* thousandths */

struct net_limits net_limits_default(void)
{
    return (struct net_limits){
        .links_max = 1024,
        .links_per_address_max = 64,
        .links_loopback_max = 1024,
        .links_arriving_max = 512,
        .links_local_max = 16,
        .descriptors_kept = 64,
        .outboxes_max = 128 * 1024 * 1024,
        .handshake_ms = 10000,
        .idle_ms = 120000,
        .linger_ms = 2000,
        .accept_pause_ms = 100,
        .sweep_ms = 250,
        .messages_per_second = 100,
        .messages_burst = 200,
        .local_in_max = 64 * 1024,
        .link = {.frame_in_max = 64 * 1024, .frame_out_max = 256 * 1024, .outbox_max = 512 * 1024},
    };
}

struct net_address net_address_of(const struct sockaddr_storage *from)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    struct net_address address = {.family = NET_LOCAL};
    if (from->ss_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, from, sizeof in);
        address.family = NET_IPV4;
        address.port = ntohs(in.sin_port);
        memcpy(address.bytes, &in.sin_addr, 4);
    } else if (from->ss_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, from, sizeof in);
        address.port = ntohs(in.sin6_port);
        bool is_mapped = memcmp(&in.sin6_addr, mapped, sizeof mapped) == 0;
        address.family = is_mapped ? NET_IPV4 : NET_IPV6;
        memcpy(address.bytes, (const uint8_t *)&in.sin6_addr + (is_mapped ? 12 : 0), is_mapped ? 4 : 16);
    }
    return address;
}

bool net_address_loopback(const struct net_address *address)
{
    static const uint8_t loopback[16] = {[15] = 1};
    if (address->family == NET_IPV4)
        return address->bytes[0] == 127;
    return address->family == NET_IPV6 && memcmp(address->bytes, loopback, sizeof loopback) == 0;
}

bool net_address_same_host(const struct net_address *a, const struct net_address *b)
{
    if (net_address_loopback(a) || net_address_loopback(b))
        return net_address_loopback(a) && net_address_loopback(b);
    return a->family == b->family && memcmp(a->bytes, b->bytes, a->family == NET_IPV6 ? 8 : 4) == 0;
}

void net_address_text(const struct net_address *address, char text[NET_ADDRESS_TEXT])
{
    char host[INET6_ADDRSTRLEN] = "";
    if (address->family == NET_LOCAL) {
        snprintf(text, NET_ADDRESS_TEXT, "local");
        return;
    }
    bool six = address->family == NET_IPV6;
    inet_ntop(six ? AF_INET6 : AF_INET, address->bytes, host, sizeof host);
    snprintf(text, NET_ADDRESS_TEXT, six ? "[%s]:%u" : "%s:%u", host, address->port);
}

static int host_max(const struct net_limits *limits, const struct net_address *address)
{
    return net_address_loopback(address) ? limits->links_loopback_max : limits->links_per_address_max;
}

enum net_admission net_limits_admit(const struct net_limits *limits, const struct net_address *address,
                                    struct net_tally tally)
{
    if (address->family == NET_LOCAL)
        return tally.local < limits->links_local_max ? NET_ADMIT : NET_TURN_OFF;
    if (tally.host_arriving >= host_max(limits, address))
        return NET_ADMIT_FOR_OWN;
    if (tally.arriving < limits->links_arriving_max && !tally.short_of_descriptors)
        return NET_ADMIT;
    if (tally.arriving == 0)
        return NET_TURN_OFF;
    return tally.host_arriving >= tally.arriving - tally.host_arriving ? NET_ADMIT_FOR_OWN
                                                                       : NET_ADMIT_FOR_OTHER;
}

bool net_limits_settle(const struct net_limits *limits, const struct net_address *address,
                       struct net_tally tally)
{
    return address->family == NET_LOCAL ||
           (tally.settled < limits->links_max && tally.host_settled < host_max(limits, address));
}

unsigned long net_limits_descriptors(const struct net_limits *limits)
{
    return (unsigned long)limits->links_max + (unsigned long)limits->links_arriving_max +
           (unsigned long)limits->descriptors_kept;
}

struct net_bucket net_bucket_full(const struct net_limits *limits, int64_t now_ms)
{
    return (struct net_bucket){.thousandths = (int64_t)limits->messages_burst * MESSAGE, .filled_ms = now_ms};
}

void net_bucket_refill(struct net_bucket *bucket, const struct net_limits *limits, int64_t now_ms)
{
    int64_t full = (int64_t)limits->messages_burst * MESSAGE;
    /* one message a second is one thousandth a millisecond */
    int64_t gained = (now_ms - bucket->filled_ms) * limits->messages_per_second;
    bucket->filled_ms = now_ms;
    bucket->thousandths = gained < full - bucket->thousandths ? bucket->thousandths + gained : full;
}

bool net_bucket_take(struct net_bucket *bucket)
{
    if (net_bucket_empty(bucket))
        return false;
    bucket->thousandths -= MESSAGE;
    return true;
}

void net_bucket_spend(struct net_bucket *bucket, int messages)
{
    bucket->thousandths -= (int64_t)messages * MESSAGE;
}

bool net_bucket_empty(const struct net_bucket *bucket)
{
    return bucket->thousandths < MESSAGE;
}
