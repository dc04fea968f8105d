/* How long a turn of the largest world takes: twelve actors, all in reach of all, random legal orders made
 * beforehand. Prints `resolve_12 median_us=.. p99_us=.. turns=..`. */
#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/rules/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GAMES = 200, TURNS = 18, ROUNDS = 5, SAMPLES = GAMES * TURNS * ROUNDS };

/* One turn to be resolved again and again. */
struct position {
    struct world world;
    struct order_book book;
};

static int64_t now_ns(void)
{
    struct timespec now;
    must(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void draw_book(const struct world *world, struct siphash_key key, struct order_book *book)
{
    const struct bot *bot = bot_find(slice_of("random_legal"));
    memset(book, 0, sizeof *book);
    for (int i = 0; i < world->scenario.actor_count; i++) {
        struct view view;
        if (!world->actors[i].alive)
            continue;
        view_of(world, i, &view);
        book->given[i] = true;
        bot->play(&view, key, &book->orders[i]);
    }
}

/* Plays games of which every turn is a position; nobody is eliminated, so all have twelve actors. */
static int prepare(struct position *positions)
{
    struct scenario scenario;
    struct event_list events;
    scenario_init(&scenario, "bench", ACTORS_MAX);
    scenario.parameters.max_turns = TURNS;
    scenario.parameters.eliminated_at = 0;
    scenario.parameters.stake = 1;
    int count = 0;
    for (uint64_t game = 0; game < GAMES; game++) {
        struct siphash_key key = {game, 1}, bot_key = {game, 2};
        struct world world;
        world_setup(&world, &scenario, key);
        while (!world.end) {
            must(count < GAMES * TURNS);
            struct position *position = &positions[count++];
            position->world = world;
            draw_book(&world, bot_key, &position->book);
            turn_resolve(&world, &position->book, &events);
        }
    }
    return count;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int main(void)
{
    struct position *positions = malloc(sizeof *positions * GAMES * TURNS);
    int64_t *samples = malloc(sizeof *samples * SAMPLES);
    static struct event_list events;
    must(positions && samples);
    int count = prepare(positions), taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int p = 0; p < count; p++) {
            struct world world = positions[p].world; /* copying it is not measured */
            int64_t begun = now_ns();
            turn_resolve(&world, &positions[p].book, &events);
            samples[taken++] = now_ns() - begun;
            must(world.turn == positions[p].world.turn + 1);
        }
    }
    qsort(samples, (size_t)taken, sizeof samples[0], compare);
    printf("resolve_12 median_us=%.1f p99_us=%.1f turns=%d\n", (double)samples[taken / 2] / 1000.0,
           (double)samples[taken - taken / 100] / 1000.0, taken);
    free(samples);
    free(positions);
    return 0;
}
