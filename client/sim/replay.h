/* `spiral replay DIR|FILE --verify [--orders]`: recomputes every world of a data directory, or the public
 * record of one.
 *
 * Reads only; may run beside the server. Blocking; any thread. */
#ifndef SPIRAL_SIM_REPLAY_H
#define SPIRAL_SIM_REPLAY_H

int replay_main(int count, char **arguments);

#endif
