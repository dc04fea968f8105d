/* `spiral fork DIR|FILE --turn N --state NAME --orders WORDS`: a finished world with one state's orders of
 * one turn changed, played on by bots, beside the same without the change.
 *
 * Reads only; a directory may be read beside its server. Tells motives' consequences, so of a world that has
 * ended and of no other. Blocking; any thread. */
#ifndef SPIRAL_FORK_FORK_H
#define SPIRAL_FORK_FORK_H

int fork_main(int count, char **arguments);

#endif
