/* D5: what was seen of the arms of others against what was there. */
#include "common/cards/card_list.h"
#include "common/cards/card_turns.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"
#include "common/words/key.h"

/* Arms in centi-units: all, and of these those for strike. */
struct stock {
    int64_t all, strike;
};

/* As the turn began. */
static struct stock true_stock(const struct world_log *log, int t, int j)
{
    const struct world *world = &log->worlds[t - 1];
    return (struct stock){fact_arms(world, j), world->actors[j].strike};
}

static struct stock seen_stock(const struct world_log *log, int t, int i, int j)
{
    const struct world *world = &log->worlds[t - 1];
    return (struct stock){fact_seen_arms(world, i, j), world->relations[i][j].est_strike};
}

static int32_t share_of(struct stock stock)
{
    return stock.all > 0 ? (int32_t)((100 * stock.strike + stock.all / 2) / stock.all) : CARD_NONE;
}

enum shown { SHOWN_ARMS, SHOWN_SHARE };

/* i < 0: the truth. */
static struct card_row row_of(const struct world_log *log, int i, int j, enum shown shown)
{
    struct card_row row = {0};
    for (int t = 1; t <= log->turns; t++) {
        bool there = log->worlds[t - 1].actors[j].alive && (i < 0 || log->worlds[t - 1].actors[i].alive);
        struct stock stock = i < 0 ? true_stock(log, t, j) : seen_stock(log, t, i, j);
        int32_t value = shown == SHOWN_ARMS ? (int32_t)card_units(stock.all) : share_of(stock);
        row.value[t] = there ? value : CARD_NONE;
    }
    return row;
}

static int32_t largest_arms(const struct world_log *log)
{
    int64_t largest = 0;
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++) {
        for (int j = 0; j < n; j++) {
            largest = max_of(largest, true_stock(log, t, j).all);
            for (int i = 0; i < n; i++)
                largest = max_of(largest, i == j ? 0 : seen_stock(log, t, i, j).all);
        }
    }
    return (int32_t)card_units(largest);
}

static bool can_see(const struct world_log *log, int i, int j)
{
    const struct world *start = log_start(log);
    return i != j && (fact_in_reach(start, i, j) || fact_in_reach(start, j, i));
}

static void draw_half(const struct world_log *log, int j, enum shown shown, const struct card_turns *turns,
                      struct card_page *page)
{
    char label[2 * NAME_SIZE + 64];
    card_row_heading(page, turns);
    struct card_row row = row_of(log, -1, j, shown);
    card_row_draw(page, key_words(page->language, "card.d5.true"), &row, turns);
    for (int i = 0; i < page->scenario->actor_count; i++) {
        if (!can_see(log, i, j))
            continue;
        struct text text = text_over(label, sizeof label);
        sentence_put(page->language, "card.d5.seen", SLOTS(str("whom", card_name(page, i))), &text);
        row = row_of(log, i, j, shown);
        card_row_draw(page, label, &row, turns);
    }
}

/* Sums over all looks: of a living state at another in reach, in every turn. */
struct looks {
    int64_t count, off, bias; /* relative error of all arms, permille: its size and its sign */
    int64_t shares, share_off;
    int32_t true_low, true_high, seen_low, seen_high; /* shares, percent */
};

static void widen(int32_t value, bool first, int32_t *low, int32_t *high)
{
    *low = first || value < *low ? value : *low;
    *high = first || value > *high ? value : *high;
}

static void add_look(struct stock seen, struct stock truth, struct looks *looks)
{
    if (truth.all > 0) {
        int64_t error = floor_div(1000 * (seen.all - truth.all), truth.all);
        looks->count++;
        looks->bias += error;
        looks->off += error < 0 ? -error : error;
    }
    int32_t share_seen = share_of(seen), share_true = share_of(truth);
    if (share_seen == CARD_NONE || share_true == CARD_NONE)
        return;
    looks->shares++;
    looks->share_off += share_seen > share_true ? share_seen - share_true : share_true - share_seen;
    widen(share_true, looks->shares == 1, &looks->true_low, &looks->true_high);
    widen(share_seen, looks->shares == 1, &looks->seen_low, &looks->seen_high);
}

static struct looks looks_of(const struct world_log *log)
{
    struct looks looks = {0};
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (can_see(log, i, j) && fact_pair_alive(log, t, i, j))
                    add_look(seen_stock(log, t, i, j), true_stock(log, t, j), &looks);
    return looks;
}

static void say_looks(const struct world_log *log, struct card_page *page)
{
    struct looks looks = looks_of(log);
    card_section(page, "card.d5.looks", NULL);
    if (looks.count)
        card_item(page, 0, "card.d5.error",
                  SLOTS(num("off", card_mean_percent(looks.off, looks.count)), num("count", looks.count),
                        num("bias", floor_div(2 * looks.bias + 10 * looks.count, 20 * looks.count))));
    if (looks.shares)
        card_item(page, 0, "card.d5.share",
                  SLOTS(num("a", looks.true_low), num("b", looks.true_high), num("c", looks.seen_low),
                        num("d", looks.seen_high), num("off", card_mean(looks.share_off, looks.shares)),
                        num("count", looks.shares)));
}

static void say_conditions(const struct card_input *input, struct card_page *page)
{
    static const char *const nets[] = {"net_fortify", "net_strike", "net_dual"};
    const struct parameters *p = &page->scenario->parameters;
    card_item(page, 0, "card.d5.blur",
              SLOTS(num("phi", p->fungibility), num("blur", p->fungibility / 2),
                    num("noise", card_percent(p->noise))));
    card_section(page, "card.d5.net", NULL);
    for (size_t x = 0; x < sizeof nets / sizeof nets[0]; x++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        if (card_put_metric(page, card_metric(nets[x]), input->played, &text))
            card_item_text(page, 0, memory);
    }
}

static void draw(const struct card_input *input, struct card_page *page)
{
    const struct world_log *log = input->played->log;
    struct card_turns arms = card_row_turns(page, log->turns, largest_arms(log));
    struct card_turns shares = card_row_turns(page, log->turns, 99);
    card_say(page, 0, "card.d5.how", NULL);
    card_say_left_out(page, arms.count < shares.count ? &arms : &shares, log->turns);
    for (int j = 0; j < page->scenario->actor_count; j++) {
        const struct slot *who = SLOTS(str("who", card_name(page, j)));
        card_section(page, "card.d5.arms", who);
        draw_half(log, j, SHOWN_ARMS, &arms, page);
        card_section(page, "card.d5.strike", who);
        draw_half(log, j, SHOWN_SHARE, &shares, page);
    }
    say_looks(log, page);
    say_conditions(input, page);
}

const struct card card_sight = {
    .name = "D5",
    .draw = draw,
};
