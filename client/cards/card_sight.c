/* D5: what was seen of the arms of others against what was there. */
#include "client/cards/card_list.h"
#include "client/cards/card_turns.h"
#include "client/cards/card_words.h"
#include "common/debrief/facts.h"

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
    static const char *const truth[] = {"TRUE", "VERDAD"};
    static const char *const seen[] = {"as {whom} saw it", "como lo vio {whom}"};
    char label[2 * NAME_SIZE + 64];
    card_row_heading(page, turns);
    struct card_row row = row_of(log, -1, j, shown);
    card_row_draw(page, truth[page->language], &row, turns);
    for (int i = 0; i < page->scenario->actor_count; i++) {
        if (!can_see(log, i, j))
            continue;
        struct text text = text_over(label, sizeof label);
        card_fill(page, seen, CARD_SLOTS(card_word("whom", card_name(page, i))), &text);
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
    static const char *const heading[] = {"How good was the sight?", "¿Con qué precisión se vio?"};
    static const char *const error[] = {
        "All arms: off by {off} % on average in {count} looks; seen minus true {bias} %.",
        "Todas las armas: error medio de {off} % en {count} miradas; visto menos verdadero {bias} %."};
    static const char *const share[] = {"Share of strike arms: truly between {a} and {b} %, seen between {c} "
                                        "and {d} %; off by {off} points on average in "
                                        "{count} looks.",
                                        "Parte de armas ofensivas: en verdad entre {a} y {b} %, vista entre "
                                        "{c} y {d} %; error medio de {off} puntos en "
                                        "{count} miradas."};
    struct looks looks = looks_of(log);
    card_section(page, heading);
    if (looks.count)
        card_item(
            page, 0, error,
            CARD_SLOTS(card_number("off", card_mean_percent(looks.off, looks.count)),
                       card_number("count", looks.count),
                       card_number("bias", floor_div(2 * looks.bias + 10 * looks.count, 20 * looks.count))));
    if (looks.shares)
        card_item(page, 0, share,
                  CARD_SLOTS(card_number("a", looks.true_low), card_number("b", looks.true_high),
                             card_number("c", looks.seen_low), card_number("d", looks.seen_high),
                             card_number("off", card_mean(looks.share_off, looks.shares)),
                             card_number("count", looks.shares)));
}

static void say_conditions(const struct card_input *input, struct card_page *page)
{
    static const char *const blur[] = {
        "Why: fungibility {phi} % means that one kind of arms does {phi} % of the other's work, and the blur "
        "shows "
        "{blur} % of each kind as the other. Estimates missed by up to {noise} % without intelligence.",
        "Por qué: una fungibilidad de {phi} % significa que una clase de armas hace el {phi} % del trabajo "
        "de la "
        "otra, y la confusión muestra el {blur} % de cada clase como la otra. Sin inteligencia, las "
        "estimaciones "
        "erraban hasta un {noise} %."};
    static const char *const heading[] = {"Net assessment (Glaser): the balance when both hold six more "
                                          "units of a weapon, less when neither does",
                                          "Evaluación comparativa neta (Glaser): el equilibrio cuando ambos "
                                          "tienen seis unidades más de un arma, menos "
                                          "cuando ninguno las tiene"};
    static const char *const nets[] = {"net_fortify", "net_strike", "net_dual"};
    const struct parameters *p = &page->scenario->parameters;
    card_item(page, 0, blur,
              CARD_SLOTS(card_number("phi", p->fungibility), card_number("blur", p->fungibility / 2),
                         card_number("noise", card_percent(p->noise))));
    card_section(page, heading);
    for (size_t x = 0; x < sizeof nets / sizeof nets[0]; x++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        if (card_put_metric(page, card_metric(nets[x]), input->played, &text))
            card_item_text(page, 0, memory);
    }
}

static void say_head(struct card_page *page, const char *const *pattern, int j)
{
    char memory[NAME_SIZE + 64];
    struct text text = text_over(memory, sizeof memory);
    card_fill(page, pattern, CARD_SLOTS(card_word("who", card_name(page, j))), &text);
    card_heading(page, memory);
}

static void draw(const struct card_input *input, struct card_page *page)
{
    static const char *const how[] = {"As each turn began, before orders were given.",
                                      "Al comenzar cada turno, antes de dar las órdenes."};
    static const char *const heads[][DEBRIEF_LANGUAGES] = {
        {"{who}: arms, in units", "{who}: armas, en unidades"},
        {"{who}: strike arms, % of all its arms", "{who}: armas ofensivas, % de todas las suyas"},
    };
    const struct world_log *log = input->played->log;
    struct card_turns arms = card_row_turns(page, log->turns, largest_arms(log));
    struct card_turns shares = card_row_turns(page, log->turns, 99);
    card_say(page, 0, how, NULL);
    card_say_left_out(page, arms.count < shares.count ? &arms : &shares, log->turns);
    for (int j = 0; j < page->scenario->actor_count; j++) {
        say_head(page, heads[0], j);
        draw_half(log, j, SHOWN_ARMS, &arms, page);
        say_head(page, heads[1], j);
        draw_half(log, j, SHOWN_SHARE, &shares, page);
    }
    say_looks(log, page);
    say_conditions(input, page);
}

const struct card card_sight = {
    .name = "D5",
    .title = {"Seen against true", "Visto frente a verdadero"},
    .question = {"Could you have told defence from offence?",
                 "¿Habría podido distinguir la defensa del ataque?"},
    .shows =
        {"estimates against true stocks, the share of strike arms, and what each weapon does to the balance",
         "las estimaciones frente a las reservas verdaderas, la parte de armas ofensivas, y qué hace cada "
         "arma "
         "al equilibrio"},
    .draw = draw,
};
