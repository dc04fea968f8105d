/* D7: structure or us? What the conditions alone foretold, what bots made of the same world, and the other
 * worlds.
 */
#include "client/cards/card_list.h"
#include "client/cards/card_table.h"
#include "client/cards/card_words.h"

/* Tenths of a point: a payoff of the stage game as the rulebook prints it. */
static void put_tenths(int64_t value, struct text *text)
{
    int64_t size = value < 0 ? -value : value;
    text_put(text, value < 0 ? "-" : "");
    text_put_int(text, size / 10);
    if (size % 10) {
        text_put_char(text, '.');
        text_put_char(text, (char)('0' + size % 10));
    }
}

static void say_stage(const struct parameters *p, const char *const *pattern, struct card_page *page)
{
    struct stage_game game = stage_game_of(p);
    const int32_t payoffs[4] = {game.cc, game.dc, game.cd, game.dd};
    char memory[4][24];
    for (int x = 0; x < 4; x++) {
        struct text text = text_over(memory[x], sizeof memory[x]);
        put_tenths(payoffs[x], &text);
    }
    card_item(page, 2, pattern,
              CARD_SLOTS(card_number("g", p->balance),
                         card_word("kind", card_stage(page->language, game.kind)), card_word("cc", memory[0]),
                         card_word("dc", memory[1]), card_word("cd", memory[2]), card_word("dd", memory[3])));
}

/* Growth of a race and threshold of pre-emption. */
static void say_forecast(const struct parameters *p, struct card_page *page)
{
    static const char *const grows[][DEBRIEF_LANGUAGES] = {
        {"An arms race between equals dies out ({sigma}-fold a turn).",
         "Una carrera entre iguales se extingue (por {sigma} cada turno)."},
        {"An arms race between equals feeds itself ({sigma}-fold a turn).",
         "Una carrera entre iguales se alimenta a sí misma (por {sigma} cada turno)."},
    };
    static const char *const strikes[] = {
        "A state that fears attack with more than {tau} in 1000 strikes first.",
        "Un Estado que teme un ataque con más de {tau} por mil ataca primero."};
    static const char *const waits[] = {"No fear is large enough to make striking first better than waiting.",
                                        "Ningún miedo basta para que atacar primero sea mejor que esperar."};
    int64_t sigma = race_growth(p, p->security_goal), tau = parity_threshold(p);
    struct metric_value value;
    char memory[24];
    struct text text = text_over(memory, sizeof memory);
    metric_set_ratio(&value, sigma, 1000, 1);
    metric_put(&value, 2, &text);
    card_item(page, 4, grows[sigma >= 1000], CARD_SLOTS(card_word("sigma", memory)));
    card_item(page, 4, tau < 0 ? waits : strikes, CARD_SLOTS(card_number("tau", tau)));
}

static void draw_structure(const struct card_input *input, struct card_page *page)
{
    static const char *const heading[] = {"What the conditions alone foretold, before anybody played",
                                          "Lo que predecían las condiciones por sí solas, antes de jugar"};
    static const char *const conditions[] = {"Balance {g} % for the attacker (above 100 attack has the "
                                             "edge), fungibility {phi} % (100: arms cannot be told "
                                             "apart).",
                                             "Equilibrio {g} % para el atacante (por encima de 100 la "
                                             "ventaja es de la ofensiva), fungibilidad {phi} % (100: "
                                             "las armas no se distinguen)."};
    static const char *const truth[] = {"Arming as a game between two equals: {kind}. Both wait {cc}, I arm "
                                        "alone {dc}, the other alone {cd}, both arm "
                                        "{dd}.",
                                        "Armarse como juego entre dos iguales: {kind}. Ambos esperan {cc}, "
                                        "solo yo me armo {dc}, solo el otro {cd}, "
                                        "ambos {dd}."};
    static const char *const belief[] = {"As leaders believed it, balance {g} %: {kind}. Both wait {cc}, I "
                                         "arm alone {dc}, the other alone {cd}, both arm "
                                         "{dd}.",
                                         "Como lo creían los dirigentes, equilibrio {g} %: {kind}. Ambos "
                                         "esperan {cc}, solo yo me armo {dc}, solo el otro "
                                         "{cd}, ambos {dd}."};
    struct parameters p = page->scenario->parameters;
    p.balance = log_start(input->played->log)->balance;
    card_section(page, heading);
    card_item(page, 2, conditions,
              CARD_SLOTS(card_number("g", p.balance), card_number("phi", p.fungibility)));
    say_stage(&p, truth, page);
    say_forecast(&p, page);
    if (!p.perceived_balance || p.perceived_balance == p.balance)
        return;
    p.balance = p.perceived_balance;
    say_stage(&p, belief, page);
    say_forecast(&p, page);
}

enum { YES_NO = -1 };

/* What is held against the forecast, and compared between plays: one metric a row. */
static const struct compared {
    const char *metric;
    const char *word[DEBRIEF_LANGUAGES];
    int decimals; /* YES_NO: only whether it is above 0 */
} compared[] = {
    {"wars", {"Wars", "Guerras"}, 0},
    {"tragedy", {"War among innocents", "Guerra entre inocentes"}, YES_NO},
    {"growth", {"Arms multiplied a turn by", "Armas, cada turno por"}, 2},
    {"burden", {"Budget for arms, %", "Gasto en armas, %"}, 0},
    {"mistrust", {"Suspicion of innocents, %", "Sospecha de inocentes, %"}, 0},
    {"seeker_score", {"Score of the innocent", "Puntos de los inocentes"}, 0},
};

static void draw_what_if(const struct card_input *input, struct card_page *page)
{
    static const char *const heading[] = {
        "What happened, and what if bots had played the same world and dice?",
        "Qué ocurrió, ¿y si unos bots hubieran jugado el mismo mundo y los mismos dados?"};
    static const char *const columns[DEBRIEF_LANGUAGES][4] = {
        {"", "as played", "bots", "bots that know all motives"},
        {"", "lo jugado", "bots", "bots que saben los motivos"},
    };
    static const char *const yes_no[DEBRIEF_LANGUAGES][2] = {{"no", "yes"}, {"no", "sí"}};
    static const char *const suspicion[] = {"Suspicion: what the estimates suggested after the last turn. "
                                            "Bots that know all motives do not heed it (-).",
                                            "Sospecha: lo que sugerían las estimaciones tras el último "
                                            "turno. Los bots que saben los motivos no la usan (-)."};
    const struct metric_input *const plays[] = {input->played, input->dark, input->informed};
    struct card_table table;
    card_table_init(&table);
    card_table_row(&table);
    for (int column = 0; column < 4; column++)
        card_table_word(&table, columns[page->language][column]);
    for (size_t x = 0; x < sizeof compared / sizeof compared[0]; x++) {
        card_table_row(&table);
        card_table_word(&table, compared[x].word[page->language]);
        for (int play = 0; play < 3; play++) {
            struct metric_value value = {0};
            if (plays[play] && card_applies(compared[x].metric, play == 2))
                metric_compute(card_metric(compared[x].metric), plays[play], &value);
            if (value.defined && compared[x].decimals == YES_NO)
                card_table_word(&table, yes_no[page->language][value.millionths > 0]);
            else
                card_table_value(&table, &value, compared[x].decimals);
        }
    }
    card_section(page, heading);
    card_table_draw(page, &table, 2);
    card_item(page, 2, suspicion, NULL);
}

static void say_price(const struct card_input *input, struct card_page *page)
{
    static const char *const apart[] = {
        "Played and bots differ by who played; the two plays by bots only by what was known.",
        "Lo jugado y los bots difieren en quién jugó; las dos partidas de bots, solo en lo que se sabía."};
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (card_put_metric(page, card_metric("price_of_uncertainty"), input->played, &text))
        card_item_text(page, 2, memory);
    if (input->dark && input->informed)
        card_item(page, 2, apart, NULL);
}

static void put_world(const struct card_world *world, struct card_table *table)
{
    char id[9];
    struct text text = text_over(id, sizeof id);
    text_put_span(&text, world->id, 8);
    card_table_row(table);
    card_table_word(table, id);
    card_table_word(table, world->scenario);
    card_table_number(table, world->balance);
    card_table_number(table, world->fungibility);
    struct text seekers = card_table_cell(table);
    text_put_int(&seekers, world->seekers);
    text_put_char(&seekers, '/');
    text_put_int(&seekers, world->actors);
    card_table_value(table, &world->wars, 0);
    card_table_word(table, world->tragedy.millionths > 0 ? "*" : "-");
    card_table_value(table, &world->burden, 0);
    card_table_value(table, &world->mistrust, 0);
    card_table_value(table, &world->seeker_score, 0);
}

static void draw_others(const struct card_input *input, struct card_page *page)
{
    static const char *const heading[] = {"Other worlds beside this one", "Otros mundos junto a este"};
    static const char *const none[] = {"None in this place. Two worlds with the same conditions and "
                                       "different ends show what was us; two with "
                                       "different conditions show what was structure.",
                                       "Ninguno en este lugar. Dos mundos con iguales condiciones y finales "
                                       "distintos muestran qué fue cosa nuestra; "
                                       "dos con condiciones distintas, qué fue la estructura."};
    static const char *const legend[] = {
        "g: balance; phi: fungibility; safe: states that wanted only safety, of all; tragedy (*): some of "
        "these fought "
        "each other; arms: % of the budget; mistrust: % suspicion of them after the last turn; score: "
        "theirs.",
        "g: equilibrio; phi: fungibilidad; segur.: Estados que solo querían seguridad, del total; tragedia "
        "(*): algunos de "
        "ellos lucharon entre sí; armas: % del presupuesto; sospecha: % sobre ellos tras el último turno; "
        "puntos: los "
        "suyos."};
    static const char *const beyond[] = {"And {count} more, not compared.", "Y {count} más, sin comparar."};
    static const char *const columns[DEBRIEF_LANGUAGES][CARD_TABLE_COLUMNS] = {
        {"world", "scenario", "g", "phi", "safe", "wars", "tragedy", "arms", "mistrust", "score"},
        {"mundo", "escenario", "g", "phi", "segur.", "guerras", "tragedia", "armas", "sospecha", "puntos"},
    };
    struct card_table table;
    struct card_world here;
    card_section(page, heading);
    if (!input->world_count) {
        card_item(page, 2, none, NULL);
        return;
    }
    card_table_init(&table);
    card_table_row(&table);
    for (int column = 0; column < CARD_TABLE_COLUMNS; column++)
        card_table_word(&table, columns[page->language][column]);
    card_world_of(input->played, &input->id, &here);
    put_world(&here, &table);
    for (int w = 0; w < input->world_count && w < CARD_WORLDS_MAX; w++)
        put_world(&input->worlds[w], &table);
    card_table_draw(page, &table, 0);
    if (input->worlds_beyond)
        card_say(page, 0, beyond, CARD_SLOTS(card_number("count", input->worlds_beyond)));
    card_say(page, 0, legend, NULL);
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
    .title = {"Other worlds and what if", "Otros mundos, y qué habría pasado"},
    .question = {"Was it the structure or us?", "¿Fue la estructura o fuimos nosotros?"},
    .shows = {"what the conditions alone foretold, the same world played by bots with and without knowledge "
              "of motives, "
              "and the other worlds of the exercise",
              "lo que predecían las condiciones, el mismo mundo jugado por bots que conocen o no los "
              "motivos, y los "
              "demás mundos del ejercicio"},
    .draw = draw,
};
