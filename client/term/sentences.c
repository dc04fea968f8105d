#include "client/term/sentences.h"

#include "client/term/english.h"
#include "common/base/utf8.h"

#include <string.h>

static const struct sentence_list *const english_lists[] = {&english_turn, &english_orders, &english_commands,
                                                            &english_server};

static const struct language english = {"en", english_lists, sizeof english_lists / sizeof english_lists[0]};

const struct language *const languages[] = {&english};
const int language_count = sizeof languages / sizeof languages[0];

const struct language *language_find(const char *code)
{
    for (int x = 0; code && x < language_count; x++)
        if (strcmp(languages[x]->code, code) == 0)
            return languages[x];
    return languages[0];
}

static const char *words_in(const struct language *language, const char *key)
{
    for (int x = 0; x < language->list_count; x++)
        for (int row = 0; row < language->lists[x]->count; row++)
            if (strcmp(language->lists[x]->rows[row].key, key) == 0)
                return language->lists[x]->rows[row].words;
    return NULL;
}

const char *sentence_words(const struct language *language, const char *key)
{
    const char *words = words_in(language, key);
    return words ? words : words_in(languages[0], key);
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
    for (size_t size; *string; string += size) {
        size = point_size(string);
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
