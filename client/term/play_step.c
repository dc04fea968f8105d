#include "client/term/play.h"

#include "client/term/debrief.h"
#include "client/term/keep_record.h"
#include "client/term/step.h"
#include "client/term/tell.h"

static void fetch_record(struct play *play)
{
    page_say(&play->game.page, "end.checking");
    player_fetch_record(play->player);
}

void play_on_ended(struct play *play)
{
    struct game *game = &play->game;
    const struct model *model = game->model;
    play->untold = false;
    if (model->has_report && model->report_turn >= play->turn && model->has_situation)
        (void)tell_log(game, model->report_turn); /* no situation followed the last report */
    if (game->wish == WISH_WAIT_TURN || game->wish == WISH_WAIT_END)
        game->wish = WISH_NONE; /* what was waited for has come */
    play->face->ended(play->face->user);
    if (!model_withheld(model)) {
        fetch_record(play);
        return;
    }
    if (!game->drawn)
        page_say(&game->page, "web_step.waits");
    if (!play->options->is_auto && !play->options->leaves_at_end)
        tell_feelings_asked(game);
    if (play->options->leaves_at_end)
        play_stop(play, PLAY_ENDED);
}

/* The last of the reveal is told before all that it opens. */
void play_on_opened(struct play *play)
{
    play->opened_due = play->awaits_cards;
    if (play->opened_due)
        return;
    play->game.wish = play->game.wish == WISH_WAIT_END ? WISH_NONE : play->game.wish;
    page_say(&play->game.page, "step.opened");
    play->face->ended(play->face->user);
    fetch_record(play);
}

void play_on_record(struct play *play, const struct player_news *news)
{
    struct page *page = &play->game.page;
    play->checked = news->record_agrees;
    if (!news->record_agrees) {
        page_tell(page, "end.record_wrong", SLOTS(str("why", news->text ? news->text : "")));
        play_stop(play, PLAY_FAILED);
        return;
    }
    page_say(page, "end.record_agrees");
    keep_record(page, play->player, play->options->record_path);
    play->face->debrief(play->face->user);
}

static void fetch_cards(struct play *play)
{
    play->awaits_cards = true;
    player_fetch_cards(play->player);
}

/* The same step comes again after a reconnect. */
static bool is_told(const struct game *game)
{
    return game->step.card == game->model->step.card && game->step.part == (int)game->model->step.part;
}

void play_on_step(struct play *play)
{
    struct game *game = &play->game;
    if (play->options->is_auto)
        return;
    if (game->model->step.card < 0)
        tell_feelings_asked(game); /* once: most often when the world ended */
    else if (is_told(game))
        return;
    else if (play->checked || game->model->ended.turns == 0) /* of no turn there are no cards */
        play->face->step(play->face->user);
    else
        fetch_cards(play);
}

void play_on_cards(struct play *play, bool came)
{
    play->awaits_cards = false;
    if (came && !play->checked && play->game.model->has_step && play->game.model->step.card >= 0)
        play->face->step(play->face->user);
    if (play->opened_due)
        play_on_opened(play);
}
