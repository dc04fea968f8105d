/* The desk: each key makes the act of the scope that stands in sight, what loses something is asked once, and
 * the sheet fits 80 columns and 24 rows in both languages, whatever people are called. */
#include "client/monitor/desk.h"
#include "common/words/width.h"
#include "tests/unit/client/ctl/sample_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_MAX = 64 * 1024 };

struct scene {
    struct sample of;
    struct desk desk;
};

static struct scene *begin(int language)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    sample_fill_all(&scene->of);
    desk_init(&scene->desk, languages[language]);
    desk_take_state(&scene->desk, &scene->of.state);
    return scene;
}

static void press(struct scene *scene, enum press kind)
{
    desk_press(&scene->desk, &(struct key){.kind = kind});
}

static void type(struct scene *scene, const char *letters)
{
    for (; *letters; letters++) {
        struct key key = {.kind = PRESS_TEXT};
        key.text[0] = *letters;
        desk_press(&scene->desk, &key);
    }
}

/* The act that is wished, which is then done. */
static struct wire_exercise_act wished(struct scene *scene)
{
    assert_int_equal(scene->desk.wish, DESK_ACTS);
    scene->desk.wish = DESK_NOTHING;
    return scene->desk.act;
}

static const char *drawn(struct scene *scene, int rows, int columns)
{
    static char memory[TEXT_MAX];
    struct canvas *canvas = canvas_create();
    struct text text = text_over(memory, sizeof memory);
    desk_draw(&scene->desk, canvas, rows, columns);
    canvas_text(canvas, &text);
    canvas_destroy(canvas);
    return memory;
}

static void the_scope_is_what_is_chosen(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    type(scene, "p");
    struct wire_exercise_act act = wished(scene);
    assert_int_equal(act.act, EXERCISE_PAUSE);
    assert_int_equal(act.world, -1);
    press(scene, PRESS_ARROW_DOWN);
    press(scene, PRESS_ARROW_DOWN);
    type(scene, "e");
    act = wished(scene);
    assert_int_equal(act.act, EXERCISE_EXTEND);
    assert_int_equal(act.ms, 60000);
    assert_int_equal(act.world, 1);
    assert_int_equal(act.seat, -1);
    assert_true(act.turn == 3 && !act.practice); /* that was seen, and none behind it */
    scene->of.worlds[1].clock.practice = true;
    type(scene, "ny");
    act = wished(scene);
    assert_true(act.act == EXERCISE_RESOLVE && act.turn == 3 && act.practice);
    type(scene, "b");
    assert_int_equal(scene->desk.wish, DESK_NOTHING); /* no seat is chosen: nothing is guessed */
    assert_true(scene->desk.said_is_bad);
    press(scene, PRESS_ARROW_RIGHT);
    press(scene, PRESS_ARROW_DOWN);
    type(scene, "b");
    act = wished(scene);
    assert_int_equal(act.act, EXERCISE_BOT_IN);
    assert_int_equal(act.seat, 1);
    scene->of.worlds[1].seats[1].held = true;
    type(scene, "b");
    assert_int_equal(wished(scene).act, EXERCISE_BOT_OUT);
    type(scene, "u");
    assert_int_equal(wished(scene).act, EXERCISE_NUDGE);
    press(scene, PRESS_ARROW_LEFT);
    press(scene, PRESS_ARROW_LEFT);
    assert_int_equal(scene->desk.world, -1);
    scene->of.worlds[0].clock.state = scene->of.worlds[1].clock.state = CLOCK_PAUSED;
    type(scene, "p");
    assert_int_equal(wished(scene).act, EXERCISE_RESUME);
    free(scene);
}

static void what_loses_something_is_asked_once(void **state)
{
    static const struct {
        const char *key;
        enum exercise_act act;
    } rows[] = {{"n", EXERCISE_RESOLVE}, {"C", EXERCISE_CLOSE}, {"S", EXERCISE_START}, {"z", EXERCISE_UNDO}};
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct scene *scene = begin(LANGUAGE_SPANISH);
        scene->of.state.undo = 9;
        type(scene, rows[x].key);
        assert_int_equal(scene->desk.wish, DESK_NOTHING);
        assert_int_equal(scene->desk.mode, DESK_ASKS);
        assert_non_null(strstr(drawn(scene, 24, 80), "s/n"));
        press(scene, PRESS_ENTER); /* no yes */
        assert_int_equal(scene->desk.wish, DESK_NOTHING);
        assert_int_equal(scene->desk.mode, DESK_LOOKS);
        type(scene, rows[x].key);
        type(scene, "s");
        assert_int_equal(wished(scene).act, rows[x].act);
        free(scene);
    }
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    type(scene, "z"); /* nothing to undo */
    assert_int_equal(scene->desk.mode, DESK_LOOKS);
    assert_true(scene->desk.said_is_bad);
    free(scene);
}

/* Whose yes it is stands in the question: a name may mean another one. */
static void a_yes_is_taken_back_by_name(void **state)
{
    static const char *const asked[LANGUAGES] = {"Yuri takes back", "Yuri retira"};
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        struct scene *scene = begin(language);
        struct wire_exercise_person *person = &scene->of.worlds[1].seats[2].persons[0];
        SET(person->name, "Yuri");
        person->person = (struct id){{9}};
        type(scene, ":consent --person yu");
        press(scene, PRESS_ENTER);
        assert_int_equal(scene->desk.mode, DESK_ASKS);
        assert_non_null(strstr(drawn(scene, 24, 80), asked[language]));
        type(scene, "y");
        struct wire_exercise_act act = wished(scene);
        assert_int_equal(act.act, EXERCISE_CONSENT);
        assert_true(id_equal(&act.person, &person->person));
        type(scene, ":consent --person 0102030405060708090a0b0c0d0e0f10"); /* on no seat any more */
        press(scene, PRESS_ENTER);
        assert_int_equal(scene->desk.mode, DESK_ASKS);
        assert_null(strstr(drawn(scene, 24, 80), asked[language]));
        free(scene);
    }
}

static void lines_are_typed(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    press(scene, PRESS_ARROW_DOWN);
    type(scene, "iRumours of war"); /* letters that are keys elsewhere */
    press(scene, PRESS_ENTER);
    struct wire_exercise_act act = wished(scene);
    assert_int_equal(act.act, EXERCISE_INJECT);
    assert_int_equal(act.inject.world, 0);
    assert_string_equal(act.inject.text[0], "Rumours of war");
    type(scene, "aYes");
    press(scene, PRESS_ENTER);
    act = wished(scene);
    assert_int_equal(act.act, EXERCISE_ANSWER);
    assert_int_equal(act.number, 7);
    assert_false(act.everyone);
    assert_string_equal(act.reason, "Yes");
    type(scene, "AYes");
    press(scene, PRESS_ENTER);
    assert_true(wished(scene).everyone);
    type(scene, ":time B A --percent 200");
    press(scene, PRESS_ENTER);
    act = wished(scene);
    assert_int_equal(act.act, EXERCISE_MULTIPLY);
    assert_int_equal(act.percent, 200);
    type(scene, ":rollback A --turn 2");
    press(scene, PRESS_ENTER);
    assert_int_equal(scene->desk.mode, DESK_ASKS);
    assert_non_null(strstr(drawn(scene, 24, 80), "start of turn 2, A"));
    type(scene, "y");
    assert_int_equal(wished(scene).turn, 2);
    type(scene, ":dance");
    press(scene, PRESS_ENTER);
    assert_non_null(strstr(scene->desk.said, "dance: there is no such act"));
    type(scene, "inews");
    press(scene, PRESS_ESCAPE);
    assert_int_equal(scene->desk.wish, DESK_NOTHING);
    scene->of.question.answer[0] = 'x';
    type(scene, "a");
    assert_int_equal(scene->desk.mode, DESK_LOOKS); /* no question waits */
    free(scene);
}

/* What is pasted is text and never a key. */
static void a_paste_does_nothing(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    press(scene, PRESS_PASTE);
    type(scene, "pSyCyq");
    press(scene, PRESS_PASTE_DONE);
    assert_int_equal(scene->desk.wish, DESK_NOTHING);
    type(scene, "i");
    press(scene, PRESS_PASTE);
    type(scene, "one");
    press(scene, PRESS_ENTER);
    type(scene, "two");
    press(scene, PRESS_PASTE_DONE);
    assert_int_equal(scene->desk.wish, DESK_NOTHING);
    press(scene, PRESS_ENTER);
    assert_string_equal(wished(scene).inject.text[0], "onetwo");
    free(scene);
}

static void the_debrief_goes_card_by_card(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    type(scene, "+");
    assert_int_equal(scene->desk.wish, DESK_NOTHING); /* no card yet */
    type(scene, "d");
    assert_int_equal(wished(scene).card, 0);
    scene->of.state.card = 3;
    type(scene, "+");
    struct wire_exercise_act act = wished(scene);
    assert_int_equal(act.card, 3);
    assert_int_equal(act.part, 1);
    scene->of.state.card = 8;
    type(scene, "d");
    assert_int_equal(scene->desk.wish, DESK_NOTHING);
    free(scene);
}

static void nobody_owns_a_world_without_a_name(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    press(scene, PRESS_ARROW_DOWN);
    type(scene, "o");
    assert_int_equal(scene->desk.wish, DESK_NOTHING);
    SET(scene->desk.name, "Dr R");
    scene->desk.number = 1;
    type(scene, "o");
    struct wire_exercise_act act = wished(scene);
    assert_int_equal(act.act, EXERCISE_OWN);
    assert_false(act.release);
    scene->of.worlds[0].owner = 1;
    type(scene, "o");
    assert_true(wished(scene).release);
    free(scene);
}

static void before_any_state_only_leaving_and_help(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, languages[0]);
    for (char c = ' '; c < 0x7f; c++) {
        struct key key = {.kind = PRESS_TEXT};
        key.text[0] = c;
        desk_press(&desk, &key);
        assert_int_equal(desk.wish, c == 'q' ? DESK_LEAVES : DESK_NOTHING);
        desk.wish = DESK_NOTHING;
        desk.mode = DESK_LOOKS;
    }
}

static void the_clock_goes_on(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    scene->of.worlds[1].clock.state = CLOCK_PAUSED;
    desk_age(&scene->desk, 100000);
    assert_int_equal(scene->of.worlds[0].clock.remaining_ms, 60001);
    assert_int_equal(scene->of.worlds[1].clock.remaining_ms, 160001);
    desk_age(&scene->desk, 100000);
    assert_int_equal(scene->of.worlds[0].clock.remaining_ms, 0);
    free(scene);
}

/* ---- the sheet */

static int check_sheet(const char *sheet)
{
    int rows = 0;
    for (const char *at = sheet; *at; rows++) {
        char line[2048];
        size_t length = strcspn(at, "\n");
        assert_true(length < sizeof line);
        memcpy(line, at, length);
        line[length] = '\0';
        if (columns_of(line) > 80)
            fail_msg("%d columns: %s", columns_of(line), line);
        at += length + 1;
    }
    return rows;
}

static void the_sheet_says_what_it_is(void **state)
{
    static const char *const bands[LANGUAGES] = {"PRIVATE - DO NOT PROJECT", "PRIVADO - NO PROYECTAR"};
    static const char *const names[] = {"Ann", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字", "\033[2J{where}",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        for (size_t x = 0; x < sizeof names / sizeof names[0]; x++) {
            for (int world = -1; world < SAMPLE_WORLDS; world++) {
                struct scene *scene = begin(language);
                SET(scene->of.worlds[1].seats[0].persons[0].name, names[x]);
                SET(scene->of.question.text, names[x]);
                SET(scene->desk.name, names[x]);
                scene->desk.world = world;
                const char *sheet = drawn(scene, 24, 80);
                assert_int_equal(check_sheet(sheet), 24);
                const char *first = strstr(sheet, bands[language]);
                assert_non_null(first);
                assert_non_null(strstr(first + 1, bands[language])); /* above and below */
                assert_null(strchr(sheet, '\033'));
                free(scene);
            }
        }
    }
}

static void forty_worlds_can_be_walked_through(void **state)
{
    static struct wire_exercise_world worlds[40];
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    for (int x = 0; x < 40; x++) {
        worlds[x] = scene->of.worlds[0];
        struct text name = text_over(worlds[x].name, sizeof worlds[x].name);
        if (x >= 26)
            text_put_char(&name, (char)('A' + x / 26 - 1));
        text_put_char(&name, (char)('A' + x % 26));
    }
    scene->of.state.worlds = worlds;
    scene->of.state.world_count = 40;
    for (int x = 0; x < 40; x++) {
        press(scene, PRESS_ARROW_DOWN);
        char line[32] = "\n";
        strcat(line, worlds[x].name);
        strcat(line, " ");
        assert_non_null(strstr(drawn(scene, 24, 80), line));
        assert_int_equal(scene->desk.world, x);
    }
    press(scene, PRESS_ARROW_DOWN);
    assert_int_equal(scene->desk.world, -1);
    free(scene);
}

/* Six seats under bots, each with its person in a second row: the rows of the one that keys act on stand on
 * the smallest sheet, whichever it is, and so does that there are others. */
static void a_chosen_seat_is_wholly_in_sight(void **state)
{
    static struct wire_exercise_world worlds[8];
    (void)state;
    for (int x = 0; x < LANGUAGES * 2; x++) {
        struct scene *scene = begin(x % LANGUAGES);
        int persons = x < LANGUAGES ? 1 : WIRE_SEAT_PERSONS_MAX;
        scene->of.state.worlds = worlds;
        scene->of.state.world_count = persons == 1 ? 4 : 8;
        for (int y = 0; y < scene->of.state.world_count; y++)
            worlds[y] = scene->of.worlds[0];
        worlds[0].seat_count = 6;
        for (int seat = 0; seat < 6; seat++) {
            struct wire_exercise_seat *held = &worlds[0].seats[seat];
            *held = (struct wire_exercise_seat){
                .alive = true, .bot = true, .held = true, .person_count = persons};
            SET(held->state, "Fjord");
            for (int who = 0; who < persons; who++) {
                char name[] = {'p', (char)('0' + who), (char)('A' + seat), '\0'};
                SET(held->persons[who].name, name);
            }
        }
        press(scene, PRESS_ARROW_DOWN);
        press(scene, PRESS_ARROW_RIGHT);
        for (int seat = 0; seat < 6; seat++) {
            char row[] = {'\n', (char)('A' + seat), ' ', 'F', 'j', 'o', 'r', 'd', ' ', '\0'};
            assert_int_equal(scene->desk.seat, seat);
            const char *sheet = drawn(scene, 24, 80), *at = strstr(sheet, row);
            assert_int_equal(check_sheet(sheet), 24);
            if (!at)
                fail_msg("row %s of\n%s", row + 1, sheet);
            for (int who = 0; who < persons; who++) {
                char name[] = {'p', (char)('0' + who), (char)('A' + seat), ' ', '\0'};
                if (!strstr(at, name))
                    fail_msg("%sof\n%s", name, sheet);
            }
            if (persons == 1) { /* else there are marks beside the worlds, too */
                assert_int_equal(strstr(sheet, " ^\n") != NULL, seat > 1);
                assert_int_equal(strstr(sheet, " v\n") != NULL, seat < 4);
            }
            press(scene, PRESS_ARROW_DOWN);
        }
        free(scene);
    }
}

static void a_small_terminal_is_told_what_it_needs(void **state)
{
    (void)state;
    struct scene *scene = begin(LANGUAGE_ENGLISH);
    assert_non_null(strstr(drawn(scene, 23, 80), "80 columns and 24 rows"));
    assert_non_null(strstr(drawn(scene, 24, 79), "PRIVATE"));
    (void)drawn(scene, 1, 1);
    free(scene);
}

int main(void)
{
    assert_true(width_prepare());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scope_is_what_is_chosen),
        cmocka_unit_test(what_loses_something_is_asked_once),
        cmocka_unit_test(a_yes_is_taken_back_by_name),
        cmocka_unit_test(lines_are_typed),
        cmocka_unit_test(a_paste_does_nothing),
        cmocka_unit_test(the_debrief_goes_card_by_card),
        cmocka_unit_test(nobody_owns_a_world_without_a_name),
        cmocka_unit_test(before_any_state_only_leaving_and_help),
        cmocka_unit_test(the_clock_goes_on),
        cmocka_unit_test(the_sheet_says_what_it_is),
        cmocka_unit_test(forty_worlds_can_be_walked_through),
        cmocka_unit_test(a_chosen_seat_is_wholly_in_sight),
        cmocka_unit_test(a_small_terminal_is_told_what_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
