/* `spiral debrief DIR|FILE [--world W] [--lang en|es] [--json] [--card D4] [--width N]`: the cards of the
 * debrief, from a server's data directory or from the public record of a finished world; `--metrics` and
 * `--rules` print what the manual says of them.
 *
 * Reads only; may run beside the server. Motives are secret in play: a world that has not ended is refused.
 * Blocking; any thread. */
#ifndef SPIRAL_SIM_DEBRIEF_H
#define SPIRAL_SIM_DEBRIEF_H

int debrief_main(int count, char **arguments);

#endif
