#include "common/debrief/sentence.h"

#include <string.h>

static const char *word_of(const char *name, size_t length, const struct sentence_word *words, int count)
{
    for (int w = 0; w < count; w++)
        if (strlen(words[w].name) == length && memcmp(words[w].name, name, length) == 0)
            return words[w].word;
    return NULL;
}

void sentence_fill(struct text *text, const char *pattern, const struct sentence_word *words, int count)
{
    for (const char *at = pattern; *at; at++) {
        size_t length = 0;
        const char *word = NULL;
        if (*at == '{') {
            while (at[1 + length] && at[1 + length] != '}')
                length++;
            if (at[1 + length])
                word = word_of(at + 1, length, words, count);
        }
        if (!word) {
            text_put_char(text, *at);
            continue;
        }
        text_put(text, word);
        at += length + 1;
    }
}
