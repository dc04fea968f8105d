/* Seats with a code on a printed card: who brings it takes the seat, or is told what became of it. */
#include "hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEATS = 6, LAST = SEATS - 1 };

struct card {
    char code[WIRE_SEAT_CODE_SIZE];
};

/* One world of six, and one person more than it has seats. */
static int begin(void **state)
{
    *state = hall_open_worlds(&(struct exercise_settings){.misses_allowed = 2,
                                                          .team_size = 1,
                                                          .places = SEATS + 1,
                                                          .start_by_hand = true,
                                                          .seats_in_order = true},
                              "seminar", 1);
    return 0;
}

static int begin_asking(void **state)
{
    *state = hall_open_worlds(
        &(struct exercise_settings){
            .misses_allowed = 2, .team_size = 1, .start_by_hand = true, .consent = true},
        "seminar", 1);
    return 0;
}

static int end(void **state)
{
    hall_close(*state);
    return 0;
}

static struct card print_card(struct hall *hall, int seat)
{
    struct card card;
    assert_true(exercise_reserve(hall->exercise, 0, seat, card.code));
    return card;
}

static struct person *bring(struct hall *hall, const struct card *card, struct refusal *refusal)
{
    struct credentials fresh;
    struct wire_move move = {.code = "ABCDEF"};
    memcpy(move.seat_code, card->code, sizeof move.seat_code);
    return exercise_move(hall->exercise, &move, 1000, &fresh, refusal);
}

static void expect_refused(struct hall *hall, const struct card *card, enum refusal_code code,
                           const char *name)
{
    struct refusal refusal;
    char key[48];
    int entries = hall->entry_count;
    assert_null(bring(hall, card, &refusal));
    assert_string_equal(refusal_name(refusal.code), refusal_name(code));
    assert_string_equal(refusal.item, "card");
    snprintf(key, sizeof key, "refusal.%s", name);
    assert_string_equal(refusal.sentence, key);
    snprintf(key, sizeof key, "remedy.%s", name);
    assert_string_equal(refusal.remedy, key);
    assert_int_equal(hall->entry_count, entries);
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

static void a_card_takes_its_seat_and_brings_back(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    struct card card = print_card(hall, 3);
    struct person *person = bring(hall, &card, &refusal);
    assert_non_null(person);
    assert_int_equal(person->seat, 3);
    assert_ptr_equal(bring(hall, &card, &refusal), person);
    assert_int_equal(exercise_persons(hall->exercise), 1);
}

static void one_whose_seat_is_held_says_so(void **state)
{
    struct hall *hall = *state;
    struct card card = print_card(hall, LAST);
    for (int x = 0; x < SEATS; x++)
        hall_join(hall, "Ann", (uint8_t)(1 + x));
    expect_refused(hall, &card, REFUSAL_FULL, "card_taken");
}

/* Deputies sit beside holders, and the seat is empty. */
static void one_of_a_free_seat_where_all_places_are_taken_says_so(void **state)
{
    struct hall *hall = *state;
    struct card card = print_card(hall, LAST);
    for (int x = 0; x < SEATS + 1; x++)
        hall_join(hall, "Ann", (uint8_t)(1 + x));
    act(hall, EXERCISE_MOVE_PERSON, 1, exercise_person(hall->exercise, LAST));
    expect_refused(hall, &card, REFUSAL_FULL, "card_full");
    struct refusal refusal;
    act(hall, EXERCISE_REMOVE_PERSON, -1, exercise_person(hall->exercise, 0));
    assert_non_null(bring(hall, &card, &refusal));
}

static void one_of_a_world_that_ended_says_so(void **state)
{
    struct hall *hall = *state;
    struct card card = print_card(hall, LAST);
    act(hall, EXERCISE_CLOSE, -1, NULL);
    expect_refused(hall, &card, REFUSAL_OVER, "card_over");
}

static void one_that_was_printed_again_is_not_known(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    struct card card = print_card(hall, LAST), newer = print_card(hall, LAST);
    assert_null(bring(hall, &card, &refusal));
    assert_int_equal(refusal.code, REFUSAL_UNKNOWN_PERSON);
    assert_string_equal(refusal.item, "seat_code");
    assert_non_null(bring(hall, &newer, &refusal));
}

static struct person *bring_with(struct hall *hall, const struct card *card, enum consent consent,
                                 struct refusal *refusal)
{
    struct credentials fresh;
    struct wire_move move = {.code = "ABCDEF", .consent = consent};
    memcpy(move.seat_code, card->code, sizeof move.seat_code);
    return exercise_move(hall->exercise, &move, 1000, &fresh, refusal);
}

/* Whoever comes new is asked, and who takes the seat to another device is not asked again. */
static void where_consent_is_asked_for_a_card_asks_too(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    struct card card = print_card(hall, 2);
    int entries = hall->entry_count;
    assert_null(bring(hall, &card, &refusal));
    assert_string_equal(refusal_name(refusal.code), "consent_needed");
    assert_int_equal(hall->entry_count, entries);
    struct person *person = bring_with(hall, &card, CONSENT_YES, &refusal);
    assert_non_null(person);
    assert_int_equal(person->consent, CONSENT_YES);
    assert_non_null(strstr(hall_entry(hall, "person")->body, "consent=1\n"));
    assert_ptr_equal(bring(hall, &card, &refusal), person);
}

static void the_card_of_one_who_left_takes_the_place(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    struct card card = print_card(hall, LAST);
    for (int x = 0; x < SEATS; x++)
        hall_join(hall, "Ann", (uint8_t)(1 + x));
    struct person *last = exercise_person(hall->exercise, LAST);
    struct wire_leave wish = {.command = {.bytes = {9}}};
    struct command command = {.kind = COMMAND_LEAVE, .now_ms = 2000, .leave = &wish};
    exercise_apply(hall->exercise, last, &command);
    struct person *newer = bring(hall, &card, &refusal);
    assert_int_equal(newer->seat, LAST);
    assert_true(last->given);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_card_takes_its_seat_and_brings_back),
        TEST(one_whose_seat_is_held_says_so),
        TEST(one_of_a_free_seat_where_all_places_are_taken_says_so),
        TEST(one_of_a_world_that_ended_says_so),
        TEST(one_that_was_printed_again_is_not_known),
        cmocka_unit_test_setup_teardown(where_consent_is_asked_for_a_card_asks_too, begin_asking, end),
        TEST(the_card_of_one_who_left_takes_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
