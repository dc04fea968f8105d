#include "client/term/game.h"

#include "client/term/debrief.h"
#include "client/term/tell.h"

#include <stdlib.h>
#include <string.h>

void game_init(struct game *game, const struct language *language, int width)
{
    memset(game, 0, sizeof *game);
    page_init(&game->page, language, width);
    draft_init(&game->draft);
    history_init(&game->history);
    own_mirror_init(&game->mirror);
    game->step.card = -1;
    memset(game->feelings.greedy, -1, sizeof game->feelings.greedy);
}

void game_new_seat(struct game *game)
{
    draft_init(&game->draft);
    history_free(&game->history);
    own_mirror_init(&game->mirror);
    game->score = (struct game_score){0};
    memset(game->feelings.greedy, -1, sizeof game->feelings.greedy);
    game->wants_ready = game->saves_again = game->ready = false;
    game->touched_ms = 0;
    game->saved_at[0] = '\0';
    game->guide = 0;
    game->seats++;
}

void game_roll_back(struct game *game)
{
    draft_forget_turn(&game->draft);
    game->score = (struct game_score){0};
    game->touched_ms = 0;
    game->saved_at[0] = '\0';
}

void game_free(struct game *game)
{
    page_free(&game->page);
    history_free(&game->history);
    debrief_destroy(game->debrief);
    free(game->step.memory);
}

/* A turn is open to the state, whoever plays it. */
static bool is_played(const struct game *game)
{
    const struct model *model = game->model;
    if (game->watches || !model->has_situation || !model->has_briefing || model->has_ended)
        return false;
    const struct view *view = &model->situation.view;
    return view->end == END_RUNNING && view->alive[view->me];
}

bool game_may_order(const struct game *game)
{
    return is_played(game) && !game->model->situation.bot_holds_seat;
}

bool game_may_take_back(const struct game *game)
{
    const struct wire_situation *situation = &game->model->situation;
    return is_played(game) && situation->bot_holds_seat && !situation->held && !situation->returning;
}

void game_save(struct game *game)
{
    struct draft *draft = &game->draft;
    game->touched_ms = 0;
    if (draft->is_sent) {
        game->saves_again = true;
        return;
    }
    bool states = model_asks_beliefs(game->model) &&
                  (!draft->has_saved ||
                   memcmp(&draft->now.stated, &draft->saved.stated, sizeof draft->now.stated) != 0);
    draft_send(draft);
    player_save_orders(game->player, &draft->now.orders);
    if (states)
        player_state_beliefs(game->player, &draft->now.stated);
}

void game_save_touched(struct game *game)
{
    enum draft_state state = draft_state(&game->draft);
    bool meant = game->saves && game->touched_ms && game_may_order(game);
    game->touched_ms = 0;
    if (meant && (state == DRAFT_UNSAVED || state == DRAFT_CHANGED))
        game_save(game);
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
    if (draft_open(&game->draft, situation)) {
        game->touched_ms = 0;
        game->saves_again = game->wants_ready = false;
        page_say(&game->page, "status.elsewhere");
    }
    keep_mirror(game);
    game->ready = situation->ready;
    if (!is_new)
        return;
    game->wants_ready = game->saves_again = false; /* what was sent for the turn before came too late */
    game->touched_ms = 0;
    game->guide = 0;
    if (game->wish == WISH_WAIT_TURN)
        game->wish = WISH_NONE;
}

static void on_saved(struct game *game, const struct wire_accepted *accepted)
{
    struct draft *draft = &game->draft;
    bool again = game->saves_again;
    draft_accept(draft, &game->model->situation.saved, accepted->revision);
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
    bool talks = command == TO_SERVER_SEND_PRESS || command == TO_SERVER_LEAVE ||
                 command == TO_SERVER_ASK_CONTROL || command == TO_SERVER_STATE_FEELINGS;
    if (talks && game->talks > 0)
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
        bool again = game->saves_again && game_may_order(game);
        draft_refuse(&game->draft);
        game->wants_ready = game->saves_again = false;
        if (again && draft_state(&game->draft) != DRAFT_SAVED) /* it may be what was wrong that was changed */
            game_save(game);
    }
    tell_refusal(game, refusal);
}
