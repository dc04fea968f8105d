/* A state's brief in sentences: what everybody may know of it before the first turn, at one of two lengths.
 *
 * Made from the public conditions of a world alone, so that no brief can tell of a motive. Pure; any thread.
 */
#ifndef SPIRAL_PAPER_BRIEF_H
#define SPIRAL_PAPER_BRIEF_H

#include "common/paper/html.h"
#include "common/rules/scenario.h"

/* About 200 words, or with `advanced` about 600 under headings. */
void brief_put(const struct scenario *scenario, int state, bool advanced, struct html *html);

#endif
