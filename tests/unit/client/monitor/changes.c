/* What changed between two states, as lines: each change once, and nothing where only time passed. */
#include "client/monitor/changes.h"
#include "tests/unit/client/ctl/sample_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct sample before, now;
static char memory[16 * 1024];

static int begin(void **state)
{
    (void)state;
    sample_fill_all(&before);
    for (int world = 0; world < SAMPLE_WORLDS; world++)
        for (int x = 0; x < 3; x++)
            for (int y = 0; y < 2; y++)
                before.worlds[world].seats[x].persons[y].person.bytes[0] =
                    (uint8_t)(1 + 10 * world + 2 * x + y);
    now = before;
    now.state.worlds = now.worlds;
    now.state.questions = &now.question;
    now.state.injects = &now.inject;
    now.state.facilitators = &now.facilitator;
    now.state.deeds = &now.deed;
    return 0;
}

static const char *changes(void)
{
    struct text text = text_over(memory, sizeof memory);
    changes_put(&before.state, &now.state, languages[LANGUAGE_ENGLISH], &text);
    assert_false(text.cut);
    return memory;
}

static void time_alone_says_nothing(void **state)
{
    (void)state;
    now.worlds[0].clock.remaining_ms -= 5000;
    now.state.used_seconds += 5;
    now.question.age_seconds += 5;
    now.deed.age_seconds += 5;
    assert_string_equal(changes(), "");
}

static void worlds_and_seats(void **state)
{
    (void)state;
    now.worlds[1].clock.state = CLOCK_PAUSED;
    SET(now.worlds[1].clock.reason, "fire drill");
    now.worlds[0].clock.turn = 4;
    now.worlds[0].tension = 3;
    now.worlds[0].seats[0].persons[0].here = false;
    now.worlds[0].seats[0].persons[1].here = true;
    now.worlds[0].seats[2].persons[0].left = false;
    now.worlds[0].seats[1].bot = false;
    now.worlds[1].seats[2].alive = false;
    assert_string_equal(changes(),
                        "A: Turn 4 is open, 2:41 left; 1 of 3 seats are ready.\n"
                        "A: tension none yet -> 3 arms.\n"
                        "A Corva: Ann is away.\n"
                        "A Corva: Ben is here again.\n"
                        "A Delmar: its persons play it.\n"
                        "A Estovalia: Zoe took the seat back.\n"
                        "B: Turn 3 is paused with 2:41 left; 1 of 3 seats are ready. Reason: fire drill\n"
                        "B Estovalia: eliminated.\n");
}

static void persons_come_and_go(void **state)
{
    (void)state;
    now.worlds[0].seats[0].person_count = 1;
    now.worlds[0].seats[1].person_count = 1;
    now.worlds[0].seats[1].persons[0] = before.worlds[0].seats[0].persons[1];
    assert_string_equal(changes(), "A Corva: Ben has this seat no more.\nA Delmar: Ben came.\n");
}

static void lists(void **state)
{
    (void)state;
    SET(now.question.answer, "yes");
    now.inject.sent = 2;
    now.deed.number = 10;
    now.deed.undone = false;
    now.state.card = 2;
    now.worlds[0].branch = 1;
    const char *said = changes();
    static const char *const parts[] = {
        "A: rolled back to turn 3.\n",
        "Question 7. B Corva, Ann: can a pact be secret? - Answered: yes\n",
        "Inject 2. sent in world B,",
        "Act 10. pause, A, by the admin socket, 0:05 ago\n",
        "card D2",
    };
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        if (!strstr(said, parts[x]))
            fail_msg("%s is missing in %s", parts[x], said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(time_alone_says_nothing, begin),
        cmocka_unit_test_setup(worlds_and_seats, begin),
        cmocka_unit_test_setup(persons_come_and_go, begin),
        cmocka_unit_test_setup(lists, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
