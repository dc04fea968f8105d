#include "bench.h"

#include "common/base/must.h"
#include "server/net/certificate.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static void *on_opened(void *user, struct net_link *link, enum net_kind kind, const char *peer_address)
{
    struct bench *bench = user;
    must(bench->opened < BENCH_PEERS_MAX);
    struct served *served = &bench->served[bench->opened++];
    *served = (struct served){.bench = bench, .link = link};
    bench->local = kind == NET_KIND_LOCAL;
    bench->kind = kind;
    bench->last = link;
    snprintf(bench->address, sizeof bench->address, "%s", peer_address);
    if (!bench->strangers)
        net_link_settle(link);
    return bench->refuse ? NULL : served;
}

static void on_message(void *peer, const uint8_t *bytes, size_t count)
{
    struct served *served = peer;
    enum answer answer = served->bench->answer;
    served->bench->messages++;
    if (answer != ANSWER_NOTHING)
        served->bench->sent = net_link_send(served->link, bytes, count);
    if (answer == ANSWER_AND_FINISH)
        net_link_finish(served->link, "answered");
    if (answer == ANSWER_AND_CLOSE)
        net_link_close(served->link, "closed by hand");
}

/* A browser says what its bytes count for: each 'm' is a message. */
static int on_content(void *peer, const uint8_t *bytes, size_t count)
{
    struct served *served = peer;
    int messages = 0;
    must(count <= LINK_PORTION);
    for (size_t x = 0; x < count; x++)
        messages += bytes[x] == 'm';
    served->bench->content += (int)count;
    served->bench->messages += messages;
    if (served->bench->answer == ANSWER_ECHO)
        served->bench->sent = net_link_send(served->link, bytes, count);
    return messages;
}

static void on_drained(void *peer)
{
    struct served *served = peer;
    served->bench->drained++;
    if (served->bench->pieces > 0 && served->bench->pieces--)
        served->bench->sent = net_link_send(served->link, served->bench->piece, sizeof served->bench->piece);
}

static void on_closed(void *peer, const char *reason)
{
    struct served *served = peer;
    served->bench->closed++;
    must(net_link_send(served->link, NULL, 0) == STATUS_CLOSED);
    snprintf(served->bench->reason, sizeof served->bench->reason, "%s", reason);
}

struct net_limits bench_limits(void)
{
    struct net_limits limits = net_limits_default();
    limits.sweep_ms = 5;
    limits.linger_ms = 100;
    limits.accept_pause_ms = 30;
    return limits;
}

static bool trust_any(void *user, const struct digest *public_key, bool chain_valid)
{
    (void)user;
    (void)public_key;
    (void)chain_valid;
    return true;
}

void bench_open(struct bench *bench, struct net_limits limits)
{
    struct cause cause = {""};
    memset(bench, 0, sizeof *bench);
    snprintf(bench->directory, sizeof bench->directory, "/tmp/spiral-net-XXXXXX");
    must(mkdtemp(bench->directory) != NULL);
    snprintf(bench->certificate, sizeof bench->certificate, "%s/certificate.pem", bench->directory);
    snprintf(bench->key, sizeof bench->key, "%s/key.pem", bench->directory);
    snprintf(bench->local_path, sizeof bench->local_path, "%s/local", bench->directory);
    must(certificate_ensure(bench->certificate, bench->key, &cause) == STATUS_OK);
    must(link_context_server(bench->certificate, bench->key, &bench->server_context, &cause) == STATUS_OK);
    must(link_context_client(&bench->client_context, &cause) == STATUS_OK);
    bench->plain_context = link_context_plain();
    bench->answer = ANSWER_ECHO;
    must(uv_loop_init(&bench->loop) == 0);
    struct net_handlers handlers = {.opened = on_opened,
                                    .message = on_message,
                                    .content = on_content,
                                    .drained = on_drained,
                                    .closed = on_closed};
    link_context_serve_browsers(bench->server_context);
    bench->net = net_create(&bench->loop, limits, handlers, bench);
    must(net_listen_tcp(bench->net, "127.0.0.1", 0, bench->server_context, &bench->port, &cause) ==
         STATUS_OK);
    must(net_listen_local(bench->net, bench->local_path, &cause) == STATUS_OK);
}

static void on_stopped(void *user)
{
    struct bench *bench = user;
    bench->stopped = true;
}

void bench_close(struct bench *bench)
{
    if (!bench->stopped) {
        net_stop(bench->net, on_stopped, bench);
        int64_t until_ms = bench_now_ms() + 3000;
        while (!bench->stopped && bench_now_ms() < until_ms)
            bench_step(bench);
    }
    must(bench->stopped);
    must(bench->refuse || bench->opened == bench->closed);
    for (int i = 0; i < bench->client_count; i++) {
        client_close(&bench->clients[i]);
        link_destroy(bench->clients[i].link);
    }
    must(uv_loop_close(&bench->loop) == 0);
    link_context_destroy(bench->server_context);
    link_context_destroy(bench->client_context);
    link_context_destroy(bench->plain_context);
    unlink(bench->certificate);
    unlink(bench->key);
    must(rmdir(bench->directory) == 0);
}

static struct client *add_client(struct bench *bench, int family, const void *address, socklen_t size)
{
    must(bench->client_count < BENCH_CLIENTS_MAX);
    struct client *client = &bench->clients[bench->client_count++];
    *client = (struct client){.socket = socket(family, SOCK_STREAM, 0)};
    must(client->socket >= 0 && connect(client->socket, address, size) == 0);
    must(fcntl(client->socket, F_SETFL, O_NONBLOCK) == 0);
    return client;
}

struct client *bench_bare_client(struct bench *bench)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(bench->port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return add_client(bench, AF_INET, &at, sizeof at);
}

/* A client takes what a server may send. */
static struct link_limits client_limits(void)
{
    struct link_limits limits = net_limits_default().link;
    limits.frame_in_max = limits.frame_out_max;
    return limits;
}

struct client *bench_client(struct bench *bench)
{
    struct client *client = bench_bare_client(bench);
    client->link = link_create_client(bench->client_context, client_limits(), "localhost", trust_any, NULL);
    return client;
}

struct client *bench_local_client(struct bench *bench)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s", bench->local_path);
    struct client *client = add_client(bench, AF_UNIX, &at, sizeof at);
    client->link = link_create_client(bench->plain_context, client_limits(), NULL, NULL, NULL);
    return client;
}

void client_close(struct client *client)
{
    if (client->socket >= 0)
        close(client->socket);
    client->socket = -1;
}

static void client_write(struct client *client)
{
    const uint8_t *bytes;
    size_t count;
    while (client->link && (count = link_output(client->link, &bytes)) > 0) {
        ssize_t written = send(client->socket, bytes, count, MSG_NOSIGNAL);
        if (written <= 0)
            return;
        link_output_taken(client->link, (size_t)written);
    }
}

static void client_read(struct client *client)
{
    uint8_t bytes[16384];
    ssize_t count = client->deaf ? -1 : recv(client->socket, bytes, sizeof bytes, 0);
    client->ended = client->ended || count == 0 || (count < 0 && !client->deaf && errno != EAGAIN);
    if (count <= 0 || !client->link || client->status != STATUS_OK)
        return;
    client->status = link_feed(client->link, bytes, (size_t)count, &client->cause);
    const uint8_t *payload;
    while (link_next(client->link, &payload, &client->last_size)) {
        client->received++;
        client->first_byte = client->last_size > 0 ? payload[0] : 0;
    }
}

void bench_step(struct bench *bench)
{
    uv_run(&bench->loop, UV_RUN_NOWAIT);
    for (int i = 0; i < bench->client_count; i++) {
        struct client *client = &bench->clients[i];
        if (client->socket >= 0)
            client_write(client);
        if (client->socket >= 0)
            client_read(client);
    }
    poll(NULL, 0, 1);
}

int64_t bench_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void bench_run_ms(struct bench *bench, int64_t ms)
{
    int64_t until_ms = bench_now_ms() + ms;
    while (bench_now_ms() < until_ms)
        bench_step(bench);
}
