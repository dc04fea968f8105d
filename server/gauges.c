#include "server/gauges.h"

#include "server/ops/metrics.h"

void gauges_put(const struct gauges *gauges, struct text *text)
{
    struct hub_counts hub = hub_counts(gauges->hub);
    struct net_counts net = net_counts(gauges->net);
    const struct web_counts *web = &gauges->web;
    int64_t certificate_s = link_context_ends_s(identity_context(gauges->identity)) - gauges->wall_s;
    const struct metrics_row rows[] = {
        {"spiral_up_seconds", METRICS_GAUGE, "since the server started", (int64_t)(gauges->up_ms / 1000)},
        {"spiral_resident_memory_bytes", METRICS_GAUGE, "memory that the process holds",
         metrics_resident_bytes()},
        {"spiral_exercises", METRICS_GAUGE, "exercises, the ended ones too", hub.exercises},
        {"spiral_worlds_running", METRICS_GAUGE, "worlds that are being played", hub.running},
        {"spiral_sessions", METRICS_GAUGE, "conversations of all kinds", hub.sessions},
        {"spiral_persons_connected", METRICS_GAUGE, "persons who hold a seat and are there",
         hub.persons_connected},
        {"spiral_links", METRICS_GAUGE, "connections of all kinds", net.links},
        {"spiral_links_accepted_total", METRICS_COUNTER, "connections let in", (int64_t)net.accepted},
        {"spiral_links_turned_off_total", METRICS_COUNTER, "connections above a limit, closed at once",
         (int64_t)net.turned_off},
        {"spiral_links_made_room_total", METRICS_COUNTER, "connections closed for a newcomer",
         (int64_t)net.made_room},
        {"spiral_links_opened_total", METRICS_COUNTER, "connections that ended their handshake",
         (int64_t)net.opened},
        {"spiral_links_slow_total", METRICS_COUNTER, "connections closed because the peer does not read",
         (int64_t)net.slow},
        {"spiral_links_throttled_total", METRICS_COUNTER, "pauses because of too many messages",
         (int64_t)net.throttled},
        {"spiral_accept_pauses_total", METRICS_COUNTER, "pauses for lack of descriptors",
         (int64_t)net.pauses},
        {"spiral_web_streams", METRICS_GAUGE, "connections of browsers", web->streams},
        {"spiral_web_sockets", METRICS_GAUGE, "browsers that play by WebSocket", web->sockets},
        {"spiral_web_pollers", METRICS_GAUGE, "browsers that play by long poll", web->pollers},
        {"spiral_web_requests_total", METRICS_COUNTER, "requests by HTTP", (int64_t)web->requests},
        {"spiral_web_refused_total", METRICS_COUNTER, "of these, answered with 4xx or 5xx",
         (int64_t)web->refused},
        {"spiral_journal_waiting", METRICS_GAUGE, "changes on their way to the disk",
         (int64_t)journal_waiting(gauges->journal)},
        {"spiral_journal_stalled", METRICS_GAUGE, "1 while the disk takes nothing",
         journal_stalled(gauges->journal)},
        {"spiral_journal_changes_total", METRICS_COUNTER, "changes that are on disk",
         (int64_t)journal_durable(gauges->journal)},
        {"spiral_journal_commits_total", METRICS_COUNTER, "groups of changes written",
         (int64_t)journal_commits(gauges->journal)},
        {"spiral_certificate_seconds", METRICS_GAUGE, "until the certificate ends", certificate_s},
    };
    metrics_put(rows, sizeof rows / sizeof *rows, text);
}
