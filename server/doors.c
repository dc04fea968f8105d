#include "server/doors.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/wire/limits.h"

#include <stdlib.h>
#include <string.h>

enum door_kind {
    DOOR_FRAMES, /* a link that is a conversation */
    DOOR_STREAM, /* a browser's connection */
    DOOR_PEER,   /* a browser's conversation, over one stream or, by long poll, over many */
};

/* One for each link of the net and for each conversation of the web; the hub's `link` is one of these. */
struct door {
    struct doors *doors;
    enum door_kind kind;
    struct net_link *link;     /* but for peers */
    struct web_stream *stream; /* of streams */
    struct web_peer *peer;     /* of peers */
    struct session *session;   /* but for streams */
};

struct doors {
    struct doors_host host;
    struct hub *hub;
    struct web *web;
};

static struct door *door_of(struct doors *doors, enum door_kind kind)
{
    struct door *door = memory_try_zeroed(1, sizeof *door);
    if (door)
        *door = (struct door){.doors = doors, .kind = kind};
    return door;
}

/* ---- what the hub asks of a link */

void doors_send(void *link, const uint8_t *bytes, size_t count)
{
    struct door *door = link;
    if (door->kind == DOOR_PEER)
        web_peer_send(door->peer, bytes, count);
    else if (net_link_send(door->link, bytes, count))
        return; /* the link is ending; its closing is told later */
}

void doors_finish(void *link, const char *reason)
{
    struct door *door = link;
    if (door->kind == DOOR_PEER)
        web_peer_finish(door->peer, reason);
    else
        net_link_finish(door->link, reason);
}

bool doors_has_place(void *link)
{
    const struct door *door = link;
    return door->kind == DOOR_PEER ? web_peer_has_place(door->peer) : net_link_has_place(door->link);
}

void doors_settle(void *link)
{
    struct door *door = link;
    if (door->kind == DOOR_PEER)
        web_peer_settle(door->peer);
    else
        net_link_settle(door->link);
}

static void unsettle(void *link)
{
    const struct door *door = link;
    net_link_unsettle(door->link);
}

/* ---- what the net tells */

static void *on_opened(void *user, struct net_link *link, enum net_kind kind, const char *address)
{
    struct doors *doors = user;
    if (doors->host.stopping(doors->host.user))
        return NULL;
    struct door *door = door_of(doors, kind == NET_KIND_HTTP ? DOOR_STREAM : DOOR_FRAMES);
    if (!door)
        return NULL;
    door->link = link;
    if (kind == NET_KIND_HTTP)
        door->stream = web_opened(doors->web, door, address);
    else
        door->session = hub_opened(doors->hub, door, kind == NET_KIND_LOCAL, address);
    if (door->stream || door->session)
        return door;
    free(door);
    return NULL;
}

static void on_message(void *peer, const uint8_t *bytes, size_t count)
{
    const struct door *door = peer;
    hub_message(door->session, bytes, count);
}

static int on_content(void *peer, const uint8_t *bytes, size_t count)
{
    const struct door *door = peer;
    return web_bytes(door->stream, bytes, count);
}

static void on_drained(void *peer)
{
    const struct door *door = peer;
    web_drained(door->stream);
}

static void on_closed(void *peer, const char *reason)
{
    struct door *door = peer;
    log_event(LOG_DEBUG, "closed", "reason", reason, NULL);
    if (door->kind == DOOR_STREAM)
        web_closed(door->stream, reason);
    else
        hub_closed(door->session);
    free(door);
}

struct net_handlers doors_net_handlers(void)
{
    return (struct net_handlers){.opened = on_opened,
                                 .message = on_message,
                                 .content = on_content,
                                 .drained = on_drained,
                                 .closed = on_closed};
}

/* ---- what the web tells and asks */

static void *on_conversation(void *user, struct web_peer *peer, const char *address)
{
    struct doors *doors = user;
    struct door *door = doors->host.stopping(doors->host.user) ? NULL : door_of(doors, DOOR_PEER);
    if (!door)
        return NULL;
    door->peer = peer;
    door->session = hub_opened(doors->hub, door, false, address);
    if (door->session)
        return door;
    free(door);
    return NULL;
}

static void on_conversation_closed(void *conversation, const char *reason)
{
    struct door *door = conversation;
    log_event(LOG_DEBUG, "browser_closed", "reason", reason, NULL);
    hub_closed(door->session);
    free(door);
}

static uint64_t now_ms(void *user)
{
    const struct doors *doors = user;
    return doors->host.now_ms(doors->host.user);
}

static int64_t wall_s(void *user)
{
    const struct doors *doors = user;
    return doors->host.wall_s(doors->host.user);
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    const struct doors *doors = user;
    doors->host.random(doors->host.user, bytes, count);
}

static bool healthy(void *user, struct text *why)
{
    const struct doors *doors = user;
    return doors->host.healthy(doors->host.user, why);
}

static void put_metrics(void *user, struct text *text)
{
    const struct doors *doors = user;
    doors->host.put_metrics(doors->host.user, text);
}

static bool may_see_metrics(void *user, const char *address)
{
    const struct doors *doors = user;
    switch (doors->host.metrics) {
    case DOORS_METRICS_ALL:
        return true;
    case DOORS_METRICS_LOOPBACK:
        return strncmp(address, "127.", 4) == 0 || strncmp(address, "[::1]:", 6) == 0;
    case DOORS_METRICS_NOBODY:
        break;
    }
    return false;
}

/* ---- the doors themselves */

struct doors *doors_create(const struct doors_host *host)
{
    struct doors *doors = memory_zeroed(1, sizeof *doors);
    doors->host = *host;
    struct web_host web_host = {
        .user = doors,
        .now_ms = now_ms,
        .wall_s = wall_s,
        .random = random_bytes,
        .send = doors_send,
        .finish = doors_finish,
        .has_place = doors_has_place,
        .settle = doors_settle,
        .unsettle = unsettle,
        .opened = on_conversation,
        .message = on_message,
        .closed = on_conversation_closed,
        .healthy = healthy,
        .put_metrics = put_metrics,
        .may_see_metrics = may_see_metrics,
    };
    struct web_limits limits = {.message_in_max = WIRE_TO_SERVER_MAX, .message_out_max = WIRE_TO_CLIENT_MAX};
    doors->web = web_create(&web_host, &limits);
    return doors;
}

void doors_open(struct doors *doors, struct hub *hub)
{
    doors->hub = hub;
}

void doors_destroy(struct doors *doors)
{
    web_destroy(doors->web);
    free(doors);
}

void doors_tick(struct doors *doors)
{
    web_tick(doors->web);
}

uint64_t doors_next_tick_ms(const struct doors *doors)
{
    return web_next_tick_ms(doors->web);
}

void doors_stopping(struct doors *doors)
{
    web_stopping(doors->web);
}

struct web_counts doors_web_counts(const struct doors *doors)
{
    return web_counts(doors->web);
}
