/* Looking through the eyes of a seat: who may, what it leaves behind, and what it leaves alone. */
#include "desk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LOOKS_LISTED = 8, DEEDS_MAX = WIRE_DEEDS_MAX };

static int begin(void **state)
{
    *state = table_start(true);
    return 0;
}

static int end(void **state)
{
    table_close(*state);
    return 0;
}

/* It is noted, and shown. */
static void looks(struct desk_table *table, int by, int world, int seat)
{
    done_on(table, by, EXERCISE_LOOK, world, seat);
    assert_true(table->answer.look);
}

/* It is shown, and was noted before. */
static void looks_again(struct desk_table *table, int by, int world, int seat)
{
    already_on(table, by, EXERCISE_LOOK, world, seat);
    assert_true(table->answer.look);
}

static void turned_away(struct desk_table *table, int by, int world, int seat, enum refusal_code code,
                        const char *item)
{
    refused_on(table, by, EXERCISE_LOOK, world, seat, code, item);
    assert_false(table->answer.look);
}

static void it_names_one_seat_of_a_world_that_has_begun(void **state)
{
    struct desk_table *table = *state;
    turned_away(table, table->assist, -1, 0, REFUSAL_MALFORMED, "world");
    turned_away(table, table->assist, 0, -1, REFUSAL_MALFORMED, "seat");
    turned_away(table, table->assist, 0, 2, REFUSAL_MALFORMED, "seat");
    turned_away(table, table->assist, 2, 0, REFUSAL_MALFORMED, "world");
    turned_away(table, table->observe, 0, 0, REFUSAL_NO_RIGHT, "rights");
    turned_away(table, DESK_NOBODY, 0, 0, REFUSAL_NO_RIGHT, "rights");
    turned_away(table, DESK_OPERATOR, 0, 0, REFUSAL_UNSUPPORTED, "act");
    struct desk_table *lobby = table_open(true);
    turned_away(lobby, lobby->lead, 0, 0, REFUSAL_NOT_NOW, "lobby");
    table_close(lobby);
}

/* Who answers for a world is asked about acts on it, and a look is none. */
static void another_ones_world_may_be_seen(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act own = act_on(EXERCISE_OWN, 0, -1);
    own.number = (uint32_t)table->lead;
    done(table, table->lead, &own);
    refused_on(table, table->run, EXERCISE_PAUSE, 0, -1, REFUSAL_NO_RIGHT, "owner");
    looks(table, table->run, 0, 1);
    looks(table, table->assist, 0, 1);
}

static int looks_listed(struct desk_table *table)
{
    int count = 0;
    look(table);
    for (int x = 0; x < table->state.deed_count; x++)
        count += table->state.deeds[x].act == EXERCISE_LOOK;
    return count;
}

static void it_is_noted_once_a_turn(void **state)
{
    struct desk_table *table = *state;
    looks(table, table->assist, 0, 1);
    const struct wire_exercise_deed *deed = &look(table)->deeds[0];
    assert_int_equal(deed->act, EXERCISE_LOOK);
    assert_string_equal(deed->by, "Assistant");
    assert_int_equal(deed->world, 0);
    assert_int_equal(deed->seat, 1);
    looks_again(table, table->assist, 0, 1);
    looks(table, table->assist, 0, 0); /* each seat, world and facilitator by itself */
    looks(table, table->assist, 1, 1);
    looks(table, table->lead, 0, 1);
    looks_again(table, table->assist, 0, 1);
    restart(table);
    looks_again(table, table->assist, 0, 1);
    play_turns(table, 0, 1);
    looks(table, table->assist, 0, 1);
    looks_again(table, table->assist, 1, 1); /* where the same turn is open */
    assert_int_equal(looks_listed(table), 5);
    struct wire_exercise_act back = act_on(EXERCISE_ROLL_BACK, 0, -1);
    back.turn = 1;
    done(table, table->lead, &back);
    looks(table, table->assist, 0, 1); /* the first turn is open once more, and that is another one */
    looks_again(table, table->assist, 0, 1);
    restart(table);
    looks_again(table, table->assist, 0, 1);
}

static void what_is_over_can_be_seen(void **state)
{
    struct desk_table *table = *state;
    end_all(table);
    looks(table, table->assist, 0, 1);
    looks_again(table, table->assist, 0, 1);
}

/* The command of a look is nobody's: it neither stands for an act nor is one passed off as a look. */
static void its_command_stands_for_nothing(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_LOOK, 0, 0), pause = act_on(EXERCISE_PAUSE, 0, -1);
    act.command = pause.command = (struct id){{7}};
    done(table, table->assist, &act);
    done(table, table->run, &pause);
    already(table, table->run, &pause);
    assert_false(table->answer.look);
    act.world = 9;
    refused(table, table->assist, &act, REFUSAL_MALFORMED, "world");
    act.world = 1;
    refused(table, table->observe, &act, REFUSAL_NO_RIGHT, "rights");
    assert_false(table->answer.look);
    done(table, table->assist, &act);
    assert_true(table->answer.look);
}

/* Nothing that anybody who plays is told, no clock, nobody's presence, no other entry. */
static void it_moves_nothing(void **state)
{
    struct desk_table *table = *state;
    struct hall *hall = table->hall;
    exercise_depart(table->exercise, table->persons[1], table, table->now_ms);
    wait_ms(table, 1000);
    struct wire_exercise_state before = *look(table);
    struct wire_exercise_world worlds[2] = {before.worlds[0], before.worlds[1]};
    int entries = hall->entry_count, told = hall->told, clocks = hall->clocks, replies = hall->replies;
    uint64_t tick = exercise_next_tick_ms(table->exercise), open = exercise_public_ticket(table->exercise),
             seat = exercise_ticket(table->exercise, table->persons[0]);
    for (int x = 0; x < 20; x++) {
        struct wire_exercise_act act = act_on(EXERCISE_LOOK, 0, x % 2);
        desk_act(table->exercise, table->assist, &act, table->now_ms, &table->answer);
        assert_true(table->answer.look);
    }
    assert_int_equal(hall->entry_count, entries + 2);
    for (int x = entries; x < hall->entry_count; x++) {
        assert_string_equal(hall->entries[x].kind, "deed");
        assert_int_equal(hall->entries[x].world, -1);
    }
    assert_int_equal(hall->told, told);
    assert_int_equal(hall->clocks, clocks);
    assert_int_equal(hall->replies, replies);
    assert_true(exercise_next_tick_ms(table->exercise) == tick);
    assert_true(exercise_public_ticket(table->exercise) == open);
    assert_true(exercise_ticket(table->exercise, table->persons[0]) == seat);
    look(table);
    assert_memory_equal(table->state.worlds, worlds, sizeof worlds);
    assert_int_equal(table->state.persons, before.persons);
}

/* ---- the list of deeds */

/* However much is looked at, the newest looks stand in the list, and undo finds what it would have found. */
static void no_act_is_hidden(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, 1, -1);
    uint32_t pause = look(table)->deeds[0].number;
    for (int x = 0; x < 2 * DEEDS_MAX; x++) {
        if (x % 4 == 0) { /* another branch: the same may be looked at anew */
            struct wire_exercise_act back = act_on(EXERCISE_ROLL_BACK, 0, -1);
            back.turn = 1;
            done(table, DESK_OPERATOR, &back);
        }
        looks(table, x % 2 ? table->run : table->lead, 0, x / 2 % 2);
    }
    const struct wire_exercise_state *told = look(table);
    assert_int_equal(told->deeds[0].act, EXERCISE_LOOK);
    for (int x = 1; x < told->deed_count; x++)
        assert_true(told->deeds[x].number < told->deeds[x - 1].number);
    assert_int_equal(told->deeds[told->deed_count - 2].number, pause); /* behind it the start */
    assert_int_equal(looks_listed(table), LOOKS_LISTED);
    assert_int_equal(desk_undoable(table->exercise, table->run), pause);
    restart(table);
    done_on(table, table->run, EXERCISE_UNDO, -1, -1);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_OPEN);
    assert_int_equal(desk_undoable(table->exercise, table->run), 0);
}

/* The oldest acts make room in what is told, and undo finds them all the same. */
static void a_full_list_has_room_for_looks(void **state)
{
    struct desk_table *table = *state;
    for (int x = 0; x < DEEDS_MAX; x++) {
        struct wire_exercise_act act = act_on(EXERCISE_EXTEND, 1, -1);
        act.ms = 1000;
        done(table, x ? table->lead : table->run, &act);
    }
    uint32_t oldest = look(table)->deeds[DEEDS_MAX - 1].number;
    assert_int_equal(desk_undoable(table->exercise, table->run), oldest);
    looks(table, table->run, 0, 0);
    assert_int_equal(look(table)->deed_count, DEEDS_MAX);
    assert_int_equal(table->state.deeds[0].act, EXERCISE_LOOK);
    assert_int_equal(table->state.deeds[DEEDS_MAX - 1].number, oldest + 1);
    assert_int_equal(desk_undoable(table->exercise, table->run), oldest);
    restart(table);
    done_on(table, table->run, EXERCISE_UNDO, -1, -1);
    assert_int_equal(look(table)->deeds[0].act, EXERCISE_UNDO);
    assert_int_equal(table->state.deeds[1].act, EXERCISE_LOOK);
    assert_int_equal(table->state.deed_count, DEEDS_MAX);
    assert_int_equal(desk_undoable(table->exercise, table->run), 0);
    restart(table);
}

static void nothing_takes_a_look_back(void **state)
{
    struct desk_table *table = *state;
    looks(table, table->lead, 0, 0);
    uint32_t number = look(table)->deeds[0].number;
    assert_int_equal(desk_undoable(table->exercise, table->lead), 0);
    struct wire_exercise_act undo = act_on(EXERCISE_UNDO, -1, -1);
    refused(table, table->lead, &undo, REFUSAL_NOT_NOW, "undo");
    undo.number = number;
    refused(table, table->lead, &undo, REFUSAL_NOT_NOW, "undo");
}

/* ---- as it was stored */

static void a_deed_that_says_too_little_is_not_read(void **state)
{
    struct desk_table *table = *state;
    looks(table, table->assist, 0, 1);
    struct hall_entry *entry = &table->hall->entries[table->hall->entry_count - 1];
    assert_string_equal(entry->kind, "deed");
    static const struct {
        const char *is, *was;
    } wrong[] = {{"by=-1\n", "by=3\n"},     {"by=0\n", "by=3\n"}, {"\nworld=-1\n", "\nworld=0\n"},
                 {"seat=-1\n", "seat=1\n"}, {"in=1\n", "in=0\n"}, {"", "in=0\nturn=1\nbranch=0\nvalue=0\n"}};
    char *body = entry->body;
    size_t size = entry->body_size;
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        char text[1024];
        const char *at = strstr(body, wrong[x].was);
        struct cause cause;
        assert_true(at != NULL && size < sizeof text);
        int length = snprintf(text, sizeof text, "%.*s%s%s", (int)(at - body), body, wrong[x].is,
                              at + strlen(wrong[x].was));
        entry->body = text;
        entry->body_size = (size_t)length;
        assert_null(hall_recover(table->hall, table->hall->entry_count, &cause));
        entry->body = body;
        entry->body_size = size;
    }
    restart(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_names_one_seat_of_a_world_that_has_begun),
        TEST(another_ones_world_may_be_seen),
        TEST(it_is_noted_once_a_turn),
        TEST(what_is_over_can_be_seen),
        TEST(its_command_stands_for_nothing),
        TEST(it_moves_nothing),
        TEST(no_act_is_hidden),
        TEST(a_full_list_has_room_for_looks),
        TEST(nothing_takes_a_look_back),
        TEST(a_deed_that_says_too_little_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
