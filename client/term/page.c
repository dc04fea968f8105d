#include "client/term/page.h"

#include "common/words/width.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

void page_init(struct page *page, const struct language *language, int width)
{
    *page = (struct page){.language = language, .bytes = buffer_with_cap(PAGE_MAX), .width = width};
}

void page_free(struct page *page)
{
    buffer_free(&page->bytes);
}

static void put_bytes(struct page *page, const char *bytes, size_t count)
{
    if (buffer_write(&page->bytes, bytes, count) != STATUS_OK)
        return; /* a page of a mebibyte is more than anybody reads; the next flush makes room */
}

/* Bytes up to which the line fits into `width` columns, at a blank where there is one; never none. */
static size_t fitting(const char *line, int width)
{
    size_t fits = bytes_within(line, width), blank = fits;
    while (line[fits] && blank && line[blank] != ' ')
        blank--;
    return line[fits] && blank ? blank : fits ? fits : (size_t)glyph_at(line).bytes;
}

void page_line(struct page *page, const char *line)
{
    size_t count;
    do {
        count = page->width > 0 ? fitting(line, page->width) : strlen(line);
        put_bytes(page, line, count);
        put_bytes(page, "\n", 1);
        line += count;
        line += *line == ' ';
    } while (*line);
}

void page_blank(struct page *page)
{
    put_bytes(page, "\n", 1);
}

void page_block(struct page *page, const char *lines, size_t length)
{
    put_bytes(page, lines, length);
}

void page_tell(struct page *page, const char *key, const struct slot *slots)
{
    char line[PAGE_LINE_MAX];
    struct text text = text_over(line, sizeof line);
    sentence_put(page->language, key, slots, &text);
    page_line(page, line);
}

void page_say(struct page *page, const char *key)
{
    page_tell(page, key, NULL);
}

void page_piece(const struct page *page, const char *key, const struct slot *slots, struct text *text)
{
    sentence_put(page->language, key, slots, text);
}

const char *page_word(const struct page *page, const char *family, const char *name)
{
    char key[96];
    struct text text = text_over(key, sizeof key);
    text_put(&text, family);
    text_put_char(&text, '.');
    for (const char *c = name; *c; c++)
        text_put_char(&text, *c == ' ' ? '_' : *c);
    const char *words = sentence_words(page->language, key);
    return words ? words : name;
}

static bool write_all(int fd, const uint8_t *bytes, size_t count)
{
    while (count) {
        ssize_t written = write(fd, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            (void)poll(&wait, 1, -1);
        } else if (written < 0 && errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool page_flush(struct page *page, int fd)
{
    size_t count = buffer_length(&page->bytes);
    bool written = count == 0 || write_all(fd, buffer_bytes(&page->bytes), count);
    if (count)
        buffer_consume(&page->bytes, count);
    return written;
}
