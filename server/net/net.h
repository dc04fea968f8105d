/* Listeners and links on a libuv loop: whole messages in, whole messages out, a browser's bytes as they come,
 * and not a word of the game.
 *
 * A link is a connection that was accepted, with its common/link stream. All calls belong to the thread of
 * the loop, and handlers run from the loop only, never inside a call of the embedder's: whatever a handler
 * does to a link, its end is told later. net_create makes the process ignore SIGPIPE. */
#ifndef SPIRAL_SERVER_NET_NET_H
#define SPIRAL_SERVER_NET_NET_H

#include "common/base/status.h"
#include "common/link/link.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

enum {
    NET_LISTENERS_MAX = 8,
    NET_READ_SIZE = 64 * 1024, /* bytes of one read; the buffer is shared by all links */
    NET_LOCAL_PATH_MAX = 107,  /* bytes of a local socket's path, without the NUL */
    NET_ADDRESS_TEXT = 56,     /* "[...]:65535" with its NUL */
};

/* Bounds of everything a peer can make the server hold or do.
 *
 * A link over TCP arrives until its owner settles it. Those that arrive have places of their own, and the
 * oldest makes room for a newcomer: whoever holds connections open without being somebody keeps nobody out
 * for longer than a handshake. */
struct net_limits {
    int links_max;             /* that have settled, over TCP */
    int links_per_address_max; /* the same of one IPv4 address or one IPv6 /64; and so many that arrive */
    int links_loopback_max;    /* the same of this machine over TCP */
    int links_arriving_max;    /* that have not settled, or are ending */
    int links_local_max;       /* of local sockets; they have their own places, so that an operator gets in */
    int descriptors_kept;    /* that no link over TCP takes: for the journal, other files and local sockets */
    size_t outboxes_max;     /* bytes that wait in all links; above it the one with most of them ends */
    int64_t handshake_ms;    /* from accepting to ready */
    int64_t idle_ms;         /* without a byte from the peer */
    int64_t linger_ms;       /* from finishing to a hard end */
    int64_t accept_pause_ms; /* when the system has no more descriptors */
    int64_t sweep_ms;        /* how often deadlines are looked at */
    int messages_per_second; /* of one link, with a browser's requests; above it reading pauses */
    int messages_burst;      /* at once */
    size_t local_in_max;     /* payload of one frame from a local socket, in place of link.frame_in_max */
    struct link_limits link;
};

struct net_limits net_limits_default(void);

struct net;
struct net_link;

enum net_kind {
    NET_KIND_LOCAL,  /* frames over a local socket */
    NET_KIND_FRAMES, /* frames over TLS */
    NET_KIND_HTTP,   /* a browser over TLS */
};

struct net_handlers {
    /* The link may carry messages. The result is the peer that the other handlers get; NULL refuses the link,
     * and nothing more is heard of it. `peer_address` is borrowed: "192.0.2.1:4000", "[2001:db8::1]:4000" or
     * "local". */
    void *(*opened)(void *user, struct net_link *link, enum net_kind kind, const char *peer_address);
    /* One whole message, borrowed. */
    void (*message)(void *peer, const uint8_t *bytes, size_t count);
    /* The next bytes of a browser, borrowed, at most LINK_PORTION. Returns what they count for, in messages.
     */
    int (*content)(void *peer, const uint8_t *bytes, size_t count);
    /* All that was sent to a browser since the last time is with the system: what is long goes on. */
    void (*drained)(void *peer);
    /* The link is gone after this returns; told once for each link that was opened and not refused. */
    void (*closed)(void *peer, const char *reason);
};

/* Since creation, but `links`. */
struct net_counts {
    int links;           /* now, of all kinds and states */
    uint64_t accepted;   /* connections that got a link */
    uint64_t turned_off; /* connections above a limit, closed at once */
    uint64_t made_room;  /* links that arrived too slowly, closed for a newcomer */
    uint64_t opened;     /* links that became ready */
    uint64_t slow;       /* closed because the peer does not read */
    uint64_t throttled;  /* times that reading paused because of too many messages */
    uint64_t pauses;     /* times that accepting paused */
};

/* The loop outlives the net. The process's limit of open files is raised to what the limits need, as far as
 * the system lets it. */
struct net *net_create(uv_loop_t *loop, struct net_limits limits, struct net_handlers handlers, void *user);

/* `address` is a numeric IPv4 or IPv6 address without brackets ("::" means both kinds); `port` 0 takes any
 * free one. The port is told in `bound_port` unless NULL. The context outlives the net. STATUS_LOCKED: the
 * port is taken. */
MUST_USE enum status net_listen_tcp(struct net *net, const char *address, uint16_t port,
                                    struct link_context *context, uint16_t *bound_port, struct cause *cause);

/* Frames without TLS on a socket that only this user can open. The file of a dead process is replaced, that
 * of a living one is STATUS_LOCKED, and what is no socket is never touched. The umask changes for a moment:
 * no other thread may be making files. net_stop removes the file. */
MUST_USE enum status net_listen_local(struct net *net, const char *path, struct cause *cause);

struct net_counts net_counts(const struct net *net);

/* Closes the listeners and finishes all links; calls `done` (may be NULL) once when all are closed. The net
 * does not exist any more then. Called once. */
void net_stop(struct net *net, void (*done)(void *user), void *user);

/* A message, or bytes for a browser. STATUS_CLOSED: the link has ended or is about to. STATUS_INVALID: above
 * frame_out_max; nothing is sent. STATUS_FULL: the peer reads too slowly, and the link is closed for it. */
MUST_USE enum status net_link_send(struct net_link *link, const uint8_t *bytes, size_t count);

/* Whether one more link of this one's address may settle. */
bool net_link_has_place(const struct net_link *link);

/* Its peer is somebody: it makes no room for others any more. It may be one more than the limit, for a peer
 * that came back takes the place of a link which is about to end. */
void net_link_settle(struct net_link *link);

/* It carries nobody any more, and arrives again. */
void net_link_unsettle(struct net_link *link);

/* A proper end behind what was sent; no message is delivered any more. `reason` is copied. */
void net_link_finish(struct net_link *link, const char *reason);

/* An end at once; what was not handed to the system yet is lost. */
void net_link_close(struct net_link *link, const char *reason);

#endif
