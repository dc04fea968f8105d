#include "common/cards/card.h"

#include "common/base/must.h"
#include "common/cards/card_list.h"
#include "common/cards/card_words.h"
#include "common/words/key.h"

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

void card_put_name(const struct card_input *input, struct text *text)
{
    bool has_code = input->code && input->code[0], has_name = input->name && input->name[0];
    text_put(text, has_code ? input->code : "");
    text_put(text, has_code && has_name ? "-" : "");
    text_put(text, has_name ? input->name : "");
}

void card_put_headline_plain(const struct card_input *input, struct text *text)
{
    const struct world_log *log = input->played->log;
    char hex[ID_HEX_SIZE];
    id_hex(&input->id, hex);
    hex[8] = '\0'; /* enough to tell worlds apart by eye */
    char memory[2 * CARD_NAME_SIZE + 2];
    struct text name = text_over(memory, sizeof memory);
    card_put_name(input, &name);
    sentence_put(input->language, name.length ? "card.headline_named" : "card.headline",
                 SLOTS(str("name", memory), str("id", hex), str("scenario", log_start(log)->scenario.name),
                       num("turns", log->turns),
                       str("ending", card_ending(input->language, log_end(log)->end))),
                 text);
}

void card_put_headline(const struct card_input *input, struct text *text)
{
    char memory[CARD_SENTENCE_MAX];
    struct text headline = text_over(memory, sizeof memory);
    struct card_page page = page_of(input, text);
    card_put_headline_plain(input, &headline);
    card_paragraph(&page, 0, 0, memory);
}

int card_turn_asked(const struct world_log *log)
{
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < log_start(log)->scenario.actor_count; i++)
            if (escalation_rung(log, t, i) >= RUNG_CRISIS)
                return t;
    return (log->turns + 1) / 2;
}

const char *card_title(const struct card *card, const struct language *language)
{
    return key_words(language, KEY("card", card->name, "title"));
}

void card_put_question(const struct card *card, const struct language *language, int turn, struct text *text)
{
    sentence_put(language, KEY("card", card->name, "question"),
                 SLOTS(turn ? num("turn", turn) : str("turn", "…")), text);
}

static void put_title(const struct card *card, struct card_page *page)
{
    card_rule(page, '=');
    card_say(page, 0, "card.title",
             SLOTS(str("name", card->name), str("title", card_title(card, page->language))));
    card_rule(page, '=');
}

static void put_end(const struct card *card, const struct card_input *input, struct card_page *page)
{
    char asked[512];
    struct text put = text_over(asked, sizeof asked);
    card_put_question(card, input->language, card_turn_asked(input->played->log), &put);
    card_blank(page);
    card_say(page, 0, "card.question", SLOTS(str("question", asked)));
}

void card_put(const struct card *card, const struct card_input *input, struct text *text)
{
    struct card_page page = page_of(input, text);
    put_title(card, &page);
    card->draw(input, &page);
    put_end(card, input, &page);
}

int card_parts(const struct card *card, const struct card_input *input)
{
    return card->draw_state ? log_start(input->played->log)->scenario.actor_count : 1;
}

void card_draw_part(const struct card *card, const struct card_input *input, int part, struct card_page *page)
{
    if (card->draw_state)
        card->draw_state(input, part, page);
    else
        card->draw(input, page);
}

void card_put_part(const struct card *card, const struct card_input *input, int part, struct text *text)
{
    struct card_page page = page_of(input, text);
    if (part == 0)
        put_title(card, &page);
    card_draw_part(card, input, part, &page);
    if (part == card_parts(card, input) - 1)
        put_end(card, input, &page);
}
