#include "client/term/play.h"

#include "client/term/tell.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <time.h>

enum {
    WARNINGS = 3,
    CLOCK_PATIENCE_MS = 500, /* how long a turn's start waits for the clock that belongs to it */
    SAVE_AFTER_MS = 500,     /* without another change: not each press of a key is an entry of its own */
};

static const int64_t warning_seconds[WARNINGS] = {60, 30, 10};

void play_opened(struct play *play)
{
    play->open++;
}

void play_closed(struct play *play)
{
    play->open--;
}

void play_stop(struct play *play, int exit_status)
{
    if (!play->stops)
        play->exit_status = exit_status;
    play->stops = true;
}

void play_begin(struct play *play)
{
    time_t now = time(NULL);
    struct tm local;
    play->game.now_ms = uv_now(play->loop);
    if (localtime_r(&now, &local))
        (void)strftime(play->game.wall, sizeof play->game.wall, "%H:%M:%S", &local);
}

bool play_waits(const struct play *play)
{
    const struct game *game = &play->game;
    bool fetching = game->model->has_ended && !model_withheld(game->model) && !play->checked;
    return !play->turn || fetching || game_waits(game) || game->wish == WISH_WAIT_TURN ||
           game->wish == WISH_WAIT_END;
}

static void on_touched(uv_timer_t *timer)
{
    struct play *play = timer->data;
    play_begin(play);
    game_save_touched(&play->game);
    play_finish(play);
}

static void arm_saver(struct play *play)
{
    const struct game *game = &play->game;
    uint64_t due = game->touched_ms + SAVE_AFTER_MS, now = uv_now(play->loop);
    if (!game->saves || !game->touched_ms || play->stops)
        (void)uv_timer_stop(&play->saver);
    else
        (void)uv_timer_start(&play->saver, on_touched, due > now ? due - now : 0, 0);
}

void play_finish(struct play *play)
{
    const struct game *game = &play->game;
    if (game->wish == WISH_QUIT_NOW || (game->wish == WISH_QUIT && !game_waits(game)))
        play_stop(play, game->model->has_ended && play->checked ? PLAY_ENDED : PLAY_LEFT);
    arm_saver(play);
    play->face->show(play->face->user);
}

/* ---- time warnings */

static void on_warning(uv_timer_t *timer)
{
    struct play *play = timer->data;
    play_begin(play);
    tell_time_warning(&play->game, play->warning);
    play_finish(play);
    play_arm_warning(play);
}

static void on_no_clock(uv_timer_t *timer)
{
    struct play *play = timer->data;
    play_begin(play);
    play_tell_turn(play);
    play_finish(play);
}

void play_arm_warning(struct play *play)
{
    const struct model *model = play->game.model;
    (void)uv_timer_stop(&play->timer);
    if (play->untold && !play->stops) {
        (void)uv_timer_start(&play->timer, on_no_clock, CLOCK_PATIENCE_MS, 0);
        return;
    }
    if (!model->has_clock || model->clock.state != CLOCK_OPEN || model->clock.remaining_ms < 0 || play->stops)
        return;
    int64_t gone = (int64_t)(uv_now(play->loop) - model->clock_read_ms);
    for (int x = 0; x < WARNINGS; x++) {
        int64_t wait = model->clock.remaining_ms - gone - 1000 * warning_seconds[x];
        if (wait <= 0)
            continue;
        play->warning = warning_seconds[x];
        (void)uv_timer_start(&play->timer, on_warning, (uint64_t)wait, 0);
        return;
    }
}

/* ---- from beginning to end */

static void on_timer_closed(uv_handle_t *handle)
{
    play_closed(handle->data);
}

static void begin_to_stop(struct play *play)
{
    play->stopping = true;
    if (play->auto_play)
        auto_destroy(play->auto_play);
    play->auto_play = NULL;
    play->face->close(play->face->user);
    uv_close((uv_handle_t *)&play->timer, on_timer_closed);
    uv_close((uv_handle_t *)&play->saver, on_timer_closed);
    if (play->player)
        player_stop(play->player);
}

static void run(struct play *play)
{
    const struct play_options *options = play->options;
    if (options->is_auto && play->player)
        play->auto_play = auto_create(play->loop, play->player, options->doctrine, options->think_ms);
    if (!play->face->open(play->face->user, play))
        play_stop(play, PLAY_FAILED);
    play_begin(play);
    play_finish(play);
    while (play->open) {
        if (play->stops && !play->stopping)
            begin_to_stop(play);
        bool alive = uv_run(play->loop, UV_RUN_ONCE) != 0;
        must(alive || play->open == 0 || (play->stops && !play->stopping));
    }
}

int play_run(uv_loop_t *loop, const struct play_options *options, const struct play_face *face)
{
    static const struct model nothing;
    struct play *play = calloc(1, sizeof *play);
    must(play != NULL);
    struct cause cause = {{0}};
    play->loop = loop;
    play->options = options;
    play->face = face;
    play->exit_status = PLAY_FAILED;
    game_init(&play->game, language_find(options->player.language), 0);
    play->game.hints = options->hints;
    play->game.saves = options->saves;
    play->game.watches = options->is_auto;
    play->game.model = &nothing;
    (void)uv_timer_init(loop, &play->timer);
    play->timer.data = play;
    play_opened(play);
    (void)uv_timer_init(loop, &play->saver);
    play->saver.data = play;
    play_opened(play);
    if (player_create(loop, &options->player, play_on_news, play, &play->player, &cause) == STATUS_OK) {
        play_opened(play);
        play->game.player = play->player;
        play->game.model = player_model(play->player);
    } else {
        page_tell(&play->game.page, "link.failed", SLOTS(str("text", cause.text)));
        play_stop(play, PLAY_FAILED);
    }
    run(play);
    if (play->player)
        player_destroy(play->player);
    int exit_status = play->exit_status;
    game_free(&play->game);
    free(play);
    return exit_status;
}
