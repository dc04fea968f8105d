/* The server's figures for whoever watches it: /metrics and /healthz.
 *
 * Owner: the app. Thread of the loop. */
#ifndef SPIRAL_SERVER_GAUGES_H
#define SPIRAL_SERVER_GAUGES_H

#include "common/base/text.h"
#include "server/journal/journal.h"
#include "server/net/identity.h"
#include "server/net/net.h"
#include "server/session/hub.h"
#include "server/web/web.h"

/* Where figures come from; all borrowed, all alive. */
struct gauges {
    const struct hub *hub;
    const struct journal *journal;
    const struct net *net;
    const struct identity *identity;
    struct web_counts web;
    uint64_t up_ms;
    int64_t wall_s; /* Unix time */
};

void gauges_put(const struct gauges *gauges, struct text *text);

#endif
