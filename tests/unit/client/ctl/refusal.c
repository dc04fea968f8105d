/* Why a server did not do it: what it can refuse at the desk, or when an exercise is made, is told in each
 * language, and never in the server's own English. The list of what it can refuse is read from its sources.
 */
#include "client/ctl/exercise.h"
#include "client/ctl/unmade.h"
#include "common/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAID_SIZE = 1024, SOURCE_MAX = 256 * 1024 };

#define RAW "the server's own words"

/* In one language; fails where the server's words stand in it, or a key that has none. */
static void say(const struct refusal *refusal, const struct wire_exercise_new *wanted,
                const struct language *language, char said[SAID_SIZE])
{
    struct text text = text_over(said, SAID_SIZE);
    if (wanted)
        unmade_put(refusal, RAW, wanted, NULL, language, &text);
    else
        exercise_put_refusal(refusal, RAW, language, "K7QX2M", &text);
    bool raw = strstr(said, RAW) && strcmp(refusal->item, "scenario_file") != 0; /* it names the mistake */
    int blanks = 0;
    for (const char *at = said; *at; at++)
        blanks += *at == ' ';
    if (text.cut || raw || strchr(said, '[') || strchr(said, '{') || blanks < 4)
        fail_msg("%s %s: \"%s\"", refusal_name(refusal->code), refusal->item, said);
}

static void check(enum refusal_code code, struct slice item, const struct wire_exercise_new *wanted)
{
    char english[SAID_SIZE], spanish[SAID_SIZE];
    struct refusal refusal = {.code = code};
    assert_true(slice_copy(item, refusal.item, sizeof refusal.item));
    say(&refusal, wanted, languages[LANGUAGE_ENGLISH], english);
    say(&refusal, wanted, languages[LANGUAGE_SPANISH], spanish);
    if (strcmp(english, spanish) == 0)
        fail_msg("%s %s: \"%s\" in both languages", refusal_name(code), refusal.item, english);
}

/* "NOT_NOW" as in the sources; REFUSAL_NONE: there is no such code. */
static enum refusal_code code_named(struct slice name)
{
    for (int code = 0; code < REFUSAL_CODE_COUNT; code++) {
        const char *known = refusal_name((enum refusal_code)code);
        size_t x = 0;
        while (x < name.length && known[x] && toupper((unsigned char)known[x]) == name.at[x])
            x++;
        if (x == name.length && !known[x])
            return (enum refusal_code)code;
    }
    return REFUSAL_NONE;
}

/* The literal behind blanks and at most one comma; false: something else stands there. */
static bool take_literal(const char *at, struct slice *item)
{
    at += strspn(at, ", \n");
    if (*at != '"')
        return false;
    *item = (struct slice){at + 1, strcspn(at + 1, "\"")};
    return true;
}

/* "refuse_ask(refusal, REFUSAL_..." is for the session of a player, who is told by other keys. */
static bool is_told_to_a_player(const char *text, const char *at)
{
    static const char before[] = "(refusal, ";
    size_t length = strlen(before);
    return (size_t)(at - text) > length && strncmp(at - length, before, length) == 0;
}

/* Every `REFUSAL_CODE, "item"`. */
static int check_codes(const char *text)
{
    static const char word[] = "REFUSAL_";
    int checked = 0;
    for (const char *at = text; (at = strstr(at, word)); at++) {
        struct slice name = {at + strlen(word), strspn(at + strlen(word), "ABCDEFGHIJKLMNOPQRSTUVWXYZ_")};
        struct slice item;
        if (is_told_to_a_player(text, at) || !take_literal(name.at + name.length, &item))
            continue;
        assert_int_not_equal(code_named(name), REFUSAL_NONE);
        check(code_named(name), item, NULL);
        checked++;
    }
    return checked;
}

/* Every item that stands first behind `call`, as what is malformed. */
static int check_items(const char *text, const char *call, const struct wire_exercise_new *wanted)
{
    int checked = 0;
    for (const char *at = text; (at = strstr(at, call)); at++) {
        struct slice item;
        if (!take_literal(at + strlen(call), &item))
            continue;
        check(REFUSAL_MALFORMED, item, wanted);
        checked++;
    }
    return checked;
}

static char *source(const char *folder, const char *name)
{
    char path[1024];
    char *text;
    size_t size;
    struct cause cause;
    assert_true((size_t)snprintf(path, sizeof path, "%s/%s/%s", getenv("SPIRAL_TREE"), folder, name) <
                sizeof path);
    if (file_read(path, SOURCE_MAX, &text, &size, &cause))
        fail_msg("%s", cause.text);
    return text;
}

static void what_the_desk_refuses_is_told_in_each_language(void **state)
{
    static const char folder[] = "server/exercise";
    char path[1024];
    int checked = 0;
    (void)state;
    assert_true((size_t)snprintf(path, sizeof path, "%s/%s", getenv("SPIRAL_TREE"), folder) < sizeof path);
    DIR *open = opendir(path);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));) {
        size_t length = strlen(entry->d_name);
        if (strncmp(entry->d_name, "desk_", 5) != 0 || strcmp(entry->d_name + length - 2, ".c") != 0)
            continue;
        char *text = source(folder, entry->d_name);
        checked += check_codes(text) + check_items(text, "fault(item", NULL);
        free(text);
    }
    (void)closedir(open);
    assert_true(checked > 55);
}

static struct wire_condition far_world = {.world = 27, .parameter = "noise", .value = 1};

static const struct wire_exercise_new wish = {.scenario = "seminar",
                                              .places = 600,
                                              .worlds = 2,
                                              .wait_seats = 40,
                                              .guest_count = 50,
                                              .condition_count = 1,
                                              .conditions = &far_world,
                                              .rehearsal_of = "K7QX2M"};

static void why_an_exercise_was_not_made_is_told_in_each_language(void **state)
{
    char *text = source("server/session", "admin_new.c");
    (void)state;
    int checked = check_items(text, "refuse(making", &wish) + check_items(text, "name_item(making", &wish) +
                  check_items(text, "known ? ", &wish);
    free(text);
    assert_true(checked > 15);
    check(REFUSAL_BUSY, slice_of("exercises"), &wish);
    check(REFUSAL_BUSY, slice_of("memory"), &wish);
    check(REFUSAL_MALFORMED, slice_of("scenario"), &wish);
    check(REFUSAL_UNSUPPORTED, slice_of("message"), &wish);
}

static void says(const struct refusal *refusal, const char *wanted)
{
    char said[SAID_SIZE];
    struct text text = text_over(said, sizeof said);
    exercise_put_refusal(refusal, "", languages[LANGUAGE_ENGLISH], "K7QX2M", &text);
    if (!strstr(said, wanted))
        fail_msg("\"%s\" is not in \"%s\"", wanted, said);
}

static void figures_stand_in_the_words(void **state)
{
    (void)state;
    says(&(struct refusal){.code = REFUSAL_MALFORMED, .item = "turn", .current_turn = 7}, "from 1 to 7");
    says(&(struct refusal){.code = REFUSAL_MALFORMED, .item = "turn"}, "turn cannot be chosen");
    says(&(struct refusal){.code = REFUSAL_STALE_TURN, .item = "turn", .current_turn = 7}, "turn 7");
    says(&(struct refusal){.code = REFUSAL_NOT_ENDED, .item = "C"}, "World C has not ended");
    says(&(struct refusal){.code = REFUSAL_UNKNOWN_CODE, .item = "code"}, "K7QX2M");
    says(&(struct refusal){.code = REFUSAL_BUSY, .item = "guesses", .retry_after_ms = 1500}, "2 seconds");
}

static void made_says(const char *item, const struct wire_exercise_new *wanted,
                      const struct inject_list *injects, const char *words)
{
    char said[SAID_SIZE];
    struct refusal refusal = {.code = REFUSAL_MALFORMED};
    struct text text = text_over(said, sizeof said);
    assert_true(slice_copy(slice_of(item), refusal.item, sizeof refusal.item));
    unmade_put(&refusal, RAW, wanted, injects, languages[LANGUAGE_ENGLISH], &text);
    if (strncmp(said, words, strlen(words)) != 0)
        fail_msg("\"%s\" is not \"%s\"", said, words);
}

static void an_inject_that_cannot_be_has_its_line(void **state)
{
    struct inject_list *injects = calloc(1, sizeof *injects);
    const struct wire_exercise_new wanted = {.inject_count = 2, .injects = injects ? injects->injects : NULL};
    (void)state;
    assert_non_null(injects);
    injects->count = 2;
    injects->lines[1] = 12;
    assert_true(slice_copy(slice_of("news.yaml"), injects->file, sizeof injects->file));
    made_says("injects[1].inject_turn", &wanted, injects, "news.yaml:12: That turn was opened already");
    made_says("injects[1].inject_turn", &wanted, NULL, "That turn was opened already");
    made_says("injects[1].inject_world", &wanted, injects, "news.yaml:12: the news is for a world");
    made_says("injects[2].inject_turn", &wanted, injects, RAW);
    made_says("injects[-1].inject_turn", &wanted, injects, RAW);
    made_says("injects[1", &wanted, injects, RAW);
    free(injects);
}

static void an_exercise_is_refused_with_its_figures(void **state)
{
    (void)state;
    made_says("scenario", &wish, NULL, "the server has no scenario “seminar”");
    made_says("scenario_file", &wish, NULL,
              "the server cannot use the scenario “seminar”; mend its file: " RAW);
    made_says("condition_world", &wish, NULL, "--set names world AB, which");
    made_says("places", &wish, NULL, "--seats: 600 persons are more than 2 worlds take");
    made_says("wait_seats", &wish, NULL, "--wait-seats: 40 are more");
    made_says("guests", &wish, NULL, "--guests: 50 names are more");
}

/* Of a newer server: as much as there is to say. */
static void what_nobody_knows_is_not_lost(void **state)
{
    char said[SAID_SIZE];
    const struct refusal refusal = {.code = REFUSAL_MALFORMED, .item = "frob"};
    struct text text = text_over(said, sizeof said);
    (void)state;
    exercise_put_refusal(&refusal, RAW, languages[LANGUAGE_ENGLISH], "K7QX2M", &text);
    assert_string_equal(said, RAW);
    text = text_over(said, sizeof said);
    exercise_put_refusal(&refusal, RAW, languages[LANGUAGE_SPANISH], "K7QX2M", &text);
    assert_non_null(strstr(said, "(" RAW ")"));
    assert_non_null(strstr(said, "frob"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_desk_refuses_is_told_in_each_language),
        cmocka_unit_test(why_an_exercise_was_not_made_is_told_in_each_language),
        cmocka_unit_test(figures_stand_in_the_words),
        cmocka_unit_test(an_inject_that_cannot_be_has_its_line),
        cmocka_unit_test(an_exercise_is_refused_with_its_figures),
        cmocka_unit_test(what_nobody_knows_is_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
