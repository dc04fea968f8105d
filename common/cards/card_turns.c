#include "common/cards/card_turns.h"

#include "common/base/must.h"
#include "common/cards/card_blocks.h"
#include "common/cards/card_words.h"
#include "common/words/key.h"
#include "common/words/width.h"

#include <string.h>

enum {
    CELL_MIN = 3, /* two digits of a turn and a gap */
    LETTERS_MAX = 6,
};

struct card_turns card_turns_of(int turns, int columns)
{
    struct card_turns drawn = {0};
    must(columns >= 2 && turns <= TURNS_MAX);
    int step = 1;
    while ((turns + step - 1) / step + (step > 1) > columns)
        step++;
    for (int t = 1; t <= turns; t += step)
        drawn.turn[drawn.count++] = (int8_t)t;
    if (drawn.count && drawn.turn[drawn.count - 1] != turns)
        drawn.turn[drawn.count++] = (int8_t)turns;
    return drawn;
}

void card_say_left_out(struct card_page *page, const struct card_turns *drawn, int turns)
{
    if (drawn->count < turns)
        card_say(page, 0, "card.left_out", SLOTS(num("drawn", drawn->count), num("turns", turns)));
}

/* The level whose letters would take more room than they are worth: "rest" stands for them. Or -1. */
static int crowded_level(const struct card_grid *grid, int t)
{
    int crowded = -1, most = LETTERS_MAX;
    for (int level = 0; level < grid->levels; level++) {
        if (bits_in(grid->states[level][t]) <= most)
            continue;
        most = bits_in(grid->states[level][t]);
        crowded = level;
    }
    return crowded;
}

static const char *rest_word(const struct card_page *page)
{
    return key_words(page->language, "card.rest");
}

static int cell_columns(const struct card_page *page, const struct card_grid *grid,
                        const struct card_turns *turns)
{
    int most = CELL_MIN;
    for (int x = 0; x < turns->count; x++) {
        int t = turns->turn[x], crowded = crowded_level(grid, t);
        for (int level = 0; level < grid->levels; level++) {
            int letters = level == crowded ? columns_of(rest_word(page)) : bits_in(grid->states[level][t]);
            most = letters + 1 > most ? letters + 1 : most;
        }
    }
    return most;
}

int card_grid_columns(const struct card_page *page, const struct card_grid *grid,
                      const struct card_turns *turns)
{
    if (page->blocks)
        return TURNS_MAX;
    int columns = (page->width - CARD_LEVEL_LABEL - 2) / cell_columns(page, grid, turns);
    return columns < 1 ? 1 : columns;
}

static void put_cell(struct card_page *page, const struct card_grid *grid, int level, int t, int columns)
{
    char letters[ACTORS_MAX + 1];
    struct text text = text_over(letters, sizeof letters);
    if (level == crowded_level(grid, t)) {
        card_put_left(page->text, rest_word(page), columns);
        return;
    }
    for (int i = 0; i < page->scenario->actor_count; i++) {
        if (!(grid->states[level][t] & 1u << i))
            continue;
        char letter = card_letter(page->scenario, i);
        text_put_char(&text, grid->small[level][t] & 1u << i ? (char)(letter - 'A' + 'a') : letter);
    }
    card_put_left(page->text, letters, columns);
}

static void put_axis(struct card_page *page, const struct card_turns *turns, int first, int last, int columns)
{
    card_put_left(page->text, key_words(page->language, "card.turn"), CARD_LEVEL_LABEL);
    text_put(page->text, "+-");
    for (int x = first; x < last; x++) {
        size_t before = page->text->length;
        text_put_int(page->text, turns->turn[x]);
        for (size_t put = page->text->length - before; put < (size_t)columns; put++)
            text_put_char(page->text, '-');
    }
    card_blank(page);
}

/* Takes back the blanks at the end of a line. */
static void trim(struct text *text)
{
    while (text->length && text->at[text->length - 1] == ' ')
        text->at[--text->length] = '\0';
}

/* The states of a level as lists of seats, one a turn. */
static void put_level(struct json *json, const char *key, const uint16_t *sets,
                      const struct card_turns *turns)
{
    json_list(json, key);
    for (int x = 0; x < turns->count; x++) {
        json_list(json, NULL);
        for (int i = 0; i < ACTORS_MAX; i++)
            if (sets[turns->turn[x]] & 1u << i)
                json_number(json, NULL, i);
        json_close(json);
    }
    json_close(json);
}

static void put_blocks(struct card_blocks *blocks, const struct card_grid *grid,
                       const struct card_turns *turns)
{
    struct json *json = card_blocks_open(blocks, "grid");
    json_list(json, "turns");
    for (int x = 0; x < turns->count; x++)
        json_number(json, NULL, turns->turn[x]);
    json_close(json);
    json_list(json, "levels");
    for (int level = grid->levels - 1; level >= 0; level--) {
        const char *label = grid->label[level];
        json_object(json, NULL);
        card_blocks_string(json, "label", label + strspn(label, " "));
        put_level(json, "states", grid->states[level], turns);
        put_level(json, "small", grid->small[level], turns);
        json_close(json);
    }
    json_close(json);
    card_blocks_close(blocks);
}

void card_grid_draw(struct card_page *page, const struct card_grid *grid, const struct card_turns *turns)
{
    if (page->blocks) {
        put_blocks(page->blocks, grid, turns);
        return;
    }
    int columns = cell_columns(page, grid, turns), most = card_grid_columns(page, grid, turns);
    for (int first = 0; first < turns->count; first += most) {
        int last = first + most < turns->count ? first + most : turns->count;
        for (int level = grid->levels - 1; level >= 0; level--) {
            card_put_left(page->text, grid->label[level], CARD_LEVEL_LABEL);
            text_put(page->text, "| ");
            for (int x = first; x < last; x++)
                put_cell(page, grid, level, turns->turn[x], columns);
            trim(page->text);
            card_blank(page);
        }
        put_axis(page, turns, first, last, columns);
    }
    for (int x = 0; x < turns->count; x++) {
        if (crowded_level(grid, turns->turn[x]) < 0)
            continue;
        card_say(page, 0, "card.rest_legend", NULL);
        return;
    }
}

/* Columns of the names before the numbers. */
static int label_columns(const struct card_page *page)
{
    int columns = page->width * 2 / 5;
    return columns > 36 ? 36 : columns;
}

struct card_turns card_row_turns(const struct card_page *page, int turns, int32_t largest)
{
    int cell = 2; /* a gap before, a mark behind */
    for (int32_t rest = largest; rest > 0; rest /= 10)
        cell++;
    cell = cell < 4 ? 4 : cell;
    int columns = page->blocks ? TURNS_MAX : (page->width - label_columns(page)) / cell;
    struct card_turns drawn = card_turns_of(turns, columns);
    drawn.cell = cell;
    return drawn;
}

static void put_label(struct card_page *page, const char *label)
{
    int columns = label_columns(page);
    if (columns_of(label) >= columns) {
        card_put_left(page->text, label, 0);
        card_blank(page);
        label = "";
    }
    card_put_left(page->text, label, columns);
}

static void put_heading(struct card_page *page, const struct card_turns *turns)
{
    char memory[8];
    card_blocks_table(page->blocks);
    card_blocks_cell(page->blocks, key_words(page->language, "card.turn"));
    for (int x = 0; x < turns->count; x++) {
        struct text number = text_over(memory, sizeof memory);
        text_put_int(&number, turns->turn[x]);
        card_blocks_cell(page->blocks, memory);
    }
}

/* "-" where there is none. */
static void put_number(const struct card_row *row, int t, struct text *text)
{
    if (row->value[t] == CARD_NONE)
        text_put_char(text, '-');
    else
        text_put_int(text, row->value[t]);
}

static void put_row(struct card_blocks *blocks, const char *label, const struct card_row *row,
                    const struct card_turns *turns)
{
    char memory[16];
    card_blocks_row(blocks);
    card_blocks_cell(blocks, label + strspn(label, " "));
    for (int x = 0; x < turns->count; x++) {
        struct text number = text_over(memory, sizeof memory);
        put_number(row, turns->turn[x], &number);
        card_blocks_cell(blocks, memory);
        if (row->mark[turns->turn[x]])
            card_blocks_mark(blocks);
    }
}

void card_row_heading(struct card_page *page, const struct card_turns *turns)
{
    char memory[8];
    if (page->blocks) {
        put_heading(page, turns);
        return;
    }
    card_put_right(page->text, key_words(page->language, "card.turn"), label_columns(page));
    for (int x = 0; x < turns->count; x++) {
        struct text number = text_over(memory, sizeof memory);
        text_put_int(&number, turns->turn[x]);
        card_put_right(page->text, memory, turns->cell - 1);
        text_put_char(page->text, ' ');
    }
    trim(page->text);
    card_blank(page);
}

void card_row_draw(struct card_page *page, const char *label, const struct card_row *row,
                   const struct card_turns *turns)
{
    char memory[16];
    if (page->blocks) {
        put_row(page->blocks, label, row, turns);
        return;
    }
    put_label(page, label);
    for (int x = 0; x < turns->count; x++) {
        int t = turns->turn[x];
        struct text number = text_over(memory, sizeof memory);
        put_number(row, t, &number);
        card_put_right(page->text, memory, turns->cell - 1);
        text_put_char(page->text, row->mark[t] ? 'M' : ' ');
    }
    trim(page->text);
    card_blank(page);
}
