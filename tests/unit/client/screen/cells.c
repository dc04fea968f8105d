/* Figures as short as a column, and what was seen turn by turn. */
#include "client/screen/cells.h"
#include "client/screen/sightings.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void make_view(struct view *view)
{
    memset(view, 0, sizeof *view);
    scenario_init(&view->scenario, "cells", 4);
    view->n = 4;
    view->turn = 2;
    for (int j = 0; j < 4; j++) {
        view->alive[j] = 1;
        view->est_fortify[j] = 1000 * (j + 1);
        view->est_strike[j] = 500;
        view->assessment[j] = 200 + j;
    }
}

static void percents_are_rounded_away_from_zero(void **state)
{
    static const int pairs[][2] = {{0, 0},     {4, 0},      {5, 1},  {14, 1}, {15, 2},
                                   {995, 100}, {1000, 100}, {-4, 0}, {-5, -1}};
    (void)state;
    for (size_t x = 0; x < sizeof pairs / sizeof pairs[0]; x++)
        assert_int_equal(percent_of(pairs[x][0]), pairs[x][1]);
}

static void chances_are_ranges(void **state)
{
    char memory[64];
    (void)state;
    struct text text = text_over(memory, sizeof memory);
    put_chance_cell(true, &(struct odds){.low = 204, .about = 300, .high = 455}, &text);
    assert_string_equal(memory, "20-46%");
    text = text_over(memory, sizeof memory);
    put_chance_cell(false, &(struct odds){.high = 1000}, &text);
    assert_string_equal(memory, "-");
}

static void ranges_hold_their_middle(void **state)
{
    char memory[64];
    (void)state;
    struct text text = text_over(memory, sizeof memory);
    put_range_cell(&(struct range){.low = 16, .about = 20, .high = 25}, 10, &text);
    assert_string_equal(memory, "20 (16-25)");
    text = text_over(memory, sizeof memory);
    put_range_cell(&(struct range){.low = 16, .about = 20, .high = 25}, 9, &text); /* no half of a number */
    assert_string_equal(memory, "20");
    text = text_over(memory, sizeof memory);
    put_range_cell(&(struct range){20, 20, 20}, 20, &text); /* open books are exact */
    assert_string_equal(memory, "20");
}

static void kinds_stand_without_a_range(void **state)
{
    char memory[64];
    (void)state;
    struct text text = text_over(memory, sizeof memory);
    put_kinds_cell(1649, 950, &text);
    assert_string_equal(memory, "16/10");
}

static void sightings_are_kept_by_turn(void **state)
{
    static struct sightings seen;
    struct view view;
    (void)state;
    make_view(&view);
    view.opened[1] = view.opened[2] = view.leaked[2] = 1;
    sightings_add(&seen, &view);
    assert_int_equal(seen.last, 3);
    assert_int_equal(seen.at[3][0].source, SIGHTING_NONE); /* oneself */
    assert_int_equal(seen.at[3][1].source, SIGHTING_BOOKS);
    assert_int_equal(seen.at[3][2].source, SIGHTING_MOLE);
    assert_int_equal(seen.at[3][3].source, SIGHTING_STAFF);
    assert_int_equal(seen.at[3][1].fortify, 2000);
    assert_int_equal(seen.at[3][1].all.low, 25);
    assert_int_equal(seen.at[3][1].all.high, 25);
    assert_true(seen.at[3][3].all.low < 45 && seen.at[3][3].all.high > 45);
    assert_int_equal(seen.at[3][3].all.about, 45);
    view.est_fortify[3] = 77; /* the same turn again replaces */
    sightings_add(&seen, &view);
    assert_int_equal(seen.at[3][3].fortify, 77);
    view.turn = 3;
    view.alive[3] = 0;
    sightings_add(&seen, &view);
    assert_int_equal(seen.last, 4);
    assert_int_equal(seen.at[4][3].source, SIGHTING_NONE);
    assert_int_equal(seen.at[3][3].fortify, 77);
    assert_int_equal(seen.at[2][1].source, SIGHTING_NONE); /* turns that nobody saw */
}

static void turns_outside_are_not_kept(void **state)
{
    static struct sightings seen;
    struct view view;
    (void)state;
    make_view(&view);
    for (int turn = TURNS_MAX; turn < TURNS_MAX + 5; turn++) {
        view.turn = turn;
        sightings_add(&seen, &view);
        assert_int_equal(seen.last, TURNS_MAX + 1);
    }
    view.turn = -1;
    sightings_add(&seen, &view);
    assert_int_equal(seen.last, TURNS_MAX + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percents_are_rounded_away_from_zero),
        cmocka_unit_test(chances_are_ranges),

        cmocka_unit_test(ranges_hold_their_middle),
        cmocka_unit_test(kinds_stand_without_a_range),
        cmocka_unit_test(sightings_are_kept_by_turn),
        cmocka_unit_test(turns_outside_are_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
