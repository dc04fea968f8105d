/* `spiral watch HOST:PORT CODE`: looking on without a seat. Main thread. */
#ifndef SPIRAL_CLIENT_WATCH_COMMAND_H
#define SPIRAL_CLIENT_WATCH_COMMAND_H

/* Gives the exit status: 0 the world ended and its record agrees with the commitment, 1 something failed, 2
 * the command line cannot be understood, 3 whoever watched left before the end. */
int watch_main(int count, char **words);

#endif
