/* `spiral exercise new|list|show|pause|resume|extend|resolve|close`: what facilitators ask a server over its
 * admin socket. */
#ifndef SPIRAL_CTL_EXERCISE_H
#define SPIRAL_CTL_EXERCISE_H

#include "common/base/status.h"
#include "common/wire/message_admin.h"

/* Arguments after `exercise`; gives the exit status: 0 done, or it was so already; 1 refused, or no server; 2
 * the command line was not understood. */
int exercise_main(int count, char **arguments);

/* Makes an exercise; used by `spiral play` too. */
MUST_USE enum status exercise_make(const char *socket_path, const struct wire_exercise_new *wanted,
                                   struct wire_exercise_created *created, struct cause *cause);

#endif
