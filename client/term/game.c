#include "client/term/game.h"

#include "client/term/debrief.h"
#include "client/term/tell.h"

#include <string.h>

void game_init(struct game *game, const struct language *language, int width)
{
    memset(game, 0, sizeof *game);
    page_init(&game->page, language, width);
    draft_init(&game->draft);
    history_init(&game->history);
    own_mirror_init(&game->mirror);
}

void game_free(struct game *game)
{
    page_free(&game->page);
    history_free(&game->history);
    debrief_destroy(game->debrief);
}

bool game_may_order(const struct game *game)
{
    const struct model *model = game->model;
    if (game->watches || !model->has_situation || !model->has_briefing || model->has_ended ||
        model->situation.bot_holds_seat)
        return false;
    const struct view *view = &model->situation.view;
    return view->end == END_RUNNING && view->alive[view->me];
}

void game_save(struct game *game)
{
    struct draft *draft = &game->draft;
    if (draft->is_sent) {
        game->saves_again = true;
        return;
    }
    bool states =
        !draft->has_saved || memcmp(&draft->now.stated, &draft->saved.stated, sizeof draft->now.stated) != 0;
    draft_send(draft);
    player_save_orders(game->player, &draft->now.orders);
    if (states)
        player_state_beliefs(game->player, &draft->now.stated);
}

void game_set_ready(struct game *game, bool ready)
{
    enum draft_state state = draft_state(&game->draft);
    game->wants_ready = ready && state != DRAFT_SAVED;
    if (game->wants_ready && state != DRAFT_SENT)
        game_save(game);
    else if (!game->wants_ready)
        player_set_ready(game->player, ready);
}

bool game_waits(const struct game *game)
{
    return game->talks > 0 || game->wants_ready || player_waiting(game->player);
}

/* What was stated of oneself in others' eyes is in no record: it is kept here for the debrief. */
static void keep_mirror(struct game *game)
{
    const struct draft *draft = &game->draft;
    if (!draft->has_saved || draft->turn < 1 || draft->turn > TURNS_MAX)
        return;
    for (int j = 0; j < ACTORS_MAX; j++)
        game->mirror.sees_me[draft->turn][j] = (int16_t)draft->saved.stated.sees_me[j];
}

/* What the turn that is over did to the score is known where the turn before was seen here. */
static void keep_score(struct game *game)
{
    const struct view *view = game_view(game);
    struct game_score *kept = &game->score;
    bool follows = game->draft.turn > 0 && view->turn == kept->turn + 1;
    kept->knows_before = follows;
    kept->score_before = kept->score;
    kept->territory_before = kept->territory;
    kept->turn = view->turn;
    kept->score = view->own.score;
    kept->territory = view->territory[view->me];
}

void game_situation(struct game *game)
{
    const struct wire_situation *situation = &game->model->situation;
    bool is_new = (uint32_t)situation->view.turn + 1 != game->draft.turn;
    if (is_new)
        keep_score(game);
    draft_open(&game->draft, situation);
    keep_mirror(game);
    game->ready = situation->ready;
    if (!is_new)
        return;
    game->wants_ready = game->saves_again = false; /* what was sent for the turn before came too late */
    game->guide = 0;
    if (game->wish == WISH_WAIT_TURN)
        game->wish = WISH_NONE;
}

static void on_saved(struct game *game, const struct wire_accepted *accepted)
{
    struct draft *draft = &game->draft;
    bool again = game->saves_again;
    draft_accept(draft, accepted->revision);
    keep_mirror(game);
    game->saves_again = false;
    game->ready = accepted->ready;
    memcpy(game->saved_at, game->wall, sizeof game->saved_at);
    if (again && draft_state(draft) != DRAFT_SAVED) {
        game_save(game);
    } else if (game->wants_ready && draft_state(draft) == DRAFT_SAVED) {
        game->wants_ready = false;
        player_set_ready(game->player, true);
    } else {
        game->wants_ready = false; /* changed meanwhile: these are not the orders that were meant */
        tell_status(game);
    }
}

static void count_talk(struct game *game, enum to_server_kind command)
{
    if ((command == TO_SERVER_SEND_PRESS || command == TO_SERVER_LEAVE) && game->talks > 0)
        game->talks--;
}

void game_accepted(struct game *game, enum to_server_kind command, const struct wire_accepted *accepted)
{
    count_talk(game, command);
    if (accepted->turn != game->draft.turn)
        return;
    if (command == TO_SERVER_SAVE_ORDERS) {
        on_saved(game, accepted);
    } else if (command == TO_SERVER_SET_READY) {
        game->ready = accepted->ready;
        tell_status(game);
    }
}

void game_refused(struct game *game, enum to_server_kind command, const struct refusal *refusal)
{
    count_talk(game, command);
    if (command == TO_SERVER_SAVE_ORDERS) {
        draft_refuse(&game->draft);
        game->wants_ready = game->saves_again = false;
    }
    tell_refusal(game, refusal);
}
