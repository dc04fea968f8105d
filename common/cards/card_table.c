#include "common/cards/card_table.h"

#include "common/base/must.h"
#include "common/cards/card_blocks.h"
#include "common/words/decimal.h"
#include "common/words/width.h"

enum { GAP = 2 }; /* columns between two cells */

void card_table_init(struct card_table *table)
{
    table->rows = table->columns = table->next = 0;
}

void card_table_row(struct card_table *table)
{
    must(table->rows < CARD_TABLE_ROWS);
    table->rows++;
    table->next = 0;
    for (int x = 0; x < CARD_TABLE_COLUMNS; x++)
        table->cell[table->rows - 1][x][0] = '\0';
}

struct text card_table_cell(struct card_table *table)
{
    must(table->rows > 0 && table->next < CARD_TABLE_COLUMNS);
    char *cell = table->cell[table->rows - 1][table->next++];
    if (table->next > table->columns)
        table->columns = table->next;
    return text_over(cell, CARD_CELL_SIZE);
}

void card_table_word(struct card_table *table, const char *word)
{
    struct text cell = card_table_cell(table);
    harmless_put(word, &cell);
}

void card_table_say(struct card_table *table, const struct language *language, const char *key)
{
    struct text cell = card_table_cell(table);
    sentence_put(language, key, NULL, &cell);
}

void card_table_number(struct card_table *table, int64_t number)
{
    struct text cell = card_table_cell(table);
    text_put_int(&cell, number);
}

void card_table_value(struct card_table *table, const struct language *language,
                      const struct metric_value *value, int decimals)
{
    char plain[CARD_CELL_SIZE];
    struct text cell = card_table_cell(table), put = text_over(plain, sizeof plain);
    metric_put(value, decimals, &put);
    if (value->defined)
        decimal_put(language, plain, &cell);
    else
        text_put(&cell, "-");
}

static int width_of(const struct card_table *table, int column)
{
    int width = 0;
    for (int row = 0; row < table->rows; row++) {
        int columns = columns_of(table->cell[row][column]);
        width = columns > width ? columns : width;
    }
    return width;
}

static void draw_rows(struct card_page *page, const struct card_table *table, int indent,
                      const int widths[CARD_TABLE_COLUMNS])
{
    for (int row = 0; row < table->rows; row++) {
        card_put_left(page->text, "", indent);
        card_put_left(page->text, table->cell[row][0], widths[0]);
        for (int column = 1; column < table->columns; column++)
            card_put_right(page->text, table->cell[row][column], GAP + widths[column]);
        card_blank(page);
    }
}

static void draw_lists(struct card_page *page, const struct card_table *table, int indent)
{
    char memory[2 * CARD_CELL_SIZE + 4];
    for (int row = 1; row < table->rows; row++) {
        card_paragraph(page, indent, indent, table->cell[row][0]);
        for (int column = 1; column < table->columns; column++) {
            struct text text = text_over(memory, sizeof memory);
            text_put(&text, table->cell[0][column]);
            text_put(&text, ": ");
            text_put(&text, table->cell[row][column]);
            card_item_text(page, indent + 2, memory);
        }
    }
}

static void put_blocks(struct card_blocks *blocks, const struct card_table *table)
{
    card_blocks_table(blocks);
    for (int row = 0; row < table->rows; row++) {
        if (row)
            card_blocks_row(blocks);
        for (int column = 0; column < table->columns; column++)
            card_blocks_cell(blocks, table->cell[row][column]);
    }
}

void card_table_draw(struct card_page *page, const struct card_table *table, int indent)
{
    int widths[CARD_TABLE_COLUMNS], all = indent;
    if (page->blocks) {
        put_blocks(page->blocks, table);
        return;
    }
    for (int column = 0; column < table->columns; column++) {
        widths[column] = width_of(table, column);
        all += widths[column] + (column ? GAP : 0);
    }
    if (all <= page->width)
        draw_rows(page, table, indent, widths);
    else
        draw_lists(page, table, indent);
}
