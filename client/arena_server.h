/* `spiral arena` with the private server that its programs join; the arena itself is in client/sim. */
#ifndef SPIRAL_CLIENT_ARENA_SERVER_H
#define SPIRAL_CLIENT_ARENA_SERVER_H

/* Arguments after `arena`; gives the exit status. */
int arena_command(int count, char **words);

#endif
