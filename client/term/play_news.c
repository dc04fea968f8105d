#include "client/term/play.h"

#include "client/term/tell.h"

void play_tell_turn(struct play *play)
{
    if (play->untold)
        play->face->turn(play->face->user);
    if (play->untold && play->anew_why && play->game.drawn) /* a screen hides what was said before the turn */
        page_say(&play->game.page, play->anew_why);
    play->untold = false;
    play->anew_why = NULL;
}

/* As soon as the motive is known: a drawn one comes with the first situation. */
static void tell_role_once(struct play *play)
{
    const struct model *model = play->game.model;
    const struct wire_briefing *briefing = &model->briefing;
    bool is_known =
        model->has_situation || briefing->scenario.actors[briefing->seat % ACTORS_MAX].motive >= 0;
    if (play->briefed && briefing->role != play->team_role)
        tell_team_role(&play->game);
    if (play->briefed || is_known)
        play->team_role = briefing->role;
    if (play->briefed || !is_known)
        return;
    play->briefed = true;
    play->game.step.asked = play->game.step.asked && model->has_ended; /* of another world it was */
    play->face->role(play->face->user);
}

/* A turn is told together with its clock, which comes right behind: what happens when it closes is part of
 * it. */
static void on_situation(struct play *play)
{
    struct game *game = &play->game;
    const struct model *model = game->model;
    bool is_new = play->anew || (uint32_t)model->situation.view.turn + 1 != play->turn;
    if (play->anew)
        game_roll_back(game);
    play->anew = false;
    if (model->situation.view.turn + 1 < (int64_t)play->turn)
        history_keep(&game->history, (uint32_t)model->situation.view.turn, false);
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
    else if (model->has_clock && model->clock.turn == play->turn &&
             model->clock.branch == play->clock.branch) /* else the clock of the new branch is on its way */
        play_tell_turn(play);
    play_arm_warning(play);
}

/* Another seat: its role, its turns and its news are told from their beginning. */
static void begin_anew(struct play *play)
{
    game_new_seat(&play->game);
    play->turn = 0;
    play->briefed = play->untold = play->anew = false;
    play->clock = (struct wire_clock){0};
}

/* Only these two come while somebody is there to read them; an older server does not say which. */
static const char *bot_notice(const struct play *play, enum bot_reason reason)
{
    if (reason == BOT_REASON_CONTROL)
        return "notice.bot_control";
    bool missed = reason == BOT_REASON_MISSED && play->game.model->briefing.misses_allowed;
    return missed ? "notice.bot_missed" : "notice.bot_holds_seat";
}

static void on_notice(struct play *play, const struct wire_notice *notice)
{
    const char *const keys[NOTICE_KIND_COUNT] = {
        [NOTICE_SUPERSEDED] = "notice.superseded",
        [NOTICE_STOPPING] = "notice.stopping",
        [NOTICE_RESTARTED] = "notice.restarted",
        [NOTICE_BOT_HOLDS_SEAT] = bot_notice(play, notice->bot_reason),
        [NOTICE_SEAT_IS_YOURS] = "notice.seat_is_yours",
        [NOTICE_EXTENDED] = "notice.extended",
        [NOTICE_SHORTENED] = "notice.shortened",
        [NOTICE_RESOLVED] = "notice.resolved",
        [NOTICE_ROLLED_BACK] = "notice.rolled_back",
        [NOTICE_PRACTICE_OVER] = "notice.practice_over",
        [NOTICE_NUDGED] = "notice.nudged",
        [NOTICE_MOVED] = "notice.moved",
        [NOTICE_REMOVED] = "notice.removed",
        [NOTICE_ORDERS_ON_BEHALF] = "notice.orders_on_behalf",
    };
    if (notice->kind == NOTICE_ROLLED_BACK || notice->kind == NOTICE_PRACTICE_OVER)
        play->clock.branch++; /* the clock will say the same: this one was told */
    play->anew = play->anew || notice->kind == NOTICE_ROLLED_BACK || notice->kind == NOTICE_PRACTICE_OVER;
    play->game.touched_ms = play->anew ? 0 : play->game.touched_ms;
    if (notice->kind == NOTICE_MOVED)
        begin_anew(play);
    play->told_why = play->told_why || notice->kind == NOTICE_REMOVED || notice->kind == NOTICE_SUPERSEDED;
    if (play->anew || notice->kind == NOTICE_MOVED)
        play->anew_why = keys[notice->kind];
    int64_t seconds = ((int64_t)notice->ms + 999) / 1000;
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    put_duration(&play->game, seconds, &text);
    if (notice->kind > NOTICE_NONE && notice->kind < NOTICE_KIND_COUNT)
        page_tell(&play->game.page, keys[notice->kind],
                  SLOTS(num("seconds", seconds), str("time", piece.at),
                        num("misses", play->game.model->briefing.misses_allowed)));
}

/* What was rolled back while nobody was told: nobody knows here how far. */
static void forget_abandoned(struct play *play)
{
    const struct model *model = play->game.model;
    if (model->clock.branch == play->clock.branch)
        return;
    if (model->has_report)
        history_keep(&play->game.history, model->report_turn, true);
    if (play->clock.state != CLOCK_NONE)
        page_say(&play->game.page, "notice.rolled_back");
}

static void on_clock(struct play *play)
{
    forget_abandoned(play);
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
        if (command == TO_SERVER_STATE_FEELINGS)
            page_say(&game->page, "web_step.feelings.kept");
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

static void on_refused(struct play *play, const struct player_news *news)
{
    struct game *game = &play->game;
    const char *guest = play->options->player.guest;
    bool is_entry = news->command == TO_SERVER_JOIN || news->command == TO_SERVER_RESUME ||
                    news->command == TO_SERVER_MOVE;
    game_refused(game, news->command, news->refusal);
    if (news->command == TO_SERVER_JOIN && !(guest && guest[0] && news->refusal->code == REFUSAL_GUESTS_ONLY))
        tell_door_option(game, news->refusal->code);
    play->told_why = play->told_why || is_entry;
    if (news->command == TO_SERVER_ASK_RECORD)
        play_stop(play, PLAY_FAILED);
    if (news->command == TO_SERVER_ASK_DEBRIEF)
        play_on_cards(play, false);
}

/* What came before the first turn of a seat is told with it. */
static void on_bulletin(struct play *play, const struct wire_bulletin *bulletin)
{
    if (play->turn)
        tell_bulletin(&play->game, bulletin);
    else
        play->game.news_unspoken = true;
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
        play_on_ended(play);
        break;
    case PLAYER_OPENED:
        play_on_opened(play);
        break;
    case PLAYER_RECORD:
        play_on_record(play, news);
        break;
    case PLAYER_BULLETIN:
        on_bulletin(play, news->bulletin);
        break;
    case PLAYER_ANSWER:
        tell_control(game, news->answer);
        break;
    case PLAYER_STEP:
        play_on_step(play);
        break;
    case PLAYER_CARDS:
        play_on_cards(play, true);
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
        on_refused(play, news);
        break;
    case PLAYER_CONSENT:
        game->awaits_consent = true;
        tell_consent(game);
        break;
    case PLAYER_NOTICE:
        on_notice(play, news->notice);
        break;
    case PLAYER_FAILED:
        if (play->told_why)
            page_say(&game->page, "link.stopped");
        else
            tell_text(play, "link.failed", news);
        /* for a bot it was over when the world ended: the server keeps the exercise no longer */
        play_stop(play, play->options->is_auto && game->model->has_ended ? PLAY_ENDED : PLAY_FAILED);
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
