/* What the files of this folder share; nobody else includes it.
 *
 * A link lives from net_link_adopt to the close callback of its handle, the only place where it is freed. Its
 * state only moves forward: handshake, open, finishing, closing. */
#ifndef SPIRAL_SERVER_NET_NET_INTERNAL_H
#define SPIRAL_SERVER_NET_NET_INTERNAL_H

#include "server/net/net.h"
#include "server/net/net_limits.h"

#include <sys/types.h>

enum net_link_state {
    NET_LINK_HANDSHAKE,
    NET_LINK_OPEN,
    NET_LINK_FINISHING, /* output is flushed, input thrown away, until the peer's end or linger_ms */
    NET_LINK_CLOSING,   /* uv_close was called */
};

struct net_link {
    struct net *net;
    struct net_link *next, *previous; /* of all links */
    struct net_link *next_dirty;      /* of those with output to flush */
    enum net_link_state state;
    bool settled; /* keeps its place; always so over a local socket */
    bool dirty;
    bool reading;
    bool peer_ended;   /* no more bytes will come */
    bool input_ended;  /* ends once the messages that came before are delivered */
    bool shut;         /* uv_shutdown was called */
    bool writing;      /* one write is under way in the loop */
    bool owes_drained; /* something was sent to a browser since it was told that all is gone */
    union {
        uv_handle_t handle;
        uv_stream_t stream;
        uv_tcp_t tcp;
        uv_pipe_t pipe;
    } io;
    uv_shutdown_t shutdown;
    struct link *link;
    struct net_address address;
    struct net_bucket bucket;
    size_t waiting;    /* bytes for the peer, as counted in the net */
    int64_t since_ms;  /* of the state, loop time */
    int64_t active_ms; /* the last bytes of the peer */
    void *peer;        /* NULL: no handler is to hear of it */
    char *reason;      /* owned; the first one given; NULL too when there was no memory for it */
};

struct net_listener {
    struct net *net;
    struct net_listener *next;
    uv_poll_t poll;
    int socket;
    struct link_context *context;
    bool local;
    bool paused;
    int64_t resume_ms;                 /* the end of the last pause */
    char path[NET_LOCAL_PATH_MAX + 1]; /* of a local socket */
    dev_t device;                      /* the file that was made, so that no other is removed */
    ino_t inode;
};

struct net {
    uv_loop_t *loop;
    struct net_limits limits;
    struct net_handlers handlers;
    void *user;
    struct link_context *plain;
    struct net_listener *listeners;
    struct net_link *links, *dirty;
    struct net_counts counts;
    int local_links;
    size_t waiting; /* bytes for all peers */
    int listener_count;
    uv_timer_t sweep;
    uv_prepare_t
        flush; /* before the loop waits, so that messages of one turn of the loop share a system call */
    int open_handles; /* sweep and flush */
    bool stopping;
    void (*stopped)(void *user);
    void *stopped_user;
    uint8_t read_buffer[NET_READ_SIZE];
};

static inline int64_t net_now(const struct net *net)
{
    return (int64_t)uv_now(net->loop);
}

/* net.c: sweeping runs while there is a link or a paused listener. */
void net_sweep_arm(struct net *net);
void net_mark_dirty(struct net_link *link);
void net_forget_dirty(struct net_link *link);
/* Ends the net when it is stopping and nothing of it is left. */
void net_settle(struct net *net);

/* net_place.c: admits a newcomer, if need be in the place of another link; false: it is to be turned off. */
bool net_place_make(struct net *net, const struct net_address *address);
/* Makes the process's limit of open files large enough, or says that it is not. */
void net_place_raise_descriptors(const struct net_limits *limits);
/* Counts what waits for the peer; ends the link with most of it when it is too much in all. */
void net_place_weigh(struct net_link *link);

/* net_listen.c */
void net_listener_sweep(struct net_listener *listener);
void net_listener_close(struct net_listener *listener);

/* net_link.c: takes the descriptor in any case. */
void net_link_adopt(struct net *net, int descriptor, const struct net_address *address,
                    struct link_context *context);
void net_link_sweep(struct net_link *link);
void net_link_flush(struct net_link *link);

#endif
