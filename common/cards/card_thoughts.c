/* D2: what each thought of the others, while nobody knows yet who was right. */
#include "common/cards/card_list.h"
#include "common/cards/card_turns.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"

enum { LEVELS = 10, LEVEL_STEP = 10 /* percent */ };

static int level_of(const struct world_log *log, int t, int i, int j)
{
    int level = card_percent(fact_belief(log, t, i, j)) / LEVEL_STEP;
    return level < LEVELS ? level : LEVELS - 1;
}

/* "20-29 %", right-aligned; the highest level reaches to 100. */
static void put_level(int level, struct text *label)
{
    char range[16];
    struct text text = text_over(range, sizeof range);
    text_put_int(&text, level * LEVEL_STEP);
    text_put_char(&text, '-');
    text_put_int(&text, level == LEVELS - 1 ? 100 : (level + 1) * LEVEL_STEP - 1);
    text_put(&text, " %");
    card_put_right(label, range, CARD_LEVEL_LABEL - 1);
}

/* The curves of i about all others; levels above the highest and below the lowest used one are left out. */
static void draw_curves(const struct world_log *log, int i, struct card_page *page)
{
    struct card_grid grid = {0};
    char labels[LEVELS][CARD_LEVEL_LABEL + 1];
    int low = LEVELS - 1, high = 0;
    for (int t = 1; t <= log->turns; t++) {
        for (int j = 0; j < page->scenario->actor_count; j++) {
            if (!fact_pair_alive(log, t, i, j))
                continue;
            int level = level_of(log, t, i, j);
            low = level < low ? level : low;
            high = level > high ? level : high;
        }
    }
    if (low > high)
        return;
    grid.levels = high - low + 1;
    for (int level = low; level <= high; level++) {
        struct text label = text_over(labels[level], sizeof labels[level]);
        put_level(level, &label);
        grid.label[level - low] = labels[level];
    }
    for (int t = 1; t <= log->turns; t++)
        for (int j = 0; j < page->scenario->actor_count; j++)
            if (fact_pair_alive(log, t, i, j))
                grid.states[level_of(log, t, i, j) - low][t] |= (uint16_t)(1u << j);
    struct card_turns all = card_turns_of(log->turns, TURNS_MAX);
    int columns = card_grid_columns(page, &grid, &all);
    struct card_turns drawn = card_turns_of(log->turns, columns < 2 ? 2 : columns);
    card_grid_draw(page, &grid, &drawn);
}

/* The same in words, for those who do not see the drawing. */
static void say_course(const struct world_log *log, int i, int j, struct card_page *page)
{
    int first = -1, last = -1, from = 0, most = -1, at = 0;
    for (int t = 1; t <= log->turns; t++) {
        if (!fact_pair_alive(log, t, i, j))
            continue;
        int percent = card_percent(fact_belief(log, t, i, j));
        first = first < 0 ? percent : first;
        last = percent;
        from = !from && percent >= 50 ? t : from;
        if (percent > most) {
            most = percent;
            at = t;
        }
    }
    if (first < 0)
        return;
    char tail[160];
    struct text text = text_over(tail, sizeof tail);
    sentence_put(page->language, from ? "card.d2.feared" : "card.d2.never",
                 SLOTS(num("turn", from), num("most", most), num("at", at)), &text);
    card_item(
        page, 2, "card.d2.course",
        SLOTS(str("who", card_name(page, j)), num("first", first), num("last", last), str("tail", tail)));
}

static void say_source(const struct world_log *log, struct card_page *page)
{
    int stated = 0, all = 0;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < page->scenario->actor_count; i++) {
            for (int j = 0; j < page->scenario->actor_count; j++) {
                if (!fact_pair_alive(log, t, i, j))
                    continue;
                all++;
                stated += log->turn[t].belief[i][j] >= 0;
            }
        }
    }
    card_say(page, 0, "card.d2.how", SLOTS(num("stated", stated), num("all", all)));
}

static void draw(const struct card_input *input, struct card_page *page)
{
    const struct world_log *log = input->played->log;
    say_source(log, page);
    for (int i = 0; i < page->scenario->actor_count; i++) {
        card_section(page, "card.d2.state", SLOTS(str("who", card_name(page, i))));
        draw_curves(log, i, page);
        for (int j = 0; j < page->scenario->actor_count; j++)
            if (j != i)
                say_course(log, i, j, page);
    }
}

const struct card card_thoughts = {
    .name = "D2",
    .draw = draw,
};
