/* `spiral sim --records DIR`: the public record of each game, as a server gives it out for a finished world,
 * so that replay and debrief can read it. Id and salt follow from the game too: the same command writes the
 * same bytes. Blocking file writes; one thread. */
#ifndef SPIRAL_SIM_SIM_RECORD_H
#define SPIRAL_SIM_SIM_RECORD_H

#include "client/sim/sim_plan.h"

enum { SIM_RECORDS_MAX = 10000 }; /* files of a command */

/* Makes the directory. STATUS_INVALID when the games are more than SIM_RECORDS_MAX or when the directory
 * holds files already and the run is not a resumed one. */
MUST_USE enum status sim_records_begin(const struct sim_plan *plan, bool resumed, struct cause *cause);

struct sim_recorder;

/* About 900 KiB; owner: the caller. */
struct sim_recorder *sim_recorder_create(const struct sim_plan *plan);
void sim_recorder_destroy(struct sim_recorder *recorder);

/* Plays the game once more and writes DIR/SCENARIO-CELL-GAME.record, replacing what a run that was killed
 * left there. `number` is of the game in its cell. */
MUST_USE enum status sim_recorder_write(struct sim_recorder *recorder, const struct sim_cell *cell,
                                        const struct headless *game, int64_t number, struct cause *cause);

#endif
