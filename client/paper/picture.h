/* A link as a picture that a phone reads from paper: a QR code as inline SVG. Pure but for its heap; any
 * thread. */
#ifndef SPIRAL_PAPER_PICTURE_H
#define SPIRAL_PAPER_PICTURE_H

#include "common/base/text.h"

/* With the white border that readers need. False, and nothing put, where the link is too long for a
 * code. */
bool picture_put_link(const char *link, struct text *text);

#endif
