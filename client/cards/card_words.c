#include "client/cards/card_words.h"

#include "common/base/must.h"
#include "common/rules/arithmetic.h"

#include <string.h>

const char *card_name(const struct card_page *page, int i)
{
    return page->scenario->actors[i].name;
}

static char initial_of(const struct scenario *scenario, int i)
{
    char c = scenario->actors[i].name[0];
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

char card_letter(const struct scenario *scenario, int i)
{
    for (int j = 0; j < scenario->actor_count; j++) {
        char c = initial_of(scenario, j);
        bool letter = c >= 'A' && c <= 'Z';
        for (int k = 0; k < j; k++)
            letter = letter && initial_of(scenario, k) != c;
        if (!letter)
            return (char)('A' + i);
    }
    return initial_of(scenario, i);
}

const char *card_separator(enum debrief_language language, int index, int count, const char *next)
{
    if (index == 0)
        return "";
    if (index < count - 1)
        return ", ";
    if (language == DEBRIEF_EN)
        return " and ";
    bool vowel = next[0] == 'I' || next[0] == 'i' || strncmp(next, "Hi", 2) == 0; /* "e Italia" */
    return vowel ? " e " : " y ";
}

void card_put_letters(const struct card_page *page, struct text *text)
{
    for (int i = 0; i < page->scenario->actor_count; i++) {
        char letter[3] = {card_letter(page->scenario, i), ' ', '\0'};
        text_put(text, i ? ", " : "");
        if (strlen(card_name(page, i)) > 1)
            text_put(text, letter);
        text_put(text, card_name(page, i));
    }
}

void card_put_states(const struct card_page *page, uint32_t states, struct text *text)
{
    int count = bits_in(states), index = 0;
    for (int i = 0; i < page->scenario->actor_count; i++) {
        if (!(states & 1u << i))
            continue;
        text_put(text, card_separator(page->language, index++, count, card_name(page, i)));
        text_put(text, card_name(page, i));
    }
}

static const char *const rung_words[RUNG_COUNT] = {"restraint", "quiet", "arms", "crisis", "war", "ruin"};
const struct name_list card_rung_names = {rung_words, RUNG_COUNT};

const char *card_rung(enum debrief_language language, int rung)
{
    static const char *const words[DEBRIEF_LANGUAGES][RUNG_COUNT] = {
        {"restraint", "quiet", "arms", "crisis", "war", "ruin"},
        {"contención", "calma", "armas", "crisis", "guerra", "ruina"},
    };
    return words[language][rung];
}

const char *card_act(enum debrief_language language, int act)
{
    static const char *const words[DEBRIEF_LANGUAGES][ACT_COUNT] = {
        {"opened its books", "scrapped strike arms", "declared itself peaceful", "made a non-aggression pact",
         "raised its arms", "made an alliance", "mobilised", "warned", "made a demand", "attacked a partner",
         "had a mole at work", "attacked", "destroyed a state"},
        {"mostró sus arsenales", "desguazó armas ofensivas", "se declaró pacífico", "pactó una no agresión",
         "aumentó sus armas", "se alió", "movilizó", "advirtió", "exigió", "atacó a un socio", "tuvo un topo",
         "atacó", "destruyó a un Estado"},
    };
    return words[language][act];
}

const char *card_motive(enum debrief_language language, int motive)
{
    static const char *const words[DEBRIEF_LANGUAGES][MOTIVE_COUNT] = {
        {"security seeker", "greedy", "limited aims", "protector", "fearful"},
        {"busca seguridad", "codicioso", "fines limitados", "protector", "temeroso"},
    };
    return words[language][motive];
}

const char *card_motive_long(enum debrief_language language, int motive)
{
    static const char *const words[DEBRIEF_LANGUAGES][MOTIVE_COUNT] = {
        {"It wanted only to be safe.", "It wanted land for its own sake.",
         "It wanted some land, and no more than that.",
         "It wanted to be safe, and its partners to be safe too.",
         "It wanted only to be safe, and insecurity weighed more on it than on others."},
        {"Solo quería estar a salvo.", "Quería territorio por el territorio mismo.",
         "Quería algo de territorio, y nada más.",
         "Quería estar a salvo, y que también lo estuvieran sus socios.",
         "Solo quería estar a salvo, y la inseguridad le pesaba más que a otros."},
    };
    return words[language][motive];
}

const char *card_pact(enum debrief_language language, int pact)
{
    static const char *const words[DEBRIEF_LANGUAGES][PACT_COUNT] = {
        {"no", "non-aggression", "defensive", "unconditional"},
        {"ninguno", "de no agresión", "defensivo", "incondicional"},
    };
    return words[language][pact];
}

const char *card_ending(enum debrief_language language, int ending)
{
    static const char *const words[DEBRIEF_LANGUAGES][END_COUNT] = {
        {"not ended", "ended by time", "ended by hegemony", "one state survived"},
        {"sin terminar", "terminó por tiempo", "terminó por hegemonía", "sobrevivió un solo Estado"},
    };
    return words[language][ending];
}

const char *card_stage(enum debrief_language language, int kind)
{
    static const char *const words[DEBRIEF_LANGUAGES][STAGE_KINDS] = {
        {"Harmony", "Stag Hunt", "Prisoner's Dilemma",
         "arming dominates (best for each, and it harms nobody)", "none of the known ones"},
        {"armonía", "caza del ciervo", "dilema del prisionero",
         "armarse domina (lo mejor para cada uno, y no daña a nadie)", "ninguno de los conocidos"},
    };
    return words[language][kind];
}

const char *card_roe(enum debrief_language language, int roe)
{
    static const char *const words[DEBRIEF_LANGUAGES][ROE_COUNT] = {
        {"tight (what the leaders had come to accept was compatible: they misread each other)",
         "regular (they wanted only safety, but the safety of one was the danger of the other)",
         "loose (somebody in it wanted more than safety)"},
        {"estrecha (lo que los dirigentes habían llegado a aceptar era compatible: se leyeron mal)",
         "regular (solo querían seguridad, pero la de uno era el peligro del otro)",
         "laxa (alguien en ella quería más que seguridad)"},
    };
    return words[language][roe];
}

void card_put_war(const struct card_page *page, const struct war *war, struct text *text)
{
    static const char *const attack[] = {"{one} attacked {other}", "{one} atacó a {other}"};
    static const char *const attack_many[] = {"{one} attacked {other}", "{one} atacaron a {other}"};
    static const char *const meeting[] = {"{one} and {other} attacked each other",
                                          "{one} y {other} se atacaron mutuamente"};
    static const char *const meeting_sides[] = {
        "{one} on one side and {other} on the other attacked each other",
        "{one} por un lado y {other} por el otro se atacaron"};
    static const char *const help[] = {"; {helpers} came to help", "; acudieron en su ayuda {helpers}"};
    static const char *const help_of_one[] = {"; {helpers} came to help", "; acudió en su ayuda {helpers}"};
    static const char *const ends[][DEBRIEF_LANGUAGES] = {
        {". The attack failed.", ". El ataque fracasó."},
        {". The attack succeeded.", ". El ataque triunfó."},
        {". {other} won.", ". Venció {other}."},
        {". {one} won.", ". Venció {one}."},
        {". The side of {other} won.", ". Venció el bando de {other}."},
        {". The side of {one} won.", ". Venció el bando de {one}."},
    };
    char one[ACTORS_MAX * (NAME_SIZE + 5)], other[sizeof one], helpers[sizeof one];
    struct text put_one = text_over(one, sizeof one), put_other = text_over(other, sizeof other),
                put_helpers = text_over(helpers, sizeof helpers);
    bool met = war->opponent >= 0, alone = bits_in(war->attackers) == 1 && bits_in(war->opponents) <= 1;
    card_put_states(page, war->attackers, &put_one);
    card_put_states(page, met ? war->opponents : 1u << war->target, &put_other);
    card_put_states(page, war->helpers, &put_helpers);
    const struct card_slot *slots =
        CARD_SLOTS(card_word("one", one), card_word("other", other), card_word("helpers", helpers));
    card_fill(page, met ? (alone ? meeting : meeting_sides) : alone ? attack : attack_many, slots, text);
    if (war->helpers)
        card_fill(page, bits_in(war->helpers) == 1 ? help_of_one : help, slots, text);
    card_fill(page, ends[(met ? (alone ? 2 : 4) : 0) + war->success], slots, text);
}

const struct metric_row *card_metric(const char *name)
{
    const struct metric_row *row = metric_find(slice_of(name));
    must(row != NULL);
    return row;
}

bool card_applies(const char *metric, bool informed)
{
    return !informed || strcmp(metric, "mistrust") != 0;
}

bool card_put_metric(const struct card_page *page, const struct metric_row *row,
                     const struct metric_input *input, struct text *text)
{
    static const char *const cases[] = {" ({count} cases)", " ({count} casos)"};
    struct metric_value value;
    char memory[32];
    struct text number = text_over(memory, sizeof memory);
    metric_compute(row, input, &value);
    if (!value.defined)
        return false;
    metric_put(&value, strcmp(row->unit, "1") == 0 ? 2 : 1, &number);
    card_fill(page, row->sentence, CARD_SLOTS(card_word("", memory)), text);
    if (value.cases > 1)
        card_fill(page, cases, CARD_SLOTS(card_number("count", value.cases)), text);
    return true;
}

struct card_calls card_calls_of(const struct world_log *log, int i)
{
    struct card_calls calls = {0};
    for (int t = 1; t <= log->turns; t++) {
        LOG_EACH_EVENT(log, t, event)
        {
            if (event->numbers[0] != i)
                continue;
            bool call = event->kind == EVENT_CALLED || event->kind == EVENT_CALLED_ATTACK;
            calls.called += call;
            calls.came += call && event->numbers[3];
            calls.broken += event->kind == EVENT_BREACH;
        }
    }
    return calls;
}

int64_t card_units(int64_t centi_units)
{
    return floor_div(centi_units + 50, 100);
}
