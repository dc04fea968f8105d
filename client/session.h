/* What `spiral play` and `spiral join` share: from arguments to a session on a screen or in lines. Main
 * thread. */
#ifndef SPIRAL_CLIENT_SESSION_H
#define SPIRAL_CLIENT_SESSION_H

#include "client/arguments.h"
#include "client/term/play.h"

/* Everything but host, port and code. `home` and the arguments are borrowed. */
struct play_options session_options(const struct play_arguments *arguments, const char *home);

/* Would this session be drawn on a screen: there is one, a person plays, and nobody asked for lines? */
bool session_draws(const struct play_arguments *arguments);

/* Plays on a loop of its own; gives the exit status. */
int session_run(const struct play_options *options, bool draws);

#endif
