/* A link as a picture that a phone reads from a terminal, or from the wall behind it.
 *
 * Pure but for qr_is_shown, which asks the process; any thread. */
#ifndef SPIRAL_CTL_QR_H
#define SPIRAL_CTL_QR_H

#include "common/base/text.h"

/* Puts it as lines of half blocks, black on white whatever the terminal's colours are, with the white border
 * that readers need. Nothing where the link is too long for a picture that fits 80 columns. */
void qr_put(const char *link, struct text *text);

/* Whether the terminal on standard output shows such a picture: one that knows UTF-8 and colours. */
bool qr_is_shown(void);

#endif
