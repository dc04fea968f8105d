#include "client/core/model.h"

#include "common/wire/wire.h"

#include <string.h>

/* ---- what the server tells */

bool model_fits(const struct model *model, const struct wire_situation *situation)
{
    return model->has_briefing && situation->view.n == model->briefing.scenario.actor_count &&
           model->briefing.seat < (uint32_t)situation->view.n;
}

/* The world was rolled back, perhaps while nobody was connected. */
static void gone_back(struct model *model, int32_t turn)
{
    model->has_before = false;
    model->has_report = model->has_report && model->report_turn == (uint32_t)turn;
}

void model_take_situation(struct model *model, const struct wire_situation *situation)
{
    int32_t turn = situation->view.turn;
    if (model->has_situation && turn < model->situation.view.turn)
        gone_back(model, turn);
    if (model->has_situation && turn > model->situation.view.turn) {
        model->before = model->situation;
        model->has_before = true;
    }
    model->situation = *situation;
    model->has_situation = true;
    view_complete(&model->situation.view, &model->briefing);
}

void model_take_report(struct model *model, const struct wire_report *report)
{
    model->report_events = *report->events;
    model->report_turn = report->turn;
    model->report_orders_used = report->your_orders_used;
    model->has_report = true;
}

void model_take_clock(struct model *model, const struct wire_clock *clock, uint64_t now_ms)
{
    model->clock = *clock;
    model->clock_read_ms = now_ms;
    model->has_clock = true;
}

/* What was told before a reconnect is told again. */
const struct wire_press *model_take_press(struct model *model, const struct wire_press *press)
{
    if (model->press_count > 0 && press->number <= model->press[model->press_count - 1].number)
        return NULL;
    if (model->press_count == MODEL_PRESS_MAX) {
        memmove(&model->press[0], &model->press[1], (MODEL_PRESS_MAX - 1) * sizeof model->press[0]);
        model->press_count--;
    }
    struct wire_press *kept = &model->press[model->press_count++];
    *kept = *press;
    return kept;
}

const struct wire_bulletin *model_take_bulletin(struct model *model, const struct wire_bulletin *bulletin)
{
    if (model->bulletin_count > 0 && bulletin->number <= model->bulletins[model->bulletin_count - 1].number)
        return NULL;
    if (model->bulletin_count == MODEL_BULLETINS_MAX) {
        memmove(&model->bulletins[0], &model->bulletins[1],
                (MODEL_BULLETINS_MAX - 1) * sizeof model->bulletins[0]);
        model->bulletin_count--;
    }
    struct wire_bulletin *kept = &model->bulletins[model->bulletin_count++];
    *kept = *bulletin;
    return kept;
}

/* ---- what is read off it */

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

bool model_asks_beliefs(const struct model *model)
{
    return model->briefing.beliefs != BELIEFS_OFF;
}

bool model_counts_told(const struct model *model)
{
    return model->clock.places > 0 || model->clock.seats_ready > 0;
}

bool model_withheld(const struct model *model)
{
    return model->has_ended && model->ended.withheld;
}
