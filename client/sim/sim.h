/* `spiral sim --scenario S[,S...] [OPTION]...`: plays worlds by bots, in several processes, and writes what
 * came of them as CSV. Blocking; main thread. */
#ifndef SPIRAL_SIM_SIM_H
#define SPIRAL_SIM_SIM_H

/* Arguments after `sim`. Gives the exit status: 0; 1 when something failed; 2 when the command was not
 * understood or must not be done; 130 when it was interrupted. */
int sim_main(int count, char **words);

#endif
