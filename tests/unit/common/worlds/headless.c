/* The headless loop gives the world that the rules, the views and the bots give when one calls them by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/record/record.h"
#include "common/worlds/headless.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

/* What was seen of one game. */
struct watched {
    struct world world;
    struct world_log log;
    int turns, end;
};

static void watch(void *user, const struct order_book *book, const struct event_list *events,
                  const struct world *world)
{
    struct watched *watched = (struct watched *)user;
    log_turn(&watched->log, book, events, world);
    watched->turns++;
    assert_int_equal(world->turn, watched->turns);
    for (int i = 0; i < world->scenario.actor_count; i++)
        assert_int_equal(book->given[i], watched->log.worlds[watched->turns - 1].actors[i].alive != 0);
}

/* The same by hand: a fresh view for every seat of every turn. */
static void play_by_hand(const struct headless *game, struct world_log *log)
{
    struct world world;
    struct event_list events;
    world_setup(&world, game->scenario, game->dice_key);
    log_begin(log, &world);
    while (!world.end) {
        struct order_book book = {0};
        for (int i = 0; i < world.scenario.actor_count; i++) {
            struct view view;
            const struct bot *bot = game->line_up.bots[i];
            if (!world.actors[i].alive)
                continue;
            view_of(&world, i, &view);
            for (int j = 0; game->informed && j < world.scenario.actor_count; j++)
                if (j != i)
                    view.assessment[j] = motive_expands(world.actors[j].motive) ? 990 : 10;
            if (!bot)
                bot = bot_for_motive(world.actors[i].motive);
            book.given[i] = true;
            bot->play(&view, game->bot_key, &book.orders[i]);
        }
        turn_resolve(&world, &book, &events);
        log_turn(log, &book, &events, &world);
    }
}

static void assert_same_log(const struct world_log *a, const struct world_log *b)
{
    assert_int_equal(a->turns, b->turns);
    for (int t = 0; t <= a->turns; t++)
        assert_memory_equal(&a->worlds[t], &b->worlds[t], sizeof a->worlds[t]);
    int n = log_start(a)->scenario.actor_count;
    for (int t = 1; t <= a->turns; t++) {
        const struct log_turn *x = &a->turn[t], *y = &b->turn[t];
        assert_int_equal(x->event_count, y->event_count);
        assert_memory_equal(log_first_event(a, t), log_first_event(b, t),
                            (size_t)x->event_count * sizeof(struct event));
        assert_memory_equal(x->vulnerability, y->vulnerability, sizeof x->vulnerability);
        assert_memory_equal(x->attack, y->attack, sizeof x->attack);
        for (int i = 0; i < n; i++) {
            assert_int_equal(x->book.given[i], y->book.given[i]);
            assert_memory_equal(x->belief[i], y->belief[i], (size_t)n * sizeof x->belief[i][0]);
        }
    }
}

static void games_are_as_by_hand(void **state)
{
    struct world_log *log = malloc(sizeof *log), *by_hand = malloc(sizeof *by_hand);
    struct watched *watched = malloc(sizeof *watched);
    (void)state;
    assert_true(log && by_hand && watched);
    for (uint32_t seed = 500; seed < 560; seed++) {
        struct scenario scenario;
        struct noise noise = noise_of(seed);
        struct headless game;
        scenario_draw(&noise, &scenario);
        headless_init(&game, &scenario, seed, seed % 3);
        game.informed = seed % 2;
        for (int i = 0; i < scenario.actor_count; i++)
            game.line_up.bots[i] = noise_below(&noise, 3) ? bots[noise_below(&noise, bot_count)] : NULL;
        memset(log, 0x5a, sizeof *log);
        headless_log(&game, log);
        play_by_hand(&game, by_hand);
        assert_same_log(log, by_hand);
        watched->turns = 0;
        log_begin(&watched->log, log_start(log));
        headless_play(&game, &watched->world, watch, watched);
        assert_same_log(&watched->log, by_hand);
        assert_memory_equal(&watched->world, log_end(by_hand), sizeof watched->world);
        headless_play(&game, &watched->world, NULL, NULL);
        assert_memory_equal(&watched->world, log_end(by_hand), sizeof watched->world);
    }
    free(watched);
    free(by_hand);
    free(log);
}

/* Game 0 of a seed is the world that a live exercise of that seed plays; the others have dice of their own.
 */
static void keys_are_those_of_live_worlds(void **state)
{
    struct scenario scenario;
    struct headless game, other;
    uint8_t master[DICE_KEY_SIZE];
    (void)state;
    scenario_init(&scenario, "keys", 2);
    headless_init(&game, &scenario, 7, 0);
    record_seed_key(7, 0, master);
    struct siphash_key dice = siphash_key_of(master), bot = record_bot_key(master);
    assert_memory_equal(&game.dice_key, &dice, sizeof dice);
    assert_memory_equal(&game.bot_key, &bot, sizeof bot);
    assert_ptr_equal(game.scenario, &scenario);
    assert_false(game.informed);
    for (int i = 0; i < ACTORS_MAX; i++)
        assert_null(game.line_up.bots[i]);
    headless_init(&other, &scenario, 7, 1);
    assert_memory_not_equal(&game.dice_key, &other.dice_key, sizeof dice);
    assert_memory_not_equal(&game.bot_key, &other.bot_key, sizeof bot);
}

static int32_t seen[ACTORS_MAX][ACTORS_MAX]; /* assessments, as the seats saw them last */

static void look(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    memcpy(seen[view->me], view->assessment, sizeof seen[0]);
    orders_init(orders);
    orders->budget[LINE_CIVIL] = view->income;
}

/* The informed know the motives and nothing else; what they know is not written into the world. */
static void the_informed_know_the_motives(void **state)
{
    static const struct bot looker = {.name = "looker", .doctrine = "looks", .play = look};
    struct scenario scenario;
    struct headless game;
    static struct world worlds[2];
    (void)state;
    scenario_init(&scenario, "informed", MOTIVE_COUNT);
    for (int i = 0; i < MOTIVE_COUNT; i++)
        scenario.actors[i].motive = i;
    headless_init(&game, &scenario, 3, 0);
    for (int i = 0; i < MOTIVE_COUNT; i++)
        game.line_up.bots[i] = &looker;
    for (int informed = 0; informed < 2; informed++) {
        static const int32_t truth[MOTIVE_COUNT] = {10, 990, 990, 10, 10};
        int wrong = 0;
        game.informed = informed;
        headless_play(&game, &worlds[informed], NULL, NULL);
        for (int i = 0; i < MOTIVE_COUNT; i++)
            for (int j = 0; j < MOTIVE_COUNT; j++)
                wrong += i != j && seen[i][j] != truth[j];
        for (int i = 0; i < MOTIVE_COUNT; i++)
            assert_int_equal(seen[i][i], 0); /* nobody assesses itself */
        assert_true(informed ? wrong == 0 : wrong > 0);
    }
    assert_memory_equal(&worlds[0], &worlds[1], sizeof worlds[0]); /* who only looks changes nothing */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(games_are_as_by_hand),
        cmocka_unit_test(keys_are_those_of_live_worlds),
        cmocka_unit_test(the_informed_know_the_motives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
