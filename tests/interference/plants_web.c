/* The wraps of the web. */
#include "plants_web.h"

#include "common/wire/limits.h"
#include "server/web/web_internal.h"

#include <string.h>

#define WRAP(result, name, ...)                                                                              \
    result __real_##name(__VA_ARGS__);                                                                       \
    result __wrap_##name(__VA_ARGS__);                                                                       \
    result __wrap_##name(__VA_ARGS__)

WRAP(void, answer, struct web_stream *stream, const struct answer *answer)
{
    static const char load[] = "Spiral-Load: xxxxxxxxxxxxxxxx";
    char headers[512];
    struct answer grown = *answer;
    struct text text = text_over(headers, sizeof headers);
    size_t more = plant_in_head();
    text_put(&text, answer->headers ? answer->headers : "");
    text_put_span(&text, load, sizeof load - 17 + more);
    text_put(&text, "\r\n");
    if (more)
        grown.headers = headers;
    __real_answer(stream, &grown);
}

WRAP(void, poller_answer_or_wait, struct web_poller *poller, bool opens, bool waits)
{
    __real_poller_answer_or_wait(poller, opens, waits && !plant_in_moment());
}

WRAP(void, socket_send, struct web_socket *socket, const uint8_t *bytes, size_t count)
{
    static uint8_t grown[WIRE_TO_CLIENT_MAX];
    size_t more = plant_in_frame();
    if (count + more > sizeof grown)
        more = 0;
    memcpy(grown, bytes, count);
    memset(grown + count, 0, more);
    __real_socket_send(socket, grown, count + more);
}
