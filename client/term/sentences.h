/* Every sentence the terminal client says, by key, in one catalogue for each language.
 *
 * Words hold placeholders by name, so that a translation may put them in any order: `{turn}` stands for a
 * value,
 * `{turns:turn|turns}` for the first form when the value is 1 and for the second otherwise. Values that come
 * in are made harmless before they are put in: a name or a message cannot steer the terminal, nor begin a
 * line of its own. Const tables; any thread. */
#ifndef SPIRAL_TERM_SENTENCES_H
#define SPIRAL_TERM_SENTENCES_H

#include "common/base/text.h"

struct sentence {
    const char *key;
    const char *words;
};

struct sentence_list {
    const struct sentence *rows;
    int count;
};

struct language {
    const char *code; /* "en" */
    const struct sentence_list *const *lists;
    int list_count;
};

/* English comes first; it is complete and stands in for what another language lacks. */
extern const struct language *const languages[];
extern const int language_count;

/* English for NULL or a language that there is no table of. */
const struct language *language_find(const char *code);

/* NULL when there is no such key. */
const char *sentence_words(const struct language *language, const char *key);

/* What goes into a placeholder. */
struct slot {
    const char *name;
    const char *text; /* borrowed; NULL: the number */
    int64_t number;
};

static inline struct slot str(const char *name, const char *text)
{
    return (struct slot){.name = name, .text = text};
}

static inline struct slot num(const char *name, int64_t number)
{
    return (struct slot){.name = name, .number = number};
}

/* SLOTS(num("turn", 5), str("name", name)): ended by a slot without a name. */
#define SLOTS(...) ((const struct slot[]){__VA_ARGS__, {0}})

/* Puts the sentence with its slots (may be NULL) into `text`. A key without a row is put as it is, in
 * brackets. */
void sentence_put(const struct language *language, const char *key, const struct slot *slots,
                  struct text *text);

/* Puts somebody else's text: control characters become '?', a line break becomes " / ". */
void harmless_put(const char *string, struct text *text);

#endif
