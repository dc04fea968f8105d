/* What an undo took back and what it passed over, in words and for programs. */
#include "client/ctl/state_undone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/ctl/state_json.h"
#include "common/words/width.h"
#include "tests/unit/client/ctl/sample_state.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64 * 1024, DEEDS = 7 };

/* Newest first: what was taken back is 4; of the newer ones 5 and 7 stand for good. */
struct done {
    struct sample of;
    struct wire_exercise_deed deeds[DEEDS];
};

static void fill(struct done *done)
{
    static const struct wire_exercise_deed deeds[DEEDS] = {
        {.number = 9, .act = EXERCISE_UNDO, .world = 1, .seat = 0},
        {.number = 8, .act = EXERCISE_LOOK, .by = "Ines", .world = 0, .seat = 1, .age_seconds = 5},
        {.number = 7, .act = EXERCISE_RESOLVE, .by = "Ines", .world = 0, .seat = -1, .age_seconds = 30},
        {.number = 6, .act = EXERCISE_PAUSE, .world = -1, .seat = -1, .age_seconds = 35, .undone = true},
        {.number = 5, .act = EXERCISE_NUDGE, .by = "Olga", .world = 1, .seat = 2, .age_seconds = 40},
        {.number = 4,
         .act = EXERCISE_MULTIPLY,
         .by = "Dr R",
         .world = 1,
         .seat = 0,
         .age_seconds = 70,
         .undone = true},
        {.number = 3, .act = EXERCISE_START, .by = "Dr R", .world = -1, .seat = -1, .age_seconds = 700},
    };
    sample_fill_all(&done->of);
    memcpy(done->deeds, deeds, sizeof deeds);
    done->of.state.deeds = done->deeds;
    done->of.state.deed_count = DEEDS;
}

static const char *told(const struct wire_exercise_state *state, uint32_t number, int language, char *memory)
{
    struct text text = text_over(memory, TEXT_MAX);
    state_put_undone(state, number, languages[language], &text);
    assert_false(text.cut);
    return memory;
}

static void it_is_told_what_was_taken_back(void **state)
{
    struct done done;
    char *memory = *state;
    fill(&done);
    assert_string_equal(told(&done.of.state, 4, LANGUAGE_ENGLISH, memory),
                        "Taken back: 4. time for a seat, B Corva, by Dr R, 1:10 ago\n"
                        "Newer acts were passed over, for nothing takes them back:\n"
                        "7. resolve now, A, by Ines, 0:30 ago\n"
                        "5. nudge, B Estovalia, by Olga, 0:40 ago\n");
    told(&done.of.state, 4, LANGUAGE_SPANISH, memory);
    assert_non_null(strstr(memory, "Deshecho: 4. "));
    assert_non_null(strstr(memory, ", B Corva, por Dr R, hace 1:10\n"));
    assert_non_null(
        strstr(memory, "\nSe pasaron por alto actos más recientes, porque no se pueden deshacer:\n7. "));
    assert_string_equal(told(&done.of.state, 2, LANGUAGE_ENGLISH, memory),
                        ""); /* too long ago to be listed */
    assert_string_equal(told(&done.of.state, 0, LANGUAGE_ENGLISH, memory), "");
    done.of.state.undo = 7; /* that can be taken back next was done meanwhile and not passed over */
    assert_null(strstr(told(&done.of.state, 4, LANGUAGE_ENGLISH, memory), "7. "));
}

/* However much was passed over, it stays a few lines of 80 columns. */
static void much_is_counted(void **state)
{
    struct done done;
    char *memory = *state;
    fill(&done);
    for (int x = 0; x < DEEDS - 1; x++)
        done.deeds[x] = (struct wire_exercise_deed){
            .number = (uint32_t)(10 - x), .act = EXERCISE_RESOLVE, .world = 0, .seat = -1};
    memset(done.deeds[0].by, 'W', sizeof done.deeds[0].by - 1);
    for (int language = 0; language < LANGUAGES; language++) {
        int lines = 0;
        for (const char *at = told(&done.of.state, 3, language, memory); *at; at++) {
            const char *end = strchr(at, '\n');
            assert_true(end && end - at <= 80 + 8); /* bytes: some letters have two */
            at = end;
            lines++;
        }
        assert_int_equal(lines, 1 + 1 + 4 + 1 + 1); /* the long name takes a line of its own */
        assert_non_null(
            strstr(memory, language == LANGUAGE_ENGLISH ? "\nand 2 more before" : "\ny 2 más antes"));
    }
}

static void programs_are_told_all(void **state)
{
    struct done done;
    char *memory = *state;
    fill(&done);
    struct wire_exercise_act act = {.act = EXERCISE_UNDO, .number = 4};
    struct text text = text_over(memory, TEXT_MAX);
    state_put_json(&done.of.state, &act, &text);
    assert_non_null(strstr(memory, "\"taken_back\":{\n\"number\":4,\n\"act\":\"time\",\n\"by\":\"Dr R\",\n"));
    assert_non_null(
        strstr(memory, "\"undone\":true},\n\"passed_over\":[\n{\"number\":7,\"act\":\"resolve\","));
    assert_non_null(strstr(memory, "\"undone\":false},\n{\"number\":5,\"act\":\"nudge\","));
    done.of.state.already = true; /* somebody else did */
    text = text_over(memory, TEXT_MAX);
    state_put_json(&done.of.state, &act, &text);
    assert_non_null(strstr(memory, "\"taken_back\":null,\n\"passed_over\":[]"));
    act.act = EXERCISE_PAUSE;
    text = text_over(memory, TEXT_MAX);
    state_put_json(&done.of.state, &act, &text);
    assert_null(strstr(memory, "taken_back"));
}

static int set_up(void **state)
{
    *state = malloc(TEXT_MAX);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

int main(void)
{
    assert_true(width_prepare());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_what_was_taken_back),
        cmocka_unit_test(much_is_counted),
        cmocka_unit_test(programs_are_told_all),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
