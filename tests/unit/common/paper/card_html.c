/* The debrief as a page to print: whole, well formed, with everything that the blocks for browsers say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_debrief.h"
#include "common/paper/card_html.h"
#include "common/scenario/scenario_file.h"
#include "common/worlds/headless.h"
#include "well_formed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct played {
    struct scenario_file file;
    struct headless game;
    struct world_log log;
    struct metric_input input;
    struct card_input card;
    char page[CARD_HTML_MAX], debrief[CARD_DEBRIEF_MAX];
};

static struct played *play(const char *scenario)
{
    struct played *played = calloc(1, sizeof *played);
    struct cause cause;
    char path[SCENARIO_PATH_SIZE];
    assert_non_null(played);
    snprintf(path, sizeof path, "%s/config/scenarios", getenv("SPIRAL_TREE"));
    if (scenario_file_load(path, scenario, &played->file, &cause))
        fail_msg("%s", cause.text);
    headless_init(&played->game, &played->file.scenario, 3, 0);
    headless_log(&played->game, &played->log);
    metric_input_init(&played->input, &played->log, NULL);
    played->card = (struct card_input){.played = &played->input,
                                       .dark = &played->input,
                                       .informed = &played->input,
                                       .language = languages[LANGUAGE_ENGLISH],
                                       .width = CARD_WIDTH};
    return played;
}

static int count_of(const char *text, const char *word)
{
    int count = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        count++;
    return count;
}

static void print(struct played *played, enum html_paper paper)
{
    struct text text = text_over(played->page, sizeof played->page);
    card_put_html(&played->card, paper, &text);
    assert_false(text.cut);
    check_well_formed(played->page);
    text = text_over(played->debrief, sizeof played->debrief);
    card_put_debrief(&played->card, &text);
    assert_false(text.cut);
}

static void all_blocks_are_printed(void **state)
{
    static const char *const scenarios[] = {"seminar", "grand-12", "duel"};
    (void)state;
    for (size_t x = 0; x < sizeof scenarios / sizeof scenarios[0]; x++) {
        struct played *played = play(scenarios[x]);
        for (int language = 0; language < LANGUAGES; language++) {
            played->card.language = languages[language];
            print(played, HTML_A4);
            assert_int_equal(count_of(played->page, "<section"), card_count);
            assert_int_equal(count_of(played->page, "class=\"question\""), card_count);
            assert_int_equal(count_of(played->page, "<li"), count_of(played->debrief, "\"kind\":\"item\""));
            assert_int_equal(count_of(played->page, "<b>M</b>"),
                             count_of(played->debrief, ",true") + count_of(played->debrief, "[true"));
            assert_true(count_of(played->page, "class=\"figures") >=
                        count_of(played->debrief, "\"kind\":\"table\""));
            assert_true(count_of(played->page, "figures grid") >=
                        count_of(played->debrief, "\"kind\":\"grid\""));
        }
        free(played);
    }
}

/* Long games have more turns than a page has room for beside each other. */
static void long_tables_are_printed_in_pieces(void **state)
{
    struct played *played = play("duel");
    (void)state;
    played->file.scenario.parameters.max_turns = 40;
    played->file.scenario.parameters.end_from = 0;
    played->file.scenario.parameters.eliminated_at = 0;
    headless_log(&played->game, &played->log);
    metric_input_init(&played->input, &played->log, NULL);
    print(played, HTML_LETTER);
    assert_int_equal(played->log.turns, 40);
    for (int turn = 1; turn <= 40; turn++) {
        char head[32];
        snprintf(head, sizeof head, "<th>%d</th>", turn);
        assert_non_null(strstr(played->page, head));
    }
    assert_int_equal(count_of(played->page, "figures grid"),
                     3 * count_of(played->debrief, "\"kind\":\"grid\""));
    free(played);
}

static void names_are_no_markup(void **state)
{
    struct played *played = play("duel");
    (void)state;
    snprintf(played->file.scenario.actors[0].name, NAME_SIZE, "<script>x");
    headless_log(&played->game, &played->log);
    metric_input_init(&played->input, &played->log, NULL);
    print(played, HTML_A4);
    assert_non_null(strstr(played->page, "&lt;script&gt;x"));
    free(played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_blocks_are_printed),
        cmocka_unit_test(long_tables_are_printed_in_pieces),
        cmocka_unit_test(names_are_no_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
