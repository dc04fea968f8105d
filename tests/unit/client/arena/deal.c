#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/arena/parts.h"
#include "common/rules/score.h"
#include "common/worlds/headless.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* So many doctrines on a world of so many seats. */
static struct arena *make_arena(int contestants, int seats)
{
    struct arena *arena = calloc(1, sizeof *arena);
    assert_non_null(arena);
    arena->contestant_count = contestants;
    for (int c = 0; c < contestants; c++) {
        arena->contestants[c].bot = bots[c % bot_count];
        strcpy(arena->contestants[c].name, bots[c % bot_count]->name);
    }
    arena->scenario_count = 1;
    scenario_init(&arena->scenarios[0], "world", seats);
    arena->seed = 7;
    arena->deals = 3;
    arena->rounds = 2;
    arena->jobs = 1;
    return arena;
}

static void two_seats_see_every_ordered_pair_once(void **state)
{
    (void)state;
    struct arena *arena = make_arena(5, 2);
    int met[5][5] = {{0}}, contestants[ACTORS_MAX];
    assert_int_equal(deal_line_ups(arena, 0), 25);
    for (int l = 0; l < 25; l++) {
        deal_line_up(arena, 0, 1, l, contestants);
        met[contestants[0]][contestants[1]]++;
    }
    for (int a = 0; a < 5; a++)
        for (int b = 0; b < 5; b++)
            assert_int_equal(met[a][b], 1);
    free(arena);
}

static void in_a_round_everybody_sits_once_in_every_seat(void **state)
{
    (void)state;
    struct arena *arena = make_arena(7, 5);
    assert_int_equal(deal_line_ups(arena, 0), 14);
    for (int deal = 0; deal < 20; deal++) {
        int sat[2][5][7] = {{{0}}};
        for (int l = 0; l < 14; l++) {
            int contestants[ACTORS_MAX];
            deal_line_up(arena, 0, deal, l, contestants);
            for (int s = 0; s < 5; s++)
                sat[l / 7][s][contestants[s]]++;
        }
        for (int x = 0; x < 2 * 5 * 7; x++)
            assert_int_equal(sat[x / 35][x / 7 % 5][x % 7], 1);
    }
    free(arena);
}

static bool same_seating(const struct arena *a, int deal_a, const struct arena *b, int deal_b)
{
    int ours[ACTORS_MAX], theirs[ACTORS_MAX];
    for (int l = 0; l < deal_line_ups(a, 0); l++) {
        deal_line_up(a, 0, deal_a, l, ours);
        deal_line_up(b, 0, deal_b, l, theirs);
        if (memcmp(ours, theirs, 5 * sizeof ours[0]) != 0)
            return false;
    }
    return true;
}

static void seating_follows_from_the_deals_seed(void **state)
{
    (void)state;
    struct arena *arena = make_arena(7, 5), *later = make_arena(7, 5);
    later->seed = arena->seed + 1;
    assert_true(same_seating(arena, 1, later, 0));
    assert_false(same_seating(arena, 0, later, 0));
    free(arena);
    free(later);
}

static void every_line_up_plays_the_same_deal(void **state)
{
    (void)state;
    struct arena *arena = make_arena(3, 5);
    struct arena_seat seats[6 * 5];
    struct cause cause;
    assert_int_equal(deal_play(arena, 0, 2, NULL, seats, &cause), STATUS_OK);
    for (int l = 0; l < 6; l++) {
        struct headless game;
        struct world world;
        headless_init(&game, &arena->scenarios[0], arena->seed + 2, 0);
        for (int s = 0; s < 5; s++)
            game.line_up.bots[s] = arena->contestants[seats[l * 5 + s].contestant].bot;
        headless_play(&game, &world, NULL, NULL);
        for (int s = 0; s < 5; s++) {
            const struct arena_seat *seat = &seats[l * 5 + s];
            assert_int_equal(seat->motive, seats[s].motive);
            assert_int_equal(seat->score, score_final(&world, s));
            assert_int_equal(seat->goal, score_goal_met(&world, s));
            assert_int_equal(seat->alive, world.actors[s].alive);
            assert_int_equal(seat->begun, world.actors[s].begun);
            assert_int_equal(seat->timeouts + seat->rejected + seat->thoughts, 0);
        }
    }
    free(arena);
}

static void refused_parts_count_for_those_who_gave_orders(void **state)
{
    (void)state;
    struct event_list *events = calloc(1, sizeof *events);
    struct arena_seat seats[3] = {{0}};
    const bool gave[ACTORS_MAX] = {true, false, true};
    assert_non_null(events);
    EVENT(events, 1, EVENT_REJECTED, 0, PART_PACT);
    EVENT(events, 1, EVENT_REJECTED, 0, PART_BUDGET);
    EVENT(events, 1, EVENT_REJECTED, 1, PART_BUDGET);
    EVENT(events, 1, EVENT_MOBILISE, 2);
    seats_count_rejected(gave, events, seats);
    assert_int_equal(seats[0].rejected, 2);
    assert_int_equal(seats[1].rejected, 0);
    assert_int_equal(seats[2].rejected, 0);
    free(events);
}

/* Whatever the number of processes, the same seats come out. */
static void processes_change_nothing(void **state)
{
    (void)state;
    enum { DEALS = 3, MOST = 16 * 5 };
    struct arena_seat alone[2][DEALS][MOST];
    struct arena *arena = make_arena(4, 2);
    arena->scenario_count = 2;
    scenario_init(&arena->scenarios[1], "five", 5);
    memset(alone, 0, sizeof alone);
    for (arena->jobs = 1; arena->jobs <= 4; arena->jobs++) {
        struct arena_work *work;
        struct cause cause;
        assert_int_equal(work_begin(arena, NULL, &work, &cause), STATUS_OK);
        for (int x = 0; x < 2 * DEALS; x++) {
            struct arena_seat seats[MOST] = {{0}};
            assert_int_equal(work_take(work, x / DEALS, x % DEALS, seats, &cause), STATUS_OK);
            if (arena->jobs == 1)
                memcpy(alone[x / DEALS][x % DEALS], seats, sizeof seats);
            assert_memory_equal(alone[x / DEALS][x % DEALS], seats, sizeof seats);
        }
        work_end(work);
    }
    assert_memory_not_equal(alone[0][0], alone[0][1], sizeof alone[0][0]);
    free(arena);
}

static void a_process_may_be_ended_in_its_work(void **state)
{
    (void)state;
    struct arena *arena = make_arena(12, 12);
    struct arena_work *work;
    struct cause cause;
    arena->jobs = 2;
    arena->deals = 1000;
    assert_int_equal(work_begin(arena, NULL, &work, &cause), STATUS_OK);
    work_end(work);
    free(arena);
}

/* ---- CSV */

static void make_directory(char directory[64])
{
    strcpy(directory, "/tmp/spiral-arena-test-XXXXXX");
    assert_non_null(mkdtemp(directory));
}

static void rows_say_what_happened(void **state)
{
    (void)state;
    char directory[64], path[128], text[4096];
    struct arena *arena = make_arena(2, 2);
    struct output csv;
    struct cause cause;
    const struct arena_seat seats[8] = {
        {.contestant = 0, .motive = MOTIVE_GREEDY, .score = 10, .goal = 1, .alive = 1, .begun = 2},
        {.contestant = 0, .score = -5, .rejected = 3, .timeouts = 4},
        {.contestant = 0, .score = 11},
        {.contestant = 1, .score = 5},
        {.contestant = 1, .score = 10},
        {.contestant = 0, .score = 5},
        {.contestant = 1, .score = 10},
        {.contestant = 1, .score = 5},
    };
    make_directory(directory);
    snprintf(path, sizeof path, "%s/rows", directory);
    assert_int_equal(output_begin(&csv, "--out", path, &cause), STATUS_OK);
    csv_put_header(&csv);
    assert_int_equal(csv_put_deal(&csv, arena, 0, 2, seats, &cause), STATUS_OK);
    assert_int_equal(output_end(&csv, &cause), STATUS_OK);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    const char *expected =
        "rules,seed,scenario,deal,line_up,seat,motive,contestant,score,achievement_milli,goal,alive,wars,"
        "rejected,timeouts\n"
        "1,9,world,2,0,0,greedy,security_seeker,10,-250,1,1,2,0,0\n"
        "1,9,world,2,0,1,security_seeker,security_seeker,-5,-7500,0,0,0,3,4\n"
        "1,9,world,2,1,0,security_seeker,security_seeker,11,750,0,0,0,0,0\n";
    assert_memory_equal(text, expected, strlen(expected));
    unlink(path);
    assert_int_equal(rmdir(directory), 0); /* nothing else was left */
    free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_seats_see_every_ordered_pair_once),
        cmocka_unit_test(in_a_round_everybody_sits_once_in_every_seat),
        cmocka_unit_test(seating_follows_from_the_deals_seed),
        cmocka_unit_test(every_line_up_plays_the_same_deal),
        cmocka_unit_test(refused_parts_count_for_those_who_gave_orders),
        cmocka_unit_test(processes_change_nothing),
        cmocka_unit_test(a_process_may_be_ended_in_its_work),
        cmocka_unit_test(rows_say_what_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
