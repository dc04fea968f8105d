/* Every sentence that people are shown, by key, in every language at once.
 *
 * The words stand in config/locale/<language>/<part>.po; the build makes tables of them, so that no locale of
 * the machine is needed and two persons in one process may read two languages. Words hold placeholders by
 * name, so that a translation may put them in any order: `{turn}` stands for a value, `{turns:turn|turns}`
 * for the first form when the value is 1 and for the second otherwise. Values that come in are made harmless
 * before they are put in: a name or a message cannot steer the terminal, nor begin a line of its own. Const
 * tables; any thread. */
#ifndef SPIRAL_WORDS_SENTENCES_H
#define SPIRAL_WORDS_SENTENCES_H

#include "common/base/text.h"

struct sentence {
    const char *key;
    const char *words;
};

struct language {
    const char *code;            /* "en" */
    const struct sentence *rows; /* in the order of strcmp on their keys */
    int count;
};

/* English comes first; it is complete and stands in for what another language lacks. */
enum { LANGUAGE_ENGLISH, LANGUAGE_SPANISH, LANGUAGES };
extern const struct language *const languages[LANGUAGES];

/* By its code or anything that begins with it, such as "es_MX.UTF-8"; English for NULL or a language that
 * there is no table of. */
const struct language *language_find(const char *code);
/* The same, but NULL for a language that there is no table of. */
const struct language *language_named(const char *code);

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

/* Puts somebody else's text: what controls or cannot be seen becomes '?', a line break becomes " / ". Joiners
 * of emoji and marks beyond UTF8_MARKS_MAX in a row are left out. */
void harmless_put(const char *string, struct text *text);

#endif
