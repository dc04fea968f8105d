/* What a monitor is shown by: a screen or lines. Used in this folder only; loop thread. */
#ifndef SPIRAL_MONITOR_FACE_H
#define SPIRAL_MONITOR_FACE_H

#include "client/monitor/desk.h"
#include "client/monitor/monitor.h"

struct face;

/* The running monitor. */
struct monitor {
    const struct monitor_options *options;
    uv_loop_t *loop;
    struct source *source;
    struct desk desk;
    const struct face *face;
    void *shown; /* the face's own */
    int exit_status;
    bool stops;
};

struct face {
    /* False: it cannot be shown. */
    bool (*open)(struct monitor *monitor);
    /* The desk has a newer state; `before` NULL: it is the first. */
    void (*state)(struct monitor *monitor, const struct wire_exercise_state *before);
    /* What a seat sees was asked for, and is there. */
    void (*seen)(struct monitor *monitor);
    /* Something was said on the desk, or time passed. */
    void (*news)(struct monitor *monitor);
    void (*close)(struct monitor *monitor);
};

extern const struct face face_screen, face_lines;

/* Does what the desk wishes. */
void monitor_follow(struct monitor *monitor);
/* Ends it; everything that was opened closes. */
void monitor_stop(struct monitor *monitor, int exit_status);

#endif
