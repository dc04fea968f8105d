/* The monitor as lines: the page once, then what changes; acts are typed as behind `spiral exercise`. Nothing
 * that was written is ever touched again, so that it can be spoken, read in braille, piped and scripted. */
#include "client/monitor/face.h"

#include "client/ctl/exercise.h"
#include "client/ctl/names.h"
#include "client/ctl/state_page.h"
#include "client/ctl/state_undone.h"
#include "client/ctl/wording.h"
#include "client/monitor/changes.h"
#include "client/monitor/seat_seen.h"
#include "client/term/input.h"
#include "common/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX = 256 * 1024 };

struct shown {
    struct monitor *monitor;
    struct input *input;
    char said[DESK_SAID_SIZE]; /* what was written last of the desk's words */
    char trouble[DESK_SAID_SIZE];
    char memory[TEXT_MAX];
    struct text text;
    bool waits; /* for what becomes of an act: a script cannot run ahead of it */
};

/* Writes what there is; waits for a slow reader. */
static void flush(struct shown *shown)
{
    const char *at = shown->text.at;
    size_t left = shown->text.length;
    while (left) {
        ssize_t written = write(shown->monitor->options->out_fd, at, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            monitor_stop(shown->monitor, 1);
            break;
        }
        at += written;
        left -= (size_t)written;
    }
    shown->text = text_over(shown->memory, sizeof shown->memory);
}

static void say(struct shown *shown, const char *key)
{
    sentence_put(shown->monitor->desk.language, key, NULL, &shown->text);
    text_put_char(&shown->text, '\n');
}

static void say_new(struct shown *shown, char *last, const char *words)
{
    if (strcmp(last, words) == 0)
        return;
    (void)slice_copy(slice_of(words), last, DESK_SAID_SIZE);
    if (!words[0])
        return;
    text_put(&shown->text, words);
    text_put_char(&shown->text, '\n');
}

static void on_news(struct monitor *monitor)
{
    struct shown *shown = monitor->shown;
    say_new(shown, shown->trouble, monitor->desk.trouble);
    say_new(shown, shown->said, monitor->desk.said);
    if (shown->waits && monitor->desk.said[0]) {
        shown->waits = false;
        input_hold(shown->input, false);
    }
    monitor->desk.said[0] = shown->said[0] = '\0'; /* the same may be said again */
    flush(shown);
}

static void on_state(struct monitor *monitor, const struct wire_exercise_state *before)
{
    struct shown *shown = monitor->shown;
    const struct desk *desk = &monitor->desk;
    shown->trouble[0] = '\0';
    if (before) {
        changes_put(before, desk->state, desk->language, &shown->text);
    } else {
        say(shown, "monitor.private");
        state_put_page(desk->state, -1, desk->language, &shown->text);
        say(shown, "monitor.lines");
    }
    flush(shown);
    input_hold(shown->input, false);
}

static void on_seen(struct monitor *monitor)
{
    struct shown *shown = monitor->shown;
    struct slice lines = seat_seen_lines(monitor->desk.seen);
    desk_put_seen(&monitor->desk, &shown->text);
    text_put_char(&shown->text, '\n');
    text_put_span(&shown->text, lines.at, lines.length);
    flush(shown);
    shown->waits = false;
    input_hold(shown->input, false);
}

/* ---- in */

static void ask(struct shown *shown, const struct wire_exercise_act *act)
{
    const struct desk *desk = &shown->monitor->desk;
    if (act->act == EXERCISE_UNDO)
        state_put_passed_over(desk->state, act->number, desk->language, &shown->text);
    act_put_question(desk->state, act, desk->language, &shown->text);
    text_put_char(&shown->text, '\n');
}

static void show(struct shown *shown, struct slice rest)
{
    const struct desk *desk = &shown->monitor->desk;
    struct slice word;
    char name[64];
    int world = -1;
    struct cause cause;
    if (wording_next(&rest, &word) && slice_copy(word, name, sizeof name) &&
        name_world(desk->state, name, desk->language, &world, &cause)) {
        text_put(&shown->text, cause.text);
        text_put_char(&shown->text, '\n');
        return;
    }
    state_put_page(desk->state, world, desk->language, &shown->text);
}

static void run_act(struct shown *shown, const char *typed)
{
    struct desk *desk = &shown->monitor->desk;
    struct wire_exercise_act act;
    struct cause cause;
    if (exercise_read_act(typed, desk->language, desk->state, &act, &cause)) {
        desk_tell_refused(desk, cause.text);
        return;
    }
    desk_do(desk, &act);
    if (desk->mode == DESK_ASKS)
        ask(shown, &act);
}

static void run_line(struct shown *shown, const char *typed)
{
    struct desk *desk = &shown->monitor->desk;
    struct slice rest = slice_of(typed), word;
    bool any = wording_next(&rest, &word);
    if (desk->mode == DESK_ASKS) {
        bool yes = any && wording_means(desk->language, word, "yes");
        desk->mode = DESK_LOOKS;
        desk->wish = yes ? DESK_ACTS : DESK_NOTHING;
        if (!yes)
            desk_say(desk, "monitor.not_done", NULL, false);
    } else if (!any) {
        return;
    } else if (wording_means(desk->language, word, "quit")) {
        desk->wish = DESK_LEAVES;
    } else if (wording_means(desk->language, word, "help")) {
        say(shown, "monitor.lines_help");
    } else if (wording_same(word, "show")) {
        show(shown, rest);
    } else {
        run_act(shown, typed);
    }
}

static void on_line(void *user, struct slice line, bool too_long)
{
    struct shown *shown = user;
    struct monitor *monitor = shown->monitor;
    char typed[INPUT_LINE_MAX];
    if (too_long || !slice_copy(line, typed, sizeof typed))
        desk_say(&monitor->desk, "monitor.too_long", SLOTS(num("most", INPUT_LINE_MAX - 1)), true);
    else
        run_line(shown, typed);
    shown->waits = monitor->desk.wish == DESK_ACTS;
    monitor_follow(monitor);
    if (monitor->stops)
        return;
    if (shown->waits)
        input_hold(shown->input, true);
    on_news(monitor);
}

/* A person leaves so; behind a script, or without one, what changes goes on to be told. */
static void on_end(void *user)
{
    struct shown *shown = user;
    if (isatty(shown->monitor->options->in_fd))
        monitor_stop(shown->monitor, 0);
}

static void on_input_closed(void *user)
{
    free(user);
}

static bool open_lines(struct monitor *monitor)
{
    struct shown *shown = memory_zeroed(1, sizeof *shown);
    const struct input_events events = {
        .line = on_line, .end = on_end, .closed = on_input_closed, .user = shown};
    shown->monitor = monitor;
    shown->text = text_over(shown->memory, sizeof shown->memory);
    shown->input = input_open(monitor->loop, monitor->options->in_fd, &events);
    monitor->shown = shown;
    return true;
}

static void close_lines(struct monitor *monitor)
{
    struct shown *shown = monitor->shown;
    input_close(shown->input);
}

const struct face face_lines = {
    .open = open_lines, .state = on_state, .seen = on_seen, .news = on_news, .close = close_lines};
