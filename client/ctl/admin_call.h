/* One question over the admin socket, and its answer. Blocking, bounded in time; any thread. */
#ifndef SPIRAL_CTL_ADMIN_CALL_H
#define SPIRAL_CTL_ADMIN_CALL_H

#include "common/base/status.h"
#include "common/wire/message_admin.h"
#include "common/words/sentences.h"

enum { ADMIN_TIMEOUT_S = 30 };

/* STATUS_NOT_FOUND: no server listens there. The answer is freed by from_admin_free; why there is none is
 * told in the language. */
MUST_USE enum status admin_call(const char *socket_path, struct to_admin *question, struct from_admin *answer,
                                const struct language *language, struct cause *cause);

#endif
