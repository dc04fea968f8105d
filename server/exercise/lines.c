/* Lines of the entries of an exercise's stream: name=value, one a line. */
#include "server/exercise/exercise_state.h"

void entry_put_string(struct text *text, const char *name, const char *value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put(text, value);
    text_put_char(text, '\n');
}

void entry_put_number(struct text *text, const char *name, int64_t value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_int(text, value);
    text_put_char(text, '\n');
}

void entry_put_id(struct text *text, const char *name, const struct id *id)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_hex(text, id->bytes, ID_SIZE);
    text_put_char(text, '\n');
}

void entry_put_digest(struct text *text, const char *name, const struct digest *digest)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_hex(text, digest->bytes, DIGEST_SIZE);
    text_put_char(text, '\n');
}

bool entry_take_number(struct slice *rest, const char *name, int64_t low, int64_t high, int64_t *number)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_int(value, low, high, number);
}

bool entry_take_string(struct slice *rest, const char *name, char *to, size_t capacity)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_copy(value, to, capacity);
}

bool entry_take_bytes(struct slice *rest, const char *name, uint8_t *bytes, size_t count)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_hex(value, bytes, count);
}
