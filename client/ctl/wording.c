#include "client/ctl/wording.h"

#include <string.h>

enum { KEY_MAX = 64 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool wording_begins(struct slice word, const char *name)
{
    if (word.length == 0 || word.length > strlen(name))
        return false;
    for (size_t x = 0; x < word.length; x++)
        if (lower(word.at[x]) != lower(name[x]))
            return false;
    return true;
}

bool wording_same(struct slice word, const char *name)
{
    return word.length == strlen(name) && wording_begins(word, name);
}

static bool stands_among(struct slice word, const char *words)
{
    struct slice rest = slice_of(words), one;
    while (slice_take(&rest, ' ', &one)) {
        if (one.length != word.length)
            continue;
        size_t x = 0;
        while (x < one.length && lower(one.at[x]) == lower(word.at[x]))
            x++;
        if (x == one.length)
            return true;
    }
    return false;
}

bool wording_means(const struct language *language, struct slice word, const char *name)
{
    char key[KEY_MAX];
    struct text text = text_over(key, sizeof key);
    text_put(&text, "typed.");
    for (const char *c = name; *c; c++)
        text_put_char(&text, *c == '-' ? '_' : *c);
    const char *own = sentence_words(language, key),
               *english = sentence_words(languages[LANGUAGE_ENGLISH], key);
    return wording_same(word, name) || (own && stands_among(word, own)) ||
           (english && stands_among(word, english));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ';';
}

bool wording_next(struct slice *rest, struct slice *word)
{
    while (rest->length && is_blank(rest->at[0])) {
        rest->at++;
        rest->length--;
    }
    size_t length = 0;
    while (length < rest->length && !is_blank(rest->at[length]))
        length++;
    *word = (struct slice){rest->at, length};
    rest->at += length;
    rest->length -= length;
    return length > 0;
}

enum status wording_fail(struct cause *cause, const struct language *language, const char *key,
                         const struct slot *slots)
{
    struct text text = text_over(cause->text, sizeof cause->text);
    sentence_put(language, key, slots, &text);
    return STATUS_INVALID;
}
