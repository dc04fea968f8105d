/* What an answer about orders in hand costs, topic by topic: worlds of 6 and of 12 states, all in reach of
 * all, late in games of random legal orders, every module on. Prints `consider_6 choices_us=.. .. all_us=..
 * all_p99_us=..` and the same of 12. */
#include "common/aids/consider.h"
#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/rules/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GAMES = 40, TURNS = 40, EVERY = 5, POSITIONS = GAMES * TURNS / EVERY, ROUNDS = 3 };

/* A seat with orders in hand. */
struct position {
    struct view view;
    struct orders orders;
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

/* Nobody is eliminated, so that all positions are of as many states. */
static int prepare(int states, struct position *positions)
{
    struct scenario scenario;
    struct event_list events;
    scenario_init(&scenario, "bench", states);
    scenario.parameters.max_turns = TURNS;
    scenario.parameters.eliminated_at = 0;
    scenario.parameters.stake = 1;
    scenario.parameters.mobilisation = scenario.parameters.technology = 1;
    scenario.parameters.leak = 100;
    int count = 0;
    for (uint64_t game = 0; game < GAMES; game++) {
        struct world world;
        world_setup(&world, &scenario, (struct siphash_key){game, 1});
        while (!world.end) {
            struct order_book book;
            draw_book(&world, (struct siphash_key){game, 2}, &book);
            if (world.turn % EVERY == EVERY - 1 && count < POSITIONS) {
                struct position *position = &positions[count++];
                int seat = world.turn % states;
                view_of(&world, seat, &position->view);
                position->orders = book.orders[seat];
            }
            turn_resolve(&world, &book, &events);
        }
    }
    return count;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Median, and the 99th of a hundred, in microseconds. */
static double measure(const struct position *positions, int count, unsigned topics, double *p99)
{
    static int64_t samples[POSITIONS * ROUNDS];
    static struct considered considered;
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int p = 0; p < count; p++) {
            int64_t begun = now_ns();
            consider(&positions[p].view, &positions[p].orders, NULL, topics, &considered);
            samples[taken++] = now_ns() - begun;
            must(considered.topics == topics);
        }
    }
    qsort(samples, (size_t)taken, sizeof samples[0], compare);
    *p99 = (double)samples[taken - 1 - taken / 100] / 1000.0;
    return (double)samples[taken / 2] / 1000.0;
}

int main(void)
{
    static const char *const names[CONSIDER_TOPICS] = {"choices", "figures", "prospects", "margins",
                                                       "looks",   "idle",    "game"};
    struct position *positions = malloc(sizeof *positions * POSITIONS);
    must(positions);
    for (int states = 6; states <= ACTORS_MAX; states += 6) {
        int count = prepare(states, positions);
        double p99;
        printf("consider_%d", states);
        for (unsigned x = 0; x < CONSIDER_TOPICS; x++)
            printf(" %s_us=%.1f", names[x], measure(positions, count, 1u << x, &p99));
        double all = measure(positions, count, CONSIDER_ALL, &p99);
        printf(" all_us=%.1f all_p99_us=%.1f positions=%d\n", all, p99, count);
    }
    free(positions);
    return 0;
}
