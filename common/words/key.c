#include "common/words/key.h"

#include "common/base/must.h"

const char *key_put(struct key *key, const char *const *parts)
{
    struct text text = text_over(key->at, sizeof key->at);
    for (const char *const *part = parts; *part; part++) {
        if (part > parts)
            text_put_char(&text, '.');
        for (const char *c = *part; *c; c++)
            text_put_char(&text, *c == ' ' ? '_' : *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c);
    }
    must(!text.cut);
    return key->at;
}

const char *key_words(const struct language *language, const char *key)
{
    const char *words = sentence_words(language, key);
    return words ? words : "?";
}
