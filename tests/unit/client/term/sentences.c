/* The catalogue against the sources that use it: no key without words, no words without use, no placeholder
 * left empty. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/command.h"
#include "common/base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 1024, KEY_SIZE = 64, SOURCE_MAX = 256 * 1024 };

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

/* Calls `found` for each string literal of the text. */
static void each_literal(const char *text,
                         void (*found)(void *user, const char *at, size_t length, const char *before),
                         void *user)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\'' && at[1] && at[2] == '\'')
            at += 2;
        if (*at != '"')
            continue;
        const char *end = at + 1;
        while (*end && *end != '"')
            end += *end == '\\' ? 2 : 1;
        found(user, at + 1, (size_t)(end - at - 1), at);
        at = end;
    }
}

struct source {
    struct keys keys, slots; /* used keys, and names given to slots */
};

static void take_literal(void *user, const char *at, size_t length, const char *before)
{
    struct source *source = user;
    if (looks_like_key(at, length))
        keys_add(&source->keys, at, length);
    else if (strncmp(before - 4, "num(", 4) == 0 || strncmp(before - 4, "str(", 4) == 0)
        keys_add(&source->slots, at, length);
}

/* Calls `each` with every source of the terminal client that is not a catalogue. */
static void each_source(void (*each)(void *user, const char *name, const struct source *source), void *user)
{
    char path[1024];
    int seen = 0;
    snprintf(path, sizeof path, "%s/client/term", getenv("SPIRAL_TREE"));
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *dot = strrchr(entry->d_name, '.');
        struct cause cause;
        size_t size;
        char *text;
        if (!dot || strcmp(dot, ".c") != 0 || strncmp(entry->d_name, "english", 7) == 0)
            continue;
        snprintf(path, sizeof path, "%s/client/term/%s", getenv("SPIRAL_TREE"), entry->d_name);
        assert_int_equal(file_read(path, SOURCE_MAX, &text, &size, &cause), STATUS_OK);
        struct source *source = calloc(1, sizeof *source);
        assert_non_null(source);
        each_literal(text, take_literal, source);
        each(user, entry->d_name, source);
        free(source);
        free(text);
        seen++;
    }
    (void)closedir(folder);
    assert_true(seen > 40);
}

static const struct language *english(void)
{
    return language_find("en");
}

static void check_keys(void *user, const char *name, const struct source *source)
{
    struct keys *used = user;
    for (int x = 0; x < source->keys.count; x++) {
        if (!sentence_words(english(), source->keys.at[x]))
            fail_msg("%s says \"%s\", which has no words", name, source->keys.at[x]);
        keys_add(used, source->keys.at[x], strlen(source->keys.at[x]));
    }
}

static void use_name(struct keys *used, const char *family, const char *name)
{
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "%s.%s", family, name);
    for (char *c = key; *c; c++)
        *c = *c == ' ' ? '_' : *c;
    if (!sentence_words(english(), key))
        fail_msg("\"%s\" has no words", key);
    keys_add(used, key, strlen(key));
}

static void use_list(struct keys *used, const char *family, const struct name_list *list)
{
    for (int x = 0; x < list->count; x++)
        use_name(used, family, list->names[x]);
}

/* The keys that the sources put together. */
static void use_families(struct keys *used)
{
    static const char *const own_verdicts[] = {"scrap.more_than_you_have", "budget.wrong_sum",
                                               "declare.bad_value"};
    static const char *const pairs[][2] = {{"secrecy", "public"}, {"secrecy", "secret"},
                                           {"goal", "met"},       {"goal", "missed"},
                                           {"trust", "certain"},  {"trust", "doubtful"}};
    use_list(used, "line", &line_names);
    use_list(used, "pact", &pact_names);
    use_list(used, "answer", &answer_names);
    use_list(used, "project", &project_names);
    use_list(used, "motive", &motive_names);
    for (int x = 0; x < PART_COUNT; x++)
        use_name(used, "part", part_name(x));
    for (int x = VERDICT_OK + 1; x < VERDICT_COUNT; x++)
        use_name(used, "verdict", verdict_name(x));
    for (int x = 0; x < 3; x++)
        use_name(used, "verdict", own_verdicts[x]);
    for (int x = 0; x < REFUSAL_CODE_COUNT; x++) {
        use_name(used, "refusal", refusal_name((enum refusal_code)x));
        use_name(used, "remedy", refusal_name((enum refusal_code)x));
    }
    for (int x = 0; x < 6; x++)
        use_name(used, pairs[x][0], pairs[x][1]);
    for (int x = 0; x < command_count; x++)
        use_name(used, "help", commands[x]->name);
}

static void every_key_has_words_and_every_row_a_use(void **state)
{
    struct keys *used = calloc(1, sizeof *used);
    (void)state;
    assert_non_null(used);
    each_source(check_keys, used);
    use_families(used);
    for (int row = 0; row < english()->count; row++)
        if (!keys_have(used, english()->rows[row].key))
            fail_msg("nobody says \"%s\"", english()->rows[row].key);
    free(used);
}

/* Takes the next placeholder's name; false when there is none. */
static bool next_placeholder(const char **words, char name[KEY_SIZE])
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

static void check_slots(void *user, const char *name, const struct source *source)
{
    int *checked = user;
    for (int x = 0; x < source->keys.count; x++) {
        const char *words = sentence_words(english(), source->keys.at[x]);
        char slot[KEY_SIZE];
        while (words && next_placeholder(&words, slot)) {
            if (!keys_have(&source->slots, slot))
                fail_msg("%s does not give {%s} to \"%s\"", name, slot, source->keys.at[x]);
            ++*checked;
        }
    }
}

static void every_placeholder_is_given(void **state)
{
    int checked = 0;
    (void)state;
    each_source(check_slots, &checked);
    assert_true(checked > 150);
}

static void check_put(const char *key, const struct slot *slots, const char *expected)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(english(), key, slots, &text);
    assert_string_equal(memory, expected);
}

static void slots_are_put_in(void **state)
{
    (void)state;
    check_put("clock.waiting", SLOTS(num("waiting", 1)), "Still waiting for 1 state.");
    check_put("clock.waiting", SLOTS(num("waiting", -2)), "Still waiting for -2 states.");
    check_put("state.other", SLOTS(str("letter", "B"), str("name", "{letter}")), "{letter} (B)");
    check_put("state.other", SLOTS(str("name", "Borea")), "Borea ({letter})");
    check_put("no.such", NULL, "[no.such]");
    assert_ptr_equal(language_find("xx"), english());
    assert_ptr_equal(language_find(NULL), english());
    assert_null(sentence_words(english(), "no.such"));
}

static void what_others_wrote_is_harmless(void **state)
{
    static const char *const cases[][2] = {
        {"a\nb\tc", "a / b?c"},
        {"\033[2J", "?[2J"},
        {"\u00d1and\u00fa \u2713", "\u00d1and\u00fa \u2713"},
        {"x\u202ey", "x?y"},
        {"\xc3", "?"},
        {"a\xff\xfe z", "a?? z"},
        {"\xc2\x9b"
         "2J",
         "?2J"},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        harmless_put(cases[x][0], &text);
        assert_string_equal(memory, cases[x][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_words_and_every_row_a_use),
        cmocka_unit_test(every_placeholder_is_given),
        cmocka_unit_test(slots_are_put_in),
        cmocka_unit_test(what_others_wrote_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
