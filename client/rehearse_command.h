/* `spiral rehearse`. Main thread. */
#ifndef SPIRAL_CLIENT_REHEARSE_COMMAND_H
#define SPIRAL_CLIENT_REHEARSE_COMMAND_H

/* Arguments after `rehearse`; gives the exit status: 0 all went well. */
int rehearse_main(int count, char **words);

#endif
