/* Turns as they were played: those of the course, and those that a roll-back took out of it. What was said of
 * the latter may still be on its way. */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

void play_add(struct truth_world *world, const struct truth_play *play)
{
    world->plays = realloc(world->plays, (size_t)(world->play_count + 1) * sizeof world->plays[0]);
    must(world->plays != NULL);
    world->plays[world->play_count++] = *play;
    world->after[play->turn] = play->after;
    world->events[play->turn] = play->events;
    memcpy(world->source[play->turn], play->source, sizeof play->source);
    if (play->turn > world->most_turns)
        world->most_turns = play->turn;
}

void plays_free(struct truth_world *world)
{
    for (int x = 0; x < world->play_count; x++) {
        free(world->plays[x].after);
        free(world->plays[x].events);
    }
    free(world->plays);
}

const struct truth_play *play_of(const struct truth_world *world, int turn, int older)
{
    for (int x = world->play_count - 1; x >= 0; x--)
        if (world->plays[x].turn == turn && older-- == 0)
            return &world->plays[x];
    return NULL;
}

/* Turn `to` opens anew: the world before it is the one that was before. */
void plays_go_back(struct truth *truth, struct truth_world *world, int to)
{
    sim_holds(truth->sim, to >= 1 && to <= world->turns + 1, "back to turn %d from turn %d", to,
              world->turns + 1);
    world->turns = to - 1;
    world->roll_backs++;
    world->compared = -1;
    for (int x = world->play_count - 1; x >= 0; x--)
        if (world->plays[x].after == world->after[world->turns])
            world->hash = world->plays[x].hash;
}

bool truth_went_back(struct truth *truth, const struct id *world)
{
    return truth_stream(truth, world)->world->roll_backs > 0;
}

/* Where the turn began in which the entry stands. */
int entry_of_opening(const struct truth_stream *stream, int entry)
{
    static const char *const kinds[] = {"turn", "rollback", "practice_over", "start"};
    for (int x = entry - 1; x > 0; x--)
        for (size_t y = 0; y < sizeof kinds / sizeof kinds[0]; y++)
            if (strcmp(stream->entries[x].kind, kinds[y]) == 0)
                return x;
    return 0;
}
