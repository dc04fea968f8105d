/* What is said to those who look on: in both languages, from public turns alone, whatever others are called.
 */
#include "client/term/watch.h"

#include "client/core/watcher.h"
#include "common/base/utf8.h"
#include "common/rules/names.h"
#include "common/rules/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { STATES = 3 };

static const struct public_event events[] = {
    {EVENT_DECLARE, 3, {2, DECLARE_WARN, 0}},
    {EVENT_ATTACK, 3, {0, 1, 0}},
    {EVENT_BATTLE, 4, {1, 1, 0, 1}},
    {EVENT_GAIN, 3, {0, 1, 4}},
    {EVENT_PACT, 4, {0, 2, PACT_DEFENSIVE, 0}},
};
static const struct wire_public_press press[] = {{2, "stop\nat once"}, {1, "\x1b[2Jhelp \xe2\x80\xae us"}};

static struct watched known;
static struct page page;

static void know(const char *first_name)
{
    memset(&known, 0, sizeof known);
    known.has_watching = known.has_clock = true;
    known.watching = (struct wire_watching){
        .delay = 2,
        .scenario = "three",
        .state_count = STATES,
        .states = {"", "Borea", "Corvo"},
        .texts = {{"en", "Three neighbours", "Look at both."}, {"es", "Tres vecinos", "Mire a ambos."}},
    };
    strcpy(known.watching.states[0], first_name);
    known.clock = (struct wire_public_clock){.turn = 4, .state = CLOCK_OPEN, .shown = 2};
    known.turn_count = 2;
    for (int turn = 0; turn < 2; turn++) {
        struct public_view *view = &known.turns[turn].view;
        view->n = STATES;
        view->turn = turn;
        for (int i = 0; i < STATES; i++) {
            view->alive[i] = 1;
            view->territory[i] = view->start[i] = 10;
        }
        view->pact[1][2] = view->pact[2][1] = PACT_NON_AGGRESSION;
    }
    known.turns[1].view.territory[0] = 14;
    known.turns[1].view.territory[1] = 6;
    known.turns[1].view.begun[0] = 1;
    known.turns[1].events = events;
    known.turns[1].event_count = sizeof events / sizeof events[0];
    known.turns[1].press = press;
    known.turns[1].press_count = 2;
}

static int begin(void **state)
{
    (void)state;
    know("Aldan");
    page_init(&page, languages[LANGUAGE_ENGLISH], 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    page_free(&page);
    return 0;
}

/* All that the page says by now, and empties it. */
static const char *said(void)
{
    static char text[16384];
    size_t count = buffer_length(&page.bytes);
    assert_true(count < sizeof text);
    memcpy(text, count ? (const char *)buffer_bytes(&page.bytes) : "", count);
    text[count] = '\0';
    if (count)
        buffer_consume(&page.bytes, count);
    return text;
}

static void a_turn_with_what_matters_first(void **state)
{
    (void)state;
    tell_public_turn(&page, &known, 1);
    assert_string_equal(said(),
                        "\nPublic events, turn 1 (turn 3 is over):\n"
                        "- Corvo to everybody: stop / at once\n"
                        "- Borea to everybody: ?[2Jhelp ? us\n"
                        "- Aldan attacked Borea.\n"
                        "- The attack on Borea succeeded. Attackers: 1. Helpers of the defender: 0.\n"
                        "- Aldan took 4 territory from Borea.\n"
                        "- Aldan and Corvo made a public defensive pact.\n"
                        "- Corvo warned Aldan. These are words.\n"
                        "Aldan: territory 14; calls kept 0, refused 0; pacts broken 0; wars begun 1.\n"
                        "Borea: territory 6; calls kept 0, refused 0; pacts broken 0; wars begun 0.\n");
}

static void the_start_shows_all_states_and_public_pacts(void **state)
{
    (void)state;
    tell_public_turn(&page, &known, 0);
    const char *words = said();
    assert_non_null(strstr(words, "The states at the start:\n"));
    for (int i = 0; i < STATES; i++)
        assert_non_null(strstr(words, known.watching.states[i]));
    assert_non_null(strstr(words, "Borea and Corvo have a public non-aggression pact.\n"));
    assert_null(strstr(words, "Aldan and"));
}

static void a_quiet_turn_says_so(void **state)
{
    (void)state;
    known.turns[1] = known.turns[0];
    known.clock.state = CLOCK_ENDED;
    tell_public_turn(&page, &known, 1);
    assert_string_equal(said(), "\nPublic events, turn 1:\n- Nothing happened in public.\n");
}

static void it_says_when_the_first_turn_will_be_seen(void **state)
{
    (void)state;
    struct wire_public_clock before = {0};
    known.clock = (struct wire_public_clock){.state = CLOCK_LOBBY};
    tell_public_clock(&page, &known, &before);
    assert_string_equal(said(), "Play has not begun: the players are being waited for.\n");
    before = known.clock;
    known.clock = (struct wire_public_clock){.state = CLOCK_OPEN, .turn = 1};
    tell_public_clock(&page, &known, &before);
    assert_string_equal(said(), "Play is at turn 1. Turn 1 will be shown when turn 3 is over.\n");
    tell_public_clock(&page, &known, &known.clock); /* nothing has moved */
    assert_string_equal(said(), "");
    before = known.clock;
    known.clock.state = CLOCK_PAUSED;
    tell_public_clock(&page, &known, &before);
    assert_string_equal(said(), "Play is paused at turn 1.\n");
    before = known.clock;
    known.clock.state = CLOCK_OPEN;
    tell_public_clock(&page, &known, &before);
    assert_string_equal(said(), "Play goes on at turn 1.\n");
}

static void motives_are_told_apart_from_the_end(void **state)
{
    (void)state;
    struct wire_ended ended = {.end = END_TIME, .turns = 1, .result_count = STATES};
    for (int i = 0; i < STATES; i++) {
        memcpy(ended.results[i].name, known.watching.states[i], NAME_SIZE);
        ended.results[i].motive = MOTIVE_GREEDY;
    }
    tell_public_end(&page, &ended);
    assert_string_equal(said(),
                        "\nThe world has ended after turn 1.\nIt was the last turn.\n"); /* and no motive */
    tell_public_results(&page, &known, &ended);
    const char *words = said();
    assert_non_null(strstr(words, "Aldan: greedy, score 0, goal not met.\n"));
    assert_non_null(strstr(words, "Look at both."));
    ended.end = 4; /* closed by whoever ran it */
    tell_public_end(&page, &ended);
    assert_null(strchr(said(), '[')); /* no sentence is missing */
}

static void of_several_worlds_it_says_which(void **state)
{
    (void)state;
    tell_watched(&page, &known);
    assert_null(strstr(said(), "This is world"));
    known.watching.worlds = 4;
    strcpy(known.watching.world_name, "B");
    tell_watched(&page, &known);
    assert_non_null(strstr(said(), "This is world B of 4; --world with another letter"));
    strcpy(known.watching.world_name, "D"); /* the last that was told */
    tell_no_world(&page, &known, "Z\033");
    assert_string_equal(said(), "There is no world “Z?”: this exercise has 4, A to D.\n");
    known.watching.worlds = 1;
    tell_no_world(&page, &known, "B");
    assert_non_null(strstr(said(), "has one, called A; leave --world out."));
}

static void tell_everything(void)
{
    struct wire_public_clock before = {0};
    struct wire_ended ended = {.end = END_SURVIVOR, .turns = 1, .result_count = STATES};
    struct refusal refusal = {.code = REFUSAL_FULL,
                              .item = "spectators",
                              .sentence = "refusal.spectators",
                              .remedy = "remedy.spectators"};
    memcpy(ended.results[0].name, known.watching.states[0], NAME_SIZE);
    known.watching.worlds = 2;
    tell_watched(&page, &known);
    tell_no_world(&page, &known, "C");
    for (int state = CLOCK_LOBBY; state <= CLOCK_ENDED; state++) {
        known.clock.state = (enum clock_state)state;
        tell_public_clock(&page, &known, &before);
        before = known.clock;
    }
    known.clock.state = CLOCK_OPEN;
    for (int turn = 0; turn < known.turn_count; turn++)
        tell_public_turn(&page, &known, turn);
    tell_public_end(&page, &ended);
    tell_public_results(&page, &known, &ended);
    tell_watch_refused(&page, &refusal);
    refusal = (struct refusal){.code = REFUSAL_UNKNOWN_CODE, .sentence = "refusal.of_a_later_version"};
    tell_watch_refused(&page, &refusal);
}

static void spanish_is_spanish(void **state)
{
    (void)state;
    page.language = languages[LANGUAGE_SPANISH];
    tell_everything();
    const char *words = said();
    assert_non_null(strstr(words, "Tres vecinos"));
    assert_non_null(strstr(words, "Mire a ambos."));
    static const char *const english[] = {"turn ", "watching", "territory", " you ", "You ", "server"};
    for (size_t x = 0; x < sizeof english / sizeof english[0]; x++)
        if (strstr(words, english[x]))
            fail_msg("\"%s\" in Spanish: %s", english[x], words);
}

/* Names and titles are checked where they come in; even so, none reaches the terminal as it is. */
static void nobody_steers_the_terminal(void **state)
{
    (void)state;
    know("\x1b]0;x\x07\nSAVED");
    strcpy(known.watching.texts[0].title, "\x1b[31mTitle\nresult: forged");
    strcpy(known.watching.texts[0].lesson, "\x9b"
                                           "1mlesson\r");
    tell_everything();
    char words[16384];
    strcpy(words, said());
    assert_true(utf8_printable(words, strlen(words), true)); /* no control character but the ends of lines */
    assert_null(strstr(words, "\nSAVED"));
    assert_null(strstr(words, "\nresult"));
    assert_non_null(strstr(words, "?]0;x? / SAVED attacked Borea."));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_turn_with_what_matters_first),
        TEST(the_start_shows_all_states_and_public_pacts),
        TEST(a_quiet_turn_says_so),
        TEST(it_says_when_the_first_turn_will_be_seen),
        TEST(motives_are_told_apart_from_the_end),
        TEST(of_several_worlds_it_says_which),
        TEST(spanish_is_spanish),
        TEST(nobody_steers_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
