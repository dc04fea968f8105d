/* Lines on their way to the terminal: sentences go in, whole lines come out, never a cursor movement.
 *
 * Owner: the game; page_free gives the memory back. Loop thread. */
#ifndef SPIRAL_TERM_PAGE_H
#define SPIRAL_TERM_PAGE_H

#include "common/base/buffer.h"
#include "common/words/sentences.h"

enum {
    PAGE_MAX = 1024 * 1024, /* bytes between two flushes; what is more is dropped */
    PAGE_LINE_MAX = 8192,   /* bytes of one line before wrapping; what is more is cut */
    PAGE_WORDS = 1024,      /* bytes for a piece of a sentence: a list of states, a budget */
};

struct page {
    const struct language *language;
    struct buffer bytes;
    int width;  /* columns to wrap at, 0: never */
    int height; /* rows of the terminal that it is read on, 0: of none */
};

void page_init(struct page *page, const struct language *language, int width);
void page_free(struct page *page);

/* A sentence without placeholders as a line. */
void page_say(struct page *page, const char *key);
/* A sentence with its slots as a line. */
void page_tell(struct page *page, const char *key, const struct slot *slots);
/* A line that is not a sentence, such as the result for scripts. */
void page_line(struct page *page, const char *line);
void page_blank(struct page *page);
/* Lines that are broken already, each with its end. */
void page_block(struct page *page, const char *lines, size_t length);

/* A piece of a sentence, in the page's language. */
void page_piece(const struct page *page, const char *key, const struct slot *slots, struct text *text);
/* The word for `name` in a family: ("pact", "defensive") is the sentence "pact.defensive". Borrowed; `name`
 * itself without a row. */
const char *page_word(const struct page *page, const char *family, const char *name);

/* Writes what there is to the file descriptor and empties the page; waits for a slow reader. False when the
 * reader is gone. */
bool page_flush(struct page *page, int fd);

#endif
