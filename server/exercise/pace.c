/* How long a world's turns really take: each from its opening to its closing, without pauses, by the stamps
 * of the world's entries. So it comes back with the journal, and a turn that was undone counts no more: its
 * place is filled anew. For how long the server was away is known of the last time only; what it was away
 * before can make a turn no longer than its clock allowed. */
#include "server/exercise/exercise_state.h"

#include <string.h>

static int64_t since(int64_t stamp_ms, int64_t from_ms)
{
    return from_ms && stamp_ms > from_ms ? stamp_ms - from_ms : 0;
}

/* How long the open turn may last; 0: no limit. */
static void note_limit(struct played_world *world, const char *kind, struct slice body, bool opens)
{
    struct entry_act act;
    int64_t limit_ms = world_turn_ms(world->machine);
    if (opens || world->pace.limit_ms < limit_ms) /* a seat that needs more was told, too */
        world->pace.limit_ms = limit_ms;
    if (limit_ms && strcmp(kind, "extend") == 0 && entry_read_act(kind, body, &act))
        world->pace.limit_ms += act.ms;
}

void pace_note(struct played_world *world, const char *kind, struct slice body, int64_t stamp_ms)
{
    struct pace *pace = &world->pace;
    const struct world_machine *machine = world->machine;
    bool begins = strcmp(kind, "start") == 0, closes = strcmp(kind, "turn") == 0,
         counts = strcmp(kind, "practice_over") == 0, again = strcmp(kind, "rollback") == 0;
    pace->open_ms = pace_open_ms(world, stamp_ms);
    pace->stamp_ms = stamp_ms;
    pace->runs = world_started(machine) && !world_ended(machine) && !world_paused(machine);
    if (closes && world_turn(machine) > 0)
        pace->took_ms[world_turn(machine) - 1] = pace->open_ms;
    bool opens = begins || closes || counts || again;
    if (opens)
        pace->open_ms = 0;
    note_limit(world, kind, body, opens);
    if ((begins || counts) && !world_practising(machine))
        pace->began_ms = stamp_ms;
    if (world_ended(machine) && !pace->ended_ms)
        pace->ended_ms = stamp_ms;
}

void pace_recovered(struct played_world *world, int64_t stamp_ms, int64_t downtime_ms)
{
    struct pace *pace = &world->pace;
    int64_t away = since(stamp_ms, pace->stamp_ms);
    if (pace->runs && downtime_ms >= 0 && away > downtime_ms)
        pace->open_ms += away - downtime_ms;
    pace->stamp_ms = stamp_ms;
}

int64_t pace_open_ms(const struct played_world *world, int64_t stamp_ms)
{
    const struct pace *pace = &world->pace;
    int64_t open_ms = pace->open_ms + (pace->runs ? since(stamp_ms, pace->stamp_ms) : 0);
    return pace->limit_ms && open_ms > pace->limit_ms ? pace->limit_ms : open_ms;
}

int64_t pace_mean_ms(const struct played_world *world)
{
    int64_t sum = 0;
    int count = 0;
    for (int turn = 1; turn <= world_turn(world->machine); turn++) {
        int64_t took = world->pace.took_ms[turn - 1];
        sum += took;
        count += took > 0; /* one that was closed in a pause says nothing */
    }
    return count ? sum / count : 0;
}
