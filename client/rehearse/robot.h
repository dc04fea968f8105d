/* One person of a rehearsal: joins over a real connection, plays with the doctrine that fits its motive, and
 * keeps count of what it was told.
 *
 * It keeps no files and comes back from nothing: whatever breaks is a finding. Owner: its opener, until
 * robot_close; it frees itself when the connection is gone, and says `closed`. Loop thread. */
#ifndef SPIRAL_REHEARSE_ROBOT_H
#define SPIRAL_REHEARSE_ROBOT_H

#include "common/link/link.h"
#include "common/wire/message.h"

#include <uv.h>

enum { ROBOT_TROUBLE_SIZE = 256 };

struct robot;

struct robot_place {
    uv_loop_t *loop;
    struct link_context *context;
    const char *host, *code;
    int port;
    /* The robot is gone after this returns. */
    void (*closed)(void *user, struct robot *robot);
    void *user;
};

/* What it was told so far; see robot_told. */
struct robot_told {
    bool joined, has_situation, ended, felt;
    enum clock_state clock;
    struct id world;
    int bulletins, extensions, reports;
    int card;                         /* of the debrief; -1: none */
    char trouble[ROBOT_TROUBLE_SIZE]; /* why it cannot go on; empty: it can */
};

/* The place outlives it. `number` from 1 makes its name. */
struct robot *robot_open(const struct robot_place *place, int number);
const struct robot_told *robot_told(const struct robot *robot);
/* From now on it orders and is ready in each turn at once; before it only looks. */
void robot_play(struct robot *robot);
void robot_state_feelings(struct robot *robot);
void robot_close(struct robot *robot);

#endif
