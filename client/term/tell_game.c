/* The game that the prices of this world make of arming, in four sentences instead of a table. */
#include "client/term/tell_figures.h"
#include "common/aids/believed_game.h"

static const char *const kind_keys[GAME_KINDS] = {"game.kind_harmony",           "game.kind_stag_hunt",
                                                  "game.kind_prisoners_dilemma", "game.kind_arming_dominant",
                                                  "game.kind_chicken",           "game.kind_other"};

/* A cell: what I get, and what the other gets, whose game is the same the other way round. */
static void tell_cell(struct game *game, const char *key, int32_t mine, int32_t its)
{
    struct piece pieces[2];
    struct text texts[2] = {text_over(pieces[0].at, sizeof pieces[0].at),
                            text_over(pieces[1].at, sizeof pieces[1].at)};
    put_tenths(game, mine, &texts[0]);
    put_tenths(game, its, &texts[1]);
    page_tell(&game->page, key, SLOTS(str("mine", pieces[0].at), str("its", pieces[1].at)));
}

static void tell_moved(struct game *game, const struct believed_game *believed, enum arms_move move,
                       const char *key)
{
    uint32_t mask = 0;
    struct piece states;
    struct text text = text_over(states.at, sizeof states.at);
    for (int j = 0; j < game_view(game)->n; j++)
        mask |= believed->their_move[j] == move ? 1u << j : 0;
    if (!mask)
        return;
    put_states(game, mask, &text);
    page_tell(&game->page, key, SLOTS(str("states", states.at)));
}

void tell_world_game(struct game *game)
{
    struct believed_game believed;
    const struct stage_game *stage = &believed.stage;
    believed_game_of(game_view(game), &believed);
    page_tell(&game->page, "game.headline",
              SLOTS(num("balance", believed.balance),
                    str("kind", sentence_words(game->page.language, kind_keys[believed.kind]))));
    if (believed.balance_hidden)
        page_say(&game->page, "prospects.hidden");
    tell_cell(game, "game.both_restrain", stage->cc, stage->cc);
    tell_cell(game, "game.i_arm", stage->dc, stage->cd);
    tell_cell(game, "game.it_arms", stage->cd, stage->dc);
    tell_cell(game, "game.both_arm", stage->dd, stage->dd);
    if (believed.my_move != ARMS_MOVE_UNKNOWN)
        page_say(&game->page, believed.my_move == ARMS_MOVE_ARM ? "game.i_armed" : "game.i_restrained");
    tell_moved(game, &believed, ARMS_MOVE_ARM, "game.they_armed");
    tell_moved(game, &believed, ARMS_MOVE_RESTRAIN, "game.they_restrained");
}
