/* `spiral join HOST:PORT CODE --name NAME`: a seat on a server. Main thread. */
#ifndef SPIRAL_CLIENT_JOIN_COMMAND_H
#define SPIRAL_CLIENT_JOIN_COMMAND_H

/* Gives the exit status: 0 the world ended and its record agrees with the commitment, 1 something failed, 2
 * the command line cannot be understood, 3 the person left before the end. */
int join_main(int count, char **words);

#endif
