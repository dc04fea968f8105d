#include "client/core/player_internal.h"

#include "common/base/log.h"

#include <stdio.h>
#include <string.h>

static bool is_our_world(const struct player *player, const struct id *world)
{
    return id_equal(world, &player->model.joined.world);
}

/* The first commitment told counts: a server that publishes another one later has changed its mind. */
static void keep_commitment(struct player *player, const struct digest *commitment)
{
    struct cause cause;
    if (player->token.has_commitment)
        return;
    player->token.has_commitment = true;
    player->token.commitment = *commitment;
    if (token_save(&player->token, &cause) != STATUS_OK)
        log_event(LOG_WARN, "commitment_not_kept", "cause", cause.text, NULL);
}

static void on_briefing(struct player *player, const struct to_client *message)
{
    if (player->moved)
        control_on_new_seat(player, &message->briefing);
    if (!is_our_world(player, &message->briefing.world))
        return;
    player->model.briefing = message->briefing;
    player->model.has_briefing = true;
    keep_commitment(player, &message->briefing.commitment);
    player_tell(player, PLAYER_BRIEFED, NULL);
}

static void on_situation(struct player *player, const struct to_client *message)
{
    struct model *model = &player->model;
    if (!is_our_world(player, &message->situation.world))
        return;
    if (!model->has_briefing) {
        player_drop(player, "the server tells a situation before the briefing");
        return;
    }
    if (!model_fits(model, &message->situation)) {
        player_drop(player, "the server tells a situation of another world than it briefed");
        return;
    }
    if (player->situation_seen && message->situation.view.turn < model->situation.view.turn)
        return;
    model_take_situation(model, &message->situation);
    player->commands.revision = message->situation.has_saved ? message->situation.revision : 0;
    player->situation_seen = true;
    commands_drop_stale(player);
    player_tell(player, PLAYER_SITUATION, NULL);
    commands_pump(player);
}

static void on_turn_report(struct player *player, const struct to_client *message)
{
    struct model *model = &player->model;
    const struct wire_report *report = &message->turn_report;
    bool older = player->situation_seen && model->has_report && report->turn < model->report_turn;
    if (!is_our_world(player, &report->world) || older)
        return;
    model_take_report(model, report);
    player_tell(player, PLAYER_REPORT, NULL);
}

static void on_clock(struct player *player, const struct to_client *message)
{
    if (!is_our_world(player, &message->clock.world))
        return;
    model_take_clock(&player->model, &message->clock, uv_now(player->loop));
    player_tell(player, PLAYER_CLOCK, NULL);
}

static void on_press(struct player *player, const struct to_client *message)
{
    if (is_our_world(player, &message->press.world) && model_take_press(&player->model, &message->press))
        player_tell(player, PLAYER_PRESS, NULL);
}

static void on_world_ended(struct player *player, const struct to_client *message)
{
    const struct model *model = &player->model;
    bool first = !model->has_ended, opened = model->has_ended && model->ended.withheld;
    if (!is_our_world(player, &message->world_ended.world))
        return;
    player->model.ended = message->world_ended;
    player->model.has_ended = true;
    commands_drop_stale(player);
    if (first)
        player_tell(player, PLAYER_ENDED, NULL);
    else if (opened && !model->ended.withheld)
        player_tell(player, PLAYER_OPENED, NULL);
}

static void on_notice(struct player *player, const struct to_client *message)
{
    enum notice_kind kind = message->notice.kind;
    if (kind == NOTICE_BOT_HOLDS_SEAT || kind == NOTICE_SEAT_IS_YOURS) {
        player->model.situation.bot_holds_seat = kind == NOTICE_BOT_HOLDS_SEAT;
        if (kind == NOTICE_SEAT_IS_YOURS || message->notice.bot_reason != BOT_REASON_NONE)
            player->model.situation.held = message->notice.bot_reason == BOT_REASON_CONTROL;
        player->model.situation.bot_reason = message->notice.bot_reason;
        player->model.situation.returning = false;
    }
    if (kind == NOTICE_ROLLED_BACK || kind == NOTICE_PRACTICE_OVER) {
        player->situation_seen = false; /* the world comes anew, and until then nothing is ordered */
        player->model.has_before = false;
        commands_drop_turn(player);
    }
    if (kind == NOTICE_MOVED)
        control_on_moved(player);
    player->text[0] = '\0';
    const struct player_news news = {
        .event = PLAYER_NOTICE, .text = player->text, .notice = &message->notice};
    player->listener(player->user, player, &news);
    if (kind == NOTICE_SUPERSEDED)
        player_fail(player, "another session of yours has taken the seat over");
    if (kind == NOTICE_REMOVED)
        player_fail(player, "whoever runs the exercise has taken you out of it");
}

static void on_refusal(struct player *player, const struct to_client *message)
{
    const struct refusal *refusal = &message->refusal;
    bool entering = player->stage == STAGE_GREETING || player->stage == STAGE_ENTERING;
    if (entering && (message->request == 0 || message->request == player->entry_request)) {
        player_on_entry_refused(player, refusal);
        return;
    }
    bool put_out = message->request == 0 && refusal->code == REFUSAL_OVER; /* it is looked at no more */
    if (put_out && player->entry_kind == TO_SERVER_WATCH) {
        player_on_entry_refused(player, refusal);
        return;
    }
    if (player->stage != STAGE_PLAYING || commands_on_refused(player, message->request, refusal) ||
        record_fetch_on_refused(player, message->request, refusal) ||
        cards_fetch_on_refused(player, message->request, refusal) ||
        watcher_on_refused(player, message->request, refusal))
        return;
    if (refusal->code == REFUSAL_MOVED)
        player_follow(player, refusal->host, refusal->port);
    else if (refusal->code == REFUSAL_BUSY)
        player_drop_for(player, "the server is busy", player_busy_delay(player, refusal->retry_after_ms));
}

static void on_pong(struct player *player, const struct to_client *message)
{
    (void)player; /* that something came is all there is to it */
    (void)message;
}

#define IN(stage) (1u << (STAGE_##stage))

/* A message that makes no sense in a stage is passed over; silence is what ends a stage. */
static const struct message_row {
    unsigned stages;
    void (*heard)(struct player *player, const struct to_client *message);
} rows[TO_CLIENT_KIND_COUNT] = {
    [TO_CLIENT_WELCOME] = {IN(GREETING), player_on_welcome},
    [TO_CLIENT_JOINED] = {IN(ENTERING), player_on_joined},
    [TO_CLIENT_REFUSAL] = {IN(GREETING) | IN(ENTERING) | IN(PLAYING), on_refusal},
    [TO_CLIENT_ACCEPTED] = {IN(PLAYING), commands_on_accepted},
    [TO_CLIENT_BRIEFING] = {IN(PLAYING), on_briefing},
    [TO_CLIENT_SITUATION] = {IN(PLAYING), on_situation},
    [TO_CLIENT_TURN_REPORT] = {IN(PLAYING), on_turn_report},
    [TO_CLIENT_CLOCK] = {IN(PLAYING), on_clock},
    [TO_CLIENT_PRESS] = {IN(PLAYING), on_press},
    [TO_CLIENT_RECORD_PART] = {IN(PLAYING), record_fetch_on_part},
    [TO_CLIENT_WORLD_ENDED] = {IN(PLAYING), on_world_ended},
    [TO_CLIENT_NOTICE] = {IN(GREETING) | IN(ENTERING) | IN(PLAYING), on_notice},
    [TO_CLIENT_PONG] = {IN(PLAYING), on_pong},
    [TO_CLIENT_BULLETIN] = {IN(PLAYING), control_on_bulletin},
    [TO_CLIENT_CONTROL_ANSWER] = {IN(PLAYING), control_on_answer},
    [TO_CLIENT_DEBRIEF_STEP] = {IN(PLAYING), control_on_step},
    [TO_CLIENT_DEBRIEF_PART] = {IN(PLAYING), cards_fetch_on_part},
    [TO_CLIENT_WATCHING] = {IN(ENTERING), watcher_on_watching},
    [TO_CLIENT_PUBLIC_CLOCK] = {IN(PLAYING), watcher_on_public_clock},
    [TO_CLIENT_PUBLIC_TURN] = {IN(PLAYING), watcher_on_public_turn},
};

void player_on_message(struct player *player, const uint8_t *bytes, size_t count)
{
    struct to_client message;
    struct cause cause;
    if (wire_read_to_client(bytes, count, &message, &cause) != STATUS_OK) {
        char why[CAUSE_LENGTH_MAX];
        snprintf(why, sizeof why, "the server sent what cannot be read: %s", cause.text);
        player_drop(player, why);
        return;
    }
    const struct message_row *row = &rows[message.kind];
    if (row->heard && row->stages & 1u << player->stage)
        row->heard(player, &message);
    if (message.kind == TO_CLIENT_DEBRIEF_STEP && message.debrief_step.owned == player->step_owned)
        message.debrief_step.owned = NULL; /* the model has it */
    to_client_free(&message);
}
