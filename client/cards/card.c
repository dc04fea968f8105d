#include "client/cards/card.h"

#include "client/cards/card_list.h"
#include "client/cards/card_words.h"
#include "common/base/must.h"

const struct card *const cards[] = {
    &card_feelings, &card_story,     &card_thoughts, &card_reveal, &card_beside,
    &card_sight,    &card_diagnosis, &card_worlds,   &card_theory,
};

const int card_count = sizeof cards / sizeof cards[0];

const struct card *card_find(const char *name)
{
    for (int c = 0; c < card_count; c++) {
        const char *known = cards[c]->name;
        bool begins = name[0] == known[0] || name[0] == known[0] - 'A' + 'a';
        if (begins && slice_is(slice_of(name + 1), known + 1))
            return cards[c];
    }
    return NULL;
}

void card_world_of(const struct metric_input *input, const struct id *id, struct card_world *world)
{
    const struct world_log *log = input->log;
    const struct world *start = log_start(log);
    const struct parameters *p = &start->scenario.parameters;
    *world = (struct card_world){
        .balance = start->balance,
        .believed = p->perceived_balance ? p->perceived_balance : start->balance,
        .fungibility = p->fungibility,
        .actors = start->scenario.actor_count,
        .turns = log->turns,
    };
    id_hex(id, world->id);
    struct text name = text_over(world->scenario, sizeof world->scenario);
    text_put(&name, start->scenario.name);
    for (int i = 0; i < world->actors; i++)
        world->seekers += !motive_expands(start->actors[i].motive);
    const struct {
        const char *name;
        struct metric_value *value;
    } wanted[] = {
        {"wars", &world->wars},         {"tragedy", &world->tragedy},           {"burden", &world->burden},
        {"mistrust", &world->mistrust}, {"seeker_score", &world->seeker_score},
    };
    for (size_t x = 0; x < sizeof wanted / sizeof wanted[0]; x++)
        metric_compute(card_metric(wanted[x].name), input, wanted[x].value);
}

static struct card_page page_of(const struct card_input *input, struct text *text)
{
    must(input->width >= CARD_WIDTH_MIN && input->width <= CARD_WIDTH_MAX);
    return (struct card_page){
        .text = text,
        .scenario = &log_start(input->played->log)->scenario,
        .language = input->language,
        .width = input->width,
    };
}

void card_put_headline(const struct card_input *input, struct text *text)
{
    static const char *const line[] = {"Debrief of world {id} ({scenario}): {turns} turns, {ending}.",
                                       "Análisis del mundo {id} ({scenario}): {turns} turnos, {ending}."};
    const struct world_log *log = input->played->log;
    struct card_page page = page_of(input, text);
    char hex[ID_HEX_SIZE];
    id_hex(&input->id, hex);
    hex[8] = '\0'; /* enough to tell worlds apart by eye */
    card_say(&page, 0, line,
             CARD_SLOTS(card_word("id", hex), card_word("scenario", page.scenario->name),
                        card_number("turns", log->turns),
                        card_word("ending", card_ending(input->language, log_end(log)->end))));
}

int card_turn_asked(const struct world_log *log)
{
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++)
            if (escalation_rung(log, t, i) >= RUNG_CRISIS)
                return t;
    return (log->turns + 1) / 2;
}

void card_put(const struct card *card, const struct card_input *input, struct text *text)
{
    static const char *const title[] = {"{name} - {title}", "{name} - {title}"};
    static const char *const question[] = {"QUESTION: {question}", "PREGUNTA: {question}"};
    struct card_page page = page_of(input, text);
    char asked[512];
    struct text put = text_over(asked, sizeof asked);
    card_fill(&page, card->question, CARD_SLOTS(card_number("turn", card_turn_asked(input->played->log))),
              &put);
    card_rule(&page, '=');
    card_say(&page, 0, title,
             CARD_SLOTS(card_word("name", card->name), card_word("title", card->title[input->language])));
    card_rule(&page, '=');
    card->draw(input, &page);
    card_blank(&page);
    card_say(&page, 0, question, CARD_SLOTS(card_word("question", asked)));
}
