#include "client/term/typed.h"

enum { KEY_SIZE = 64 };

/* The words for a name, "" for none. */
static const char *words_for(const struct language *language, const char *family, struct slice name)
{
    char key[KEY_SIZE];
    struct text text = text_over(key, sizeof key);
    text_put(&text, family);
    for (size_t x = 0; x < name.length; x++) {
        char c = name.at[x];
        text_put_char(&text, c == '-' || c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    const char *words = text.cut ? NULL : sentence_words(language, key);
    return words ? words : "";
}

/* One of the language's words for the name passes the test; English ones always count. */
static bool any_word(const struct language *language, const char *name, struct slice word,
                     bool (*test)(struct slice known, struct slice word))
{
    const struct language *const spoken[] = {language, languages[LANGUAGE_ENGLISH]};
    bool any = test(slice_of(name), word);
    for (int x = 0; x < 2; x++) {
        struct slice rest = slice_of(words_for(spoken[x], "typed.", slice_of(name))), known;
        while (!any && word_take(&rest, &known))
            any = test(known, word);
    }
    return any && word.length > 0;
}

bool typed_is(const struct language *language, struct slice word, const char *name)
{
    return any_word(language, name, word, word_alike);
}

bool typed_begins(const struct language *language, struct slice word, const char *name)
{
    return any_word(language, name, word, word_alike_starts);
}

int typed_choose(const struct language *language, struct slice word, const char *const *names, int count)
{
    int found = -1, matches = 0;
    for (int x = 0; x < count; x++)
        if (typed_is(language, word, names[x]))
            return x;
    for (int x = 0; x < count; x++)
        if (typed_begins(language, word, names[x])) {
            found = x;
            matches++;
        }
    return matches == 1 ? found : -1;
}

bool typed_yes(const struct language *language, struct slice word, bool *yes)
{
    *yes = typed_is(language, word, "yes");
    return *yes || typed_is(language, word, "no");
}

/* The first word for a name; the name itself where there is none. */
static void put_first(const struct language *language, const char *family, struct slice name,
                      struct text *text)
{
    struct slice rest = slice_of(words_for(language, family, name)), first;
    if (!word_take(&rest, &first))
        first = name;
    text_put_span(text, first.at, first.length);
}

void put_typed(const struct language *language, const char *name, struct text *text)
{
    put_first(language, "typed.", slice_of(name), text);
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

void put_usage(const struct language *language, const char *usage, struct text *text)
{
    while (*usage) {
        struct slice name = {usage, 0};
        while (is_letter(usage[name.length]) || (name.length && usage[name.length] == '-'))
            name.length++;
        if (name.length)
            put_first(language, is_capital(*usage) ? "place." : "typed.", name, text);
        else
            text_put_char(text, *usage);
        usage += name.length ? name.length : 1;
    }
}
