/* The catalogues against the sources that use them: no key without words, no words without use, no place left
 * empty. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/command.h"
#include "common/base/file.h"
#include "common/cards/card_aspects.h"
#include "common/cards/card_words.h"
#include "common/words/key.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 4096, SOURCE_MAX = 256 * 1024 };

/* Folders that say sentences, and how many sources they have at least. */
static const struct {
    const char *path;
    int sources;
    const char *begin; /* the names of those that do begin so */
} folders[] = {
    {"client", 3, ""},
    {"client/term", 40, ""},
    {"client/screen", 10, ""},
    {"client/sim", 3, ""},
    {"client/monitor", 6, ""},
    {"client/rehearse", 3, ""},
    {"common/cards", 20, ""},
    {"client/ctl", 6, ""},
    {"client/paper", 10, ""},
    {"client/doctor", 5, ""},
    {"client/fork", 3, ""},
    {"common/paper", 3, ""},
    {"common/aids", 1, "points"},
    {"common/debrief", 15, ""},
    {"common/words", 3, ""},
    {"common/scenario", 2, "sheet"},
    {"common/scenario", 1, "inject"},
};

struct keys {
    int count;
    char at[KEYS_MAX][KEY_SIZE];
};

static bool keys_have(const struct keys *keys, const char *key)
{
    for (int x = 0; x < keys->count; x++)
        if (strcmp(keys->at[x], key) == 0)
            return true;
    return false;
}

static void keys_add(struct keys *keys, const char *key, size_t length)
{
    assert_true(keys->count < KEYS_MAX);
    assert_true(length < KEY_SIZE);
    memcpy(keys->at[keys->count], key, length);
    keys->at[keys->count][length] = '\0';
    if (!keys_have(keys, keys->at[keys->count]))
        keys->count++;
}

/* "family.name" in lower case: how keys look and nothing else in the sources does. */
static bool looks_like_key(const char *text, size_t length)
{
    bool dot = false;
    for (size_t x = 0; x < length; x++) {
        bool letter =
            (text[x] >= 'a' && text[x] <= 'z') || text[x] == '_' || (dot && text[x] >= '0' && text[x] <= '9');
        if (text[x] == '.' && x > 0 && x + 1 < length)
            dot = true;
        else if (!letter)
            return false;
    }
    return dot;
}

static bool looks_like_word(const char *text, size_t length)
{
    for (size_t x = 0; x < length; x++)
        if ((text[x] < 'a' || text[x] > 'z') && text[x] != '_')
            return false;
    return length > 0;
}

struct source {
    struct keys keys, slots; /* used keys, and names given to slots */
    struct keys families;    /* what is put before a name: "typed." or page_word(page, "row", name) */
};

/* Is the literal an argument of a function whose name ends in "word"? */
static bool is_given_to_word(const char *before, const char *begin)
{
    int depth = 0;
    for (const char *at = before - 1; at > begin + 4 && *at != ';' && depth >= 0; at--) {
        depth += *at == ')' ? 1 : *at == '(' ? -1 : 0;
        if (depth < 0)
            return strncmp(at - 4, "word", 4) == 0;
    }
    return false;
}

static void take_literal(struct source *source, const char *begin, const char *before, size_t length)
{
    const char *at = before + 1;
    if (looks_like_key(at, length))
        keys_add(&source->keys, at, length);
    else if (strncmp(before - 4, "num(", 4) == 0 || strncmp(before - 4, "str(", 4) == 0)
        keys_add(&source->slots, at, length);
    else if (length > 1 && length < KEY_SIZE && at[length - 1] == '.' && looks_like_word(at, length - 1))
        keys_add(&source->families, at, length - 1);
    else if (looks_like_word(at, length) && is_given_to_word(before, begin))
        keys_add(&source->families, at, length);
}

/* Takes each string literal of the text. */
static void take_literals(struct source *source, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\'' && at[1] && at[2] == '\'')
            at += 2;
        if (*at != '"')
            continue;
        const char *end = at + 1;
        while (*end && *end != '"')
            end += *end == '\\' ? 2 : 1;
        take_literal(source, text, at, (size_t)(end - at - 1));
        at = end;
    }
}

/* make_catalogues is a tool of the build; what it names are files. */
static bool is_source(const char *name, const char *begin)
{
    const char *dot = strrchr(name, '.');
    return dot && strcmp(dot, ".c") == 0 && strcmp(name, "make_catalogues.c") != 0 &&
           strncmp(name, begin, strlen(begin)) == 0;
}

static int each_source_in(const char *folder, const char *begin,
                          void (*each)(void *user, const char *name, const struct source *source), void *user)
{
    char path[1024];
    int seen = 0;
    snprintf(path, sizeof path, "%s/%s", getenv("SPIRAL_TREE"), folder);
    DIR *open = opendir(path);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));) {
        struct cause cause;
        size_t size;
        char *text;
        if (!is_source(entry->d_name, begin))
            continue;
        snprintf(path, sizeof path, "%s/%s/%s", getenv("SPIRAL_TREE"), folder, entry->d_name);
        assert_int_equal(file_read(path, SOURCE_MAX, &text, &size, &cause), STATUS_OK);
        struct source *source = calloc(1, sizeof *source);
        assert_non_null(source);
        take_literals(source, text);
        each(user, entry->d_name, source);
        free(source);
        free(text);
        seen++;
    }
    (void)closedir(open);
    return seen;
}

static void each_source(void (*each)(void *user, const char *name, const struct source *source), void *user)
{
    for (size_t x = 0; x < sizeof folders / sizeof folders[0]; x++)
        assert_true(each_source_in(folders[x].path, folders[x].begin, each, user) >= folders[x].sources);
}

static const struct language *english(void)
{
    return languages[LANGUAGE_ENGLISH];
}

/* Takes the next place's name; false when there is none. */
static bool next_place(const char **words, char name[KEY_SIZE])
{
    const char *open = strchr(*words, '{');
    if (!open)
        return false;
    size_t length = strcspn(open + 1, ":}");
    assert_true(length > 0 && length < KEY_SIZE);
    memcpy(name, open + 1, length);
    name[length] = '\0';
    *words = strchr(open, '}');
    assert_non_null(*words);
    return true;
}

/* ---- keys that the sources put together */

/* `places`: what is given to the sentence, NULL-ended; NULL: not known here. */
static void use(struct keys *used, const char *key, const char *const *places)
{
    const char *words = sentence_words(english(), key);
    char place[KEY_SIZE];
    if (!words)
        fail_msg("\"%s\" has no words", key);
    keys_add(used, key, strlen(key));
    while (places && next_place(&words, place)) {
        bool given = false;
        for (const char *const *name = places; *name && !given; name++)
            given = strcmp(*name, place) == 0;
        if (!given)
            fail_msg("nobody gives {%s} to \"%s\"", place, key);
    }
}

#define PLACES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_PLACES   ((const char *const[]){NULL})

static void use_list(struct keys *used, const char *family, const char *part, const struct name_list *list)
{
    for (int x = 0; x < list->count; x++)
        use(used, part ? KEY(family, part, list->names[x]) : KEY(family, list->names[x]), NO_PLACES);
}

static void use_term(struct keys *used)
{
    static const char *const own_verdicts[] = {"scrap.more than you have", "budget.wrong sum",
                                               "declare.bad value"};
    static const char *const pairs[][2] = {{"secrecy", "public"}, {"secrecy", "secret"},
                                           {"goal", "met"},       {"goal", "missed"},
                                           {"trust", "certain"},  {"trust", "doubtful"}};
    use_list(used, "line", NULL, &line_names);
    use_list(used, "pact", NULL, &pact_names);
    use_list(used, "answer", NULL, &answer_names);
    use_list(used, "project", NULL, &project_names);
    use_list(used, "motive", NULL, &motive_names);
    for (int x = 0; x < PART_COUNT; x++)
        use(used, KEY("part", part_name(x)), NO_PLACES);
    for (int x = VERDICT_OK + 1; x < VERDICT_COUNT; x++)
        use(used, KEY("verdict", verdict_name(x)), NULL);
    for (int x = 0; x < 3; x++)
        use(used, KEY("verdict", own_verdicts[x]), NULL);
    for (int x = 0; x < REFUSAL_CODE_COUNT; x++) {
        use(used, KEY("refusal", refusal_name((enum refusal_code)x)), NULL);
        use(used, KEY("remedy", refusal_name((enum refusal_code)x)), NULL);
    }
    for (int x = 0; x < 6; x++)
        use(used, KEY(pairs[x][0], pairs[x][1]), NO_PLACES);
    for (int x = 0; x < command_count; x++)
        use(used, KEY("help", commands[x]->name), NULL);
}

static void use_debrief(struct keys *used)
{
    const char *const *evidence = PLACES("who", "whom", "target", "motive", "turn", "first", "second",
                                         "first_units", "second_units", "first_percent", "second_percent");
    for (int x = 0; x < metric_count(); x++)
        use(used, KEY("metric", metric_at(x)->name), PLACES("value"));
    for (int x = 0; x < metric_family_count; x++)
        use(used, KEY("family", metric_families[x]->name), NO_PLACES);
    for (int x = 0; x < CAUSE_COUNT; x++) {
        use(used, KEY("rule", diagnosis_rules[x].name, "title"), NO_PLACES);
        use(used, KEY("rule", diagnosis_rules[x].name, "text"), NO_PLACES);
    }
    for (int x = 0; x < evidence_names.count; x++)
        use(used, KEY("evidence", evidence_names.names[x]), evidence);
    use(used, KEY("evidence", "no_threshold"), evidence);
    use_list(used, "evidence", "motive", &motive_names);
}

static void use_cards(struct keys *used)
{
    static const char *const compared[] = {"wars", "tragedy", "growth", "burden", "mistrust", "seeker_score"};
    for (int x = 0; x < card_count; x++) {
        use(used, KEY("card", cards[x]->name, "title"), NO_PLACES);
        use(used, KEY("card", cards[x]->name, "question"), PLACES("turn"));
        use(used, KEY("card", cards[x]->name, "shows"), NO_PLACES);
    }
    for (int x = 0; x < 6; x++)
        use(used, KEY("card", "compared", compared[x]), NO_PLACES);
    for (int x = 0; x < card_aspect_count; x++)
        use(used, KEY("card", "aspect", card_aspects[x].name), NO_PLACES);
    use_list(used, "card", "mark", &card_mark_names);
    use_list(used, "card", "rung", &card_rung_names);
    use_list(used, "card", "act", &act_names);
    use_list(used, "card", "restraint", &card_restraint_names);
    use_list(used, "card", "motive", &motive_names);
    use_list(used, "card", "wanted", &motive_names);
    use_list(used, "card", "pact", &pact_names);
    use_list(used, "card", "ending", &ending_names);
    use_list(used, "card", "stage", &stage_names);
    use_list(used, "card", "roe", &roe_names);
}

/* ---- the tests */

struct uses {
    struct keys keys, families;
};

static void check_keys(void *user, const char *name, const struct source *source)
{
    struct uses *uses = user;
    for (int x = 0; x < source->keys.count; x++) {
        if (!sentence_words(english(), source->keys.at[x]))
            fail_msg("%s says \"%s\", which has no words", name, source->keys.at[x]);
        keys_add(&uses->keys, source->keys.at[x], strlen(source->keys.at[x]));
    }
    for (int x = 0; x < source->families.count; x++)
        keys_add(&uses->families, source->families.at[x], strlen(source->families.at[x]));
}

static bool uses_have(const struct uses *uses, const char *key)
{
    char family[KEY_SIZE] = "";
    assert_true(slice_copy((struct slice){key, (size_t)(strrchr(key, '.') - key)}, family, sizeof family));
    return keys_have(&uses->keys, key) || keys_have(&uses->families, family);
}

/* What only the browser says is held against its sources by the test web_words. */
static bool is_of_browser(const char *key)
{
    return strncmp(key, "web", 3) == 0;
}

static void every_key_has_words_and_every_row_a_use(void **state)
{
    struct uses *uses = calloc(1, sizeof *uses);
    (void)state;
    assert_non_null(uses);
    each_source(check_keys, uses);
    use_term(&uses->keys);
    use_debrief(&uses->keys);
    use_cards(&uses->keys);
    int unsaid = 0;
    for (int row = 0; row < english()->count; row++) {
        if (uses_have(uses, english()->rows[row].key) || is_of_browser(english()->rows[row].key))
            continue;
        print_error("nobody says \"%s\"\n", english()->rows[row].key);
        unsaid++;
    }
    free(uses);
    assert_int_equal(unsaid, 0);
}

static void check_slots(void *user, const char *name, const struct source *source)
{
    int *checked = user;
    for (int x = 0; x < source->keys.count; x++) {
        const char *words = sentence_words(english(), source->keys.at[x]);
        char slot[KEY_SIZE];
        while (words && next_place(&words, slot)) {
            if (!keys_have(&source->slots, slot))
                fail_msg("%s does not give {%s} to \"%s\"", name, slot, source->keys.at[x]);
            ++*checked;
        }
    }
}

static void every_place_is_given(void **state)
{
    int checked = 0;
    (void)state;
    each_source(check_slots, &checked);
    assert_true(checked > 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_words_and_every_row_a_use),
        cmocka_unit_test(every_place_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
