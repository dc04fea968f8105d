/* The sheet that cards are written on: sentences of the catalogues, lists and headings, as text broken at a
 * width, or as blocks (card_blocks.h) where the reader lays them out. Names cannot steer a terminal.
 *
 * A value that borrows its text or its blocks; text_over's `cut` tells when something did not fit. Pure; any
 * thread. */
#ifndef SPIRAL_CARDS_CARD_PAGE_H
#define SPIRAL_CARDS_CARD_PAGE_H

#include "common/cards/card.h"

enum { CARD_SENTENCE_MAX = 4096 }; /* bytes of one paragraph */

struct card_blocks;

struct card_page {
    struct text *text;               /* where there are no blocks */
    struct card_blocks *blocks;      /* NULL: text */
    const struct scenario *scenario; /* for names */
    const struct language *language;
    int width; /* of the text */
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
/* A heading that text does not set off from what follows; `inner`: within the section before. */
void card_heading(struct card_page *page, int indent, bool inner, const char *key, const struct slot *slots);
/* The same behind a label. */
void card_heading_labelled(struct card_page *page, int columns, const char *label, const char *string);

/* Nothing in blocks. */
void card_blank(struct card_page *page);
void card_rule(struct card_page *page, char stroke);

/* A string, made harmless, with blanks behind it up to a number of columns; longer ones stay whole. */
void card_put_left(struct text *text, const char *string, int columns);
/* With the blanks before it. */
void card_put_right(struct text *text, const char *string, int columns);

#endif
