/* The whole server: the only place that knows all floors. */
#ifndef SPIRAL_SERVER_APP_H
#define SPIRAL_SERVER_APP_H

#include "server/conf/conf.h"

/* Runs until SIGTERM, SIGINT or a failed journal; gives the exit status. Prints one line `ready HOST:PORT
 * ...` once links are taken. */
int app_run(const struct conf *conf);

#endif
