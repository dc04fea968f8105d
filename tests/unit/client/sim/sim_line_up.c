#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/sim_line_up.h"

#include <string.h>

/* A world of all five motives. */
static struct scenario five_motives(void)
{
    struct scenario scenario;
    scenario_init(&scenario, "five", MOTIVE_COUNT);
    for (int i = 0; i < MOTIVE_COUNT; i++)
        scenario.actors[i].motive = i;
    return scenario;
}

/* Who sits there, as names parted by blanks; "-": left to the motive. */
static const char *seated(const char *words, char said[256])
{
    struct scenario scenario = five_motives();
    struct sim_line_up line_up;
    struct headless game;
    struct cause cause;
    struct text text = text_over(said, 256);
    if (sim_line_up_parse(words, &line_up, &cause) || sim_line_up_check(&line_up, &scenario, &cause))
        fail_msg("%s", cause.text);
    headless_init(&game, &scenario, 1, 0);
    sim_line_up_seat(&line_up, &game);
    for (int i = 0; i < MOTIVE_COUNT; i++) {
        text_put(&text, i ? " " : "");
        text_put(&text, game.line_up.bots[i] ? game.line_up.bots[i]->name : "-");
    }
    return said;
}

static void doctrines_find_their_seats(void **state)
{
    /* seats: security_seeker greedy limited protector fearful */
    static const struct {
        const char *words, *wanted;
    } rows[] = {
        {NULL, "- - - - -"},
        {"-", "- - - - -"},
        {"hawk", "hawk hawk hawk hawk hawk"},
        {"hawk,grit,-,pacifist,greedy", "hawk grit - pacifist greedy"},
        {"seeker=hawk", "hawk - - hawk hawk"},
        {"greedy=opportunist", "- opportunist opportunist - -"},
        {"seeker=hawk,greedy=opportunist", "hawk opportunist opportunist hawk hawk"},
        {"greedy=opportunist,limited=pacifist", "- opportunist pacifist - -"},
        {"limited=pacifist,greedy=opportunist", "- opportunist pacifist - -"},
        {"fearful=grit,seeker=hawk,protector=-", "hawk - - - grit"},
        {"security_seeker=tit_for_tat", "tit_for_tat - - - -"},
    };
    char said[256];
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        assert_string_equal(seated(rows[x].words, said), rows[x].wanted);
}

static void mistakes_are_named(void **state)
{
    static const struct {
        const char *words, *item;
    } rows[] = {
        {"", "a doctrine is missing"},
        {"hawk,", "a doctrine is missing"},
        {"hawk,,grit", "no doctrine \"\""},
        {"dove", "no doctrine \"dove\"; there are security_seeker, greedy"},
        {"hawk,hawk", "2 doctrines, but scenario five has 5 seats"},
        {"hawk,hawk,hawk,hawk,hawk,hawk", "6 doctrines, but scenario five has 5 seats"},
        {"hawk,hawk,hawk,hawk,hawk,hawk,hawk,hawk,hawk,hawk,hawk,hawk,hawk", "more than 12 doctrines"},
        {"seeker=dove", "no doctrine \"dove\""},
        {"seeker=", "no doctrine \"\""},
        {"brave=hawk", "\"brave=hawk\" is not MOTIVE=DOCTRINE"},
        {"seeker=hawk,grit", "\"grit\" is not MOTIVE=DOCTRINE"},
        {"seeker=hawk,seeker=grit", "seeker is given twice"},
        {"fearful=hawk,seeker=hawk,fearful=grit", "fearful is given twice"},
    };
    struct scenario scenario = five_motives();
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct sim_line_up line_up;
        struct cause cause = {{0}};
        enum status status = sim_line_up_parse(rows[x].words, &line_up, &cause);
        if (!status)
            status = sim_line_up_check(&line_up, &scenario, &cause);
        assert_int_equal(status, STATUS_INVALID);
        if (!strstr(cause.text, rows[x].item))
            fail_msg("%s: said \"%s\"", rows[x].words, cause.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doctrines_find_their_seats),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
