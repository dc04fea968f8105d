/* What is said of prospects, looks and the game, in both languages, about the sample's moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/client/term/sample.h"

#include <stdlib.h>
#include <string.h>

struct table {
    struct model model;
    struct game game;
};

static struct table *sit(const char *language)
{
    struct table *table = calloc(1, sizeof *table);
    assert_non_null(table);
    sample_make(&table->model, &table->game);
    table->game.page.language = language_find(language);
    return table;
}

static void rise(struct table *table)
{
    game_free(&table->game);
    free(table);
}

static void expect_said(struct table *table, const char *typed, const char *const *said)
{
    sample_type(&table->game, typed);
    char *page = sample_take_page(&table->game);
    for (; *said; said++)
        if (!strstr(page, *said))
            fail_msg("\"%s\" says \"%s\" and not \"%s\"", typed, page, *said);
    assert_null(strchr(page, '['));
    assert_null(strchr(page, '{'));
    free(page);
}

#define SAID(...) ((const char *const[]){__VA_ARGS__, NULL})

static void figures_come_as_ranges(void **state)
{
    struct table *table = sit("en");
    (void)state;
    expect_said(table, "prospects",
                SAID("Aldan (A): neither of you can reach the other.",
                     "Dorne (D) alone takes you in about 89 (85-92); you alone take it in about 24 (18-30).",
                     "\ncivil: score +10 this turn; 2 more make your income grow a step faster.\n",
                     "\nfortify: that Dorne (D) takes you: -1.1 of 100 cases;",
                     "\nintel: the error of your next figures is 13 percent, not 16.\n",
                     "If you save nothing this turn: civil 6, fortify 2, strike 1, intel 1;",
                     "You would honour calls for help from Borea (B)."));
    expect_said(table, "odds d",
                SAID("If Borea (B) keeps its word and helps you, it takes you in about 67 (56-78).",
                     "If you attack each other, you win in about 17 (12-21);"));
    expect_said(table, "prospects corvo", SAID("corvo is you."));
    expect_said(table, "orders",
                SAID("Dorne (D) alone takes you in about 89 (85-92); you alone take Borea (B) in about 64",
                     "If you save nothing: civil 6, fortify 2, strike 1, intel 1; then arms are"));
    rise(table);
}

static void looks_are_told_together_and_apart(void **state)
{
    struct table *table = sit("en");
    (void)state;
    sample_type(&table->game, "attack dorne");
    expect_said(table, "looks",
                SAID("An eye without error sees fortify 10.0, strike 9.2: of 100 units of one kind 45 look",
                     "To Aldan (A), Borea (B), Dorne (D) your arms may look like fortify 8.0, strike 7.3 at",
                     "attacks begun 0"));
    expect_said(table, "looks D",
                SAID("- attacking; half of it if your target attacks you too: +25.3 points.",
                     "- the arms that you buy: 0.0 points."));
    rise(table);
}

static void the_game_is_told_in_four_cells(void **state)
{
    struct table *table = sit("en");
    (void)state;
    expect_said(table, "game",
                SAID("the balance that you believe in (130), in points a turn: a prisoner's dilemma.",
                     "\nBoth restrain themselves: -32.8 for each.\n",
                     "\nYou arm, it restrains itself: -25.4 for you, -43.6 for it.\n",
                     "\nYou restrain yourself, it arms: -43.6 for you, -25.4 for it.\n",
                     "\nBoth arm: -37.7 for each.\n",
                     "Armed last turn, by figures that leave no doubt: Dorne"));
    rise(table);
}

static void spanish_says_the_same(void **state)
{
    struct table *table = sit("es");
    (void)state;
    expect_said(table, "perspectivas", SAID("89 (85-92)", "-1,1", "24 (18-30)"));
    expect_said(table, "imagen D", SAID("10,0", "+2,2"));
    expect_said(table, "juego", SAID("(130)", "-32,8", "-25,4", "-43,6", "-37,7"));
    rise(table);
}

static void only_who_may_order_has_prospects(void **state)
{
    struct table *table = sit("en");
    (void)state;
    table->model.situation.view.alive[2] = 0;
    expect_said(table, "prospects", SAID("Your state has been eliminated."));
    expect_said(table, "looks", SAID("Your state has been eliminated."));
    expect_said(table, "game", SAID("prisoner's dilemma"));
    sample_type(&table->game, "orders");
    char *page = sample_take_page(&table->game);
    assert_null(strstr(page, "War this turn"));
    free(page);
    rise(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_come_as_ranges),
        cmocka_unit_test(looks_are_told_together_and_apart),
        cmocka_unit_test(the_game_is_told_in_four_cells),
        cmocka_unit_test(spanish_says_the_same),
        cmocka_unit_test(only_who_may_order_has_prospects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
