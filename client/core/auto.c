#include "client/core/auto.h"

#include "common/base/must.h"
#include "common/rules/arithmetic.h"

#include <stdlib.h>
#include <string.h>

enum {
    TRY_AGAIN_MS = 1000,
    /* what may be stated, see orders.proto */
    STATED_BALANCE_MIN = 20,
    STATED_BALANCE_MAX = 400,
};

struct auto_play {
    struct player *player;
    const struct bot *doctrine; /* NULL: fitting the motive */
    uint64_t think_ms;
    uv_timer_t timer;
    int32_t turn;  /* finished turns of the situation that is being answered; -1: none yet */
    bool thinking; /* the timer runs: nothing is sent before */
    bool anew;     /* the world was rolled back: its situation is on the way */
    bool over;     /* this turn takes no more commands; the next situation begins anew */
    bool fallback; /* the doctrine's orders were refused: save the defaults */
    bool saved_by_other;
    bool no_beliefs; /* the server does not take them */
    struct orders sent;
};

static void step(struct auto_play *play);

static void on_timer(uv_timer_t *timer)
{
    struct auto_play *play = timer->data;
    play->thinking = false;
    step(play);
}

static void wait_for(struct auto_play *play, uint64_t ms)
{
    play->thinking = true;
    must(uv_timer_start(&play->timer, on_timer, ms, 0) == 0);
}

static void save(struct auto_play *play, const struct model *model)
{
    const struct view *view = &model->situation.view;
    struct orders orders;
    orders_init(&orders);
    budget_default(view, orders_available(view, &orders), orders.budget);
    if (!play->fallback) {
        const struct bot *bot = play->doctrine ? play->doctrine : bot_for_motive(view->own.motive);
        bot->play(view, siphash_key_of(model->joined.person.bytes), &orders);
        struct verdicts verdicts = orders_check(view, &orders);
        if (!verdicts_ok(&verdicts))
            orders_mend(view, &verdicts, &orders);
    }
    play->sent = orders;
    player_save_orders(play->player, &orders);
}

/* Chance that j attacks: that it is greedy, times that it would prevail by the seat's own estimates. */
static int32_t chance_of_attack(const struct view *view, int j)
{
    int64_t force = floor_div(view_offence(view, j) * view->scenario.proximity[j][view->me], 100);
    int64_t odds = contest(view_balance(view, j, view->me) * force, 100 * view_defence(view, view->me));
    return force ? (int32_t)clamp(floor_div(view->assessment[j] * odds, 1000), 0, 1000) : 0;
}

static void state(struct auto_play *play, const struct model *model)
{
    const struct view *view = &model->situation.view;
    struct stated_beliefs stated;
    stated_beliefs_init(&stated);
    for (int j = 0; j < view->n; j++)
        if (j != view->me && view->alive[j])
            stated.attack_next[j] = chance_of_attack(view, j);
    stated.perceived_balance = (int32_t)clamp(view->balance, STATED_BALANCE_MIN, STATED_BALANCE_MAX);
    player_state_beliefs(play->player, &stated);
}

/* A turn is open to the state. A clock that stands still begins again with news. */
static bool is_open(const struct auto_play *play, const struct model *model)
{
    const struct wire_situation *situation = &model->situation;
    if (!player_connected(play->player) || !model->has_situation || model->has_ended)
        return false;
    if (situation->view.end != END_RUNNING || !situation->view.alive[situation->view.me])
        return false;
    return !(model->has_clock && model->clock.state != CLOCK_OPEN);
}

static void step(struct auto_play *play)
{
    const struct model *model = player_model(play->player);
    if (play->anew || !is_open(play, model))
        return;
    if (model->situation.view.turn != play->turn) {
        play->turn = model->situation.view.turn;
        play->over = play->fallback = play->saved_by_other = false;
        wait_for(play, play->think_ms);
    }
    if (play->thinking || play->over || player_waiting(play->player))
        return;
    if (model->situation.bot_holds_seat) {
        if (model->situation.bot_reason == BOT_REASON_MISSED && !model->situation.returning)
            /* too slow: whoever acts is back */
            player_set_ready(play->player, false);
        return;
    }
    if (!model->situation.has_saved && !play->saved_by_other)
        save(play, model);
    else if (!model->situation.has_stated && !play->no_beliefs && model_asks_beliefs(model))
        state(play, model);
    else if (!model->situation.ready)
        player_set_ready(play->player, true);
}

static void on_illegal(struct auto_play *play)
{
    if (play->fallback)
        play->over = true;
    play->fallback = true;
}

static void on_refused(struct auto_play *play, const struct player_news *news)
{
    const struct model *model = player_model(play->player);
    if (news->command != TO_SERVER_SAVE_ORDERS && news->command != TO_SERVER_STATE_BELIEFS &&
        news->command != TO_SERVER_SET_READY)
        return;
    if (!model->has_situation || model->situation.view.turn != play->turn)
        return; /* an answer that belongs to a turn before */
    switch (news->refusal->code) {
    case REFUSAL_STALE_REVISION:
        play->saved_by_other = true;
        break;
    case REFUSAL_ILLEGAL_ORDERS:
        on_illegal(play);
        break;
    case REFUSAL_NOT_NOW:
        if (strcmp(news->refusal->item, "beliefs") == 0)
            play->no_beliefs = true; /* the seat is not asked for any */
        else
            wait_for(play, TRY_AGAIN_MS);
        break;
    case REFUSAL_STALE_TURN:
    case REFUSAL_BOT_HOLDS_SEAT:
        play->over = true;
        break;
    default:
        if (news->command == TO_SERVER_STATE_BELIEFS)
            play->no_beliefs = true;
        else
            play->over = true;
    }
}

void auto_news(struct auto_play *play, const struct player_news *news)
{
    switch (news->event) {
    case PLAYER_REFUSED:
        on_refused(play, news);
        break;
    case PLAYER_JOINED:
        play->over = false; /* what was refused over the old connection may be taken now */
        break;
    case PLAYER_NOTICE:
        if (news->notice->kind == NOTICE_SEAT_IS_YOURS)
            play->over = false;
        if (news->notice->kind == NOTICE_MOVED || news->notice->kind == NOTICE_ROLLED_BACK ||
            news->notice->kind == NOTICE_PRACTICE_OVER)
            play->anew = true;
        break;
    case PLAYER_SITUATION:
        if (play->anew)
            play->turn = -1; /* also when it is the same turn as before */
        play->anew = false;
        break;
    case PLAYER_FAILED:
    case PLAYER_CLOSED:
        uv_timer_stop(&play->timer);
        return;
    default:
        break;
    }
    step(play);
}

const struct orders *auto_orders(const struct auto_play *play)
{
    return &play->sent;
}

struct auto_play *auto_create(uv_loop_t *loop, struct player *player, const struct bot *doctrine,
                              uint64_t think_ms)
{
    struct auto_play *play = calloc(1, sizeof *play);
    must(play != NULL);
    play->player = player;
    play->doctrine = doctrine;
    orders_init(&play->sent);
    play->think_ms = think_ms;
    play->turn = -1;
    must(uv_timer_init(loop, &play->timer) == 0);
    play->timer.data = play;
    return play;
}

static void on_timer_closed(uv_handle_t *handle)
{
    free(handle->data);
}

void auto_destroy(struct auto_play *play)
{
    if (play)
        uv_close((uv_handle_t *)&play->timer, on_timer_closed);
}
