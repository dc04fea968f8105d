/* The keymap of the monitor: one row a key. The rows are also what the help shows. Loop thread. */
#ifndef SPIRAL_MONITOR_KEYS_H
#define SPIRAL_MONITOR_KEYS_H

#include "client/monitor/desk.h"

/* A key while nothing is typed or asked. */
void keys_press(struct desk *desk, const struct key *key);

/* The same while it is seen what a seat sees. */
void keys_press_seen(struct desk *desk, const struct key *key);

/* The rows, for the help: how the key is called, and the sentence of what it does; false behind the last. */
bool keys_row(int index, const char **shown, const char **sentence);

#endif
