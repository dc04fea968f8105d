#include "tests/property/worlds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "common/scenario/scenario_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct loading {
    struct committed *committed;
    const char *directory;
};

static void load_one(void *user, const char *scenario_name)
{
    struct loading *loading = (struct loading *)user;
    struct committed *committed = loading->committed;
    struct scenario_file file;
    struct cause cause;
    assert_true(committed->count < COMMITTED_MAX);
    if (scenario_file_load(loading->directory, scenario_name, &file, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    committed->scenarios[committed->count++] = file.scenario;
}

void committed_load(struct committed *committed)
{
    char directory[1024];
    struct cause cause;
    const char *tree = getenv("SPIRAL_TREE");
    if (!tree)
        fail_msg("SPIRAL_TREE must name the top of the tree");
    snprintf(directory, sizeof directory, "%s/config/scenarios", tree ? tree : "");
    struct loading loading = {committed, directory};
    committed->count = 0;
    if (scenario_file_list(directory, load_one, &loading, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    assert_in_range(committed->count, 24, COMMITTED_MAX);
}

struct siphash_key key_of(uint32_t seed, uint32_t use)
{
    const struct siphash_key fixed = {0x5be0cd19137e2179u, 0x1f83d9abfb41bd6bu};
    return (struct siphash_key){dice_bits(fixed, (struct draw){seed, use, 0, 0, 0}),
                                dice_bits(fixed, (struct draw){seed, use, 1, 0, 0})};
}

struct noise noise_of(uint32_t seed)
{
    return (struct noise){key_of(seed, 1000), 0};
}

int64_t noise_below(struct noise *noise, int64_t sides)
{
    return dice_below(noise->key, (struct draw){noise->drawn++, 0, 0, 0, 0}, sides);
}

/* Anywhere in low..high, but often at one of the two or at the default. */
static int32_t parameter_draw(struct noise *noise, const struct parameter_row *row)
{
    switch (noise_below(noise, 6)) {
    case 0:
        return row->low;
    case 1:
        return row->high;
    case 2:
        return row->initial;
    default:
        return row->low + (int32_t)noise_below(noise, (int64_t)row->high - row->low + 1);
    }
}

static void pairs_draw(struct noise *noise, struct scenario *scenario)
{
    for (int i = 0; i < scenario->actor_count; i++) {
        for (int j = 0; j < scenario->actor_count; j++) {
            if (i == j)
                continue;
            if (noise_below(noise, 3) == 0)
                scenario->proximity[i][j] = (int32_t)noise_below(noise, 101);
            if (noise_below(noise, 3) == 0)
                scenario->assessments[scenario->assessment_count++] =
                    (struct scenario_assessment){i, j, (int32_t)noise_below(noise, 1001)};
            if (i < j && noise_below(noise, 2) == 0)
                scenario->pacts[scenario->pact_count++] = (struct scenario_pact){
                    i, j, 1 + (int32_t)noise_below(noise, 3), (int32_t)noise_below(noise, 2)};
        }
    }
}

void scenario_draw(struct noise *noise, struct scenario *scenario)
{
    int n = ACTORS_MIN + (int)noise_below(noise, ACTORS_MAX - ACTORS_MIN + 1);
    scenario_init(scenario, "drawn", n);
    struct parameters *p = &scenario->parameters;
    for (int row = 0; row < PARAMETER_COUNT; row++)
        *parameter_at(p, row) = parameter_draw(noise, &parameter_rows[row]);
    for (int m = 0; m < MOTIVE_COUNT - 1; m++)
        p->prior[m] = (int32_t)noise_below(noise, 251);
    if (p->balance_low > p->balance_high)
        p->balance_low = p->balance_high;
    p->grace_turns = (int32_t)noise_below(noise, 3);
    int64_t left = TERRITORY_MAX - n;
    for (int i = 0; i < n; i++) {
        int64_t extra = noise_below(noise, (noise_below(noise, 2) ? left : 30 < left ? 30 : left) + 1);
        scenario->actors[i].territory = (int32_t)(1 + extra);
        left -= extra;
        scenario->actors[i].motive = (int32_t)noise_below(noise, MOTIVE_COUNT + 1) - 1;
        scenario->actors[i].rise = (int32_t)noise_below(noise, RISE_MAX + 1);
    }
    pairs_draw(noise, scenario);
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    if (!scenario_check(scenario, &why))
        fail_msg("%s", memory);
}

void book_draw(const struct world *world, struct siphash_key key, struct order_book *book)
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
