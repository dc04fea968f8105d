/* The game of this world in one picture: two equals who want no more than safety, each restrains itself or
 * arms, at the prices of this world and with the balance that the seat believes in. Plain values. Pure; any
 * thread. */
#ifndef SPIRAL_AIDS_BELIEVED_GAME_H
#define SPIRAL_AIDS_BELIEVED_GAME_H

#include "common/debrief/structure.h"
#include "common/rules/view.h"

/* Those of enum stage_kind, and what else four payoffs may make. */
enum game_kind {
    GAME_HARMONY,
    GAME_STAG_HUNT,
    GAME_PRISONER,
    GAME_ARMING, /* arming is best whatever the other does, and for both together */
    GAME_CHICKEN,
    GAME_OTHER,
    GAME_KINDS,
};
extern const struct name_list game_kind_names;

enum arms_move { ARMS_MOVE_UNKNOWN, ARMS_MOVE_RESTRAIN, ARMS_MOVE_ARM };

struct believed_game {
    struct stage_game stage; /* tenths of a point a turn, the own move first */
    enum game_kind kind;
    int32_t balance;                       /* %, the one believed in */
    bool balance_hidden;                   /* nobody was told the true one */
    enum arms_move my_move;                /* last turn: bought more arms than wear took, or not */
    enum arms_move their_move[ACTORS_MAX]; /* last turn, where the figures leave no doubt */
};

void believed_game_of(const struct view *view, struct believed_game *game);

enum game_kind game_kind_of(const struct stage_game *stage);

#endif
