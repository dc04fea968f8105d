#include "tests/unit/client/cards/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

struct card_input drawn_input(const struct metric_input *played, int language)
{
    struct card_input input = {.played = played, .language = languages[language], .width = CARD_WIDTH};
    memset(input.id.bytes, 0xab, sizeof input.id.bytes);
    return input;
}

char *drawn_card(const char *name, const struct card_input *input)
{
    const struct card *card = card_find(name);
    char *memory = malloc(CARD_TEXT_MAX);
    assert_non_null(card);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_TEXT_MAX);
    card_put(card, input, &text);
    assert_false(text.cut);
    return memory;
}

/* A copy with every run of blanks, also of such as do not break, and line breaks as one blank. */
static char *flat(const char *text)
{
    char *copy = malloc(strlen(text) + 1), *to = copy;
    assert_non_null(copy);
    for (; *text; text++) {
        bool stays = strncmp(text, "\u00a0", 2) == 0;
        bool blank = stays || *text == ' ' || *text == '\n';
        text += stays;
        if (!blank)
            *to++ = *text;
        else if (to > copy && to[-1] != ' ')
            *to++ = ' ';
    }
    *to = '\0';
    return copy;
}

void drawn_expect(const char *text, const char *const *lines)
{
    char *all = flat(text), *at = all;
    for (; *lines; lines++) {
        char *line = flat(*lines), *found = strstr(at, line);
        if (!found)
            fail_msg("\"%s\" is not (in its place) in:\n%s", *lines, text);
        at = found + strlen(line);
        free(line);
    }
    free(all);
}

void drawn_refuse(const char *text, const char *words)
{
    char *all = flat(text);
    if (strstr(all, words))
        fail_msg("\"%s\" is in:\n%s", words, text);
    free(all);
}
