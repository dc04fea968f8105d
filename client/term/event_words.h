/* Events in sentences, for a seat and for those without one. A row a kind, in the order of importance: a
 * newcomer reads the first lines and knows what matters. The end has sentences of its own; odds and true
 * vulnerability are for the debrief alone. Const tables; any thread. */
#ifndef SPIRAL_TERM_EVENT_WORDS_H
#define SPIRAL_TERM_EVENT_WORDS_H

#include "client/term/page.h"
#include "common/rules/event.h"

enum { EVENT_ROWS = 21 };

/* Where the names of states come from; a piece of PAGE_WORDS bytes to write into is given. */
struct event_names {
    const char *(*name_of)(const void *user, int state, char *piece);
    const void *user;
    int count; /* states; others have no name */
};

/* The kind that row 0 .. EVENT_ROWS - 1 is about. */
int event_row_kind(int row);

/* Does the state have a part in an event of the row's kind? */
bool event_is_about(int row, const int32_t numbers[EVENT_NUMBERS_MAX], int state);

/* An event of the row's kind as a sentence. `budget`: the words for the numbers of EVENT_BUDGET. */
void event_put_words(const struct page *page, int row, const int32_t numbers[EVENT_NUMBERS_MAX],
                     const struct event_names *names, const char *budget, struct text *text);

#endif
