#include "client/term/parse.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice slice_trim(struct slice slice)
{
    while (slice.length && is_blank(slice.at[0])) {
        slice.at++;
        slice.length--;
    }
    while (slice.length && is_blank(slice.at[slice.length - 1]))
        slice.length--;
    return slice;
}

bool word_take(struct slice *rest, struct slice *word)
{
    *rest = slice_trim(*rest);
    size_t length = 0;
    while (length < rest->length && !is_blank(rest->at[length]))
        length++;
    *word = (struct slice){rest->at, length};
    rest->at += length;
    rest->length -= length;
    *rest = slice_trim(*rest);
    return length > 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool word_starts(const char *name, struct slice beginning)
{
    if (beginning.length > strlen(name))
        return false;
    for (size_t x = 0; x < beginning.length; x++)
        if (lower(name[x]) != lower(beginning.at[x]))
            return false;
    return true;
}

bool word_is(struct slice word, const char *name)
{
    return word.length == strlen(name) && word_starts(name, word);
}

/* The letter at `at` without case and accent; what is no letter of Latin-1 counts byte by byte. */
static char plain_letter(struct slice at, size_t *bytes)
{
    static const char letters[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy..";
    *bytes = 1;
    if (at.length < 2 || (uint8_t)at.at[0] != 0xc3 || ((uint8_t)at.at[1] & 0xc0) != 0x80)
        return lower(at.at[0]);
    char letter = letters[(uint8_t)at.at[1] & 0x1f];
    if (letter == '.')
        return at.at[0];
    *bytes = 2;
    return letter;
}

bool word_alike_starts(struct slice whole, struct slice beginning)
{
    while (beginning.length) {
        size_t taken, typed;
        if (whole.length == 0 || plain_letter(whole, &taken) != plain_letter(beginning, &typed))
            return false;
        whole = (struct slice){whole.at + taken, whole.length - taken};
        beginning = (struct slice){beginning.at + typed, beginning.length - typed};
    }
    return true;
}

bool word_alike(struct slice a, struct slice b)
{
    return word_alike_starts(a, b) && word_alike_starts(b, a);
}

enum state_found state_parse(const struct scenario *scenario, struct slice word, int *state)
{
    int64_t number;
    int found = -1, matches = 0, whole = 0;
    if (slice_int(word, 1, scenario->actor_count, &number)) {
        *state = (int)number - 1;
        return STATE_FOUND;
    }
    for (int x = 0; x < scenario->actor_count; x++) {
        const char *name = scenario->actors[x].name;
        if (word_is(word, name)) {
            *state = x;
            return STATE_FOUND;
        }
        bool is_letter = word.length == 1 && lower(word.at[0]) == 'a' + x;
        bool begins = word_alike_starts(slice_of(name), word), is_whole = word_alike(slice_of(name), word);
        if (word.length && (is_letter || begins)) {
            /* the letter of a state whose own name begins with it stands for that state */
            if (is_letter && begins) {
                *state = x;
                return STATE_FOUND;
            }
            found = is_whole || !whole ? x : found;
            whole += is_whole;
            matches++;
        }
    }
    matches = whole ? whole : matches;
    if (matches == 1)
        *state = found;
    return matches == 1 ? STATE_FOUND : matches ? STATE_AMBIGUOUS : STATE_UNKNOWN;
}

bool percent_parse(struct slice word, int64_t low, int64_t high, int64_t *percent)
{
    if (word.length && word.at[word.length - 1] == '%')
        word.length--;
    return slice_int(word, low, high, percent);
}

bool amount_parse(struct slice word, int64_t old, int64_t high, int64_t *amount)
{
    int64_t value;
    bool raises = slice_starts(word, "+"), lowers = slice_starts(word, "-");
    struct slice digits = word;
    if (raises || lowers) {
        digits.at++;
        digits.length--;
    }
    if (!slice_int(digits, 0, high, &value))
        return false;
    value = raises ? old + value : lowers ? old - value : value;
    if (value < 0 || value > high)
        return false;
    *amount = value;
    return true;
}
