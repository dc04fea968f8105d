/* `spiral handouts CODE`: what is printed before class, as one HTML file. */
#ifndef SPIRAL_PAPER_HANDOUTS_H
#define SPIRAL_PAPER_HANDOUTS_H

/* Arguments after `handouts`; gives the exit status: 0 written, 1 refused, or no server; 2 the command line
 * was not understood. Blocking; one thread. */
int handouts_main(int count, char **arguments);

#endif
