/* `spiral monitor`: all worlds of an exercise on one screen of a terminal, or as lines where there is none.
 *
 * Loop thread. */
#ifndef SPIRAL_MONITOR_MONITOR_H
#define SPIRAL_MONITOR_MONITOR_H

#include "client/monitor/source.h"

struct monitor_options {
    struct source_place place;
    int in_fd, out_fd;
    bool plain; /* lines, even where a screen could be drawn */
};

/* Runs on a loop of its own until the person leaves or it fails for good; gives the exit status: 0 left, 1
 * failed. */
int monitor_run(const struct monitor_options *options);

#endif
