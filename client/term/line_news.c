#include "client/term/line_play.h"

#include "client/term/tell.h"
#include "common/base/file.h"

void line_tell_turn(struct line_play *line)
{
    if (line->untold)
        tell_turn(&line->game);
    line->untold = false;
}

/* As soon as the motive is known: a drawn one comes with the first situation. */
static void tell_role_once(struct line_play *line)
{
    const struct model *model = line->game.model;
    const struct wire_briefing *briefing = &model->briefing;
    bool is_known =
        model->has_situation || briefing->scenario.actors[briefing->seat % ACTORS_MAX].motive >= 0;
    if (line->briefed || !is_known)
        return;
    line->briefed = true;
    tell_role(&line->game);
}

/* A turn is told together with its clock, which comes right behind: what happens when it closes is part of
 * it. */
static void on_situation(struct line_play *line)
{
    struct game *game = &line->game;
    const struct model *model = game->model;
    bool is_new = (uint32_t)model->situation.view.turn + 1 != line->turn;
    game_situation(game);
    tell_role_once(line);
    if (line->was_lost && !is_new)
        page_say(&game->page, "back.same");
    else if (line->was_lost && line->turn)
        page_tell(&game->page, model->report_orders_used ? "back.used" : "back.defaults",
                  SLOTS(num("turn", model->situation.view.turn)));
    line->was_lost = false;
    line->turn = game->draft.turn;
    line->untold = is_new && model->situation.view.end == END_RUNNING;
    if (!is_new)
        tell_status(game);
    else if (model->situation.view.end != END_RUNNING)
        tell_changes(game);
    else if (model->has_clock && model->clock.turn == line->turn)
        line_tell_turn(line);
    line_arm_warning(line);
}

static void on_notice(struct line_play *line, const struct wire_notice *notice)
{
    static const char *const keys[NOTICE_KIND_COUNT] = {
        [NOTICE_SUPERSEDED] = "notice.superseded",       [NOTICE_STOPPING] = "notice.stopping",
        [NOTICE_RESTARTED] = "notice.restarted",         [NOTICE_BOT_HOLDS_SEAT] = "notice.bot_holds_seat",
        [NOTICE_SEAT_IS_YOURS] = "notice.seat_is_yours",
    };
    if (notice->kind > NOTICE_NONE && notice->kind < NOTICE_KIND_COUNT)
        page_tell(&line->game.page, keys[notice->kind], SLOTS(num("seconds", (notice->ms + 999) / 1000)));
}

static void on_ended(struct line_play *line)
{
    line->untold = false;
    const struct model *model = line->game.model;
    if (model->has_report && model->report_turn >= line->turn && model->has_situation)
        (void)tell_log(&line->game, model->report_turn); /* no situation followed the last report */
    tell_end(&line->game);
    page_say(&line->game.page, "end.checking");
    player_fetch_record(line->player);
}

static void keep_record(struct line_play *line)
{
    struct page *page = &line->game.page;
    struct cause cause = {{0}};
    size_t size = 0;
    const char *record = player_record(line->player, &size);
    const char *path = line->options->record_path;
    if (!path || !record)
        page_say(page, "end.verify");
    else if (file_replace(path, record, size, 0644, &cause) == STATUS_OK)
        page_tell(page, "end.verify_file", SLOTS(str("path", path)));
    else
        page_tell(page, "end.not_written", SLOTS(str("cause", cause.text)));
}

static void on_record(struct line_play *line, const struct player_news *news)
{
    struct page *page = &line->game.page;
    line->checked = news->record_agrees;
    if (!news->record_agrees) {
        page_tell(page, "end.record_wrong", SLOTS(str("why", news->text ? news->text : "")));
        line_stop(line, LINE_FAILED);
        return;
    }
    page_say(page, "end.record_agrees");
    keep_record(line);
    tell_result_line(&line->game);
    line_stop(line, LINE_ENDED);
}

static void on_clock(struct line_play *line)
{
    if (line->untold && line->game.model->clock.turn == line->turn)
        line_tell_turn(line);
    else
        tell_clock(&line->game, &line->clock);
    line->clock = line->game.model->clock;
    line_arm_warning(line);
}

static void on_joined(struct line_play *line)
{
    const struct wire_joined *joined = &line->game.model->joined;
    if (!line->game.model->resumed)
        page_tell(&line->game.page, "joined.code",
                  SLOTS(str("name", joined->name), str("code", joined->seat_code)));
    else if (!line->briefed)
        page_tell(&line->game.page, "joined.back", SLOTS(str("name", joined->name)));
}

static void tell_text(struct line_play *line, const char *key, const struct player_news *news)
{
    page_tell(&line->game.page, key, SLOTS(str("text", news->text ? news->text : "")));
}

static void on_accepted(struct line_play *line, enum to_server_kind command,
                        const struct wire_accepted *accepted)
{
    struct game *game = &line->game;
    if (!line->options->is_auto) {
        game_accepted(game, command, accepted);
        if (command == TO_SERVER_LEAVE) {
            page_say(&game->page, "leave.done");
            line_stop(line, LINE_LEFT);
        }
    } else if (accepted->has_digest) {
        draft_believe(&game->draft, auto_orders(line->auto_play));
        page_tell(&game->page, "auto.saved",
                  SLOTS(num("turn", accepted->turn), num("revision", accepted->revision)));
    }
}

static void on_news_of_world(struct line_play *line, const struct player_news *news)
{
    struct game *game = &line->game;
    const struct model *model = game->model;
    switch (news->event) {
    case PLAYER_BRIEFED:
        tell_role_once(line);
        break;
    case PLAYER_SITUATION:
        on_situation(line);
        break;
    case PLAYER_REPORT:
        history_add(&game->history, model->report_turn, &model->report_events);
        break;
    case PLAYER_CLOCK:
        on_clock(line);
        break;
    case PLAYER_PRESS:
        if (model->press_count)
            tell_press(game, &model->press[model->press_count - 1]);
        break;
    case PLAYER_ENDED:
        on_ended(line);
        break;
    case PLAYER_RECORD:
        on_record(line, news);
        break;
    default:
        break;
    }
}

static void on_news_of_link(struct line_play *line, const struct player_news *news)
{
    struct game *game = &line->game;
    switch (news->event) {
    case PLAYER_CONNECTING:
        if (!line->was_lost) /* then it was said that it is tried again and again */
            tell_text(line, "link.connecting", news);
        break;
    case PLAYER_FIRST_TRUST:
        tell_text(line, "link.first_trust", news);
        break;
    case PLAYER_LOST:
        if (!line->was_lost)
            page_say(&game->page, game->model->has_joined ? "link.lost" : "link.unreached");
        line->was_lost = true;
        break;
    case PLAYER_JOINED:
        on_joined(line);
        break;
    case PLAYER_ACCEPTED:
        on_accepted(line, news->command, news->accepted);
        break;
    case PLAYER_REFUSED:
        game_refused(game, news->command, news->refusal);
        if (news->command == TO_SERVER_ASK_RECORD)
            line_stop(line, LINE_FAILED);
        break;
    case PLAYER_NOTICE:
        on_notice(line, news->notice);
        break;
    case PLAYER_FAILED:
        tell_text(line, "link.failed", news);
        line_stop(line, LINE_FAILED);
        break;
    case PLAYER_CLOSED:
        line->open--;
        break;
    default:
        break;
    }
}

void line_on_news(void *user, struct player *player, const struct player_news *news)
{
    struct line_play *line = user;
    line_begin(line);
    line->game.player = player;
    line->game.model = player_model(player);
    on_news_of_link(line, news);
    on_news_of_world(line, news);
    if (line->auto_play && !line->stops && news->event != PLAYER_CLOSED)
        auto_news(line->auto_play, news);
    line_finish(line);
}
