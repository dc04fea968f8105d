/* The doors: how what comes in over the net reaches the hub, and how the hub's answers go out again. Links of
 * frames go straight through; a browser's bytes go through server/web, whose conversations look to the hub
 * like any other link.
 *
 * Owner: the app. Thread of the loop. Knows net, web and session, and nothing of a game. */
#ifndef SPIRAL_SERVER_DOORS_H
#define SPIRAL_SERVER_DOORS_H

#include "server/net/net.h"
#include "server/session/hub.h"
#include "server/web/web.h"

/* Who may read /metrics. */
enum doors_metrics { DOORS_METRICS_NOBODY, DOORS_METRICS_LOOPBACK, DOORS_METRICS_ALL };

struct doors_host {
    void *user;
    uint64_t (*now_ms)(void *user);
    int64_t (*wall_s)(void *user); /* Unix time */
    random_source *random;
    bool (*stopping)(void *user); /* nobody new is let in */
    bool (*healthy)(void *user, struct text *why);
    void (*put_metrics)(void *user, struct text *text);
    enum doors_metrics metrics;
};

struct doors;

/* The host is copied; the hub is told by doors_open, before any link comes. */
struct doors *doors_create(const struct doors_host *host);
void doors_open(struct doors *doors, struct hub *hub);
/* All links are closed. */
void doors_destroy(struct doors *doors);

/* For net_create; its user is the doors. */
struct net_handlers doors_net_handlers(void);

/* For hub_host; `link` is what the hub was given. */
void doors_send(void *link, const uint8_t *bytes, size_t count);
void doors_finish(void *link, const char *reason);
bool doors_has_place(void *link);
void doors_settle(void *link);

/* Time and the end, as of server/web. */
void doors_tick(struct doors *doors);
uint64_t doors_next_tick_ms(const struct doors *doors);
void doors_stopping(struct doors *doors);
struct web_counts doors_web_counts(const struct doors *doors);

#endif
