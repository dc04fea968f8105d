#include "server/web/request.h"

#include <http_parser.h>
#include <string.h>
#include <strings.h>

enum {
    LINE_BESIDES_TARGET = 40, /* bytes of a request's line that are not its target, at most */
};

bool slice_same(struct slice a, struct slice b)
{
    return a.length == b.length && strncasecmp(a.at, b.at, a.length) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct slice slice_trimmed(struct slice slice)
{
    while (slice.length > 0 && is_blank(slice.at[0])) {
        slice.at++;
        slice.length--;
    }
    while (slice.length > 0 && is_blank(slice.at[slice.length - 1]))
        slice.length--;
    return slice;
}

bool list_take(struct slice *list, struct slice *element)
{
    if (!slice_take(list, ',', element))
        return false;
    *element = slice_trimmed(*element);
    return true;
}

int request_header(const struct request *request, const char *name, struct slice *value)
{
    int count = 0;
    *value = (struct slice){"", 0};
    for (int x = 0; x < request->header_count; x++) {
        if (!slice_same(request->headers[x].name, slice_of(name)))
            continue;
        if (count++ == 0)
            *value = request->headers[x].value;
    }
    return count;
}

bool request_lists(const struct request *request, const char *name, const char *element)
{
    for (int x = 0; x < request->header_count; x++) {
        struct slice list = request->headers[x].value, one;
        if (!slice_same(request->headers[x].name, slice_of(name)))
            continue;
        while (list_take(&list, &one))
            if (slice_same(one, slice_of(element)))
                return true;
    }
    return false;
}

/* ---- where a head ends */

/* A byte of a head, given the one before it and whether it begins a line. */
static bool may_follow(uint8_t before, uint8_t byte, bool begins_line)
{
    if (before == '\r')
        return byte == '\n';
    if (byte == '\n')
        return false; /* without CR */
    if (begins_line && (byte == ' ' || byte == '\t'))
        return false; /* a line that goes on in the next one, or begins with nothing */
    return byte == '\r' || byte == '\t' || (byte >= ' ' && byte != 0x7f);
}

enum head_found head_find(const uint8_t *bytes, size_t count, size_t *scanned, size_t *size,
                          enum refusal *refusal)
{
    bool in_first_line = *scanned == 0 || !memchr(bytes, '\n', *scanned);
    for (size_t x = *scanned; x < count; x++) {
        uint8_t before = x > 0 ? bytes[x - 1] : 0;
        *scanned = x + 1;
        *refusal = REFUSAL_MALFORMED;
        if (!may_follow(before, bytes[x], x == 0 || before == '\n'))
            return HEAD_BAD;
        if (bytes[x] == '\n' && x == 1)
            return HEAD_BLANK;
        *size = x + 1;
        if (bytes[x] == '\n' && bytes[x - 2] == '\n')
            return HEAD_WHOLE;
        in_first_line = in_first_line && bytes[x] != '\n';
        *refusal = REFUSAL_TARGET;
        if (in_first_line && x > WEB_TARGET_MAX + LINE_BESIDES_TARGET)
            return HEAD_BAD;
        *refusal = REFUSAL_HEADERS;
        if (x + 1 >= WEB_HEAD_MAX)
            return HEAD_BAD;
    }
    *refusal = REFUSAL_NONE;
    return HEAD_MORE;
}

/* ---- what it says: looked at strictly first, since the parser is lenient */

static bool is_token(struct slice slice)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t x = 0; x < slice.length; x++) {
        char c = slice.at[x];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || !strchr(others, c)))
            return false;
    }
    return slice.length > 0;
}

static bool take_line(struct slice *rest, struct slice *line)
{
    if (!slice_take(rest, '\n', line))
        return false;
    line->length--; /* the CR before it */
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static enum refusal check_first_line(struct slice line)
{
    struct slice method, target, version, rest;
    if (!slice_split(line, ' ', &method, &rest) || !slice_split(rest, ' ', &target, &version) ||
        !is_token(method) || target.length == 0)
        return REFUSAL_MALFORMED;
    if (target.length > WEB_TARGET_MAX)
        return REFUSAL_TARGET;
    for (size_t x = 0; x < target.length; x++)
        if (target.at[x] <= ' ' || target.at[x] >= 0x7f || target.at[x] == '#')
            return REFUSAL_MALFORMED;
    if (version.length != 8 || !slice_starts(version, "HTTP/") || !is_digit(version.at[5]) ||
        version.at[6] != '.' || !is_digit(version.at[7]))
        return REFUSAL_MALFORMED;
    if (!slice_is(version, "HTTP/1.1") && !slice_is(version, "HTTP/1.0"))
        return REFUSAL_VERSION;
    if (!slice_is(method, "GET") && !slice_is(method, "HEAD") && !slice_is(method, "POST"))
        return REFUSAL_METHOD;
    return REFUSAL_NONE;
}

static enum refusal check_strictly(struct slice head)
{
    struct slice line, name, value;
    take_line(&head, &line);
    enum refusal refusal = check_first_line(line);
    int headers = 0;
    while (refusal == REFUSAL_NONE && take_line(&head, &line) && line.length > 0) {
        if (!slice_split(line, ':', &name, &value) || !is_token(name))
            refusal = REFUSAL_MALFORMED;
        else if (++headers > WEB_HEADERS_MAX)
            refusal = REFUSAL_HEADERS;
    }
    return refusal;
}

/* ---- the parser's part */

struct parsing {
    struct request *request;
    struct slice target;
};

static int on_target(http_parser *parser, const char *at, size_t length)
{
    struct parsing *parsing = parser->data;
    parsing->target = (struct slice){at, length};
    return 0;
}

static int on_name(http_parser *parser, const char *at, size_t length)
{
    struct request *request = ((struct parsing *)parser->data)->request;
    if (request->header_count == WEB_HEADERS_MAX)
        return 1;
    request->headers[request->header_count++] = (struct request_header){{at, length}, {at + length, 0}};
    return 0;
}

static int on_value(http_parser *parser, const char *at, size_t length)
{
    struct request *request = ((struct parsing *)parser->data)->request;
    if (request->header_count == 0)
        return 1;
    request->headers[request->header_count - 1].value = slice_trimmed((struct slice){at, length});
    return 0;
}

static enum refusal parse(struct parsing *parsing, const uint8_t *head, size_t size)
{
    static const http_parser_settings settings = {
        .on_url = on_target, .on_header_field = on_name, .on_header_value = on_value};
    http_parser parser;
    http_parser_init(&parser, HTTP_REQUEST);
    parser.data = parsing;
    size_t parsed = http_parser_execute(&parser, &settings, (const char *)head, size);
    switch (HTTP_PARSER_ERRNO(&parser)) {
    case HPE_OK:
        break;
    case HPE_INVALID_CONTENT_LENGTH:
        return REFUSAL_LENGTH;
    case HPE_UNEXPECTED_CONTENT_LENGTH:
        return parser.uses_transfer_encoding ? REFUSAL_CODING : REFUSAL_LENGTH;
    case HPE_INVALID_TRANSFER_ENCODING:
        return REFUSAL_CODING;
    default:
        return REFUSAL_MALFORMED;
    }
    if (parsed != size)
        return REFUSAL_MALFORMED;
    struct request *request = parsing->request;
    request->method = parser.method == HTTP_POST   ? METHOD_POST
                      : parser.method == HTTP_HEAD ? METHOD_HEAD
                                                   : METHOD_GET;
    request->old = parser.http_minor == 0;
    request->last = request->old || !http_should_keep_alive(&parser);
    request->has_length = parser.flags & F_CONTENTLENGTH;
    request->length = request->has_length ? parser.content_length : 0;
    return REFUSAL_NONE;
}

/* ---- host and path */

static bool is_host(struct slice host)
{
    static const char others[] = "-._:[]";
    for (size_t x = 0; x < host.length; x++) {
        char c = host.at[x];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
        if (!letter && (c == '\0' || !strchr(others, c)))
            return false;
    }
    return host.length > 0;
}

static enum refusal find_host(struct request *request)
{
    int count = request_header(request, "Host", &request->host);
    if (count == 0 && request->old)
        return REFUSAL_NONE;
    return count == 1 && is_host(request->host) ? REFUSAL_NONE : REFUSAL_HOST;
}

/* "/path?query", or the same behind this server's name: "https://host/path". */
static enum refusal find_path(struct request *request, struct slice target)
{
    static const char scheme[] = "https://";
    struct slice before, after;
    if (target.length >= sizeof scheme - 1 &&
        slice_same((struct slice){target.at, sizeof scheme - 1}, slice_of(scheme))) {
        struct slice rest = {target.at + sizeof scheme - 1, target.length - (sizeof scheme - 1)};
        const char *slash = memchr(rest.at, '/', rest.length);
        struct slice host = {rest.at, slash ? (size_t)(slash - rest.at) : rest.length};
        if (!slice_same(host, request->host))
            return REFUSAL_HOST;
        target = slash ? (struct slice){slash, rest.length - host.length} : slice_of("/");
    }
    if (target.at[0] != '/')
        return REFUSAL_MALFORMED;
    request->path = slice_split(target, '?', &before, &after) ? before : target;
    return REFUSAL_NONE;
}

enum refusal request_of_head(struct request *request, const uint8_t *head, size_t size)
{
    struct parsing parsing = {request, {"", 0}};
    struct slice value;
    request->header_count = 0;
    enum refusal refusal = check_strictly((struct slice){(const char *)head, size});
    if (refusal == REFUSAL_NONE)
        refusal = parse(&parsing, head, size);
    if (refusal == REFUSAL_NONE && request_header(request, "Transfer-Encoding", &value) > 0)
        refusal = REFUSAL_CODING;
    if (refusal == REFUSAL_NONE && request_header(request, "Content-Length", &value) > 1)
        refusal = REFUSAL_LENGTH;
    if (refusal == REFUSAL_NONE && request_header(request, "Expect", &value) > 0)
        refusal = REFUSAL_EXPECT;
    if (refusal == REFUSAL_NONE)
        refusal = find_host(request);
    if (refusal == REFUSAL_NONE)
        refusal = find_path(request, parsing.target);
    return refusal;
}
