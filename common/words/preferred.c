#include "common/words/preferred.h"

#include "common/words/width.h"

#include <stdlib.h>
#include <string.h>

enum { CODE_SIZE = 64, SHOWN_COLUMNS = 40 };

static bool is_set(const char *value)
{
    return value && *value;
}

static const char *locale_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int x = 0; x < 3; x++)
        if (is_set(getenv(variables[x])))
            return getenv(variables[x]);
    return "";
}

/* The first of "de:es:en" that there is a table of; NULL: none. */
static const struct language *first_of(const char *list)
{
    struct slice rest = slice_of(list), part;
    const struct language *found = NULL;
    char code[CODE_SIZE];
    while (!found && slice_take(&rest, ':', &part))
        if (slice_copy(part, code, sizeof code))
            found = language_named(code);
    return found;
}

const struct language *language_preferred(void)
{
    const char *locale = locale_name(), *list = getenv("LANGUAGE");
    bool is_plain = strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    const struct language *listed = is_set(list) && !is_plain ? first_of(list) : NULL;
    return listed ? listed : language_find(locale);
}

enum status language_ask(const char *code, const struct language **language, struct cause *cause)
{
    *language = language_named(code);
    if (*language)
        return STATUS_OK;
    char known[CODE_SIZE];
    struct text text = text_over(known, sizeof known);
    for (int x = 0; x < LANGUAGES; x++) {
        text_put(&text, x == 0 ? "" : x == LANGUAGES - 1 ? " and " : ", ");
        text_put(&text, languages[x]->code);
    }
    char shown[CAUSE_LENGTH_MAX];
    struct text name = text_over(shown, sizeof shown);
    harmless_put(code, &name);
    return status_fail(cause, STATUS_INVALID, "no language \"%.*s\"; there are %s",
                       (int)bytes_within(shown, SHOWN_COLUMNS), shown, known);
}
