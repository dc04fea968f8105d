/* `spiral monitor`. Main thread. */
#ifndef SPIRAL_CLIENT_MONITOR_COMMAND_H
#define SPIRAL_CLIENT_MONITOR_COMMAND_H

/* Arguments after `monitor`; gives the exit status. */
int monitor_main(int count, char **words);

#endif
