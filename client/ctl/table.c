#include "client/ctl/table.h"

#include "common/base/must.h"
#include "common/words/width.h"

#include <stdio.h>
#include <string.h>

void table_put_row(const struct table *table, const struct row *row, struct text *text)
{
    size_t blanks = 0;
    must(table->count <= TABLE_COLUMNS_MAX);
    for (int x = 0; x < table->count; x++) {
        const char *words = row->cells[x].at;
        size_t bytes = bytes_within(words, table->columns[x].columns - 1);
        char kept[CELL_SIZE];
        memcpy(kept, words, bytes);
        kept[bytes] = '\0';
        for (; bytes && blanks; blanks--)
            text_put_char(text, ' ');
        text_put(text, kept);
        /* none behind the last words of a line */
        blanks += (size_t)(table->columns[x].columns - columns_of(kept));
    }
    text_put_char(text, '\n');
}

void table_put_head(const struct table *table, const struct language *language, struct text *text)
{
    struct row row = {0};
    for (int x = 0; x < table->count; x++)
        cell_say(&row.cells[x], language, table->columns[x].key, NULL);
    table_put_row(table, &row, text);
}

void cell_say(struct cell *cell, const struct language *language, const char *key, const struct slot *slots)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    sentence_put(language, key, slots, &text);
}

void cell_name(struct cell *cell, const char *name, int columns)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    harmless_put(name, &text);
    if (columns_of(cell->at) <= columns)
        return;
    size_t bytes = bytes_within(cell->at, columns - 2);
    memcpy(cell->at + bytes, "..", 3);
}

static void put_blanks(int count, struct text *text)
{
    for (int x = 0; x < count; x++)
        text_put_char(text, ' ');
}

void wrap_put(const char *words, int columns, int indent, struct text *text)
{
    int margin = 0;
    while (columns_of(words) > columns - margin) {
        size_t bytes = bytes_within(words, columns - margin), at = bytes;
        while (at && words[at] != ' ')
            at--;
        size_t taken = at ? at : bytes;
        put_blanks(margin, text);
        text_put_span(text, words, taken);
        text_put_char(text, '\n');
        words += taken + (at ? 1 : 0);
        margin = indent;
    }
    size_t length = strlen(words);
    while (length && words[length - 1] == ' ') /* a place of the sentence that had nothing in it */
        length--;
    put_blanks(margin, text);
    text_put_span(text, words, length);
    text_put_char(text, '\n');
}

void minutes_put(int64_t seconds, struct text *text)
{
    char memory[32];
    long long left = (long long)seconds;
    if (left < 0)
        snprintf(memory, sizeof memory, "-");
    else if (left < 3600)
        snprintf(memory, sizeof memory, "%lld:%02lld", left / 60, left % 60);
    else
        snprintf(memory, sizeof memory, "%lld:%02lld:%02lld", left / 3600, left / 60 % 60, left % 60);
    text_put(text, memory);
}
