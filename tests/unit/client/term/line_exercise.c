/* A seat of an exercise in line mode: control, beliefs that are not asked for, the debrief in step. */
#include "tests/unit/client/term/fake_player.h"
#include "tests/unit/client/term/session.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state)
{
    (void)state;
    fake_settings = (struct fake_settings){.turns = 3};
    return 0;
}

static void a_withheld_end_waits_for_its_debrief(void **state)
{
    struct session session;
    (void)state;
    fake_settings.withholds = true;
    fake_settings.in_step = true;
    fake_settings.cards =
        "{\"states\":[],\"cards\":[{\"name\":\"D0\",\"title\":\"Feelings\",\"question\":\"How was "
        "it?\",\"parts\":[[{\"kind\":\"text\",\"text\":\"Speak.\"}]]}]}";
    session_run(
        &session,
        "ready\nwait\nready\nwait\nready\nwait end\nnext\nfinal A 70\nfeel tense, very sad\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_ENDED);
    assert_int_equal(fake_seen.feelings, 1);
    assert_int_equal(fake_seen.last_feelings.word_count, 2);
    assert_string_equal(fake_seen.last_feelings.words[1], "very sad");
    assert_int_equal(fake_seen.last_feelings.greedy[0], 700);
    assert_int_equal(fake_seen.last_feelings.greedy[2], -1);
    const char *at = session_find(session.output, "The world has ended after turn 3.");
    session_find(at, "Your facilitator opens the debrief.");
    session_find(at, "Kept. It is handed in with your words");
    at = session_find(at, "All look at card D0 now.");
    at = session_find(at, "Speak.");
    at = session_find(at, "QUESTION: How was it?");
    at = session_find(at, "Everything is opened now");
    at = session_find(at, "Now the motives are open:");
    at = session_find(at, "The record agrees with the commitment");
    session_find(at, "result: ");
    session_free(&session);
}

/* Whoever does not wait is told so, and no result. */
static void an_input_that_ends_before_the_debrief(void **state)
{
    struct session session;
    (void)state;
    fake_settings.withholds = fake_settings.in_step = true;
    session_run(&session, "ready\nwait\nready\nwait\nready\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_LEFT);
    session_find(session.output, "The input has ended before the debrief was opened");
    assert_null(strstr(session.output, "motives are open"));
    session_free(&session);
}

static void a_question_to_control(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "ask What is a pact?\nask\nfeel sad\nconsent yes\n");
    assert_int_equal(fake_seen.questions, 1);
    assert_string_equal(fake_seen.last_question, "What is a pact?");
    session_find(session.output, "Sending your question to whoever runs the exercise.");
    session_find(session.output, "Nothing was asked yet.");
    session_find(session.output, "This exercise does not collect that.");
    session_find(session.output, "Nobody asks that now.");
    session_free(&session);
}

static void where_no_beliefs_are_asked_for(void **state)
{
    struct session session;
    (void)state;
    fake_settings.beliefs = BELIEFS_OFF;
    session_run(&session, "belief A 20\nbeliefs\norders\nready\n");
    const char *at = session.output;
    (void)session_find(at, "This exercise does not ask you for beliefs");
    assert_int_equal(fake_seen.beliefs, 0);
    assert_null(strstr(session.output, "Type belief"));
    assert_null(strstr(session.output, "5 beliefs"));
    (void)session_find(at, "4 diplomacy, 6 ready");
    session_free(&session);
}

/* How points come is said where beliefs are stated, and how many there were on the own page; elsewhere
 * nothing of it. */
static void points_are_promised_where_they_come(void **state)
{
    (void)state;
    for (int scored = 0; scored < 2; scored++) {
        struct session session;
        fake_settings.beliefs = scored ? BELIEFS_SCORED : BELIEFS_STATED;
        session_run(&session, "beliefs\nbelief A 90 C 10\nready\nwait\nready\nwait\nready\nwait end\nmine\n");
        const char *how = "100 if sure and right, 75 at 50\u00a0%, 0 if sure and wrong";
        (void)session_find(session.output, "You stated ");
        assert_int_equal(strstr(session.output, how) != NULL, scored);
        assert_int_equal(strstr(session.output, "Your belief score: ") != NULL, scored);
        session_free(&session);
    }
}

/* Neither at the end nor in any list: who was not asked in play is not asked then. */
static void the_end_asks_for_no_beliefs_either(void **state)
{
    struct session session;
    (void)state;
    fake_settings.withholds = fake_settings.in_step = true;
    fake_settings.beliefs = BELIEFS_OFF;
    session_run(&session,
                "help\nready\nwait\nready\nwait\nready\nwait end\nnext\nfinal A 70\nfeel sad\nwait end\n");
    assert_int_equal(fake_seen.feelings, 1);
    assert_int_equal(fake_seen.last_feelings.greedy[0], -1);
    (void)session_find(session.output, "Type feel and up to three words");
    (void)session_find(session.output,
                       "This exercise does not ask you for beliefs: there is nothing to state.");
    assert_null(strstr(session.output, "what do you believe now"));
    assert_null(strstr(session.output, "final"));
    assert_null(strstr(session.output, "seesme"));
    session_free(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_withheld_end_waits_for_its_debrief, set_up),
        cmocka_unit_test_setup(an_input_that_ends_before_the_debrief, set_up),
        cmocka_unit_test_setup(a_question_to_control, set_up),
        cmocka_unit_test_setup(where_no_beliefs_are_asked_for, set_up),
        cmocka_unit_test_setup(the_end_asks_for_no_beliefs_either, set_up),
        cmocka_unit_test_setup(points_are_promised_where_they_come, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
