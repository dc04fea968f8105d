/* What holds of every card of every game: nothing told too early, nothing cut, nothing too wide, nothing left
 * unfilled, and a question at the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_json.h"
#include "common/cards/card_page.h"
#include "common/words/width.h"
#include "common/worlds/headless.h"
#include "tests/property/worlds.h"
#include "tests/unit/common/cards/drawn.h"

#include <stdlib.h>
#include <string.h>

/* A game with what stands beside it. */
struct played {
    struct world_log log, dark, informed;
    struct metric_input played, dark_input, informed_input;
};

static struct played *play(const struct scenario *scenario, uint64_t seed, const char *doctrine)
{
    struct played *played = calloc(1, sizeof *played);
    struct headless game;
    assert_non_null(played);
    headless_init(&game, scenario, seed, 0);
    headless_log(&game, &played->dark);
    game.informed = true;
    headless_log(&game, &played->informed);
    game.informed = false;
    for (int i = 0; doctrine && i < scenario->actor_count; i++)
        game.line_up.bots[i] = bot_find(slice_of(doctrine));
    headless_log(&game, &played->log);
    metric_input_init(&played->played, &played->log, &played->informed);
    metric_input_init(&played->dark_input, &played->dark, NULL);
    metric_input_init(&played->informed_input, &played->informed, NULL);
    return played;
}

static struct card_input input_of(const struct played *played, int language, int width)
{
    struct card_input input = drawn_input(&played->played, language);
    input.dark = &played->dark_input;
    input.informed = &played->informed_input;
    input.width = width;
    return input;
}

static void expect_fit(const char *card, const char *text, int width)
{
    struct slice rest = slice_of(text), line;
    while (slice_take(&rest, '\n', &line)) {
        char copy[4096];
        assert_true(slice_copy(line, copy, sizeof copy));
        if (columns_of(copy) > width)
            fail_msg("%s: wider than %d: %s", card, width, copy);
        if (line.length && line.at[line.length - 1] == ' ')
            fail_msg("%s: blanks at the end: %s", card, copy);
    }
}

static void check_cards(const struct played *played, int width)
{
    static const char *const asks[] = {"QUESTION: ", "PREGUNTA: "};
    for (int language = 0; language < LANGUAGES; language++) {
        struct card_input input = input_of(played, language, width);
        for (int c = 0; c < card_count; c++) {
            char *text = drawn_card(cards[c]->name, &input), *question = strstr(text, asks[language]);
            expect_fit(cards[c]->name, text, width);
            if (strchr(text, '{') || strchr(text, '}'))
                fail_msg("%s: a place that was not filled:\n%s", cards[c]->name, text);
            if (!question || strstr(question, "\n\n"))
                fail_msg("%s does not end with its question", cards[c]->name);
            free(text);
        }
    }
}

static void check_json(const struct played *played)
{
    struct card_input input = input_of(played, LANGUAGE_ENGLISH, CARD_WIDTH);
    char *memory = malloc(CARD_JSON_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_JSON_MAX);
    card_put_json(&input, &text);
    assert_false(text.cut);
    free(memory);
    for (int language = 0; language < LANGUAGES; language++) {
        input.language = languages[language];
        free(drawn_debrief(&input, -1, NULL));
    }
}

static void committed_worlds_fit_every_width(void **state)
{
    static const int widths[] = {CARD_WIDTH_MIN, 64, CARD_WIDTH, 132, CARD_WIDTH_MAX};
    struct committed *committed = calloc(1, sizeof *committed);
    (void)state;
    assert_non_null(committed);
    committed_load(committed);
    for (int s = 0; s < committed->count; s++) {
        struct played *played = play(&committed->scenarios[s], 1, NULL);
        check_cards(played, widths[s % 5]);
        check_cards(played, CARD_WIDTH);
        check_json(played);
        free(played);
    }
    free(committed);
}

/* Twelve states that do anything they may for sixty turns: the most that a world can have to say. */
static void the_longest_world_is_not_cut(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "longest", ACTORS_MAX);
    scenario.parameters.max_turns = TURNS_MAX;
    scenario.parameters.grace_turns = 0;
    scenario.parameters.eliminated_at = 0;
    scenario.parameters.stake = 1;
    struct played *played = play(&scenario, 1, "random_legal");
    assert_true(played->log.turns == TURNS_MAX);
    check_cards(played, CARD_WIDTH);
    check_cards(played, CARD_WIDTH_MIN);
    check_json(played);
    struct card_input input = input_of(played, LANGUAGE_SPANISH, CARD_WIDTH_MIN);
    char *memory = malloc(CARD_TEXT_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_TEXT_MAX);
    for (int c = 0; c < card_count; c++)
        card_put(cards[c], &input, &text);
    assert_false(text.cut);
    free(memory);
    free(played);
}

/* Gives every state another motive, as if they had been that all along. */
static void turn_motives_round(struct world_log *log)
{
    for (int t = 0; t <= log->turns; t++) {
        struct world *world = &log->worlds[t];
        for (int i = 0; i < world->scenario.actor_count; i++) {
            world->actors[i].motive = (world->actors[i].motive + 1 + i % 3) % MOTIVE_COUNT;
            world->scenario.actors[i].motive = world->actors[i].motive;
        }
    }
}

/* All that a browser is given before the reveal; to be freed. */
static char *early_blocks(const struct played *played, int language)
{
    struct card_input input = input_of(played, language, CARD_WIDTH);
    char *json = drawn_debrief(&input, -1, NULL), *reveal = strstr(json, "\"name\":\"D3\"");
    assert_non_null(reveal);
    *reveal = '\0';
    return json;
}

static void no_motive_is_told_before_the_reveal(void **state)
{
    struct committed *committed = calloc(1, sizeof *committed);
    (void)state;
    assert_non_null(committed);
    committed_load(committed);
    for (int s = 0; s < committed->count; s++) {
        struct played *played = play(&committed->scenarios[s], 2, NULL);
        char *before[LANGUAGES][4];
        for (int language = 0; language < LANGUAGES; language++) {
            struct card_input input = input_of(played, language, CARD_WIDTH);
            for (int c = 0; c < 4; c++)
                before[language][c] = drawn_card(cards[c]->name, &input);
        }
        char *blocks[LANGUAGES];
        for (int language = 0; language < LANGUAGES; language++)
            blocks[language] = early_blocks(played, language);
        turn_motives_round(&played->log);
        metric_input_init(&played->played, &played->log, &played->informed);
        for (int language = 0; language < LANGUAGES; language++) {
            struct card_input input = input_of(played, language, CARD_WIDTH);
            for (int c = 0; c < 4; c++) {
                char *after = drawn_card(cards[c]->name, &input);
                if (c < 3) /* D0, D1, D2 are the same to the letter */
                    assert_string_equal(after, before[language][c]);
                else
                    assert_string_not_equal(after, before[language][c]);
                free(after);
                free(before[language][c]);
            }
            char *after = early_blocks(played, language);
            assert_string_equal(after, blocks[language]);
            free(after);
            free(blocks[language]);
        }
        free(played);
    }
    free(committed);
}

static void what_only_some_could_see_is_not_on_the_first_card(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "secrets", 4);
    scenario.pact_count = 0;
    struct played *played = play(&scenario, 3, "random_legal");
    struct card_input input = input_of(played, LANGUAGE_ENGLISH, CARD_WIDTH);
    char *text = drawn_card("D1", &input);
    bool hidden = false;
    for (int t = 1; t <= played->log.turns; t++) {
        LOG_EACH_EVENT(&played->log, t, event)
        hidden = hidden || event->kind == EVENT_OPEN_BOOKS;
    }
    assert_true(hidden); /* they did show their books to each other, which others could not know */
    drawn_refuse(text, "opened its books to");
    free(text);
    free(played);
}

static void nothing_happened_yet_is_a_world_too(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "short", 2);
    scenario.parameters.max_turns = 1;
    struct played *played = play(&scenario, 1, NULL);
    check_cards(played, CARD_WIDTH_MIN);
    check_json(played);
    free(played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(committed_worlds_fit_every_width),
        cmocka_unit_test(the_longest_world_is_not_cut),
        cmocka_unit_test(no_motive_is_told_before_the_reveal),
        cmocka_unit_test(what_only_some_could_see_is_not_on_the_first_card),
        cmocka_unit_test(nothing_happened_yet_is_a_world_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
