#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/arena/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR = 1000000 }; /* doubles are compared in millionths */

#define assert_close(a, b) assert_int_equal(llround((a)*NEAR), llround((b)*NEAR))

/* Two contestants on two seats: the line-ups are 00, 01, 10, 11. */
static struct arena *make_arena(int deals)
{
    struct arena *arena = calloc(1, sizeof *arena);
    assert_non_null(arena);
    arena->contestant_count = 2;
    arena->contestants[0].bot = bots[0];
    arena->contestants[1].bot = bots[1];
    strcpy(arena->contestants[0].name, "first");
    strcpy(arena->contestants[1].name, "second");
    arena->scenario_count = 1;
    scenario_init(&arena->scenarios[0], "world", 2);
    arena->deals = deals;
    arena->seed = 5;
    return arena;
}

static void add_deal(struct tally *tally, int deal, const int scores[8], int motive_of_second_seat)
{
    struct arena_seat seats[8];
    memset(seats, 0, sizeof seats);
    for (int x = 0; x < 8; x++) {
        seats[x].contestant = x % 2 ? x / 2 % 2 : x / 4;
        seats[x].motive = x % 2 ? motive_of_second_seat : MOTIVE_SECURITY_SEEKER;
        seats[x].score = scores[x];
        seats[x].alive = 1;
        seats[x].goal = x == 3;
    }
    tally_add(tally, deal, seats);
}

/* By hand: means of the seats 40 and 50; the first contestant is at -30, -10 in the first and at -30, +10 in
 * the second. */
static const int by_hand[8] = {10, 20, 30, 40, 50, 60, 70, 80};

static void achievement_is_above_the_mean_of_the_seat(void **state)
{
    (void)state;
    struct arena *arena = make_arena(2);
    struct tally *tally = tally_make(arena, 0);
    struct standing standings[CONTESTANTS_MAX];
    add_deal(tally, 0, by_hand, MOTIVE_GREEDY);
    add_deal(tally, 1, by_hand, MOTIVE_GREEDY);
    assert_true(tally_standings(tally, GROUP_ALL, standings));
    assert_close(standings[0].mean, -15);
    assert_close(standings[1].mean, 15);
    assert_true(tally_standings(tally, GROUP_SEEKS, standings));
    assert_close(standings[0].mean, -20);
    assert_true(tally_standings(tally, GROUP_EXPANDS, standings));
    assert_close(standings[0].mean, -10);
    assert_close(standings[1].mean, 10);
    const struct contestant_total *total = tally_total(tally, 1);
    assert_int_equal(total->seats, 8);
    assert_int_equal(total->score, 2 * (40 + 50 + 70 + 80));
    assert_int_equal(total->goals[GROUP_EXPANDS], 2);
    assert_int_equal(total->goals[GROUP_SEEKS], 0);
    assert_int_equal(total->group_seats[GROUP_SEEKS], 4);
    tally_free(tally);
    free(arena);
}

static void pairs_are_by_who_else_is_there(void **state)
{
    (void)state;
    struct arena *arena = make_arena(2);
    struct tally *tally = tally_make(arena, 0);
    double mean;
    assert_false(tally_pair(tally, 0, 1, &mean));
    add_deal(tally, 0, by_hand, MOTIVE_GREEDY);
    assert_true(tally_pair(tally, 0, 0, &mean));
    assert_close(mean, -30);
    assert_true(tally_pair(tally, 0, 1, &mean));
    assert_close(mean, 0);
    assert_true(tally_pair(tally, 1, 0, &mean));
    assert_close(mean, 0);
    assert_true(tally_pair(tally, 1, 1, &mean));
    assert_close(mean, 30);
    tally_free(tally);
    free(arena);
}

static void deals_that_agree_leave_no_doubt(void **state)
{
    (void)state;
    struct arena *arena = make_arena(10);
    struct tally *tally = tally_make(arena, 0);
    struct standing standings[CONTESTANTS_MAX];
    for (int deal = 0; deal < 10; deal++)
        add_deal(tally, deal, by_hand, MOTIVE_GREEDY);
    assert_true(tally_standings(tally, GROUP_ALL, standings));
    assert_close(standings[1].low, 15);
    assert_close(standings[1].high, 15);
    assert_close(standings[0].behind_error, 0);
    assert_true(standings[1].near);
    assert_false(standings[0].near);
    tally_free(tally);
    free(arena);
}

/* In each deal the second contestant is ahead by 2 * edge a seat; the deal's luck, common to both, must not
 * show. */
static void add_edge(struct tally *tally, int deal, int edge)
{
    int luck = 1000 * (deal % 7), scores[8];
    for (int x = 0; x < 8; x++)
        scores[x] = luck + (x % 2 ? x / 2 % 2 : x / 4 % 2) * 2 * edge;
    add_deal(tally, deal, scores, MOTIVE_PROTECTOR);
}

static void errors_are_those_of_the_deals(void **state)
{
    (void)state;
    enum { DEALS = 400 };
    struct arena *arena = make_arena(DEALS);
    struct tally *tally = tally_make(arena, 0);
    struct standing standings[CONTESTANTS_MAX] = {{0}}, again[CONTESTANTS_MAX] = {{0}};
    /* edges -90 and +110: mean 10, standard deviation 100, of the mean 5; twice that for the distance */
    for (int deal = 0; deal < DEALS; deal++)
        add_edge(tally, deal, deal % 2 ? 110 : -90);
    assert_true(tally_standings(tally, GROUP_ALL, standings));
    assert_close(standings[1].mean, 10);
    assert_true(fabs(standings[0].behind_error - 10) < 0.7);
    assert_true(fabs(standings[1].high - (10 + 1.96 * 5)) < 1.2);
    assert_true(fabs(standings[1].low - (10 - 1.96 * 5)) < 1.2);
    assert_true(tally_standings(tally, GROUP_ALL, again));
    assert_memory_equal(standings, again, 2 * sizeof standings[0]);
    tally_free(tally);
    free(arena);
}

static void who_is_near_is_told(void **state)
{
    (void)state;
    enum { DEALS = 400 };
    static const struct {
        int low, high; /* edges */
        bool near;
    } rows[] = {{-95, 105, true}, {-80, 120, false}, {0, 0, true}};
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct arena *arena = make_arena(DEALS);
        struct tally *tally = tally_make(arena, 0);
        struct standing standings[CONTESTANTS_MAX];
        for (int deal = 0; deal < DEALS; deal++)
            add_edge(tally, deal, deal % 2 ? rows[x].high : rows[x].low);
        assert_true(tally_standings(tally, GROUP_ALL, standings));
        assert_true(standings[1].near);
        assert_int_equal(standings[0].near, rows[x].near);
        tally_free(tally);
        free(arena);
    }
}

/* Of 4 seats of a deal, each of 10 turns, so many were missed. */
static void miss_turns(struct tally *tally, int deal, int contestant, int timeouts)
{
    struct arena_seat seats[8];
    memset(seats, 0, sizeof seats);
    for (int x = 0; x < 8; x++) {
        seats[x].contestant = x % 2 ? x / 2 % 2 : x / 4;
        seats[x].motive = MOTIVE_SECURITY_SEEKER;
        seats[x].score = by_hand[x];
        seats[x].timeouts = seats[x].contestant == contestant ? timeouts : 0;
        seats[x].thoughts = 10 - seats[x].timeouts;
    }
    tally_add(tally, deal, seats);
}

/* The second contestant is ahead: a tenth of its turns may be missed, and no more. */
static void who_is_absent_is_not_ranked(void **state)
{
    (void)state;
    struct arena *arena = make_arena(2);
    for (int missed = 0; missed <= 2; missed++) {
        struct tally *tally = tally_make(arena, 0);
        struct standing standings[CONTESTANTS_MAX];
        miss_turns(tally, 0, 1, missed);
        miss_turns(tally, 1, 1, 1);
        bool absent = missed > 1;
        assert_true(tally_standings(tally, GROUP_ALL, standings));
        assert_int_equal(tally_is_absent(tally_total(tally, 1)), absent);
        assert_int_equal(standings[1].absent, absent);
        assert_int_equal(standings[1].near, !absent);
        assert_int_equal(standings[0].near, absent);
        assert_false(standings[0].absent);
        assert_close(standings[1].mean, 15);
        tally_free(tally);
    }
    free(arena);
}

static void nobody_leads_where_all_are_absent(void **state)
{
    (void)state;
    struct arena *arena = make_arena(2);
    struct tally *tally = tally_make(arena, 0);
    struct standing standings[CONTESTANTS_MAX];
    miss_turns(tally, 0, 0, 10);
    miss_turns(tally, 1, 1, 10);
    assert_true(tally_standings(tally, GROUP_ALL, standings));
    for (int c = 0; c < 2; c++)
        assert_true(standings[c].absent && !standings[c].near);
    tally_free(tally);
    free(arena);
}

static void a_motive_that_nobody_has_has_no_standings(void **state)
{
    (void)state;
    struct arena *arena = make_arena(2);
    struct tally *tally = tally_make(arena, 0);
    struct standing standings[CONTESTANTS_MAX];
    add_deal(tally, 0, by_hand, MOTIVE_FEARFUL);
    add_deal(tally, 1, by_hand, MOTIVE_FEARFUL);
    assert_true(tally_standings(tally, GROUP_SEEKS, standings));
    assert_close(standings[0].mean, -15);
    assert_false(tally_standings(tally, GROUP_EXPANDS, standings));
    tally_free(tally);
    free(arena);
}

/* ---- what people read */

static void print_to(char *text, size_t size, const struct arena *arena, const struct standings *standings)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    print_standings(file, arena, standings);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void the_last_line_names_who_is_near_everywhere(void **state)
{
    (void)state;
    struct arena *arena = make_arena(2);
    struct standings *standings = calloc(1, sizeof *standings);
    char text[8192];
    assert_non_null(standings);
    arena->scenario_count = 2;
    scenario_init(&arena->scenarios[1], "other", 2);
    for (int s = 0; s < 2; s++) {
        standings->has[s][GROUP_ALL] = true;
        standings->of[s][GROUP_ALL][0].near = s == 0;
        standings->of[s][GROUP_ALL][1].near = s == 1;
    }
    print_to(text, sizeof text, arena, standings);
    assert_non_null(strstr(text, "at or near the top everywhere (all seats): none\n"));
    assert_null(strstr(text, "seats that expand")); /* there are none */
    standings->of[1][GROUP_ALL][0].near = true;
    print_to(text, sizeof text, arena, standings);
    assert_non_null(strstr(text, "at or near the top everywhere (all seats): first\n"));
    free(standings);
    free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(achievement_is_above_the_mean_of_the_seat),
        cmocka_unit_test(pairs_are_by_who_else_is_there),
        cmocka_unit_test(deals_that_agree_leave_no_doubt),
        cmocka_unit_test(errors_are_those_of_the_deals),
        cmocka_unit_test(who_is_near_is_told),
        cmocka_unit_test(who_is_absent_is_not_ranked),
        cmocka_unit_test(nobody_leads_where_all_are_absent),
        cmocka_unit_test(a_motive_that_nobody_has_has_no_standings),
        cmocka_unit_test(the_last_line_names_who_is_near_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
