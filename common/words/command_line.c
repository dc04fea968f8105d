#include "common/words/command_line.h"

#include "common/words/preferred.h"
#include "common/words/width.h"

#include <stdio.h>
#include <string.h>

enum {
    EXIT_MISUSED = 2,
    WHY_MAX = 2048,
    SHOWN_COLUMNS = 60, /* of a word that somebody typed */
};

static const char language_option[] = "--lang";

/* ---- the language */

const struct language *command_line_language(int count, char **words)
{
    const struct language *asked = NULL;
    for (int x = 0; x + 1 < count; x++)
        if (strcmp(words[x], language_option) == 0)
            asked = language_named(words[x + 1]);
    return asked ? asked : language_preferred();
}

enum status command_line_take_language(const struct option *option, void *into, const char *value,
                                       struct cause *cause)
{
    const struct language *language;
    enum status status = language_ask(value, &language, cause);
    if (status)
        return status_wrap(cause, status, "%s", option->name);
    memcpy((char *)into + option->offset, &language, sizeof(const struct language *));
    return STATUS_OK;
}

/* ---- what is wrong */

static void put_languages(struct text *text)
{
    for (int x = 0; x < LANGUAGES; x++) {
        text_put(text, x ? ", " : "");
        text_put(text, languages[x]->code);
    }
}

/* As it was typed, harmless and not too long. */
static const char *shown(const char *word, char memory[WHY_MAX])
{
    struct text text = text_over(memory, WHY_MAX);
    harmless_put(word ? word : "", &text);
    memory[bytes_within(memory, SHOWN_COLUMNS)] = '\0';
    return memory;
}

static const char *key_of(const struct options_fault *fault)
{
    if (fault->kind == OPTION_UNKNOWN)
        return "options.unknown";
    if (fault->kind == OPTION_NO_VALUE)
        return "options.no_value";
    if (strcmp(fault->option->name, language_option) == 0)
        return "options.no_language";
    return fault->option->high ? "options.no_number" : "options.no_choice";
}

void command_line_put_fault(const struct command_line *line, const struct options_fault *fault,
                            const struct language *language, struct text *text)
{
    char word[WHY_MAX], known[64];
    struct text codes = text_over(known, sizeof known);
    const struct option *option = fault->option;
    if (fault->kind == OPTION_REFUSED && line->explain && line->explain(fault, language, text))
        return;
    put_languages(&codes);
    sentence_put(language, key_of(fault),
                 SLOTS(str("option", option ? option->name : ""), str("word", shown(fault->word, word)),
                       str("value", option && option->value ? option->value : ""),
                       num("low", option ? option->low : 0), num("high", option ? option->high : 0),
                       str("languages", known)),
                 text);
}

/* ---- how it is used */

/* Takes "usage: ", or the blanks that stand for it on a further line, off a line. */
static bool take_margin(struct slice *line, bool first)
{
    static const char margins[2][8] = {"usage: ", "       "};
    const char *margin = margins[!first];
    if (!slice_starts(*line, margin))
        return false;
    size_t length = strlen(margin);
    *line = (struct slice){line->at + length, line->length - length};
    return true;
}

/* What follows three blanks explains the line. */
static struct slice without_explanation(struct slice line)
{
    for (size_t x = 0; x + 3 <= line.length; x++)
        if (memcmp(line.at + x, "   ", 3) == 0)
            return (struct slice){line.at, x};
    return line;
}

/* The calls of a usage, each below the other, behind the word of the language. */
static void put_calls(const struct command_line *line, const struct language *language, struct text *text)
{
    struct slice rest = slice_of(line->options->usage), call;
    const char *word = sentence_words(language, "options.usage");
    for (bool first = true; slice_take(&rest, '\n', &call) && take_margin(&call, first); first = false) {
        call = without_explanation(call);
        for (int x = columns_of(word); !first && x > 0; x--)
            text_put_char(text, ' ');
        text_put(text, first ? word : "");
        text_put_char(text, ' ');
        text_put_span(text, call.at, call.length);
        text_put_char(text, '\n');
    }
}

void command_line_put(const struct command_line *line, const struct language *language, const char *why,
                      struct text *text)
{
    text_put(text, line->name);
    text_put(text, ": ");
    text_put(text, why);
    text_put_char(text, '\n');
    put_calls(line, language, text);
    sentence_put(language, "options.help", NULL, text);
    text_put_char(text, '\n');
}

int command_line_say(const struct command_line *line, const struct language *language, const char *why)
{
    char memory[OPTIONS_HELP_MAX];
    struct text text = text_over(memory, sizeof memory);
    command_line_put(line, language, why, &text);
    (void)fputs(memory, stderr);
    return EXIT_MISUSED;
}

int command_line_refuse(const struct command_line *line, const struct language *language, const char *key,
                        const struct slot *slots)
{
    char why[WHY_MAX];
    struct text text = text_over(why, sizeof why);
    sentence_put(language, key, slots, &text);
    return command_line_say(line, language, why);
}

bool command_line_read(const struct command_line *line, int count, char **words, void *into)
{
    struct options_fault fault;
    struct cause cause; /* the same in English */
    char why[WHY_MAX];
    struct text text = text_over(why, sizeof why);
    const struct language *language = command_line_language(count, words);
    if (!options_parse_faulty(line->options, count, words, into, &fault, &cause))
        return true;
    command_line_put_fault(line, &fault, language, &text);
    (void)command_line_say(line, language, why);
    return false;
}
