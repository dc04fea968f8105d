/* What the tests serve instead of the browser client; see assets_for_tests.c. */
#ifndef SPIRAL_TESTS_WEB_ASSETS_H
#define SPIRAL_TESTS_WEB_ASSETS_H

#include "server/web/web.h"

enum { LARGE_SIZE = 64 * 1024 };
extern const char large_asset[LARGE_SIZE + 1];

#endif
