#include "client/rehearse/rehearse.h"

#include "client/rehearse/run.h"
#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_MS = 5, CLEAN_MS = 10000, HTTPS_PORT = 443 };

bool rehearse_place(const char *link, char host[REHEARSE_HOST_SIZE], int *port)
{
    struct slice rest = slice_of(link), place, before, after, name;
    int64_t number = HTTPS_PORT;
    if (!slice_starts(rest, "https://"))
        return false;
    rest = (struct slice){rest.at + 8, rest.length - 8};
    if (!slice_take(&rest, '/', &place))
        return false;
    name = place;
    if (place.length && place.at[0] == '[') { /* an address of IPv6 */
        struct slice inner = {place.at + 1, place.length - 1};
        if (!slice_split(inner, ']', &name, &after))
            return false;
        if (after.length && (after.at[0] != ':' || !slice_int((struct slice){after.at + 1, after.length - 1},
                                                              1, UINT16_MAX, &number)))
            return false;
    } else if (slice_split(place, ':', &before, &after)) {
        name = before;
        if (!slice_int(after, 1, UINT16_MAX, &number))
            return false;
    }
    *port = (int)number;
    return name.length && slice_copy(name, host, REHEARSE_HOST_SIZE);
}

/* ---- one step after the other */

static struct rehearse_check *add_check(struct run *run, enum check_result result, const char *why)
{
    struct rehearse_check *check = &run->result->checks[run->result->check_count++];
    must(run->result->check_count <= REHEARSE_CHECKS_MAX);
    *check = (struct rehearse_check){
        .name = steps[run->step].name, .result = result, .ms = (int64_t)(uv_now(&run->loop) - run->step_ms)};
    (void)slice_copy(slice_of(why), check->why, sizeof check->why);
    return check;
}

/* After a failure only what cleans up is done. */
static void next_step(struct run *run)
{
    run->began = false;
    do
        run->step++;
    while (run->step < step_count && !run->result->passed && !steps[run->step].always);
    uv_update_time(&run->loop);
    run->step_ms = uv_now(&run->loop);
}

static void end_step(struct run *run, enum outcome_of_step outcome, const char *why)
{
    uv_update_time(&run->loop);
    (void)add_check(run,
                    outcome == STEP_DONE      ? CHECK_PASSED
                    : outcome == STEP_SKIPPED ? CHECK_SKIPPED
                                              : CHECK_FAILED,
                    why);
    if (outcome == STEP_FAILED)
        run->result->passed = false;
    next_step(run);
}

static bool is_late(const struct run *run)
{
    uint64_t now = uv_now(&run->loop);
    return steps[run->step].always ? now - run->step_ms > CLEAN_MS
                                   : now - run->begun_ms > (uint64_t)run->options->timeout_s * 1000;
}

static void look(struct run *run)
{
    char why[CAUSE_LENGTH_MAX] = "";
    const struct step *step = &steps[run->step];
    bool first = !run->began;
    run->began = true;
    enum outcome_of_step outcome = first && !step->begin(run, why) ? STEP_FAILED : step->look(run, why);
    if (outcome == STEP_GOES_ON && is_late(run)) {
        snprintf(why, sizeof why,
                 "not done in time; is the server busy, or does a robot wait for something?");
        outcome = STEP_FAILED;
    }
    if (outcome != STEP_GOES_ON)
        end_step(run, outcome, why);
}

static void on_tick(uv_timer_t *timer)
{
    struct run *run = timer->data;
    if (run->step < step_count)
        look(run);
    if (run->step >= step_count)
        uv_close((uv_handle_t *)timer, NULL);
}

static void on_robot_closed(void *user, struct robot *robot)
{
    struct run *run = user;
    (void)robot;
    run->open_robots--;
}

void rehearse_run(const struct rehearse_options *options, struct rehearsal_result *result)
{
    struct run *run = memory_zeroed(1, sizeof *run);
    struct cause cause;
    *result = (struct rehearsal_result){.passed = true};
    run->options = options;
    run->result = result;
    must(uv_loop_init(&run->loop) == 0);
    run->place = (struct robot_place){.loop = &run->loop, .closed = on_robot_closed, .user = run};
    must(link_context_client(&run->place.context, &cause) == STATUS_OK);
    run->begun_ms = run->step_ms = uv_now(&run->loop);
    must(uv_timer_init(&run->loop, &run->tick) == 0);
    run->tick.data = run;
    must(uv_timer_start(&run->tick, on_tick, 0, TICK_MS) == 0);
    uv_run(&run->loop, UV_RUN_DEFAULT);
    uv_update_time(&run->loop);
    result->ms = (int64_t)(uv_now(&run->loop) - run->begun_ms);
    link_context_destroy(run->place.context);
    uv_loop_close(&run->loop);
    free(run);
}
