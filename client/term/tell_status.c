/* The answer to "was my order counted?", given after every change: what happens when the turn closes. */
#include "client/term/debrief.h"
#include "client/term/tell.h"

/* What the defaults are; see budget_default. */
static void tell_unsaved(struct game *game)
{
    const int32_t *last = game_view(game)->own.budget;
    bool spent = false;
    for (int line = 0; line < LINE_COUNT; line++)
        spent = spent || last[line];
    page_say(&game->page, spent ? "status.unsaved" : "status.unsaved_first");
}

static bool is_on_its_way(const struct game *game)
{
    return draft_state(&game->draft) == DRAFT_SENT ||
           (game->saves && game->touched_ms && draft_state(&game->draft) != DRAFT_SAVED);
}

void tell_order_state(struct game *game)
{
    const struct draft *draft = &game->draft;
    switch (is_on_its_way(game) ? DRAFT_SENT : draft_state(draft)) {
    case DRAFT_UNSAVED:
        tell_unsaved(game);
        break;
    case DRAFT_CHANGED:
        page_tell(&game->page, "status.changed", SLOTS(num("revision", draft->revision)));
        break;
    case DRAFT_SENT:
        page_say(&game->page, "status.sent");
        break;
    case DRAFT_SAVED:
        if (game->ready)
            page_say(&game->page, "status.ready");
        else if (!game->saved_at[0]) /* by an earlier run of this program */
            page_tell(&game->page, "status.saved_before", SLOTS(num("revision", draft->revision)));
        else
            page_tell(&game->page, "status.saved",
                      SLOTS(num("revision", draft->revision), str("time", game->saved_at)));
        break;
    }
    if (game->ready && !is_on_its_way(game) && draft_state(draft) != DRAFT_SAVED)
        page_say(&game->page, "status.ready_unsaved");
}

static void tell_deadline(struct game *game)
{
    const struct wire_clock *clock = &game->model->clock;
    if (!game->model->has_clock || clock->state == CLOCK_NONE) {
        page_say(&game->page, "deadline.unknown");
        return;
    }
    if (clock->state == CLOCK_PAUSED) {
        page_tell(&game->page, clock->reason[0] ? "deadline.paused_for" : "deadline.paused",
                  SLOTS(str("reason", clock->reason)));
        return;
    }
    int64_t seconds = model_seconds_left(game->model, game->now_ms);
    if (seconds == 0) {
        page_say(&game->page, "deadline.resolving");
        return;
    }
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    put_duration(game, seconds < 0 ? 0 : seconds, &text);
    const struct slot *slots = SLOTS(num("turn", game->draft.turn), str("left", piece.at),
                                     num("ready", clock->seats_ready), num("seats", clock->seats));
    if (!model_counts_told(game->model))
        page_tell(&game->page, seconds < 0 ? "deadline.none_counted" : "deadline.left_counted", slots);
    else if (game->ready) /* the count may be that of a moment ago, without this seat */
        page_tell(&game->page, seconds < 0 ? "deadline.none_ready" : "deadline.left_ready", slots);
    else
        page_tell(&game->page, seconds < 0 ? "deadline.none" : "deadline.left", slots);
}

/* A server that does not say why is an older one. */
static const char *bot_key(const struct model *model)
{
    const struct wire_situation *situation = &model->situation;
    if (situation->returning && situation->bot_reason == BOT_REASON_MISSED)
        return "status.bot_returning";
    switch (situation->held ? BOT_REASON_CONTROL : situation->bot_reason) {
    case BOT_REASON_MISSED:
        return model->briefing.misses_allowed ? "status.bot_missed" : "status.bot";
    case BOT_REASON_LEFT:
        return "status.bot_left";
    case BOT_REASON_CONTROL:
        return situation->held ? "status.bot_held" : "status.bot_given_back";
    case BOT_REASON_VACANT:
        return "status.bot_vacant";
    default:
        return "status.bot";
    }
}

void tell_bot_seat(struct game *game)
{
    const struct model *model = game->model;
    if (model->situation.bot_holds_seat)
        page_tell(&game->page, bot_key(model), SLOTS(num("misses", model->briefing.misses_allowed)));
}

void tell_status(struct game *game)
{
    const struct model *model = game->model;
    if (game->watches || game->drawn)
        return;
    if (game->awaits_consent) {
        page_say(&game->page, "consent.how");
        return;
    }
    if (model_withheld(model) && debrief_has_begun(model)) {
        page_tell(&game->page, "step.look", SLOTS(str("card", debrief_card_name(model->step.card))));
        return;
    }
    if (model->has_ended) {
        page_say(&game->page, model_withheld(model) ? "web_step.waits" : "status.ended");
        return;
    }
    if (!model->has_situation || (model->has_clock && model->clock.state == CLOCK_LOBBY)) {
        tell_lobby(game);
        return;
    }
    const struct view *view = game_view(game);
    if (!view->alive[view->me])
        page_say(&game->page, "status.eliminated");
    else if (model->situation.bot_holds_seat)
        tell_bot_seat(game);
    else
        tell_order_state(game);
    tell_deadline(game);
}

void tell_time_warning(struct game *game, int64_t seconds)
{
    if (!game_may_order(game))
        return;
    page_tell(&game->page, "warning.seconds", SLOTS(num("seconds", seconds)));
    if (!game->drawn) /* there it stands already */
        tell_order_state(game);
}

static void tell_runs_again(struct game *game)
{
    int64_t seconds = model_seconds_left(game->model, game->now_ms);
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    put_duration(game, seconds < 0 ? 0 : seconds, &text);
    page_tell(&game->page, seconds < 0 ? "clock.runs" : "clock.runs_left", SLOTS(str("left", piece.at)));
}

/* Only what a waiting person wants to know: the clock stopped, runs again, or others became ready. */
void tell_clock(struct game *game, const struct wire_clock *before)
{
    const struct wire_clock *clock = &game->model->clock;
    bool in_lobby = clock->state == CLOCK_LOBBY;
    if (clock->state == CLOCK_OPEN && before->state == CLOCK_OPEN && clock->bots != before->bots)
        tell_bots(game);
    if (in_lobby && (clock->persons != before->persons || before->state != CLOCK_LOBBY)) {
        if (!game->drawn) /* there it stands already */
            tell_lobby(game);
    } else if (clock->state == CLOCK_PAUSED && before->state == CLOCK_OPEN)
        page_tell(&game->page, clock->reason[0] ? "clock.paused_for" : "clock.paused",
                  SLOTS(str("reason", clock->reason)));
    else if (clock->state == CLOCK_OPEN && before->state == CLOCK_PAUSED)
        tell_runs_again(game);
    else if (game->ready && clock->turn == before->turn && clock->seats_ready > before->seats_ready &&
             clock->seats_ready < clock->seats)
        page_tell(&game->page, "clock.waiting",
                  SLOTS(num("waiting", (int64_t)clock->seats - clock->seats_ready)));
}
