#include "client/sim/debrief_options.h"

#include "client/sim/exercise_names.h"
#include "common/base/options.h"
#include "common/words/command_line.h"

#include <string.h>

static enum status take_world(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct debrief_options *options = into;
    options->world = value;
    if (!exercise_name_can_ask(value))
        return status_fail(cause, STATUS_INVALID, "%s: \"%.40s\"", option->name, value);
    return STATUS_OK;
}

static enum status take_card(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct debrief_options *options = into;
    options->card = card_find(value);
    return options->card ? STATUS_OK
                         : status_fail(cause, STATUS_INVALID, "%s: no card \"%.40s\"", option->name, value);
}

static enum status take_paper(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct debrief_options *options = into;
    enum status status = html_paper_named(value, &options->paper, cause);
    return status ? status_wrap(cause, status, "%s", option->name) : STATUS_OK;
}

static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct debrief_options *options = into;
    if (options->place)
        return options_refuse_word(word, cause);
    options->place = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct debrief_options, field)
    {"--world", OPTION_OWN, "W", "CODE-LETTER, or how the world's id begins; needed where there are several",
     .take = take_world},
    {"--card", OPTION_OWN, "D4", "one card, D0 to D8 (all)", .take = take_card},
    {"--seat", OPTION_STRING, "NAME", "instead of the cards the page for that state's person alone",
     AT(seat)},
    {"--lang", OPTION_OWN, "en|es", "language (en)", AT(language), .take = command_line_take_language},
    {"--width", OPTION_INT, "N", "columns, 40 to 240 (80)", AT(width), .low = CARD_WIDTH_MIN,
     .high = CARD_WIDTH_MAX},
    {"--json", OPTION_SWITCH, NULL, "all that the cards say, in both languages, for programs", AT(json)},
    {"--html", OPTION_SWITCH, NULL, "all cards as one page for a browser, to be printed", AT(html)},
    {"--paper", OPTION_OWN, "a4|letter", "size of the pages of --html (a4)", .take = take_paper},
    {"--metrics", OPTION_SWITCH, NULL, "no world: what every metric means, as in docs/metrics.md",
     AT(metrics)},
    {"--rules", OPTION_SWITCH, NULL, "no world: the cards, and the rules of the diagnosis", AT(rules)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options command = {
    .usage = "usage: spiral debrief DIR [OPTION]...    a server's data directory\n"
             "       spiral debrief FILE [OPTION]...   the record of one finished world\n"
             "       spiral debrief --metrics|--rules [--lang es]\n"
             "Cards from D3 on, --json and --html reveal motives: show D0 to D2 one by one and talk about "
             "them first.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_place,
};

/* Which worlds and cards there may be is in no row. */
static bool explain(const struct options_fault *fault, const struct language *language, struct text *why)
{
    bool of_card = fault->option->take == take_card;
    if (!of_card && fault->option->take != take_world)
        return false;
    sentence_put(language, of_card ? "options.no_card" : "options.no_world_id",
                 SLOTS(str("option", fault->option->name), str("word", fault->word),
                       num("most", (int64_t)2 * ID_SIZE), str("first", cards[0]->name),
                       str("last", cards[card_count - 1]->name)),
                 why);
    return true;
}

static const struct command_line line = {.name = "spiral debrief", .options = &command, .explain = explain};

/* What only makes sense together, or not at all; NULL: all is well. */
static const char *fault_of(const struct debrief_options *options)
{
    bool page = options->metrics || options->rules;
    if (options->help)
        return NULL;
    if (page && (options->place || options->world || options->card || options->json || options->html ||
                 options->seat))
        return "options.manual_alone";
    if (options->metrics && options->rules)
        return "options.one_manual";
    if (options->json && options->card)
        return "options.json_whole";
    if (options->html && (options->json || options->card || options->seat))
        return "options.html_whole";
    if (options->seat && (options->json || options->card))
        return "options.seat_alone";
    return page || options->place ? NULL : "options.debrief_place";
}

bool debrief_options_read(int count, char **words, struct debrief_options *options)
{
    *options = (struct debrief_options){.language = languages[LANGUAGE_ENGLISH], .width = CARD_WIDTH};
    if (!command_line_read(&line, count, words, options))
        return false;
    options->speaks = command_line_language(count, words);
    const char *key = fault_of(options);
    if (key)
        (void)command_line_refuse(&line, options->speaks, key, NULL);
    return !key;
}

void debrief_options_put_usage(struct text *text)
{
    options_put_help(&command, text);
}
