/* `spiral rehearse`: the whole of an exercise, played by robots over real connections in a twin of it, which
 * is forgotten afterwards. The exercise itself is not touched.
 *
 * Loop thread; asks the admin socket in between, which may block for as long as an answer takes. */
#ifndef SPIRAL_REHEARSE_REHEARSE_H
#define SPIRAL_REHEARSE_REHEARSE_H

#include "common/base/status.h"
#include "common/wire/message_admin.h"

#include <stdint.h>

enum {
    REHEARSE_CHECKS_MAX = 24,
    REHEARSE_HOST_SIZE = 256,
    REHEARSE_TIMEOUT_S = 120, /* for the whole, unless it is set */
};

struct rehearse_options {
    const char *socket, *code;
    char host[REHEARSE_HOST_SIZE]; /* empty: where the twin's link says */
    int port;
    int timeout_s;
};

enum check_result { CHECK_PASSED, CHECK_FAILED, CHECK_SKIPPED };

/* One thing that was looked at. */
struct rehearse_check {
    const char *name; /* "joined": says "rehearsed.joined" */
    enum check_result result;
    int64_t ms;
    char why[CAUSE_LENGTH_MAX]; /* of a failure */
};

struct rehearsal_result {
    bool passed;
    int64_t ms;
    int worlds, persons, turns; /* turns: that were closed in all worlds together */
    int check_count;
    struct rehearse_check checks[REHEARSE_CHECKS_MAX];
};

void rehearse_run(const struct rehearse_options *options, struct rehearsal_result *result);

/* Host and port of "https://HOST[:PORT]/join/CODE". */
bool rehearse_place(const char *link, char host[REHEARSE_HOST_SIZE], int *port);

#endif
