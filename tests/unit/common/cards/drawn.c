#include "tests/unit/common/cards/drawn.h"

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

char *drawn_debrief(const struct card_input *input, int seat, const struct own_mirror *mirror)
{
    char *memory = malloc(CARD_DEBRIEF_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_DEBRIEF_MAX);
    if (seat < 0)
        card_put_debrief(input, &text);
    else
        card_put_debrief_own(input, seat, mirror, &text);
    assert_false(text.cut);
    return memory;
}

char *drawn_flat(const char *text)
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
    char *all = drawn_flat(text), *at = all;
    for (; *lines; lines++) {
        char *line = drawn_flat(*lines), *found = strstr(at, line);
        if (!found)
            fail_msg("\"%s\" is not (in its place) in:\n%s", *lines, text);
        at = found + strlen(line);
        free(line);
    }
    free(all);
}

void drawn_refuse(const char *text, const char *words)
{
    char *all = drawn_flat(text);
    if (strstr(all, words))
        fail_msg("\"%s\" is in:\n%s", words, text);
    free(all);
}
