#include "client/term/watch.h"

#include "client/term/input.h"
#include "client/term/keep_record.h"
#include "client/term/play.h"
#include "client/term/step.h"
#include "client/term/tell.h"
#include "common/base/must.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { WIDTH_LEAST = 40 }; /* columns; on narrower terminals wrapping does more harm than good */

struct watch {
    uv_loop_t *loop;
    const struct watch_options *options;
    struct page page;
    struct player *player;
    struct input *input; /* opened for Enter at the end, else NULL */
    uv_signal_t interrupt;
    struct wire_public_clock clock; /* as told last */
    int told;                       /* turns */
    bool begun, was_lost, told_end;
    bool told_why;      /* it is not let in: the failure says nothing new */
    bool told_withheld; /* that it ended, and that the debrief opens the rest */
    bool told_results;  /* motives and scores */
    bool awaits_cards;  /* of a step that is not told yet */
    bool checked;       /* the record agrees */
    struct step_shown step;
    bool stops, stopping;
    int open; /* player, signal and input: what must be closed before the memory goes */
    int exit_status;
};

/* Ends it as soon as the loop is back; the first status counts. */
static void stop(struct watch *watch, int exit_status)
{
    if (!watch->stops)
        watch->exit_status = exit_status;
    watch->stops = true;
}

/* Pipes and files get every sentence on one line; a terminal may be another size than before. */
static void measure(struct watch *watch)
{
    struct winsize size = {0};
    int fd = watch->options->out_fd;
    bool is_terminal = isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0;
    watch->page.width = is_terminal && size.ws_col >= WIDTH_LEAST ? size.ws_col - 1 : 0;
}

static void show(struct watch *watch)
{
    if (!page_flush(&watch->page, watch->options->out_fd))
        stop(watch, PLAY_FAILED);
}

static void tell_text(struct watch *watch, const char *key, const struct player_news *news)
{
    page_tell(&watch->page, key, SLOTS(str("text", news->text ? news->text : "")));
}

/* ---- the link */

static void on_watching(struct watch *watch)
{
    const struct watched *watched = player_watched(watch->player);
    bool is_another = watched->turn_count < watch->told; /* world than before */
    if (is_another) {
        watch->told = 0;
        watch->clock = (struct wire_public_clock){0};
    }
    if (!watch->begun || is_another)
        tell_watched(&watch->page, watched);
    else if (watch->was_lost)
        page_say(&watch->page, "watch.back");
    watch->begun = true;
    watch->was_lost = false;
}

static void on_lost(struct watch *watch)
{
    if (!watch->was_lost)
        page_say(&watch->page, watch->begun ? "watch.lost" : "link.unreached");
    watch->was_lost = true;
}

static void on_news_of_link(struct watch *watch, const struct player_news *news)
{
    switch (news->event) {
    case PLAYER_CONNECTING:
        if (!watch->was_lost) /* then it was said that it is tried again and again */
            tell_text(watch, "link.connecting", news);
        break;
    case PLAYER_FIRST_TRUST:
        tell_text(watch, "link.first_trust", news);
        break;
    case PLAYER_LOST:
        on_lost(watch);
        break;
    case PLAYER_WATCHING:
        on_watching(watch);
        break;
    case PLAYER_NOTICE:
        if (news->notice->kind == NOTICE_STOPPING)
            page_say(&watch->page, "watch.stopping");
        break;
    case PLAYER_REFUSED:
        if (news->command == TO_SERVER_WATCH && news->refusal->code == REFUSAL_NOT_YOURS)
            tell_no_world(&watch->page, player_watched(watch->player), news->refusal->item);
        else
            tell_watch_refused(&watch->page, news->refusal);
        watch->told_why = watch->told_why || news->command == TO_SERVER_WATCH;
        if (news->command == TO_SERVER_ASK_RECORD)
            stop(watch, PLAY_FAILED);
        break;
    case PLAYER_FAILED:
        if (watch->told_why)
            page_say(&watch->page, "link.stopped");
        else
            tell_text(watch, "link.failed", news);
        stop(watch, PLAY_FAILED);
        break;
    case PLAYER_CLOSED:
        watch->open--;
        break;
    default:
        break;
    }
}

/* ---- the world */

/* At once: nobody is before the screen whose debrief it could spoil, or it was asked for. */
static bool tells_results(const struct watch *watch)
{
    return watch->options->results || !isatty(watch->options->out_fd);
}

static void tell_results_once(struct watch *watch)
{
    if (!watch->told_results)
        tell_public_results(&watch->page, player_watched(watch->player), &player_model(watch->player)->ended);
    watch->told_results = true;
}

/* The card that all look at: its text has to be fetched. A file has the cards in its record; it gets those
 * that were opened while it was written. */
static void on_step(struct watch *watch)
{
    bool follows = watch->told_withheld || (watch->told_end && !tells_results(watch));
    if (!follows || !watched_step_is_new(watch->player, &watch->step))
        return;
    watch->awaits_cards = player_model(watch->player)->ended.turns > 0;
    if (watch->awaits_cards)
        player_fetch_cards(watch->player);
    else /* of no turn there are no cards */
        tell_watched_step(&watch->page, watch->player, &watch->step);
}

/* The result is told behind the last turn and the last card, whichever came first. */
static void tell_end_once(struct watch *watch)
{
    const struct model *model = player_model(watch->player);
    if (watch->told_end || watch->awaits_cards || !model->has_ended ||
        !watched_whole(player_watched(watch->player)))
        return;
    if (!watch->told_withheld)
        tell_public_end(&watch->page, &model->ended);
    if (model_withheld(model)) { /* the rest comes when the debrief has opened it */
        if (!watch->told_withheld)
            page_say(&watch->page, "web_step.waits");
        watch->told_withheld = true;
        on_step(watch);
        return;
    }
    watch->told_end = true;
    if (watch->told_withheld)
        page_say(&watch->page, "watch.opened");
    if (tells_results(watch))
        tell_results_once(watch);
    on_step(watch);
    page_say(&watch->page, "end.checking");
    player_fetch_record(watch->player);
}

static void on_turn(struct watch *watch)
{
    const struct watched *watched = player_watched(watch->player);
    for (; watch->told < watched->turn_count; watch->told++)
        tell_public_turn(&watch->page, watched, watch->told);
    tell_end_once(watch);
}

static void on_clock(struct watch *watch)
{
    const struct watched *watched = player_watched(watch->player);
    if (watch->told > 0 && watched->clock.branch != watch->clock.branch) {
        page_say(&watch->page, "watch.rolled_back");
        watch->told = 0; /* all is told anew */
    }
    tell_public_clock(&watch->page, watched, &watch->clock);
    watch->clock = watched->clock;
    tell_end_once(watch);
}

static void tell_programs_line(struct watch *watch)
{
    char line[PAGE_WORDS];
    struct text text = text_over(line, sizeof line);
    put_result_line(&player_model(watch->player)->ended, &text);
    page_line(&watch->page, line);
}

static void on_enter(void *user, struct slice line, bool too_long)
{
    struct watch *watch = user;
    (void)line;
    (void)too_long;
    if (watch->stops)
        return;
    measure(watch);
    if (watch->told_results)
        tell_programs_line(watch);
    tell_results_once(watch);
    stop(watch, PLAY_ENDED);
    show(watch);
}

static void on_no_input(void *user)
{
    stop(user, PLAY_ENDED);
}

static void on_input_closed(void *user)
{
    struct watch *watch = user;
    watch->open--;
}

static bool may_press_enter(const struct watch *watch)
{
    return watch->options->in_fd >= 0 && isatty(watch->options->in_fd);
}

/* The motives stay closed until somebody at the terminal wants them, and the cards that are still opened are
 * shown until then. */
static void wait_for_enter(struct watch *watch)
{
    struct input_events events = {
        .line = on_enter, .end = on_no_input, .closed = on_input_closed, .user = watch};
    int fd = watch->options->in_fd;
    (void)tcflush(fd, TCIFLUSH); /* what was typed during play did not ask for this */
    watch->input = input_open(watch->loop, fd, &events);
    watch->open++;
    input_hold(watch->input, false);
}

/* Everything is known and told, but for motives that are held back. */
static void conclude(struct watch *watch)
{
    bool follows = watch->told_withheld && isatty(watch->options->out_fd) && may_press_enter(watch);
    if (!watch->checked || watch->awaits_cards || watch->input || watch->stops)
        return;
    if (!watch->told_results || follows) {
        page_say(&watch->page, follows                  ? "watch.cards_enter"
                               : may_press_enter(watch) ? "watch.results_enter"
                                                        : "watch.results_option");
        if (may_press_enter(watch))
            wait_for_enter(watch);
        else
            stop(watch, PLAY_ENDED);
        return;
    }
    tell_programs_line(watch);
    stop(watch, PLAY_ENDED);
}

static void on_record(struct watch *watch, const struct player_news *news)
{
    struct page *page = &watch->page;
    if (!news->record_agrees) {
        page_tell(page, "end.record_wrong", SLOTS(str("why", news->text ? news->text : "")));
        stop(watch, PLAY_FAILED);
        return;
    }
    page_say(page, "end.record_agrees");
    keep_record(page, watch->player, watch->options->record_path);
    watch->checked = true;
    conclude(watch);
}

/* They have come, or will not come. */
static void on_cards(struct watch *watch, bool came)
{
    if (!watch->awaits_cards)
        return;
    watch->awaits_cards = false;
    if (came)
        tell_watched_step(&watch->page, watch->player, &watch->step);
    tell_end_once(watch);
    conclude(watch);
}

static void on_news(void *user, struct player *player, const struct player_news *news)
{
    struct watch *watch = user;
    watch->player = player;
    bool is_of_step = news->event == PLAYER_STEP || news->event == PLAYER_CARDS;
    if (watch->input && news->event != PLAYER_CLOSED && !is_of_step)
        return; /* all is known; only Enter is waited for, and cards that all look at */
    measure(watch);
    on_news_of_link(watch, news);
    if (news->event == PLAYER_PUBLIC_CLOCK)
        on_clock(watch);
    else if (news->event == PLAYER_PUBLIC_TURN)
        on_turn(watch);
    else if (news->event == PLAYER_ENDED || news->event == PLAYER_OPENED)
        tell_end_once(watch);
    else if (news->event == PLAYER_STEP)
        on_step(watch);
    else if (news->event == PLAYER_CARDS ||
             (news->event == PLAYER_REFUSED && news->command == TO_SERVER_ASK_DEBRIEF))
        on_cards(watch, news->event == PLAYER_CARDS);
    else if (news->event == PLAYER_RECORD)
        on_record(watch, news);
    show(watch);
}

/* ---- from beginning to end */

static void on_interrupt(uv_signal_t *signal, int number)
{
    struct watch *watch = signal->data;
    (void)number;
    page_say(&watch->page, watch->input ? "watch.left_ended" : "watch.left");
    stop(watch, watch->input ? PLAY_ENDED : PLAY_LEFT);
    show(watch);
}

static void on_signal_closed(uv_handle_t *handle)
{
    struct watch *watch = handle->data;
    watch->open--;
}

static void begin_to_stop(struct watch *watch)
{
    watch->stopping = true;
    uv_close((uv_handle_t *)&watch->interrupt, on_signal_closed);
    if (watch->input)
        input_close(watch->input);
    if (watch->player)
        player_stop(watch->player);
}

static void run(struct watch *watch)
{
    while (watch->open) {
        if (watch->stops && !watch->stopping)
            begin_to_stop(watch);
        bool alive = uv_run(watch->loop, UV_RUN_ONCE) != 0;
        must(alive || watch->open == 0 || (watch->stops && !watch->stopping));
    }
}

int watch_run(uv_loop_t *loop, const struct watch_options *options)
{
    struct watch *watch = calloc(1, sizeof *watch);
    must(watch != NULL);
    struct cause cause = {{0}};
    watch->loop = loop;
    watch->options = options;
    watch->exit_status = PLAY_FAILED;
    watch->step.card = -1;
    page_init(&watch->page, language_find(options->player.language), 0);
    measure(watch);
    must(uv_signal_init(loop, &watch->interrupt) == 0);
    watch->interrupt.data = watch;
    watch->open++;
    must(uv_signal_start(&watch->interrupt, on_interrupt, SIGINT) == 0);
    if (player_create(loop, &options->player, on_news, watch, &watch->player, &cause) == STATUS_OK) {
        watch->open++;
    } else {
        page_tell(&watch->page, "link.failed", SLOTS(str("text", cause.text)));
        show(watch);
        stop(watch, PLAY_FAILED);
    }
    run(watch);
    if (watch->player)
        player_destroy(watch->player);
    int exit_status = watch->exit_status;
    page_free(&watch->page);
    free(watch->step.memory);
    free(watch);
    return exit_status;
}
