#include "client/term/line_play.h"

#include "client/term/command.h"
#include "client/term/tell.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
    WIDTH_LEAST = 40, /* columns; on narrower terminals wrapping does more harm than good */
    WARNINGS = 3,
    CLOCK_PATIENCE_MS = 500, /* how long a turn's start waits for the clock that belongs to it */
};

static const int64_t warning_seconds[WARNINGS] = {60, 30, 10};

void line_stop(struct line_play *line, int exit_status)
{
    if (!line->stops)
        line->exit_status = exit_status;
    line->stops = true;
}

void line_begin(struct line_play *line)
{
    time_t now = time(NULL);
    struct tm local;
    line->game.now_ms = uv_now(line->loop);
    if (localtime_r(&now, &local))
        (void)strftime(line->game.wall, sizeof line->game.wall, "%H:%M:%S", &local);
}

static void show(struct line_play *line)
{
    int fd = line->options->out_fd;
    bool has_prompt = line->input && input_is_terminal(line->input) && !line->stops;
    bool written = true;
    if (line->prompted && buffer_length(&line->game.page.bytes)) {
        written = write(fd, "\n", 1) == 1; /* news begins on a line of its own, not behind the prompt */
        line->prompted = false;
    }
    written = page_flush(&line->game.page, fd) && written;
    if (has_prompt && !line->prompted) {
        written = write(fd, "> ", 2) == 2 && written;
        line->prompted = true;
    }
    if (!written)
        line_stop(line, LINE_FAILED);
}

void line_finish(struct line_play *line)
{
    const struct game *game = &line->game;
    bool is_script = line->input && !input_is_terminal(line->input);
    bool waits =
        !line->turn || game_waits(game) || game->wish == WISH_WAIT_TURN || game->wish == WISH_WAIT_END;
    if (game->wish == WISH_QUIT_NOW || (game->wish == WISH_QUIT && !game_waits(game)))
        line_stop(line, game->model->has_ended && line->checked ? LINE_ENDED : LINE_LEFT);
    show(line);
    if (line->input)
        input_hold(line->input, line->stops || (is_script && waits));
}

/* ---- typed lines */

static void on_line(void *user, struct slice typed, bool too_long)
{
    struct line_play *line = user;
    line->prompted = false;
    line_begin(line);
    if (too_long)
        page_tell(&line->game.page, "input.too_long", SLOTS(num("most", INPUT_LINE_MAX)));
    else
        (void)command_line(&line->game, typed);
    if (input_is_terminal(line->input) && line->game.wish >= WISH_WAIT_TURN)
        line->game.wish = WISH_NONE; /* only a script waits: a person wants to type */
    line_finish(line);
}

static void on_end(void *user)
{
    struct line_play *line = user;
    line_begin(line);
    if (!line->game.model->has_ended) {
        page_say(&line->game.page, "input.ended");
        line_stop(line, LINE_LEFT);
    } /* else: the record is on its way */
    line_finish(line);
}

/* ---- time warnings */

static void on_warning(uv_timer_t *timer)
{
    struct line_play *line = timer->data;
    line_begin(line);
    tell_time_warning(&line->game, line->warning);
    line_finish(line);
    line_arm_warning(line);
}

static void on_no_clock(uv_timer_t *timer)
{
    struct line_play *line = timer->data;
    line_begin(line);
    line_tell_turn(line);
    line_finish(line);
}

void line_arm_warning(struct line_play *line)
{
    const struct model *model = line->game.model;
    (void)uv_timer_stop(&line->timer);
    if (line->untold && !line->stops) {
        (void)uv_timer_start(&line->timer, on_no_clock, CLOCK_PATIENCE_MS, 0);
        return;
    }
    if (!model->has_clock || model->clock.state != CLOCK_OPEN || model->clock.remaining_ms < 0 || line->stops)
        return;
    int64_t gone = (int64_t)(uv_now(line->loop) - model->clock_read_ms);
    for (int x = 0; x < WARNINGS; x++) {
        int64_t wait = model->clock.remaining_ms - gone - 1000 * warning_seconds[x];
        if (wait <= 0)
            continue;
        line->warning = warning_seconds[x];
        (void)uv_timer_start(&line->timer, on_warning, (uint64_t)wait, 0);
        return;
    }
}

/* ---- from beginning to end */

/* Columns to wrap at; pipes and files get every sentence on one line. */
static int width_of(int fd)
{
    struct winsize size = {0};
    bool is_terminal = isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0;
    return is_terminal && size.ws_col >= WIDTH_LEAST ? size.ws_col - 1 : 0;
}

static void on_input_closed(void *user)
{
    struct line_play *line = user;
    line->open--;
}

static void on_timer_closed(uv_handle_t *handle)
{
    struct line_play *line = handle->data;
    line->open--;
}

static void begin_to_stop(struct line_play *line)
{
    line->stopping = true;
    if (line->auto_play)
        auto_destroy(line->auto_play);
    line->auto_play = NULL;
    if (line->input)
        input_close(line->input);
    line->input = NULL;
    uv_close((uv_handle_t *)&line->timer, on_timer_closed);
    player_stop(line->player);
}

static void play(struct line_play *line)
{
    const struct line_options *options = line->options;
    struct input_events events = {.line = on_line, .end = on_end, .closed = on_input_closed, .user = line};
    if (options->is_auto) {
        line->auto_play = auto_create(line->loop, line->player, options->doctrine, options->think_ms);
    } else {
        line->input = input_open(line->loop, options->in_fd, &events);
        line->open++;
    }
    line_begin(line);
    line_finish(line);
    while (line->open) {
        if (line->stops && !line->stopping)
            begin_to_stop(line);
        bool alive = uv_run(line->loop, UV_RUN_ONCE) != 0;
        must(alive || line->open == 0 || (line->stops && !line->stopping));
    }
}

int line_run(uv_loop_t *loop, const struct line_options *options)
{
    struct line_play *line = calloc(1, sizeof *line);
    must(line != NULL);
    struct cause cause = {{0}};
    line->loop = loop;
    line->options = options;
    line->exit_status = LINE_FAILED;
    game_init(&line->game, language_find(options->player.language), width_of(options->out_fd));
    line->game.hints = options->hints;
    line->game.watches = options->is_auto;
    (void)uv_timer_init(loop, &line->timer);
    line->timer.data = line;
    line->open++;
    if (player_create(loop, &options->player, line_on_news, line, &line->player, &cause) == STATUS_OK) {
        line->open++;
        line->game.player = line->player;
        line->game.model = player_model(line->player);
        play(line);
        player_destroy(line->player);
    } else {
        page_tell(&line->game.page, "link.failed", SLOTS(str("text", cause.text)));
        (void)page_flush(&line->game.page, options->out_fd);
        uv_close((uv_handle_t *)&line->timer, on_timer_closed);
        while (line->open)
            (void)uv_run(loop, UV_RUN_ONCE);
    }
    int exit_status = line->exit_status;
    game_free(&line->game);
    free(line);
    return exit_status;
}
