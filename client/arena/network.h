/* Games with programs: one private server, one exercise a game, one process a seat. For the arena only; not
 * with several processes. Blocking; main thread, whose SIGINT and SIGTERM it takes while it exists. */
#ifndef SPIRAL_ARENA_NETWORK_H
#define SPIRAL_ARENA_NETWORK_H

#include "client/arena/parts.h"

/* Makes the directories and logs; the server starts with the first game. Freed by network_end, which stops
 * the server and removes what nobody asked to keep. */
MUST_USE enum status network_begin(const struct arena *arena, const struct arena_host *host,
                                   struct arena_network **network, struct cause *cause);
/* Why a contestant first gave no orders; NULL: it always did, or for no reason that is known. Valid as long
 * as the network is. */
const char *network_reason(const struct arena_network *network, int contestant);
void network_end(struct arena_network *network);

/* Plays one game to its end. `seats` is empty but for the contestants. A program that does not join, hangs or
 * dies costs its own seat and nobody else's: the default orders are played there. STATUS_CLOSED: interrupted,
 * or the server stands still. */
MUST_USE enum status network_play(struct arena_network *network, const struct arena_game *game,
                                  const int contestants[ACTORS_MAX], struct arena_seat *seats,
                                  struct cause *cause);

#endif
