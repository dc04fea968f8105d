/* A world that bots played, as a log and as the text of its record. For tests of what reads records. */
#ifndef SPIRAL_TEST_WORLDS_RECORDED_H
#define SPIRAL_TEST_WORLDS_RECORDED_H

#include "common/debrief/world_log.h"
#include "common/record/record.h"

struct recorded {
    struct record_opening opening;
    struct world_log log;
    size_t size;
    char text[RECORD_MAX];
};

/* How a record is made. */
struct recording {
    uint64_t seed;
    const char *doctrine; /* of all seats; NULL: what fits each motive */
    int turns;            /* stops after so many; 0: when the rules end it */
    int end;              /* what its last line says then: RECORD_CLOSED, or END_RUNNING for a piece */
};

/* On the heap; the caller frees it. */
struct recorded *recorded_play(const struct scenario *scenario, struct recording recording);

static inline struct slice recorded_text(const struct recorded *recorded)
{
    return (struct slice){recorded->text, recorded->size};
}

#endif
