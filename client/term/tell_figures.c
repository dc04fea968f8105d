/* Figures as people read them: chances of 100, tenths, stocks. */
#include "client/term/tell_figures.h"

#include "client/term/draft.h"

/* Wider, never narrower, than what is rounded. */
void put_chance(const struct game *game, const struct odds *chance, struct text *text)
{
    int64_t low = chance->low / 10, high = (chance->high + 9) / 10, about = (chance->about + 5) / 10;
    const struct slot *slots = SLOTS(num("about", about), num("low", low), num("high", high));
    page_piece(&game->page, chance->low == chance->high ? "chance.exact" : "chance.range", slots, text);
}

static void put_digits(const struct game *game, const char *key, int64_t tenths, struct text *text)
{
    int64_t size = tenths < 0 ? -tenths : tenths;
    page_piece(&game->page, key, SLOTS(num("whole", size / 10), num("tenths", size % 10)), text);
}

void put_tenths(const struct game *game, int64_t tenths, struct text *text)
{
    put_digits(game, tenths < 0 ? "tenths.less" : "tenths.plain", tenths, text);
}

void put_change(const struct game *game, int64_t tenths, struct text *text)
{
    const char *key = tenths < 0 ? "tenths.less" : tenths > 0 ? "tenths.more" : "tenths.plain";
    put_digits(game, key, tenths, text);
}

void put_signed(int64_t number, struct text *text)
{
    text_put(text, number > 0 ? "+" : "");
    text_put_int(text, number);
}

void put_changes(const struct game *game, int64_t low, int64_t high, struct text *text)
{
    struct piece ends[2];
    struct text texts[2] = {text_over(ends[0].at, sizeof ends[0].at),
                            text_over(ends[1].at, sizeof ends[1].at)};
    put_change(game, low, &texts[0]);
    put_change(game, high, &texts[1]);
    page_piece(&game->page, low == high ? "span.one" : "span.range",
               SLOTS(str("low", ends[0].at), str("high", ends[1].at)), text);
}

void put_stocks(const struct game *game, const struct arms *arms, struct text *text)
{
    struct piece pieces[3];
    const int32_t stocks[3] = {arms->fortify, arms->strike, arms->dual};
    for (int kind = 0; kind < 3; kind++) {
        struct text one = text_over(pieces[kind].at, sizeof pieces[kind].at);
        put_tenths(game, stocks[kind] / 10, &one);
    }
    bool has_dual = arms->dual > 0 || !dual_is_dominated(game_view(game));
    page_piece(&game->page, has_dual ? "arms.three" : "arms.two",
               SLOTS(str("fortify", pieces[0].at), str("strike", pieces[1].at), str("dual", pieces[2].at)),
               text);
}
