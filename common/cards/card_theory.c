/* D8: three authors, twelve points, and what this game says to each of them; minute papers; all numbers. */
#include "common/cards/card_aspects.h"
#include "common/cards/card_list.h"
#include "common/cards/card_words.h"
#include "common/words/key.h"

static bool say_metric(const struct card_input *input, const char *name, struct card_page *page)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (!card_put_metric(page, card_metric(name), input->played, &text))
        return false;
    card_item_text(page, 4, memory);
    return true;
}

static const char *mark_of(const struct card_aspect *aspect, int author, const struct card_page *page)
{
    return key_words(page->language, KEY("card", "mark", card_mark_names.names[aspect->mark[author]]));
}

static void say_aspect(const struct card_input *input, int a, struct card_page *page)
{
    const struct card_aspect *aspect = &card_aspects[a];
    char number[8];
    struct text label = text_over(number, sizeof number);
    text_put_int(&label, a + 1);
    card_heading_labelled(page, 2, number, key_words(page->language, KEY("card", "aspect", aspect->name)));
    card_say(page, 4, "card.d8.authors",
             SLOTS(str("butterfield", mark_of(aspect, 0, page)), str("herz", mark_of(aspect, 1, page)),
                   str("jervis", mark_of(aspect, 2, page))));
    bool shown = aspect->say != NULL;
    if (aspect->say)
        aspect->say(input, page);
    for (int m = 0; m < CARD_ASPECT_METRICS && aspect->metrics[m]; m++)
        shown = say_metric(input, aspect->metrics[m], page) || shown;
    if (!shown)
        card_item(page, 4, "card.d8.nothing", NULL);
}

static void draw_papers(struct card_page *page)
{
    static const char *const papers[] = {"card.d8.paper_1", "card.d8.paper_2", "card.d8.paper_3"};
    card_section(page, "card.d8.papers", NULL);
    for (int paper = 0; paper < 3; paper++) {
        char number[8];
        struct text label = text_over(number, sizeof number);
        text_put_int(&label, paper + 1);
        card_labelled(page, 3, number, key_words(page->language, papers[paper]));
    }
}

/* One family; the names of rows that had nothing to count are kept for the end. */
static void draw_family(const struct card_input *input, const struct metric_family *family,
                        struct text *empty, struct card_page *page)
{
    bool begun = false;
    for (int x = 0; x < family->count; x++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        if (!card_put_metric(page, &family->rows[x], input->played, &text)) {
            text_put(empty, empty->length ? ", " : "");
            text_put_char(empty, '`');
            text_put(empty, family->rows[x].name);
            text_put_char(empty, '`');
            continue;
        }
        if (!begun)
            card_heading(page, 2, true, KEY("family", family->name), NULL);
        begun = true;
        text_put(&text, " [");
        text_put(&text, family->rows[x].name);
        text_put_char(&text, ']');
        card_item_text(page, 4, memory);
    }
}

static void draw_numbers(const struct card_input *input, struct card_page *page)
{
    char memory[CARD_SENTENCE_MAX];
    struct text empty = text_over(memory, sizeof memory);
    card_blank(page);
    card_heading(page, 0, false, "card.d8.numbers", SLOTS(num("version", METRICS_VERSION)));
    for (int f = 0; f < metric_family_count; f++)
        draw_family(input, metric_families[f], &empty, page);
    if (empty.length)
        card_say(page, 2, "card.d8.not_counted", SLOTS(str("names", memory)));
}

static void draw(const struct card_input *input, struct card_page *page)
{
    card_say(page, 0, "card.d8.how", NULL);
    card_blank(page);
    for (int a = 0; a < card_aspect_count; a++)
        say_aspect(input, a, page);
    draw_papers(page);
    draw_numbers(input, page);
}

const struct card card_theory = {
    .name = "D8",
    .draw = draw,
};
