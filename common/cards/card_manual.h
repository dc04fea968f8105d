/* What the manual says of the cards, printed from the rows and never written by hand: docs/metrics.md, and
 * the tables of docs/debrief.md. Markdown. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_MANUAL_H
#define SPIRAL_CARDS_CARD_MANUAL_H

#include "common/words/sentences.h"

enum { CARD_MANUAL_MAX = 256 * 1024 /* bytes of one page */ };

/* Every metric by family; headings in the language, the sentences in both. docs/metrics.md is the English
 * one. */
void card_put_metrics_page(const struct language *language, struct text *text);

/* The cards with their questions, and the rules of the diagnosis. docs/debrief.md holds the English one. */
void card_put_rules_page(const struct language *language, struct text *text);

#endif
