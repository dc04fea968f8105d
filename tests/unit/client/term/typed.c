/* What can be typed in each language: that no word means two things, and that what is shown can be typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/commands.h"
#include "tests/unit/client/term/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct language *english(void)
{
    return languages[LANGUAGE_ENGLISH];
}

static const struct language *spanish(void)
{
    return languages[LANGUAGE_SPANISH];
}

static const char *typed_words(const struct language *language, const char *name)
{
    char key[64];
    snprintf(key, sizeof key, "typed.%s", name);
    for (char *c = key; *c; c++)
        *c = *c == '-' ? '_' : *c;
    const char *words = sentence_words(language, key);
    if (!words)
        fail_msg("no \"%s\"", key);
    return words;
}

/* Every word of every language is its command's where it is understood, and no other's anywhere. */
static void no_word_means_two_commands(void **state)
{
    (void)state;
    for (int l = 0; l < LANGUAGES; l++)
        for (int x = 0; x < command_count; x++) {
            struct slice rest = slice_of(typed_words(languages[l], commands[x]->name)), word;
            while (word_take(&rest, &word))
                for (int other = 0; other < LANGUAGES; other++) {
                    bool ambiguous, understood = l == other || l == LANGUAGE_ENGLISH;
                    const struct command *found = command_find(languages[other], word, &ambiguous);
                    if (ambiguous || (found ? found != commands[x] : understood))
                        fail_msg("\"%.*s\" of %s is not %s in %s", (int)word.length, word.at,
                                 languages[l]->code, commands[x]->name, languages[other]->code);
                }
        }
}

static void english_aliases_hold_in_every_language(void **state)
{
    (void)state;
    for (int l = 0; l < LANGUAGES; l++)
        for (int x = 0; x < command_count; x++) {
            struct slice rest = slice_of(commands[x]->aliases), alias;
            bool ambiguous;
            while (word_take(&rest, &alias))
                assert_ptr_equal(command_find(languages[l], alias, &ambiguous), commands[x]);
        }
}

/* Words of one question, none of which may be taken for another. */
static const char *const choices[][8] = {
    {"civil", "fortify", "strike", "dual", "intel"},
    {"non-aggression", "defensive", "unconditional"},
    {"aside", "honour", "if-victim"},
    {"none", "intel", "fortress", "strike", "specialise"},
    {"peaceful", "warn", "demand", "nothing"},
    {"public", "secret"},
    {"yes", "no"},
    {"keep", "all"},
    {"all", "nobody"},
};

static void no_argument_means_two_things(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof choices / sizeof choices[0]; row++)
        for (int l = 0; l < LANGUAGES; l++)
            for (int x = 0; choices[row][x]; x++) {
                struct slice rest = slice_of(typed_words(languages[l], choices[row][x])), word;
                while (word_take(&rest, &word))
                    for (int y = 0; choices[row][y]; y++)
                        assert_int_equal(typed_is(languages[l], word, choices[row][y]), x == y);
            }
}

/* The first word of English is the word of the sources. */
static void what_is_shown_can_be_typed(void **state)
{
    (void)state;
    for (int l = 0; l < LANGUAGES; l++)
        for (int x = 0; x < command_count; x++) {
            char shown[64], usage[256];
            struct text text = text_over(shown, sizeof shown), line = text_over(usage, sizeof usage);
            bool ambiguous;
            put_typed(languages[l], commands[x]->name, &text);
            assert_ptr_equal(command_find(languages[l], slice_of(shown), &ambiguous), commands[x]);
            put_usage(languages[l], commands[x]->usage, &line);
            assert_true(slice_starts(slice_of(usage), shown));
            if (l == LANGUAGE_ENGLISH)
                assert_string_equal(usage, commands[x]->usage);
        }
}

/* Each word of a usage has words in the catalogues. */
static void usages_can_be_said_in_every_language(void **state)
{
    (void)state;
    for (int x = 0; x < command_count; x++)
        for (const char *at = commands[x]->usage; *at;) {
            size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), small;
            char name[64], key[96];
            small = length ? 0 : strspn(at, "abcdefghijklmnopqrstuvwxyz-");
            if (length + small < 2) {
                at++;
                continue;
            }
            snprintf(name, sizeof name, "%.*s", (int)(length + small), at);
            at += length + small;
            snprintf(key, sizeof key, "%s%s", length ? "place." : "typed.", name);
            for (char *c = key; *c; c++)
                *c = *c == '-' ? '_' : *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
            if (!sentence_words(english(), key))
                fail_msg("%s: no \"%s\"", commands[x]->name, key);
        }
}

/* Sentences that tell what to type, with the words in their order. */
static const char *const hints[][2] = {
    {"command.unknown", "help"},
    {"command.not_begun", "help rules role quit"},
    {"help.how", "help attack help all rules"},
    {"help.guide", "stop"},
    {"help.ready", "ready no"},
    {"diplomacy.how", "offer accept cancel answer say press"},
    {"guide.headline", "stop"},
    {"guide.budget", "fortify strike"},
    {"guide.attack", "nobody"},
    {"guide.diplomacy", "offer defensive accept say all"},
    {"guide.ready", "yes no"},
    {"press.none", "say say all"},
    {"wait.never", "ready"},
    {"leave.confirm", "leave yes"},
    {"quit.unanswered", "quit"},
    {"status.ready_unsaved", "save ready no"},
    {"status.bot", "ready"},
    {"orders.beliefs_last", "belief keep"},
    {"orders.no_beliefs", "belief"},
    {"orders.how", "budget attack offer belief more save ready"},
    {"more.how", "answer declare open scrap mobilise project focus expect seesme balance help"},
    {"belief.how", "belief belief belief all belief keep"},
    {"stated.no_attack", "expect"},
    {"stated.no_sees_me", "seesme"},
    {"stated.no_balance", "balance"},
    {"verdict.out_of_reach", "rivals"},
    {"verdict.bad_value", "help"},
    {"verdict.budget.wrong_sum", "strike"},
    {"verdict.declare.bad_value", "declare warn"},
    {"budget.sum", "fortify"},
    {"budget.civil", "strike"},
    {"accept.none", "offer"},
    {"clear.done", "undo"},
    {"remedy.not_now", "status"},
    {"remedy.stale_turn", "situation"},
    {"rivals.how", "rivals"},
    {"pact.offer_in", "accept"},
    {"hint.1", "role rivals guide"},
    {"hint.2", "looks prospects budget attack"},
    {"hint.3", "declare open scrap offer defensive beliefs"},
    {"hint.4", "diplomacy more"},
    {"hint.5", "log log belief keep"},
    {"debrief.next", "back cards mine quit"},
    {"debrief.last", "back cards mine quit"},
    {"cards.own", "mine"},
    {"debrief.begin_script", "next card mine"},
};

static void hints_show_words_of_their_language(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof hints / sizeof hints[0]; row++)
        for (int l = 0; l < LANGUAGES; l++) {
            const char *at = sentence_words(languages[l], hints[row][0]);
            struct slice rest = slice_of(hints[row][1]), word;
            while (at && word_take(&rest, &word)) {
                char name[64], shown[64];
                struct text text = text_over(shown, sizeof shown);
                assert_true(slice_copy(word, name, sizeof name));
                put_typed(languages[l], name, &text);
                at = strstr(at, shown);
                if (!at)
                    fail_msg("\"%s\" of %s does not say %s", hints[row][0], languages[l]->code, shown);
                at += text.length;
            }
            assert_non_null(at);
        }
}

static void check_typed(struct game *game, const char *line, const char *said)
{
    sample_type(game, line);
    char *page = sample_take_page(game);
    if (!strstr(page, said))
        fail_msg("\"%s\" says \"%s\" and not \"%s\"", line, page, said);
    free(page);
}

static void a_turn_in_spanish(void **state)
{
    static struct model model;
    static struct game game;
    const struct orders *orders = &game.draft.now.orders;
    (void)state;
    sample_make(&model, &game);
    game.page.language = spanish();
    check_typed(&game, "presupuesto 3 3 3 1", "Presupuesto: civil 3, defensa 3, ofensiva 3, inteligencia 1;");
    check_typed(&game, "presupuesto def +1 ofe -2", "civil 4, defensa 4, ofensiva 1, inteligencia 1;");
    check_typed(&game, "presupuesto d 1", "Se escribe así: presupuesto CIVIL"); /* defensa or dual */
    check_typed(&game, "INTELIGENCIA 3", "inteligencia 3");
    check_typed(&game, "inteligencia B", "Historial de Borea (B)");
    check_typed(&game, "presupuesto anterior", "civil 6, defensa 2, ofensiva 1, inteligencia 1;");
    check_typed(&game, "atacar d", "Ataque: a Dorne (D).");
    assert_int_equal(orders->attack, 3);
    check_typed(&game, "atacar nadie", "Ataque: a nadie.");
    assert_int_equal(orders->attack, -1);
    check_typed(&game, "ofrecer D inc secreto",
                "ofrecer a Dorne (D) un pacto incondicional que sería secreto.");
    assert_int_equal(orders->pact[3], PACT_UNCONDITIONAL);
    assert_int_equal(orders->secret[3], 1);
    check_typed(&game, "ofrecer D no-agresion publico", "un pacto de no agresión que sería público.");
    assert_int_equal(orders->secret[3], 0);
    check_typed(&game, "responder B SI-VÍCTIMA", "cumple solo si su aliado no atacó primero");
    assert_int_equal(orders->answer[1], ANSWER_HONOUR_IF_VICTIM);
    check_typed(&game, "declarar paz", "intenciones pacíficas");
    check_typed(&game, "declarar exigir A", "una exigencia a Aldan (A)");
    assert_int_equal(orders->declare, DECLARE_DEMAND);
    check_typed(&game, "mostrar todos", "Aldan (A), Borea (B), Dorne (D).");
    assert_int_equal(orders->open_books, 11);
    check_typed(&game, "mostrar nadie", "Mostrar arsenales: a nadie.");
    check_typed(&game, "creer todos 20% D 90", "Dorne (D) 90\u00a0%");
    assert_int_equal(orders->belief[3], 900);
    check_typed(&game, "opinion A 5", "Cuán codicioso creen que es usted: Aldan (A) 5\u00a0%.");
    check_typed(&game, "ceder no", "Para hacerlo: ceder sí.");
    game_free(&game);
}

static void spanish_keeps_english_and_refuses_what_is_ambiguous(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    game.page.language = spanish();
    check_typed(&game, "offer D defensive secret", "un pacto defensivo que sería secreto");
    check_typed(&game, "ordenes", "Sus órdenes para el turno 5:");
    check_typed(&game, "guia", "1 de 5.");
    check_typed(&game, "parar", "La guía ha terminado.");
    check_typed(&game, "of", "Más de un comando empieza por of: ofensiva, ofrecer.");
    check_typed(&game, "dorne", "No existe el comando dorne.");
    check_typed(&game, "ayuda prever", "prever ESTADO PORCENTAJE ... - declara cuán probable");
    game.page.language = english();
    check_typed(&game, "ayuda", "There is no command ayuda.");
    check_typed(&game, "attack nadie", "There is no state nadie.");
    game_free(&game);
}

static void a_guided_turn_in_spanish(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    game.page.language = spanish();
    check_typed(&game, "9", "1 de 5.");
    check_typed(&game, "defensa 3 ofensiva 1", "2 de 5.");
    assert_int_equal(game.draft.now.orders.budget[LINE_FORTIFY], 3);
    check_typed(&game, "nadie", "3 de 5.");
    check_typed(&game, "aceptar A", "4 de 5.");
    check_typed(&game, "D 70", "5 de 5.");
    check_typed(&game, "no", "La guía ha terminado.");
    assert_int_equal(game.draft.now.orders.belief[3], 700);
    game_free(&game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_word_means_two_commands),
        cmocka_unit_test(english_aliases_hold_in_every_language),
        cmocka_unit_test(no_argument_means_two_things),
        cmocka_unit_test(what_is_shown_can_be_typed),
        cmocka_unit_test(usages_can_be_said_in_every_language),
        cmocka_unit_test(hints_show_words_of_their_language),
        cmocka_unit_test(a_turn_in_spanish),
        cmocka_unit_test(spanish_keeps_english_and_refuses_what_is_ambiguous),
        cmocka_unit_test(a_guided_turn_in_spanish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
