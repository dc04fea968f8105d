#include "common/words/decimal.h"

void decimal_put(const struct language *language, const char *number, struct text *text)
{
    for (const char *c = number; *c; c++) {
        if (*c == '.')
            text_put(text, sentence_words(language, "decimal.sign"));
        else
            text_put_char(text, *c);
    }
}

void tenths_put(const struct language *language, int64_t tenths, struct text *text)
{
    int64_t size = tenths < 0 ? -tenths : tenths;
    if (tenths < 0)
        text_put_char(text, '-');
    text_put_int(text, size / 10);
    if (size % 10) {
        text_put(text, sentence_words(language, "decimal.sign"));
        text_put_int(text, size % 10);
    }
}
