/* Figures as people read them, for the sentences about prospects, looks and the game. Loop thread. */
#ifndef SPIRAL_TERM_TELL_FIGURES_H
#define SPIRAL_TERM_TELL_FIGURES_H

#include "client/term/tell.h"
#include "common/aids/estimates.h"
#include "common/aids/prospects.h"

/* "about 30 (20-40)", of 100 cases. */
void put_chance(const struct game *game, const struct odds *chance, struct text *text);

/* "-4.2", with the decimal sign of the language; as a change "+4.2"; as a span "-4.2 to +0.3". */
void put_tenths(const struct game *game, int64_t tenths, struct text *text);
void put_change(const struct game *game, int64_t tenths, struct text *text);
void put_changes(const struct game *game, int64_t low, int64_t high, struct text *text);

/* "+4", "-4", "0". */
void put_signed(int64_t number, struct text *text);

/* "fortify 13.2, strike 4.9", in units; dual only where it is worth showing. */
void put_stocks(const struct game *game, const struct arms *arms, struct text *text);

#endif
