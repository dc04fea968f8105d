#include "client/sim/debrief_options.h"

#include <string.h>

typedef enum status set_option(struct debrief_options *options, const char *value, struct cause *cause);

static enum status set_world(struct debrief_options *options, const char *value, struct cause *cause)
{
    size_t length = strlen(value);
    options->world = value;
    if (length == 0 || length > 2 * ID_SIZE || strspn(value, "0123456789abcdef") != length)
        return status_fail(
            cause, STATUS_INVALID,
            "--world: \"%.40s\" is not the beginning of a world's id; give 1 to %d of 0-9 and a-f", value,
            2 * ID_SIZE);
    return STATUS_OK;
}

static enum status set_language(struct debrief_options *options, const char *value, struct cause *cause)
{
    static const char *const names[DEBRIEF_LANGUAGES] = {"en", "es"};
    for (int language = 0; language < DEBRIEF_LANGUAGES; language++) {
        if (strcmp(value, names[language]) != 0)
            continue;
        options->language = (enum debrief_language)language;
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_INVALID, "--lang: no language \"%.40s\"; there are en and es", value);
}

static enum status set_card(struct debrief_options *options, const char *value, struct cause *cause)
{
    options->card = card_find(value);
    if (!options->card)
        return status_fail(cause, STATUS_INVALID, "--card: no card \"%.40s\"; there are %s to %s", value,
                           cards[0]->name, cards[card_count - 1]->name);
    return STATUS_OK;
}

static enum status set_width(struct debrief_options *options, const char *value, struct cause *cause)
{
    int64_t width;
    if (!slice_int(slice_of(value), CARD_WIDTH_MIN, CARD_WIDTH_MAX, &width))
        return status_fail(cause, STATUS_INVALID, "--width: \"%.40s\" is not a number of columns in %d..%d",
                           value, CARD_WIDTH_MIN, CARD_WIDTH_MAX);
    options->width = (int)width;
    return STATUS_OK;
}

static enum status set_json(struct debrief_options *options, const char *value, struct cause *cause)
{
    (void)value, (void)cause;
    options->json = true;
    return STATUS_OK;
}

static enum status set_metrics(struct debrief_options *options, const char *value, struct cause *cause)
{
    (void)value, (void)cause;
    options->metrics = true;
    return STATUS_OK;
}

static enum status set_rules(struct debrief_options *options, const char *value, struct cause *cause)
{
    (void)value, (void)cause;
    options->rules = true;
    return STATUS_OK;
}

static enum status set_help(struct debrief_options *options, const char *value, struct cause *cause)
{
    (void)value, (void)cause;
    options->help = true;
    return STATUS_OK;
}

static const struct option {
    const char *name, *value; /* `value`: what to give; NULL: a switch */
    set_option *set;
    const char *help;
} rows[] = {
    {"--world", "W", set_world, "the world whose id begins so; needed where there are several"},
    {"--card", "D4", set_card, "one card, D0 to D8 (all)"},
    {"--lang", "en|es", set_language, "language (en)"},
    {"--width", "N", set_width, "columns, 40 to 240 (80)"},
    {"--json", NULL, set_json, "all that the cards say, in both languages, for programs"},
    {"--metrics", NULL, set_metrics, "no world: what every metric means, as in docs/metrics.md"},
    {"--rules", NULL, set_rules, "no world: the cards, and the rules of the diagnosis"},
    {"--help", NULL, set_help, "this text"},
};

enum { OPTION_COUNT = sizeof rows / sizeof rows[0] };

static const struct option *find(const char *name)
{
    for (int x = 0; x < OPTION_COUNT; x++)
        if (strcmp(rows[x].name, name) == 0)
            return &rows[x];
    return NULL;
}

/* What only makes sense together, or not at all. */
static enum status check_together(const struct debrief_options *options, struct cause *cause)
{
    bool page = options->metrics || options->rules;
    if (options->help)
        return STATUS_OK;
    if (page && (options->place || options->world || options->card || options->json))
        return status_fail(
            cause, STATUS_INVALID,
            "--metrics and --rules print a page of the manual; of the others only --lang goes with them");
    if (options->metrics && options->rules)
        return status_fail(cause, STATUS_INVALID, "--metrics and --rules are two pages; ask for one");
    if (options->json && options->card)
        return status_fail(cause, STATUS_INVALID, "--json prints everything; leave --card out");
    if (!page && !options->place)
        return status_fail(cause, STATUS_INVALID,
                           "a data directory or the record of a finished world is needed");
    return STATUS_OK;
}

enum status debrief_options_parse(int count, char **words, struct debrief_options *options,
                                  struct cause *cause)
{
    *options = (struct debrief_options){.width = CARD_WIDTH};
    for (int x = 0; x < count; x++) {
        const struct option *option = find(words[x]);
        enum status status = STATUS_OK;
        if (!option && (words[x][0] == '-' || options->place))
            return status_fail(cause, STATUS_INVALID, "%.80s: not understood; --help lists the options",
                               words[x]);
        if (!option) {
            options->place = words[x];
            continue;
        }
        const char *value = option->value ? (++x < count ? words[x] : NULL) : "";
        if (!value)
            return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
        status = option->set(options, value, cause);
        if (status)
            return status;
    }
    return check_together(options, cause);
}

void debrief_options_put_usage(struct text *text)
{
    text_put(text, "usage: spiral debrief DIR [OPTION]...    a server's data directory\n"
                   "       spiral debrief FILE [OPTION]...   the record of one finished world\n"
                   "       spiral debrief --metrics|--rules [--lang es]\n");
    for (int x = 0; x < OPTION_COUNT; x++) {
        char name[32];
        struct text put = text_over(name, sizeof name);
        text_put(&put, rows[x].name);
        text_put(&put, " ");
        text_put(&put, rows[x].value ? rows[x].value : "");
        text_put(text, "  ");
        text_put(text, name);
        for (size_t column = put.length; column < 14; column++)
            text_put_char(text, ' ');
        text_put(text, "  ");
        text_put(text, rows[x].help);
        text_put(text, "\n");
    }
}
