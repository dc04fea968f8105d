#include "common/words/lists.h"

#include "common/words/key.h"

#include <string.h>

/* "e Italia" for "y Italia": before the sound of an i Spanish takes another vowel. */
static bool begins_with_i(const char *word)
{
    return word[0] == 'I' || word[0] == 'i' || strncmp(word, "Hi", 2) == 0;
}

void list_put(const struct language *language, int index, int count, const char *part, struct text *text)
{
    if (index > 0 && index < count - 1) {
        text_put(text, ", ");
    } else if (index > 0) {
        text_put_char(text, ' ');
        text_put(text, key_words(language, begins_with_i(part) ? "list.and_before_i" : "list.and"));
        text_put_char(text, ' ');
    }
    harmless_put(part, text);
}
