#include "common/base/options.h"

#include "common/base/must.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    LINE_COLUMNS = 80,
    NAME_COLUMNS_MAX = 24, /* of an option and its value; longer ones have their help on the next line */
    MARGIN = 2,            /* blanks before the name, and between name and help */
};

static bool is_of(const struct options *options, const struct option *option)
{
    return !option->commands || (option->commands & options->command);
}

static const struct option *find(const struct options *options, const char *name)
{
    for (int x = 0; x < options->count; x++)
        if (is_of(options, &options->rows[x]) && strcmp(options->rows[x].name, name) == 0)
            return &options->rows[x];
    return NULL;
}

enum status options_refuse_word(const char *word, struct cause *cause)
{
    return status_fail(cause, STATUS_INVALID, "%.80s: not understood; --help lists the options", word);
}

enum status options_read_number(const struct option *option, const char *value, int64_t *number,
                                struct cause *cause)
{
    if (slice_int(slice_of(value), option->low, option->high, number))
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s: \"%.60s\" is not a number in %lld..%lld", option->name,
                       value, (long long)option->low, (long long)option->high);
}

static enum status set_number(const struct option *option, char *place, const char *value,
                              struct cause *cause)
{
    int64_t number = 0;
    enum status status = options_read_number(option, value, &number, cause);
    if (status)
        return status;
    if (option->kind == OPTION_INT)
        memcpy(place, &(int){(int)number}, sizeof(int));
    else
        memcpy(place, &number, sizeof number);
    return STATUS_OK;
}

static enum status set_value(const struct option *option, void *into, const char *value, struct cause *cause)
{
    char *place = (char *)into + option->offset;
    if (!value || (option->kind == OPTION_STRING && !*value))
        return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
    if (option->kind == OPTION_OWN)
        return option->take(option, into, value, cause);
    if (option->kind != OPTION_STRING)
        return set_number(option, place, value, cause);
    memcpy(place, &value, sizeof value);
    return STATUS_OK;
}

/* `next` is NULL behind the last word; `used` tells whether it was this option's value. */
static enum status set_option(const struct option *option, void *into, const char *next, bool *used,
                              struct cause *cause)
{
    bool optional = option->value && option->value[0] == '[';
    *used = option->value && !(optional && (!next || next[0] == '-'));
    if (*used)
        return set_value(option, into, next, cause);
    if (option->kind == OPTION_OWN)
        return option->take(option, into, NULL, cause);
    must(option->kind == OPTION_SWITCH);
    memcpy((char *)into + option->offset, &(bool){true}, sizeof(bool));
    return STATUS_OK;
}

static enum option_fault fault_of(const struct option *option, const char *value)
{
    if (!value || (option->kind == OPTION_STRING && !*value))
        return OPTION_NO_VALUE;
    return option->kind == OPTION_OWN ? OPTION_REFUSED : OPTION_NO_NUMBER;
}

enum status options_parse_faulty(const struct options *options, int count, char **words, void *into,
                                 struct options_fault *fault, struct cause *cause)
{
    enum status status = STATUS_OK;
    *fault = (struct options_fault){OPTION_FAULT_NONE, NULL, NULL};
    for (int x = 0; x < count && !status; x++) {
        const struct option *option = find(options, words[x]);
        const char *next = x + 1 < count ? words[x + 1] : NULL;
        bool used = false;
        if (option)
            status = set_option(option, into, next, &used, cause);
        else if (words[x][0] != '-' && options->take_word)
            status = options->take_word(into, words[x], cause);
        else
            status = options_refuse_word(words[x], cause);
        if (status && option)
            *fault = (struct options_fault){fault_of(option, next), option, next};
        else if (status)
            *fault = (struct options_fault){OPTION_UNKNOWN, NULL, words[x]};
        x += used;
    }
    return status;
}

enum status options_parse(const struct options *options, int count, char **words, void *into,
                          struct cause *cause)
{
    struct options_fault fault;
    return options_parse_faulty(options, count, words, into, &fault, cause);
}

/* ---- help */

static size_t name_columns(const struct option *option)
{
    return strlen(option->name) + (option->value ? 1 + strlen(option->value) : 0);
}

static void put_blanks(struct text *text, size_t count)
{
    while (count--)
        text_put_char(text, ' ');
}

/* Words from `column` on, which is where the text stands; further lines begin there too. */
static void put_wrapped(struct text *text, size_t column, const char *help)
{
    struct slice rest = slice_of(help), word;
    size_t at = column;
    while (slice_take(&rest, ' ', &word)) {
        if (at > column && at + 1 + word.length > LINE_COLUMNS) {
            text_put_char(text, '\n');
            put_blanks(text, column);
            at = column;
        } else if (at > column) {
            text_put_char(text, ' ');
            at++;
        }
        text_put_span(text, word.at, word.length);
        at += word.length;
    }
    text_put_char(text, '\n');
}

static void put_row(struct text *text, const struct option *option, size_t columns)
{
    size_t taken = name_columns(option);
    put_blanks(text, MARGIN);
    text_put(text, option->name);
    if (option->value) {
        text_put_char(text, ' ');
        text_put(text, option->value);
    }
    if (taken > columns) {
        text_put_char(text, '\n');
        put_blanks(text, MARGIN + columns + MARGIN);
    } else {
        put_blanks(text, columns - taken + MARGIN);
    }
    put_wrapped(text, MARGIN + columns + MARGIN, option->help);
}

void options_put_help(const struct options *options, struct text *text)
{
    size_t columns = 0;
    for (int x = 0; x < options->count; x++) {
        size_t taken = name_columns(&options->rows[x]);
        if (is_of(options, &options->rows[x]) && taken <= NAME_COLUMNS_MAX && taken > columns)
            columns = taken;
    }
    text_put(text, options->usage);
    for (int x = 0; x < options->count; x++)
        if (is_of(options, &options->rows[x]))
            put_row(text, &options->rows[x], columns);
}

void options_print_help(const struct options *options)
{
    char memory[OPTIONS_HELP_MAX];
    struct text text = text_over(memory, sizeof memory);
    options_put_help(options, &text);
    must(!text.cut);
    fputs(memory, stdout);
}
