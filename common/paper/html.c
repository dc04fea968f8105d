#include "common/paper/html.h"

#include "common/base/must.h"
#include "common/paper/style.h"

#include <string.h>

static const char *const html_paper_names[HTML_PAPERS] = {"a4", "letter"};

enum status html_paper_named(const char *name, enum html_paper *paper, struct cause *cause)
{
    for (int x = 0; x < HTML_PAPERS; x++) {
        if (strcmp(name, html_paper_names[x]) != 0)
            continue;
        *paper = (enum html_paper)x;
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_INVALID, "no paper \"%.40s\"; allowed a4, letter", name);
}

struct html html_over(struct text *text, const struct language *language)
{
    return (struct html){.text = text, .language = language};
}

static void open_tag(struct html *html, const char *tag, const char *classes, bool spoken)
{
    text_put_char(html->text, '<');
    text_put(html->text, tag);
    if (classes) {
        text_put(html->text, " class=\"");
        text_put(html->text, classes);
        text_put_char(html->text, '"');
    }
    if (spoken) {
        text_put(html->text, " lang=\"");
        text_put(html->text, html->language->code);
        text_put_char(html->text, '"');
    }
    text_put_char(html->text, '>');
    must(html->depth < HTML_DEPTH_MAX);
    html->open[html->depth++] = tag;
}

void html_open(struct html *html, const char *tag, const char *classes)
{
    open_tag(html, tag, classes, false);
}

void html_open_spoken(struct html *html, const char *tag, const char *classes)
{
    open_tag(html, tag, classes, true);
}

static bool is_block(const char *tag)
{
    static const char *const inner[] = {"b", "i", "span", "td", "th"};
    for (size_t x = 0; x < sizeof inner / sizeof inner[0]; x++)
        if (strcmp(tag, inner[x]) == 0)
            return false;
    return true;
}

void html_close(struct html *html)
{
    must(html->depth > 0);
    const char *tag = html->open[--html->depth];
    text_put(html->text, "</");
    text_put(html->text, tag);
    text_put(html->text, is_block(tag) ? ">\n" : ">");
}

/* Everything that markup is made of, and what no page may hold. */
static void put_escaped(struct text *text, const char *string)
{
    for (const char *at = string; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '<')
            text_put(text, "&lt;");
        else if (byte == '>')
            text_put(text, "&gt;");
        else if (byte == '&')
            text_put(text, "&amp;");
        else if (byte == '"')
            text_put(text, "&quot;");
        else if (byte == '\'')
            text_put(text, "&#39;");
        else
            text_put_char(text, *at);
    }
}

void html_text(struct html *html, const char *string)
{
    char memory[HTML_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    harmless_put(string, &text);
    put_escaped(html->text, memory);
    html->text->cut = html->text->cut || text.cut;
}

void html_number(struct html *html, int64_t number)
{
    if (number < 0)
        text_put(html->text, "\u2212");
    text_put_int(html->text, number < 0 ? -number : number);
}

void html_say(struct html *html, const char *key, const struct slot *slots)
{
    char memory[HTML_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(html->language, key, slots, &text);
    put_escaped(html->text, memory);
    html->text->cut = html->text->cut || text.cut;
}

void html_put(struct html *html, const char *tag, const char *classes, const char *string)
{
    html_open(html, tag, classes);
    html_text(html, string);
    html_close(html);
}

void html_put_number(struct html *html, const char *tag, const char *classes, int64_t number)
{
    html_open(html, tag, classes);
    html_number(html, number);
    html_close(html);
}

void html_put_say(struct html *html, const char *tag, const char *classes, const char *key,
                  const struct slot *slots)
{
    html_open(html, tag, classes);
    html_say(html, key, slots);
    html_close(html);
}

void html_put_empty(struct html *html, const char *tag, const char *classes)
{
    html_open(html, tag, classes);
    html_close(html);
}

void html_markup(struct html *html, const char *markup)
{
    text_put(html->text, markup);
}

void html_begin_page(struct html *html, enum html_paper paper, const char *title)
{
    text_put(html->text, "<!doctype html>\n");
    html_open_spoken(html, "html", NULL);
    html_open(html, "head", NULL);
    text_put(html->text, "<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                         "<meta name=\"robots\" content=\"noindex\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                         "style-src 'unsafe-inline'\">\n");
    html_put(html, "title", NULL, title);
    html_open(html, "style", NULL);
    text_put(html->text, paper == HTML_LETTER ? style_of_letter : style_of_a4);
    text_put(html->text, style_of_print);
    html_close(html);
    html_close(html);
    html_open(html, "body", html_paper_names[paper]);
}

void html_end_page(struct html *html)
{
    html_close(html);
    html_close(html);
    must(html->depth == 0);
}
