/* What a fork says was changed is what somebody would type to change it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/ctl/names.h"
#include "client/ctl/orders_words.h"
#include "client/fork/fork_told.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

enum { STATES = 5, TYPED_MAX = 2048 };

static struct recorded *given(uint64_t seed)
{
    static const char *const names[STATES] = {"Aldan", "Borea", "Corvo", "Dorne", "Estia"};
    struct scenario scenario;
    scenario_init(&scenario, "given", STATES);
    for (int i = 0; i < STATES; i++) {
        struct text text = text_over(scenario.actors[i].name, NAME_SIZE);
        text_put(&text, names[i]);
    }
    scenario.parameters.mobilisation = scenario.parameters.technology = 1;
    scenario.parameters.max_turns = 6;
    return recorded_play(&scenario, (struct recording){.seed = seed, .doctrine = "random_legal"});
}

/* The changes as one line of orders. */
struct typed {
    char line[TYPED_MAX];
    struct text text;
    bool gone; /* something was taken out without a word for it */
    int parts;
};

static void type(void *user, const char *part, const char *was, const char *is)
{
    struct typed *typed = user;
    assert_string_not_equal(was, is);
    typed->gone = typed->gone || strcmp(is, "-") == 0;
    text_put(&typed->text, part);
    text_put_char(&typed->text, ' ');
    text_put(&typed->text, is);
    text_put_char(&typed->text, ';');
    typed->parts++;
}

static struct states_named names_of(const struct scenario *scenario)
{
    struct states_named states = {.count = scenario->actor_count};
    for (int i = 0; i < scenario->actor_count; i++)
        states.name[i] = scenario->actors[i].name;
    return states;
}

/* Orders of another turn stand in for what somebody may think of: they need not be legal to be told. */
static int check(const struct recorded *recorded, int turn, int seat, const struct language *language)
{
    struct fork fork;
    struct cause cause;
    struct typed typed = {.gone = false};
    typed.text = text_over(typed.line, sizeof typed.line);
    fork_init(&fork, &recorded->opening, &recorded->log, turn, seat);
    fork.instead = recorded->log.turn[turn % recorded->log.turns + 1].book.orders[seat];
    memcpy(fork.instead.belief, fork.as_it_was.belief, sizeof fork.instead.belief);
    for (int j = 0; j < STATES; j++)
        if (fork.instead.pact[j] <= PACT_NONE) /* without an offer it is of no meaning */
            fork.instead.secret[j] = fork.as_it_was.secret[j];
    fork_each_difference(&fork, language, type, &typed);
    assert_false(typed.text.cut);
    if (typed.gone)
        return 0;
    struct states_named states = names_of(&recorded->opening.scenario);
    struct orders orders = fork.as_it_was;
    if (orders_read_words(&states, typed.line, language, &orders, &cause))
        fail_msg("%s: %s", typed.line, cause.text);
    if (memcmp(&orders, &fork.instead, sizeof orders) != 0)
        fail_msg("\"%s\" does not give the orders back", typed.line);
    return typed.parts;
}

static void changes_can_be_typed(void **state)
{
    int parts = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        struct recorded *recorded = given(seed);
        for (int turn = 1; turn <= recorded->log.turns; turn++)
            for (int seat = 0; seat < STATES; seat++)
                if (recorded->log.worlds[turn - 1].actors[seat].alive &&
                    recorded->log.turn[turn % recorded->log.turns + 1].book.given[seat])
                    parts += check(recorded, turn, seat, languages[seed % LANGUAGES]);
        free(recorded);
    }
    assert_true(parts > 200);
}

static void nothing_changed_is_nothing_told(void **state)
{
    struct recorded *recorded = given(3);
    struct fork fork;
    struct typed typed = {.gone = false};
    (void)state;
    typed.text = text_over(typed.line, sizeof typed.line);
    fork_init(&fork, &recorded->opening, &recorded->log, 1, 0);
    fork_each_difference(&fork, languages[LANGUAGE_ENGLISH], type, &typed);
    assert_int_equal(typed.parts, 0);
    fork.instead.mobilise = !fork.instead.mobilise;
    fork_each_difference(&fork, languages[LANGUAGE_SPANISH], type, &typed);
    assert_int_equal(typed.parts, 1);
    assert_non_null(strstr(typed.line, "movilizar "));
    free(recorded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_can_be_typed),
        cmocka_unit_test(nothing_changed_is_nothing_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
