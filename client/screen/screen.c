#include "client/screen/screen.h"

#include "client/screen/ui.h"
#include "client/term/tell.h"
#include "common/base/must.h"

#include <signal.h>
#include <stdlib.h>

enum {
    KEYS_AT_ONCE = 256, /* taken in a row before the screen is drawn again */
    SECOND_MS = 1000,
    SIGNALS = 5,
    HANDLES = SIGNALS + 2,
    GOODBYE_LINES = 3,
};

struct screen_face {
    struct play *play;
    struct terminal *terminal;
    struct canvas *canvas;
    struct ui ui;
    uv_poll_t keys;
    uv_signal_t signals[SIGNALS];
    uv_timer_t second; /* the clock runs */
    bool is_open;
};

/* ---- drawing */

static void draw(struct screen_face *face)
{
    int rows, columns;
    if (!face->is_open)
        return;
    terminal_size(face->terminal, &rows, &columns);
    ui_draw(&face->ui, face->canvas, rows, columns);
    terminal_draw(face->terminal, face->canvas);
}

static void on_second(uv_timer_t *timer)
{
    struct screen_face *face = timer->data;
    play_begin(face->play);
    draw(face);
}

static void on_resized(uv_signal_t *signal, int number)
{
    struct screen_face *face = signal->data;
    (void)number;
    terminal_resized(face->terminal);
    draw(face);
}

/* ---- keys */

/* Asks like q, from anywhere; the second time it is the answer. In a paste it is text. */
static void interrupt(struct screen_face *face)
{
    const struct key quit = {.kind = PRESS_TEXT, .text = "q"};
    if (face->ui.pasting)
        return;
    if (face->ui.leaving) {
        play_stop(face->play, PLAY_LEFT);
        return;
    }
    ui_free_hands(&face->ui);
    ui_press(&face->ui, &quit);
}

static void on_keys(uv_poll_t *poll, int status, int events)
{
    struct screen_face *face = poll->data;
    struct key key;
    (void)events;
    play_begin(face->play);
    for (int x = 0; x < KEYS_AT_ONCE && (key = terminal_key(face->terminal)).kind != PRESS_NOTHING; x++) {
        if (key.kind == PRESS_REDRAW)
            terminal_redraw(face->terminal);
        else if (key.kind == PRESS_INTERRUPT)
            interrupt(face);
        else if (key.kind != PRESS_RESIZED)
            ui_press(&face->ui, &key);
    }
    if (status < 0 || terminal_gone(face->terminal))
        play_stop(face->play, PLAY_LEFT);
    play_finish(face->play);
}

/* Ctrl-C asks like q; to be ended from outside gives the terminal back first. */
static void on_signal(uv_signal_t *signal, int number)
{
    struct screen_face *face = signal->data;
    play_begin(face->play);
    if (number == SIGINT)
        interrupt(face);
    else
        play_stop(face->play, PLAY_LEFT);
    play_finish(face->play);
}

/* ---- the face */

static void on_show(void *user)
{
    struct screen_face *face = user;
    ui_take_page(&face->ui, false);
    draw(face);
}

static void on_role(void *user)
{
    struct screen_face *face = user;
    ui_role(&face->ui);
}

static void on_turn(void *user)
{
    struct screen_face *face = user;
    ui_turn(&face->ui);
}

static void on_ended(void *user)
{
    struct screen_face *face = user;
    ui_ended(&face->ui);
}

static void on_debrief(void *user)
{
    struct screen_face *face = user;
    if (face->play->options->is_auto)
        play_stop(face->play, PLAY_ENDED);
    else
        ui_debrief(&face->ui);
}

static void on_step(void *user)
{
    struct screen_face *face = user;
    ui_step(&face->ui);
}

static void on_situation(void *user)
{
    struct screen_face *face = user;
    ui_situation(&face->ui);
}

static const struct {
    int number;
    uv_signal_cb heard;
} signal_rows[SIGNALS] = {
    {SIGWINCH, on_resized}, {SIGINT, on_signal},  {SIGTERM, on_signal},
    {SIGHUP, on_signal},    {SIGQUIT, on_signal},
};

static void open_handles(struct screen_face *face, struct play *play)
{
    face->keys.data = face->second.data = face;
    must(uv_poll_init(play->loop, &face->keys, terminal_fd(face->terminal)) == 0);
    must(uv_timer_init(play->loop, &face->second) == 0);
    (void)uv_poll_start(&face->keys, UV_READABLE | UV_DISCONNECT, on_keys);
    (void)uv_timer_start(&face->second, on_second, SECOND_MS, SECOND_MS);
    for (int x = 0; x < SIGNALS; x++) {
        face->signals[x].data = face;
        must(uv_signal_init(play->loop, &face->signals[x]) == 0);
        (void)uv_signal_start(&face->signals[x], signal_rows[x].heard, signal_rows[x].number);
    }
    for (int handles = 0; handles < HANDLES; handles++)
        play_opened(play);
}

static bool on_open(void *user, struct play *play)
{
    struct screen_face *face = user;
    face->play = play;
    ui_init(&face->ui, &play->game);
    if (!play->player)
        return true;
    face->terminal = terminal_open(play->options->in_fd, play->options->out_fd);
    if (!face->terminal) {
        page_say(&play->game.page, "screen.unusable");
        return false;
    }
    face->canvas = canvas_create();
    open_handles(face, play);
    face->is_open = true;
    return true;
}

static void on_closed(uv_handle_t *handle)
{
    struct screen_face *face = handle->data;
    play_closed(face->play);
}

/* What must outlive the screen: the result, or why there is none. */
static void say_goodbye(struct screen_face *face)
{
    struct play *play = face->play;
    struct page *page = &play->game.page;
    int from = face->ui.messages.count - GOODBYE_LINES;
    bool ended = play->exit_status == PLAY_ENDED;
    for (int x = from < 0 ? 0 : from; !ended && x < face->ui.messages.count; x++)
        page_line(page, lines_at(&face->ui.messages, x));
    if (ended)
        tell_results(&play->game);
    page->width = 0; /* one line for programs, however narrow the terminal is */
    if (ended)
        tell_result_line(&play->game);
    (void)page_flush(page, play->options->out_fd);
}

static void on_close(void *user)
{
    struct screen_face *face = user;
    if (face->is_open) {
        uv_close((uv_handle_t *)&face->keys, on_closed);
        for (int x = 0; x < SIGNALS; x++)
            uv_close((uv_handle_t *)&face->signals[x], on_closed);
        uv_close((uv_handle_t *)&face->second, on_closed);
    }
    face->is_open = false;
    terminal_close(face->terminal);
    face->terminal = NULL;
    ui_take_page(&face->ui, false);
    say_goodbye(face);
}

int screen_run(uv_loop_t *loop, const struct play_options *options)
{
    struct screen_face *screen = calloc(1, sizeof *screen);
    must(screen != NULL);
    const struct play_face face = {
        .open = on_open,
        .role = on_role,
        .situation = on_situation,
        .turn = on_turn,
        .ended = on_ended,
        .step = on_step,
        .debrief = on_debrief,
        .show = on_show,
        .close = on_close,
        .user = screen,
    };
    int exit_status = play_run(loop, options, &face);
    canvas_destroy(screen->canvas);
    free(screen);
    return exit_status;
}
