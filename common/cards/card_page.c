#include "common/cards/card_page.h"

#include "common/cards/card_blocks.h"
#include "common/words/width.h"

#include <string.h>

static void put_blanks(struct text *text, int count)
{
    while (count-- > 0)
        text_put_char(text, ' ');
}

/* The next word; a percent sign stays with its number. */
static size_t word_length(const char *at)
{
    size_t length = strcspn(at, " ");
    while (at[length] == ' ' && at[length + 1] == '%')
        length += 1 + strcspn(at + length + 1, " ");
    return length;
}

static int columns_within(const char *at, size_t length)
{
    int columns = 0;
    for (struct glyph glyph; length; at += glyph.bytes, length -= (size_t)glyph.bytes) {
        glyph = glyph_at(at);
        columns += glyph.columns;
    }
    return columns;
}

/* The words of a string, from a column on. Whatever way a name came into it, it cannot steer a terminal. */
static void flow(struct card_page *page, int column, int rest, const char *string)
{
    char memory[2 * CARD_SENTENCE_MAX];
    struct text harmless = text_over(memory, sizeof memory);
    bool begun = false;
    harmless_put(string, &harmless);
    page->text->cut = page->text->cut || harmless.cut;
    for (const char *at = memory; *at;) {
        size_t length = word_length(at);
        int columns = columns_within(at, length);
        if (begun && column + 1 + columns > page->width) {
            text_put_char(page->text, '\n');
            put_blanks(page->text, rest);
            column = rest;
            begun = false;
        }
        if (begun)
            text_put_char(page->text, ' ');
        text_put_span(page->text, at, length);
        column += columns + begun;
        begun = true;
        at += length;
        at += strspn(at, " ");
    }
    text_put_char(page->text, '\n');
}

void card_paragraph(struct card_page *page, int first, int rest, const char *string)
{
    if (page->blocks) {
        card_blocks_text(page->blocks, string);
        return;
    }
    put_blanks(page->text, first);
    flow(page, first, rest, string);
}

void card_say(struct card_page *page, int indent, const char *key, const struct slot *slots)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(page->language, key, slots, &text);
    card_paragraph(page, indent, indent, memory);
}

void card_item_text(struct card_page *page, int indent, const char *string)
{
    if (page->blocks) {
        card_blocks_item(page->blocks, indent, NULL, string);
        return;
    }
    put_blanks(page->text, indent);
    text_put(page->text, "- ");
    flow(page, indent + 2, indent + 2, string);
}

void card_item(struct card_page *page, int indent, const char *key, const struct slot *slots)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(page->language, key, slots, &text);
    card_item_text(page, indent, memory);
}

void card_labelled(struct card_page *page, int columns, const char *label, const char *string)
{
    if (page->blocks) {
        card_blocks_item(page->blocks, columns, label, string);
        return;
    }
    card_put_right(page->text, label, columns);
    put_blanks(page->text, 2);
    flow(page, columns + 2, columns + 2, string);
}

void card_section(struct card_page *page, const char *key, const struct slot *slots)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(page->language, key, slots, &text);
    if (page->blocks) {
        card_blocks_section(page->blocks, false, memory);
        return;
    }
    int columns = columns_of(memory);
    card_blank(page);
    card_paragraph(page, 0, 0, memory);
    for (int x = 0; x < columns && x < page->width; x++)
        text_put_char(page->text, '-');
    card_blank(page);
}

void card_heading(struct card_page *page, int indent, bool inner, const char *key, const struct slot *slots)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(page->language, key, slots, &text);
    if (page->blocks)
        card_blocks_section(page->blocks, inner, memory);
    else
        card_paragraph(page, indent, indent, memory);
}

void card_heading_labelled(struct card_page *page, int columns, const char *label, const char *string)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (!page->blocks) {
        card_labelled(page, columns, label, string);
        return;
    }
    text_put(&text, label);
    text_put_char(&text, ' ');
    text_put(&text, string);
    card_blocks_section(page->blocks, false, memory);
}

void card_blank(struct card_page *page)
{
    if (page->blocks)
        return;
    text_put_char(page->text, '\n');
}

void card_rule(struct card_page *page, char stroke)
{
    if (page->blocks)
        return;
    for (int x = 0; x < page->width; x++)
        text_put_char(page->text, stroke);
    text_put_char(page->text, '\n');
}

void card_put_left(struct text *text, const char *string, int columns)
{
    harmless_put(string, text);
    put_blanks(text, columns - columns_of(string));
}

void card_put_right(struct text *text, const char *string, int columns)
{
    put_blanks(text, columns - columns_of(string));
    harmless_put(string, text);
}
