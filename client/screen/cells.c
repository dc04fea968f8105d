#include "client/screen/cells.h"

int percent_of(int32_t permille)
{
    return (permille + (permille < 0 ? -5 : 5)) / 10;
}

static void put_pair(int64_t low, int64_t high, struct text *text)
{
    text_put_int(text, low);
    text_put_char(text, '-');
    text_put_int(text, high);
}

void put_range_cell(const struct range *range, int columns, struct text *text)
{
    char memory[96];
    struct text whole = text_over(memory, sizeof memory);
    text_put_int(&whole, range->about);
    text_put(&whole, " (");
    put_pair(range->low, range->high, &whole);
    text_put_char(&whole, ')');
    if (range->low == range->high || (int)whole.length > columns)
        text_put_int(text, range->about);
    else
        text_put(text, memory);
}

void put_kinds_cell(int64_t fortify, int64_t others, struct text *text)
{
    text_put_int(text, (fortify + 50) / 100);
    text_put_char(text, '/');
    text_put_int(text, (others + 50) / 100);
}

void put_chance_cell(bool possible, const struct odds *chance, struct text *text)
{
    if (!possible) {
        text_put_char(text, '-');
        return;
    }
    put_pair(percent_of(chance->low), percent_of(chance->high), text);
    text_put_char(text, '%');
}
