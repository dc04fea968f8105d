/* The cards, the reveal state by state and every seat's own page, of worlds of every shape: nothing left
 * unfilled, too wide or cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_own.h"
#include "common/words/width.h"
#include "common/worlds/told_world.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

enum { ALL_MAX = 1024 * 1024 }; /* bytes: what a terminal is told at once, see client/term/page.h */

struct space {
    char at[CARD_TEXT_MAX], parts[CARD_TEXT_MAX];
};

static struct told_world *tell(const struct recorded *recorded)
{
    struct told_world *told;
    struct cause cause;
    if (told_world_create(recorded_text(recorded), &told, &cause))
        fail_msg("%s", cause.text);
    told_world_play_again(told);
    return told;
}

static void expect_fit(const char *what, const char *text, int width)
{
    struct slice rest = slice_of(text), line;
    while (slice_take(&rest, '\n', &line)) {
        char copy[4096];
        assert_true(slice_copy(line, copy, sizeof copy));
        if (columns_of(copy) > width)
            fail_msg("%s: wider than %d: %s", what, width, copy);
    }
    if (strpbrk(text, "{}\033") || strstr(text, "[mine.") || strstr(text, "[card."))
        fail_msg("%s: a place or a key was left:\n%s", what, text);
}

/* Draws everything; gives its bytes. */
static size_t check(const struct recorded *recorded, const struct own_mirror *mirror, int language, int width)
{
    struct told_world *told = tell(recorded);
    struct space *space = malloc(sizeof *space);
    struct card_input input;
    size_t bytes = 0;
    assert_non_null(space);
    told_world_input(told, &input);
    input.language = languages[language];
    input.width = width;
    for (int c = 0; c < card_count; c++) {
        struct text whole = text_over(space->at, sizeof space->at);
        struct text parts = text_over(space->parts, sizeof space->parts);
        card_put(cards[c], &input, &whole);
        for (int part = 0; part < card_parts(cards[c], &input); part++)
            card_put_part(cards[c], &input, part, &parts);
        assert_false(whole.cut);
        assert_string_equal(space->at, space->parts);
        expect_fit(cards[c]->name, space->at, width);
        bytes += whole.length;
    }
    for (int seat = 0; seat < recorded->opening.scenario.actor_count; seat++) {
        struct text own = text_over(space->at, sizeof space->at);
        card_put_own(&input, seat, mirror, &own);
        assert_false(own.cut);
        assert_true(own.length > 500);
        expect_fit("own", space->at, width);
        bytes += own.length / (size_t)recorded->opening.scenario.actor_count;
    }
    free(space);
    told_world_destroy(told);
    return bytes;
}

static void check_world(struct scenario scenario, struct recording recording)
{
    struct recorded *recorded = recorded_play(&scenario, recording);
    struct own_mirror mirror;
    own_mirror_init(&mirror);
    for (int t = 1; t < TURNS_MAX; t += 2)
        mirror.sees_me[t][0] = mirror.sees_me[t][1] = (int16_t)(17 * t % 1001);
    (void)check(recorded, NULL, LANGUAGE_ENGLISH, CARD_WIDTH);
    (void)check(recorded, &mirror, LANGUAGE_SPANISH, CARD_WIDTH_MIN);
    (void)check(recorded, &mirror, LANGUAGE_SPANISH, 120);
    free(recorded);
}

static void a_single_turn(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "short", 3);
    scenario.parameters.max_turns = 1;
    check_world(scenario, (struct recording){.seed = 1});
}

static void a_world_that_was_closed_early(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "closed", 4);
    for (int turns = 1; turns <= 4; turns++)
        check_world(scenario, (struct recording){.seed = 2, .turns = turns, .end = RECORD_CLOSED});
}

static void a_duel_to_the_end(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "duel", 2);
    scenario.actors[0].motive = MOTIVE_GREEDY;
    scenario.parameters.balance = 200;
    check_world(scenario, (struct recording){.seed = 3});
}

static bool somebody_fell(const struct world_log *log)
{
    bool fell = false;
    for (int i = 0; i < log_end(log)->scenario.actor_count; i++)
        fell = fell || !log_end(log)->actors[i].alive;
    return fell;
}

static void states_that_fell(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "fallen", 4);
    scenario.parameters.balance = 250;
    scenario.parameters.stake = 100;
    scenario.parameters.grace_turns = 0;
    struct recorded *recorded =
        recorded_play(&scenario, (struct recording){.seed = 4, .doctrine = "random_legal"});
    assert_true(somebody_fell(&recorded->log));
    free(recorded);
    check_world(scenario, (struct recording){.seed = 4, .doctrine = "random_legal"});
}

/* As much as a world can have to say, in the language that needs more room. */
static void twelve_states_for_sixty_turns(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "twelve", ACTORS_MAX);
    scenario.parameters.max_turns = TURNS_MAX;
    scenario.parameters.grace_turns = 0;
    scenario.parameters.eliminated_at = 0;
    scenario.parameters.stake = 1;
    struct recorded *recorded =
        recorded_play(&scenario, (struct recording){.seed = 1, .doctrine = "random_legal"});
    assert_int_equal(recorded->log.turns, TURNS_MAX);
    assert_in_range(check(recorded, NULL, LANGUAGE_SPANISH, CARD_WIDTH), 1, ALL_MAX);
    free(recorded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_turn),
        cmocka_unit_test(a_world_that_was_closed_early),
        cmocka_unit_test(a_duel_to_the_end),
        cmocka_unit_test(states_that_fell),
        cmocka_unit_test(twelve_states_for_sixty_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
