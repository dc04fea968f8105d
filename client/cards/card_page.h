/* The sheet that cards are written on: sentences broken at a width, lists and headings. Columns are counted
 * in characters, and names cannot steer a terminal.
 *
 * A value that borrows its text; text_over's `cut` tells when something did not fit. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_PAGE_H
#define SPIRAL_CARDS_CARD_PAGE_H

#include "client/cards/card.h"

enum { CARD_SENTENCE_MAX = 4096 }; /* bytes of one paragraph */

struct card_page {
    struct text *text;
    const struct scenario *scenario; /* for names */
    enum debrief_language language;
    int width;
};

/* What stands for {name} in a pattern: a word, or a number where `word` is NULL. */
struct card_slot {
    const char *name, *word;
    int64_t number;
};

static inline struct card_slot card_word(const char *name, const char *word)
{
    return (struct card_slot){.name = name, .word = word};
}

static inline struct card_slot card_number(const char *name, int64_t number)
{
    return (struct card_slot){.name = name, .number = number};
}

enum { CARD_SLOTS_MAX = 12 };
#define CARD_SLOTS(...) ((const struct card_slot[CARD_SLOTS_MAX + 1]){__VA_ARGS__})

/* Puts the pattern in the page's language, filled, into some text. A pattern is a text in every language. */
void card_fill(const struct card_page *page, const char *const *pattern, const struct card_slot *slots,
               struct text *text);

/* Columns that a string takes. */
int card_columns(const char *string);

/* A paragraph, broken at the page's width: the first line `first` columns in, the others `rest`. */
void card_paragraph(struct card_page *page, int first, int rest, const char *string);

/* A filled pattern as a paragraph, or as an item of a list ("- "), `indent` columns in. */
void card_say(struct card_page *page, int indent, const char *const *pattern, const struct card_slot *slots);
void card_item(struct card_page *page, int indent, const char *const *pattern, const struct card_slot *slots);
/* The same for what is put together already. */
void card_item_text(struct card_page *page, int indent, const char *string);

/* A paragraph behind a label, which stands right-aligned in so many columns. */
void card_labelled(struct card_page *page, int columns, const char *label, const char *string);

/* An empty line, a line of its own and a stroke under it; of a string, and of a pattern without places. */
void card_heading(struct card_page *page, const char *string);
void card_section(struct card_page *page, const char *const *pattern);

void card_blank(struct card_page *page);
void card_rule(struct card_page *page, char stroke);

/* A string, made harmless, with blanks behind it up to a number of columns; longer ones stay whole. */
void card_put_left(struct text *text, const char *string, int columns);
/* With the blanks before it. */
void card_put_right(struct text *text, const char *string, int columns);

#endif
