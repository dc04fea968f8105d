#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/commands.h"
#include "tests/unit/client/term/sample.h"

#include <stdlib.h>
#include <string.h>

static const struct language *english(void)
{
    return languages[LANGUAGE_ENGLISH];
}

static void check_typed(struct game *game, const char *line, const char *said)
{
    sample_type(game, line);
    char *page = sample_take_page(game);
    if (!strstr(page, said))
        fail_msg("\"%s\" says \"%s\" and not \"%s\"", line, page, said);
    free(page);
}

static void names_and_aliases_are_unique(void **state)
{
    (void)state;
    for (int x = 0; x < command_count; x++) {
        struct slice rest = slice_of(commands[x]->aliases), alias;
        bool ambiguous;
        assert_ptr_equal(command_find(english(), slice_of(commands[x]->name), &ambiguous), commands[x]);
        while (word_take(&rest, &alias)) {
            for (int y = 0; y < command_count; y++)
                assert_false(word_is(alias, commands[y]->name));
            assert_ptr_equal(command_find(english(), alias, &ambiguous), commands[x]);
        }
        assert_true(slice_starts(slice_of(commands[x]->usage), commands[x]->name));
    }
}

static void a_beginning_is_enough_when_it_is_unique(void **state)
{
    bool ambiguous;
    (void)state;
    assert_ptr_equal(command_find(english(), slice_of("sit"), &ambiguous), &command_situation);
    assert_ptr_equal(command_find(english(), slice_of("SITUATION"), &ambiguous), &command_situation);
    assert_ptr_equal(command_find(english(), slice_of("see"), &ambiguous), &command_seesme);
    assert_null(command_find(english(), slice_of("c"), &ambiguous));
    assert_true(ambiguous);
    assert_null(command_find(english(), slice_of("xyz"), &ambiguous));
    assert_false(ambiguous);
    assert_null(command_find(english(), slice_of(""), &ambiguous));
}

static void the_menu_and_the_digits_agree(void **state)
{
    (void)state;
    for (int l = 0; l < LANGUAGES; l++) {
        int digits = 0;
        for (const char *at = sentence_words(languages[l], "turn.menu"); *at; at++) {
            char shown[64];
            struct text text = text_over(shown, sizeof shown);
            bool ambiguous;
            if (*at < '0' || *at > '9')
                continue;
            const struct command *command = command_find(languages[l], (struct slice){at, 1}, &ambiguous);
            assert_non_null(command);
            put_typed(languages[l], command->name, &text);
            assert_memory_equal(at + 2, shown, text.length);
            assert_true(at[2 + text.length] == ',' || at[2 + text.length] == '.');
            digits++;
        }
        assert_int_equal(digits, 9);
    }
}

static void help_lists_every_command(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    sample_type(&game, "help");
    char *names = sample_take_page(&game);
    sample_type(&game, "help all");
    char *all = sample_take_page(&game);
    for (int x = 0; x < command_count; x++) {
        if (!strstr(names, commands[x]->name) || !strstr(all, commands[x]->usage))
            fail_msg("help leaves %s out", commands[x]->name);
    }
    free(names);
    free(all);
    check_typed(&game, "help xyz", "There is no such command.");
    game_free(&game);
}

static void orders_arrive_in_the_draft(void **state)
{
    static struct model model;
    static struct game game;
    const struct orders *orders = &game.draft.now.orders;
    (void)state;
    sample_make(&model, &game);
    check_typed(&game, "budget 3 3 3 1", "Budget: civil 3, fortify 3, strike 3, intel 1; 10 points in all.");
    check_typed(&game, "budget fort +1 str -2", "Budget: civil 4, fortify 4, strike 1, intel 1;");
    check_typed(&game, "budget 2 2 2 2 2", "Note: in this world a dual unit is worth less");
    assert_int_equal(orders->budget[LINE_DUAL], 2);
    check_typed(&game, "intel 3", "intel 3");
    check_typed(&game, "intel B", "Record of Borea (B)");
    check_typed(&game, "civil 9", "Civil always takes what the other lines leave");
    check_typed(&game, "budget last", "Budget: civil 6, fortify 2, strike 1, intel 1;");
    check_typed(&game, "attack d", "Attack: Dorne (D).");
    assert_int_equal(orders->attack, 3);
    check_typed(&game, "attack nobody", "Attack: nobody.");
    check_typed(&game, "offer D u secret", "offer to Dorne (D): unconditional pact, secret once made.");
    assert_int_equal(orders->pact[3], PACT_UNCONDITIONAL);
    assert_int_equal(orders->secret[3], 1);
    check_typed(&game, "cancel d", "The offer to Dorne (D) is withdrawn.");
    assert_int_equal(orders->pact[3], -1);
    check_typed(&game, "accept A", "make a public non-aggression pact with Aldan (A)");
    assert_int_equal(orders->pact[0], PACT_NON_AGGRESSION);
    check_typed(&game, "accept D", "Dorne (D) has no open offer to you.");
    check_typed(&game, "offer B def secret", "You already have exactly this pact");
    check_typed(&game, "answer B if", "honour it only if your ally did not attack first");
    assert_int_equal(orders->answer[1], ANSWER_HONOUR_IF_VICTIM);
    check_typed(&game, "declare demand A", "a demand on Aldan (A)");
    assert_int_equal(orders->declare, DECLARE_DEMAND);
    assert_int_equal(orders->declare_to, 0);
    check_typed(&game, "declare nothing", "Declaration: none.");
    assert_int_equal(orders->declare_to, -1);
    check_typed(&game, "open A 2", "Open books: to Aldan (A), Borea (B).");
    assert_int_equal(orders->open_books, 3);
    check_typed(&game, "open nobody", "Open books: to nobody.");
    check_typed(&game, "belief all 20% D 90", "Dorne (D) 90 percent");
    assert_int_equal(orders->belief[0], 200);
    assert_int_equal(orders->belief[3], 900);
    assert_int_equal(orders->belief[2], -1);
    check_typed(&game, "expect D 40", "how likely: Dorne (D) 40 percent.");
    assert_int_equal(game.draft.now.stated.attack_next[3], 400);
    check_typed(&game, "seesme A 5", "How greedy they think you are: Aldan (A) 5 percent.");
    check_typed(&game, "balance 15", "Type it like this: balance PERCENT");
    game_free(&game);
}

static void the_guide_takes_what_answers_its_question(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    check_typed(&game, "guide", "1 of 5.");
    check_typed(&game, "", "2 of 5. Whom do you attack?");
    check_typed(&game, "nobody", "3 of 5. One step in diplomacy?");
    check_typed(&game, "offer D def", "4 of 5.");
    check_typed(&game, "all 20", "5 of 5."); /* although all is a command, too */
    assert_int_equal(game.draft.now.orders.belief[0], 200);
    assert_int_equal(game.draft.now.orders.belief[3], 200);
    check_typed(&game, "stop", "The guide has ended.");
    for (int j = 0; j < 4; j++)
        model.situation.view.scenario.proximity[2][j] = 0;
    check_typed(&game, "guide", "1 of 4.");
    check_typed(&game, "", "2 of 4. One step in diplomacy?"); /* nobody is in reach */
    check_typed(&game, "", "3 of 4.");
    check_typed(&game, "orders", "3 of 4.");
    check_typed(&game, "D 70", "4 of 4.");
    assert_int_equal(game.draft.now.orders.belief[3], 700);
    game_free(&game);
}

static void a_person_is_asked_before_orders_are_lost(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    game.walk.by_hand = true;
    check_typed(&game, "quit", "You have saved no orders for this turn.");
    check_typed(&game, "fortify 3", "fortify 3"); /* then it is asked anew */
    check_typed(&game, "quit", "You have saved no orders for this turn.");
    draft_send(&game.draft);
    draft_accept(&game.draft, &game.draft.sent.orders, 1);
    check_typed(&game, "strike 2", "strike 2");
    check_typed(&game, "quit", "Your latest changes are not saved.");
    assert_int_equal(game.wish, WISH_NONE);
    game_free(&game);
}

static void the_score_is_told_with_what_made_it(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    struct view *view = &model.situation.view;
    sample_type(&game, "situation");
    char *page = sample_take_page(&game);
    assert_null(strstr(page, "Your score is")); /* the turn before was not seen here */
    free(page);
    view->turn = 5;
    view->own.score = 220;
    view->territory[2] = 8;
    model.report_turn = 5;
    game_situation(&game);
    check_typed(&game, "situation",
                "Your score is 220, that is -20: civil spending 60, all else -80 (war, land, pacts, words).");
    view->turn = 6;
    view->own.score = 280;
    model.report_turn = 6;
    game_situation(&game);
    check_typed(&game, "situation", "Your score is 280, that is +60, all of it from civil spending.");
    view->territory[2] = 15; /* a security seeker's civil spending is worth less on land that it took */
    view->turn = 7;
    view->own.score = 340;
    model.report_turn = 7;
    game_situation(&game);
    view->turn = 8;
    view->own.score = 380;
    model.report_turn = 8;
    game_situation(&game);
    check_typed(&game, "situation", "Your score is 380, that is +40, all of it from civil spending.");
    game_free(&game);
}

static void nonsense_changes_nothing(void **state)
{
    static const char *const lines[] = {
        "budget",
        "budget x",
        "budget 1 2",
        "budget 1 2 3 4 5 6",
        "budget fortify",
        "budget fortify x",
        "fortify",
        "fortify -9",
        "strike 99999999999999",
        "attack",
        "attack x",
        "attack C",
        "attack 0",
        "offer",
        "offer D",
        "offer D x",
        "offer D def x",
        "offer C def",
        "accept",
        "cancel",
        "answer B",
        "answer B x",
        "answer",
        "declare",
        "declare x",
        "declare warn",
        "declare warn C",
        "open",
        "open C",
        "open x",
        "scrap",
        "scrap x",
        "scrap 5",
        "mobilise",
        "mobilise x",
        "mobilise yes",
        "project",
        "project x",
        "project strike",
        "focus",
        "focus A",
        "belief A",
        "belief A x",
        "belief A 101",
        "belief x 3",
        "belief keep",
        "expect",
        "expect D",
        "seesme",
        "balance",
        "balance x",
        "log x",
        "wait x",
        "ready x",
        "say",
        "say A",
        "say x hello",
        "leave",
        "leave no",
        "help x",
        "undo",
        "clear",
    };
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    struct sheet before = game.draft.now;
    for (size_t x = 0; x < sizeof lines / sizeof lines[0]; x++) {
        sample_type(&game, lines[x]);
        char *page = sample_take_page(&game);
        if (memcmp(&before, &game.draft.now, sizeof before) != 0)
            fail_msg("\"%s\" changed the draft", lines[x]);
        if (page[0] == '\0')
            fail_msg("\"%s\" is met with silence", lines[x]);
        free(page);
    }
    assert_int_equal(game.draft.undo_count, 0);
    game_free(&game);
}

static void nothing_can_be_ordered_before_the_game(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    memset(&model, 0, sizeof model);
    game_init(&game, language_find(NULL), 0);
    game.model = &model;
    for (int x = 0; x < command_count; x++) {
        if (commands[x]->needs_view)
            check_typed(&game, commands[x]->name, "The game has not started yet.");
    }
    check_typed(&game, "role", "You have no role yet.");
    check_typed(&game, "", "You are in.");
    check_typed(&game, "rules", "You lead a state among others");
    game_free(&game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_aliases_are_unique),
        cmocka_unit_test(a_beginning_is_enough_when_it_is_unique),
        cmocka_unit_test(the_menu_and_the_digits_agree),
        cmocka_unit_test(help_lists_every_command),
        cmocka_unit_test(orders_arrive_in_the_draft),
        cmocka_unit_test(the_guide_takes_what_answers_its_question),
        cmocka_unit_test(a_person_is_asked_before_orders_are_lost),
        cmocka_unit_test(the_score_is_told_with_what_made_it),
        cmocka_unit_test(nonsense_changes_nothing),
        cmocka_unit_test(nothing_can_be_ordered_before_the_game),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
