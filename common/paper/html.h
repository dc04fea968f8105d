/* A writer of HTML into bounded text: what is opened is closed, and whatever is put in is text, never markup.
 *
 * For pages that are printed or kept: one file, no script, nothing fetched. A value that borrows its text and
 * its language; text_over's `cut` tells when something did not fit. Pure; any thread. */
#ifndef SPIRAL_PAPER_HTML_H
#define SPIRAL_PAPER_HTML_H

#include "common/base/status.h"
#include "common/words/sentences.h"

enum {
    HTML_DEPTH_MAX = 24,
    HTML_SENTENCE_MAX = 8 * 1024, /* bytes of one sentence with its slots */
};

struct html {
    struct text *text;
    const struct language *language; /* of sentences; may be changed between two of them */
    int depth;
    const char *open[HTML_DEPTH_MAX];
};

struct html html_over(struct text *text, const struct language *language);

/* Tags and classes are literals of the program. `classes` may be NULL. */
void html_open(struct html *html, const char *tag, const char *classes);
void html_close(struct html *html);
/* An element that says which language it is in: the writer's own. */
void html_open_spoken(struct html *html, const char *tag, const char *classes);

/* Somebody's text: escaped, control characters made visible. */
void html_text(struct html *html, const char *string);
void html_number(struct html *html, int64_t number);
/* A sentence of the catalogue; slots may be NULL. */
void html_say(struct html *html, const char *key, const struct slot *slots);

/* A whole element. */
void html_put(struct html *html, const char *tag, const char *classes, const char *string);
void html_put_number(struct html *html, const char *tag, const char *classes, int64_t number);
void html_put_say(struct html *html, const char *tag, const char *classes, const char *key,
                  const struct slot *slots);
/* An element with nothing in it, such as a line to write on. */
void html_put_empty(struct html *html, const char *tag, const char *classes);

/* Markup that the program has made itself: a picture. */
void html_markup(struct html *html, const char *markup);

enum html_paper { HTML_A4, HTML_LETTER, HTML_PAPERS };
/* "a4" or "letter". */
MUST_USE enum status html_paper_named(const char *name, enum html_paper *paper, struct cause *cause);

/* The beginning of a page up to its open body, with the style of print; then the end. */
void html_begin_page(struct html *html, enum html_paper paper, const char *title);
void html_end_page(struct html *html);

#endif
