/* Instead of the browser client, where it was left out of the build. */
#include "server/web/web.h"

#define PAGE                                                                                                  \
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"                                       \
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Spiral</title></head>\n"  \
    "<body><main><h1>Spiral</h1>\n"                                                                           \
    "<p>This server was built without the browser client. Please play with the command spiral, or ask the "   \
    "operator for a server with the browser client.</p>\n"                                                    \
    "<p lang=\"es\">Este servidor se compiló sin el cliente para navegador. Juegue con el comando spiral o " \
    "pida al operador un servidor que lo incluya.</p></main></body></html>\n"

const struct web_asset web_assets[] = {{.path = "/",
                                        .type = "text/html; charset=utf-8",
                                        .page = true,
                                        .plain = (const uint8_t *)PAGE,
                                        .plain_size = sizeof PAGE - 1,
                                        .tag = "\"none\""}};
const int web_asset_count = 1;
