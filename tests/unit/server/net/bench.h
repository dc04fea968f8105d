/* A net on a real loop, and clients on real sockets, all stepped in one thread. */
#ifndef SPIRAL_TESTS_NET_BENCH_H
#define SPIRAL_TESTS_NET_BENCH_H

#include "server/net/net.h"

enum { BENCH_CLIENTS_MAX = 32, BENCH_PEERS_MAX = 64 };

struct client {
    int socket; /* -1: closed */
    struct link *link;
    bool deaf;  /* reads nothing */
    bool ended; /* the server's end was seen */
    int received;
    size_t last_size;
    uint8_t first_byte; /* of the last message */
    enum status status; /* of the last feed */
    struct cause cause;
};

/* What the handlers do with a message. */
enum answer { ANSWER_NOTHING, ANSWER_ECHO, ANSWER_AND_FINISH, ANSWER_AND_CLOSE };

struct bench;

/* What `opened` gives: one for each link. */
struct served {
    struct bench *bench;
    struct net_link *link;
};

struct bench {
    uv_loop_t loop;
    struct net *net;
    char directory[64], certificate[96], key[96], local_path[96];
    struct link_context *server_context, *client_context, *plain_context;
    uint16_t port;
    bool refuse;    /* opened gives NULL */
    bool strangers; /* nobody settles */
    enum answer answer;
    int opened, closed, messages;
    enum status sent; /* of the last answer */
    bool local;       /* of the last opened */
    enum net_kind kind;
    int content, drained; /* bytes of browsers; how often they were told that all is gone */
    int pieces;           /* that are still sent to a browser, one each time that it is drained */
    uint8_t piece[16 * 1024];
    char address[NET_ADDRESS_TEXT];
    char reason[CAUSE_LENGTH_MAX];
    struct net_link *last; /* the last opened */
    bool stopped;
    struct served served[BENCH_PEERS_MAX];
    struct client clients[BENCH_CLIENTS_MAX];
    int client_count;
};

/* Defaults, with deadlines short enough for tests. */
struct net_limits bench_limits(void);

/* Listens on 127.0.0.1 and on a local socket. */
void bench_open(struct bench *bench, struct net_limits limits);
/* Stops the net, checks that all was told and freed. */
void bench_close(struct bench *bench);

/* Connected sockets; the first two speak as links, the third has none. */
struct client *bench_client(struct bench *bench);
struct client *bench_local_client(struct bench *bench);
struct client *bench_bare_client(struct bench *bench);
void client_close(struct client *client);

/* One turn of the loop and of every client. */
void bench_step(struct bench *bench);
int64_t bench_now_ms(void);

/* Steps until the condition holds; fails the test after three seconds. */
#define bench_until(bench, condition)                                                                        \
    do {                                                                                                     \
        int64_t until_ms = bench_now_ms() + 3000;                                                            \
        while (!(condition) && bench_now_ms() < until_ms)                                                    \
            bench_step(bench);                                                                               \
        assert_true(condition);                                                                              \
    } while (0)

/* Steps for so long. */
void bench_run_ms(struct bench *bench, int64_t ms);

#endif
