/* What a step of the debrief says of several worlds: how it felt, and how they compare. */
#include "client/term/step.h"

#include "client/term/tell.h"
#include "common/cards/card_page.h"

enum { COMPARING_CARD = 7 }; /* from this one on all worlds stand side by side */

static void put_feelings(const struct wire_debrief_step *step, struct card_page *page)
{
    for (int x = 0; x < step->feeling_count; x++) {
        const struct wire_world_feelings *feelings = &step->feelings[x];
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        for (int y = 0; y < feelings->word_count; y++) {
            text_put(&text, y ? ", " : "");
            harmless_put(feelings->words[y], &text);
        }
        if (!feelings->word_count)
            text_put(&text, sentence_words(page->language, "web_step.feelings.none"));
        card_item(page, 0, "step.feelings", SLOTS(str("world", feelings->world), str("words", memory)));
    }
}

/* "balance=80 noise=0" */
static void put_conditions(const struct page *page, const char *conditions, struct text *text)
{
    struct slice rest = slice_of(conditions), part, name;
    bool any = false;
    while (slice_take(&rest, ' ', &part)) {
        char memory[NAME_SIZE], value[NAME_SIZE];
        if (!part.length || !slice_take(&part, '=', &name) || !slice_copy(name, memory, sizeof memory) ||
            !slice_copy(part, value, sizeof value))
            continue;
        text_put(text, any ? ", " : "");
        sentence_put(page->language, "web_step.outcomes.condition",
                     SLOTS(str("name", page_word(page, "web_condition", memory)), str("value", value)), text);
        any = true;
    }
    if (!any)
        text_put(text, sentence_words(page->language, "web_step.outcomes.as_is"));
}

static const char *end_key(uint32_t end)
{
    static const char *const keys[] = {"web_step.end.running", "web_step.end.time", "web_step.end.hegemony",
                                       "web_step.end.survivor", "web_step.end.closed"};
    return keys[end < sizeof keys / sizeof keys[0] ? end : 0];
}

static void put_outcome(const struct page *words, const struct wire_world_outcome *outcome,
                        struct card_page *page)
{
    struct piece conditions;
    struct text text = text_over(conditions.at, sizeof conditions.at);
    put_conditions(words, outcome->conditions, &text);
    card_item(page, 0, "step.outcome",
              SLOTS(str("world", outcome->world), str("conditions", conditions.at),
                    str("end", sentence_words(page->language, end_key(outcome->end))),
                    num("turns", outcome->turns)));
    for (int x = 0; x < outcome->number_count; x++)
        card_item(page, 2, "step.number",
                  SLOTS(str("name", page_word(words, "web_number", outcome->numbers[x].name)),
                        num("value", outcome->numbers[x].value)));
}

void step_worlds_put(const struct page *words, const struct wire_debrief_step *step, int from, int columns,
                     struct text *text)
{
    struct card_page page = {.text = text, .language = words->language, .width = columns};
    if (from == 0 && step->card == 0 && step->feeling_count) {
        card_blank(&page);
        put_feelings(step, &page);
    }
    if (from > 0 || step->card < COMPARING_CARD || !step->outcome_count)
        return;
    card_section(&page, "web_step.outcomes.title", NULL);
    for (int x = 0; x < step->outcome_count; x++)
        put_outcome(words, &step->outcomes[x], &page);
}
