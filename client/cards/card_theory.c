/* D8: three authors, twelve points, and what this game says to each of them; minute papers; all numbers. */
#include "client/cards/card_aspects.h"
#include "client/cards/card_list.h"
#include "client/cards/card_words.h"

static bool say_metric(const struct card_input *input, const char *name, struct card_page *page)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (!card_put_metric(page, card_metric(name), input->played, &text))
        return false;
    card_item_text(page, 4, memory);
    return true;
}

static void say_aspect(const struct card_input *input, int a, struct card_page *page)
{
    static const char *const line[] = {"Butterfield: {butterfield} | Herz: {herz} | Jervis: {jervis}",
                                       "Butterfield: {butterfield} | Herz: {herz} | Jervis: {jervis}"};
    static const char *const nothing[] = {"Nothing to count in this game.",
                                          "Nada que contar en esta partida."};
    const struct card_aspect *aspect = &card_aspects[a];
    const char *const *marks = card_mark_words[page->language];
    char number[8];
    struct text label = text_over(number, sizeof number);
    text_put_int(&label, a + 1);
    card_labelled(page, 2, number, aspect->title[page->language]);
    card_say(page, 4, line,
             CARD_SLOTS(card_word("butterfield", marks[aspect->mark[0]]),
                        card_word("herz", marks[aspect->mark[1]]),
                        card_word("jervis", marks[aspect->mark[2]])));
    bool shown = aspect->say != NULL;
    if (aspect->say)
        aspect->say(input, page);
    for (int m = 0; m < CARD_ASPECT_METRICS && aspect->metrics[m]; m++)
        shown = say_metric(input, aspect->metrics[m], page) || shown;
    if (!shown)
        card_item(page, 4, nothing, NULL);
}

static void draw_papers(struct card_page *page)
{
    static const char *const heading[] = {"Minute papers: one minute each, in writing",
                                          "Textos de un minuto: un minuto cada uno, por escrito"};
    static const char *const prompts[][DEBRIEF_LANGUAGES] = {
        {"Define the security dilemma in one sentence, with an own move of this game and what it did to "
         "somebody "
         "else's fear.",
         "Defina el dilema de seguridad en una frase, con una jugada propia y lo que hizo al miedo de otro."},
        {"Name the signal that misled you most. What could the other have shown you, and at what price?",
         "Nombre la señal que más le engañó. ¿Qué habría podido mostrarle el otro, y a qué precio?"},
        {"The same people under other conditions, or other people under the same: which would have changed "
         "the end? "
         "Give a number from D7.",
         "Las mismas personas en otras condiciones, u otras personas en las mismas: ¿qué habría cambiado el "
         "final? Dé un "
         "número de D7."},
    };
    card_section(page, heading);
    for (int prompt = 0; prompt < 3; prompt++) {
        char number[8];
        struct text label = text_over(number, sizeof number);
        text_put_int(&label, prompt + 1);
        card_labelled(page, 3, number, prompts[prompt][page->language]);
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
            card_say(page, 2, family->title, NULL);
        begun = true;
        text_put(&text, " [");
        text_put(&text, family->rows[x].name);
        text_put_char(&text, ']');
        card_item_text(page, 4, memory);
    }
}

static void draw_numbers(const struct card_input *input, struct card_page *page)
{
    static const char *const heading[] = {"All numbers of this world (version {version}; docs/metrics.md "
                                          "explains each under the name in brackets)",
                                          "Todos los números de este mundo (versión {version}; "
                                          "docs/metrics.md explica cada uno bajo el nombre entre corchetes)"};
    static const char *const none[] = {
        "Nothing to count here (docs/metrics.md lists what each would be): {names}.",
        "Aquí no hubo nada que contar (docs/metrics.md dice qué sería cada uno): {names}."};
    char memory[CARD_SENTENCE_MAX];
    struct text empty = text_over(memory, sizeof memory);
    card_blank(page);
    card_say(page, 0, heading, CARD_SLOTS(card_number("version", METRICS_VERSION)));
    for (int f = 0; f < metric_family_count; f++)
        draw_family(input, metric_families[f], &empty, page);
    if (empty.length)
        card_say(page, 2, none, CARD_SLOTS(card_word("names", memory)));
}

static void draw(const struct card_input *input, struct card_page *page)
{
    static const char *const how[] = {
        "What each author says of the security dilemma, and what this game shows.",
        "Qué dice cada autor del dilema de seguridad, y qué muestra esta partida."};
    card_say(page, 0, how, NULL);
    card_blank(page);
    for (int a = 0; a < card_aspect_count; a++)
        say_aspect(input, a, page);
    draw_papers(page);
    draw_numbers(input, page);
}

const struct card card_theory = {
    .name = "D8",
    .title = {"Theory sheet", "Hoja de teoría"},
    .question = {"Which author would have predicted this?", "¿Qué autor lo habría predicho?"},
    .shows = {"Butterfield, Herz and Jervis on twelve points, each with evidence from this game; three "
              "minute papers; "
              "every number of the world in a sentence",
              "Butterfield, Herz y Jervis en doce puntos, cada uno con pruebas de esta partida; tres textos "
              "de un minuto; "
              "cada número del mundo en una frase"},
    .draw = draw,
};
