/* Clocks: what is left of a turn is its limit less the time in which the server was up, the turn open and
 * nothing paused. */
#include "server/world/machine.h"
#include "tests/sim/truth.h"

#include <stdlib.h>
#include <string.h>

enum { CLOCK_LATE_MS = 100 }; /* ticks come a little late */

void clock_settle(struct truth *truth, struct truth_clock *clock)
{
    uint64_t now = truth->sim->now_ms;
    if (clock->open && !clock->paused && truth->up)
        clock->spent_ms += (int64_t)(now - clock->since_ms);
    clock->since_ms = now;
}

void truth_gives_back(struct truth *truth, uint64_t ms)
{
    for (int x = 0; x < truth->stream_count && ms >= HUB_GIVE_BACK_MS; x++) {
        struct truth_clock *clock = truth->streams[x].world ? &truth->streams[x].world->clock : NULL;
        if (!clock || !clock->open || clock->paused || clock->turn_ms == 0)
            continue;
        clock_settle(truth, clock);
        clock->spent_ms -= (int64_t)ms;
    }
}

/* A seat needs more time than any did: the open turn lasts as long as a whole one would now. */
void clock_grows(struct truth_world *world)
{
    struct truth_clock *clock = &world->clock;
    int64_t whole = truth_seats_turn_ms(world), more = whole - clock->whole_ms;
    if (!clock->open || more <= 0)
        return;
    if (clock->spent_ms > clock->limit_ms)
        clock->spent_ms = clock->limit_ms;
    int64_t room = WORLD_TURN_MS_MAX - (clock->limit_ms - clock->spent_ms);
    clock->limit_ms += more < room ? more : room;
    clock->whole_ms = whole;
}

static int64_t remaining(struct truth *truth, struct truth_clock *clock)
{
    if (!clock->open || clock->turn_ms == 0)
        return -1;
    clock_settle(truth, clock);
    if (clock->spent_ms >= clock->limit_ms)
        return 0;
    return clock->limit_ms - clock->spent_ms;
}

void clock_submitted(struct truth *truth, struct truth_stream *stream, uint64_t ticket, int64_t remaining_ms,
                     bool quiet)
{
    struct truth_clock *clock = &stream->world->clock;
    int64_t due = remaining(truth, clock);
    sim_holds(truth->sim, remaining_ms == due, "%lld ms are stored as left of turn %d; it has to be %lld",
              (long long)remaining_ms, stream->world->turns + 1, (long long)due);
    if (quiet)
        return;                                  /* the head keeps what it has */
    if (clock->time_count == TRUTH_CLOCKS_MAX) { /* long durable */
        memmove(clock->times, clock->times + TRUTH_CLOCKS_MAX / 2, sizeof clock->times / 2);
        clock->time_count = TRUTH_CLOCKS_MAX / 2;
    }
    clock->times[clock->time_count++] = (struct truth_time){.ticket = ticket,
                                                            .at_ms = truth->sim->now_ms,
                                                            .refused_ms = truth->sim->refused_ms,
                                                            .remaining_ms = remaining_ms};
}

/* The last time of which the journal said that it is durable; everything behind it may have been lost. */
static int last_durable(const struct truth *truth, const struct truth_clock *clock)
{
    int last = -1;
    for (int x = 0; x < clock->time_count; x++)
        if (clock->times[x].ticket <= truth->durable)
            last = x;
    return last;
}

void clock_found(struct truth *truth, struct truth_stream *stream, int64_t remaining_ms)
{
    struct truth_clock *clock = &stream->world->clock;
    int from = last_durable(truth, clock), at = -1;
    for (int x = from < 0 ? 0 : from; x < clock->time_count; x++)
        if (clock->times[x].remaining_ms == remaining_ms)
            at = x;
    sim_holds(truth->sim, at >= 0, "the store has %lld ms as left of turn %d, which nobody wrote",
              (long long)remaining_ms, stream->world->turns + 1);
    /* what was written later and was lost gave the time back in which it was on its way */
    bool later = at + 1 < clock->time_count;
    uint64_t lost_since = later ? clock->times[at + 1].at_ms : truth->down_since_ms;
    uint64_t refused =
        (later ? clock->times[at + 1].refused_ms : truth->down_refused_ms) - clock->times[at].refused_ms;
    uint64_t step = lost_since - clock->times[at].at_ms - refused;
    bool running = clock->open && !clock->paused && clock->turn_ms > 0 && remaining_ms > 0;
    sim_holds(truth->sim, !running || step <= WORLD_CLOCK_EVERY_MS + CLOCK_LATE_MS,
              "%llu ms passed before what is left of turn %d was stored again", (unsigned long long)step,
              stream->world->turns + 1);
    clock->times[0] = (struct truth_time){
        .at_ms = truth->sim->now_ms, .refused_ms = truth->sim->refused_ms, .remaining_ms = remaining_ms};
    clock->time_count = 1;
    if (clock->open && clock->turn_ms > 0) {
        clock->limit_ms = clock->limit_ms > remaining_ms ? clock->limit_ms : remaining_ms;
        clock->spent_ms = clock->limit_ms - remaining_ms;
    }
    clock->since_ms = truth->sim->now_ms;
}
