/* One deal: who sits where, and the games in this process. */
#include "client/arena/network.h"
#include "client/arena/parts.h"
#include "common/base/must.h"
#include "common/record/record.h"
#include "common/rules/score.h"
#include "common/worlds/headless.h"

#include <string.h>

/* No world is of this number of a seed. */
#define ARENA_DRAWS UINT64_MAX

bool arena_has_programs(const struct arena *arena)
{
    for (int c = 0; c < arena->contestant_count; c++)
        if (!arena->contestants[c].bot)
            return true;
    return false;
}

struct siphash_key arena_key(uint64_t seed)
{
    uint8_t key[DICE_KEY_SIZE];
    record_seed_key(seed, ARENA_DRAWS, key);
    return siphash_key_of(key);
}

int deal_line_ups(const struct arena *arena, int scenario)
{
    int m = arena->contestant_count;
    return arena->scenarios[scenario].actor_count == 2 ? m * m : m * arena->rounds;
}

/* The k-th of a drawn permutation of 0..m-1: Fisher and Yates with keyed dice. */
static int permuted(struct siphash_key key, int round, int seat, int m, int k)
{
    int order[CONTESTANTS_MAX];
    for (int x = 0; x < m; x++)
        order[x] = x;
    for (int x = m - 1; x > 0; x--) {
        struct draw draw = {(uint32_t)round, PHASE_BOT, (uint32_t)seat, (uint32_t)x, 0};
        int y = (int)dice_below(key, draw, x + 1), kept = order[x];
        order[x] = order[y];
        order[y] = kept;
    }
    return order[k];
}

void deal_line_up(const struct arena *arena, int scenario, int deal, int line_up, int contestants[ACTORS_MAX])
{
    int m = arena->contestant_count, actors = arena->scenarios[scenario].actor_count;
    if (actors == 2) {
        contestants[0] = line_up / m;
        contestants[1] = line_up % m;
        return;
    }
    struct siphash_key key = arena_key(arena->seed + (uint64_t)deal);
    for (int s = 0; s < actors; s++)
        contestants[s] = permuted(key, line_up / m, s, m, line_up % m);
}

void seat_result(const struct world *world, int seat, struct arena_seat *result)
{
    const struct actor *actor = &world->actors[seat];
    result->motive = actor->motive;
    result->score = score_final(world, seat);
    result->goal = score_goal_met(world, seat);
    result->alive = actor->alive != 0;
    result->begun = actor->begun;
}

void seats_count_rejected(const bool gave[ACTORS_MAX], const struct event_list *events,
                          struct arena_seat *seats)
{
    for (int x = 0; x < events->count; x++) {
        const struct event *event = &events->events[x];
        if (event->kind == EVENT_REJECTED && gave[event->numbers[0]])
            seats[event->numbers[0]].rejected++;
    }
}

static void on_turn(void *user, const struct order_book *book, const struct event_list *events,
                    const struct world *world)
{
    (void)world;
    seats_count_rejected(book->given, events, user);
}

static void play_here(const struct arena *arena, const struct arena_game *played,
                      const int contestants[ACTORS_MAX], struct arena_seat *seats)
{
    const struct scenario *scenario = &arena->scenarios[played->scenario];
    struct headless game;
    struct world world;
    headless_init(&game, scenario, arena->seed + (uint64_t)played->deal, 0);
    for (int s = 0; s < scenario->actor_count; s++)
        game.line_up.bots[s] = arena->contestants[contestants[s]].bot;
    headless_play(&game, &world, on_turn, seats);
    for (int s = 0; s < scenario->actor_count; s++)
        seat_result(&world, s, &seats[s]);
}

enum status deal_play(const struct arena *arena, int scenario, int deal, struct arena_network *network,
                      struct arena_seat *seats, struct cause *cause)
{
    int line_ups = deal_line_ups(arena, scenario), actors = arena->scenarios[scenario].actor_count;
    for (int l = 0; l < line_ups; l++) {
        struct arena_game game = {scenario, deal, l};
        struct arena_seat *those = seats + (size_t)l * (size_t)actors;
        int contestants[ACTORS_MAX];
        bool has_program = false;
        deal_line_up(arena, scenario, deal, l, contestants);
        memset(those, 0, (size_t)actors * sizeof *those);
        for (int s = 0; s < actors; s++) {
            those[s].contestant = contestants[s];
            has_program = has_program || !arena->contestants[contestants[s]].bot;
        }
        must(!has_program || network);
        if (!has_program) {
            play_here(arena, &game, contestants, those);
            continue;
        }
        enum status status = network_play(network, &game, contestants, those, cause);
        if (status)
            return status;
    }
    return STATUS_OK;
}

void deal_sums(const struct arena_seat *seats, int line_ups, int actors, int64_t sums[ACTORS_MAX])
{
    for (int s = 0; s < actors; s++) {
        sums[s] = 0;
        for (int l = 0; l < line_ups; l++)
            sums[s] += seats[l * actors + s].score;
    }
}
