/* The debrief of one finished world as a page to print: every card with its drawings as tables, and the
 * sheets to write on.
 *
 * Made from the blocks that browsers get (card_debrief.h), so that paper, page and terminal say the same.
 * Pure but for its heap; any thread. */
#ifndef SPIRAL_PAPER_CARD_HTML_H
#define SPIRAL_PAPER_CARD_HTML_H

#include "common/cards/card.h"
#include "common/paper/html.h"

enum { CARD_HTML_MAX = 8 * 1024 * 1024 }; /* bytes of one world */

/* A whole page in the language of the input. `text.cut`: it did not fit. */
void card_put_html(const struct card_input *input, enum html_paper paper, struct text *text);

#endif
