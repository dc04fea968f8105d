#include "client/paper/options.h"

#include "common/base/options.h"
#include "common/words/command_line.h"

#include <stdlib.h>
#include <string.h>

/* One of "en,es": each once. */
static enum status take_languages(const struct option *option, void *into, const char *value,
                                  struct cause *cause)
{
    struct handouts_options *options = into;
    struct slice rest = slice_of(value), part;
    options->language_count = 0;
    while (slice_take(&rest, ',', &part)) {
        const struct language *language = NULL;
        for (int x = 0; x < LANGUAGES; x++)
            if (slice_is(part, languages[x]->code))
                language = languages[x];
        for (int x = 0; x < options->language_count; x++)
            if (options->languages[x] == language)
                language = NULL;
        if (!language)
            return status_fail(cause, STATUS_INVALID, "%s: \"%.40s\"", option->name, value);
        options->languages[options->language_count++] = language;
    }
    return options->language_count ? STATUS_OK
                                   : status_fail(cause, STATUS_INVALID, "%s: nothing", option->name);
}

static enum status take_paper(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct handouts_options *options = into;
    enum status status = html_paper_named(value, &options->paper, cause);
    return status ? status_wrap(cause, status, "%s", option->name) : STATUS_OK;
}

static enum status take_level(const struct option *option, void *into, const char *value, struct cause *cause)
{
    static const char *const names[] = {"basic", "advanced", "both"};
    struct handouts_options *options = into;
    for (unsigned x = 0; x < 3; x++) {
        if (strcmp(value, names[x]) != 0)
            continue;
        options->levels = HANDOUT_BASIC + x;
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_INVALID, "%s: no level \"%.40s\"", option->name, value);
}

static enum status take_sheets(const struct option *option, void *into, const char *value,
                               struct cause *cause)
{
    struct handouts_options *options = into;
    struct slice rest = slice_of(value), part;
    options->sheets = 0;
    while (slice_take(&rest, ',', &part)) {
        unsigned bit = 0;
        for (int x = 0; x < HANDOUT_SHEETS; x++)
            bit |= slice_is(part, handout_sheets[x].name) ? 1u << x : 0;
        if (!bit)
            return status_fail(cause, STATUS_INVALID, "%s: no sheet \"%.40s\"", option->name, value);
        options->sheets |= bit;
    }
    return options->sheets ? STATUS_OK : status_fail(cause, STATUS_INVALID, "%s: nothing", option->name);
}

static enum status take_code(void *into, const char *word, struct cause *cause)
{
    struct handouts_options *options = into;
    if (options->code)
        return options_refuse_word(word, cause);
    options->code = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct handouts_options, field)
    {"--admin", OPTION_STRING, "DIR/admin.sock", "the server's socket (what SPIRAL_ADMIN says)", AT(admin)},
    {"--out", OPTION_STRING, "FILE", "writes FILE, for its owner's eyes only, instead of standard output",
     AT(out)},
    {"--lang", OPTION_OWN, "en|es|en,es", "one language or both (what LANGUAGE or the locale says, else en)",
     .take = take_languages},
    {"--paper", OPTION_OWN, "a4|letter", "size of the pages (a4)", .take = take_paper},
    {"--level", OPTION_OWN, "basic|advanced|both", "reading level of the state briefs (both)",
     .take = take_level},
    {"--only", OPTION_OWN, "NAME,...",
     "some of the sheets: run, poster, briefs, roles, reference, beliefs, orders, worksheet, consent, "
     "assessment (all)",
     .take = take_sheets},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options_known = {
    .usage =
        "usage: spiral handouts CODE --admin DIR/admin.sock [OPTION]... > handouts.html\n"
        "One page for a browser, to be printed: run sheet, poster, briefs, sealed role cards, forms.\n"
        "It tells every motive, on the role cards alone. Before the first turn; later the sheets poster,\n"
        "worksheet, consent and assessment are left.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_code,
};

/* Which languages and sheets there are is in no row. */
static bool explain(const struct options_fault *fault, const struct language *language, struct text *why)
{
    char known[CAUSE_LENGTH_MAX];
    struct text sheets = text_over(known, sizeof known);
    bool of_languages = fault->option->take == take_languages;
    if (!of_languages && fault->option->take != take_sheets)
        return false;
    for (int x = 0; x < HANDOUT_SHEETS; x++) {
        text_put(&sheets, x ? ", " : "");
        text_put(&sheets, handout_sheets[x].name);
    }
    sentence_put(language, of_languages ? "options.languages" : "options.no_sheet",
                 SLOTS(str("option", fault->option->name), str("word", fault->word), str("sheets", known)),
                 why);
    return true;
}

static const struct command_line line = {
    .name = "spiral handouts", .options = &options_known, .explain = explain};

bool handouts_options_read(int count, char **words, struct handouts_options *options)
{
    const struct language *language = command_line_language(count, words);
    *options = (struct handouts_options){.levels = HANDOUT_BOTH, .sheets = (1u << HANDOUT_SHEETS) - 1};
    if (!command_line_read(&line, count, words, options))
        return false;
    const char *usual = getenv("SPIRAL_ADMIN");
    if (!options->admin && usual && usual[0])
        options->admin = usual;
    if (!options->language_count)
        options->languages[options->language_count++] = language;
    if (options->help)
        return true;
    language = options->languages[0];
    const char *key = !options->code                            ? "options.code"
                      : strlen(options->code) >= WIRE_CODE_SIZE ? "options.bad_code"
                      : !options->admin                         ? "options.admin"
                                                                : NULL;
    if (!key)
        return true;
    (void)command_line_refuse(&line, language, key, SLOTS(str("word", options->code ? options->code : "")));
    return false;
}

void handouts_options_print_help(void)
{
    options_print_help(&options_known);
}
