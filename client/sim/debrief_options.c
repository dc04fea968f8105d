#include "client/sim/debrief_options.h"

#include "common/base/options.h"

#include <string.h>

static enum status take_world(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct debrief_options *options = into;
    size_t length = strlen(value);
    options->world = value;
    if (length == 0 || length > 2 * ID_SIZE || strspn(value, "0123456789abcdef") != length)
        return status_fail(cause, STATUS_INVALID,
                           "%s: \"%.40s\" is not the beginning of a world's id; give 1 to %d of 0-9 and a-f",
                           option->name, value, 2 * ID_SIZE);
    return STATUS_OK;
}

static enum status take_language(const struct option *option, void *into, const char *value,
                                 struct cause *cause)
{
    struct debrief_options *options = into;
    for (int x = 0; x < LANGUAGES; x++) {
        if (strcmp(value, languages[x]->code) != 0)
            continue;
        options->language = languages[x];
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_INVALID, "%s: no language \"%.40s\"; there are en and es", option->name,
                       value);
}

static enum status take_card(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct debrief_options *options = into;
    options->card = card_find(value);
    if (!options->card)
        return status_fail(cause, STATUS_INVALID, "%s: no card \"%.40s\"; there are %s to %s", option->name,
                           value, cards[0]->name, cards[card_count - 1]->name);
    return STATUS_OK;
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
    {"--world", OPTION_OWN, "W", "the world whose id begins so; needed where there are several",
     .take = take_world},
    {"--card", OPTION_OWN, "D4", "one card, D0 to D8 (all)", .take = take_card},
    {"--seat", OPTION_STRING, "NAME", "instead of the cards the page for that state's person alone",
     AT(seat)},
    {"--lang", OPTION_OWN, "en|es", "language (en)", .take = take_language},
    {"--width", OPTION_INT, "N", "columns, 40 to 240 (80)", AT(width), .low = CARD_WIDTH_MIN,
     .high = CARD_WIDTH_MAX},
    {"--json", OPTION_SWITCH, NULL, "all that the cards say, in both languages, for programs", AT(json)},
    {"--metrics", OPTION_SWITCH, NULL, "no world: what every metric means, as in docs/metrics.md",
     AT(metrics)},
    {"--rules", OPTION_SWITCH, NULL, "no world: the cards, and the rules of the diagnosis", AT(rules)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options command = {
    .usage =
        "usage: spiral debrief DIR [OPTION]...    a server's data directory\n"
        "       spiral debrief FILE [OPTION]...   the record of one finished world\n"
        "       spiral debrief --metrics|--rules [--lang es]\n"
        "Cards from D3 on, and --json, reveal motives: show D0 to D2 one by one and talk about them first.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_place,
};

/* What only makes sense together, or not at all. */
static enum status check_together(const struct debrief_options *options, struct cause *cause)
{
    bool page = options->metrics || options->rules;
    if (options->help)
        return STATUS_OK;
    if (page && (options->place || options->world || options->card || options->json || options->seat))
        return status_fail(
            cause, STATUS_INVALID,
            "--metrics and --rules print a page of the manual; of the others only --lang goes with them");
    if (options->metrics && options->rules)
        return status_fail(cause, STATUS_INVALID, "--metrics and --rules are two pages; ask for one");
    if (options->json && options->card)
        return status_fail(cause, STATUS_INVALID, "--json prints everything; leave --card out");
    if (options->seat && (options->json || options->card))
        return status_fail(cause, STATUS_INVALID,
                           "--seat prints one person's page; leave --json and --card out");
    if (!page && !options->place)
        return status_fail(cause, STATUS_INVALID,
                           "a data directory or the record of a finished world is needed");
    return STATUS_OK;
}

enum status debrief_options_parse(int count, char **words, struct debrief_options *options,
                                  struct cause *cause)
{
    *options = (struct debrief_options){.language = languages[LANGUAGE_ENGLISH], .width = CARD_WIDTH};
    enum status status = options_parse(&command, count, words, options, cause);
    return status ? status : check_together(options, cause);
}

void debrief_options_put_usage(struct text *text)
{
    options_put_help(&command, text);
}
