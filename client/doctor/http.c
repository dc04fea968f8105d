#include "client/doctor/http.h"

#include "common/base/must.h"

#include <http_parser.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { HEAD_MAX = 2048 };

struct reading {
    struct http_answer *answer;
    char name[HTTP_FIELD];
    char *value; /* where the value of the field `name` goes; NULL: nobody wants it */
    bool in_value, whole;
};

static void append(char *to, const char *bytes, size_t count)
{
    size_t length = strlen(to);
    size_t room = HTTP_FIELD - 1 - length;
    size_t taken = count < room ? count : room;
    memcpy(to + length, bytes, taken);
    to[length + taken] = '\0';
}

static int on_name(http_parser *parser, const char *at, size_t count)
{
    struct reading *reading = parser->data;
    if (reading->in_value)
        reading->name[0] = '\0';
    reading->in_value = false;
    append(reading->name, at, count);
    return 0;
}

static int on_value(http_parser *parser, const char *at, size_t count)
{
    struct reading *reading = parser->data;
    const struct {
        const char *name;
        char *value;
    } wanted[] = {{"Date", reading->answer->date},
                  {"Content-Type", reading->answer->type},
                  {"Spiral-Link", reading->answer->link},
                  {"Sec-WebSocket-Accept", reading->answer->accept}};
    if (!reading->in_value) {
        reading->value = NULL;
        for (size_t x = 0; x < sizeof wanted / sizeof wanted[0]; x++)
            if (strcasecmp(reading->name, wanted[x].name) == 0)
                reading->value = wanted[x].value;
    }
    reading->in_value = true;
    if (reading->value)
        append(reading->value, at, count);
    return 0;
}

static int on_body(http_parser *parser, const char *at, size_t count)
{
    struct reading *reading = parser->data;
    size_t room = HTTP_BODY_MAX - reading->answer->size;
    size_t taken = count < room ? count : room;
    memcpy(reading->answer->body + reading->answer->size, at, taken);
    reading->answer->size += taken;
    return 0;
}

static int on_whole(http_parser *parser)
{
    struct reading *reading = parser->data;
    reading->whole = true;
    http_parser_pause(parser, 1);
    return 0;
}

/* Reads until the answer is whole, is none, or does not come. */
static enum http_end read_answer(struct stream *stream, int64_t deadline, struct http_answer *answer)
{
    static const http_parser_settings settings = {.on_header_field = on_name,
                                                  .on_header_value = on_value,
                                                  .on_body = on_body,
                                                  .on_message_complete = on_whole};
    struct reading reading = {.answer = answer};
    http_parser parser;
    http_parser_init(&parser, HTTP_RESPONSE);
    parser.data = &reading;
    bool any = false;
    while (!reading.whole) {
        char bytes[4096];
        int got = stream_receive(stream, bytes, sizeof bytes, deadline);
        if (got < 0)
            return HTTP_SILENT;
        any = any || got > 0;
        size_t read = http_parser_execute(&parser, &settings, bytes, (size_t)got);
        enum http_errno error = HTTP_PARSER_ERRNO(&parser);
        if (error != HPE_OK && error != HPE_PAUSED)
            return HTTP_GARBAGE;
        if (got == 0 && !reading.whole)
            return any ? HTTP_GARBAGE : HTTP_SILENT;
        if (parser.upgrade && reading.whole && read < (size_t)got)
            (void)on_body(&parser, bytes + read, (size_t)got - read);
    }
    answer->status = (int)parser.status_code;
    return HTTP_ANSWERED;
}

void http_put_authority(const struct stream_place *place, struct text *text)
{
    bool digits = strchr(place->host, ':') != NULL;
    text_put(text, digits ? "[" : "");
    text_put(text, place->host);
    text_put(text, digits ? "]" : "");
    if (place->port != 443) {
        text_put_char(text, ':');
        text_put_int(text, place->port);
    }
}

void http_ask(struct stream *stream, const struct stream_place *place, const char *head, const void *body,
              size_t body_size, int64_t deadline, struct http_answer *answer)
{
    char memory[HEAD_MAX];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, head);
    text_put(&text, "Host: ");
    http_put_authority(place, &text);
    text_put(&text, "\r\nUser-Agent: spiral-doctor\r\n\r\n");
    must(!text.cut);
    answer->status = 0;
    answer->size = 0;
    answer->date[0] = answer->type[0] = answer->link[0] = answer->accept[0] = '\0';
    answer->end = HTTP_SILENT;
    if (stream_send(stream, memory, text.length, deadline) &&
        (!body_size || stream_send(stream, body, body_size, deadline)))
        answer->end = read_answer(stream, deadline, answer);
}

/* Days from 1970-01-01 to the first of March of year `year`, and on. */
static int64_t days_to(int year, int month, int day)
{
    static const int before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275}; /* from March on */
    int64_t y = month < 2 ? year - 1 : year;
    return 365 * y + y / 4 - y / 100 + y / 400 + before[month] + day - 1 - 719468;
}

int64_t http_date(const char *date)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char month[4] = "";
    int day, year, hour, minute, second;
    if (sscanf(date, "%*3s, %2d %3s %4d %2d:%2d:%2d GMT", &day, month, &year, &hour, &minute, &second) != 6 ||
        strlen(month) != 3)
        return -1;
    const char *at = strstr(months, month);
    if (!at || (at - months) % 3 != 0 || year < 1970)
        return -1;
    return ((days_to(year, (int)(at - months) / 3, day) * 24 + hour) * 60 + minute) * 60 + second;
}
