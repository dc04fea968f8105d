#include "common/aids/believed_game.h"

#include "common/aids/estimates.h"
#include "common/rules/arithmetic.h"

#include <string.h>

static const char *const kind_names[] = {"harmony",         "stag_hunt", "prisoners_dilemma",
                                         "arming_dominant", "chicken",   "other"};
const struct name_list game_kind_names = {kind_names, GAME_KINDS};

enum game_kind game_kind_of(const struct stage_game *stage)
{
    switch (stage->kind) {
    case STAGE_HARMONY:
        return GAME_HARMONY;
    case STAGE_STAG_HUNT:
        return GAME_STAG_HUNT;
    case STAGE_PRISONER:
        return GAME_PRISONER;
    case STAGE_ARMING:
        return GAME_ARMING;
    case STAGE_OTHER:
    case STAGE_KINDS:
        break;
    }
    bool each_yields = stage->dc > stage->cc && stage->cd > stage->dd && stage->cc > stage->cd;
    return each_yields ? GAME_CHICKEN : GAME_OTHER;
}

/* Bought more than wear took: that was depreciation of (now - bought) / (1 - depreciation), so it is the same
 * to hold what was bought against depreciation of what there is now. */
static enum arms_move own_move(const struct view *view)
{
    const struct view_own *own = &view->own;
    int64_t points = 0, bought = 0;
    for (int line = 0; line < LINE_COUNT; line++)
        points += own->budget[line];
    if (view->turn == 0 || points == 0)
        return ARMS_MOVE_UNKNOWN;
    bought = (int64_t)own->budget[LINE_FORTIFY] + own->budget[LINE_STRIKE] + own->budget[LINE_DUAL];
    int64_t stocks = (int64_t)own->fortify + own->strike + own->dual;
    return 10000 * bought > stocks * view->scenario.parameters.depreciation ? ARMS_MOVE_ARM
                                                                            : ARMS_MOVE_RESTRAIN;
}

static enum arms_move their_move(const struct view *view, int state)
{
    bool certain;
    int64_t change = estimate_change(view, state, &certain);
    return !certain ? ARMS_MOVE_UNKNOWN : change > 0 ? ARMS_MOVE_ARM : ARMS_MOVE_RESTRAIN;
}

void believed_game_of(const struct view *view, struct believed_game *game)
{
    memset(game, 0, sizeof *game);
    game->stage = stage_game_of(&view->scenario.parameters);
    game->kind = game_kind_of(&game->stage);
    game->balance = view->balance;
    game->balance_hidden = view->scenario.parameters.hidden_balance != 0;
    game->my_move = own_move(view);
    for (int j = 0; j < view->n; j++)
        if (j != view->me && view->alive[j])
            game->their_move[j] = their_move(view, j);
}
