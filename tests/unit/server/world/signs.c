/* Signs of a running world against the debrief of the same course, and within their bounds. */
#include "server/world/signs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "common/debrief/escalation.h"
#include "common/debrief/wars.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { GAMES = 120 };

struct play {
    struct world_log log;
    struct world world, before;
    struct order_book book;
    struct event_list events;
    struct signs signs;
    struct war wars[WARS_MAX];
    struct spiral_episode spirals[SPIRALS_MAX];
    uint32_t seed;
    int seen[SIGN_KIND_COUNT], merged, rungs[RUNG_COUNT + 1];
};

static uint32_t states_of(const struct signs *signs, enum sign_kind kind)
{
    uint32_t states = 0;
    for (int x = 0; x < signs->count; x++)
        if (signs->list[x].kind == kind)
            states |= signs->list[x].states;
    return states;
}

static void expect(const struct play *play, enum sign_kind kind, uint32_t states)
{
    if (states_of(&play->signs, kind) != states)
        fail_msg("seed %u turn %d: sign %d is of %x and not of %x", play->seed, play->log.turns, kind,
                 states_of(&play->signs, kind), states);
}

static void check_wars(struct play *play)
{
    uint32_t at_war = 0, chained = 0, refused = 0, mobilised = 0;
    int count = wars_of(&play->log, play->wars), t = play->log.turns;
    for (int w = 0; w < count; w++) {
        if (play->wars[w].turn != t)
            continue;
        at_war |= war_belligerents(&play->wars[w]);
        chained |= play->wars[w].joined | play->wars[w].helpers;
        refused |= play->wars[w].refused;
    }
    for (int i = 0; i < ACTORS_MAX; i++)
        mobilised |= (uint32_t)play->log.turn[t].mobilised[i] << i;
    expect(play, SIGN_WAR, at_war);
    expect(play, SIGN_CHAIN_GANG, chained);
    expect(play, SIGN_BUCK_PASS, refused);
    expect(play, SIGN_MOBILISED, mobilised);
}

/* Those that the debrief would find were this the last turn, and that reach into it. */
static void check_spirals(struct play *play)
{
    int count = spirals_of(&play->log, play->spirals), t = play->log.turns, first = t;
    uint32_t in_spirals = 0;
    for (int e = 0; e < count; e++) {
        if (play->spirals[e].last != t)
            continue;
        in_spirals |= 1u << play->spirals[e].i | 1u << play->spirals[e].j;
        if (play->spirals[e].first < first)
            first = play->spirals[e].first;
    }
    expect(play, SIGN_SPIRAL, in_spirals);
    int told = t;
    for (int x = 0; x < play->signs.count; x++)
        if (play->signs.list[x].kind == SIGN_SPIRAL && (int)play->signs.list[x].first < told)
            told = (int)play->signs.list[x].first;
    assert_int_equal(told, first);
}

static void check_tension(struct play *play)
{
    int highest = 0;
    for (int i = 0; i < play->world.scenario.actor_count; i++)
        if (play->before.actors[i].alive && (int)escalation_rung(&play->log, play->log.turns, i) > highest)
            highest = (int)escalation_rung(&play->log, play->log.turns, i);
    assert_int_equal(play->signs.tension, highest + 1);
    play->rungs[play->signs.tension]++;
}

static void check_list(struct play *play)
{
    const struct signs *signs = &play->signs;
    assert_in_range(signs->count, 0, WIRE_SIGNS_MAX);
    for (int x = 0; x < signs->count; x++) {
        const struct wire_sign *sign = &signs->list[x];
        assert_int_not_equal(sign->states, 0);
        assert_int_equal(sign->last, play->log.turns);
        assert_in_range(sign->first, 1, sign->last);
        if (sign->kind != SIGN_SPIRAL)
            assert_int_equal(sign->first, sign->last);
        play->seen[sign->kind]++;
    }
}

static void play_game(struct play *play, struct noise *noise)
{
    const struct bot *seats[ACTORS_MAX];
    struct scenario scenario;
    scenario_draw(noise, &scenario);
    for (int i = 0; i < scenario.actor_count; i++)
        seats[i] = bots[noise_below(noise, bot_count)];
    world_setup(&play->world, &scenario, key_of(play->seed, 0));
    log_begin(&play->log, &play->world);
    memset(&play->signs, 0, sizeof play->signs);
    while (!play->world.end) {
        play->before = play->world;
        for (int i = 0; i < scenario.actor_count; i++) {
            struct view view;
            play->book.given[i] = play->world.actors[i].alive;
            if (!play->book.given[i])
                continue;
            view_of(&play->world, i, &view);
            seats[i]->play(&view, key_of(play->seed, 1), &play->book.orders[i]);
        }
        turn_resolve(&play->world, &play->book, &play->events);
        log_turn(&play->log, &play->book, &play->events, &play->world);
        signs_turn(&play->signs, &play->before, &play->world, &play->events);
        check_list(play);
        check_tension(play);
        check_wars(play);
        check_spirals(play);
    }
}

static void signs_are_what_the_debrief_will_find(void **state)
{
    struct play *play = calloc(1, sizeof *play);
    (void)state;
    assert_non_null(play);
    for (play->seed = 1; play->seed <= GAMES; play->seed++) {
        struct noise noise = noise_of(play->seed);
        play_game(play, &noise);
    }
    for (int kind = SIGN_SPIRAL; kind < SIGN_KIND_COUNT; kind++)
        assert_true(play->seen[kind] > 20);
    for (int rung = RUNG_QUIET + 1; rung <= RUNG_COUNT; rung++)
        assert_true(play->rungs[rung] > 0);
    free(play);
}

struct scene {
    struct world before, after;
    struct event_list events;
    struct signs signs;
};

static struct scene *scene_new(int n)
{
    struct scene *scene = calloc(1, sizeof *scene);
    struct scenario scenario;
    assert_non_null(scene);
    scenario_init(&scenario, "signs", n);
    world_setup(&scene->before, &scenario, key_of(7, 0));
    scene->after = scene->before;
    return scene;
}

static void pass(struct scene *scene)
{
    scene->after.turn = scene->before.turn + 1;
    signs_turn(&scene->signs, &scene->before, &scene->after, &scene->events);
    scene->before = scene->after;
    scene->events.count = 0;
}

static void a_quiet_turn_has_no_signs(void **state)
{
    struct scene *scene = scene_new(4);
    (void)state;
    assert_int_equal(scene->signs.tension, 0); /* nothing was played */
    pass(scene);
    assert_int_equal(scene->signs.count, 0);
    assert_int_equal(scene->signs.tension, RUNG_QUIET + 1);
    free(scene);
}

/* The lowest rung is of those who live. */
static void the_dead_do_nothing(void **state)
{
    struct scene *scene = scene_new(2);
    (void)state;
    scene->before.actors[1].alive = scene->after.actors[1].alive = 0;
    EVENT(&scene->events, 0xffff, EVENT_DECLARE, 0, DECLARE_PEACEFUL, -1);
    pass(scene);
    assert_int_equal(scene->signs.tension, RUNG_RESTRAINT + 1);
    free(scene);
}

static void attack(struct scene *scene, int i, int j, int joins)
{
    EVENT(&scene->events, 0xffff, EVENT_ATTACK, i, j, joins);
}

/* 0 attacks 1, 2 joins; 4 and 5 attack each other: two wars, whoever is in the middle. */
static void what_hangs_together_is_one_war(void **state)
{
    struct scene *scene = scene_new(6);
    (void)state;
    attack(scene, 0, 1, 0);
    attack(scene, 4, 5, 0);
    attack(scene, 5, 4, 0);
    attack(scene, 2, 1, 1);
    pass(scene);
    assert_int_equal(scene->signs.count, 3);
    assert_int_equal(scene->signs.list[0].kind, SIGN_WAR);
    assert_int_equal(scene->signs.list[0].states, 0x30);
    assert_int_equal(scene->signs.list[1].states, 0x07);
    assert_int_equal(scene->signs.list[2].kind, SIGN_CHAIN_GANG);
    assert_int_equal(scene->signs.list[2].states, 0x04);
    assert_int_equal(scene->signs.tension, RUNG_WAR + 1);
    free(scene);
}

static void arm(struct scene *scene, int i)
{
    scene->after.actors[i].strike += 100;
    for (int j = 0; j < scene->after.scenario.actor_count; j++)
        scene->after.relations[j][i].est_strike += 100;
}

/* Six wars, six spirals and everything else at once: what does not fit is told as one, and nobody is left
 * out. */
static void the_most_signs_fit(void **state)
{
    struct scene *scene = scene_new(ACTORS_MAX);
    (void)state;
    for (int i = 0; i < ACTORS_MAX; i++)
        for (int j = 0; j < ACTORS_MAX; j++)
            if (i / 2 != j / 2)
                scene->before.scenario.proximity[i][j] = 0;
    scene->after = scene->before;
    for (int t = 1; t <= SPIRAL_TURNS_MIN; t++) {
        for (int i = 0; i < ACTORS_MAX; i++)
            arm(scene, i);
        for (int i = 0; i < ACTORS_MAX; i += 2) {
            attack(scene, i, i + 1, 0);
            EVENT(&scene->events, 0xffff, EVENT_MOBILISE, i);
        }
        attack(scene, 5, 4, 1);
        EVENT(&scene->events, 0xffff, EVENT_CALLED, 7, 6, 2, 0);
        pass(scene);
    }
    assert_int_equal(scene->signs.count, WIRE_SIGNS_MAX);
    assert_int_equal(states_of(&scene->signs, SIGN_WAR), 0xfff);
    assert_int_equal(states_of(&scene->signs, SIGN_SPIRAL), 0xfff);
    assert_int_equal(states_of(&scene->signs, SIGN_MOBILISED), 0x555);
    assert_int_equal(states_of(&scene->signs, SIGN_CHAIN_GANG), 1 << 5);
    assert_int_equal(states_of(&scene->signs, SIGN_BUCK_PASS), 1 << 7);
    pass(scene); /* nobody arms any more: the spirals are over */
    assert_int_equal(scene->signs.count, 0);
    free(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_are_what_the_debrief_will_find),
        cmocka_unit_test(a_quiet_turn_has_no_signs),
        cmocka_unit_test(the_dead_do_nothing),
        cmocka_unit_test(what_hangs_together_is_one_war),
        cmocka_unit_test(the_most_signs_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
