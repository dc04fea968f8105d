/* What must hold inside server/web. Apart from the rest of the truth, for the names inside the web mean other
 * things than those of the wire. */
#ifndef SPIRAL_TESTS_SIM_TRUTH_WEB_H
#define SPIRAL_TESTS_SIM_TRUTH_WEB_H

#include "server/web/web.h"

/* A sentence that says what does not hold; NULL: all does. */
const char *truth_web_wrong(const struct web *web, uint64_t now_ms);

#endif
