#include "common/paper/read_json.h"

#include "common/base/must.h"

#include <string.h>

struct read_json read_json_over(const char *at, size_t length)
{
    return (struct read_json){.at = at, .end = at + length};
}

static void fail(struct read_json *reader)
{
    reader->bad = true;
    reader->at = reader->end;
}

static char peek(struct read_json *reader)
{
    while (reader->at < reader->end && strchr(" \t\r\n", *reader->at) && *reader->at)
        reader->at++;
    return reader->at < reader->end ? *reader->at : '\0';
}

static void expect(struct read_json *reader, char c)
{
    if (peek(reader) == c && c)
        reader->at++;
    else
        fail(reader);
}

char read_json_next(struct read_json *reader)
{
    char c = peek(reader);
    if (c == '-' || (c >= '0' && c <= '9'))
        return '0';
    return c == 'f' ? 't' : c;
}

static void enter(struct read_json *reader, char c)
{
    expect(reader, c);
    if (reader->bad || reader->depth == READ_JSON_DEPTH_MAX) {
        fail(reader);
        return;
    }
    reader->begun[reader->depth++] = false;
}

void read_json_object(struct read_json *reader)
{
    enter(reader, '{');
}

void read_json_list(struct read_json *reader)
{
    enter(reader, '[');
}

bool read_json_more(struct read_json *reader)
{
    if (reader->bad)
        return false;
    must(reader->depth > 0);
    char c = peek(reader);
    if (c == '}' || c == ']') {
        reader->at++;
        reader->depth--;
        return false;
    }
    if (reader->begun[reader->depth - 1])
        expect(reader, ',');
    reader->begun[reader->depth - 1] = true;
    if (!peek(reader))
        fail(reader);
    return !reader->bad;
}

/* One character of a string that is escaped: \n, \u00e9. Those beyond the first plane come as they are. */
static void put_escape(struct read_json *reader, struct text *text)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const char *name = reader->at < reader->end && *reader->at ? strchr(names, *reader->at) : NULL;
    uint8_t code[2];
    if (name) {
        text_put_char(text, values[name - names]);
        reader->at++;
        return;
    }
    if (reader->end - reader->at < 5 || *reader->at != 'u' ||
        !slice_hex((struct slice){.at = reader->at + 1, .length = 4}, code, 2)) {
        fail(reader);
        return;
    }
    unsigned value = (unsigned)code[0] << 8 | code[1];
    char bytes[4] = {0};
    if (value < 0x80) {
        bytes[0] = (char)value;
    } else if (value < 0x800) {
        bytes[0] = (char)(0xc0 | value >> 6);
        bytes[1] = (char)(0x80 | (value & 0x3f));
    } else {
        bytes[0] = (char)(0xe0 | value >> 12);
        bytes[1] = (char)(0x80 | (value >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (value & 0x3f));
    }
    text_put(text, bytes);
    reader->at += 5;
}

/* The bytes of a letter that was begun and does not fit as a whole go again. */
static void trim(struct text *text)
{
    size_t tail = 0;
    while (tail < text->length && ((unsigned char)text->at[text->length - 1 - tail] & 0xc0) == 0x80)
        tail++;
    if (tail == text->length)
        return;
    unsigned char lead = (unsigned char)text->at[text->length - 1 - tail];
    size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (tail + 1 < whole)
        text->length -= tail + 1;
    text->at[text->length] = '\0';
}

void read_json_string(struct read_json *reader, char *to, size_t capacity)
{
    struct text text = text_over(to, capacity);
    expect(reader, '"');
    while (reader->at < reader->end && *reader->at != '"') {
        char c = *reader->at++;
        if (c == '\\')
            put_escape(reader, &text);
        else
            text_put_char(&text, c);
    }
    if (text.cut)
        trim(&text);
    expect(reader, '"');
}

void read_json_key(struct read_json *reader, char *key, size_t capacity)
{
    read_json_string(reader, key, capacity);
    expect(reader, ':');
}

int64_t read_json_number(struct read_json *reader)
{
    const char *begin = (peek(reader), reader->at);
    int64_t value = 0;
    while (reader->at < reader->end && strchr("+-.eE0123456789", *reader->at) && *reader->at)
        reader->at++;
    struct slice digits = {.at = begin, .length = (size_t)(reader->at - begin)};
    if (!slice_int(digits, INT64_MIN / 2, INT64_MAX / 2, &value))
        fail(reader);
    return value;
}

bool read_json_bool(struct read_json *reader)
{
    const char *word = peek(reader) == 't' ? "true" : "false";
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0)
        fail(reader);
    else
        reader->at += length;
    return word[0] == 't';
}

static void skip_string(struct read_json *reader)
{
    reader->at++;
    while (reader->at < reader->end && *reader->at != '"')
        reader->at += *reader->at == '\\' && reader->end - reader->at > 1 ? 2 : 1;
    expect(reader, '"');
}

void read_json_skip(struct read_json *reader)
{
    int depth = 0;
    do {
        char c = peek(reader);
        if (c == '{' || c == '[')
            depth++;
        if (c == '}' || c == ']')
            depth--;
        if (!c || depth < 0)
            fail(reader);
        else if (c == '"')
            skip_string(reader);
        else if (strchr("{}[],:", c))
            reader->at++;
        else
            reader->at += strcspn(reader->at, ",]}");
    } while (!reader->bad && depth > 0);
}
