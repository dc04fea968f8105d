/* Every bot gives the orders that version 1 of the rules fixed: the golden games name their line-up by a
 * formula, see doctrine_of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/file.h"
#include "common/bots/bot.h"
#include "common/rules/canonical.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *directory;

/* A game being read; the name is SCENARIO-VARIANT-SEED. */
struct game {
    struct slice rest;
    struct scenario scenario;
    struct siphash_key key, bot_key;
    struct world world;
    bool fits; /* bots fit the motives; otherwise they are mixed by the formula */
    int seed;
    int compared;
    int bots_seen[16];
};

static struct siphash_key bot_key_of(int seed)
{
    const struct siphash_key fixed = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};
    return (struct siphash_key){dice_bits(fixed, (struct draw){(uint32_t)seed, 0, 2, 0, 0}),
                                dice_bits(fixed, (struct draw){(uint32_t)seed, 0, 2, 1, 0})};
}

static const struct bot *doctrine_of(const struct game *game, int seat)
{
    static const char *const mixed[12] = {
        "security_seeker",   "hawk",        "grit",     "tit_for_tat", "loyal_ally", "opportunist",
        "offensive_realist", "buck_passer", "appeaser", "pacifist",    "greedy",     "random_legal"};
    if (game->fits)
        return bot_for_motive(game->world.actors[seat].motive);
    if (game->seed == 2 && game->scenario.actor_count <= 6)
        return bot_find(slice_of("random_legal"));
    size_t index = (size_t)(seat + 5 * game->seed) + strlen(game->scenario.name);
    return bot_find(slice_of(mixed[index % 12]));
}

static struct slice block(struct game *game, const char *end)
{
    struct slice line, whole = {game->rest.at, 0};
    while (slice_take(&game->rest, '\n', &line)) {
        if (slice_is(line, end)) {
            whole.length = (size_t)(line.at - whole.at);
            return whole;
        }
    }
    fail_msg("no %s", end);
    return whole;
}

static void compare_orders(struct game *game, const char *name)
{
    struct slice line, orders_block = block(game, "orders-end");
    for (int i = 0; slice_take(&orders_block, '\n', &line); i++) {
        if (!game->world.actors[i].alive)
            continue;
        char memory[CANONICAL_ORDERS_MAX];
        struct text text = text_over(memory, sizeof memory);
        struct view view;
        struct orders orders;
        view_of(&game->world, i, &view);
        const struct bot *bot = doctrine_of(game, i);
        bot->play(&view, game->bot_key, &orders);
        canonical_orders(i, &orders, game->scenario.actor_count, &text);
        if (!slice_is(line, memory))
            fail_msg("%s turn %d, %s\n got %s\nwant %.*s", name, game->world.turn, bot->name, memory,
                     (int)line.length, line.at);
        game->compared++;
        for (int b = 0; b < bot_count; b++)
            game->bots_seen[b] += bots[b] == bot;
    }
}

static void play_game(struct game *game, const char *name)
{
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    struct slice line;
    uint8_t key[DICE_KEY_SIZE];
    game->seed = name[strlen(name) - strlen("1.txt")] - '0';
    game->fits = strstr(name, "-fit-") != NULL;
    game->bot_key = bot_key_of(game->seed);
    while (slice_take(&game->rest, '\n', &line)) {
        if (slice_is(line, "scenario-begin")) {
            assert_true(canonical_scenario_read(block(game, "scenario-end"), &game->scenario, &why));
        } else if (slice_starts(line, "key=")) {
            assert_true(slice_hex((struct slice){line.at + 4, line.length - 4}, key, sizeof key));
            game->key = siphash_key_of(key);
        } else if (slice_is(line, "world-begin")) {
            assert_true(canonical_world_read(block(game, "world-end"), &game->scenario, game->key,
                                             &game->world, &why));
        } else if (slice_is(line, "orders-begin")) {
            compare_orders(game, name);
        }
    }
}

static void test_bots_play_as_version_1(void **state)
{
    (void)state;
    struct game *game = calloc(1, sizeof *game);
    DIR *games = opendir(directory);
    assert_non_null(games);
    for (struct dirent *entry; (entry = readdir(games));) {
        char path[1024], *text;
        size_t size;
        struct cause cause;
        if (!strstr(entry->d_name, ".txt") || strstr(entry->d_name, "case-") == entry->d_name)
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        assert_int_equal(file_read(path, 1 << 26, &text, &size, &cause), STATUS_OK);
        game->rest = (struct slice){text, size};
        play_game(game, entry->d_name);
        free(text);
    }
    closedir(games);
    print_message("%d orders compared\n", game->compared);
    assert_in_range(game->compared, 4000, 100000);
    for (int b = 0; b < bot_count; b++)
        assert_in_range(game->bots_seen[b], 10, 100000);
    free(game);
}

int main(int count, char **arguments)
{
    directory = count > 1 ? arguments[1] : "games";
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bots_play_as_version_1)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
