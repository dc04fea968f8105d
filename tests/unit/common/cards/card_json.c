/* The object for programs, held against a world made by hand. tests/system/debrief.py reads it with a parser.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_json.h"
#include "tests/unit/common/cards/drawn.h"
#include "tests/unit/common/debrief/story.h"

#include <stdlib.h>

static char *json_of(const struct card_input *input)
{
    char *memory = malloc(CARD_JSON_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_JSON_MAX);
    card_put_json(input, &text);
    assert_false(text.cut);
    return memory;
}

static void numbers_and_sentences(void **state)
{
    struct story *story = story_new(state, 2);
    struct card_world other = {.id = "cc", .scenario = "elsewhere", .balance = 60, .believed = 160};
    story->world.actors[1].motive = MOTIVE_GREEDY;
    story_begin(story);
    story->book.orders[0].belief[1] = 250;
    story_attack(story, 1, 0);
    story_battle(story, 0, true, 700);
    story->world.end = END_TIME;
    story_turn(story);
    struct card_input input = drawn_input(story_input(story), LANGUAGE_SPANISH);
    input.worlds = &other;
    input.world_count = 1;
    char *text = json_of(&input);
    DRAWN_EXPECT(
        text, "\"format\":\"spiral-debrief\"", "\"world\":\"abababababababababababababababab\"",
        "\"turns\":1", "\"end\":\"time\"", "\"motive\":\"greedy\",\"seeks_security\":false", "\"verdict\":{",
        "\"en\":\"1 war.", "\"es\":\"1 guerra.", "\"turn\":1",
        "\"rung_number\":5,\"rung\":\"war\",\"escalation\":28,\"acts\":[\"attack\"]", "\"attacked\":0",
        "{\"of\":0,\"about\":1,\"belief\":250,\"stated\":true,\"assessment\":200,\"misperceived\":true",
        "{\"of\":1,\"about\":0,\"belief\":200,\"stated\":false,\"assessment\":200,\"misperceived\":false",
        "{\"kind\":\"battle\",\"numbers\":[0,1,0,1],\"public\":false}", "\"wars\":[",
        "\"opponent\":null,\"attackers\":[1]", "\"main_cause\":\"aggression\"", "\"dilemma\":false",
        "\"kind\":\"motive\"", "\"en\":\"A1 is greedy.\",\"es\":\"A1 es codicioso.\"", "\"what_if\"",
        "\"bots\":null", "\"other_worlds\":[", "\"believed_balance\":160", "\"name\":\"greedy_wars\"",
        "\"value\":100,\"cases\":1,\"unit\":\"%\",\"low\":0,\"high\":100",
        "\"name\":\"immediate_success\",\"family\":\"deterrence\",\"value\":null", "\"sentence\":null",
        "\"card\":\"D8\"");
    free(text);
}

/* A1 is attacked in turn 1 and strikes back in turn 2; suspicion says nothing of bots that know all motives.
 */
static void causes_and_plays_say_only_what_holds(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_attack(story, 0, 1);
    story_battle(story, 1, false, 300);
    story_turn(story);
    story_attack(story, 1, 0);
    story_battle(story, 0, false, 300);
    story_turn(story);
    struct card_input input = drawn_input(story_input(story), LANGUAGE_ENGLISH);
    input.dark = input.informed = input.played;
    char *text = json_of(&input);
    DRAWN_EXPECT(text, "\"cause\":{\"attacked\":true,\"who\":0,\"turn\":1,\"seen_rise\":0,\"true_rise\":0}",
                 "\"kind\":\"attacked\"", "\"bots\":{", "\"mistrust\":{\"value\":20,", "\"informed_bots\":{",
                 "\"mistrust\":{\"value\":null,");
    free(text);
}

static void names_are_escaped(void **state)
{
    struct story *story = story_new(state, 2);
    struct text text = text_over(story->world.scenario.actors[0].name, NAME_SIZE);
    text_put(&text, "\"\x1b\xff\\");
    story_begin(story);
    story_turn(story);
    struct card_input input = drawn_input(story_input(story), LANGUAGE_ENGLISH);
    char *written = json_of(&input);
    DRAWN_EXPECT(written, "\"name\":\"\\\"\\u001b\xef\xbf\xbd\\\\\"");
    free(written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(numbers_and_sentences),
        STORY_TEST(causes_and_plays_say_only_what_holds),
        STORY_TEST(names_are_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
