#include "client/doctor/address.h"

#include "common/base/text.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { PORT_USUAL = 443, PORT_MAX = 65535 };

/* Letters, digits, dots, dashes; of an address in brackets colons too. */
static bool is_host(struct slice host, bool brackets)
{
    for (size_t x = 0; x < host.length; x++) {
        char c = host.at[x];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '.' && c != '-' && c != '_' && !(brackets && (c == ':' || c == '%')))
            return false;
    }
    return host.length > 0 && (brackets || host.at[0] != '-');
}

/* Takes the host off `rest`; what is left begins with a colon or is nothing. */
static bool take_host(struct slice *rest, struct slice *host)
{
    bool brackets = rest->length > 0 && rest->at[0] == '[';
    const char *end = memchr(rest->at, brackets ? ']' : ':', rest->length);
    if (brackets && !end)
        return false;
    size_t length = end ? (size_t)(end - rest->at) : rest->length;
    *host = brackets ? (struct slice){rest->at + 1, length - 1} : (struct slice){rest->at, length};
    size_t taken = length + (brackets ? 1 : 0);
    *rest = (struct slice){rest->at + taken, rest->length - taken};
    return is_host(*host, brackets);
}

enum address_fault address_read(const char *typed, struct stream_place *place)
{
    static const char scheme[] = "https://";
    struct slice rest = slice_of(typed), host;
    int64_t port = PORT_USUAL;
    if (slice_starts(rest, "http://"))
        return ADDRESS_PLAIN;
    if (slice_starts(rest, scheme))
        rest = (struct slice){rest.at + sizeof scheme - 1, rest.length - (sizeof scheme - 1)};
    const char *path = memchr(rest.at, '/', rest.length);
    if (path)
        rest.length = (size_t)(path - rest.at);
    if (!take_host(&rest, &host) || !slice_copy(host, place->host, sizeof place->host))
        return ADDRESS_NO_HOST;
    if (rest.length &&
        (rest.at[0] != ':' || !slice_int((struct slice){rest.at + 1, rest.length - 1}, 1, PORT_MAX, &port)))
        return ADDRESS_NO_PORT;
    place->port = (int)port;
    return ADDRESS_TAKEN;
}

bool address_is_loopback(const char *digits)
{
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, digits, &four) == 1)
        return ntohl(four.s_addr) >> 24 == IN_LOOPBACKNET;
    if (inet_pton(AF_INET6, digits, &six) != 1)
        return false;
    return IN6_IS_ADDR_LOOPBACK(&six) || (IN6_IS_ADDR_V4MAPPED(&six) && six.s6_addr[12] == IN_LOOPBACKNET);
}
