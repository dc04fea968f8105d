#include "client/screen/lines.h"

#include <string.h>

void lines_clear(struct lines *lines)
{
    lines->count = 0;
    lines->used = 0;
}

static bool add_span(struct lines *lines, const char *line, size_t length)
{
    if (lines->count == LINES_MAX || lines->used + length + 1 > LINES_BYTES)
        return false;
    lines->begins[lines->count++] = lines->used;
    memcpy(lines->bytes + lines->used, line, length);
    lines->bytes[lines->used + length] = '\0';
    lines->used += length + 1;
    return true;
}

bool lines_add(struct lines *lines, const char *line)
{
    return add_span(lines, line, strlen(line));
}

void lines_split(struct lines *lines, const char *text, size_t size)
{
    while (size) {
        const char *end = memchr(text, '\n', size);
        size_t length = end ? (size_t)(end - text) : size;
        if (!add_span(lines, text, length))
            return;
        text += length + (end ? 1 : 0);
        size -= length + (end ? 1 : 0);
    }
}

const char *lines_at(const struct lines *lines, int index)
{
    return index >= 0 && index < lines->count ? lines->bytes + lines->begins[index] : "";
}

void lines_keep(struct lines *lines, int count)
{
    int gone = lines->count - count;
    if (gone <= 0)
        return;
    size_t bytes = count > 0 ? lines->begins[gone] : lines->used;
    memmove(lines->bytes, lines->bytes + bytes, lines->used - bytes);
    lines->used -= bytes;
    lines->count -= gone;
    for (int x = 0; x < lines->count; x++)
        lines->begins[x] = lines->begins[x + gone] - bytes;
}

void lines_take(struct lines *lines, struct game *game)
{
    struct buffer *bytes = &game->page.bytes;
    size_t size = buffer_length(bytes);
    if (!size)
        return;
    lines_split(lines, (const char *)buffer_bytes(bytes), size);
    buffer_consume(bytes, size);
}

void lines_tell(struct lines *lines, struct game *game, int columns,
                void (*tell)(struct game *game, void *user), void *user)
{
    struct page kept = game->page;
    page_init(&game->page, kept.language, columns);
    tell(game, user);
    lines_clear(lines);
    lines_take(lines, game);
    page_free(&game->page);
    game->page = kept;
}
