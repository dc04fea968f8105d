/* Who has a place: newcomers, those who settle, and the memory of those who do not read. */
#include "common/base/log.h"
#include "server/net/net_internal.h"

#include <stdio.h>
#include <sys/resource.h>

/* Closing links are none any more: their descriptors are closed already. */
static bool is_arriving(const struct net_link *link)
{
    return !link->settled && link->state != NET_LINK_CLOSING && link->address.family != NET_LOCAL;
}

static struct net_tally tally_of(const struct net *net, const struct net_address *address)
{
    struct net_tally tally = {.local = net->local_links};
    for (const struct net_link *link = net->links; link; link = link->next) {
        if (link->address.family == NET_LOCAL || link->state == NET_LINK_CLOSING)
            continue;
        bool same = net_address_same_host(&link->address, address);
        tally.settled += link->settled;
        tally.host_settled += link->settled && same;
        tally.arriving += !link->settled;
        tally.host_arriving += !link->settled && same;
    }
    return tally;
}

/* Counted, since the number of a new descriptor tells nothing once others were closed. */
static bool is_short_of_descriptors(const struct net *net, const struct net_tally *tally)
{
    struct rlimit limit;
    rlim_t needed = (rlim_t)(tally->settled + tally->arriving + net->limits.descriptors_kept);
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 && needed >= limit.rlim_cur;
}

static void close_oldest(struct net *net, const struct net_address *address, bool own)
{
    struct net_link *oldest = NULL;
    for (struct net_link *link = net->links; link; link = link->next) /* the newest is the first */
        if (is_arriving(link) && net_address_same_host(&link->address, address) == own)
            oldest = link;
    if (!oldest)
        return;
    net->counts.made_room++;
    net_link_close(oldest, "it took too long to settle, and others need the place");
}

bool net_place_make(struct net *net, const struct net_address *address)
{
    struct net_tally tally = tally_of(net, address);
    tally.short_of_descriptors = is_short_of_descriptors(net, &tally);
    enum net_admission admission = net_limits_admit(&net->limits, address, tally);
    if (admission == NET_ADMIT_FOR_OWN || admission == NET_ADMIT_FOR_OTHER)
        close_oldest(net, address, admission == NET_ADMIT_FOR_OWN);
    return admission != NET_TURN_OFF;
}

bool net_link_has_place(const struct net_link *link)
{
    return net_limits_settle(&link->net->limits, &link->address, tally_of(link->net, &link->address));
}

void net_link_settle(struct net_link *link)
{
    if (link->state == NET_LINK_OPEN)
        link->settled = true;
}

void net_link_unsettle(struct net_link *link)
{
    link->settled = link->address.family == NET_LOCAL;
}

void net_place_raise_descriptors(const struct net_limits *limits)
{
    struct rlimit limit;
    rlim_t wanted = net_limits_descriptors(limits);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= wanted)
        return;
    char has[24], needs[24];
    snprintf(has, sizeof has, "%llu", (unsigned long long)limit.rlim_cur);
    snprintf(needs, sizeof needs, "%llu", (unsigned long long)wanted);
    log_event(LOG_WARN, "few_open_files", "limit", has, "needed", needs, NULL);
}

void net_place_weigh(struct net_link *link)
{
    struct net *net = link->net;
    const uint8_t *bytes;
    size_t waiting = link->state == NET_LINK_CLOSING ? 0 : link_output(link->link, &bytes);
    net->waiting += waiting - link->waiting;
    link->waiting = waiting;
    if (net->waiting <= net->limits.outboxes_max)
        return;
    struct net_link *most = link;
    for (struct net_link *other = net->links; other; other = other->next)
        if (other->waiting > most->waiting)
            most = other;
    net->counts.slow++;
    net_link_close(most, "too much waits for all peers, and most of it for this one");
}
