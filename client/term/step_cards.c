/* Cards that a server wrote as blocks, laid out as text. What is not as it should be is left out: nothing
 * that comes over the wire is trusted to have a form. */
#include "client/term/step.h"

#include "common/cards/card_page.h"
#include "common/words/width.h"

#include <json-c/json.h>
#include <string.h>

enum {
    NESTING_MOST = 12,
    COLUMNS_OF_TABLE = 64,
    GAP = 2, /* between two columns */
    LABEL_COLUMNS = 12,
};

static const char reveal[] = "D3"; /* alone in many parts: one a state, of which those to come are not told */

static struct json_object *member(struct json_object *object, const char *name)
{
    struct json_object *value = NULL;
    return json_object_is_type(object, json_type_object) && json_object_object_get_ex(object, name, &value)
               ? value
               : NULL;
}

static const char *string_of(struct json_object *value)
{
    const char *string =
        value && !json_object_is_type(value, json_type_object) && !json_object_is_type(value, json_type_array)
            ? json_object_get_string(value)
            : NULL;
    return string ? string : "";
}

static int length_of(struct json_object *list)
{
    return json_object_is_type(list, json_type_array) ? (int)json_object_array_length(list) : 0;
}

static struct json_object *at(struct json_object *list, int index)
{
    return index < length_of(list) ? json_object_array_get_idx(list, (size_t)index) : NULL;
}

/* ---- blocks */

static void put_section(struct card_page *page, struct json_object *block)
{
    const char *words = string_of(member(block, "text"));
    int columns = columns_of(words);
    card_blank(page);
    card_paragraph(page, 0, 0, words);
    for (int x = 0; x < columns && x < page->width; x++)
        text_put_char(page->text, '-');
    card_blank(page);
}

static void put_item(struct card_page *page, struct json_object *block)
{
    const char *words = string_of(member(block, "text"));
    const char *label = string_of(member(block, "label"));
    int indent = json_object_get_boolean(member(block, "inner")) ? 2 : 0;
    int columns = columns_of(label);
    if (label[0])
        card_labelled(page, indent + (columns > LABEL_COLUMNS ? columns : LABEL_COLUMNS), label, words);
    else
        card_item_text(page, indent, words);
}

/* The widest cell of a column, its heading among them. */
static int column_width(struct json_object *head, struct json_object *rows, int column)
{
    int most = columns_of(string_of(at(head, column)));
    for (int row = 0; row < length_of(rows); row++) {
        int columns = columns_of(string_of(at(at(rows, row), column)));
        most = columns > most ? columns : most;
    }
    return most;
}

static void put_row(struct card_page *page, struct json_object *row, const int *widths, int count)
{
    for (int column = 0; column < count; column++) {
        const char *cell = string_of(at(row, column));
        if (column == 0)
            card_put_left(page->text, cell, widths[0]);
        else
            card_put_right(page->text, cell, widths[column] + GAP);
    }
    text_put_char(page->text, '\n');
}

/* Where the columns do not fit side by side: a line for each row, the headings before the numbers. */
static void put_row_in_words(struct card_page *page, struct json_object *head, struct json_object *row)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, string_of(at(row, 0)));
    for (int column = 1; column < length_of(row); column++) {
        text_put(&text, column == 1 ? ": " : ", ");
        text_put(&text, string_of(at(head, column)));
        text_put(&text, " ");
        text_put(&text, string_of(at(row, column)));
    }
    card_item_text(page, 0, memory);
}

static void put_table(struct card_page *page, struct json_object *block)
{
    struct json_object *head = member(block, "head"), *rows = member(block, "rows");
    int widths[COLUMNS_OF_TABLE], count = length_of(head), all = 0;
    bool fits = count > 0 && count <= COLUMNS_OF_TABLE;
    for (int column = 0; fits && column < count; column++) {
        widths[column] = column_width(head, rows, column);
        all += widths[column] + (column ? GAP : 0);
    }
    fits = fits && all <= page->width;
    if (fits)
        put_row(page, head, widths, count);
    for (int row = 0; row < length_of(rows); row++)
        if (fits)
            put_row(page, at(rows, row), widths, count);
        else
            put_row_in_words(page, head, at(rows, row));
}

/* Letters of the states that stand on a level in a turn. */
static void put_cell(struct json_object *states, struct json_object *level, int turn, struct text *text)
{
    static const char *const lists[] = {"states", "small"};
    for (int which = 0; which < 2; which++) {
        struct json_object *numbers = at(member(level, lists[which]), turn);
        for (int x = 0; x < length_of(numbers); x++) {
            const char *letter = string_of(member(at(states, json_object_get_int(at(numbers, x))), "letter"));
            char c = letter[0];
            text_put_char(text, which && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c ? c : '?');
        }
    }
    if (text->length == 0)
        text_put_char(text, '.');
}

/* A drawing is always followed by the same in words: where it does not fit, they are enough. */
static void put_grid(struct card_page *page, struct json_object *block, struct json_object *states)
{
    struct json_object *levels = member(block, "levels"), *turns = member(block, "turns");
    int label_width = 0, cell_width = 2, count = length_of(turns);
    for (int level = 0; level < length_of(levels); level++) {
        int columns = columns_of(string_of(member(at(levels, level), "label")));
        label_width = columns > label_width ? columns : label_width;
        for (int turn = 0; turn < count; turn++) {
            char memory[64];
            struct text text = text_over(memory, sizeof memory);
            put_cell(states, at(levels, level), turn, &text);
            cell_width = (int)text.length > cell_width ? (int)text.length : cell_width;
        }
    }
    if (label_width + count * (cell_width + 1) > page->width)
        return;
    for (int level = 0; level <= length_of(levels); level++) {
        bool is_head = level == length_of(levels);
        card_put_left(page->text, is_head ? "" : string_of(member(at(levels, level), "label")), label_width);
        for (int turn = 0; turn < count; turn++) {
            char memory[64];
            struct text text = text_over(memory, sizeof memory);
            if (is_head)
                text_put(&text, string_of(at(turns, turn)));
            else
                put_cell(states, at(levels, level), turn, &text);
            card_put_right(page->text, memory, cell_width + 1);
        }
        text_put_char(page->text, '\n');
    }
}

static void put_block(struct card_page *page, struct json_object *block, struct json_object *states)
{
    const char *kind = string_of(member(block, "kind"));
    if (strcmp(kind, "text") == 0)
        card_paragraph(page, 0, 0, string_of(member(block, "text")));
    else if (strcmp(kind, "section") == 0)
        put_section(page, block);
    else if (strcmp(kind, "item") == 0)
        put_item(page, block);
    else if (strcmp(kind, "table") == 0)
        put_table(page, block);
    else if (strcmp(kind, "grid") == 0)
        put_grid(page, block, states);
}

/* ---- cards */

static void put_title(struct card_page *page, struct json_object *card)
{
    card_rule(page, '=');
    card_say(
        page, 0, "card.title",
        SLOTS(str("name", string_of(member(card, "name"))), str("title", string_of(member(card, "title")))));
    card_rule(page, '=');
}

static void put_card(struct card_page *page, struct json_object *card, struct json_object *states, int from,
                     int to)
{
    struct json_object *parts = member(card, "parts");
    const char *question = string_of(member(card, "question"));
    int count = length_of(parts);
    int all = strcmp(string_of(member(card, "name")), reveal) == 0 ? length_of(states) : count;
    if (from == 0)
        put_title(page, card);
    for (int part = from; part <= to && part < count; part++)
        for (int x = 0; x < length_of(at(parts, part)); x++)
            put_block(page, at(at(parts, part), x), states);
    if (!question[0] || to + 1 < all)
        return;
    card_blank(page);
    card_say(page, 0, "card.question", SLOTS(str("question", question)));
}

bool step_cards_put(struct slice json, const char *card, int from, int to, const struct language *language,
                    int columns, struct text *text)
{
    struct card_page page = {.text = text, .language = language, .width = columns};
    struct json_tokener *reader = json_tokener_new_ex(NESTING_MOST);
    bool found = false;
    if (!reader)
        return false;
    struct json_object *all = json_tokener_parse_ex(reader, json.at, (int)json.length);
    struct json_object *list = member(all, "cards");
    for (int x = 0; x < length_of(list) && !found; x++) {
        found = strcmp(string_of(member(at(list, x), "name")), card) == 0;
        if (found)
            put_card(&page, at(list, x), member(all, "states"), from, to);
    }
    json_object_put(all);
    json_tokener_free(reader);
    return found;
}
