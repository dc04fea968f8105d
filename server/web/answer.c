/* What is sent back: a status line, headers of which some are always the same, a body. */
#include "common/base/must.h"
#include "server/web/web_internal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    FIRST_SIZE = 8 * 1024, /* a head, with as much of the body as there is room for: one record of TLS */
    HEAD_SIZE = 3 * 1024,  /* of an answer */
    PAGE_SIZE = 2 * 1024,  /* of a refusal's page */
};

/* The one place for them. Scripts, styles, pictures and connections come from this server alone, nothing may
 * put a page into a frame, and no page tells where somebody came from. No Strict-Transport-Security: where
 * the certificate is the server's own, a browser that was told so once would let nobody in. */
static const char SECURITY[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: screen-wake-lock=(self), camera=(), display-capture=(), geolocation=(), "
    "microphone=(), "
    "payment=(), usb=()\r\n";

/* "Date: Sun, 06 Nov 1994 08:49:37 GMT": whoever checks a device sees by it whether its clock is wrong. */
static void put_date(struct text *text, const struct web_host *host)
{
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char date[64];
    struct tm at;
    time_t now = host->wall_s ? (time_t)host->wall_s(host->user) : -1;
    if (now < 0 || !gmtime_r(&now, &at) || at.tm_year > 9999 - 1900)
        return;
    snprintf(date, sizeof date, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n", days[at.tm_wday], at.tm_mday,
             months[at.tm_mon], at.tm_year + 1900, at.tm_hour, at.tm_min, at.tm_sec);
    text_put(text, date);
}

static void put_head(struct text *text, const struct web_host *host, const struct answer *answer, bool last)
{
    text_put(text, "HTTP/1.1 ");
    text_put_int(text, answer->status);
    text_put_char(text, ' ');
    text_put(text, status_phrase(answer->status));
    text_put(text, "\r\n");
    put_date(text, host);
    if (answer->type) {
        text_put(text, "Content-Type: ");
        text_put(text, answer->type);
        text_put(text, "\r\nContent-Length: ");
        text_put_int(text, (int64_t)answer->size);
        text_put(text, "\r\n");
    }
    text_put(text, "Cache-Control: ");
    text_put(text, answer->cache);
    text_put(text, "\r\n");
    if (answer->headers)
        text_put(text, answer->headers);
    text_put(text, SECURITY);
    text_put(text, last ? "Connection: close\r\n\r\n" : "\r\n");
}

void answer(struct web_stream *stream, const struct answer *answer)
{
    struct web *web = stream->web;
    struct web_http *http = stream->http;
    char first[FIRST_SIZE];
    struct text text = text_over(first, HEAD_SIZE);
    put_head(&text, &web->host, answer, http->last);
    must(!text.cut);
    size_t size = answer->only_head ? 0 : answer->size, room = sizeof first - text.length;
    size_t part = size < room ? size : room;
    if (part > 0)
        memcpy(first + text.length, answer->body, part);
    web->host.send(stream->link, (const uint8_t *)first, text.length + part);
    web->counts.refused += answer->status >= 400;
    http->rest_size = 0;
    if (answer->lasts) {
        http->rest = answer->body + part;
        http->rest_size = size - part;
    } else if (size > part) {
        web->host.send(stream->link, answer->body + part, size - part);
    }
    stream_answered(stream);
}

bool answer_next_piece(struct web_stream *stream)
{
    struct web_http *http = stream->http;
    size_t part = http->rest_size < WEB_PIECE ? http->rest_size : WEB_PIECE;
    if (part == 0)
        return false;
    stream->web->host.send(stream->link, http->rest, part);
    http->rest += part;
    http->rest_size -= part;
    return true;
}

static void put_page(struct text *text, const struct refusal_row *row)
{
    text_put(text, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Spiral: ");
    text_put_int(text, row->status);
    text_put(text, "</title></head>\n<body><main><h1>");
    text_put_int(text, row->status);
    text_put(text, "</h1>\n<p>");
    text_put(text, row->english);
    text_put(text, "</p>\n<p lang=\"es\">");
    text_put(text, row->spanish);
    text_put(text, "</p>\n<p><a href=\"/\">Spiral</a></p></main></body></html>\n");
}

void answer_refusal(struct web_stream *stream, enum refusal refusal, const char *headers, bool only_head)
{
    const struct refusal_row *row = refusal_row(refusal);
    char page[PAGE_SIZE];
    struct text text = text_over(page, sizeof page);
    put_page(&text, row);
    must(!text.cut);
    if (!row->harmless)
        stream->http->last = true;
    answer(stream, &(struct answer){.status = row->status,
                                    .type = "text/html; charset=utf-8",
                                    .cache = "no-store",
                                    .headers = headers,
                                    .body = (const uint8_t *)page,
                                    .size = text.length,
                                    .only_head = only_head});
}
