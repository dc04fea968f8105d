/* The monitor on a screen: keys in, the desk drawn at each news and each second. */
#include "client/monitor/face.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <signal.h>
#include <stdlib.h>

enum { KEYS_AT_ONCE = 256, TICK_MS = 250, SIGNALS = 5 };

struct shown {
    struct monitor *monitor;
    struct terminal *terminal;
    struct canvas *canvas;
    uv_poll_t keys;
    uv_timer_t tick;
    uv_signal_t signals[SIGNALS];
    uint64_t aged_ms; /* loop time up to which the clocks went on */
    int open_handles;
    bool closes;
};

static void draw(struct shown *shown)
{
    int rows, columns;
    if (shown->closes)
        return;
    terminal_size(shown->terminal, &rows, &columns);
    desk_draw(&shown->monitor->desk, shown->canvas, rows, columns);
    terminal_draw(shown->terminal, shown->canvas);
}

static void on_tick(uv_timer_t *timer)
{
    struct shown *shown = timer->data;
    uint64_t now = uv_now(shown->monitor->loop);
    desk_age(&shown->monitor->desk, (int64_t)(now - shown->aged_ms));
    shown->aged_ms = now;
    draw(shown);
}

static void on_keys(uv_poll_t *poll, int status, int events)
{
    struct shown *shown = poll->data;
    struct monitor *monitor = shown->monitor;
    struct key key;
    (void)events;
    for (int x = 0;
         x < KEYS_AT_ONCE && !monitor->stops && (key = terminal_key(shown->terminal)).kind != PRESS_NOTHING;
         x++) {
        if (key.kind == PRESS_REDRAW)
            terminal_redraw(shown->terminal);
        else if (key.kind != PRESS_RESIZED)
            desk_press(&monitor->desk, &key);
        monitor_follow(monitor);
    }
    if (!monitor->stops && (status < 0 || terminal_gone(shown->terminal)))
        monitor_stop(monitor, 0);
    draw(shown);
}

static void on_signal(uv_signal_t *signal, int number)
{
    struct shown *shown = signal->data;
    if (number != SIGWINCH) {
        monitor_stop(shown->monitor, 0);
        return;
    }
    terminal_resized(shown->terminal);
    draw(shown);
}

static bool open_screen(struct monitor *monitor)
{
    static const int numbers[SIGNALS] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct shown *shown = memory_zeroed(1, sizeof *shown);
    shown->terminal = terminal_open(monitor->options->in_fd, monitor->options->out_fd);
    if (!shown->terminal) {
        free(shown);
        return false;
    }
    monitor->shown = shown;
    shown->monitor = monitor;
    shown->canvas = canvas_create();
    shown->aged_ms = uv_now(monitor->loop);
    shown->keys.data = shown->tick.data = shown;
    must(uv_poll_init(monitor->loop, &shown->keys, terminal_fd(shown->terminal)) == 0);
    must(uv_poll_start(&shown->keys, UV_READABLE | UV_DISCONNECT, on_keys) == 0);
    must(uv_timer_init(monitor->loop, &shown->tick) == 0);
    must(uv_timer_start(&shown->tick, on_tick, 0, TICK_MS) == 0);
    for (int x = 0; x < SIGNALS; x++) {
        shown->signals[x].data = shown;
        must(uv_signal_init(monitor->loop, &shown->signals[x]) == 0);
        (void)uv_signal_start(&shown->signals[x], on_signal, numbers[x]);
    }
    shown->open_handles = SIGNALS + 2;
    return true;
}

static void on_state(struct monitor *monitor, const struct wire_exercise_state *before)
{
    struct shown *shown = monitor->shown;
    (void)before;
    shown->aged_ms = uv_now(monitor->loop);
    draw(shown);
}

static void on_news(struct monitor *monitor)
{
    draw(monitor->shown);
}

/* Whoever types or is asked something goes on with that. */
static void on_seen(struct monitor *monitor)
{
    struct desk *desk = &monitor->desk;
    if (desk->mode == DESK_LOOKS)
        desk->seen_line = 0;
    if (desk->mode == DESK_LOOKS)
        desk->mode = DESK_SEES;
    draw(monitor->shown);
}

static void on_closed(uv_handle_t *handle)
{
    struct shown *shown = handle->data;
    if (--shown->open_handles)
        return;
    canvas_destroy(shown->canvas);
    free(shown);
}

static void close_screen(struct monitor *monitor)
{
    struct shown *shown = monitor->shown;
    shown->closes = true;
    uv_close((uv_handle_t *)&shown->keys, on_closed);
    uv_close((uv_handle_t *)&shown->tick, on_closed);
    for (int x = 0; x < SIGNALS; x++)
        uv_close((uv_handle_t *)&shown->signals[x], on_closed);
    terminal_close(shown->terminal); /* given back before anything is said on it */
}

const struct face face_screen = {
    .open = open_screen, .state = on_state, .seen = on_seen, .news = on_news, .close = close_screen};
