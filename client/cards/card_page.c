#include "client/cards/card_page.h"

#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/debrief/sentence.h"

#include <string.h>

void card_fill(const struct card_page *page, const char *const *pattern, const struct card_slot *slots,
               struct text *text)
{
    struct sentence_word words[CARD_SLOTS_MAX];
    char memory[CARD_SLOTS_MAX][24];
    int count = 0;
    for (; slots && slots[count].name; count++) {
        must(count < CARD_SLOTS_MAX);
        struct text number = text_over(memory[count], sizeof memory[count]);
        text_put_int(&number, slots[count].number);
        const char *word = slots[count].word ? slots[count].word : memory[count];
        words[count] = (struct sentence_word){slots[count].name, word};
    }
    sentence_fill(text, pattern[page->language], words, count);
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

static int columns_of(const char *bytes, size_t length)
{
    int columns = 0;
    for (size_t x = 0; x < length; x++)
        columns += begins_character(bytes[x]);
    return columns;
}

int card_columns(const char *string)
{
    return columns_of(string, strlen(string));
}

/* Bytes of a name may come from anybody's record: what could steer a terminal becomes '?'. */
static void put_harmless(struct text *text, const char *bytes, size_t length)
{
    if (utf8_printable(bytes, length, false)) {
        text_put_span(text, bytes, length);
        return;
    }
    for (size_t x = 0; x < length; x++)
        if (begins_character(bytes[x]))
            text_put_char(text, bytes[x] >= ' ' && bytes[x] <= '~' ? bytes[x] : '?');
}

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

/* The words of a string, from a column on. */
static void flow(struct card_page *page, int column, int rest, const char *string)
{
    bool begun = false;
    for (const char *at = string; *at;) {
        size_t length = word_length(at);
        int columns = columns_of(at, length);
        if (begun && column + 1 + columns > page->width) {
            text_put_char(page->text, '\n');
            put_blanks(page->text, rest);
            column = rest;
            begun = false;
        }
        if (begun)
            text_put_char(page->text, ' ');
        put_harmless(page->text, at, length);
        column += columns + begun;
        begun = true;
        at += length;
        at += strspn(at, " ");
    }
    text_put_char(page->text, '\n');
}

void card_paragraph(struct card_page *page, int first, int rest, const char *string)
{
    put_blanks(page->text, first);
    flow(page, first, rest, string);
}

void card_say(struct card_page *page, int indent, const char *const *pattern, const struct card_slot *slots)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    card_fill(page, pattern, slots, &text);
    card_paragraph(page, indent, indent, memory);
}

void card_item_text(struct card_page *page, int indent, const char *string)
{
    put_blanks(page->text, indent);
    text_put(page->text, "- ");
    flow(page, indent + 2, indent + 2, string);
}

void card_item(struct card_page *page, int indent, const char *const *pattern, const struct card_slot *slots)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    card_fill(page, pattern, slots, &text);
    card_item_text(page, indent, memory);
}

void card_labelled(struct card_page *page, int columns, const char *label, const char *string)
{
    card_put_right(page->text, label, columns);
    put_blanks(page->text, 2);
    flow(page, columns + 2, columns + 2, string);
}

void card_heading(struct card_page *page, const char *string)
{
    int columns = card_columns(string);
    card_blank(page);
    card_paragraph(page, 0, 0, string);
    for (int x = 0; x < columns && x < page->width; x++)
        text_put_char(page->text, '-');
    card_blank(page);
}

void card_section(struct card_page *page, const char *const *pattern)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    card_fill(page, pattern, NULL, &text);
    card_heading(page, memory);
}

void card_blank(struct card_page *page)
{
    text_put_char(page->text, '\n');
}

void card_rule(struct card_page *page, char stroke)
{
    for (int x = 0; x < page->width; x++)
        text_put_char(page->text, stroke);
    text_put_char(page->text, '\n');
}

void card_put_left(struct text *text, const char *string, int columns)
{
    put_harmless(text, string, strlen(string));
    put_blanks(text, columns - card_columns(string));
}

void card_put_right(struct text *text, const char *string, int columns)
{
    put_blanks(text, columns - card_columns(string));
    put_harmless(text, string, strlen(string));
}
