/* A server without a game: accepts on a port of 127.0.0.1, speaks TLS and frames, and asks a script what to
 * answer. Runs on the loop of the client under test. */
#ifndef SPIRAL_TESTS_CLIENT_FAKE_SERVER_H
#define SPIRAL_TESTS_CLIENT_FAKE_SERVER_H

#include "common/link/link.h"
#include "common/wire/message.h"

#include <uv.h>

enum { FAKE_PEERS_MAX = 16 };

struct fake_server;

struct fake_peer {
    struct fake_server *server;
    uv_tcp_t tcp;
    struct link *link;
    int number; /* connections count from 1 */
    int place;  /* in the server's list */
    bool closing;
    bool deaf; /* reads nothing into its link any more */
    uint8_t room[16 * 1024];
};

struct fake_server {
    uv_loop_t *loop;
    uv_tcp_t listener;
    struct link_context *context;
    int port;
    int accepted;                            /* connections so far */
    int unpadded;                            /* envelopes whose size is no class */
    struct fake_peer *peers[FAKE_PEERS_MAX]; /* open now */
    struct fake_peer *last;                  /* NULL when it has ended */
    void (*heard)(struct fake_peer *peer, const struct to_server *message);
    void *user;
};

/* The certificate's files are read at once. `port` 0: any free one. */
void fake_start(struct fake_server *server, uv_loop_t *loop, const char *certificate, const char *key,
                int port);
/* Stops listening and cuts all connections; the loop must run afterwards. */
void fake_stop(struct fake_server *server);
/* After the loop has run dry. */
void fake_free(struct fake_server *server);

void fake_send(struct fake_peer *peer, const struct to_client *message);
/* Whatever these bytes are, as one frame. */
void fake_send_bytes(struct fake_peer *peer, const void *bytes, size_t count);
/* Ends the connection without a word. */
void fake_cut(struct fake_peer *peer);
/* Keeps the connection and answers nothing any more. */
void fake_deafen(struct fake_peer *peer);

#endif
