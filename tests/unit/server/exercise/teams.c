/* Who shares a seat: parts of the work, the head's successor, and cards that bring a whole team. */
#include "hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin_teams(void **state)
{
    *state = hall_open(&(struct exercise_settings){
        .misses_allowed = 2, .team_size = 3, .start_by_hand = true, .seats_in_order = true});
    return 0;
}

/* Two seats, three persons. */
static int begin_deputy(void **state)
{
    *state = hall_open(&(struct exercise_settings){
        .misses_allowed = 2, .team_size = 1, .places = 3, .start_by_hand = true, .seats_in_order = true});
    return 0;
}

static int end(void **state)
{
    hall_close(*state);
    return 0;
}

static enum team_role told(const struct hall *hall, const struct person *person)
{
    return exercise_told_role(hall->exercise, person);
}

static void act(struct hall *hall, enum exercise_act kind, int seat, const struct person *person)
{
    struct wire_exercise_act wanted;
    struct desk_answer answer;
    wire_exercise_act_init(&wanted, kind);
    wanted.world = 0;
    wanted.seat = seat;
    if (person)
        wanted.person = person->id;
    desk_act(hall->exercise, DESK_OPERATOR, &wanted, 1000, &answer);
    assert_int_equal(answer.refusal.code, REFUSAL_NONE);
}

static void leave(struct hall *hall, struct person *person)
{
    struct wire_leave wish = {.command = {.bytes = {9}}};
    struct command command = {.kind = COMMAND_LEAVE, .now_ms = 2000, .leave = &wish};
    exercise_apply(hall->exercise, person, &command);
}

static void alone_there_is_no_team_and_a_second_one_tells_both(void **state)
{
    struct hall *hall = *state;
    struct person *ann = hall_join(hall, "Ann", 1), *bob = hall_join(hall, "Bob", 2);
    exercise_arrive(hall->exercise, ann, hall, 1000);
    assert_int_equal(told(hall, ann), ROLE_NONE);
    assert_int_equal(told(hall, bob), ROLE_NONE);
    hall->news[NEWS_TEAM] = 0;
    struct person *eve = hall_join(hall, "Eve", 3);
    assert_int_equal(eve->seat, ann->seat);
    assert_int_equal(hall->news[NEWS_TEAM], 1); /* Ann, who is there; Eve is told when she is */
    assert_int_equal(told(hall, ann), ROLE_HEAD);
    assert_int_equal(told(hall, eve), ROLE_DEFENCE);
    assert_int_equal(told(hall, bob), ROLE_NONE);
    leave(hall, eve);
    assert_int_equal(told(hall, ann), ROLE_NONE);
}

static void the_head_has_a_successor_at_once(void **state)
{
    struct hall *hall = *state;
    struct person *team[3];
    for (uint8_t x = 0; x < 6; x++) {
        struct person *person = hall_join(hall, "Ann", (uint8_t)(x + 1));
        if (person->seat == 0)
            team[person->role - ROLE_HEAD] = person;
    }
    act(hall, EXERCISE_REMOVE_PERSON, -1, team[0]);
    assert_int_equal(team[1]->role, ROLE_HEAD);
    assert_int_equal(team[2]->role, ROLE_FOREIGN);
    struct person *newer = hall_join(hall, "New", 90);
    assert_int_equal(newer->role, ROLE_DEFENCE);
    leave(hall, team[1]); /* and may come back, to the other part */
    assert_int_equal(newer->role, ROLE_HEAD);
    assert_int_equal(team[1]->role, ROLE_DEFENCE);
    exercise_arrive(hall->exercise, team[1], hall, 3000);
    assert_int_equal(told(hall, newer), ROLE_HEAD);
    struct exercise *again = hall_restart(hall, hall->entry_count, 5000);
    for (int x = 0; x < exercise_persons(again); x++)
        assert_int_equal(exercise_person(again, x)->role, exercise_person(hall->exercise, x)->role);
    exercise_destroy(again);
}

/* The server died after who went, and before the successor was stored. */
static void a_recovery_finds_the_successor_that_was_cut_off(void **state)
{
    struct hall *hall = *state;
    struct person *ann = hall_join(hall, "Ann", 1);
    hall_join(hall, "Bob", 2);
    struct person *eve = hall_join(hall, "Eve", 3);
    assert_int_equal(eve->seat, ann->seat);
    act(hall, EXERCISE_REMOVE_PERSON, -1, ann);
    int count = hall->entry_count;
    while (strcmp(hall->entries[count - 1].kind, "role") != 0)
        count--;
    struct exercise *again = hall_restart(hall, count - 1, 5000);
    assert_int_equal(exercise_find_person(again, &eve->id)->role, ROLE_DEFENCE);
    exercise_tick(again, 5000);
    assert_int_equal(exercise_find_person(again, &eve->id)->role, ROLE_HEAD);
    exercise_destroy(again);
}

static void only_who_has_a_deputy_is_told_of_a_team(void **state)
{
    struct hall *hall = *state;
    struct person *ann = hall_join(hall, "Ann", 1), *bob = hall_join(hall, "Bob", 2),
                  *eve = hall_join(hall, "Eve", 3);
    assert_int_equal(told(hall, eve), ROLE_DEFENCE);
    assert_int_equal(told(hall, eve->seat == ann->seat ? ann : bob), ROLE_HEAD);
    assert_int_equal(told(hall, eve->seat == ann->seat ? bob : ann), ROLE_NONE);
}

/* ---- a card of a team */

static struct person *bring(struct hall *hall, const char *code, const char *name, uint8_t secret,
                            struct credentials *fresh, struct refusal *refusal)
{
    struct wire_move move = {.code = "ABCDEF"};
    strcpy(move.seat_code, code);
    strcpy(move.name, name);
    memset(move.secret.bytes, secret, ID_SIZE);
    return exercise_move(hall->exercise, &move, 1000, fresh, refusal);
}

static void a_card_brings_the_whole_team_each_with_a_code_of_their_own(void **state)
{
    struct hall *hall = *state;
    struct credentials fresh[4];
    struct refusal refusal;
    char code[WIRE_SEAT_CODE_SIZE], printed_again[WIRE_SEAT_CODE_SIZE];
    assert_true(exercise_reserve(hall->exercise, 0, 1, code));
    struct person *first = bring(hall, code, "", 0, &fresh[0], &refusal),
                  *second = bring(hall, code, "", 0, &fresh[1], &refusal),
                  *third = bring(hall, code, "Eve", 7, &fresh[2], &refusal);
    assert_true(first && second && third && first != second && second != third);
    assert_int_equal(first->seat, 1);
    assert_int_equal(third->seat, 1);
    assert_string_not_equal(first->name, second->name);
    assert_string_equal(third->name, "Eve");
    assert_int_equal(told(hall, first), ROLE_HEAD);
    assert_int_equal(told(hall, third), ROLE_FOREIGN);
    assert_ptr_equal(bring(hall, code, "Eve", 7, &fresh[3], &refusal), third); /* the answer was lost */
    assert_ptr_equal(bring(hall, fresh[1].seat_code, "", 0, &fresh[3], &refusal), second);
    assert_int_equal(exercise_persons(hall->exercise), 3);
    assert_null(bring(hall, code, "Zoe", 8, &fresh[3], &refusal));
    assert_string_equal(refusal.sentence, "refusal.card_taken");
    assert_false(exercise_reserve(hall->exercise, 0, 1, printed_again));
    leave(hall, second);
    struct person *next = bring(hall, code, "Zoe", 8, &fresh[3], &refusal);
    assert_non_null(next);
    assert_true(second->given);
    assert_null(bring(hall, fresh[1].seat_code, "", 0, &fresh[3], &refusal));
    assert_string_equal(refusal.sentence, "refusal.place_given");
}

#define TEST(name, begin) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(alone_there_is_no_team_and_a_second_one_tells_both, begin_teams),
        TEST(the_head_has_a_successor_at_once, begin_teams),
        TEST(a_recovery_finds_the_successor_that_was_cut_off, begin_teams),
        TEST(only_who_has_a_deputy_is_told_of_a_team, begin_deputy),
        TEST(a_card_brings_the_whole_team_each_with_a_code_of_their_own, begin_teams),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
