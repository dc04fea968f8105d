/* Cards drawn into memory, and looked through, for their tests. */
#ifndef SPIRAL_TESTS_CARDS_DRAWN_H
#define SPIRAL_TESTS_CARDS_DRAWN_H

#include "common/cards/card_debrief.h"

/* An input without other worlds, 80 columns; LANGUAGE_ENGLISH or another. */
struct card_input drawn_input(const struct metric_input *played, int language);

/* The card's text, to be freed; nothing of it was cut. */
char *drawn_card(const char *name, const struct card_input *input);

/* The debrief as JSON, to be freed; `seat` < 0: all cards, else the page of that seat. Nothing of it was cut.
 */
char *drawn_debrief(const struct card_input *input, int seat, const struct own_mirror *mirror);

/* A copy, to be freed, with every run of blanks, also of such as do not break, and line breaks as one blank.
 */
char *drawn_flat(const char *text);

/* Each line, NULL-ended, stands in the text somewhere after the one before it; blanks and line breaks count
 * as one blank. Fails with the text. */
void drawn_expect(const char *text, const char *const *lines);
#define DRAWN_EXPECT(text, ...) drawn_expect(text, (const char *const[]){__VA_ARGS__, NULL})

/* It does not. */
void drawn_refuse(const char *text, const char *words);

#endif
