#include "server/conf/place.h"

#include "common/base/text.h"
#include "server/conf/conf.h"

#include <string.h>

enum { HTTPS_PORT = 443 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static bool consists_of(struct slice slice, const char *more)
{
    for (size_t x = 0; x < slice.length; x++)
        if (!strchr(letters, slice.at[x]) && !strchr(more, slice.at[x]))
            return false;
    return slice.length > 0;
}

/* Takes the host away; what is left begins with the port's colon or is empty. False: it is no host. */
static bool take_host(struct slice *rest)
{
    const char *close = memchr(rest->at, ']', rest->length);
    if (rest->length && rest->at[0] == '[') {
        struct slice inner = {rest->at + 1, close ? (size_t)(close - rest->at - 1) : 0};
        if (!consists_of(inner, ":."))
            return false;
        *rest = (struct slice){close + 1, rest->length - inner.length - 2};
        return true;
    }
    const char *colon = memchr(rest->at, ':', rest->length);
    struct slice host = {rest->at, colon ? (size_t)(colon - rest->at) : rest->length};
    *rest = (struct slice){rest->at + host.length, rest->length - host.length};
    return consists_of(host, ".-");
}

enum status conf_check_public(const char *text, struct cause *cause)
{
    struct slice rest = slice_of(text);
    int64_t port;
    if (strstr(text, "://"))
        return status_fail(cause, STATUS_INVALID, "--public: \"%.60s\" has a scheme; give HOST[:PORT] alone",
                           text);
    if (rest.length > CONF_PLACE_SIZE - sizeof ":65535")
        return status_fail(cause, STATUS_INVALID, "--public: longer than a name may be; give HOST[:PORT]");
    if (!take_host(&rest) || (rest.length && rest.at[0] != ':'))
        return status_fail(cause, STATUS_INVALID,
                           "--public: \"%.60s\" is not HOST[:PORT]; an IPv6 address stands in brackets",
                           text);
    if (rest.length && !slice_int((struct slice){rest.at + 1, rest.length - 1}, 1, 65535, &port))
        return status_fail(cause, STATUS_INVALID, "--public: \"%.60s\" has a port that is not in 1..65535",
                           text);
    return STATUS_OK;
}

static bool is_loopback(const char *host)
{
    return strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0;
}

static bool is_every_address(const char *host)
{
    return strcmp(host, "0.0.0.0") == 0 || strcmp(host, "::") == 0;
}

void conf_place(const struct conf *conf, const char *host, uint16_t port, const char *machine,
                char place[CONF_PLACE_SIZE])
{
    static const char here[] = "localhost";
    struct text text = text_over(place, CONF_PLACE_SIZE);
    if (conf->public) {
        text_put(&text, conf->public);
        return;
    }
    const char *name = is_loopback(host) ? here : host;
    if (is_every_address(host))
        name = consists_of(slice_of(machine), ".-") ? machine : here;
    bool bracketed = strchr(name, ':') != NULL;
    text_put(&text, bracketed ? "[" : "");
    text_put(&text, name);
    text_put(&text, bracketed ? "]" : "");
    if (port == HTTPS_PORT)
        return;
    text_put_char(&text, ':');
    text_put_int(&text, port);
}
