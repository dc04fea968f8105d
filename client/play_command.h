/* `spiral play`: a game against bots on a private server, and the offer of a tutorial. Main thread. */
#ifndef SPIRAL_CLIENT_PLAY_COMMAND_H
#define SPIRAL_CLIENT_PLAY_COMMAND_H

/* Gives the exit status: 0 the world ended and its record agrees with the commitment, 1 something failed, 2
 * the command line cannot be understood, 3 the person left before the end. */
int play_main(int count, char **words);

#endif
