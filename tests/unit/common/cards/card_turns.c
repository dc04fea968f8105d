/* Letters on levels and rows of numbers, a column a turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_turns.h"

#include <string.h>

static char memory[8192];
static struct text text;
static struct scenario scenario;

static struct card_page page_of(int width, int actors)
{
    text = text_over(memory, sizeof memory);
    scenario_init(&scenario, "drawn", actors);
    return (struct card_page){
        .text = &text, .scenario = &scenario, .width = width, .language = languages[LANGUAGE_ENGLISH]};
}

static void expect_turns(int turns, int columns, const char *expected)
{
    char list[256];
    struct text put = text_over(list, sizeof list);
    struct card_turns drawn = card_turns_of(turns, columns);
    for (int x = 0; x < drawn.count; x++) {
        text_put_int(&put, drawn.turn[x]);
        text_put_char(&put, ' ');
    }
    assert_string_equal(list, expected);
    assert_true(drawn.count <= columns);
}

static void the_first_and_the_last_turn_are_always_drawn(void **state)
{
    (void)state;
    expect_turns(0, 5, "");
    expect_turns(1, 2, "1 ");
    expect_turns(5, 5, "1 2 3 4 5 ");
    expect_turns(6, 5, "1 3 5 6 ");
    expect_turns(12, 5, "1 4 7 10 12 ");
    expect_turns(13, 5, "1 5 9 13 ");
    expect_turns(60, 2, "1 60 ");
    for (int turns = 1; turns <= TURNS_MAX; turns++) {
        for (int columns = 2; columns <= TURNS_MAX; columns++) {
            struct card_turns drawn = card_turns_of(turns, columns);
            assert_in_range(drawn.count, 1, columns);
            assert_int_equal(drawn.turn[0], 1);
            assert_int_equal(drawn.turn[drawn.count - 1], turns);
        }
    }
}

static void letters_stand_on_levels(void **state)
{
    (void)state;
    struct card_page page = page_of(40, 3);
    struct card_grid grid = {.levels = 2, .label = {"low", "high"}};
    struct card_turns turns = card_turns_of(3, TURNS_MAX);
    grid.states[0][1] = 7;
    grid.states[0][2] = 3, grid.states[1][2] = 4, grid.small[1][2] = 4;
    grid.states[1][3] = 1;
    card_grid_draw(&page, &grid, &turns);
    assert_string_equal(memory, "high          |     c   A\n"
                                "low           | ABC AB\n"
                                "turn          +-1---2---3---\n");
}

static void a_drawing_that_does_not_fit_is_broken(void **state)
{
    (void)state;
    struct card_page page = page_of(40, 2);
    struct card_grid grid = {.levels = 1, .label = {"level"}};
    struct card_turns turns = card_turns_of(10, TURNS_MAX);
    grid.states[0][1] = 1, grid.states[0][10] = 2;
    assert_int_equal(card_grid_columns(&page, &grid, &turns), 8);
    card_grid_draw(&page, &grid, &turns);
    assert_string_equal(memory, "level         | A\nturn          +-1--2--3--4--5--6--7--8--\n"
                                "level         |    B\nturn          +-9--10-\n");
}

static void a_crowd_is_called_the_rest(void **state)
{
    (void)state;
    struct card_page page = page_of(40, 8);
    struct card_grid grid = {.levels = 2, .label = {"low", "high"}};
    struct card_turns turns = card_turns_of(2, TURNS_MAX);
    grid.states[0][1] = 0xfe, grid.states[1][1] = 1; /* seven and one */
    grid.states[0][2] = 0xfc, grid.states[1][2] = 3; /* six are still told one by one */
    card_grid_draw(&page, &grid, &turns);
    assert_string_equal(memory, "high          | A      AB\n"
                                "low           | rest   CDEFGH\n"
                                "turn          +-1------2------\n"
                                "rest: all others that were still there.\n");
}

static void numbers_stand_under_their_turns(void **state)
{
    (void)state;
    struct card_page page = page_of(40, 2);
    struct card_turns turns = card_row_turns(&page, 3, 90);
    struct card_row row = {.value = {0, 5, 90, CARD_NONE}, .mark = {0, 0, true, 0}};
    card_row_heading(&page, &turns);
    card_row_draw(&page, "it saw B", &row, &turns);
    card_row_draw(&page, "a name that is too long", &row, &turns);
    assert_string_equal(memory, "            turn  1   2   3\n"
                                "it saw B          5  90M  -\n"
                                "a name that is too long\n"
                                "                  5  90M  -\n");
}

static void large_numbers_have_room(void **state)
{
    (void)state;
    struct card_page page = page_of(40, 2);
    assert_int_equal(card_row_turns(&page, 60, 99).cell, 4);
    assert_int_equal(card_row_turns(&page, 60, 100).cell, 5);
    assert_int_equal(card_row_turns(&page, 60, 30000).cell, 7);
    assert_int_equal(card_row_turns(&page, 60, 30000).count, 3);
    struct card_turns turns = card_row_turns(&page, 2, 30000);
    struct card_row row = {.value = {0, 30000, 0}, .mark = {0, true, true}};
    card_row_draw(&page, "", &row, &turns);
    assert_string_equal(memory, "                 30000M     0M\n");
}

static void what_is_left_out_is_said(void **state)
{
    (void)state;
    struct card_page page = page_of(80, 2);
    struct card_turns all = card_turns_of(5, 5), some = card_turns_of(6, 5);
    card_say_left_out(&page, &all, 5);
    assert_string_equal(memory, "");
    card_say_left_out(&page, &some, 6);
    assert_string_equal(memory, "4 of 6 turns are shown; a larger --width shows more.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_and_the_last_turn_are_always_drawn),
        cmocka_unit_test(letters_stand_on_levels),
        cmocka_unit_test(a_drawing_that_does_not_fit_is_broken),
        cmocka_unit_test(a_crowd_is_called_the_rest),
        cmocka_unit_test(numbers_stand_under_their_turns),
        cmocka_unit_test(large_numbers_have_room),
        cmocka_unit_test(what_is_left_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
