/* D7: structure or us? What the conditions alone foretold, what bots made of the same world, and the other
 * worlds.
 */
#include "common/cards/card_list.h"
#include "common/cards/card_table.h"
#include "common/cards/card_words.h"
#include "common/words/decimal.h"
#include "common/words/key.h"

#include <string.h>

static void say_stage(const struct parameters *p, const char *key, struct card_page *page)
{
    struct stage_game game = stage_game_of(p);
    const int32_t payoffs[4] = {game.cc, game.dc, game.cd, game.dd};
    char memory[4][24];
    for (int x = 0; x < 4; x++) {
        struct text text = text_over(memory[x], sizeof memory[x]);
        tenths_put(page->language, payoffs[x], &text);
    }
    card_item(page, 2, key,
              SLOTS(num("g", p->balance), str("kind", card_stage(page->language, game.kind)),
                    str("cc", memory[0]), str("dc", memory[1]), str("cd", memory[2]), str("dd", memory[3])));
}

/* Growth of a race and threshold of pre-emption. */
static void say_forecast(const struct parameters *p, struct card_page *page)
{
    int64_t sigma = race_growth(p, p->security_goal), tau = parity_threshold(p);
    struct metric_value value;
    char plain[24], growth[24], percent[24];
    struct text put = text_over(plain, sizeof plain), text = text_over(growth, sizeof growth),
                fear = text_over(percent, sizeof percent);
    metric_set_ratio(&value, sigma, 1000, 1);
    metric_put(&value, 2, &put);
    decimal_put(page->language, plain, &text);
    tenths_put(page->language, tau, &fear);
    card_item(page, 4, sigma >= 1000 ? "card.d7.feeds_itself" : "card.d7.dies_out",
              SLOTS(str("sigma", growth)));
    card_item(page, 4, tau < 0 ? "card.d7.waits" : "card.d7.strikes_first", SLOTS(str("tau", percent)));
}

static void draw_structure(const struct card_input *input, struct card_page *page)
{
    struct parameters p = page->scenario->parameters;
    p.balance = log_start(input->played->log)->balance;
    card_section(page, "card.d7.structure", NULL);
    card_item(page, 2, "card.d7.conditions", SLOTS(num("g", p.balance), num("phi", p.fungibility)));
    say_stage(&p, "card.d7.arming", page);
    say_forecast(&p, page);
    if (!p.perceived_balance || p.perceived_balance == p.balance)
        return;
    p.balance = p.perceived_balance;
    say_stage(&p, "card.d7.arming_believed", page);
    say_forecast(&p, page);
}

enum { YES_NO = -1 };

/* What is held against the forecast, and compared between plays: one metric a row. */
static const struct compared {
    const char *metric;
    int decimals; /* YES_NO: only whether it is above 0 */
} compared[] = {
    {"wars", 0}, {"tragedy", YES_NO}, {"growth", 2}, {"burden", 0}, {"mistrust", 0}, {"seeker_score", 0},
};

static void draw_what_if(const struct card_input *input, struct card_page *page)
{
    static const char *const columns[] = {"card.d7.as_played", "card.d7.bots", "card.d7.informed_bots"};
    const struct metric_input *const plays[] = {input->played, input->dark, input->informed};
    struct card_table table;
    card_table_init(&table);
    card_table_row(&table);
    card_table_word(&table, "");
    for (int column = 0; column < 3; column++)
        card_table_say(&table, page->language, columns[column]);
    for (size_t x = 0; x < sizeof compared / sizeof compared[0]; x++) {
        card_table_row(&table);
        card_table_say(&table, page->language, KEY("card", "compared", compared[x].metric));
        for (int play = 0; play < 3; play++) {
            struct metric_value value = {0};
            if (plays[play] && card_applies(compared[x].metric, play == 2))
                metric_compute(card_metric(compared[x].metric), plays[play], &value);
            if (value.defined && compared[x].decimals == YES_NO)
                card_table_say(&table, page->language, value.millionths > 0 ? "card.yes" : "card.no");
            else
                card_table_value(&table, page->language, &value, compared[x].decimals);
        }
    }
    card_section(page, "card.d7.what_if", NULL);
    card_table_draw(page, &table, 2);
    card_item(page, 2, "card.d7.suspicion", NULL);
}

static void say_price(const struct card_input *input, struct card_page *page)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (card_put_metric(page, card_metric("price_of_uncertainty"), input->played, &text))
        card_item_text(page, 2, memory);
    if (input->dark && input->informed)
        card_item(page, 2, "card.d7.apart", NULL);
}

void card_world_name(struct card_world *world, const char *name)
{
    if (!name || !name[0])
        return;
    struct text text = text_over(world->name, sizeof world->name);
    text_put(&text, name);
}

static void put_world(const struct card_world *world, const struct language *language,
                      struct card_table *table)
{
    const char *called = world->name[0] ? world->name : world->id;
    char shown[9];
    struct text text = text_over(shown, sizeof shown);
    text_put_span(&text, called, strnlen(called, 8));
    card_table_row(table);
    card_table_word(table, shown);
    card_table_word(table, world->scenario);
    card_table_number(table, world->balance);
    card_table_number(table, world->fungibility);
    struct text seekers = card_table_cell(table);
    text_put_int(&seekers, world->seekers);
    text_put_char(&seekers, '/');
    text_put_int(&seekers, world->actors);
    card_table_value(table, language, &world->wars, 0);
    card_table_word(table, world->tragedy.millionths > 0 ? "*" : "-");
    card_table_value(table, language, &world->burden, 0);
    card_table_value(table, language, &world->mistrust, 0);
    card_table_value(table, language, &world->seeker_score, 0);
}

static void draw_others(const struct card_input *input, struct card_page *page)
{
    static const char *const columns[CARD_TABLE_COLUMNS] = {
        "card.column.world",    "card.column.scenario", "card.column.g",       "card.column.phi",
        "card.column.safe",     "card.column.wars",     "card.column.tragedy", "card.column.arms",
        "card.column.mistrust", "card.column.score"};
    struct card_table table;
    struct card_world here;
    card_section(page, "card.d7.others", NULL);
    if (!input->world_count) {
        card_item(page, 2, "card.d7.alone", NULL);
        return;
    }
    card_table_init(&table);
    card_table_row(&table);
    for (int column = 0; column < CARD_TABLE_COLUMNS; column++)
        card_table_say(&table, page->language, columns[column]);
    card_world_of(input->played, &input->id, &here);
    card_world_name(&here, input->name);
    put_world(&here, page->language, &table);
    for (int w = 0; w < input->world_count && w < CARD_WORLDS_MAX; w++)
        put_world(&input->worlds[w], page->language, &table);
    card_table_draw(page, &table, 0);
    if (input->worlds_beyond)
        card_say(page, 0, "card.d7.beyond", SLOTS(num("count", input->worlds_beyond)));
    card_say(page, 0, "card.d7.others_legend", NULL);
}

static void draw(const struct card_input *input, struct card_page *page)
{
    draw_structure(input, page);
    draw_what_if(input, page);
    say_price(input, page);
    draw_others(input, page);
}

const struct card card_worlds = {
    .name = "D7",
    .draw = draw,
};
