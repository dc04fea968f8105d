/* Options of `spiral exercise new` that are more than a word or a number; see options.h. `into` is a struct
 * exercise_command. Used in this folder only; any thread. */
#ifndef SPIRAL_CTL_NEW_OPTIONS_H
#define SPIRAL_CTL_NEW_OPTIONS_H

#include "common/base/options.h"

struct exercise_command;

/* "B:balance=80,noise=0" */
enum status new_take_set(const struct option *option, void *into, const char *value, struct cause *cause);
/* What all of --set say; STATUS_INVALID names the part that is wrong in the language of the command. */
MUST_USE enum status new_read_sets(struct exercise_command *command, struct cause *cause);
enum status new_take_beliefs(const struct option *option, void *into, const char *value, struct cause *cause);
enum status new_take_bots(const struct option *option, void *into, const char *value, struct cause *cause);
enum status new_take_horizon(const struct option *option, void *into, const char *value, struct cause *cause);

#endif
