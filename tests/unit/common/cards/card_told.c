/* What whoever ran the exercise told and did, on D1 and in the object for programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_json.h"
#include "common/cards/card_page.h"
#include "tests/unit/common/cards/drawn.h"
#include "tests/unit/common/debrief/story.h"

#include <stdlib.h>
#include <string.h>

static const struct card_told told[] = {
    {.turn = 0, .seats = 7, .source = "", .text = {"It is cold.", ""}},
    {.turn = 1,
     .seats = 3,
     .misleading = true,
     .source = "Harbour\x1bRadio",
     .text = {"Troops are seen.", "Se ven tropas."}},
    {.turn = 1, .practice = true, .seats = 4, .text = {NULL}},
    {.turn = 3, .back_to = 2},
};

static const struct card_steering everything = {
    .told = told, .told_count = 4, .resolved = 1 << 1 | 1 << 3, .behalf = {[1] = 1 << 2}};

static struct card_input input_of(void **state, const struct card_steering *steering, int language)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story_turns(story, 3);
    struct card_input input = drawn_input(story_input(story), language);
    input.steering = steering;
    return input;
}

static void all_of_it_in_english(void **state)
{
    struct card_input input = input_of(state, &everything, LANGUAGE_ENGLISH);
    char *text = drawn_card("D1", &input);
    DRAWN_EXPECT(text, "What everybody could see", "Told by whoever ran the exercise",
                 "- Before turn 1, to all: “It is cold.”",
                 "- Turn 1, to A0 and A1, as from Harbour?Radio: “Troops are seen.” (untrue, on purpose)",
                 "- In practice, to A2: news whose words were erased.",
                 "- Turn 3: back to the start of turn 2, which was played anew.",
                 "- Closed by hand: turns 1 and 3.", "- Orders given on behalf of A1: turn 2.", "QUESTION:");
    free(text);
}

/* What was not given in a language is told in the first one. */
static void all_of_it_in_spanish(void **state)
{
    struct card_input input = input_of(state, &everything, LANGUAGE_SPANISH);
    char *text = drawn_card("D1", &input);
    DRAWN_EXPECT(text, "Contado por quien dirigió el ejercicio",
                 "- Antes del turno 1, a todos: «It is cold.»",
                 "a A0 y A1, como de Harbour?Radio: «Se ven tropas.» (falsa, a propósito)",
                 "a A2: una noticia", "- Turno 3: vuelta al inicio del turno 2",
                 "- Cerrado a mano: turnos 1 y 3.", "- Órdenes dadas en nombre de A1: turno 2.");
    free(text);
}

static void nothing_told_is_no_block(void **state)
{
    static const struct card_steering nothing = {.withheld = true};
    struct card_input input = input_of(state, NULL, LANGUAGE_ENGLISH);
    char *without = drawn_card("D1", &input);
    drawn_refuse(without, "Told by");
    input.steering = &nothing;
    char *with = drawn_card("D1", &input);
    assert_string_equal(without, with);
    free(without);
    free(with);
}

/* D1 alone speaks of it, in blocks as in text. */
static void no_other_card_has_it(void **state)
{
    struct card_input input = input_of(state, &everything, LANGUAGE_ENGLISH);
    for (int c = 0; c < card_count; c++) {
        char *text = drawn_card(cards[c]->name, &input);
        if (cards[c] != card_find("D1"))
            drawn_refuse(text, "Troops");
        free(text);
    }
    char *blocks = drawn_debrief(&input, -1, NULL);
    DRAWN_EXPECT(blocks, "\"D1\"", "Troops are seen.", "untrue, on purpose", "\"D2\"");
    free(blocks);
    char *own = drawn_debrief(&input, 0, NULL);
    drawn_refuse(own, "Troops");
    free(own);
}

static char *json_of(const struct card_input *input)
{
    char *memory = malloc(CARD_JSON_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_JSON_MAX);
    card_put_json(input, &text);
    assert_false(text.cut);
    return memory;
}

static void for_programs(void **state)
{
    struct card_input input = input_of(state, &everything, LANGUAGE_ENGLISH);
    char *text = json_of(&input);
    DRAWN_EXPECT(text, "\"exercise\":{", "\"told\":[",
                 "{\"kind\":\"news\",\"turn\":0,\"practice\":false,\"seats\":[0,1,2],\"source\":\"\","
                 "\"text\":{\"en\":\"It is cold.\",\"es\":\"It is cold.\"},\"misleading\":false}",
                 "\"es\":\"Se ven tropas.\"},\"misleading\":true}", "\"text\":null",
                 "{\"kind\":\"rolled_back\",\"turn\":3,\"practice\":false,\"to\":2}",
                 "\"closed_by_hand\":[1,3]", "\"on_behalf\":[", "{\"seat\":1,\"turns\":[2]}");
    free(text);
    input.steering = NULL;
    text = json_of(&input);
    drawn_refuse(text, "\"exercise\"");
    free(text);
}

/* Another world may yet be told the same: not even that there is a lie is said. */
static void what_is_withheld_is_not_called_untrue(void **state)
{
    struct card_steering withheld = everything;
    withheld.withheld = true;
    struct card_input input = input_of(state, &withheld, LANGUAGE_ENGLISH);
    char *text = drawn_card("D1", &input), *json = json_of(&input);
    DRAWN_EXPECT(text, "“Troops are seen.”", "Another world of the exercise is still being played.");
    drawn_refuse(text, "untrue, on");
    drawn_refuse(json, "\"misleading\":true");
    drawn_refuse(json, "\"misleading\":false");
    struct card_told truth = told[1];
    truth.misleading = false;
    withheld.told = &truth;
    withheld.told_count = 1;
    char *of_truth = drawn_card("D1", &input);
    truth.misleading = true;
    char *of_lie = drawn_card("D1", &input);
    assert_string_equal(of_truth, of_lie);
    free(text);
    free(json);
    free(of_truth);
    free(of_lie);
}

static void the_headline_names_the_world(void **state)
{
    static const struct {
        const char *code, *name, *said;
    } cases[] = {
        {"K7QX2M", "B", "Debrief of world K7QX2M-B, abababab ("},
        {"K7QX2M", "", "Debrief of world K7QX2M, abababab ("},
        {NULL, "B", "Debrief of world B, abababab ("},
        {NULL, NULL, "Debrief of world abababab ("},
    };
    struct card_input input = input_of(state, NULL, LANGUAGE_ENGLISH);
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        input.code = cases[x].code;
        input.name = cases[x].name;
        card_put_headline_plain(&input, &text);
        assert_memory_equal(memory, cases[x].said, strlen(cases[x].said));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_of_it_in_english),
        TEST(all_of_it_in_spanish),
        TEST(nothing_told_is_no_block),
        TEST(no_other_card_has_it),
        TEST(for_programs),
        TEST(what_is_withheld_is_not_called_untrue),
        TEST(the_headline_names_the_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
