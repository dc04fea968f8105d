/* Where a client keeps what must outlive it: the servers it trusts and the seats it holds.
 *
 * Values; any thread. */
#ifndef SPIRAL_CLIENT_CORE_HOME_H
#define SPIRAL_CLIENT_CORE_HOME_H

#include "common/base/status.h"

enum { HOME_PATH_SIZE = 1024 }; /* bytes, with the NUL */

struct home {
    char path[HOME_PATH_SIZE];
};

/* What the directory is chosen from, first to last; NULL or empty: not given. */
struct home_sources {
    const char *option;      /* --home */
    const char *spiral_home; /* $SPIRAL_HOME */
    const char *xdg_state;   /* $XDG_STATE_HOME, with /spiral behind it; ignored unless absolute */
    const char *person_home; /* $HOME, with /.local/state/spiral behind it */
};

/* The first source that is given. STATUS_INVALID: none is, or the path is too long. */
MUST_USE enum status home_choose(const struct home_sources *sources, struct home *home, struct cause *cause);

/* Chooses from the option (may be NULL) and the environment, and makes the directory, mode 0700. */
MUST_USE enum status home_open(const char *option, struct home *home, struct cause *cause);

#endif
