#include "common/worlds/record_log.h"

#include "common/base/memory.h"

#include <stdlib.h>

struct slice record_log_opening(struct slice text)
{
    struct slice rest = text, line;
    while (slice_take(&rest, '\n', &line))
        if (slice_starts(line, "scenario-end"))
            break;
    return (struct slice){text.at, (size_t)(rest.at - text.at)};
}

static void on_turn(void *user, const struct record_turn *turn, const struct world *world,
                    const struct event_list *events)
{
    if (turn)
        log_turn(user, &turn->book, events, world);
    else
        log_back(user, world->turn);
}

enum status record_log_read(struct slice text, struct record_opening *opening, int32_t *end,
                            struct world_log *log, struct cause *cause)
{
    struct record_summary summary = {.end = END_RUNNING};
    struct world *scratch = memory_try_zeroed(1, sizeof *scratch);
    *end = END_RUNNING;
    if (!scratch)
        return memory_lacks(cause, "a record");
    enum status status = record_read_opening(record_log_opening(text), opening, cause);
    if (!status) {
        record_begin(opening, scratch);
        log_begin(log, scratch);
        status = record_walk(text, on_turn, log, &summary, scratch, cause);
    }
    *end = status ? END_RUNNING : summary.end;
    free(scratch);
    return status;
}
