/* D6: wars with their causes and evidence, episodes, the ledger, the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/cards/drawn.h"
#include "tests/unit/common/debrief/story.h"

#include <stdlib.h>
#include <string.h>

static char *diagnosis_of(struct story *story, int language)
{
    struct card_input input = drawn_input(story_input(story), language);
    return drawn_card("D6", &input);
}

/* Three turns in which both arm and see it, then A1 attacks A0. */
static struct story *spiral(void **state, int attacker_motive)
{
    struct story *story = story_new(state, 2);
    story->world.actors[1].motive = story->world.scenario.actors[1].motive = attacker_motive;
    story_begin(story);
    for (int t = 1; t <= 3; t++) {
        story_arms(story, 0, 1000 * t, 0);
        story_arms(story, 1, 0, 900 * t);
        story_sees_all(story);
        story_suspicion(story, 200 + 100 * t);
        story_turn(story);
    }
    story_attack(story, 1, 0);
    story_battle(story, 0, false, 321);
    story->world.end = END_TIME;
    story_turn(story);
    return story;
}

static void a_spiral_is_named_with_its_evidence(void **state)
{
    struct story *story = spiral(state, MOTIVE_SECURITY_SEEKER);
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "Verdict: 1 war.", "This was the security dilemma",
                 "War 1, turn 4: A1 attacked A0. The attack failed. (Odds of the attack: 32.1 %.)",
                 "Main cause: Spiral.", "A form of the security dilemma. Kind after Roe:", "Evidence:",
                 "- From turn 1 to turn 3 A1 and A0 both raised their arms",
                 "- The suspicion of A1 that A0 is greedy went from 20 % to 50 %.", "Spirals:",
                 "A0 and A1, turns 1 to 3: arms from 0 to 30 and from 0 to 27 units. A0 suspected A1 with 20 "
                 "% before and "
                 "50 % after, A1 suspected A0 with 20 % and 50 %.",
                 "Ledger of alliances", "No ally was called", "Rules that fit here",
                 "- Spiral: ", "Rules that did not fit here",
                 "- Aggression: ", "Rules of diagnosis, version 1.",
                 "QUESTION: Does the label fit? Argue against it.");
    free(text);
    text = diagnosis_of(story, LANGUAGE_SPANISH);
    DRAWN_EXPECT(text, "Veredicto: 1 guerra.", "Guerra 1, turno 4: A1 atacó a A0. El ataque fracasó.",
                 "Causa principal: Espiral.", "Pruebas:", "Reglas que corresponden aquí");
    free(text);
}

static void greed_is_no_dilemma(void **state)
{
    char *text = diagnosis_of(spiral(state, MOTIVE_GREEDY), LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "This was no security dilemma",
                 "Main cause: Aggression. Also: ", "No security dilemma. Kind after Roe: loose",
                 "- A1 is greedy.");
    free(text);
}

static void a_chain_and_its_ledger(void **state)
{
    struct story *story = story_new(state, 5);
    story_begin(story);
    story_joined(story, 1, 0, 2);
    story_attack(story, 0, 2);
    STORY_EVENT(story, EVENT_BREACH, 0, 2);
    STORY_EVENT(story, EVENT_CALLED, 3, 2, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 4, 2, 0, 0);
    story_battle(story, 2, true, 500);
    story->world.end = END_TIME;
    story_turn(story);
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "A0 and A1 attacked A2; A3 came to help. The attack succeeded.",
                 "Also: Chain of alliances", "Pulled in by alliances: A1 and A3.",
                 "A1 was called by A0 to attack A2, and came.", "A4 was called by A2 and stood aside.",
                 "State called kept dodged broken", "A0 0 0 0 1", "A1 1 1 0 0", "A2 0 0 0 0", "A3 1 1 0 0",
                 "A4 1 0 1 0");
    free(text);
    text = diagnosis_of(story, LANGUAGE_SPANISH);
    DRAWN_EXPECT(text, "A0 y A1 atacaron a A2; acudió en su ayuda A3. El ataque triunfó.");
    free(text);
}

static void help_of_several_is_plural(void **state)
{
    struct story *story = story_new(state, 4);
    story_begin(story);
    story_attack(story, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 2, 1, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 3, 1, 0, 1);
    story_battle(story, 1, false, 500);
    story_turn(story);
    char *text = diagnosis_of(story, LANGUAGE_SPANISH);
    DRAWN_EXPECT(text, "A0 atacó a A1; acudieron en su ayuda A2 y A3.");
    free(text);
}

static int occurrences(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

/* Two states attack one another's neighbour for the same reason in one turn: one block, nothing said twice.
 */
static void wars_alike_are_told_together(void **state)
{
    struct story *story = story_new(state, 4);
    story->world.actors[0].motive = story->world.scenario.actors[0].motive = MOTIVE_GREEDY;
    story->world.actors[1].motive = story->world.scenario.actors[1].motive = MOTIVE_GREEDY;
    story_begin(story);
    story_attack(story, 0, 2);
    story_attack(story, 1, 3);
    story_battle(story, 2, false, 500);
    story_battle(story, 3, false, 500);
    story_turn(story);
    story_attack(story, 0, 2);
    story_battle(story, 2, false, 500);
    story_turn(story);
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "War 1, turn 1: A0 attacked A2.", "War 2, turn 1: A1 attacked A3.",
                 "Main cause: Aggression.", "Evidence:", "- A0 is greedy.", "- A1 is greedy.",
                 "War 3, turn 2: A0 attacked A2.", "Main cause: Aggression.", "- A0 is greedy.");
    assert_int_equal(occurrences(text, "Main cause:"), 2);
    assert_int_equal(occurrences(text, "A1 is greedy."), 1);
    free(text);
}

/* Spiral and backfire rest on the same rise of suspicion, which came at the very end: it is said once. */
static void the_same_evidence_is_said_once(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    for (int t = 1; t <= 3; t++) {
        story_arms(story, 0, 1000 * t, 0);
        story_arms(story, 1, 0, 900 * t);
        story_sees_all(story);
        story_suspicion(story, t < 3 ? 200 : 500);
        story_turn(story);
    }
    story_attack(story, 1, 0);
    story_battle(story, 0, false, 321);
    story_turn(story);
    struct diagnosis diagnosis;
    const struct metric_input *input = story_input(story);
    diagnose(input, &input->findings.wars[0], &diagnosis);
    int rises = 0;
    for (int e = 0; e < diagnosis.evidence_count; e++)
        rises += diagnosis.evidence[e].kind == EVIDENCE_SUSPICION;
    assert_int_equal(rises, 2);
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "Main cause: Spiral. Also: Deterrence backfired");
    assert_int_equal(occurrences(text, "The suspicion of A1"), 1);
    free(text);
}

static void restraint_and_its_answers(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_budget(story, 0, 2, 8, 0, 0, 0);
    story_budget(story, 1, 2, 8, 0, 0, 0);
    story_turn(story);
    story_budget(story, 0, 10, 0, 0, 0, 0);
    for (int t = 2; t <= 3; t++) {
        story_suspects(story, 1, 0, 100);
        story_budget(story, 1, 8, 2, 0, 0, 0);
        STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 1);
        story_turn(story);
    }
    story->world.end = END_TIME;
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "Restraint, two turns or more",
                 "A0, turns 2 to 3: no point for arms, open books. Of 1 in reach 1 trusted it more, 1 "
                 "answered with fewer "
                 "arms, 0 attacked it.");
    drawn_refuse(text, "War 1");
    drawn_refuse(text, "Rules that fit here");
    free(text);
}

/* All four hold back in the same turns: one line, not four. */
static void restraint_alike_is_one_line(void **state)
{
    struct story *story = story_new(state, 4);
    story_begin(story);
    for (int t = 1; t <= 3; t++) {
        for (int i = 0; i < 4; i++)
            story_budget(story, i, 10, 0, 0, 0, 0);
        story_turn(story);
    }
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "A0, A1, A2 and A3, turns 1 to 3: no point for arms. Of 3 in reach of each 0 trusted");
    assert_int_equal(occurrences(text, "no point for arms"), 1);
    free(text);
}

static void many_wars_are_told_in_short(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    for (int t = 1; t <= 20; t++) {
        story_attack(story, 0, 1);
        story_battle(story, 1, false, 100);
        story_turn(story);
    }
    char *text = diagnosis_of(story, LANGUAGE_ENGLISH);
    DRAWN_EXPECT(text, "War 12, turn 12: A0 attacked A1.",
                 "Evidence:", "The later wars in short:", "- War 13, turn 13: A0 and A1. Misreading.",
                 "- War 20, turn 20: A0 and A1.");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(a_spiral_is_named_with_its_evidence),
        STORY_TEST(greed_is_no_dilemma),
        STORY_TEST(a_chain_and_its_ledger),
        STORY_TEST(help_of_several_is_plural),
        STORY_TEST(wars_alike_are_told_together),
        STORY_TEST(the_same_evidence_is_said_once),
        STORY_TEST(restraint_and_its_answers),
        STORY_TEST(restraint_alike_is_one_line),
        STORY_TEST(many_wars_are_told_in_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
