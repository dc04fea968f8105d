#include "client/core/model.h"

int64_t model_seconds_left(const struct model *model, uint64_t now_ms)
{
    const struct wire_clock *clock = &model->clock;
    if (!model->has_clock || clock->remaining_ms < 0)
        return -1;
    int64_t left = clock->remaining_ms;
    if (clock->state == CLOCK_OPEN && now_ms > model->clock_read_ms) {
        uint64_t passed = now_ms - model->clock_read_ms;
        left = passed < (uint64_t)left ? left - (int64_t)passed : 0;
    }
    return left / 1000 + (left % 1000 != 0);
}

const char *model_state_name(const struct model *model, int state)
{
    const struct scenario *scenario = &model->briefing.scenario;
    if (!model->has_briefing || state < 0 || state >= scenario->actor_count)
        return "?";
    return scenario->actors[state].name;
}
