/* What the debrief is told of whoever ran the exercise, from the running machine and from a recovered one. */
#include "tests/unit/server/world/acts.h"

#include "common/worlds/told_steering.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void tell_news(struct table *table, uint32_t number, uint16_t seats, bool misleading)
{
    struct wire_inject inject = {
        .number = number, .world = -1, .seats = seats, .misleading = misleading, .source = "Radio"};
    assert_true(slice_copy(slice_of("Troops are seen."), inject.text[0], sizeof inject.text[0]));
    if (misleading)
        assert_true(slice_copy(slice_of("Se ven tropas."), inject.text[1], sizeof inject.text[1]));
    table_apply(table, (struct command){.kind = COMMAND_BULLETIN, .inject = &inject});
    assert_int_equal(table_reply(table)->ruling, RULING_DONE);
}

static void give_on_behalf(struct table *table, int seat)
{
    struct wire_exercise_act act = {.seat = seat, .has_orders = true, .orders = table_peace(table, seat)};
    assert_int_equal(table_act(table, COMMAND_ORDERS, act), RULING_DONE);
}

/* As a line: "0:3 1*:2!" is news before turn 1 to seats 0 and 1, and untrue news in practice to seat 1;
 * "3>1": from turn 3 back to turn 1. "?": its words are gone. */
static void put_steering(const struct card_steering *steering, struct text *text)
{
    for (int x = 0; x < steering->told_count; x++) {
        const struct card_told *told = &steering->told[x];
        text_put_int(text, told->turn);
        text_put(text, told->practice ? "*" : "");
        text_put(text, told->back_to ? ">" : ":");
        text_put_int(text, told->back_to ? told->back_to : (int)told->seats);
        text_put(text, told->misleading ? "!" : "");
        text_put(text, told->back_to || told->text[0] ? " " : "? ");
    }
    text_put(text, "by hand ");
    text_put_int(text, (int64_t)steering->resolved);
    for (int i = 0; i < ACTORS_MAX; i++) {
        if (!steering->behalf[i])
            continue;
        text_put_char(text, ' ');
        text_put_char(text, (char)('a' + i));
        text_put_int(text, (int64_t)steering->behalf[i]);
    }
}

static void expect_of(const struct world_machine *machine, const char *line)
{
    struct told_steering told = {0};
    char memory[256] = "";
    struct text text = text_over(memory, sizeof memory);
    assert_true(world_tell_steering(machine, &told));
    put_steering(&told.of, &text);
    assert_string_equal(memory, line);
    told_steering_free(&told);
}

/* Of the machine, and of the one that its journal makes. */
static void expect(const struct table *table, const char *line)
{
    expect_of(table->machine, line);
    struct world_machine *again = table_rebuild(table, table->entry_count);
    expect_of(again, line);
    world_destroy(again);
}

static void news_and_roll_backs_stand_in_their_order(void **state)
{
    struct scenario scenario;
    (void)state;
    table_scenario(&scenario, 3, 9);
    struct table *table = table_open(&scenario, TURN_MS, 9);
    expect(table, "by hand 0");
    tell_news(table, 1, 0, false);
    for (int seat = 0; seat < 3; seat++)
        table_do(table, COMMAND_TAKE, seat);
    table_do(table, COMMAND_START, 0);
    tell_news(table, 2, 2, true);
    for (int turn = 1; turn <= 2; turn++)
        table_wait(table, TURN_MS);
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    tell_news(table, 3, 4, false);
    expect(table, "0:7 1:2! 3>2 2:4 by hand 0");
    table_close(table);
}

static void the_words_are_those_that_were_told(void **state)
{
    struct told_steering told = {0};
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 9);
    tell_news(table, 1, 1, true);
    assert_true(world_tell_steering(table->machine, &told));
    assert_string_equal(told.of.told[0].source, "Radio");
    assert_string_equal(told.of.told[0].text[LANGUAGE_ENGLISH], "Troops are seen.");
    assert_string_equal(told.of.told[0].text[LANGUAGE_SPANISH], "Se ven tropas.");
    told_steering_free(&told);
    struct kept_entry *entry = &table->entries[table->entry_count - 1];
    free(entry->text);
    entry->text = NULL;
    struct world_machine *again = world_recovering(&table->settings);
    for (int x = 0; x < table->entry_count; x++) {
        struct slice body = {table->entries[x].body, table->entries[x].size};
        struct cause cause;
        assert_int_equal(world_recover(again, table->entries[x].kind, body, table->entries[x].text, &cause),
                         STATUS_OK);
    }
    expect_of(again, "1:1!? by hand 0");
    world_destroy(again);
    table_close(table);
}

/* What a seat saved after them takes the place of orders on its behalf; what was rolled back does not count.
 */
static void turns_by_hand_are_those_that_count(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 9);
    give_on_behalf(table, 1);
    assert_int_equal(resolve_turn(table, 0), RULING_DONE);
    give_on_behalf(table, 0);
    give_on_behalf(table, 1);
    struct orders own = table_peace(table, 0);
    assert_true(table_save(table, 0, &own)->is_accepted);
    assert_int_equal(resolve_turn(table, 0), RULING_DONE);
    table_wait(table, TURN_MS);
    expect(table, "by hand 6 b6");
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    expect(table, "4>2 by hand 2 b2");
    table_close(table);
}

static void what_was_practice_is_called_so(void **state)
{
    (void)state;
    struct world_settings settings = {.turn_ms = TURN_MS, .misses_allowed = 9, .practice_turns = 1};
    struct table *table = table_playing_as(2, 9, &settings);
    tell_news(table, 1, 3, false);
    assert_int_equal(table_act(table, COMMAND_RESOLVE, (struct wire_exercise_act){.practice = true}),
                     RULING_DONE);
    tell_news(table, 2, 3, false);
    expect(table, "1*:3 1:3 by hand 0");
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(news_and_roll_backs_stand_in_their_order),
        cmocka_unit_test(the_words_are_those_that_were_told),
        cmocka_unit_test(turns_by_hand_are_those_that_count),
        cmocka_unit_test(what_was_practice_is_called_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
