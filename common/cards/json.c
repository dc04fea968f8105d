#include "common/cards/json.h"

#include "common/base/must.h"
#include "common/base/utf8.h"

#include <string.h>

struct json json_over(struct text *text)
{
    return (struct json){.text = text};
}

static void put_control(struct text *text, unsigned char c)
{
    static const char *const named[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
    if (c < sizeof named / sizeof named[0] && named[c]) {
        text_put(text, named[c]);
        return;
    }
    text_put(text, "\\u00");
    text_put_hex(text, &c, 1);
}

/* Bytes of the UTF-8 character at `at`, or 0 where there is none. */
static size_t character_length(const char *at, size_t rest)
{
    for (size_t length = 1; length <= 4 && length <= rest; length++)
        if (utf8_valid(at, length))
            return length;
    return 0;
}

static void put_string(struct text *text, const char *string)
{
    size_t rest = strlen(string);
    text_put_char(text, '"');
    for (const char *at = string; rest;) {
        size_t length = character_length(at, rest);
        unsigned char c = (unsigned char)*at;
        if (!length)
            text_put(text, "\xef\xbf\xbd");
        else if (c < 0x20 || c == 0x7f)
            put_control(text, c);
        else {
            if (c == '"' || c == '\\')
                text_put_char(text, '\\');
            text_put_span(text, at, length);
        }
        at += length ? length : 1;
        rest -= length ? length : 1;
    }
    text_put_char(text, '"');
}

/* What stands before a value: comma, line, key. */
static void begin_value(struct json *json, const char *key)
{
    bool in_object = json->depth && json->closing[json->depth - 1] == '}';
    must(in_object == (key != NULL));
    if (json->depth) {
        text_put(json->text, json->begun[json->depth - 1] ? "," : "");
        json->begun[json->depth - 1] = true;
        if (json->depth <= 2)
            text_put_char(json->text, '\n');
    }
    if (!key)
        return;
    put_string(json->text, key);
    text_put_char(json->text, ':');
}

static void open_with(struct json *json, const char *key, char opening, char closing)
{
    begin_value(json, key);
    must(json->depth < JSON_DEPTH_MAX);
    text_put_char(json->text, opening);
    json->begun[json->depth] = false;
    json->closing[json->depth++] = closing;
}

void json_object(struct json *json, const char *key)
{
    open_with(json, key, '{', '}');
}

void json_list(struct json *json, const char *key)
{
    open_with(json, key, '[', ']');
}

void json_close(struct json *json)
{
    must(json->depth > 0);
    text_put_char(json->text, json->closing[--json->depth]);
    if (!json->depth)
        text_put_char(json->text, '\n');
}

void json_string(struct json *json, const char *key, const char *string)
{
    begin_value(json, key);
    put_string(json->text, string);
}

void json_spelled(struct json *json, const char *key, const char *digits)
{
    begin_value(json, key);
    text_put(json->text, digits);
}

void json_number(struct json *json, const char *key, int64_t number)
{
    begin_value(json, key);
    text_put_int(json->text, number);
}

void json_bool(struct json *json, const char *key, bool value)
{
    json_spelled(json, key, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    json_spelled(json, key, "null");
}
