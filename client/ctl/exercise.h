/* `spiral exercise`: what facilitators ask a server over its admin socket. */
#ifndef SPIRAL_CTL_EXERCISE_H
#define SPIRAL_CTL_EXERCISE_H

#include "common/base/status.h"
#include "common/wire/message_admin.h"
#include "common/words/sentences.h"

/* Arguments after `exercise`; gives the exit status: 0 done, or it was so already; 1 refused, or no server; 2
 * the command line was not understood. */
int exercise_main(int count, char **arguments);

/* Makes an exercise; used by `spiral play` and `spiral rehearse` too. The guests of `created` are the
 * caller's: free() them. Why not is told in the language. */
MUST_USE enum status exercise_make(const char *socket_path, const struct wire_exercise_new *wanted,
                                   const struct language *language, struct wire_exercise_created *created,
                                   struct cause *cause);

/* An act as a facilitator types it on a line of their own: a subcommand, then its options, or world and state
 * without them: "pause B", "nudge B Corva", "extend --seconds 60". STATUS_INVALID says what was not
 * understood. Pure; any thread. */
MUST_USE enum status exercise_read_act(const char *line, const struct language *language,
                                       const struct wire_exercise_state *state, struct wire_exercise_act *act,
                                       struct cause *cause);

/* Why a server did not do it, in the reader's words; `cause` is what it said itself, may be empty. */
void exercise_put_refusal(const struct refusal *refusal, const char *cause, const struct language *language,
                          const char *code, struct text *text);

#endif
