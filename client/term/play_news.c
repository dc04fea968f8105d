#include "client/term/play.h"

#include "client/term/tell.h"
#include "common/base/file.h"

void play_tell_turn(struct play *play)
{
    if (play->untold)
        play->face->turn(play->face->user);
    play->untold = false;
}

/* As soon as the motive is known: a drawn one comes with the first situation. */
static void tell_role_once(struct play *play)
{
    const struct model *model = play->game.model;
    const struct wire_briefing *briefing = &model->briefing;
    bool is_known =
        model->has_situation || briefing->scenario.actors[briefing->seat % ACTORS_MAX].motive >= 0;
    if (play->briefed || !is_known)
        return;
    play->briefed = true;
    play->face->role(play->face->user);
}

/* A turn is told together with its clock, which comes right behind: what happens when it closes is part of
 * it. */
static void on_situation(struct play *play)
{
    struct game *game = &play->game;
    const struct model *model = game->model;
    bool is_new = (uint32_t)model->situation.view.turn + 1 != play->turn;
    game_situation(game);
    play->face->situation(play->face->user);
    tell_role_once(play);
    if (play->was_lost && !is_new)
        page_say(&game->page, "back.same");
    else if (play->was_lost && play->turn)
        page_tell(&game->page, model->report_orders_used ? "back.used" : "back.defaults",
                  SLOTS(num("turn", model->situation.view.turn)));
    play->was_lost = false;
    play->turn = game->draft.turn;
    play->untold = is_new && model->situation.view.end == END_RUNNING;
    if (!is_new)
        tell_status(game);
    else if (model->situation.view.end != END_RUNNING)
        tell_changes(game);
    else if (model->has_clock && model->clock.turn == play->turn)
        play_tell_turn(play);
    play_arm_warning(play);
}

static void on_notice(struct play *play, const struct wire_notice *notice)
{
    static const char *const keys[NOTICE_KIND_COUNT] = {
        [NOTICE_SUPERSEDED] = "notice.superseded",       [NOTICE_STOPPING] = "notice.stopping",
        [NOTICE_RESTARTED] = "notice.restarted",         [NOTICE_BOT_HOLDS_SEAT] = "notice.bot_holds_seat",
        [NOTICE_SEAT_IS_YOURS] = "notice.seat_is_yours", [NOTICE_EXTENDED] = "notice.extended",
        [NOTICE_SHORTENED] = "notice.shortened",         [NOTICE_RESOLVED] = "notice.resolved",
    };
    int64_t seconds = ((int64_t)notice->ms + 999) / 1000;
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    put_duration(&play->game, seconds, &text);
    if (notice->kind > NOTICE_NONE && notice->kind < NOTICE_KIND_COUNT)
        page_tell(&play->game.page, keys[notice->kind],
                  SLOTS(num("seconds", seconds), str("time", piece.at)));
}

static void on_ended(struct play *play)
{
    play->untold = false;
    const struct model *model = play->game.model;
    if (model->has_report && model->report_turn >= play->turn && model->has_situation)
        (void)tell_log(&play->game, model->report_turn); /* no situation followed the last report */
    if (play->game.wish == WISH_WAIT_TURN || play->game.wish == WISH_WAIT_END)
        play->game.wish = WISH_NONE; /* what was waited for has come */
    play->face->ended(play->face->user);
    page_say(&play->game.page, "end.checking");
    player_fetch_record(play->player);
}

static void keep_record(struct play *play)
{
    struct page *page = &play->game.page;
    struct cause cause = {{0}};
    size_t size = 0;
    const char *record = player_record(play->player, &size);
    const char *path = play->options->record_path;
    if (!path || !record)
        page_say(page, "end.verify");
    else if (file_replace(path, record, size, 0644, &cause) == STATUS_OK)
        page_tell(page, "end.verify_file", SLOTS(str("path", path)));
    else
        page_tell(page, "end.not_written", SLOTS(str("cause", cause.text)));
}

static void on_record(struct play *play, const struct player_news *news)
{
    struct page *page = &play->game.page;
    play->checked = news->record_agrees;
    if (!news->record_agrees) {
        page_tell(page, "end.record_wrong", SLOTS(str("why", news->text ? news->text : "")));
        play_stop(play, PLAY_FAILED);
        return;
    }
    page_say(page, "end.record_agrees");
    keep_record(play);
    play->face->debrief(play->face->user);
}

static void on_clock(struct play *play)
{
    if (play->untold && play->game.model->clock.turn == play->turn)
        play_tell_turn(play);
    else
        tell_clock(&play->game, &play->clock);
    play->clock = play->game.model->clock;
    play_arm_warning(play);
}

static void on_joined(struct play *play)
{
    const struct wire_joined *joined = &play->game.model->joined;
    if (!play->game.model->resumed)
        page_tell(&play->game.page, "joined.code",
                  SLOTS(str("name", joined->name), str("code", joined->seat_code)));
    else if (!play->briefed)
        page_tell(&play->game.page, "joined.back", SLOTS(str("name", joined->name)));
}

static void tell_text(struct play *play, const char *key, const struct player_news *news)
{
    page_tell(&play->game.page, key, SLOTS(str("text", news->text ? news->text : "")));
}

static void on_accepted(struct play *play, enum to_server_kind command, const struct wire_accepted *accepted)
{
    struct game *game = &play->game;
    if (!play->options->is_auto) {
        game_accepted(game, command, accepted);
        if (command == TO_SERVER_LEAVE) {
            page_say(&game->page, "leave.done");
            play_stop(play, PLAY_LEFT);
        }
    } else if (accepted->has_digest) {
        draft_believe(&game->draft, auto_orders(play->auto_play));
        page_tell(&game->page, "auto.saved",
                  SLOTS(num("turn", accepted->turn), num("revision", accepted->revision)));
    }
}

static void on_news_of_world(struct play *play, const struct player_news *news)
{
    struct game *game = &play->game;
    const struct model *model = game->model;
    switch (news->event) {
    case PLAYER_BRIEFED:
        tell_role_once(play);
        break;
    case PLAYER_SITUATION:
        on_situation(play);
        break;
    case PLAYER_REPORT:
        history_add(&game->history, model->report_turn, &model->report_events);
        break;
    case PLAYER_CLOCK:
        on_clock(play);
        break;
    case PLAYER_PRESS:
        if (model->press_count)
            tell_press(game, &model->press[model->press_count - 1]);
        break;
    case PLAYER_ENDED:
        on_ended(play);
        break;
    case PLAYER_RECORD:
        on_record(play, news);
        break;
    default:
        break;
    }
}

static void on_news_of_link(struct play *play, const struct player_news *news)
{
    struct game *game = &play->game;
    switch (news->event) {
    case PLAYER_CONNECTING:
        if (!play->was_lost) /* then it was said that it is tried again and again */
            tell_text(play, "link.connecting", news);
        break;
    case PLAYER_FIRST_TRUST:
        tell_text(play, "link.first_trust", news);
        break;
    case PLAYER_LOST:
        if (!play->was_lost)
            game->lost_ms = game->now_ms;
        if (!play->was_lost)
            page_say(&game->page, game->model->has_joined ? "link.lost" : "link.unreached");
        play->was_lost = true;
        break;
    case PLAYER_JOINED:
        on_joined(play);
        break;
    case PLAYER_ACCEPTED:
        on_accepted(play, news->command, news->accepted);
        break;
    case PLAYER_REFUSED:
        game_refused(game, news->command, news->refusal);
        if (news->command == TO_SERVER_ASK_RECORD)
            play_stop(play, PLAY_FAILED);
        break;
    case PLAYER_NOTICE:
        on_notice(play, news->notice);
        break;
    case PLAYER_FAILED:
        tell_text(play, "link.failed", news);
        play_stop(play, PLAY_FAILED);
        break;
    case PLAYER_CLOSED:
        play->open--;
        break;
    default:
        break;
    }
}

void play_on_news(void *user, struct player *player, const struct player_news *news)
{
    struct play *play = user;
    play_begin(play);
    play->game.player = player;
    play->game.model = player_model(player);
    on_news_of_link(play, news);
    on_news_of_world(play, news);
    if (play->auto_play && !play->stops && news->event != PLAYER_CLOSED)
        auto_news(play->auto_play, news);
    play_finish(play);
}
