#include "client/term/input.h"

#include "common/base/buffer.h"
#include "common/base/must.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 4096 };

struct input {
    uv_loop_t *loop;
    struct input_events events;
    uv_handle_type type;
    int fd; /* own copy; -1 once a handle closes it */
    union {
        uv_stream_t stream;
        uv_tty_t tty;
        uv_pipe_t pipe;
    } handle;
    bool has_handle, is_reading, reads_file;
    uv_fs_t file_read;
    uv_timer_t pump_timer; /* delivers from the loop, never from within a call */
    int handles_open;
    struct buffer bytes;
    char chunk[READ_SIZE];
    bool held, ended, told_end, closed, pumping, skips; /* skips: the rest of a line that is too long */
};

static void release(struct input *input)
{
    if (!input->closed || input->handles_open || input->reads_file)
        return;
    if (input->fd >= 0)
        (void)close(input->fd);
    struct input_events events = input->events;
    buffer_free(&input->bytes);
    free(input);
    events.closed(events.user);
}

static void on_close(uv_handle_t *handle)
{
    struct input *input = handle->data;
    input->handles_open--;
    release(input);
}

static void read_more(struct input *input);

/* Takes one line off the buffer; false when none is whole. */
static bool deliver(struct input *input)
{
    size_t count = buffer_length(&input->bytes);
    const char *bytes = (const char *)buffer_bytes(&input->bytes);
    const char *newline = count ? memchr(bytes, '\n', count) : NULL;
    if (!newline && count < INPUT_LINE_MAX && !(input->ended && count))
        return false;
    size_t length = newline ? (size_t)(newline - bytes) : count;
    bool too_long = length >= INPUT_LINE_MAX || input->skips;
    bool is_rest = input->skips;
    input->skips = too_long && !newline && !input->ended;
    char line[INPUT_LINE_MAX];
    struct slice slice = {line, too_long ? 0 : length};
    memcpy(line, bytes, slice.length);
    buffer_consume(&input->bytes, length + (newline ? 1 : 0));
    if (!is_rest)
        input->events.line(input->events.user, slice, too_long);
    return true;
}

static void pump(struct input *input)
{
    if (input->pumping)
        return;
    input->pumping = true;
    while (!input->held && !input->closed && deliver(input))
        ;
    input->pumping = false;
    if (input->held || input->closed)
        return;
    if (input->ended && !input->told_end && buffer_length(&input->bytes) == 0) {
        input->told_end = true;
        input->events.end(input->events.user);
    } else {
        read_more(input);
    }
}

static void on_pump(uv_timer_t *timer)
{
    pump(timer->data);
}

static void pump_later(struct input *input)
{
    if (!input->closed)
        (void)uv_timer_start(&input->pump_timer, on_pump, 0, 0);
}

static void take_bytes(struct input *input, ssize_t count)
{
    if (count > 0) {
        must(buffer_write(&input->bytes, input->chunk, (size_t)count) == STATUS_OK);
    } else if (count < 0) {
        input->ended = true;
    }
}

static bool has_room(const struct input *input)
{
    return buffer_length(&input->bytes) + READ_SIZE <= INPUT_BUFFER_MAX;
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    struct input *input = handle->data;
    (void)suggested;
    *buf = uv_buf_init(input->chunk, sizeof input->chunk);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buf)
{
    struct input *input = stream->data;
    (void)buf;
    take_bytes(input, count);
    if (input->ended || !has_room(input)) {
        (void)uv_read_stop(stream);
        input->is_reading = false;
    }
    pump(input);
}

static void on_file_read(uv_fs_t *request)
{
    struct input *input = request->data;
    ssize_t count = request->result;
    uv_fs_req_cleanup(request);
    input->reads_file = false;
    take_bytes(input, count == 0 ? UV_EOF : count);
    if (input->closed)
        release(input);
    else
        pump_later(input);
}

static void read_more(struct input *input)
{
    if (input->ended || input->closed || !has_room(input))
        return;
    if (input->has_handle && !input->is_reading) {
        input->is_reading = uv_read_start(&input->handle.stream, on_alloc, on_read) == 0;
        input->ended = !input->is_reading;
    } else if (!input->has_handle && !input->reads_file) {
        uv_buf_t buf = uv_buf_init(input->chunk, sizeof input->chunk);
        input->file_read.data = input;
        input->reads_file =
            uv_fs_read(input->loop, &input->file_read, input->fd, &buf, 1, -1, on_file_read) == 0;
        input->ended = !input->reads_file;
    }
    if (input->ended)
        pump_later(input);
}

/* A stream where the loop can poll it; a file or the null device is read piece by piece in the loop's pool.
 */
static bool open_stream(struct input *input)
{
    if (input->type == UV_TTY) {
        if (uv_tty_init(input->loop, &input->handle.tty, input->fd, 1) != 0)
            return false;
    } else if (input->type == UV_NAMED_PIPE) {
        (void)uv_pipe_init(input->loop, &input->handle.pipe, 0);
        if (uv_pipe_open(&input->handle.pipe, input->fd) != 0) {
            input->handle.stream.data = input;
            input->handles_open++;
            uv_close((uv_handle_t *)&input->handle, on_close);
            return false;
        }
        input->fd = -1;
    } else {
        return false;
    }
    input->handle.stream.data = input;
    input->handles_open++;
    return true;
}

struct input *input_open(uv_loop_t *loop, int fd, const struct input_events *events)
{
    struct input *input = calloc(1, sizeof *input);
    must(input != NULL);
    input->loop = loop;
    input->events = *events;
    input->held = true;
    input->bytes = buffer_with_cap(INPUT_BUFFER_MAX);
    input->type = uv_guess_handle(fd);
    input->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    (void)uv_timer_init(loop, &input->pump_timer);
    input->pump_timer.data = input;
    input->handles_open++;
    input->ended = input->fd < 0;
    input->has_handle = !input->ended && open_stream(input);
    return input;
}

bool input_is_terminal(const struct input *input)
{
    return input->type == UV_TTY;
}

void input_hold(struct input *input, bool hold)
{
    bool begins = input->held && !hold;
    input->held = hold;
    if (begins)
        pump_later(input);
}

void input_close(struct input *input)
{
    input->closed = true;
    if (input->has_handle) {
        (void)uv_read_stop(&input->handle.stream);
        uv_close((uv_handle_t *)&input->handle, on_close);
    }
    uv_close((uv_handle_t *)&input->pump_timer, on_close);
}
