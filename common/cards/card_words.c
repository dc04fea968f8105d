#include "common/cards/card_words.h"

#include "common/base/must.h"
#include "common/rules/arithmetic.h"
#include "common/words/decimal.h"
#include "common/words/key.h"
#include "common/words/lists.h"

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

void card_put_letters(const struct card_page *page, struct text *text)
{
    for (int i = 0; i < page->scenario->actor_count; i++) {
        char letter[3] = {card_letter(page->scenario, i), ' ', '\0'};
        text_put(text, i ? ", " : "");
        if (strlen(card_name(page, i)) > 1)
            text_put(text, letter);
        harmless_put(card_name(page, i), text);
    }
}

void card_put_states(const struct card_page *page, uint32_t states, struct text *text)
{
    int count = bits_in(states), index = 0;
    for (int i = 0; i < page->scenario->actor_count; i++) {
        if (!(states & 1u << i))
            continue;
        list_put(page->language, index++, count, card_name(page, i), text);
    }
}

static const char *const rung_words[RUNG_COUNT] = {"restraint", "quiet", "arms", "crisis", "war", "ruin"};
const struct name_list card_rung_names = {rung_words, RUNG_COUNT};

static const char *const restraint_words[] = {"no_arms", "open_books", "scrap", "peaceful"};
const struct name_list card_restraint_names = {restraint_words,
                                               sizeof restraint_words / sizeof restraint_words[0]};

const char *card_rung(const struct language *language, int rung)
{
    return key_words(language, KEY("card", "rung", rung_words[rung]));
}

void card_put_rung(const struct language *language, int rung, struct text *text)
{
    text_put_int(text, rung_number((enum rung)rung));
    text_put_char(text, ' ');
    text_put(text, card_rung(language, rung));
}

const char *card_act(const struct language *language, int act)
{
    return key_words(language, KEY("card", "act", act_names.names[act]));
}

const char *card_motive(const struct language *language, int motive)
{
    return key_words(language, KEY("card", "motive", motive_names.names[motive]));
}

const char *card_motive_long(const struct language *language, int motive)
{
    return key_words(language, KEY("card", "wanted", motive_names.names[motive]));
}

const char *card_pact(const struct language *language, int pact)
{
    return key_words(language, KEY("card", "pact", pact_names.names[pact]));
}

const char *card_ending(const struct language *language, int ending)
{
    return key_words(language, KEY("card", "ending", ending_names.names[ending]));
}

const char *card_stage(const struct language *language, int kind)
{
    return key_words(language, KEY("card", "stage", stage_names.names[kind]));
}

const char *card_roe(const struct language *language, int roe)
{
    return key_words(language, KEY("card", "roe", roe_names.names[roe]));
}

void card_put_war(const struct card_page *page, const struct war *war, struct text *text)
{
    static const char *const ends[] = {
        "card.war.failed",  "card.war.succeeded",      "card.war.other_won",
        "card.war.one_won", "card.war.other_side_won", "card.war.one_side_won",
    };
    char one[ACTORS_MAX * (NAME_SIZE + 5)], other[sizeof one], helpers[sizeof one], help[sizeof one + 64];
    struct text put_one = text_over(one, sizeof one), put_other = text_over(other, sizeof other),
                put_helpers = text_over(helpers, sizeof helpers), put_help = text_over(help, sizeof help);
    bool met = war->opponent >= 0, alone = bits_in(war->attackers) == 1 && bits_in(war->opponents) <= 1;
    card_put_states(page, war->attackers, &put_one);
    card_put_states(page, met ? war->opponents : 1u << war->target, &put_other);
    card_put_states(page, war->helpers, &put_helpers);
    if (war->helpers)
        sentence_put(page->language, bits_in(war->helpers) == 1 ? "card.war.help_of_one" : "card.war.help",
                     SLOTS(str("helpers", helpers)), &put_help);
    const struct slot *slots = SLOTS(str("one", one), str("other", other), str("help", help));
    const char *key = met ? (alone ? "card.war.meeting" : "card.war.meeting_of_sides")
                          : (alone ? "card.war.attack" : "card.war.attack_by_many");
    sentence_put(page->language, key, slots, text);
    text_put_char(text, ' ');
    sentence_put(page->language, ends[(met ? (alone ? 2 : 4) : 0) + war->success], slots, text);
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
    struct metric_value value;
    char plain[32], memory[32];
    struct text put = text_over(plain, sizeof plain), number = text_over(memory, sizeof memory);
    metric_compute(row, input, &value);
    if (!value.defined)
        return false;
    metric_put(&value, strcmp(row->unit, "1") == 0 ? 2 : 1, &put);
    decimal_put(page->language, plain, &number);
    sentence_put(page->language, KEY("metric", row->name), SLOTS(str("value", memory)), text);
    if (value.cases > 1) {
        text_put_char(text, ' ');
        sentence_put(page->language, "card.cases", SLOTS(num("count", value.cases)), text);
    }
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
