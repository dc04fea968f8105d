#include "client/monitor/monitor.h"

#include "client/ctl/exercise.h"
#include "client/monitor/face.h"
#include "client/screen/terminal_fits.h"
#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY_SIZE = 4096 };

/* ---- what the source tells */

static void on_entered(void *user, const struct wire_facilitating *facilitating)
{
    struct monitor *monitor = user;
    struct desk *desk = &monitor->desk;
    memcpy(desk->name, facilitating->name, sizeof desk->name);
    desk->rights = facilitating->rights;
    desk->number = facilitating->facilitator;
    desk->trouble[0] = '\0';
    monitor->face->news(monitor);
}

static void on_state(void *user, struct wire_exercise_state *state)
{
    struct monitor *monitor = user;
    const struct wire_exercise_state *before = monitor->desk.state;
    desk_take_state(&monitor->desk, state);
    monitor->face->state(monitor, before);
    monitor_follow(monitor);
}

static void on_answered(void *user, enum exercise_act act, const struct refusal *refusal, const char *cause,
                        bool already)
{
    struct monitor *monitor = user;
    char words[DESK_SAID_SIZE];
    struct text text = text_over(words, sizeof words);
    if (refusal) {
        exercise_put_refusal(refusal, cause, monitor->desk.language, monitor->options->place.code, &text);
        desk_tell_refused(&monitor->desk, words);
    } else {
        desk_tell_done(&monitor->desk, act, already);
    }
    monitor->face->news(monitor);
}

static void on_seen(void *user, const struct to_client *message)
{
    struct monitor *monitor = user;
    if (desk_take_seen(&monitor->desk, message))
        monitor->face->seen(monitor);
}

static void on_trouble(void *user, const char *why)
{
    struct monitor *monitor = user;
    struct desk *desk = &monitor->desk;
    struct text text = text_over(desk->trouble, sizeof desk->trouble);
    sentence_put(desk->language, "monitor.trouble", SLOTS(str("why", why)), &text);
    monitor->face->news(monitor);
}

static void on_failed(void *user, const char *why)
{
    struct monitor *monitor = user;
    monitor_stop(monitor, 1);
    char words[WHY_SIZE];
    struct text text = text_over(words, sizeof words);
    sentence_put(monitor->desk.language, "monitor.failed", SLOTS(str("why", why)), &text);
    text_put_char(&text, '\n');
    fputs(words, stderr);
}

static void on_closed(void *user)
{
    struct monitor *monitor = user;
    monitor->source = NULL;
}

/* ---- what the desk wishes */

void monitor_follow(struct monitor *monitor)
{
    enum desk_wish wish = monitor->desk.wish;
    monitor->desk.wish = DESK_NOTHING;
    if (wish == DESK_LEAVES)
        monitor_stop(monitor, 0);
    else if (wish == DESK_ACTS && monitor->source && !source_act(monitor->source, &monitor->desk.act))
        desk_say(&monitor->desk, "monitor.busy", NULL, true);
}

void monitor_stop(struct monitor *monitor, int exit_status)
{
    if (monitor->stops)
        return;
    monitor->stops = true;
    monitor->exit_status = exit_status;
    monitor->face->close(monitor);
    if (monitor->source)
        source_close(monitor->source);
}

int monitor_run(const struct monitor_options *options)
{
    struct monitor *monitor = memory_zeroed(1, sizeof *monitor);
    const struct source_handlers handlers = {.entered = on_entered,
                                             .state = on_state,
                                             .answered = on_answered,
                                             .seen = on_seen,
                                             .trouble = on_trouble,
                                             .failed = on_failed,
                                             .closed = on_closed,
                                             .user = monitor};
    uv_loop_t loop;
    must(uv_loop_init(&loop) == 0);
    bool draws = !options->plain && terminal_fits(options->in_fd, options->out_fd);
    monitor->options = options;
    monitor->loop = &loop;
    monitor->face = draws ? &face_screen : &face_lines;
    desk_init(&monitor->desk, options->place.language);
    if (monitor->face->open(monitor))
        monitor->source = options->place.socket ? source_admin_open(&loop, &options->place, &handlers)
                                                : source_session_open(&loop, &options->place, &handlers);
    else
        monitor->exit_status = 1;
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    int exit_status = monitor->exit_status;
    desk_free(&monitor->desk);
    free(monitor);
    return exit_status;
}
