/* Pages for the tests: small, packed, and larger than one piece. */
#include "assets_for_tests.h"

#define FILL    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
#define FILL_16 FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL FILL
#define FILL_256                                                                                             \
    FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16 FILL_16  \
        FILL_16 FILL_16 FILL_16

const char large_asset[LARGE_SIZE + 1] = FILL_256 FILL_256 FILL_256 FILL_256;

const struct web_asset web_assets[] = {
    {.path = "/index.html",
     .type = "text/html; charset=utf-8",
     .page = true,
     .plain = (const uint8_t *)"<page>",
     .plain_size = 6,
     .tag = "\"page1\""},
    {.path = "/a-1234.js",
     .type = "text/javascript; charset=utf-8",
     .immutable = true,
     .plain = (const uint8_t *)"plain",
     .plain_size = 5,
     .gzip = (const uint8_t *)"zip",
     .gzip_size = 3,
     .brotli = (const uint8_t *)"br",
     .brotli_size = 2,
     .tag = "\"js1\""},
    {.path = "/large.txt",
     .type = "text/plain",
     .plain = (const uint8_t *)large_asset,
     .plain_size = LARGE_SIZE,
     .tag = "\"large\""},
};
const int web_asset_count = sizeof web_assets / sizeof web_assets[0];
