#include "server/net/net.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/net/net_internal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void on_flush(uv_prepare_t *flush)
{
    struct net *net = flush->data;
    uv_prepare_stop(flush);
    while (net->dirty) {
        struct net_link *link = net->dirty;
        net_forget_dirty(link);
        net_link_flush(link);
    }
}

void net_mark_dirty(struct net_link *link)
{
    struct net *net = link->net;
    if (link->dirty)
        return;
    if (!net->dirty)
        must(uv_prepare_start(&net->flush, on_flush) == 0);
    link->dirty = true;
    link->next_dirty = net->dirty;
    net->dirty = link;
}

void net_forget_dirty(struct net_link *link)
{
    if (!link->dirty)
        return;
    struct net_link **at = &link->net->dirty;
    while (*at != link)
        at = &(*at)->next_dirty;
    *at = link->next_dirty;
    link->next_dirty = NULL;
    link->dirty = false;
}

static void on_sweep(uv_timer_t *timer)
{
    struct net *net = timer->data;
    bool paused = false;
    for (struct net_listener *listener = net->listeners; listener; listener = listener->next) {
        net_listener_sweep(listener);
        paused = paused || listener->paused;
    }
    /* ending a link only marks it: it leaves the list in its close callback */
    for (struct net_link *link = net->links; link; link = link->next)
        net_link_sweep(link);
    if (!net->links && !paused)
        uv_timer_stop(timer);
}

void net_sweep_arm(struct net *net)
{
    if (uv_is_closing((const uv_handle_t *)&net->sweep) || uv_is_active((const uv_handle_t *)&net->sweep))
        return;
    uint64_t period = (uint64_t)net->limits.sweep_ms;
    must(uv_timer_start(&net->sweep, on_sweep, period, period) == 0);
}

struct net *net_create(uv_loop_t *loop, struct net_limits limits, struct net_handlers handlers, void *user)
{
    struct net *net = memory_zeroed(1, sizeof *net);
    must(limits.sweep_ms > 0);
    net->loop = loop;
    net->limits = limits;
    net->handlers = handlers;
    net->user = user;
    net->plain = link_context_plain();
    net_place_raise_descriptors(&limits);
    must(uv_timer_init(loop, &net->sweep) == 0 && uv_prepare_init(loop, &net->flush) == 0);
    net->sweep.data = net;
    net->flush.data = net;
    net->open_handles = 2;
    /* a peer that went away is an error of a write, not the end of the process */
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    must(sigaction(SIGPIPE, &ignore, NULL) == 0);
    return net;
}

struct net_counts net_counts(const struct net *net)
{
    return net->counts;
}

static void on_own_closed(uv_handle_t *handle)
{
    struct net *net = handle->data;
    if (--net->open_handles > 0)
        return;
    void (*stopped)(void *user) = net->stopped;
    void *user = net->stopped_user;
    link_context_destroy(net->plain);
    free(net);
    if (stopped)
        stopped(user);
}

void net_settle(struct net *net)
{
    if (!net->stopping || net->links || net->listeners || uv_is_closing((const uv_handle_t *)&net->sweep))
        return;
    uv_close((uv_handle_t *)&net->sweep, on_own_closed);
    uv_close((uv_handle_t *)&net->flush, on_own_closed);
}

void net_stop(struct net *net, void (*done)(void *user), void *user)
{
    must(!net->stopping);
    net->stopping = true;
    net->stopped = done;
    net->stopped_user = user;
    for (struct net_listener *listener = net->listeners; listener; listener = listener->next)
        net_listener_close(listener);
    for (struct net_link *link = net->links; link; link = link->next)
        net_link_finish(link, "the server is stopping");
    net_settle(net);
}
