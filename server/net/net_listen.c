#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/net/net_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* Listening sockets are polled rather than given to uv_listen, because accepting must be able to pause:
 * without a free descriptor the socket stays readable and the loop would turn for nothing. */

enum {
    BACKLOG = 4096,             /* a storm of connections waits here and not for the system's next attempt */
    SYSTEM_BUFFER = 128 * 1024, /* bytes each way: what waits longer waits here, where it is counted */
    QUIET_MS = 10000,           /* a lack of descriptors that lasts is logged once */
    ACCEPTS_MAX = 16, /* of one listener in one turn of the loop: links that exist get their share */
};

static void on_readable(uv_poll_t *poll, int status, int events);

static void pause_accepting(struct net_listener *listener, const char *why)
{
    struct net *net = listener->net;
    if (net_now(net) - listener->resume_ms > QUIET_MS)
        log_event(LOG_WARN, "accept_paused", "reason", why, NULL);
    uv_poll_stop(&listener->poll);
    listener->paused = true;
    listener->resume_ms = net_now(net) + net->limits.accept_pause_ms;
    net->counts.pauses++;
    net_sweep_arm(net);
}

void net_listener_sweep(struct net_listener *listener)
{
    if (!listener->paused || net_now(listener->net) < listener->resume_ms ||
        uv_is_closing((const uv_handle_t *)&listener->poll))
        return;
    listener->paused = false;
    must(uv_poll_start(&listener->poll, UV_READABLE, on_readable) == 0);
}

static bool accept_one(struct net_listener *listener)
{
    struct net *net = listener->net;
    struct sockaddr_storage from = {0};
    socklen_t size = sizeof from;
    int descriptor = accept(listener->socket, (struct sockaddr *)&from, &size);
    if (descriptor < 0) {
        if (errno == EINTR || errno == ECONNABORTED)
            return true;
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            pause_accepting(listener, strerror(errno));
        return false;
    }
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    struct net_address address =
        listener->local ? (struct net_address){.family = NET_LOCAL} : net_address_of(&from);
    if (!net_place_make(net, &address)) {
        net->counts.turned_off++;
        close(descriptor);
        return true;
    }
    net_link_adopt(net, descriptor, &address, listener->context);
    return true;
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
    (void)events;
    struct net_listener *listener = poll->data;
    if (status < 0) {
        pause_accepting(listener, uv_strerror(status));
        return;
    }
    for (int i = 0; i < ACCEPTS_MAX && !uv_is_closing((const uv_handle_t *)poll) && accept_one(listener); i++)
        ;
}

/* Begins to accept on a socket that listens already; takes it in any case. */
static enum status add_listener(struct net *net, struct net_listener wanted, struct cause *cause)
{
    struct net_listener *listener = memory_try(sizeof *listener);
    if (!listener) {
        close(wanted.socket);
        return memory_lacks(cause, "an address to listen on");
    }
    *listener = wanted;
    listener->net = net;
    int error = uv_poll_init(net->loop, &listener->poll, listener->socket);
    if (error < 0) {
        close(listener->socket);
        free(listener);
        return status_fail(cause, STATUS_IO, "the socket cannot be watched: %s", uv_strerror(error));
    }
    listener->poll.data = listener;
    must(uv_poll_start(&listener->poll, UV_READABLE, on_readable) == 0);
    listener->next = net->listeners;
    net->listeners = listener;
    net->listener_count++;
    return STATUS_OK;
}

static enum status check_room(const struct net *net, struct cause *cause)
{
    must(!net->stopping);
    if (net->listener_count < NET_LISTENERS_MAX)
        return STATUS_OK;
    return status_fail(cause, STATUS_FULL, "at most %d addresses may be listened on", NET_LISTENERS_MAX);
}

static int new_socket(int family)
{
    int descriptor = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int on = 1, off = 0, room = SYSTEM_BUFFER;
    if (descriptor >= 0 && family != AF_UNIX) { /* links inherit the sizes */
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    }
    if (descriptor >= 0 && family == AF_INET6)
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    return descriptor;
}

enum status net_listen_tcp(struct net *net, const char *address, uint16_t port, struct link_context *context,
                           uint16_t *bound_port, struct cause *cause)
{
    struct sockaddr_storage at = {0};
    socklen_t size = sizeof at;
    enum status status = check_room(net, cause);
    if (status != STATUS_OK)
        return status;
    if (uv_ip4_addr(address, port, (struct sockaddr_in *)&at) != 0 &&
        uv_ip6_addr(address, port, (struct sockaddr_in6 *)&at) != 0)
        return status_fail(cause, STATUS_INVALID,
                           "%s is no address to listen on; give one such as 127.0.0.1 or ::", address);
    int descriptor = new_socket(at.ss_family);
    if (descriptor < 0)
        return status_fail(cause, STATUS_IO, "no socket for %s: %s", address, strerror(errno));
    socklen_t used = at.ss_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    if (bind(descriptor, (const struct sockaddr *)&at, used) != 0 || listen(descriptor, BACKLOG) != 0 ||
        getsockname(descriptor, (struct sockaddr *)&at, &size) != 0) {
        status = status_fail(cause, errno == EADDRINUSE ? STATUS_LOCKED : STATUS_IO,
                             "port %u of %s cannot be listened on: %s; choose another port or stop its user",
                             port, address, strerror(errno));
        close(descriptor);
        return status;
    }
    if (bound_port)
        *bound_port = net_address_of(&at).port;
    return add_listener(net, (struct net_listener){.socket = descriptor, .context = context}, cause);
}

/* Removes the file of a dead process; anything else stays and is an error. */
static enum status make_way(const struct sockaddr_un *at, struct cause *cause)
{
    struct stat about;
    const char *path = at->sun_path;
    if (lstat(path, &about) != 0)
        return errno == ENOENT ? STATUS_OK
                               : status_fail(cause, STATUS_IO, "the socket %s cannot be looked at: %s", path,
                                             strerror(errno));
    if (!S_ISSOCK(about.st_mode))
        return status_fail(cause, STATUS_INVALID,
                           "%s is there already and is no socket; move it or choose another path", path);
    int probe = new_socket(AF_UNIX);
    if (probe < 0)
        return status_fail(cause, STATUS_IO, "no socket for %s: %s", path, strerror(errno));
    bool dead = connect(probe, (const struct sockaddr *)at, sizeof *at) != 0 && errno == ECONNREFUSED;
    close(probe);
    if (!dead)
        return status_fail(cause, STATUS_LOCKED, "another process listens on the socket %s; stop it first",
                           path);
    if (unlink(path) != 0 && errno != ENOENT)
        return status_fail(cause, STATUS_IO, "the socket %s of a dead process cannot be removed: %s", path,
                           strerror(errno));
    return STATUS_OK;
}

enum status net_listen_local(struct net *net, const char *path, struct cause *cause)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    enum status status = check_room(net, cause);
    if (status != STATUS_OK)
        return status;
    if (length == 0 || length > NET_LOCAL_PATH_MAX)
        return status_fail(cause, STATUS_INVALID, "the socket path %s has %zu bytes; 1 to %d are possible",
                           path, length, NET_LOCAL_PATH_MAX);
    memcpy(at.sun_path, path, length + 1);
    status = make_way(&at, cause);
    if (status != STATUS_OK)
        return status;
    struct net_listener wanted = {.context = net->plain, .local = true, .socket = new_socket(AF_UNIX)};
    struct stat about = {0};
    mode_t before = umask(0177);
    bool bound = wanted.socket >= 0 && bind(wanted.socket, (const struct sockaddr *)&at, sizeof at) == 0;
    int error = errno;
    umask(before);
    if (!bound || listen(wanted.socket, BACKLOG) != 0 || lstat(path, &about) != 0) {
        status = status_fail(cause, STATUS_IO, "the socket %s cannot be listened on: %s", path,
                             strerror(bound ? errno : error));
        if (wanted.socket >= 0)
            close(wanted.socket);
        return status;
    }
    wanted.device = about.st_dev;
    wanted.inode = about.st_ino;
    memcpy(wanted.path, path, length + 1);
    return add_listener(net, wanted, cause);
}

static void on_listener_closed(uv_handle_t *handle)
{
    struct net_listener *listener = handle->data;
    struct net *net = listener->net;
    struct net_listener **at = &net->listeners;
    while (*at != listener)
        at = &(*at)->next;
    *at = listener->next;
    net->listener_count--;
    free(listener);
    net_settle(net);
}

void net_listener_close(struct net_listener *listener)
{
    struct stat about;
    if (uv_is_closing((const uv_handle_t *)&listener->poll))
        return;
    if (listener->local && lstat(listener->path, &about) == 0 && about.st_dev == listener->device &&
        about.st_ino == listener->inode)
        unlink(listener->path);
    uv_close((uv_handle_t *)&listener->poll, on_listener_closed);
    close(listener->socket);
}
