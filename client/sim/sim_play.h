/* Plays games of a plan by their number in the sequence and makes their frames. One thread. */
#ifndef SPIRAL_SIM_SIM_PLAY_H
#define SPIRAL_SIM_SIM_PLAY_H

#include "client/sim/sim_frame.h"

struct sim_player;

/* About 20 MiB, of which short games touch little; owner: the caller. `with_lines`: false where only the
 * summary is wanted. */
struct sim_player *sim_player_create(const struct sim_plan *plan, bool with_lines);
void sim_player_destroy(struct sim_player *player);

/* `frame` is borrowed until the next call. Fails only where a record cannot be written. */
MUST_USE enum status sim_player_play(struct sim_player *player, int64_t number, struct slice *frame,
                                     struct cause *cause);

#endif
