/* How printed pages look: style sheets as text, black on white, for A4 and Letter. Const; any thread. */
#ifndef SPIRAL_PAPER_STYLE_H
#define SPIRAL_PAPER_STYLE_H

extern const char style_of_a4[], style_of_letter[], style_of_print[];

#endif
