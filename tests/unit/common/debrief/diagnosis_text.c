#include "common/debrief/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/utf8.h"
#include "tests/unit/common/debrief/story.h"

#include <string.h>

static const char *const names[] = {"Austria", "Serbia", "Rusia", "Alemania"};

static struct story *named(void **state)
{
    struct story *story = story_new(state, 4);
    for (int i = 0; i < 4; i++)
        slice_copy(slice_of(names[i]), story->world.scenario.actors[i].name, NAME_SIZE);
    return story;
}

static const char *said(const struct story *story, const struct evidence *evidence, int language)
{
    static char memory[512];
    struct text text = text_over(memory, sizeof memory);
    evidence_put(evidence, &story->world, languages[language], &text);
    assert_false(text.cut);
    assert_true(utf8_valid(memory, text.length));
    if (strchr(memory, '{') || strchr(memory, '}'))
        fail_msg("a place was not filled: %s", memory);
    return memory;
}

/* One of each kind. */
static void evidence_in_words(void **state)
{
    static const struct {
        struct evidence evidence;
        const char *said[LANGUAGES];
    } cases[] = {
        {{EVIDENCE_MOTIVE, 7, 0, 1, MOTIVE_GREEDY, 0}, {"Austria is greedy.", "Austria es codicioso."}},
        {{EVIDENCE_MOTIVE, 7, 1, 0, MOTIVE_LIMITED, 0},
         {"Serbia is of limited aims.", "Serbia es de fines limitados."}},
        {{EVIDENCE_ATTACKED, 7, 0, 1, 5, 0},
         {"Serbia had attacked Austria in turn 5.", "Serbia había atacado a Austria en el turno 5."}},
        {{EVIDENCE_DETERRED, 7, 0, 1, 200, 344},
         {"Austria reckoned with a chance of 20\u00a0% against Serbia; attack pays from 34.4\u00a0%.",
          "Austria contaba con una probabilidad del 20\u00a0% contra Serbia; atacar compensa desde el "
          "34,4\u00a0%."}},
        {{EVIDENCE_TEMPTED, 7, 0, 1, 500, 344},
         {"Austria reckoned with a chance of 50\u00a0% against Serbia; attack pays from 34.4\u00a0%: nothing "
          "deterred "
          "it.",
          "Austria contaba con una probabilidad del 50\u00a0% contra Serbia; atacar compensa desde el "
          "34,4\u00a0%: "
          "nada "
          "lo disuadía."}},
        {{EVIDENCE_EPISODE, 7, 2, 3, 1, 4},
         {"From turn 1 to turn 4 Rusia and Alemania both raised their arms, each after a rise of the other "
          "that "
          "it had seen.",
          "Del turno 1 al 4 Rusia y Alemania aumentaron sus armas, cada uno tras ver un aumento del otro."}},
        {{EVIDENCE_RISE, 7, 2, 3, 1200, -100},
         {"In turn 7 Rusia saw the arms of Alemania change by 12 units (truly -1).",
          "En el turno 7 Rusia vio cambiar las armas de Alemania en 12 unidades (en verdad -1)."}},
        {{EVIDENCE_SUSPICION, 7, 1, 3, 200, 250},
         {"The suspicion of Serbia that Alemania is greedy went from 20\u00a0% to 25\u00a0%.",
          "La sospecha de Serbia de que Alemania es codicioso pasó del 20\u00a0% al 25\u00a0%."}},
        {{EVIDENCE_FEAR, 7, 0, 2, 400, 385},
         {"In turn 7 Austria suspected Rusia with 40\u00a0%; above 38.5\u00a0% striking first seems better "
          "than "
          "waiting.",
          "En el turno 7 Austria sospechaba de Rusia con un 40\u00a0%; por encima del 38,5\u00a0% atacar "
          "primero "
          "parece "
          "mejor que esperar."}},
        {{EVIDENCE_NO_FEAR, 7, 0, 2, 385, 385},
         {"In turn 7 Austria suspected Rusia with 38.5\u00a0%, not above the threshold of pre-emption "
          "(38.5\u00a0%).",
          "En el turno 7 Austria sospechaba de Rusia con un 38,5\u00a0%, no más que el umbral del ataque "
          "anticipatorio "
          "(38,5\u00a0%)."}},
        {{EVIDENCE_JOINED, 7, 3, 0, 1, 1},
         {"Alemania was called by Austria to attack Serbia, and came.",
          "Austria llamó a Alemania a atacar a Serbia, y acudió."}},
        {{EVIDENCE_HELPED, 7, 2, 1, 0, 1},
         {"Rusia came to the help of Serbia.", "Rusia acudió en ayuda de Serbia."}},
        {{EVIDENCE_STOOD_ASIDE, 7, 2, 1, 0, 0},
         {"Rusia was called by Serbia and stood aside.", "Serbia llamó a Rusia, que se quedó al margen."}},
    };
    struct story *story = named(state);
    int kinds = 0;
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        kinds |= 1 << cases[c].evidence.kind;
        for (int language = 0; language < LANGUAGES; language++)
            assert_string_equal(said(story, &cases[c].evidence, language), cases[c].said[language]);
    }
    assert_int_equal(kinds, (1 << EVIDENCE_KINDS) - 1);
}

/* Where no fear would do there is no threshold to name: -1 is a mark for programs, not for people. */
static void no_threshold_is_not_a_number(void **state)
{
    struct story *story = named(state);
    for (int language = 0; language < LANGUAGES; language++) {
        const char *sentence =
            said(story, &(const struct evidence){EVIDENCE_NO_FEAR, 7, 0, 2, 385, -1}, language);
        if (strstr(sentence, "-1"))
            fail_msg("people read: %s", sentence);
        assert_non_null(strstr(sentence, "Austria"));
        assert_non_null(strstr(sentence, language == LANGUAGE_ENGLISH ? "38.5" : "38,5"));
    }
}

/* Less than a unit is not nothing. */
static void rises_below_a_unit(void **state)
{
    struct story *story = named(state);
    const char *sentence =
        said(story, &(const struct evidence){EVIDENCE_RISE, 7, 0, 1, 50, 150}, LANGUAGE_ENGLISH);
    if (strstr(sentence, "by 0 units") || strstr(sentence, "truly 1)"))
        fail_msg("people read: %s", sentence);
}

static void assert_verdict(struct story *story, const char *english, const char *spanish)
{
    const char *wanted[LANGUAGES] = {english, spanish};
    const struct metric_input *input = story_input(story);
    for (int language = 0; language < LANGUAGES; language++) {
        char memory[1024];
        struct text text = text_over(memory, sizeof memory);
        verdict_put(input, languages[language], &text);
        assert_string_equal(memory, wanted[language]);
    }
}

static void verdicts_of_peace(void **state)
{
    struct story *story = named(state);
    story_begin(story);
    story_turns(story, 2);
    assert_verdict(story, "No war and no spiral: the dilemma did not bite here.",
                   "Ni guerra ni espiral: aquí el dilema no mordió.");
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_sees(story, 0, 1, 1000, 0); /* nothing against something: no chance */
    story_begin(story);
    story_turn(story);
    assert_verdict(story, "No war: somebody wanted land and was deterred.",
                   "Sin guerra: alguien quería territorio y fue disuadido.");
    for (int t = 2; t <= 4; t++) {
        for (int i = 0; i < 2; i++)
            story_arms(story, i, 1000 + 100 * t, 0);
        story_sees_all(story);
        story_turn(story);
    }
    assert_verdict(story, "No war, but a spiral: states armed against each other's arms.",
                   "Sin guerra, pero con espiral: los Estados se armaron frente a las armas ajenas.");
}

static void attack(struct story *story, int i, int j)
{
    story_attack(story, i, j);
    story_battle(story, j, true, 500);
    story_turn(story);
}

/* One war of fear; a second, of greed and with a helper; and the greedy one alone. */
static void verdicts_of_war(void **state)
{
    struct story *story = named(state);
    story->world.actors[3].motive = MOTIVE_GREEDY;
    story_begin(story);
    attack(story, 0, 1);
    assert_verdict(story,
                   "1 war. Causes: Misreading 1. This was the security dilemma: every war was fought between "
                   "states that wanted only safety, or out of fear.",
                   "1 guerra. Causas: Lectura errónea 1. Este fue el dilema de seguridad: todas las guerras "
                   "fueron entre Estados que solo querían seguridad, o por miedo.");
    STORY_EVENT(story, EVENT_CALLED, 2, 1, 3, 1);
    attack(story, 3, 1);
    assert_verdict(
        story,
        "2 wars. Causes: Aggression 1, Weakness invited it 1, Misreading 1, Chain of alliances 1. Both "
        "were at work: wars of fear and wars of greed.",
        "2 guerras. Causas: Agresión 1, La debilidad invitó al ataque 1, Lectura errónea 1, Cadena de "
        "alianzas 1. Actuaron ambas cosas: guerras de miedo y guerras de codicia.");
    story_begin(story);
    attack(story, 3, 1);
    attack(story, 3, 2);
    assert_verdict(
        story,
        "2 wars. Causes: Aggression 2, Weakness invited it 2. This was no security dilemma: in every "
        "war somebody wanted land.",
        "2 guerras. Causas: Agresión 2, La debilidad invitó al ataque 2. Esto no fue un dilema de seguridad: "
        "en toda guerra alguien quería territorio.");
}

/* A seeker strikes a greedy state: no dilemma, but nobody who wanted land began that war or was served by it.
 */
static void the_verdict_on_right_fear(void **state)
{
    static const char *const untrue[] = {"begun by a state that wanted land", "la empezó, o la sirvió"};
    struct story *story = named(state);
    story->world.actors[3].motive = MOTIVE_GREEDY;
    story_begin(story);
    attack(story, 0, 3);
    const struct metric_input *input = story_input(story);
    for (int language = 0; language < LANGUAGES; language++) {
        char memory[1024];
        struct text text = text_over(memory, sizeof memory);
        verdict_put(input, languages[language], &text);
        assert_non_null(strstr(memory, diagnosis_title(languages[language], CAUSE_RIGHT_FEAR)));
        if (strstr(memory, untrue[language]))
            fail_msg("not so: %s", memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(evidence_in_words),  STORY_TEST(no_threshold_is_not_a_number),
        STORY_TEST(rises_below_a_unit), STORY_TEST(verdicts_of_peace),
        STORY_TEST(verdicts_of_war),    STORY_TEST(the_verdict_on_right_fear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
