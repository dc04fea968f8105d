/* Worlds side by side, in a few numbers each: read again from their records, for D7.
 *
 * Reading one takes some milliseconds, so some are read with each step of the debrief before it: what D7 asks
 * for is there when it comes. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"
#include "common/worlds/told_world.h"

#include <stdlib.h>
#include <string.h>

static void put_number(struct wire_world_outcome *told, const char *name, const struct metric_value *value)
{
    if (!value->defined || told->number_count == WIRE_OUTCOME_NUMBERS_MAX)
        return;
    int64_t half = value->millionths < 0 ? -METRIC_ONE / 2 : METRIC_ONE / 2;
    struct wire_number *number = &told->numbers[told->number_count++];
    struct text text = text_over(number->name, sizeof number->name);
    text_put(&text, name);
    number->value = (int32_t)((value->millionths + half) / METRIC_ONE);
}

static void read_world(const struct exercise *exercise, int world, struct wire_world_outcome *told)
{
    const struct played_world *played = &exercise->worlds[world];
    struct slice record = {0};
    struct told_world *found = NULL;
    struct card_world numbers;
    struct cause cause;
    record.at = world_own_record(played->machine, &record.length);
    if (!record.at || told_world_create(record, &found, &cause)) /* no turn of it was played */
        return;
    card_world_of(told_world_played(found), &played->stream.id, &numbers);
    put_number(told, "wars", &numbers.wars);
    put_number(told, "tragedy", &numbers.tragedy);
    put_number(told, "burden", &numbers.burden);
    put_number(told, "mistrust", &numbers.mistrust);
    put_number(told, "seeker_score", &numbers.seeker_score);
    told_world_destroy(found);
}

static void compute(const struct exercise *exercise, int world, struct desk_outcome *outcome)
{
    const struct played_world *played = &exercise->worlds[world];
    struct wire_world_outcome *told = &outcome->told;
    exercise_world_name(world, told->world);
    memcpy(told->conditions, played->conditions, sizeof told->conditions);
    told->end = (uint32_t)world_end(played->machine);
    told->turns = (uint32_t)world_turn(played->machine);
    read_world(exercise, world, told);
    outcome->computed = true;
}

void desk_compute_outcomes(struct exercise *exercise, int count)
{
    struct desk *desk = exercise->desk;
    if (!desk->outcomes)
        desk->outcomes = memory_zeroed((size_t)exercise->world_count, sizeof desk->outcomes[0]);
    for (int world = 0; world < exercise->world_count && count > 0; world++) {
        if (desk->outcomes[world].computed || !world_ended(exercise->worlds[world].machine))
            continue;
        compute(exercise, world, &desk->outcomes[world]);
        count--;
    }
}

void desk_tell_outcomes(struct exercise *exercise, struct wire_debrief_step *step)
{
    struct desk *desk = exercise->desk;
    if (!desk->told_outcomes) { /* all have ended, so it stays as it is */
        desk_compute_outcomes(exercise, exercise->world_count);
        desk->told_outcomes = memory_zeroed((size_t)exercise->world_count, sizeof desk->told_outcomes[0]);
        for (int world = 0; world < exercise->world_count; world++)
            desk->told_outcomes[world] = desk->outcomes[world].told;
    }
    step->outcomes = desk->told_outcomes;
    step->outcome_count = exercise->world_count;
}
