/* What is played. */
#ifndef SPIRAL_TESTS_TORTURE_SCRIPT_H
#define SPIRAL_TESTS_TORTURE_SCRIPT_H

#include "tests/torture/game.h"

enum script {
    SCRIPT_PLAY,   /* an empty directory: an exercise is made, joined, played for a turn and a half */
    SCRIPT_RETURN, /* what SCRIPT_PLAY left: recovered, played on, closed, its record asked for */
    SCRIPT_COUNT,
};

/* Plays against game->server, which is ready, and stops it. False: game->gone, or game->wrong says why. */
bool script_play(struct game *game, enum script script);
/* After a restart: everybody who has joined comes back and sees at least what the ledger says. */
bool script_return(struct game *game);

#endif
