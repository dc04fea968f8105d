/* How the session's time stands: what is used of the plan, and what passes until the debrief can begin.
 *
 * The minutes are those of the run sheet (common/plan): the session opens when people come in, turn 1 is
 * planned some minutes later, and behind the last turn there is time for last beliefs and words. Every turn
 * that may come is reckoned with, as there. */
#include "server/exercise/desk_state.h"

#include "common/plan/plan.h"

enum {
    MINUTE_MS = 60 * 1000,
    GATHERING_MS = 10 * MINUTE_MS, /* who comes within so long of others comes to the same session */
};

static int64_t above(int64_t x, int64_t least)
{
    return x > least ? x : least;
}

static uint32_t seconds_of(int64_t ms)
{
    return ms < 0 ? 0 : ms / 1000 > UINT32_MAX ? UINT32_MAX : (uint32_t)(ms / 1000);
}

/* Before the start: the first of those who came in when most did. Neither whoever tried the door an hour
 * before opens the session, nor whoever is late. 0: nobody came. */
static int64_t opened_ms(const struct exercise *exercise)
{
    int64_t started_ms = exercise->desk->started_ms;
    int count = 0;
    while (count < exercise->person_count &&
           (!started_ms || exercise->persons[count]->joined_ms <= started_ms))
        count++;
    if (!count)
        return 0;
    int first = (count - 1) / 2;
    while (first > 0 &&
           exercise->persons[first]->joined_ms - exercise->persons[first - 1]->joined_ms <= GATHERING_MS)
        first--;
    return exercise->persons[first]->joined_ms;
}

/* When the first turn that counts opened in any world; 0: not yet. */
static int64_t began_ms(const struct exercise *exercise)
{
    int64_t first = 0;
    for (int x = 0; x < exercise->world_count; x++) {
        int64_t began = exercise->worlds[x].pace.began_ms;
        first = began && (!first || began < first) ? began : first;
    }
    return first;
}

/* What the plan has before turn 1 is used by then, however soon that came; what came later took more. */
static int64_t used_ms(const struct exercise *exercise, int64_t before_ms)
{
    int64_t now = desk_stamp(exercise), opened = opened_ms(exercise), began = began_ms(exercise);
    if (!exercise->settings.plan_minutes)
        return exercise->desk->started_ms ? above(now - exercise->desk->started_ms, 0) : 0;
    if (began)
        return above(opened ? began - opened : 0, before_ms) + above(now - began, 0);
    return opened ? above(now - opened, 0) : 0;
}

/* What is left of the open turn: of its clock, or, without one, of the time that turns take. */
static int64_t left_ms(const struct exercise *exercise, int world, const struct wire_clock *clock,
                       int64_t usual_ms)
{
    int64_t open_ms = pace_open_ms(&exercise->worlds[world], desk_stamp(exercise));
    return clock->remaining_ms >= 0 ? clock->remaining_ms : above(usual_ms - open_ms, 0);
}

struct session_time {
    int64_t used_ms, before_ms; /* before turn 1, as planned */
    bool began;                 /* a turn that counts did */
};

/* Until the debrief of this world can begin. A world in which nobody sits, or never did, holds nobody up. */
static int64_t play_ms(const struct exercise *exercise, int world, const struct session_time *time,
                       const struct wire_clock *clock)
{
    const struct played_world *played = &exercise->worlds[world];
    const struct world_machine *machine = played->machine;
    int64_t exit_ms = PLAN_EXIT_MINUTES * MINUTE_MS, turn_ms = world_turn_ms(machine);
    int turns = desk_max_turns(exercise, world);
    struct plan plan = plan_of(exercise->settings.plan_minutes, (int)((turn_ms + 999) / 1000), turns);
    int64_t planned_ms = turn_ms ? turn_ms : (int64_t)plan.turn_seconds * 1000;
    int64_t mean_ms = pace_mean_ms(played), lead_ms = time->before_ms - time->used_ms;
    mean_ms = mean_ms ? mean_ms : planned_ms;
    if (world_ended(machine))
        return world_turn(machine) ? above(exit_ms - (desk_stamp(exercise) - played->pace.ended_ms), 0) : 0;
    if (world_deserted(machine) || (exercise_started(exercise) && !world_started(machine)))
        return 0;
    if (!world_started(machine))
        return above(lead_ms, 0) + turns * planned_ms + exit_ms;
    if (!world_practising(machine))
        return left_ms(exercise, world, clock, mean_ms) + (turns - world_turn(machine) - 1) * mean_ms +
               exit_ms;
    return above(left_ms(exercise, world, clock, planned_ms), time->began ? 0 : lead_ms) +
           turns * planned_ms + exit_ms;
}

void desk_tell_time(const struct exercise *exercise, struct wire_exercise_state *state)
{
    const struct plan plan = plan_of(exercise->settings.plan_minutes, 0, 1);
    struct session_time time = {
        .before_ms = exercise->settings.plan_minutes ? (int64_t)plan.play * MINUTE_MS : 0,
        .began = began_ms(exercise) != 0,
    };
    int64_t longest_ms = 0;
    time.used_ms = used_ms(exercise, time.before_ms);
    for (int world = 0; world < exercise->world_count && exercise->desk->card < 0; world++)
        longest_ms = above(play_ms(exercise, world, &time, &state->worlds[world].clock), longest_ms);
    state->plan_seconds = (uint32_t)exercise->settings.plan_minutes * 60;
    state->used_seconds = seconds_of(time.used_ms);
    state->play_seconds = seconds_of(time.used_ms + longest_ms) - state->used_seconds;
}
