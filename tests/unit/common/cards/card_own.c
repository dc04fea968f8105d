/* The page for one person alone, word for word in the parts that are counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_own.h"
#include "tests/unit/common/cards/drawn.h"
#include "tests/unit/common/debrief/story.h"

#include <stdlib.h>
#include <string.h>

static char *draw_scored(struct story *story, int seat, const struct own_mirror *mirror, int language,
                         bool scored)
{
    char *memory = malloc(CARD_TEXT_MAX);
    struct card_input input = drawn_input(story_input(story), language);
    input.scored = scored;
    struct text text = text_over(memory, CARD_TEXT_MAX);
    assert_non_null(memory);
    card_put_own(&input, seat, mirror, &text);
    assert_false(text.cut);
    return memory;
}

static char *draw(struct story *story, int seat, const struct own_mirror *mirror, int language)
{
    return draw_scored(story, seat, mirror, language, false);
}

/* A0 is the person's, A1 wants safety, A2 is greedy; all suspect all with 200. A0 states 700 about A1 in turn
 * 1 and buys arms; A1's arms are seen to rise after turn 1, and A0's rise in turn 2. */
static struct story *played(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[2].motive = MOTIVE_GREEDY;
    story->world.scenario.parameters.fungibility = 50;
    story_begin(story);
    story->book.orders[0].belief[1] = 700;
    story->book.orders[1].belief[0] = 600;
    story_budget(story, 0, 5, 5, 0, 0, 0);
    story_arms(story, 0, 500, 0);
    story_sees(story, 0, 1, 300, 900);
    story_arms(story, 1, 0, 200);
    story_vulnerable(story, 0, 300);
    story_turn(story);
    story_arms(story, 0, 900, 0);
    story_vulnerable(story, 0, 300);
    story_turn(story);
    story_vulnerable(story, 0, 300);
    story_turn(story);
    return story;
}

/* Squares of A0: 0.49, 0.04, 0.04 about A1 and three times 0.64: 2.49 / 6; its staff: 0.12 + 1.92 = 2.04 / 6.
 * About A1 (70 + 20 + 20) / 3. Seen: A1 60, 20, 20, A2 20 three times: 160 / 6. */
static void everything_is_counted(void **state)
{
    struct story *story = played(state);
    char *text = draw(story, 0, NULL, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "A0 - for your eyes alone", "Nobody else is shown this page.",
                 "You stated 1 of 6 beliefs yourself", "A1 (security seeker) 70M 20 20",
                 "A2 (greedy) 20M 20M 20M", "missed the truth by 0.42", "cases: 6",
                 "alone would have missed it by 0.34: they were closer than you",
                 "that wanted only safety you believed with 37 % on average that they were greedy (cases: 3;",
                 "that wanted land you believed with 20 % on average that they were greedy (cases: 3;",
                 "furthest from the truth about A2: 20 % greedy on average. Its motive: greedy.",
                 "Your own motive: security seeker.", "What you thought of that is in no record.",
                 "- A1: 33 % greedy on average.", "- A2: 20 % greedy on average.",
                 "for greedy with 27 % on average (cases: 6)",
                 "seen a rival's arms rise: 1. Your own arms rose in 1 of them.",
                 "seen no such rise: 1. Your own arms rose in 0 of them.",
                 "Rises that you saw: 1. Those that there had really been: 1.",
                 "two turns later: 1. In 1 of them you were then no safer than before.",
                 "When turn 2 began, you saw 9 units for attack at A1; there were 2.",
                 "25 of 100 units of one kind look like the other", "None of this is a grade.");
    drawn_refuse(text, "Your state was destroyed");
    drawn_refuse(text, "belief score");
    free(text);
}

/* 70 about one who wants safety: 100 - 49. Who stated nothing has none. */
static void what_is_scored_has_points(void **state)
{
    struct story *story = played(state);
    char *text = draw_scored(story, 0, NULL, LANGUAGE_ENGLISH, true);
    DRAWN_EXPECT(text, "missed the truth by 0.42", "they were closer than you",
                 "Your belief score: 51 of 100 points on average for what you stated yourself",
                 "50\u00a0% 75, sure and wrong 0; cases: 1). The game's score is another.");
    free(text);
    text = draw_scored(story, 0, NULL, LANGUAGE_SPANISH, true);
    DRAWN_EXPECT(text, "Su puntuación de creencias: 51 de 100 puntos", "casos: 1)");
    free(text);
    text = draw_scored(story, 2, NULL, LANGUAGE_ENGLISH, true);
    DRAWN_EXPECT(text, "You stated no beliefs");
    drawn_refuse(text, "belief score");
    free(text);
}

static void the_mirror_is_told(void **state)
{
    struct story *story = played(state);
    struct own_mirror mirror;
    own_mirror_init(&mirror);
    char *text = draw(story, 0, &mirror, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "You did not say how greedy you thought you looked to them.", "- A1: 33 % greedy");
    drawn_refuse(text, "in no record");
    free(text);
    mirror.sees_me[1][1] = 100; /* it was 600 */
    text = draw(story, 0, &mirror, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "- A1: you thought that it took you for greedy with 10 %; it was 60 % (turns: 1).",
                 "- A2: 20 % greedy on average.",
                 "On average you thought yourself less feared than you were, by 50 points (cases: 1)");
    drawn_refuse(text, "You did not say");
    free(text);
    mirror.sees_me[1][1] = 610;
    text = draw(story, 0, &mirror, LANGUAGE_SPANISH);
    DRAWN_EXPECT(text, "A1: usted pensaba que le creía codicioso con un 61 %; era un 60 % (turnos: 1).",
                 "se creyó más temido de lo que era, por 1 punto (casos: 1)");
    free(text);
    mirror.sees_me[1][1] = 600;
    text = draw(story, 0, &mirror, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "On average you knew how you were seen (cases: 1).");
    free(text);
}

/* A1 said nothing, bought nothing, saw no rise and was shown A0's 5 units as none. */
static void what_there_was_not_is_said(void **state)
{
    struct story *story = played(state);
    char *text = draw(story, 1, NULL, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "You stated 1 of 6 beliefs", "seen no such rise: 2. Your own arms rose in 0 of them.",
                 "You bought no arms whose effect",
                 "When turn 3 began, you saw 0 units for defence at A0; there "
                 "were 9.");
    drawn_refuse(text, "had just seen");
    drawn_refuse(text, "Rises that you saw");
    free(text);
    text = draw(story, 2, NULL, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "You stated no beliefs, so your staff's assessment stands in their place");
    drawn_refuse(text, "missed"); /* the figures are the staff's */
    drawn_refuse(text, "you believed with");
    drawn_refuse(text, "furthest from the truth");
    free(text);
}

static void a_state_that_fell_is_told_until_when(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_turn(story);
    story->world.actors[0].alive = 0;
    story_turn(story);
    story_turn(story);
    char *text = draw(story, 0, NULL, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "Your state was destroyed in turn 2;", "A1 (security seeker) 20 20 -",
                 "Every figure that you were shown was right.");
    drawn_refuse(text, "of 100 units");
    free(text);
}

/* Neither what others saw, spent and scored is on it, nor whom they feared besides this seat. */
static void nothing_private_of_others_is_on_it(void **state)
{
    struct story *story = played(state);
    char *before = draw(story, 0, NULL, LANGUAGE_ENGLISH);
    for (int t = 0; t <= story->log.turns; t++) {
        struct world *world = &story->log.worlds[t];
        world->actors[1].score = world->actors[1].insecurity = 4711;
        world->actors[1].budget[LINE_STRIKE] = 9;
        world->relations[1][2].assess = 3000;
        world->relations[1][0].est_strike = 12345;
        story->log.turn[t].belief[1][2] = 990;
    }
    char *after = draw(story, 0, NULL, LANGUAGE_ENGLISH);
    assert_string_equal(before, after);
    free(after);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(everything_is_counted),
        STORY_TEST(what_is_scored_has_points),
        STORY_TEST(the_mirror_is_told),
        STORY_TEST(what_there_was_not_is_said),
        STORY_TEST(a_state_that_fell_is_told_until_when),
        STORY_TEST(nothing_private_of_others_is_on_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
