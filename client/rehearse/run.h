/* A rehearsal under way; used in this folder only. */
#ifndef SPIRAL_REHEARSE_RUN_H
#define SPIRAL_REHEARSE_RUN_H

#include "client/rehearse/rehearse.h"
#include "client/rehearse/robot.h"

struct run {
    const struct rehearse_options *options;
    struct rehearsal_result *result;
    uv_loop_t loop;
    uv_timer_t tick;
    struct robot_place place;
    char host[REHEARSE_HOST_SIZE], code[WIRE_CODE_SIZE]; /* of the twin */
    int robot_count, open_robots;
    struct robot *robots[WIRE_PERSONS_MAX];
    uint64_t begun_ms, step_ms;
    int step;
    bool began, stops, made, limited, in_step; /* made: a twin; limited: its turns have a time */
    int card;
    struct wire_exercise_state before; /* of the exercise, without its lists */
    uint32_t turns_before;             /* sum over its worlds */
};

enum outcome_of_step { STEP_GOES_ON, STEP_DONE, STEP_SKIPPED, STEP_FAILED };

struct step {
    const char *name;
    /* Once; false: failed, with `why`. */
    bool (*begin)(struct run *run, char why[CAUSE_LENGTH_MAX]);
    /* Again and again. */
    enum outcome_of_step (*look)(struct run *run, char why[CAUSE_LENGTH_MAX]);
    bool always; /* also after a failure: what is to be cleaned up */
};

extern const struct step steps[];
extern const int step_count;

#endif
