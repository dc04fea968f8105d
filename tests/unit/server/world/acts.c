#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

struct wire_clock clock_of(const struct table *table)
{
    struct wire_clock clock;
    world_tell_clock(table->machine, table->now_ms, &clock);
    return clock;
}

void assert_story(const struct table *table, const char *story)
{
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "");
    table_story(table, &text);
    assert_string_equal(memory, story);
}

static enum ruling give_reason(struct table *table, enum command_kind kind, const char *reason)
{
    struct wire_exercise_act act = {.act = EXERCISE_PAUSE};
    assert_true(slice_copy(slice_of(reason), act.reason, sizeof act.reason));
    return table_act(table, kind, act);
}

enum ruling pause_for(struct table *table, const char *reason)
{
    return give_reason(table, COMMAND_PAUSE, reason);
}

enum ruling resume(struct table *table)
{
    return give_reason(table, COMMAND_RESUME, "");
}

enum ruling close_for(struct table *table, const char *reason)
{
    return give_reason(table, COMMAND_CLOSE, reason);
}

enum ruling extend_by(struct table *table, int32_t ms, uint32_t turn)
{
    return table_act(table, COMMAND_EXTEND, (struct wire_exercise_act){.ms = ms, .turn = turn});
}

enum ruling resolve_turn(struct table *table, uint32_t turn)
{
    return table_act(table, COMMAND_RESOLVE, (struct wire_exercise_act){.turn = turn});
}

enum ruling roll_back_to(struct table *table, uint32_t turn)
{
    return table_act(table, COMMAND_ROLL_BACK, (struct wire_exercise_act){.turn = turn});
}
