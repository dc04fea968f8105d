#include "common/cards/card_blocks.h"

#include "common/base/must.h"
#include "common/cards/card_page.h"

#include <assert.h>

static_assert(CARD_BLOCK_COLUMNS_MAX <= 64, "a row's marks are bits of one number");

struct card_blocks card_blocks_over(struct json *json)
{
    return (struct card_blocks){.json = json, .outer = -1};
}

static void put_marks(struct card_blocks *blocks, int rows, int columns)
{
    json_list(blocks->json, "marks");
    for (int row = 1; row <= rows; row++) {
        json_list(blocks->json, NULL);
        for (int column = 0; column < columns; column++)
            json_bool(blocks->json, NULL, blocks->marks[row] >> column & 1);
        json_close(blocks->json);
    }
    json_close(blocks->json);
}

/* A table that is open gets its marks and its end. */
static void end_table(struct card_blocks *blocks)
{
    if (!blocks->in_table)
        return;
    int rows = blocks->row, columns = blocks->column;
    json_close(blocks->json);
    if (!rows)
        json_list(blocks->json, "rows");
    json_close(blocks->json);
    if (blocks->marked)
        put_marks(blocks, rows, columns);
    json_close(blocks->json);
    blocks->in_table = false;
}

void card_blocks_end(struct card_blocks *blocks)
{
    end_table(blocks);
    blocks->outer = -1;
}

struct json *card_blocks_open(struct card_blocks *blocks, const char *kind)
{
    card_blocks_end(blocks);
    json_object(blocks->json, NULL);
    json_string(blocks->json, "kind", kind);
    return blocks->json;
}

void card_blocks_close(struct card_blocks *blocks)
{
    json_close(blocks->json);
}

void card_blocks_string(struct json *json, const char *key, const char *string)
{
    char harmless[2 * CARD_SENTENCE_MAX], memory[sizeof harmless + 512];
    struct text put = text_over(harmless, sizeof harmless), text = text_over(memory, sizeof memory);
    harmless_put(string, &put);
    for (const char *at = harmless; *at; at++) {
        if (at[0] == ' ' && at[1] == '%')
            text_put(&text, "\u00a0");
        else
            text_put_char(&text, *at);
    }
    json->text->cut = json->text->cut || put.cut || text.cut;
    json_string(json, key, memory);
}

void card_blocks_text(struct card_blocks *blocks, const char *string)
{
    card_blocks_string(card_blocks_open(blocks, "text"), "text", string);
    card_blocks_close(blocks);
}

void card_blocks_section(struct card_blocks *blocks, bool inner, const char *string)
{
    card_blocks_string(card_blocks_open(blocks, "section"), "text", string);
    if (inner)
        json_bool(blocks->json, "inner", true);
    card_blocks_close(blocks);
}

void card_blocks_item(struct card_blocks *blocks, int indent, const char *label, const char *string)
{
    int outer = blocks->outer >= 0 && blocks->outer <= indent ? blocks->outer : indent;
    (void)card_blocks_open(blocks, "item");
    if (label)
        card_blocks_string(blocks->json, "label", label);
    card_blocks_string(blocks->json, "text", string);
    if (indent > outer)
        json_bool(blocks->json, "inner", true);
    card_blocks_close(blocks);
    blocks->outer = outer;
}

void card_blocks_table(struct card_blocks *blocks)
{
    json_list(card_blocks_open(blocks, "table"), "head");
    blocks->in_table = true;
    blocks->row = blocks->column = 0;
    blocks->marked = false;
}

void card_blocks_row(struct card_blocks *blocks)
{
    must(blocks->in_table && blocks->row + 1 < CARD_BLOCK_ROWS_MAX);
    json_close(blocks->json);
    if (blocks->row++ == 0)
        json_list(blocks->json, "rows");
    json_list(blocks->json, NULL);
    blocks->column = 0;
    blocks->marks[blocks->row] = 0;
}

void card_blocks_cell(struct card_blocks *blocks, const char *string)
{
    must(blocks->in_table && blocks->column < CARD_BLOCK_COLUMNS_MAX);
    card_blocks_string(blocks->json, NULL, string);
    blocks->column++;
}

void card_blocks_mark(struct card_blocks *blocks)
{
    must(blocks->in_table && blocks->column > 0);
    blocks->marks[blocks->row] |= (uint64_t)1 << (blocks->column - 1);
    blocks->marked = true;
}
