/* What facilitators see, and the time that is used and left. */
#include "desk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

static void all_worlds_and_persons(void **state)
{
    struct desk_table *table = *state;
    const struct wire_exercise_state *told = look(table);
    assert_string_equal(told->code, "ABCDEF");
    assert_string_equal(told->scenario, "duel");
    assert_int_equal(told->turn_seconds, 60);
    assert_int_equal(told->world_count, 2);
    assert_int_equal(told->persons, 4);
    assert_int_equal(told->places, 5);
    assert_true(told->started && told->debrief_in_step && !told->practice && !told->practises);
    assert_int_equal(told->card, -1);
    assert_int_equal(told->projected, -1);
    for (int world = 0; world < 2; world++) {
        const struct wire_exercise_world *one = &told->worlds[world];
        assert_string_equal(one->name, world ? "B" : "A");
        assert_true(id_equal(&one->world, &table->hall->worlds[world]));
        assert_int_equal(one->owner, -1);
        assert_int_equal(one->seat_count, 2);
        assert_int_equal(one->clock.state, CLOCK_OPEN);
        assert_int_equal(one->clock.persons, 4);
        for (int seat = 0; seat < 2; seat++) {
            assert_int_equal(one->seats[seat].person_count, 1);
            const struct wire_exercise_person *person = &one->seats[seat].persons[0];
            assert_string_equal(person->name, table->persons[2 * world + seat]->name);
            assert_true(id_equal(&person->person, &table->persons[2 * world + seat]->id));
            assert_true(person->here && !person->left && person->gone_seconds == 0);
        }
    }
}

static void who_is_away_and_for_how_long(void **state)
{
    struct desk_table *table = *state;
    exercise_depart(table->exercise, table->persons[2], table, table->now_ms);
    wait_ms(table, 70000);
    const struct wire_exercise_person *person = &look(table)->worlds[1].seats[0].persons[0];
    assert_false(person->here);
    assert_int_equal(person->gone_seconds, 70);
    exercise_arrive(table->exercise, table->persons[2], table, table->now_ms);
    assert_int_equal(look(table)->worlds[1].seats[0].persons[0].gone_seconds, 0);
    restart(table); /* nobody is here then, and nobody was since */
    assert_false(look(table)->worlds[1].seats[0].persons[0].here);
    assert_int_equal(table->state.worlds[1].seats[0].persons[0].gone_seconds, 0);
}

/* desk_time.c has the rest of it. */
static void the_plan_is_reckoned_with(void **state)
{
    struct desk_table *table = *state;
    const struct wire_exercise_state *told = look(table);
    assert_int_equal(told->plan_seconds, 75 * 60);
    assert_int_equal(told->used_seconds, 12 * 60); /* so much is planned before the start */
    assert_int_equal(told->play_seconds, 16 * 60 + 3 * 60);
    wait_ms(table, 40000);
    play_turns(table, 0, 1); /* the other world is slower */
    told = look(table);
    assert_int_equal(told->used_seconds, 12 * 60 + 40);
    assert_int_equal(told->play_seconds, 20 + 15 * 60 + 3 * 60);
    wait_ms(table, 20000);
    play_turns(table, 0, 1);
    restart(table);
    told = look(table);
    assert_int_equal(told->used_seconds, 13 * 60); /* kept over a restart */
    assert_int_equal(told->play_seconds, 15 * 60 + 3 * 60);
    end_all(table);
    assert_int_equal(look(table)->play_seconds, 3 * 60);
}

static void before_the_start_the_doors_are_open(void **state)
{
    (void)state;
    struct desk_table *table = table_open(true);
    wait_ms(table, 600000);
    assert_false(look(table)->started);
    assert_int_equal(table->state.used_seconds, 600);
    assert_int_equal(table->state.play_seconds, 2 * 60 + 16 * 60 + 3 * 60);
    assert_int_equal(table->state.worlds[0].clock.state, CLOCK_LOBBY);
    assert_true(table->state.worlds[0].clock.start_by_hand);
    table_close(table);
}

static void nothing_is_told_of_who_is_out(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act out = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    out.person = table->persons[0]->id;
    done(table, table->lead, &out);
    assert_int_equal(look(table)->persons, 3);
    assert_int_equal(table->state.worlds[0].seats[0].person_count, 0);
    restart(table);
}

/* Whatever players are told: who runs it sees who plays. */
static void facilitators_count_them(const struct exercise *exercise)
{
    static struct desk_room room;
    static struct wire_exercise_state seen;
    struct wire_clock clock;
    desk_tell(exercise, 1000, &room, &seen);
    assert_int_equal(seen.worlds[0].clock.seats_bot, 1);
    assert_int_not_equal(seen.worlds[0].clock.bots, 0);
    assert_int_equal(seen.worlds[0].clock.persons, 2);
    assert_int_equal(seen.worlds[0].clock.places, 4);
    exercise_tell_clock(exercise, 0, 1000, &clock);
    assert_int_equal(clock.seats_bot + clock.bots + clock.persons + clock.places, 0);
}

/* Who is in and what could be taken tells how many bots play: not while they are secret. */
static void the_door_does_not_count_bots(void **state)
{
    struct wire_exercise_info told;
    struct hall *hall = hall_open_worlds(
        &(struct exercise_settings){
            .misses_allowed = 2, .team_size = 1, .start_by_hand = true, .bots = BOTS_AT_DEBRIEF},
        "duel", 2);
    struct wire_exercise_act act = act_on(EXERCISE_START, -1, -1);
    struct desk_answer answer;
    struct wire_public_clock clock;
    (void)state;
    for (int x = 0; x < 2; x++)
        exercise_arrive(hall->exercise, hall_join(hall, "Ann", (uint8_t)(x + 1)), hall, 1000);
    exercise_tell_info(hall->exercise, &told);
    assert_int_equal(told.persons, 2);
    assert_int_equal(told.places, 4);
    desk_act(hall->exercise, DESK_OPERATOR, &act, 1000, &answer);
    facilitators_count_them(hall->exercise);
    exercise_tell_info(hall->exercise, &told);
    assert_true(told.started && !told.full);
    assert_int_equal(told.persons, 0);
    assert_int_equal(told.places, 0);
    act = act_on(EXERCISE_CLOSE, 1, -1); /* persons are counted over all worlds */
    desk_act(hall->exercise, DESK_OPERATOR, &act, 1000, &answer);
    exercise_tell_public_clock(hall->exercise, 1, 1000, &clock);
    assert_int_equal(clock.persons, 0);
    act = act_on(EXERCISE_CLOSE, -1, -1);
    desk_act(hall->exercise, DESK_OPERATOR, &act, 1000, &answer);
    exercise_tell_info(hall->exercise, &told);
    assert_true(told.ended);
    assert_int_equal(told.persons, 2);
    hall_close(hall);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_worlds_and_persons),        TEST(who_is_away_and_for_how_long),
        TEST(the_plan_is_reckoned_with),     cmocka_unit_test(before_the_start_the_doors_are_open),
        TEST(nothing_is_told_of_who_is_out), cmocka_unit_test(the_door_does_not_count_bots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
