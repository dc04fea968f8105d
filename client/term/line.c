#include "client/term/line.h"

#include "client/term/command.h"
#include "client/term/input.h"
#include "client/term/tell.h"
#include "client/term/walk.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_LEAST = 40 }; /* columns; on narrower terminals wrapping does more harm than good */

struct line_face {
    struct play *play;
    struct input *input; /* NULL where a bot plays */
    bool input_ended;
    bool prompted; /* the last thing on the terminal is the prompt */
    bool told_result, told_end;
};

static bool is_person(const struct line_face *line)
{
    return line->input && input_is_terminal(line->input);
}

/* How large the terminal is now; pipes and files get every sentence on one line. */
static void measure(struct line_face *line)
{
    struct winsize size = {0};
    struct page *page = &line->play->game.page;
    int fd = line->play->options->out_fd;
    bool is_terminal = isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0;
    page->width = is_terminal && size.ws_col >= WIDTH_LEAST ? size.ws_col - 1 : 0;
    page->height = is_terminal ? size.ws_row : 0;
}

/* ---- out */

static void on_situation(void *user)
{
    (void)user;
}

static void on_role(void *user)
{
    struct line_face *line = user;
    line->told_end = line->told_end && line->play->game.model->has_ended; /* as moved out of an ended world */
    tell_role(&line->play->game);
}

static void on_turn(void *user)
{
    struct line_face *line = user;
    tell_turn(&line->play->game);
}

static void on_ended(void *user)
{
    struct line_face *line = user;
    struct game *game = &line->play->game;
    if (!line->told_end)
        tell_end(game);
    line->told_end = true;
    if (model_withheld(game->model))
        return;
    game->walk.results_told = !game->walk.by_hand;
    if (game->walk.results_told) /* a person is told behind the reveal */
        tell_results(game);
}

static void on_debrief(void *user)
{
    struct line_face *line = user;
    struct game *game = &line->play->game;
    measure(line);
    if (line->play->options->debrief)
        walk_tell_all(game);
    if (!line->input || line->input_ended)
        play_stop(line->play, PLAY_ENDED);
    else
        walk_begin(game);
}

static void on_step(void *user)
{
    struct line_face *line = user;
    measure(line);
    walk_step(&line->play->game);
}

static void on_show(void *user)
{
    struct line_face *line = user;
    struct play *play = line->play;
    int fd = play->options->out_fd;
    bool written = true;
    if (play->stops && play->exit_status == PLAY_ENDED && !line->told_result) {
        tell_result_line(&play->game); /* the last line of all */
        line->told_result = true;
    }
    if (line->prompted && buffer_length(&play->game.page.bytes)) {
        written = write(fd, "\n", 1) == 1; /* news begins on a line of its own, not behind the prompt */
        line->prompted = false;
    }
    written = page_flush(&play->game.page, fd) && written;
    if (is_person(line) && !play->stops && !line->prompted) {
        written = write(fd, "> ", 2) == 2 && written;
        line->prompted = true;
    }
    if (!written)
        play_stop(play, PLAY_FAILED);
    if (line->input)
        input_hold(line->input, play->stops || (!is_person(line) && play_waits(play)));
}

/* ---- in */

static void on_line(void *user, struct slice typed, bool too_long)
{
    struct line_face *line = user;
    struct play *play = line->play;
    line->prompted = false;
    measure(line);
    play_begin(play);
    if (too_long)
        page_tell(&play->game.page, "input.too_long", SLOTS(num("most", INPUT_LINE_MAX)));
    else
        (void)command_line(&play->game, typed);
    if (is_person(line) && play->game.wish >= WISH_WAIT_TURN)
        play->game.wish = WISH_NONE; /* only a script waits: a person wants to type */
    play_finish(play);
}

static void on_end(void *user)
{
    struct line_face *line = user;
    struct play *play = line->play;
    line->input_ended = true;
    play_begin(play);
    if (!play->game.model->has_ended) {
        game_save_touched(&play->game); /* it would have been saved in a moment */
        page_say(&play->game.page, "input.ended");
        if (is_person(line) && game_waits(&play->game) && player_connected(play->player))
            play->game.wish = WISH_QUIT;
        else
            play_stop(play, PLAY_LEFT);
    } else if (play->checked) {
        play_stop(play, PLAY_ENDED);
    } else if (model_withheld(play->game.model)) {
        page_say(&play->game.page, "step.left");
        play_stop(play, PLAY_LEFT);
    } /* else: the record is on its way */
    play_finish(play);
}

static void on_input_closed(void *user)
{
    struct line_face *line = user;
    play_closed(line->play);
}

/* ---- from beginning to end */

static bool on_open(void *user, struct play *play)
{
    struct line_face *line = user;
    struct input_events events = {.line = on_line, .end = on_end, .closed = on_input_closed, .user = line};
    line->play = play;
    measure(line);
    if (play->options->is_auto || !play->player)
        return true;
    line->input = input_open(play->loop, play->options->in_fd, &events);
    play->game.walk.by_hand = is_person(line);
    play_opened(play);
    return true;
}

static void on_close(void *user)
{
    struct line_face *line = user;
    if (line->input)
        input_close(line->input);
    line->input = NULL;
}

int line_run(uv_loop_t *loop, const struct play_options *options)
{
    struct line_face line = {0};
    const struct play_face face = {
        .open = on_open,
        .situation = on_situation,
        .role = on_role,
        .turn = on_turn,
        .ended = on_ended,
        .step = on_step,
        .debrief = on_debrief,
        .show = on_show,
        .close = on_close,
        .user = &line,
    };
    return play_run(loop, options, &face);
}
