#include "common/worlds/told_world.h"

#include "common/base/memory.h"
#include "common/worlds/headless.h"
#include "common/worlds/record_log.h"

#include <stdlib.h>

struct told_world {
    struct record_opening opening;
    int32_t end;
    bool again; /* it was played again */
    struct world_log log, dark, informed;
    struct metric_input played, dark_input, informed_input;
};

enum status told_world_create(struct slice record, struct told_world **told, struct cause *cause)
{
    struct told_world *made = memory_try_zeroed(1, sizeof *made);
    *told = NULL;
    if (!made)
        return memory_lacks(cause, "a world that is told");
    enum status status = record_log_read(record, &made->opening, &made->end, &made->log, cause);
    if (!status && made->end == END_RUNNING)
        status = status_fail(cause, STATUS_INVALID, "the world is still being played");
    if (!status && made->log.turns == 0)
        status = status_fail(cause, STATUS_INVALID, "the world was closed before its first turn was over");
    if (status) {
        free(made);
        return status;
    }
    metric_input_init(&made->played, &made->log, NULL);
    *told = made;
    return STATUS_OK;
}

void told_world_destroy(struct told_world *told)
{
    free(told);
}

static void play_again(const struct told_world *told, bool informed, struct world_log *log)
{
    struct headless game;
    headless_again(&game, &told->opening, told_world_was_closed(told) ? told->log.turns : 0, informed);
    headless_log(&game, log);
}

void told_world_play_again(struct told_world *told)
{
    if (told->again)
        return;
    play_again(told, false, &told->dark);
    play_again(told, true, &told->informed);
    metric_input_init(&told->played, &told->log, &told->informed);
    metric_input_init(&told->dark_input, &told->dark, NULL);
    metric_input_init(&told->informed_input, &told->informed, NULL);
    told->again = true;
}

void told_world_input(const struct told_world *told, struct card_input *input)
{
    *input = (struct card_input){
        .id = told->opening.world,
        .played = &told->played,
        .dark = told->again ? &told->dark_input : NULL,
        .informed = told->again ? &told->informed_input : NULL,
    };
}

const struct metric_input *told_world_played(const struct told_world *told)
{
    return &told->played;
}

bool told_world_was_closed(const struct told_world *told)
{
    return told->end == RECORD_CLOSED;
}
