/* The sheet that cards are written on: sentences of the catalogues broken at a width, lists and headings.
 * Names cannot steer a terminal.
 *
 * A value that borrows its text; text_over's `cut` tells when something did not fit. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_PAGE_H
#define SPIRAL_CARDS_CARD_PAGE_H

#include "client/cards/card.h"

enum { CARD_SENTENCE_MAX = 4096 }; /* bytes of one paragraph */

struct card_page {
    struct text *text;
    const struct scenario *scenario; /* for names */
    const struct language *language;
    int width;
};

/* A paragraph, broken at the page's width: the first line `first` columns in, the others `rest`. */
void card_paragraph(struct card_page *page, int first, int rest, const char *string);

/* A sentence by its key as a paragraph, or as an item of a list ("- "), `indent` columns in. */
void card_say(struct card_page *page, int indent, const char *key, const struct slot *slots);
void card_item(struct card_page *page, int indent, const char *key, const struct slot *slots);
/* The same for what is put together already. */
void card_item_text(struct card_page *page, int indent, const char *string);

/* A paragraph behind a label, which stands right-aligned in so many columns. */
void card_labelled(struct card_page *page, int columns, const char *label, const char *string);

/* An empty line, a sentence by its key on lines of its own, and a stroke under it. */
void card_section(struct card_page *page, const char *key, const struct slot *slots);

void card_blank(struct card_page *page);
void card_rule(struct card_page *page, char stroke);

/* A string, made harmless, with blanks behind it up to a number of columns; longer ones stay whole. */
void card_put_left(struct text *text, const char *string, int columns);
/* With the blanks before it. */
void card_put_right(struct text *text, const char *string, int columns);

#endif
