/* A yes to the use of one's data, and how it is taken back: by whom, when, once, and for good. */
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

static struct wire_exercise_act of(struct desk_table *table, int who)
{
    struct wire_exercise_act act = act_on(EXERCISE_CONSENT, -1, -1);
    act.person = table->persons[who]->id;
    return act;
}

/* As facilitators are told. */
static enum consent told(struct desk_table *table, int world, int seat)
{
    const struct wire_exercise_seat *of_seat = &look(table)->worlds[world].seats[seat];
    assert_int_equal(of_seat->person_count, 1);
    return of_seat->persons[0].consent;
}

static void a_yes_is_taken_back_once_and_for_good(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 1);
    assert_int_equal(told(table, 0, 1), CONSENT_YES);
    act.command = (struct id){{7, 7}};
    done(table, table->assist, &act);
    assert_int_equal(told(table, 0, 1), CONSENT_PLAY_ONLY);
    assert_int_equal(told(table, 0, 0), CONSENT_YES); /* and nobody else's */
    const struct wire_exercise_deed *deed = &look(table)->deeds[0];
    assert_int_equal(deed->act, EXERCISE_CONSENT);
    assert_string_equal(deed->by, "Assistant");
    assert_int_equal(deed->world, 0);
    assert_int_equal(deed->seat, 1);
    already(table, table->assist, &act);
    act.command = (struct id){{8, 8}};
    already(table, table->lead, &act); /* by other hands */
    assert_int_equal(hall_count(table->hall, "withdrawn"), 1);
    restart(table);
    assert_int_equal(told(table, 0, 1), CONSENT_PLAY_ONLY);
    already(table, table->run, &act);
}

/* The same command about another person is the one that was done. */
static void a_command_is_one(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 1);
    act.command = (struct id){{7, 7}};
    done(table, table->assist, &act);
    act.person = table->persons[0]->id;
    already(table, table->assist, &act);
    restart(table);
    already(table, table->assist, &act);
    assert_int_equal(told(table, 0, 0), CONSENT_YES);
}

static void nothing_takes_it_back(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 1), undo = act_on(EXERCISE_UNDO, -1, -1);
    done_on(table, table->lead, EXERCISE_PAUSE, -1, -1);
    uint32_t pause = look(table)->deeds[0].number;
    done(table, table->lead, &act);
    undo.number = look(table)->deeds[0].number;
    refused(table, table->lead, &undo, REFUSAL_NOT_NOW, "undo");
    assert_int_equal(desk_undoable(table->exercise, table->lead), pause); /* which it passes over */
    done_on(table, table->lead, EXERCISE_UNDO, -1, -1);
    assert_int_equal(told(table, 0, 1), CONSENT_PLAY_ONLY);
}

/* The client kept its yes and says it again, as after an answer that was lost. */
static void a_repeated_join_is_no_new_yes(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 0);
    const char *name = table->persons[0]->name; /* who of Ann, Ben, Cyd and Dan sits there */
    struct wire_join join = join_as(name, (uint8_t)(name[0] - 'A' + 1));
    struct credentials fresh;
    struct refusal refusal = {.code = REFUSAL_NONE};
    join.consent = CONSENT_YES;
    done(table, table->assist, &act);
    struct person *again = exercise_join(table->exercise, &join, table->now_ms, &fresh, &refusal);
    assert_ptr_equal(again, table->persons[0]);
    assert_int_equal(told(table, 0, 0), CONSENT_PLAY_ONLY);
    restart(table);
    assert_int_equal(told(table, 0, 0), CONSENT_PLAY_ONLY);
}

static void it_is_done_at_any_time(void **state)
{
    struct desk_table *lobby = table_open(true), *table = *state;
    struct wire_exercise_act act = of(lobby, 0), card = act_on(EXERCISE_DEBRIEF, 0, -1);
    done(lobby, lobby->assist, &act);
    restart(lobby);
    table_close(lobby);
    act = of(table, 0);
    done(table, table->assist, &act); /* in play */
    end_all(table);
    act = of(table, 1);
    done(table, table->assist, &act); /* behind it */
    done(table, table->lead, &card);
    act = of(table, 2);
    done(table, table->assist, &act); /* in the debrief */
    restart(table);
    assert_int_equal(told(table, 1, 0), CONSENT_PLAY_ONLY);
    assert_int_equal(told(table, 1, 1), CONSENT_YES);
}

/* It is the person's right, and no act on a world: neither its owner nor having left stands in its way. */
static void whose_world_it_is_does_not_matter(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act own = act_on(EXERCISE_OWN, 0, -1), out = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    struct wire_exercise_act act = of(table, 0);
    own.number = (uint32_t)table->lead;
    done(table, table->lead, &own);
    refused_on(table, table->run, EXERCISE_PAUSE, 0, -1, REFUSAL_NO_RIGHT, "owner");
    done(table, table->run, &act);
    out.person = table->persons[1]->id;
    done(table, table->lead, &out);
    act = of(table, 1);
    done(table, DESK_OPERATOR, &act);
    assert_int_equal(table->persons[1]->consent, CONSENT_PLAY_ONLY);
    restart(table);
    assert_int_equal(table->persons[1]->consent, CONSENT_PLAY_ONLY);
}

/* Who is out is in no list, so the name has to do; who is in comes first. */
static void who_is_out_is_known_by_name(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act out = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    struct wire_exercise_act act = act_on(EXERCISE_CONSENT, -1, -1);
    out.person = table->persons[1]->id;
    done(table, table->lead, &out);
    snprintf(act.name, sizeof act.name, "%s", table->persons[1]->name);
    struct person *again = hall_join(table->hall, act.name, 9);
    done(table, table->assist, &act);
    assert_int_equal(again->consent, CONSENT_PLAY_ONLY);
    assert_int_equal(table->persons[1]->consent, CONSENT_YES);
    out.person = again->id;
    done(table, table->lead, &out);
    refused(table, table->assist, &act, REFUSAL_MALFORMED, "name"); /* two of them by now */
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 0, 0);
    out.person = table->persons[3]->id;
    done(table, table->lead, &out);
    snprintf(act.name, sizeof act.name, "%s", table->persons[3]->name);
    memcpy(move.name, act.name, sizeof move.name);
    refused(table, table->lead, &move, REFUSAL_UNKNOWN_PERSON, "name"); /* of no other act */
    done(table, table->assist, &act);
    assert_int_equal(table->persons[3]->consent, CONSENT_PLAY_ONLY);
    restart(table);
    assert_int_equal(table->persons[3]->consent, CONSENT_PLAY_ONLY);
}

static void who_and_what_is_refused(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 0);
    refused(table, table->observe, &act, REFUSAL_NO_RIGHT, "rights");
    refused(table, DESK_NOBODY, &act, REFUSAL_NO_RIGHT, "rights");
    refused_on(table, table->lead, EXERCISE_CONSENT, -1, -1, REFUSAL_MALFORMED, "person");
    act.person = (struct id){{1, 2, 3}};
    refused(table, table->lead, &act, REFUSAL_UNKNOWN_PERSON, "person");
    act.person = (struct id){{0}};
    snprintf(act.name, sizeof act.name, "Zoe");
    refused(table, table->lead, &act, REFUSAL_UNKNOWN_PERSON, "name");
    snprintf(act.name, sizeof act.name, "%s", table->persons[2]->name);
    done(table, table->lead, &act);
    assert_int_equal(told(table, 1, 0), CONSENT_PLAY_ONLY);
}

/* Where nobody was asked there is no yes. */
static void who_was_never_asked_has_no_yes_to_take_back(void **state)
{
    struct desk_table *table = *state;
    struct hall *hall = hall_open(&(struct exercise_settings){.misses_allowed = 2, .team_size = 1});
    struct wire_exercise_act act = act_on(EXERCISE_CONSENT, -1, -1);
    act.person = hall_join(hall, "Ann", 1)->id;
    desk_act(hall->exercise, DESK_OPERATOR, &act, 1000, &table->answer);
    assert_int_equal(table->answer.refusal.code, REFUSAL_NOT_NOW);
    assert_string_equal(table->answer.refusal.item, "consent");
    assert_non_null(strchr(table->answer.why, ';'));
    assert_int_equal(hall_count(hall, "withdrawn"), 0);
    hall_close(hall);
}

/* The persons of no seat wait until it is stored, and none is told of it. */
static void no_player_hears_of_it(void **state)
{
    struct desk_table *table = *state;
    uint64_t waits[4];
    int told_before = table->hall->told, replies = table->hall->replies, news[HALL_NEWS];
    memcpy(news, table->hall->news, sizeof news);
    struct wire_exercise_act act = of(table, 0);
    for (int x = 0; x < 4; x++)
        waits[x] = exercise_ticket(table->exercise, table->persons[x]);
    done(table, table->assist, &act);
    for (int x = 0; x < 4; x++)
        assert_true(exercise_ticket(table->exercise, table->persons[x]) == waits[x]);
    assert_int_equal(table->hall->told, told_before);
    assert_int_equal(table->hall->replies, replies);
    for (int x = 0; x < HALL_NEWS; x++)
        assert_true(x == NEWS_DESK || table->hall->news[x] == news[x]);
}

/* Cut between the entry and its deed, it stands, and who asks again is told so. */
static void cut_before_its_deed_it_stands(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 1);
    done(table, table->assist, &act);
    int cut = (int)(hall_entry(table->hall, "withdrawn") - table->hall->entries) + 1;
    assert_int_equal(cut + 1, table->hall->entry_count);
    struct exercise *exercise = hall_restart(table->hall, cut, table->now_ms);
    desk_act(exercise, table->assist, &act, table->now_ms, &table->answer);
    assert_true(table->answer.already);
    assert_int_equal(exercise_find_person(exercise, &act.person)->consent, CONSENT_PLAY_ONLY);
    exercise_destroy(exercise);
}

/* A yes that is not there is taken back by no journal of ours. */
static void an_entry_without_a_yes_is_refused(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = of(table, 1);
    struct cause cause = {""};
    done(table, table->assist, &act);
    struct slice body = {hall_entry(table->hall, "withdrawn")->body,
                         hall_entry(table->hall, "withdrawn")->body_size};
    assert_int_equal(exercise_recover(table->exercise, "withdrawn", body, NULL, &cause), STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "cannot be read"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_yes_is_taken_back_once_and_for_good),
        TEST(a_command_is_one),
        TEST(nothing_takes_it_back),
        TEST(a_repeated_join_is_no_new_yes),
        TEST(it_is_done_at_any_time),
        TEST(whose_world_it_is_does_not_matter),
        TEST(who_is_out_is_known_by_name),
        TEST(who_and_what_is_refused),
        TEST(who_was_never_asked_has_no_yes_to_take_back),
        TEST(no_player_hears_of_it),
        TEST(cut_before_its_deed_it_stands),
        TEST(an_entry_without_a_yes_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
