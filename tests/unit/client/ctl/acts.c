/* What a facilitator types, as acts: names and letters are looked up, what is missing or means two things is
 * said, and nothing is guessed. */
#include "client/ctl/exercise.h"
#include "client/ctl/names.h"
#include "client/ctl/orders_words.h"
#include "client/ctl/subcommand.h"
#include "tests/unit/client/ctl/sample_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct wire_exercise_act read_well(struct sample *of, const char *line)
{
    struct wire_exercise_act act;
    struct cause cause;
    if (exercise_read_act(line, languages[0], &of->state, &act, &cause))
        fail_msg("%s: %s", line, cause.text);
    return act;
}

static void check_refused(struct sample *of, const char *line, const char *why)
{
    struct wire_exercise_act act;
    struct cause cause;
    if (!exercise_read_act(line, languages[0], &of->state, &act, &cause))
        fail_msg("%s was taken", line);
    if (!strstr(cause.text, why))
        fail_msg("%s: \"%s\" does not say \"%s\"", line, cause.text, why);
}

static void acts_are_read(void **state)
{
    struct sample of;
    (void)state;
    sample_fill_all(&of);
    struct wire_exercise_act act = read_well(&of, "pause b --reason \"fire drill\"");
    assert_int_equal(act.act, EXERCISE_PAUSE);
    assert_int_equal(act.world, 1);
    assert_int_equal(act.seat, -1);
    assert_string_equal(act.reason, "fire drill");
    assert_int_equal(read_well(&of, "resume").world, -1);
    act = read_well(&of, "extend --seconds -60");
    assert_int_equal(act.ms, -60000);
    act = read_well(&of, "rollback --world A --turn 2");
    assert_int_equal(act.turn, 2);
    act = read_well(&of, "nudge B est");
    assert_int_equal(act.seat, 2);
    assert_int_equal(read_well(&of, "bot-in B b").seat, 1);
    act = read_well(&of, "time A Corva --percent 150");
    assert_int_equal(act.percent, 150);
    act = read_well(&of, "answer --question 7 --text yes --everyone");
    assert_int_equal(act.number, 7);
    assert_true(act.everyone);
    assert_string_equal(act.reason, "yes");
    act = read_well(&of, "own B --facilitator 'dr r'");
    assert_int_equal(act.number, 1);
    act = read_well(&of, "facilitator add --name Olga --rights assist");
    assert_int_equal(act.rights, RIGHTS_ASSIST);
    act = read_well(&of, "facilitator rights --facilitator 1 --rights none");
    assert_int_equal(act.rights, RIGHTS_NONE);
    act = read_well(&of, "debrief B --card d3 --part 2");
    assert_int_equal(act.card, 3);
    assert_int_equal(act.part, 2);
    assert_int_equal(read_well(&of, "inject-postpone --inject 2 --turns 3").turn, 3);
    of.worlds[1].seats[2].persons[0].person = (struct id){{9}};
    SET(of.worlds[1].seats[2].persons[0].name, "Yuri");
    act = read_well(&of, "consent --person yuri");
    assert_int_equal(act.act, EXERCISE_CONSENT);
    assert_true(id_equal(&act.person, &of.worlds[1].seats[2].persons[0].person));
    assert_int_equal(act.world, -1);
    act = read_well(&of, "consent --person 'Old Ann'"); /* who is out: the server knows them */
    assert_true(id_is_zero(&act.person));
    assert_string_equal(act.name, "Old Ann");
    act = read_well(&of, "extend B --state est --seconds 60");
    assert_int_equal(act.world, 1);
    assert_int_equal(act.seat, 2);
    assert_int_equal(read_well(&of, "replay --days 30").number, 30);
    act = read_well(&of, "replay --over");
    assert_true(act.number == 0 && !act.release);
    assert_true(read_well(&of, "replay --release").release);
    act = read_well(&of, "resolve A --practice");
    assert_true(act.practice && act.turn == 1);
    assert_false(read_well(&of, "resolve A --turn 1").practice);
    of.state.undo = 8;
    act = read_well(&of, "undo");
    assert_true(act.act == EXERCISE_UNDO && act.number == 8); /* what is told of, and no newer one */
    assert_true(act_needs_state(EXERCISE_UNDO, &(struct act_words){0}));
}

static void an_inject_is_read(void **state)
{
    struct sample of;
    (void)state;
    sample_fill_all(&of);
    struct wire_exercise_act act = read_well(
        &of, "inject B --text \"War?\" --text-es Guerra --source Radio --to \"A, est\" --misleading");
    assert_true(act.has_inject && act.inject.misleading);
    assert_int_equal(act.world, -1);
    assert_int_equal(act.inject.world, 1);
    assert_int_equal(act.inject.seats, 5);
    assert_int_equal(act.inject.trigger, TRIGGER_NOW);
    assert_string_equal(act.inject.text[0], "War?");
    assert_string_equal(act.inject.text[1], "Guerra");
    act = read_well(&of, "inject --text x --turn 4");
    assert_int_equal(act.inject.trigger, TRIGGER_TURN);
    assert_int_equal(act.inject.turn, 4);
    assert_int_equal(act.turn, 0);
    act = read_well(&of, "inject --text x --tension 5");
    assert_int_equal(act.inject.trigger, TRIGGER_TENSION);
    assert_int_equal(act.inject.turn, 1);
}

static void what_is_wrong_is_said(void **state)
{
    struct sample of;
    (void)state;
    sample_fill_all(&of);
    check_refused(&of, "", "no such act");
    check_refused(&of, "show", "no such act");
    check_refused(&of, "new", "no such act");
    check_refused(&of, "pause C", "A to B");
    check_refused(&of, "nudge B", "--state");
    check_refused(&of, "nudge B Z", "A Corva, B Delmar, C Estovalia");
    check_refused(&of, "nudge --state A", "--world is needed");
    check_refused(&of, "nudge B C", "two of them"); /* the letter of one, the beginning of another */
    check_refused(&of, "remove", "--person");
    check_refused(&of, "remove --person Nobody", "nobody is called so");
    check_refused(&of, "remove --person Ann", "2 are called so"); /* one in each world */
    check_refused(&of, "consent", "--person");
    check_refused(&of, "consent --person Ann", "2 are called so");
    check_refused(&of, "extend A", "--seconds");
    check_refused(&of, "extend --state A --seconds 60", "--world is needed");
    check_refused(&of, "rollback A", "--turn");
    check_refused(&of, "time A B --percent 99", "100 to 400");
    check_refused(&of, "answer --question 7", "--text");
    check_refused(&of, "answer --text x", "--question");
    check_refused(&of, "own A", "--release");
    check_refused(&of, "resolve A --practice --turn 1", "two turns");
    check_refused(&of, "replay", "--days");
    check_refused(&of, "replay --days 3 --over", "--days");
    check_refused(&of, "replay --days 367", "1 to 366");
    check_refused(&of, "own A --facilitator Nobody", "there is none");
    check_refused(&of, "facilitator add --name x --rights king", "--rights");
    check_refused(&of, "debrief --card D9", "D0 ... D8");
    check_refused(&of, "pause \"open", "quotation mark");
    check_refused(&of, "pause A B C", "C: not understood");
    char line[400] = "pause --reason ";
    memset(line + strlen(line), 'x', 201);
    check_refused(&of, line, "200 bytes");
    static const char *const spanish[][2] = {
        {"pause C", "mundo C: no hay ninguno con ese nombre; hay de A a B"},
        {"nudge B Z", "Estado Z: no hay ninguno"},
        {"nudge --state A", "falta --world: hay 2 mundos"},
        {"remove --person Nobody", "persona Nobody: nadie se llama así"},
        {"frobnicate", "frobnicate: no hay tal acto"},
        {"extend A --seconds x", "--seconds: «x» no es un número de"},
        {"orders A B --orders \"attack Z\"", "Estado Z: no hay ninguno"},
        {"orders A B --orders \"bailar 3\"", "órdenes: bailar: no es ninguna orden"},
    };
    for (size_t x = 0; x < sizeof spanish / sizeof spanish[0]; x++) {
        struct wire_exercise_act act;
        struct cause cause;
        assert_int_equal(
            exercise_read_act(spanish[x][0], languages[LANGUAGE_SPANISH], &of.state, &act, &cause),
            STATUS_INVALID);
        if (!strstr(cause.text, spanish[x][1]))
            fail_msg("%s: %s", spanish[x][0], cause.text);
    }
    of.state.world_count = 1;
    assert_int_equal(read_well(&of, "nudge --state A").world, 0); /* the only one */
    check_refused(&of, "pause B", "it is A");
}

static void orders_are_read(void **state)
{
    struct sample of;
    struct orders orders;
    struct cause cause;
    (void)state;
    sample_fill_all(&of);
    struct states_named states = states_of(&of.state, 1);
    orders_init(&orders);
    assert_int_equal(
        orders_read_words(&states,
                          "civil 6, fortify 3; strike 1 attack Delmar mobilise offer Estovalia defensive "
                          "secret cancel B declare warn estovalia answer B aside belief Est 70 "
                          "scrap 2 project fortress open B focus Est",
                          languages[0], &orders, &cause),
        STATUS_OK);
    assert_int_equal(orders.budget[LINE_CIVIL], 6);
    assert_int_equal(orders.budget[LINE_FORTIFY], 3);
    assert_int_equal(orders.budget[LINE_STRIKE], 1);
    assert_int_equal(orders.budget[LINE_INTEL], 0);
    assert_int_equal(orders.attack, 1);
    assert_int_equal(orders.mobilise, 1);
    assert_int_equal(orders.pact[2], PACT_DEFENSIVE);
    assert_int_equal(orders.secret[2], 1);
    assert_int_equal(orders.pact[1], PACT_NONE);
    assert_int_equal(orders.declare, DECLARE_WARN);
    assert_int_equal(orders.declare_to, 2);
    assert_int_equal(orders.answer[1], ANSWER_STAND_ASIDE);
    assert_int_equal(orders.belief[2], 700);
    assert_int_equal(orders.belief[1], -1);
    assert_int_equal(orders.scrap, 2);
    assert_int_equal(orders.project, PROJECT_FORTRESS);
    assert_int_equal(orders.open_books, 2);
    assert_int_equal(orders.focus, 2);
    orders_init(&orders);
    assert_int_equal(
        orders_read_words(&states, "civil 4 defensa 2 atacar B movilizar", languages[1], &orders, &cause),
        STATUS_OK);
    assert_int_equal(orders.budget[LINE_FORTIFY], 2);
    assert_int_equal(orders.attack, 1);
    static const struct {
        const char *words, *why;
    } wrong[] = {
        {"fortify", "whole number"},      {"fortify x", "whole number"}, {"fortify -1", "whole number"},
        {"attack", "must follow"},        {"attack Z", "none of that"},  {"dance 3", "is no order"},
        {"offer B", "non-aggression"},    {"declare war", "peaceful"},   {"answer B maybe", "honour"},
        {"belief B 101", "whole number"}, {"project moon", "fortress"},
    };
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        assert_int_equal(orders_read_words(&states, wrong[x].words, languages[0], &orders, &cause),
                         STATUS_INVALID);
        if (!strstr(cause.text, wrong[x].why))
            fail_msg("%s: %s", wrong[x].words, cause.text);
    }
}

static void worlds_have_numbers(void **state)
{
    (void)state;
    assert_int_equal(world_number(slice_of("A")), 0);
    assert_int_equal(world_number(slice_of("z")), 25);
    assert_int_equal(world_number(slice_of("AA")), 26);
    assert_int_equal(world_number(slice_of("BL")), 63);
    static const char *const none[] = {"", "1", "BM", "ABC", "A1", "-"};
    for (size_t x = 0; x < sizeof none / sizeof none[0]; x++)
        assert_int_equal(world_number(slice_of(none[x])), -1);
}

/* Each act has its row, and the help of each fits. But for a look: over the admin socket there is nobody to
 * show a seat to. */
static void every_act_has_a_subcommand(void **state)
{
    bool known[EXERCISE_ACT_COUNT] = {[EXERCISE_NO_ACT] = true, [EXERCISE_LOOK] = true};
    (void)state;
    for (int x = 0; x < subcommand_count; x++) {
        char memory[OPTIONS_HELP_MAX];
        struct text text = text_over(memory, sizeof memory);
        struct options options = {.usage = "",
                                  .rows = subcommand_options,
                                  .count = subcommand_option_count,
                                  .command = subcommand_table[x].bit};
        options_put_help(&options, &text);
        assert_false(text.cut);
        known[subcommand_table[x].act] = true;
        for (int y = 0; y < x; y++)
            assert_int_equal(subcommand_table[x].bit & subcommand_table[y].bit, 0);
    }
    for (int x = 0; x < EXERCISE_ACT_COUNT; x++)
        assert_true(known[x]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_are_read),         cmocka_unit_test(an_inject_is_read),
        cmocka_unit_test(what_is_wrong_is_said), cmocka_unit_test(orders_are_read),
        cmocka_unit_test(worlds_have_numbers),   cmocka_unit_test(every_act_has_a_subcommand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
