/* Who is in: seats, secrets, tokens, codes. */
#include "hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = hall_open(&(struct exercise_settings){
        .misses_allowed = 2, .wait_seats = 2, .team_size = 1, .seats_in_order = true});
    return 0;
}

static int begin_teams(void **state)
{
    *state = hall_open(&(struct exercise_settings){.misses_allowed = 2, .wait_seats = 8, .team_size = 4});
    return 0;
}

static int end(void **state)
{
    hall_close(*state);
    return 0;
}

static struct person *take_place(struct hall *hall, uint8_t secret, struct credentials *fresh)
{
    struct wire_join join = join_as("Ann", secret);
    struct refusal refusal;
    struct person *person = exercise_join(hall->exercise, &join, 1000, fresh, &refusal);
    assert_non_null(person);
    return person;
}

static void codes_have_no_letters_that_look_alike(void **state)
{
    struct hall *hall = *state;
    int seen[256] = {0};
    for (int x = 0; x < 2000; x++) {
        char code[WIRE_CODE_SIZE];
        exercise_random_code(&hall->host, code);
        assert_int_equal(strlen(code), EXERCISE_CODE_LENGTH);
        for (const char *c = code; *c; c++)
            seen[(unsigned char)*c]++;
    }
    int letters = 0;
    for (int c = 0; c < 256; c++) {
        letters += seen[c] > 0;
        if (seen[c]) /* 12000 letters over 31 kinds: each about 387 times */
            assert_in_range(seen[c], 280, 500);
    }
    assert_int_equal(letters, 31);
    for (const char *c = "01ILOilo"; *c; c++)
        assert_int_equal(seen[(unsigned char)*c], 0);
}

static struct person *come_back(struct hall *hall, const struct person *person, const struct id *token)
{
    struct digest digest = digest_of(token->bytes, ID_SIZE);
    return exercise_resume(hall->exercise, &person->id, &digest);
}

static void no_secret_is_written_down(void **state)
{
    struct hall *hall = *state;
    struct credentials fresh;
    struct person *person = take_place(hall, 0x77, &fresh);
    assert_ptr_equal(come_back(hall, person, &fresh.token), person);
    char token[ID_HEX_SIZE], secret[ID_HEX_SIZE];
    struct wire_join join = join_as("Ann", 0x77);
    id_hex(&fresh.token, token);
    id_hex(&join.secret, secret);
    for (int x = 0; x < hall->entry_count; x++) {
        assert_null(strstr(hall->entries[x].body, token));
        assert_null(strstr(hall->entries[x].body, secret));
        assert_null(strstr(hall->entries[x].body, fresh.seat_code));
        assert_null(strstr(hall->entries[x].body, "Ann")); /* names lie beside, where they can be erased */
    }
    const struct hall_entry *entry = hall_entry(hall, "person");
    assert_string_equal(entry->text, "Ann");
    assert_true(id_equal(&entry->text_owner, &person->id));
    struct id text_id;
    assert_true(exercise_entry_text_id("person", (struct slice){entry->body, entry->body_size}, &text_id));
    assert_true(id_equal(&entry->text_id, &text_id));
}

static void a_secret_names_one_person(void **state)
{
    struct hall *hall = *state;
    struct credentials first, second;
    struct person *ann = take_place(hall, 1, &first);
    int entries = hall->entry_count;
    assert_ptr_equal(take_place(hall, 1, &second), ann);
    assert_int_equal(exercise_persons(hall->exercise), 1);
    assert_int_equal(hall->entry_count, entries + 1);
    assert_string_equal(hall_entry(hall, "token")->kind, "token");
    assert_null(come_back(hall, ann, &first.token));
    assert_ptr_equal(come_back(hall, ann, &second.token), ann);
}

static void seats_fill_up_and_then_nobody_more(void **state)
{
    struct hall *hall = *state;
    int held[2] = {0};
    for (uint8_t x = 0; x < 8; x++) {
        struct credentials fresh;
        held[take_place(hall, (uint8_t)(x + 1), &fresh)->seat]++;
        assert_in_range(held[0] - held[1] + 1, 0, 2); /* evenly */
    }
    assert_int_equal(held[0], 4);
    assert_int_equal(held[1], 4);
    struct wire_join join = join_as("Eve", 99);
    struct credentials fresh;
    struct refusal refusal;
    int entries = hall->entry_count;
    assert_null(exercise_join(hall->exercise, &join, 1000, &fresh, &refusal));
    assert_int_equal(refusal.code, REFUSAL_FULL);
    assert_int_equal(hall->entry_count, entries);
}

static void without_order_both_seats_come_first_now_and_then(void **state)
{
    int first[2] = {0};
    (void)state;
    for (uint64_t dice = 1; dice <= 40; dice++) {
        struct hall *hall = hall_open(&(struct exercise_settings){.misses_allowed = 2, .team_size = 1});
        struct credentials fresh;
        hall->dice = dice * 7919;
        first[take_place(hall, 1, &fresh)->seat]++;
        hall_close(hall);
    }
    assert_in_range(first[0], 8, 32);
}

static void a_seat_code_moves_however_it_is_typed(void **state)
{
    struct hall *hall = *state;
    struct credentials first, fresh;
    struct person *ann = take_place(hall, 1, &first);
    struct refusal refusal;
    struct wire_move move = {.code = "ABCDEF"};
    int length = 0;
    for (const char *c = first.seat_code; *c; c++) {
        move.seat_code[length++] = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
        move.seat_code[length++] = *c == '-' ? ' ' : '-';
    }
    assert_ptr_equal(exercise_move(hall->exercise, &move, 1000, &fresh, &refusal), ann);
    assert_false(id_equal(&fresh.token, &first.token));
    move.seat_code[0] = move.seat_code[0] == '2' ? '3' : '2';
    assert_null(exercise_move(hall->exercise, &move, 1000, &fresh, &refusal));
    assert_int_equal(refusal.code, REFUSAL_UNKNOWN_PERSON);
    memset(move.seat_code, 0, sizeof move.seat_code);
    assert_null(exercise_move(hall->exercise, &move, 1000, &fresh, &refusal));
}

static void only_the_newest_session_departs(void **state)
{
    struct hall *hall = *state;
    struct credentials fresh;
    struct person *ann = take_place(hall, 1, &fresh);
    int older, newer; /* stand for sessions */
    assert_null(exercise_arrive(hall->exercise, ann, &older, 1000));
    assert_ptr_equal(exercise_arrive(hall->exercise, ann, &newer, 1000), &older);
    exercise_depart(hall->exercise, ann, &older, 1000);
    assert_ptr_equal(ann->session, &newer);
    exercise_depart(hall->exercise, ann, &newer, 1000);
    assert_null(ann->session);
}

static void streams_count_on(void **state)
{
    struct hall *hall = *state;
    struct credentials fresh;
    int64_t own = 0, of_world = 0;
    take_place(hall, 1, &fresh);
    take_place(hall, 1, &fresh);
    take_place(hall, 2, &fresh);
    exercise_tick(hall->exercise, 1000);
    for (int x = 0; x < hall->entry_count; x++)
        assert_int_equal(hall->entries[x].seq, hall->entries[x].world >= 0 ? of_world++ : own++);
    assert_int_equal(own, 5);      /* exercise, person, token, person, started */
    assert_int_equal(of_world, 4); /* opening, take, take, start */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(codes_have_no_letters_that_look_alike),
        TEST(no_secret_is_written_down),
        TEST(a_secret_names_one_person),
        cmocka_unit_test_setup_teardown(seats_fill_up_and_then_nobody_more, begin_teams, end),
        cmocka_unit_test(without_order_both_seats_come_first_now_and_then),
        TEST(a_seat_code_moves_however_it_is_typed),
        TEST(only_the_newest_session_departs),
        TEST(streams_count_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
