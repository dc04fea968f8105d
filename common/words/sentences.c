#include "common/words/sentences.h"

#include "common/base/utf8.h"
#include "common/words/catalogues.h"

#include <stdlib.h>
#include <string.h>

const struct language *const languages[LANGUAGES] = {&catalogue_en, &catalogue_es};

const struct language *language_named(const char *code)
{
    for (int x = 0; code && x < LANGUAGES; x++) {
        size_t length = strlen(languages[x]->code);
        if (strncmp(languages[x]->code, code, length) == 0 && (!code[length] || strchr("_-.@", code[length])))
            return languages[x];
    }
    return NULL;
}

const struct language *language_find(const char *code)
{
    const struct language *language = language_named(code);
    return language ? language : languages[LANGUAGE_ENGLISH];
}

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct sentence *)row)->key);
}

static const char *words_in(const struct language *language, const char *key)
{
    const struct sentence *row =
        bsearch(key, language->rows, (size_t)language->count, sizeof language->rows[0], compare);
    return row ? row->words : NULL;
}

const char *sentence_words(const struct language *language, const char *key)
{
    const char *words = words_in(language, key);
    return words ? words : words_in(languages[LANGUAGE_ENGLISH], key);
}

/* Bytes of the code point at `string`, 1 when it is malformed. */
static size_t point_size(const char *string)
{
    for (size_t size = 1; size <= 4 && strnlen(string, size) == size; size++)
        if (utf8_valid(string, size))
            return size;
    return 1;
}

void harmless_put(const char *string, struct text *text)
{
    int marks = 0; /* in a row */
    for (size_t size; *string; string += size) {
        size = point_size(string);
        if (utf8_is_joiner(string, size))
            continue;
        marks = utf8_is_mark(string, size) ? marks + 1 : 0;
        if (marks > UTF8_MARKS_MAX)
            continue;
        if (utf8_printable(string, size, false))
            text_put_span(text, string, size);
        else
            text_put(text, *string == '\n' ? " / " : "?");
    }
}

static const struct slot *slot_find(const struct slot *slots, struct slice name)
{
    for (; slots && slots->name; slots++)
        if (slice_is(name, slots->name))
            return slots;
    return NULL;
}

/* What stands between the braces: a name, or a name with two forms. */
static void put_placeholder(struct slice inside, const struct slot *slots, struct text *text)
{
    struct slice name = inside, forms, one, other;
    bool chooses = slice_split(inside, ':', &name, &forms) && slice_split(forms, '|', &one, &other);
    const struct slot *slot = slot_find(slots, name);
    if (!slot) {
        text_put_char(text, '{');
        text_put_span(text, inside.at, inside.length);
        text_put_char(text, '}');
    } else if (chooses) {
        struct slice form = slot->number == 1 ? one : other;
        text_put_span(text, form.at, form.length);
    } else if (slot->text) {
        harmless_put(slot->text, text);
    } else {
        text_put_int(text, slot->number);
    }
}

void sentence_put(const struct language *language, const char *key, const struct slot *slots,
                  struct text *text)
{
    const char *words = sentence_words(language, key);
    if (!words) {
        text_put_char(text, '[');
        harmless_put(key, text);
        text_put_char(text, ']');
        return;
    }
    struct slice rest = slice_of(words), before, after, inside;
    while (slice_split(rest, '{', &before, &after) && slice_split(after, '}', &inside, &rest)) {
        text_put_span(text, before.at, before.length);
        put_placeholder(inside, slots, text);
    }
    text_put_span(text, rest.at, rest.length);
}
