/* Whom the server shows itself as: its certificate chain and key, read at the start, read again when they
 * were renewed, and watched, so that the end of a certificate surprises nobody.
 *
 * Owner: the app; it outlives the net. All calls on the thread of the loop; opening and reloading block for
 * as long as two small files take. Fingerprints and dates are logged, keys never. */
#ifndef SPIRAL_SERVER_NET_IDENTITY_H
#define SPIRAL_SERVER_NET_IDENTITY_H

#include "common/link/link.h"

#include <uv.h>

enum {
    IDENTITY_WARN_DAYS = 30,            /* before the end there is a warning */
    IDENTITY_LOOK_MS = 24 * 3600 * 1000 /* how often a server looks */
};

struct identity;

/* The paths are copied. STATUS_INVALID: the files are of no use, or the key is open to others than its owner
 * and group; the cause says which and what to do. */
MUST_USE enum status identity_open(const char *certificate_path, const char *key_path,
                                   struct identity **identity, struct cause *cause);
/* For listeners: links made from it use what was read last. */
struct link_context *identity_context(const struct identity *identity);

/* Reads the files again. What is of no use is refused with a line in the log, and what was there stays; links
 * that exist are left alone in any case. True when the new files are used. */
bool identity_reload(struct identity *identity);

/* Logs a warning when the certificate ends soon or has ended; true when there was one. `now_s`: Unix seconds.
 */
bool identity_look(const struct identity *identity, int64_t now_s);

/* Looks every `every_ms` (IDENTITY_LOOK_MS), until identity_unwatch. */
void identity_watch(struct identity *identity, uv_loop_t *loop, uint64_t every_ms);
void identity_unwatch(struct identity *identity);

/* Not watched any more, and the loop has run since. */
void identity_close(struct identity *identity);

#endif
