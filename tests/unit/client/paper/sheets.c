/* The sheets that are printed: complete in both languages, of the right length, and none but the role cards
 * tells what is secret. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../common/paper/well_formed.h"
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const scenarios[] = {"seminar",    "europe-1914", "duel",    "grand-12",
                                        "island",     "cold-war",    "moles",   "fog-of-doctrine",
                                        "intrastate", "ring-8",      "tutorial"};
enum { SCENARIOS = sizeof scenarios / sizeof scenarios[0] };

static int count_of(const char *text, const char *word)
{
    int count = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        count++;
    return count;
}

/* Words that are missing show as a key in brackets or as a lonely question mark; places as braces. */
static void check_words(const char *page, const char *scenario)
{
    char *text = given_text(page);
    for (const char *at = strchr(text, '['); at; at = strchr(at + 1, '['))
        fail_msg("%s: a key without words: %.40s", scenario, at);
    assert_null(strstr(page, ">?<"));
    assert_null(strchr(text, '{'));
    assert_null(strstr(text, "(null)"));
    free(text);
}

static void every_scenario_prints_in_every_form(void **state)
{
    (void)state;
    for (int x = 0; x < SCENARIOS; x++)
        for (int form = 0; form < 4; form++) {
            struct given *given = given_of(scenarios[x], form == 3 ? 1 : 2);
            given->handout.languages[0] = languages[form == 1];
            given->handout.languages[1] = languages[LANGUAGE_SPANISH];
            given->handout.language_count = form == 2 ? 2 : 1;
            given->handout.paper = form % 2 ? HTML_LETTER : HTML_A4;
            const char *page = given_page(given, NULL);
            check_well_formed(page);
            check_words(page, scenarios[x]);
            assert_int_equal(count_of(page, "sheet role"), given->roles.role_count);
            assert_int_equal(count_of(page, "sheet run"), given->handout.language_count);
            assert_int_equal(count_of(page, "<svg"), 1);
            given_free(given);
        }
}

/* The words of one brief, title and label left out. */
static int words_of_brief(const char *page)
{
    const char *begin = strstr(page, "<div");
    assert_non_null(begin);
    char *text = given_text(begin);
    int words = given_words(text);
    free(text);
    return words;
}

static void briefs_have_the_length_of_their_level(void **state)
{
    (void)state;
    for (int x = 0; x < SCENARIOS; x++)
        for (int language = 0; language < LANGUAGES; language++)
            for (int advanced = 0; advanced < 2; advanced++) {
                struct given *given = given_of(scenarios[x], 1);
                given->handout.languages[0] = languages[language];
                given->handout.levels = advanced ? HANDOUT_ADVANCED : HANDOUT_BASIC;
                char *page = strdup(given_page(given, "briefs"));
                assert_non_null(page);
                char *second = strstr(strstr(page, "<section") + 1, "<section");
                if (second)
                    *second = '\0';
                int words = words_of_brief(page);
                if (words < (advanced ? 520 : 160) || words > (advanced ? 740 : 270))
                    fail_msg("%s, %s, %s: %d words", scenarios[x], languages[language]->code,
                             advanced ? "advanced" : "basic", words);
                free(page);
                given_free(given);
            }
}

/* With other motives, other pacts that are secret and other codes, all but the role cards stay as they are.
 */
static void only_role_cards_tell_secrets(void **state)
{
    (void)state;
    for (int sheet = 0; sheet < HANDOUT_SHEETS; sheet++) {
        struct given *one = given_of("europe-1914", 2), *other = given_of("europe-1914", 2);
        for (int x = 0; x < other->roles.role_count; x++) {
            other->role_list[x].motive = (other->role_list[x].motive + 1) % MOTIVE_COUNT;
            other->role_list[x].fortify += 1;
            snprintf(other->role_list[x].seat_code, sizeof other->role_list[x].seat_code, "OTHER-%d", x);
        }
        for (int world = 0; world < 2; world++) {
            struct scenario *scenario = &other->role_worlds[world].scenario;
            scenario->pacts[scenario->pact_count++] =
                (struct scenario_pact){.i = 1, .j = 4, .kind = PACT_UNCONDITIONAL, .secret = 1};
        }
        bool same = strcmp(given_page(one, handout_sheets[sheet].name),
                           given_page(other, handout_sheets[sheet].name)) == 0;
        if (same == handout_sheets[sheet].secret)
            fail_msg("the sheet %s: is %s, and %s", handout_sheets[sheet].name,
                     handout_sheets[sheet].secret ? "secret" : "public", same ? "the same" : "another");
        given_free(one);
        given_free(other);
    }
}

static void role_cards_tell_what_counts(void **state)
{
    struct given *given = given_of("seminar", 1);
    (void)state;
    char *text = given_text(given_page(given, "roles"));
    /* a security seeker and a greedy state: home_value 100, gains of 10 and 120 percent */
    assert_non_null(strstr(text, "A conquered unit of territory is worth 10 points to you"));
    assert_non_null(strstr(text, "A conquered unit of territory is worth 120 points to you"));
    for (int x = 0; x < given->roles.role_count; x++)
        assert_int_equal(count_of(text, given->role_list[x].seat_code), 1);
    free(text);
    given->role_list[0].seat_code[0] = '\0';
    text = given_text(given_page(given, "roles"));
    assert_int_equal(count_of(text, "write down what your screen says"), 1);
    free(text);
    given_free(given);
}

static void worlds_that_differ_have_briefs_of_their_own(void **state)
{
    struct given *given = given_of("seminar", 3);
    (void)state;
    given->handout.levels = HANDOUT_BASIC;
    assert_int_equal(count_of(given_page(given, "briefs"), "sheet brief"), 6);
    given->role_worlds[1].scenario.parameters.balance = 60;
    char *text = given_text(given_page(given, "briefs"));
    assert_int_equal(count_of(given->memory, "sheet brief"), 12);
    assert_int_equal(count_of(text, "Worlds A and C"), 6);
    assert_int_equal(count_of(text, "World B"), 6);
    assert_int_equal(count_of(given_page(given, "beliefs"), "<section"), 1);
    free(text);
    given_free(given);
}

static void names_are_no_markup(void **state)
{
    struct given *given = given_of("duel", 1);
    (void)state;
    snprintf(given->role_worlds[0].scenario.actors[0].name, NAME_SIZE, "<b>&\"x");
    snprintf(given->role_list[0].state, NAME_SIZE, "<b>&\"x");
    snprintf(given->state.texts[0].title, sizeof given->state.texts[0].title, "<script>1</script>");
    const char *page = given_page(given, NULL);
    check_well_formed(page);
    assert_true(count_of(page, "&lt;b&gt;&amp;&quot;x") > 3);
    assert_int_equal(count_of(page, "&lt;script&gt;"), 1);
    given_free(given);
}

static void a_server_without_a_name_leaves_a_line(void **state)
{
    struct given *given = given_of("duel", 1);
    (void)state;
    given->state.link[0] = '\0';
    const char *page = given_page(given, "poster");
    assert_null(strstr(page, "<svg"));
    assert_non_null(strstr(page, "class=\"rule\""));
    assert_non_null(strstr(page, "K7QX2M"));
    given_free(given);
}

static bool page_has(struct given *given, const char *sheet, const char *words)
{
    char *text = given_text(given_page(given, sheet));
    bool has = strstr(text, words) != NULL;
    free(text);
    return has;
}

/* Whoever types it types all of it: a port alone answers nothing. */
static void addresses_to_type_are_whole(void **state)
{
    struct given *given = given_of("duel", 1);
    (void)state;
    assert_true(page_has(given, "poster", "https://game.uni.example/join/K7QX2M"));
    assert_true(page_has(given, "poster", "https://game.uni.example/check"));
    given_free(given);
}

static void a_practice_turn_is_on_the_run_sheet_where_there_is_one(void **state)
{
    struct given *given = given_of("seminar", 1);
    (void)state;
    assert_true(page_has(given, "run", "Practice turn"));
    assert_false(page_has(given, "run", "Then start."));
    given->state.practises = false;
    assert_false(page_has(given, "run", "ractice"));
    assert_true(page_has(given, "run", "Then start."));
    given_free(given);
}

static void the_run_sheet_says_what_is_pressed_and_no_turn_that_is_not_known(void **state)
{
    struct given *given = given_of("seminar", 1);
    (void)state;
    assert_true(page_has(given, "run", "“Pause all”"));
    assert_true(page_has(given, "run", "spiral exercise pause K7QX2M"));
    assert_true(page_has(given, "run", "What did it feel like at turn …?"));
    given_free(given);
}

/* One vocabulary for the budget, that of the screens; and no line that they leave out. */
static void lines_are_those_of_the_screens(void **state)
{
    static const char *const sheets[] = {"briefs", "reference", "orders"};
    (void)state;
    for (size_t x = 0; x < sizeof sheets / sizeof sheets[0]; x++)
        for (int language = 0; language < LANGUAGES; language++)
            for (int useful = 0; useful < 2; useful++) {
                struct given *given = given_of("seminar", 2);
                struct parameters *p = &given->role_worlds[1].scenario.parameters;
                const char *const dual = language == LANGUAGE_SPANISH ? "doble uso" : "dual";
                given->handout.languages[0] = languages[language];
                for (int world = 0; world < 2; world++)
                    given->role_worlds[world].scenario.parameters.dual_value = 0;
                p->dual_value = useful ? (100 + p->fungibility + 1) / 2 : 0;
                if (page_has(given, sheets[x], dual) != useful)
                    fail_msg("%s: dual use is %s", sheets[x], useful ? "missing" : "offered");
                assert_true(page_has(given, sheets[x], "civil"));
                assert_true(page_has(given, sheets[x], language == LANGUAGE_SPANISH ? "ofensiva" : "strike"));
                given_free(given);
            }
}

/* After play there are no roles any more: what needs none is printed all the same. */
static void some_sheets_need_no_roles(void **state)
{
    struct given *given = given_of("duel", 1);
    (void)state;
    given->roles = (struct wire_exercise_role_rows){.code = "K7QX2M"};
    for (int x = 0; x < HANDOUT_SHEETS; x++)
        if (!handout_sheets[x].from_roles)
            check_well_formed(given_page(given, handout_sheets[x].name));
    given_free(given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scenario_prints_in_every_form),
        cmocka_unit_test(briefs_have_the_length_of_their_level),
        cmocka_unit_test(only_role_cards_tell_secrets),
        cmocka_unit_test(role_cards_tell_what_counts),
        cmocka_unit_test(worlds_that_differ_have_briefs_of_their_own),
        cmocka_unit_test(names_are_no_markup),
        cmocka_unit_test(a_server_without_a_name_leaves_a_line),
        cmocka_unit_test(addresses_to_type_are_whole),
        cmocka_unit_test(a_practice_turn_is_on_the_run_sheet_where_there_is_one),
        cmocka_unit_test(the_run_sheet_says_what_is_pressed_and_no_turn_that_is_not_known),
        cmocka_unit_test(lines_are_those_of_the_screens),
        cmocka_unit_test(some_sheets_need_no_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
