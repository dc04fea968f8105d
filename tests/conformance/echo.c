/* server/web as an echo of WebSocket messages, over TCP without TLS: what suites of tests for WebSocket ask
 * for, such as Autobahn's. For this machine only; not a part of the product.
 *
 *     conformance_echo [PORT]     prints "ready PORT"; ends when its standard input does */
#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/web/web.h"
#include "tests/unit/server/web/unasked.h"

#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { MESSAGE_MAX = 32 * 1024 * 1024, READ_SIZE = 64 * 1024 };

struct echo {
    uv_loop_t loop;
    uv_tcp_t listener;
    uv_pipe_t input;
    uv_timer_t timer;
    uv_prepare_t prepare;
    struct web *web;
    char bytes[READ_SIZE];
};

struct line {
    uv_tcp_t tcp;
    struct echo *echo;
    struct web_stream *stream;
    uv_shutdown_t shutdown;
    int writes;
    bool finishing, closing;
};

struct writing {
    uv_write_t request;
    uint8_t bytes[];
};

/* ---- the host of the web */

static uint64_t now_ms(void *user)
{
    (void)user;
    return uv_hrtime() / 1000000;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    (void)user;
    must(RAND_bytes(bytes, (int)count) == 1);
}

static void on_line_closed(uv_handle_t *handle)
{
    struct line *line = handle->data;
    web_closed(line->stream, "the connection is gone");
    free(line);
}

static void close_line(struct line *line)
{
    if (line->closing)
        return;
    line->closing = true;
    uv_close((uv_handle_t *)&line->tcp, on_line_closed);
}

static void on_written(uv_write_t *request, int status)
{
    struct line *line = request->data;
    free(request);
    line->writes--;
    if (status < 0)
        close_line(line);
    else if (line->writes == 0 && !line->closing && !line->finishing)
        web_drained(line->stream);
}

static void on_send(void *link, const uint8_t *bytes, size_t count)
{
    struct line *line = link;
    struct writing *writing = memory_of(sizeof *writing + count);
    memcpy(writing->bytes, bytes, count);
    writing->request.data = line;
    uv_buf_t buffer = uv_buf_init((char *)writing->bytes, (unsigned)count);
    if (line->closing || uv_write(&writing->request, (uv_stream_t *)&line->tcp, &buffer, 1, on_written) < 0)
        free(writing);
    else
        line->writes++;
}

static void on_shut(uv_shutdown_t *shutdown, int status)
{
    if (status < 0)
        close_line(shutdown->handle->data);
}

/* The end of the peer closes the connection: a reset would take back what was sent last. */
static void on_finish(void *link, const char *reason)
{
    struct line *line = link;
    (void)reason;
    line->finishing = true;
    if (!line->closing && uv_shutdown(&line->shutdown, (uv_stream_t *)&line->tcp, on_shut) < 0)
        close_line(line);
}

static void *on_opened(void *user, struct web_peer *peer, const char *address)
{
    (void)user;
    (void)address;
    return peer;
}

static void on_message(void *conversation, const uint8_t *bytes, size_t count)
{
    (void)conversation;
    (void)bytes;
    (void)count; /* of a long poll: nobody answers */
}

static void on_closed(void *conversation, const char *reason)
{
    (void)conversation;
    (void)reason;
}

/* ---- connections */

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    struct line *line = handle->data;
    (void)wanted;
    *buffer = uv_buf_init(line->echo->bytes, READ_SIZE);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
    struct line *line = stream->data;
    if (count < 0)
        close_line(line);
    else if (count > 0 && !line->finishing)
        web_bytes(line->stream, (const uint8_t *)buffer->base, (size_t)count);
}

static void on_connection(uv_stream_t *listener, int status)
{
    struct echo *echo = listener->data;
    if (status < 0)
        return;
    struct line *line = memory_zeroed(1, sizeof *line);
    line->echo = echo;
    line->tcp.data = line;
    must(uv_tcp_init(&echo->loop, &line->tcp) == 0);
    must(uv_accept(listener, (uv_stream_t *)&line->tcp) == 0);
    line->stream = web_opened(echo->web, line, "127.0.0.1:1");
    must(line->stream != NULL);
    uv_tcp_nodelay(&line->tcp, 1);
    must(uv_read_start((uv_stream_t *)&line->tcp, on_room, on_read) == 0);
}

/* ---- time and the end */

static void on_timer(uv_timer_t *timer)
{
    struct echo *echo = timer->data;
    web_tick(echo->web);
}

static void on_prepare(uv_prepare_t *prepare)
{
    struct echo *echo = prepare->data;
    uint64_t next = web_next_tick_ms(echo->web), now = now_ms(NULL);
    if (next == UINT64_MAX)
        uv_timer_stop(&echo->timer);
    else
        uv_timer_start(&echo->timer, on_timer, next > now ? next - now : 0, 0);
}

static void close_handle(uv_handle_t *handle, void *user)
{
    struct echo *echo = user;
    if (uv_is_closing(handle))
        return;
    if (handle->type == UV_TCP && handle != (uv_handle_t *)&echo->listener)
        close_line(handle->data);
    else
        uv_close(handle, NULL);
}

static void on_input(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
    struct echo *echo = stream->data;
    (void)buffer;
    if (count < 0)
        uv_walk(&echo->loop, close_handle, echo);
}

static void on_input_room(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    struct echo *echo = handle->data;
    (void)wanted;
    *buffer = uv_buf_init(echo->bytes, READ_SIZE);
}

static int listen_on(struct echo *echo, int port)
{
    struct sockaddr_in address, bound;
    int size = sizeof bound;
    must(uv_ip4_addr("127.0.0.1", port, &address) == 0);
    must(uv_tcp_init(&echo->loop, &echo->listener) == 0);
    echo->listener.data = echo;
    if (uv_tcp_bind(&echo->listener, (struct sockaddr *)&address, 0) < 0 ||
        uv_listen((uv_stream_t *)&echo->listener, 64, on_connection) < 0)
        return -1;
    must(uv_tcp_getsockname(&echo->listener, (struct sockaddr *)&bound, &size) == 0);
    return ntohs(bound.sin_port);
}

int main(int count, char **arguments)
{
    struct echo *echo = memory_zeroed(1, sizeof *echo);
    struct web_host host = {.user = echo,
                            .now_ms = now_ms,
                            .random = random_bytes,
                            .send = on_send,
                            .finish = on_finish,
                            .opened = on_opened,
                            .message = on_message,
                            .closed = on_closed};
    web_unasked(&host);
    struct web_limits limits = {MESSAGE_MAX, MESSAGE_MAX, true};
    must(uv_loop_init(&echo->loop) == 0);
    echo->web = web_create(&host, &limits);
    int port = listen_on(echo, count > 1 ? atoi(arguments[1]) : 0);
    if (port < 0) {
        fprintf(stderr, "conformance_echo: the port is taken; name another one\n");
        return 1;
    }
    must(uv_timer_init(&echo->loop, &echo->timer) == 0 && uv_prepare_init(&echo->loop, &echo->prepare) == 0);
    echo->timer.data = echo->prepare.data = echo->input.data = echo;
    must(uv_prepare_start(&echo->prepare, on_prepare) == 0);
    must(uv_pipe_init(&echo->loop, &echo->input, 0) == 0 && uv_pipe_open(&echo->input, 0) == 0);
    must(uv_read_start((uv_stream_t *)&echo->input, on_input_room, on_input) == 0);
    printf("ready %d\n", port);
    fflush(stdout);
    uv_run(&echo->loop, UV_RUN_DEFAULT);
    web_destroy(echo->web);
    must(uv_loop_close(&echo->loop) == 0);
    free(echo);
    return 0;
}
