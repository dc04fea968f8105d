#include "common/cards/card_manual.h"

#include "common/cards/card.h"
#include "common/cards/card_page.h"
#include "common/words/key.h"

enum { MANUAL_WIDTH = 118 /* columns of its paragraphs */ };

static void put_all(struct text *text, const char *const *strings)
{
    for (; *strings; strings++)
        text_put(text, *strings);
}

#define PUT(text, ...) put_all(text, (const char *const[]){__VA_ARGS__, NULL})

static void put_heading(const char *marks, const char *key, int version, const struct language *language,
                        struct text *text)
{
    text_put(text, marks);
    sentence_put(language, key, SLOTS(num("number", version)), text);
    text_put(text, "\n\n");
}

static void put_range(const struct metric_row *row, const struct language *language, struct text *text)
{
    const int64_t bounds[] = {row->low, row->high};
    for (int x = 0; x < 2; x++) {
        text_put(text, x ? " .. " : "");
        if (bounds[x] == METRIC_OPEN)
            text_put(text, key_words(language, "manual.no_limit"));
        else
            text_put_int(text, bounds[x]);
    }
}

static void put_metric(const struct metric_row *row, const struct language *language, struct text *text)
{
    PUT(text, "\n### `", row->name, "`\n\n- ", key_words(language, "manual.unit"), ": ", row->unit, "; ",
        key_words(language, "manual.range"), ": ");
    put_range(row, language, text);
    PUT(text, "\n- ", key_words(language, "manual.formula"), ": `", row->formula, "`\n- ",
        key_words(language, "manual.source"), ": ", row->source, "\n");
    for (int x = 0; x < LANGUAGES; x++) {
        PUT(text, "- ", key_words(languages[x], "manual.language"), ": ");
        sentence_put(languages[x], KEY("metric", row->name), SLOTS(str("value", "{}")), text);
        text_put_char(text, '\n');
    }
}

void card_put_metrics_page(const struct language *language, struct text *text)
{
    struct card_page page = {.text = text, .language = language, .width = MANUAL_WIDTH};
    put_heading("# ", "manual.metrics.title", METRICS_VERSION, language, text);
    card_say(&page, 0, "manual.metrics.printed", NULL);
    card_blank(&page);
    card_say(&page, 0, "manual.metrics.intro", SLOTS(str("place", "{}")));
    for (int f = 0; f < metric_family_count; f++) {
        const struct metric_family *family = metric_families[f];
        PUT(text, "\n## ", key_words(language, KEY("family", family->name)), "\n");
        for (int x = 0; x < family->count; x++)
            put_metric(&family->rows[x], language, text);
    }
}

static void put_cards(const struct language *language, struct text *text)
{
    PUT(text, "| ", key_words(language, "manual.card"), " | ", key_words(language, "manual.shows"), " | ",
        key_words(language, "manual.question"), " |\n|---|---|---|\n");
    for (int c = 0; c < card_count; c++) {
        PUT(text, "| ", cards[c]->name, " ", card_title(cards[c], language), " | ",
            key_words(language, KEY("card", cards[c]->name, "shows")), " | ");
        card_put_question(cards[c], language, 4, text);
        text_put(text, " |\n");
    }
}

static void put_rule(const struct diagnosis_rule *rule, int number, const struct language *language,
                     struct text *text)
{
    text_put_int(text, number);
    PUT(text, ". **", key_words(language, KEY("rule", rule->name, "title")), "** (`", rule->name, "`). ",
        key_words(language, KEY("rule", rule->name, "text")));
    if (rule->dilemma)
        PUT(text, " ", key_words(language, "card.d6.dilemma"));
    text_put_char(text, '\n');
}

void card_put_rules_page(const struct language *language, struct text *text)
{
    put_cards(language, text);
    put_heading("\n### ", "manual.rules.title", DIAGNOSIS_VERSION, language, text);
    PUT(text, key_words(language, "manual.rules.intro"), "\n\n");
    for (int cause = 0; cause < CAUSE_COUNT; cause++)
        put_rule(&diagnosis_rules[cause], cause + 1, language, text);
}
