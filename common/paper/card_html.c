#include "common/paper/card_html.h"

#include "common/base/must.h"
#include "common/cards/card_debrief.h"
#include "common/paper/read_json.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAME_MAX_BYTES = 32,
    COLUMNS_ABREAST = 16, /* of a table on a portrait page; what has more is printed in pieces */
    LETTERS_MAX = ACTORS_MAX,
};

/* A block, whose members wait to be read; kind "" where there is none. */
struct block {
    char kind[NAME_MAX_BYTES];
    bool inner, has_label;
    struct read_json text, label, head, rows, marks, turns, levels;
    bool marked;
};

struct sheet {
    struct html *html;
    struct read_json reader;
    char letters[LETTERS_MAX][8];
    int letter_count;
    bool in_list, in_inner;
};

static struct block read_block(struct read_json *reader)
{
    struct block block = {.inner = false};
    read_json_object(reader);
    while (read_json_more(reader)) {
        char key[NAME_MAX_BYTES];
        read_json_key(reader, key, sizeof key);
        const struct {
            const char *name;
            struct read_json *place;
        } places[] = {{"text", &block.text},    {"label", &block.label}, {"head", &block.head},
                      {"rows", &block.rows},    {"marks", &block.marks}, {"turns", &block.turns},
                      {"levels", &block.levels}};
        if (strcmp(key, "kind") == 0) {
            read_json_string(reader, block.kind, sizeof block.kind);
            continue;
        }
        for (size_t x = 0; x < sizeof places / sizeof places[0]; x++)
            if (strcmp(key, places[x].name) == 0)
                *places[x].place = *reader;
        block.inner = block.inner || strcmp(key, "inner") == 0;
        block.has_label = block.has_label || strcmp(key, "label") == 0;
        block.marked = block.marked || strcmp(key, "marks") == 0;
        read_json_skip(reader);
    }
    return block;
}

/* A string value as an element's text. A value that is not there is nothing. */
static void put_value(struct sheet *sheet, struct read_json value)
{
    char memory[HTML_SENTENCE_MAX];
    if (read_json_next(&value) != '"')
        return;
    read_json_string(&value, memory, sizeof memory);
    html_text(sheet->html, memory);
}

/* ---- lists */

static void end_inner(struct sheet *sheet)
{
    if (sheet->in_inner)
        html_close(sheet->html);
    sheet->in_inner = false;
}

static void end_list(struct sheet *sheet)
{
    end_inner(sheet);
    if (sheet->in_list)
        html_close(sheet->html);
    sheet->in_list = false;
}

static void put_item(struct sheet *sheet, const struct block *block)
{
    struct html *html = sheet->html;
    if (!sheet->in_list)
        html_open(html, "ul", NULL);
    sheet->in_list = true;
    if (!block->inner)
        end_inner(sheet);
    else if (!sheet->in_inner)
        html_open(html, "ul", "inner");
    sheet->in_inner = block->inner;
    html_open(html, "li", block->has_label ? "labelled" : NULL);
    if (block->has_label) {
        html_open(html, "b", NULL);
        put_value(sheet, block->label);
        html_close(html);
        html_text(html, " ");
    }
    put_value(sheet, block->text);
    html_close(html);
}

/* ---- tables */

static int count_of(struct read_json list)
{
    int count = 0;
    for (read_json_list(&list); read_json_more(&list); count++)
        read_json_skip(&list);
    return count;
}

/* Columns first..last-1 of one row, and the first, which names it. `marks` may be bad: nothing is marked. */
static void put_row(struct sheet *sheet, const char *cell, struct read_json row, struct read_json *marks,
                    int first, int last)
{
    html_open(sheet->html, "tr", NULL);
    int column = 0;
    if (marks)
        read_json_list(marks);
    for (read_json_list(&row); read_json_more(&row); column++) {
        bool marked = marks && read_json_more(marks) && read_json_bool(marks);
        if (column == 0 || (column >= first && column < last)) {
            html_open(sheet->html, column == 0 ? "th" : cell, marked ? "marked" : NULL);
            put_value(sheet, row);
            if (marked)
                html_put(sheet->html, "b", NULL, "M");
            html_close(sheet->html);
        }
        read_json_skip(&row);
    }
    while (marks && read_json_more(marks))
        read_json_skip(marks);
    html_close(sheet->html);
}

static void put_table(struct sheet *sheet, const struct block *block)
{
    int columns = count_of(block->head);
    for (int first = 1; first == 1 || first < columns; first += COLUMNS_ABREAST) {
        struct read_json rows = block->rows, marks = block->marks;
        html_open(sheet->html, "table", "figures");
        html_open(sheet->html, "thead", NULL);
        put_row(sheet, "th", block->head, NULL, first, first + COLUMNS_ABREAST);
        html_close(sheet->html);
        html_open(sheet->html, "tbody", NULL);
        if (block->marked)
            read_json_list(&marks);
        for (read_json_list(&rows); read_json_more(&rows);) {
            bool has_marks = block->marked && read_json_more(&marks);
            put_row(sheet, "td", rows, has_marks ? &marks : NULL, first, first + COLUMNS_ABREAST);
            read_json_skip(&rows);
        }
        html_close(sheet->html);
        html_close(sheet->html);
    }
}

/* ---- the ladder: states on levels, a column a turn */

/* Adds the letters of the next list of states; small ones are in `small` too, and are skipped as capitals. */
static void read_states(struct read_json *lists, uint32_t *states)
{
    *states = 0;
    if (!read_json_more(lists))
        return;
    for (read_json_list(lists); read_json_more(lists);) {
        int64_t state = read_json_number(lists);
        if (state >= 0 && state < LETTERS_MAX)
            *states |= 1u << state;
    }
}

static void put_letters(struct sheet *sheet, uint32_t states, uint32_t small)
{
    char memory[LETTERS_MAX * 8];
    struct text text = text_over(memory, sizeof memory);
    for (int state = 0; state < sheet->letter_count; state++) {
        char c = sheet->letters[state][0];
        if (!(states >> state & 1))
            continue;
        text_put_char(&text, (small >> state & 1) && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    html_put(sheet->html, "td", NULL, memory);
}

static void put_level(struct sheet *sheet, struct read_json level, int first, int last)
{
    struct read_json label = {.bad = true}, states = label, small = label;
    for (read_json_object(&level); read_json_more(&level);) {
        char key[NAME_MAX_BYTES];
        read_json_key(&level, key, sizeof key);
        if (strcmp(key, "label") == 0)
            label = level;
        if (strcmp(key, "states") == 0)
            states = level;
        if (strcmp(key, "small") == 0)
            small = level;
        read_json_skip(&level);
    }
    html_open(sheet->html, "tr", NULL);
    html_open(sheet->html, "th", NULL);
    put_value(sheet, label);
    html_close(sheet->html);
    read_json_list(&states);
    read_json_list(&small);
    for (int turn = 0; turn < last && !states.bad; turn++) {
        uint32_t large_ones, small_ones;
        read_states(&states, &large_ones);
        read_states(&small, &small_ones);
        if (turn >= first)
            put_letters(sheet, large_ones, small_ones);
    }
    html_close(sheet->html);
}

static void put_grid(struct sheet *sheet, const struct block *block)
{
    int turns = count_of(block->turns);
    for (int first = 0; first == 0 || first < turns; first += COLUMNS_ABREAST) {
        int last = first + COLUMNS_ABREAST < turns ? first + COLUMNS_ABREAST : turns;
        struct read_json levels = block->levels, head = block->turns;
        html_open(sheet->html, "table", "figures grid");
        html_open(sheet->html, "tr", NULL);
        html_put_empty(sheet->html, "th", NULL);
        int column = 0;
        for (read_json_list(&head); read_json_more(&head); column++) {
            int64_t turn = read_json_number(&head);
            if (column >= first && column < last)
                html_put_number(sheet->html, "th", NULL, turn);
        }
        html_close(sheet->html);
        for (read_json_list(&levels); read_json_more(&levels);) {
            put_level(sheet, levels, first, last);
            read_json_skip(&levels);
        }
        html_close(sheet->html);
    }
}

/* ---- the whole */

static void put_block(struct sheet *sheet, const struct block *block)
{
    if (strcmp(block->kind, "item") == 0) {
        put_item(sheet, block);
        return;
    }
    end_list(sheet);
    if (strcmp(block->kind, "table") == 0) {
        put_table(sheet, block);
    } else if (strcmp(block->kind, "grid") == 0) {
        put_grid(sheet, block);
    } else if (strcmp(block->kind, "section") == 0 || strcmp(block->kind, "text") == 0) {
        bool section = block->kind[0] == 's';
        html_open(sheet->html, !section ? "p" : block->inner ? "h4" : "h3", NULL);
        put_value(sheet, block->text);
        html_close(sheet->html);
    }
}

static void put_card(struct sheet *sheet)
{
    char name[NAME_MAX_BYTES] = "", words[HTML_SENTENCE_MAX], question[HTML_SENTENCE_MAX] = "";
    struct html *html = sheet->html;
    struct read_json *reader = &sheet->reader;
    html_open(html, "section", "sheet card");
    for (read_json_object(reader); read_json_more(reader);) {
        char key[NAME_MAX_BYTES];
        read_json_key(reader, key, sizeof key);
        if (strcmp(key, "name") == 0) {
            read_json_string(reader, name, sizeof name);
        } else if (strcmp(key, "title") == 0) {
            read_json_string(reader, words, sizeof words);
            html_put_say(html, "h2", NULL, "card.title", SLOTS(str("name", name), str("title", words)));
        } else if (strcmp(key, "question") == 0) {
            read_json_string(reader, question, sizeof question);
        } else if (strcmp(key, "parts") == 0) {
            for (read_json_list(reader); read_json_more(reader); end_list(sheet))
                for (read_json_list(reader); read_json_more(reader);) {
                    struct block block = read_block(reader);
                    put_block(sheet, &block);
                }
        } else {
            read_json_skip(reader);
        }
    }
    if (question[0])
        html_put_say(html, "p", "question", "card.question", SLOTS(str("question", question)));
    html_close(html);
}

static void read_letters(struct sheet *sheet)
{
    struct read_json *reader = &sheet->reader;
    for (read_json_list(reader); read_json_more(reader);)
        for (read_json_object(reader); read_json_more(reader);) {
            char key[NAME_MAX_BYTES];
            read_json_key(reader, key, sizeof key);
            if (strcmp(key, "letter") == 0 && sheet->letter_count < LETTERS_MAX)
                read_json_string(reader, sheet->letters[sheet->letter_count++], sizeof sheet->letters[0]);
            else
                read_json_skip(reader);
        }
}

static void put_pack(struct sheet *sheet, enum html_paper paper)
{
    struct html *html = sheet->html;
    struct read_json *reader = &sheet->reader;
    char headline[HTML_SENTENCE_MAX] = "";
    for (read_json_object(reader); read_json_more(reader);) {
        char key[NAME_MAX_BYTES];
        read_json_key(reader, key, sizeof key);
        if (strcmp(key, "headline") == 0) {
            read_json_string(reader, headline, sizeof headline);
            html_begin_page(html, paper, headline);
            html_put(html, "p", "headline", headline);
            html_put_say(html, "p", "headline", "pack.warning", NULL);
        } else if (strcmp(key, "states") == 0) {
            read_letters(sheet);
        } else if (strcmp(key, "cards") == 0) {
            for (read_json_list(reader); read_json_more(reader);)
                put_card(sheet);
        } else {
            read_json_skip(reader);
        }
    }
    html_end_page(html);
}

void card_put_html(const struct card_input *input, enum html_paper paper, struct text *text)
{
    char *memory = malloc(CARD_DEBRIEF_MAX);
    must(memory != NULL);
    struct text debrief = text_over(memory, CARD_DEBRIEF_MAX);
    card_put_debrief(input, &debrief);
    struct html html = html_over(text, input->language);
    struct sheet sheet = {.html = &html, .reader = read_json_over(debrief.at, debrief.length)};
    if (debrief.cut)
        text->cut = true;
    else
        put_pack(&sheet, paper);
    must(debrief.cut || !sheet.reader.bad);
    free(memory);
}
