#include "client/screen/cells.h"

#include "client/term/estimates.h"

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

void put_range_cell(const struct view *view, int state, int64_t centi, struct text *text)
{
    struct range range = estimate_range(view, state, centi);
    text_put_int(text, range.about);
    if (range.low == range.high)
        return;
    text_put(text, " (");
    put_pair(range.low, range.high, text);
    text_put_char(text, ')');
}

void put_chance_cell(bool possible, const struct chance *chance, struct text *text)
{
    if (!possible) {
        text_put_char(text, '-');
        return;
    }
    put_pair(percent_of(chance->low), percent_of(chance->high), text);
    text_put_char(text, '%');
}
