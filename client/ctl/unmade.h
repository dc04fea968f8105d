/* Why a server did not make an exercise, in the words of whoever asked for it. Pure; any thread. */
#ifndef SPIRAL_CTL_UNMADE_H
#define SPIRAL_CTL_UNMADE_H

#include "client/ctl/new_files.h"

/* `cause` is what the server said itself, may be empty; `injects` where the wanted ones come from a file,
 * else NULL. */
void unmade_put(const struct refusal *refusal, const char *cause, const struct wire_exercise_new *wanted,
                const struct inject_list *injects, const struct language *language, struct text *text);

#endif
