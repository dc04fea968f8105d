/* D6: why it came, by rules that can be read and argued with. */
#include "client/cards/card_list.h"
#include "client/cards/card_table.h"
#include "client/cards/card_wars.h"
#include "client/cards/card_words.h"
#include "common/debrief/facts.h"

enum { EPISODES_SHOWN = 24 }; /* of each kind */

static void say_more(int count, struct card_page *page)
{
    static const char *const more[] = {"And {count} more.", "Y {count} más."};
    if (count > EPISODES_SHOWN)
        card_item(page, 2, more, CARD_SLOTS(card_number("count", count - EPISODES_SHOWN)));
}

static void say_spiral(const struct world_log *log, const struct spiral_episode *episode,
                       struct card_page *page)
{
    static const char *const line[] = {
        "{one} and {other}, turns {first} to {last}: arms from {a} to {b} and from {c} to {d} units. {one} "
        "suspected "
        "{other} with {e} % before and {f} % after, {other} suspected {one} with {g} % and {h} %.",
        "{one} y {other}, turnos {first} a {last}: armas de {a} a {b} y de {c} a {d} unidades. {one} "
        "sospechaba de "
        "{other} con {e} % antes y {f} % después; {other} de {one}, con {g} % y {h} %."};
    const struct world *before = &log->worlds[episode->first - 1], *after = &log->worlds[episode->last];
    int i = episode->i, j = episode->j;
    card_item(page, 2, line,
              CARD_SLOTS(card_word("one", card_name(page, i)), card_word("other", card_name(page, j)),
                         card_number("first", episode->first), card_number("last", episode->last),
                         card_number("a", card_units(fact_arms(before, i))),
                         card_number("b", card_units(fact_arms(after, i))),
                         card_number("c", card_units(fact_arms(before, j))),
                         card_number("d", card_units(fact_arms(after, j))),
                         card_number("e", card_percent(fact_assessment(before, i, j))),
                         card_number("f", card_percent(fact_assessment(after, i, j))),
                         card_number("g", card_percent(fact_assessment(before, j, i))),
                         card_number("h", card_percent(fact_assessment(after, j, i)))));
}

static void draw_spirals(const struct metric_input *input, struct card_page *page)
{
    static const char *const heading[] = {"Spirals: arms answering arms that were seen, three turns or more",
                                          "Espirales: armas que responden a armas vistas, tres turnos o más"};
    static const char *const none[] = {"None.", "Ninguna."};
    int count = input->findings.spiral_count;
    card_section(page, heading);
    if (!count)
        card_item(page, 2, none, NULL);
    for (int e = 0; e < count && e < EPISODES_SHOWN; e++)
        say_spiral(input->log, &input->findings.spirals[e], page);
    say_more(count, page);
}

static void put_restraint(int acts, const struct card_page *page, struct text *text)
{
    static const struct {
        int act;
        const char *word[DEBRIEF_LANGUAGES];
    } words[] = {
        {RESTRAINT_NO_ARMS, {"no point for arms", "ni un punto para armas"}},
        {RESTRAINT_OPEN, {"open books", "arsenales a la vista"}},
        {RESTRAINT_SCRAP, {"strike arms scrapped", "armas ofensivas desguazadas"}},
        {RESTRAINT_PEACEFUL, {"a peaceful declaration", "una declaración pacífica"}},
    };
    const char *between = "";
    for (size_t x = 0; x < sizeof words / sizeof words[0]; x++) {
        if (!(acts & words[x].act))
            continue;
        text_put(text, between);
        text_put(text, words[x].word[page->language]);
        between = ", ";
    }
}

/* What a line says of an episode, but for who it was. */
struct restraint_line {
    int first, last, acts, audience, believed, answered, exploited;
};

static struct restraint_line restraint_of(const struct reassurance_episode *episode)
{
    return (struct restraint_line){
        .first = episode->first,
        .last = episode->last,
        .acts = episode->acts,
        .audience = bits_in(episode->audience),
        .believed = bits_in(episode->believed & episode->audience),
        .answered = bits_in(episode->answered & episode->audience),
        .exploited = bits_in(episode->exploited & episode->audience),
    };
}

static bool same_restraint(const struct reassurance_episode *one, const struct reassurance_episode *other)
{
    struct restraint_line a = restraint_of(one), b = restraint_of(other);
    return a.first == b.first && a.last == b.last && a.acts == b.acts && a.audience == b.audience &&
           a.believed == b.believed && a.answered == b.answered && a.exploited == b.exploited;
}

static void say_restraint(uint32_t states, const struct restraint_line *restraint, struct card_page *page)
{
    static const char *const of_one[] = {
        "{who}, turns {first} to {last}: {acts}. Of {audience} in reach {believed} trusted it more, "
        "{answered} answered with fewer arms, {exploited} attacked it.",
        "{who}, turnos {first} a {last}: {acts}. De {audience} a su alcance, {believed} confiaron más, "
        "{answered} respondieron con menos armas, {exploited} lo atacaron."};
    static const char *const of_each[] = {
        "{who}, turns {first} to {last}: {acts}. Of {audience} in reach of each {believed} trusted it more, "
        "{answered} answered with fewer arms, {exploited} attacked it.",
        "{who}, turnos {first} a {last}: {acts}. De {audience} al alcance de cada uno, {believed} confiaron "
        "más, {answered} respondieron con menos armas, {exploited} lo atacaron."};
    char acts[256], who[ACTORS_MAX * (NAME_SIZE + 5)];
    struct text put_acts = text_over(acts, sizeof acts), put_who = text_over(who, sizeof who);
    put_restraint(restraint->acts, page, &put_acts);
    card_put_states(page, states, &put_who);
    card_item(page, 2, bits_in(states) == 1 ? of_one : of_each,
              CARD_SLOTS(card_word("who", who), card_number("first", restraint->first),
                         card_number("last", restraint->last), card_word("acts", acts),
                         card_number("audience", restraint->audience),
                         card_number("believed", restraint->believed),
                         card_number("answered", restraint->answered),
                         card_number("exploited", restraint->exploited)));
}

/* Episodes that differ only in whose they were are one line. */
static void draw_reassurances(const struct metric_input *input, struct card_page *page)
{
    static const char *const heading[] = {"Restraint, two turns or more, and how it was answered",
                                          "Contención, dos turnos o más, y cómo se respondió"};
    static const char *const none[] = {"None.", "Ninguna."};
    const struct reassurance_episode *episodes = input->findings.reassurances;
    int count = input->findings.reassurance_count, lines = 0;
    bool said[REASSURANCES_MAX] = {false};
    card_section(page, heading);
    if (!count)
        card_item(page, 2, none, NULL);
    for (int e = 0; e < count; e++) {
        uint32_t states = 0;
        if (said[e])
            continue;
        for (int f = e; f < count; f++) {
            if (!same_restraint(&episodes[e], &episodes[f]))
                continue;
            states |= 1u << episodes[f].actor;
            said[f] = true;
        }
        struct restraint_line restraint = restraint_of(&episodes[e]);
        if (lines++ < EPISODES_SHOWN)
            say_restraint(states, &restraint, page);
    }
    say_more(lines, page);
}

static void draw_ledger(const struct world_log *log, struct card_page *page)
{
    static const char *const heading[] = {"Ledger of alliances", "Libro de alianzas"};
    static const char *const none[] = {"No ally was called, and no pact was broken by an attack.",
                                       "No se llamó a ningún aliado, y ningún ataque rompió un pacto."};
    static const char *const legend[] = {"Called by an ally to help or to attack: kept, it came; dodged, it "
                                         "stood aside. Broken: attacks on a partner.",
                                         "Llamado por un aliado a ayudar o a atacar: cumplió, acudió; "
                                         "eludió, se quedó al margen. Rompió: ataques a un "
                                         "socio."};
    static const char *const columns[DEBRIEF_LANGUAGES][5] = {
        {"State", "called", "kept", "dodged", "broken"},
        {"Estado", "llamado", "cumplió", "eludió", "rompió"},
    };
    struct card_table table;
    int entries = 0;
    card_table_init(&table);
    card_table_row(&table);
    for (int column = 0; column < 5; column++)
        card_table_word(&table, columns[page->language][column]);
    for (int i = 0; i < page->scenario->actor_count; i++) {
        struct card_calls calls = card_calls_of(log, i);
        entries += calls.called + calls.broken;
        card_table_row(&table);
        card_table_word(&table, card_name(page, i));
        card_table_number(&table, calls.called);
        card_table_number(&table, calls.came);
        card_table_number(&table, calls.called - calls.came);
        card_table_number(&table, calls.broken);
    }
    card_section(page, heading);
    if (!entries) {
        card_item(page, 2, none, NULL);
        return;
    }
    card_table_draw(page, &table, 2);
    card_say(page, 2, legend, NULL);
}

static void draw(const struct card_input *input, struct card_page *page)
{
    static const char *const verdict[] = {"Verdict: {verdict}", "Veredicto: {verdict}"};
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    verdict_put(input->played, page->language, &text);
    card_say(page, 0, verdict, CARD_SLOTS(card_word("verdict", memory)));
    uint32_t named = card_draw_wars(input->played, page);
    draw_spirals(input->played, page);
    draw_reassurances(input->played, page);
    draw_ledger(input->played->log, page);
    card_draw_rules(named, page);
}

const struct card card_diagnosis = {
    .name = "D6",
    .title = {"Diagnosis", "Diagnóstico"},
    .question = {"Does the label fit? Argue against it.", "¿Encaja la etiqueta? Argumente en contra."},
    .shows =
        {"every war with its causes and their evidence, spirals, restraint, the ledger of alliances, and the "
         "rules themselves",
         "cada guerra con sus causas y sus pruebas, las espirales, la contención, el libro de alianzas, y "
         "las reglas "
         "mismas"},
    .draw = draw,
};
