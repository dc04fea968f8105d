/* What a card is for a reader that lays it out itself: blocks, tables with marks, drawings by seat. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_blocks.h"
#include "common/cards/card_table.h"
#include "common/cards/card_turns.h"

#include <string.h>

/* A page of blocks, and what was written. */
static struct sheet {
    char memory[16384];
    struct text text;
    struct json json;
    struct card_blocks blocks;
    struct scenario scenario;
    struct card_page page;
} sheet;

static struct card_page *begin(int language)
{
    sheet.text = text_over(sheet.memory, sizeof sheet.memory);
    sheet.json = json_over(&sheet.text);
    json_list(&sheet.json, NULL);
    sheet.blocks = card_blocks_over(&sheet.json);
    scenario_init(&sheet.scenario, "sheet", 3);
    sheet.page = (struct card_page){
        .blocks = &sheet.blocks,
        .scenario = &sheet.scenario,
        .language = languages[language],
        .width = CARD_WIDTH_MIN,
    };
    return &sheet.page;
}

/* What was written, without the breaks between blocks. */
static void expect(const char *json)
{
    static char flat[sizeof sheet.memory];
    char *to = flat;
    card_blocks_end(&sheet.blocks);
    json_close(&sheet.json);
    for (const char *at = sheet.memory; *at; at++)
        if (*at != '\n')
            *to++ = *at;
    *to = '\0';
    assert_string_equal(flat, json);
    assert_false(sheet.text.cut);
}

static void sentences_are_told_whole(void **state)
{
    struct card_page *page = begin(LANGUAGE_SPANISH);
    (void)state;
    card_rule(page, '=');
    card_paragraph(page, 2, 4, "a sentence that is longer than the forty columns of the page");
    card_blank(page);
    card_labelled(page, 4, "3", "an \"event\"");
    card_item_text(page, 2, "50 % of\x1b[2J them");
    expect("[{\"kind\":\"text\",\"text\":\"a sentence that is longer than the forty columns of the page\"},"
           "{\"kind\":\"item\",\"label\":\"3\",\"text\":\"an \\\"event\\\"\"},"
           "{\"kind\":\"item\",\"text\":\"50\u00a0% of?[2J them\"}]");
}

static void what_is_indented_further_is_inner(void **state)
{
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    (void)state;
    card_item_text(page, 2, "a");
    card_item_text(page, 4, "b");
    card_item_text(page, 2, "c");
    card_paragraph(page, 0, 0, "d");
    card_item_text(page, 4, "e"); /* another list */
    card_item_text(page, 2, "f");
    card_item_text(page, 4, "g");
    expect("[{\"kind\":\"item\",\"text\":\"a\"},{\"kind\":\"item\",\"text\":\"b\",\"inner\":true},"
           "{\"kind\":\"item\",\"text\":\"c\"},{\"kind\":\"text\",\"text\":\"d\"},"
           "{\"kind\":\"item\",\"text\":\"e\"},{\"kind\":\"item\",\"text\":\"f\"},"
           "{\"kind\":\"item\",\"text\":\"g\",\"inner\":true}]");
}

static void headings_are_sections(void **state)
{
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    (void)state;
    card_section(page, "card.d6.spirals", NULL);
    card_heading(page, 2, true, "card.d6.none", NULL);
    card_heading_labelled(page, 2, "12", "The last");
    expect("[{\"kind\":\"section\",\"text\":\"Spirals: arms answering arms that were seen, three turns or "
           "more\"},"
           "{\"kind\":\"section\",\"text\":\"None.\",\"inner\":true},"
           "{\"kind\":\"section\",\"text\":\"12 The last\"}]");
}

static void a_table_is_a_table_at_any_width(void **state)
{
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    static struct card_table table;
    (void)state;
    card_table_init(&table);
    card_table_row(&table);
    card_table_word(&table, "");
    card_table_word(&table, "a heading of thirty columns ..");
    card_table_row(&table);
    card_table_word(&table, "North");
    card_table_number(&table, -3);
    card_table_draw(page, &table, 2);
    card_item_text(page, 2, "behind");
    expect("[{\"kind\":\"table\",\"head\":[\"\",\"a heading of thirty columns ..\"],"
           "\"rows\":[[\"North\",\"-3\"]]},{\"kind\":\"item\",\"text\":\"behind\"}]");
}

static void a_table_without_rows_is_well_formed(void **state)
{
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    struct card_turns turns = card_turns_of(2, TURNS_MAX);
    (void)state;
    card_row_heading(page, &turns);
    expect("[{\"kind\":\"table\",\"head\":[\"turn\",\"1\",\"2\"],\"rows\":[]}]");
}

static void rows_hold_all_turns_and_their_marks(void **state)
{
    struct card_page *page = begin(LANGUAGE_SPANISH);
    struct card_row row = {0};
    struct card_turns turns = card_row_turns(page, TURNS_MAX, 1000000);
    (void)state;
    assert_int_equal(turns.count, TURNS_MAX);
    turns = card_row_turns(page, 3, 100);
    card_say_left_out(page, &turns, 3);
    row.value[1] = 5;
    row.value[2] = CARD_NONE;
    row.value[3] = 60;
    row.mark[3] = true;
    card_row_heading(page, &turns);
    card_row_draw(page, "  East", &row, &turns);
    row.mark[3] = false;
    card_row_draw(page, "    West", &row, &turns);
    card_row_heading(page, &turns); /* another table, without marks */
    card_row_draw(page, "South", &row, &turns);
    expect("[{\"kind\":\"table\",\"head\":[\"turno\",\"1\",\"2\",\"3\"],"
           "\"rows\":[[\"East\",\"5\",\"-\",\"60\"],[\"West\",\"5\",\"-\",\"60\"]],"
           "\"marks\":[[false,false,false,true],[false,false,false,false]]},"
           "{\"kind\":\"table\",\"head\":[\"turno\",\"1\",\"2\",\"3\"],"
           "\"rows\":[[\"South\",\"5\",\"-\",\"60\"]]}]");
}

static void the_last_turn_can_be_marked(void **state)
{
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    struct card_row row = {0};
    struct card_turns turns = card_row_turns(page, TURNS_MAX, 100);
    (void)state;
    row.mark[TURNS_MAX] = true;
    card_row_heading(page, &turns);
    card_row_draw(page, "x", &row, &turns);
    card_blocks_end(page->blocks);
    assert_non_null(strstr(sheet.memory, "false,true]]}"));
}

static void a_drawing_names_seats_by_turn(void **state)
{
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    struct card_grid grid = {.levels = 2, .label = {"   0-9 %", "10-19 %"}};
    struct card_turns turns = card_turns_of(2, TURNS_MAX);
    (void)state;
    grid.states[1][1] = 7;
    grid.states[0][2] = 5;
    grid.states[1][2] = 2;
    grid.small[0][2] = 4;
    assert_true(card_grid_columns(page, &grid, &turns) >= TURNS_MAX);
    card_grid_draw(page, &grid, &turns);
    expect("[{\"kind\":\"grid\",\"turns\":[1,2],\"levels\":["
           "{\"label\":\"10-19\u00a0%\",\"states\":[[0,1,2],[1]],\"small\":[[],[]]},"
           "{\"label\":\"0-9\u00a0%\",\"states\":[[],[0,2]],\"small\":[[],[2]]}]}]");
}

static void what_does_not_fit_is_not_hidden(void **state)
{
    static char longest[4 * CARD_SENTENCE_MAX];
    struct card_page *page = begin(LANGUAGE_ENGLISH);
    (void)state;
    memset(longest, 'x', sizeof longest - 1);
    card_paragraph(page, 0, 0, longest);
    assert_true(sheet.text.cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_told_whole),
        cmocka_unit_test(what_is_indented_further_is_inner),
        cmocka_unit_test(headings_are_sections),
        cmocka_unit_test(a_table_is_a_table_at_any_width),
        cmocka_unit_test(a_table_without_rows_is_well_formed),
        cmocka_unit_test(rows_hold_all_turns_and_their_marks),
        cmocka_unit_test(the_last_turn_can_be_marked),
        cmocka_unit_test(a_drawing_names_seats_by_turn),
        cmocka_unit_test(what_does_not_fit_is_not_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
