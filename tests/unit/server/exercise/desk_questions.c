/* What players ask whoever runs the exercise, and what they are answered. */
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

static uint32_t ask(struct desk_table *table, struct person *person, const char *text, uint8_t command)
{
    struct wire_ask_control said = {.command = {{command}}};
    struct refusal refusal = {.code = REFUSAL_NONE};
    snprintf(said.text, sizeof said.text, "%s", text);
    uint32_t number = desk_ask(table->exercise, person, &said, table->now_ms, &refusal);
    assert_true((number == 0) == (refusal.code != REFUSAL_NONE));
    if (number)
        note_step(table);
    return number;
}

static struct wire_exercise_act answer(uint32_t number, const char *words, bool everyone)
{
    struct wire_exercise_act act = act_on(EXERCISE_ANSWER, -1, -1);
    act.number = number;
    act.everyone = everyone;
    snprintf(act.reason, sizeof act.reason, "%s", words);
    return act;
}

static void a_question_is_answered(void **state)
{
    struct desk_table *table = *state;
    struct person *ann = table->persons[0], *ben = table->persons[1];
    uint32_t number = ask(table, ann, "Can a pact be secret?", 1);
    assert_int_equal(number, 1);
    assert_int_equal(ask(table, ann, "Can a pact be secret?", 1), 1); /* the same command again */
    const struct wire_exercise_question *told = &look(table)->questions[0];
    assert_int_equal(table->state.question_count, 1);
    assert_string_equal(told->text, "Can a pact be secret?");
    assert_string_equal(told->name, ann->name);
    assert_int_equal(told->world, ann->world);
    assert_int_equal(told->seat, ann->seat);
    struct wire_control_answer heard;
    assert_true(desk_tell_answer(table->exercise, ann, number, &heard));
    assert_string_equal(heard.answer, "");
    assert_false(desk_tell_answer(table->exercise, ben, number, &heard));
    assert_false(desk_tell_answer(table->exercise, NULL, number, &heard));
    struct wire_exercise_act act = answer(number, "Yes.", false);
    done(table, table->assist, &act);
    assert_int_equal(table->hall->news[NEWS_ANSWER], 1);
    already(table, table->assist, &act);
    assert_true(desk_tell_answer(table->exercise, ann, number, &heard));
    assert_string_equal(heard.answer, "Yes.");
    assert_false(desk_tell_answer(table->exercise, ben, number, &heard)); /* nobody else reads it */
    restart(table);
    act.everyone = true;
    done(table, table->assist, &act);
    assert_true(desk_tell_answer(table->exercise, table->persons[1], number, &heard));
    act.everyone = false;
    refused(table, table->assist, &act, REFUSAL_NOT_NOW, "everyone");
    restart(table);
}

static void words_stand_where_they_can_be_erased(void **state)
{
    struct desk_table *table = *state;
    uint32_t number = ask(table, table->persons[0], "Mine alone", 1);
    struct wire_exercise_act act = answer(number, "For you", false);
    done(table, table->assist, &act);
    const struct hall_entry *asked = hall_entry(table->hall, "question");
    const struct hall_entry *told = hall_entry(table->hall, "answer");
    assert_string_equal(asked->text, "Mine alone");
    assert_true(id_equal(&asked->text_owner, &table->persons[0]->id));
    assert_string_equal(told->text, "For you");
    assert_false(id_equal(&told->text_owner, &table->persons[0]->id));
    for (int x = 0; x < table->hall->entry_count; x++) {
        assert_null(strstr(table->hall->entries[x].body, "Mine alone"));
        assert_null(strstr(table->hall->entries[x].body, "For you"));
    }
}

static void one_asks_so_much_and_no_more(void **state)
{
    struct desk_table *table = *state;
    for (uint8_t x = 1; x <= 5; x++)
        assert_int_equal(ask(table, table->persons[0], "Why?", x), x);
    assert_int_equal(ask(table, table->persons[0], "Why?", 6), 0);
    assert_int_equal(ask(table, table->persons[1], "Why?", 1), 6); /* a command is its sender's */
    struct wire_exercise_act act = answer(3, "Because.", false);
    done(table, table->assist, &act);
    assert_int_equal(ask(table, table->persons[0], "Why?", 6), 7);
    assert_int_equal(ask(table, table->persons[0], "", 7), 0);
    restart(table);
}

/* What was answered long ago makes room; what waits for an answer never does. */
static void the_oldest_answered_goes_first(void **state)
{
    struct desk_table *table = *state;
    for (int x = 0; x < WIRE_QUESTIONS_MAX; x++) {
        uint32_t number = ask(table, table->persons[x % 4], "Why?", (uint8_t)(x + 1));
        struct wire_exercise_act act = answer(number, "Because.", false);
        if (x > 2)
            done(table, table->assist, &act);
    }
    assert_int_equal(look(table)->question_count, WIRE_QUESTIONS_MAX);
    assert_true(ask(table, table->persons[0], "One more", 99) > 0);
    assert_int_equal(look(table)->question_count, WIRE_QUESTIONS_MAX);
    assert_int_equal(table->state.questions[2].number, 3);
    assert_int_equal(table->state.questions[3].number, 5);
    restart(table);
}

static void something_is_said_to_all(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = answer(0, "Ten minutes left", true);
    struct wire_control_answer heard;
    done(table, table->assist, &act);
    assert_int_equal(look(table)->question_count, 0); /* nobody asked */
    assert_true(desk_tell_answer(table->exercise, table->persons[2], 1, &heard));
    assert_string_equal(heard.question, "");
    assert_string_equal(heard.answer, "Ten minutes left");
    restart(table);
    assert_true(desk_tell_answer(table->exercise, table->persons[2], 1, &heard));
    act = answer(0, "To whom?", false);
    refused(table, table->assist, &act, REFUSAL_MALFORMED, "number");
    act = answer(1, "", true);
    refused(table, table->assist, &act, REFUSAL_MALFORMED, "reason");
}

static void count_one(void *user, uint32_t number)
{
    uint32_t *seen = user;
    seen[0]++;
    seen[1] = number;
}

static void who_comes_back_is_told_again(void **state)
{
    struct desk_table *table = *state;
    uint32_t seen[2] = {0, 0};
    ask(table, table->persons[0], "First", 1);
    ask(table, table->persons[1], "Second", 1);
    struct wire_exercise_act act = answer(2, "All may know", true);
    done(table, table->assist, &act);
    desk_each_answer(table->exercise, table->persons[0], count_one, seen);
    assert_int_equal(seen[0], 2);
    assert_int_equal(seen[1], 2);
    seen[0] = 0;
    desk_each_answer(table->exercise, table->persons[3], count_one, seen);
    assert_int_equal(seen[0], 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_question_is_answered),       TEST(words_stand_where_they_can_be_erased),
        TEST(one_asks_so_much_and_no_more), TEST(the_oldest_answered_goes_first),
        TEST(something_is_said_to_all),     TEST(who_comes_back_is_told_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
