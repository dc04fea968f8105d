#include "client/term/line.h"

#include "client/term/command.h"
#include "client/term/input.h"
#include "client/term/tell.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_LEAST = 40 }; /* columns; on narrower terminals wrapping does more harm than good */

struct line_face {
    struct play *play;
    struct input *input; /* NULL where a bot plays */
    bool input_ended;
    bool prompted; /* the last thing on the terminal is the prompt */
    bool told_result;
};

/* ---- out */

static void on_role(void *user)
{
    struct line_face *line = user;
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
    tell_end(&line->play->game);
}

static void on_debrief(void *user)
{
    struct line_face *line = user;
    if (!line->input || line->input_ended)
        play_stop(line->play, PLAY_ENDED);
    else
        tell_debrief(&line->play->game);
}

static void on_show(void *user)
{
    struct line_face *line = user;
    struct play *play = line->play;
    int fd = play->options->out_fd;
    bool is_person = line->input && input_is_terminal(line->input);
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
    if (is_person && !play->stops && !line->prompted) {
        written = write(fd, "> ", 2) == 2 && written;
        line->prompted = true;
    }
    if (!written)
        play_stop(play, PLAY_FAILED);
    if (line->input)
        input_hold(line->input, play->stops || (!is_person && play_waits(play)));
}

/* ---- in */

static void on_line(void *user, struct slice typed, bool too_long)
{
    struct line_face *line = user;
    struct play *play = line->play;
    line->prompted = false;
    play_begin(play);
    if (too_long)
        page_tell(&play->game.page, "input.too_long", SLOTS(num("most", INPUT_LINE_MAX)));
    else
        (void)command_line(&play->game, typed);
    if (input_is_terminal(line->input) && play->game.wish >= WISH_WAIT_TURN)
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
        page_say(&play->game.page, "input.ended");
        play_stop(play, PLAY_LEFT);
    } else if (play->checked) {
        play_stop(play, PLAY_ENDED);
    } /* else: the record is on its way */
    play_finish(play);
}

static void on_input_closed(void *user)
{
    struct line_face *line = user;
    play_closed(line->play);
}

/* ---- from beginning to end */

/* Columns to wrap at; pipes and files get every sentence on one line. */
static int width_of(int fd)
{
    struct winsize size = {0};
    bool is_terminal = isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0;
    return is_terminal && size.ws_col >= WIDTH_LEAST ? size.ws_col - 1 : 0;
}

static bool on_open(void *user, struct play *play)
{
    struct line_face *line = user;
    struct input_events events = {.line = on_line, .end = on_end, .closed = on_input_closed, .user = line};
    line->play = play;
    play->game.page.width = width_of(play->options->out_fd);
    if (play->options->is_auto || !play->player)
        return true;
    line->input = input_open(play->loop, play->options->in_fd, &events);
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
        .role = on_role,
        .turn = on_turn,
        .ended = on_ended,
        .debrief = on_debrief,
        .show = on_show,
        .close = on_close,
        .user = &line,
    };
    return play_run(loop, options, &face);
}
