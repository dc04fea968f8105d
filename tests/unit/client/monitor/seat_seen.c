/* Through the eyes of a seat: the picture is whole or not there, it is that seat's and nobody's commands, and
 * in it nothing can be done but to look again and to go back. */
#include "client/monitor/seat_seen.h"
#include "client/monitor/desk.h"
#include "common/words/width.h"
#include "tests/unit/client/ctl/sample_state.h"
#include "tests/unit/client/term/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_MAX = 64 * 1024, CORVO = 2, MESSAGES = 2 };

static const char *const said[MESSAGES] = {"the older one", "the newer one"};

struct scene {
    struct model model; /* as the seat's person has it */
    struct game game;
    struct to_client message;
    struct sample of;
    struct desk desk;
    bool ended;
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (!scene)
        return -1;
    sample_make(&scene->model, &scene->game);
    scene->model.briefing.world.bytes[0] = scene->model.situation.world.bytes[0] =
        scene->model.clock.world.bytes[0] = 7;
    sample_fill_all(&scene->of);
    scene->of.worlds[1].world.bytes[0] = 7;
    desk_init(&scene->desk, languages[LANGUAGE_ENGLISH]);
    desk_take_state(&scene->desk, &scene->of.state);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    game_free(&scene->game);
    desk_free(&scene->desk);
    free(scene);
    return 0;
}

/* The messages behind a look, in their order; 0 behind the last. */
static bool next(struct scene *scene, int step)
{
    struct to_client *message = &scene->message;
    const struct model *model = &scene->model;
    memset(message, 0, sizeof *message);
    if (step == 0) {
        message->kind = TO_CLIENT_BRIEFING;
        message->briefing = model->briefing;
    } else if (step <= MESSAGES) {
        message->kind = TO_CLIENT_PRESS;
        message->press = (struct wire_press){
            .world = model->briefing.world, .number = (uint32_t)step, .turn = 4, .everyone = true};
        strcpy(message->press.text, said[step - 1]);
    } else if (step == MESSAGES + 1) {
        message->kind = TO_CLIENT_TURN_REPORT;
        message->turn_report = (struct wire_report){.world = model->briefing.world,
                                                    .turn = 4,
                                                    .your_orders_used = true,
                                                    .events = &scene->model.report_events};
    } else if (step == MESSAGES + 2) {
        message->kind = TO_CLIENT_SITUATION;
        message->situation = model->situation;
    } else if (step == MESSAGES + 3) {
        message->kind = TO_CLIENT_CLOCK;
        message->clock = model->clock;
    } else {
        message->kind = TO_CLIENT_WORLD_ENDED;
        message->world_ended = (struct wire_ended){.world = model->briefing.world, .turns = 5};
    }
    return step <= MESSAGES + 3 + scene->ended;
}

/* How often something whole was there. */
static int tell(struct scene *scene, struct seat_seen *seen)
{
    int whole = 0;
    for (int step = 0; next(scene, step); step++) {
        whole += seat_seen_take(seen, &scene->message);
        assert_int_equal(seat_seen_lines(seen).length > 0, whole);
    }
    return whole;
}

static const char *lines_of(struct seat_seen *seen)
{
    static char memory[TEXT_MAX];
    struct slice lines = seat_seen_lines(seen);
    assert_true(slice_copy(lines, memory, sizeof memory));
    return memory;
}

static void a_picture_is_whole_or_not_there(void **state)
{
    struct scene *scene = *state;
    struct seat_seen *seen = seat_seen_create(languages[LANGUAGE_ENGLISH], 80);
    struct id world;
    int seat;
    assert_false(seat_seen_whose(seen, &world, &seat));
    (void)next(scene, 1); /* without a briefing nobody knows whose it is */
    assert_false(seat_seen_take(seen, &scene->message));
    assert_int_equal(tell(scene, seen), 1);
    assert_true(seat_seen_whose(seen, &world, &seat));
    assert_true(id_equal(&world, &scene->model.briefing.world) && seat == CORVO);
    const char *lines = lines_of(seen);
    for (const char *line = lines; *line; line = strchr(line, '\n') + 1)
        assert_true(strchr(line, '\n') - line <= 80 + 8);
    static const char *const words[] = {"Turn 5 of at most 12", "NOT SAVED.", "Four neighbours", "Borea (B)"};
    for (size_t x = 0; x < sizeof words / sizeof words[0]; x++)
        if (!strstr(lines, words[x]))
            fail_msg("%s is missing in %s", words[x], lines);
    assert_true(strstr(lines, said[1]) < strstr(lines, said[0])); /* newest first */
    assert_null(strstr(lines, "Your orders for turn"));           /* what is not saved is not the seat's */
    scene->model.situation.has_saved = true;
    scene->model.situation.revision = 3;
    scene->model.situation.saved.budget[LINE_CIVIL] = 10;
    scene->model.situation.saved.attack = -1;
    assert_int_equal(tell(scene, seen), 1); /* again: nothing stands there twice */
    lines = lines_of(seen);
    assert_non_null(strstr(lines, "SAVED earlier (revision 3)"));
    assert_non_null(strstr(lines, "Your orders for turn 5"));
    assert_null(strstr(strstr(lines, said[0]) + 1, said[0]));
    assert_null(strstr(lines, "Type")); /* not how, for nothing is typed here */
    seat_seen_destroy(seen);
}

static void what_is_of_another_world_is_passed_over(void **state)
{
    struct scene *scene = *state;
    struct seat_seen *seen = seat_seen_create(languages[LANGUAGE_SPANISH], 80);
    assert_int_equal(tell(scene, seen), 1);
    (void)next(scene, 1);
    scene->message.press.world.bytes[0] = 8;
    scene->message.press.number = 9;
    strcpy(scene->message.press.text, "of another world");
    (void)seat_seen_take(seen, &scene->message);
    assert_null(strstr(lines_of(seen), "of another world"));
    assert_non_null(strstr(lines_of(seen), "Usted es Corvo."));
    (void)next(scene, MESSAGES + 2);
    scene->message.situation.view.n = 3; /* and one that does not fit what was briefed */
    (void)seat_seen_take(seen, &scene->message);
    assert_non_null(strstr(lines_of(seen), "Dorne (D)"));
    scene->message = (struct to_client){.kind = TO_CLIENT_PONG};
    assert_false(seat_seen_take(seen, &scene->message));
    seat_seen_destroy(seen);
}

static void an_end_comes_behind_its_clock(void **state)
{
    struct scene *scene = *state;
    struct seat_seen *seen = seat_seen_create(languages[LANGUAGE_ENGLISH], 80);
    scene->ended = true;
    scene->model.clock.state = CLOCK_ENDED;
    assert_int_equal(tell(scene, seen), 1);
    assert_non_null(strstr(lines_of(seen), "The world has ended."));
    seat_seen_destroy(seen);
}

static void the_clock_goes_on(void **state)
{
    struct scene *scene = *state;
    struct seat_seen *seen = seat_seen_create(languages[LANGUAGE_ENGLISH], 80);
    seat_seen_age(seen, 1000); /* before there is anything */
    assert_int_equal(tell(scene, seen), 1);
    assert_non_null(strstr(lines_of(seen), "2 minutes 41 seconds"));
    seat_seen_age(seen, 11000);
    assert_non_null(strstr(lines_of(seen), "2 minutes 30 seconds"));
    seat_seen_destroy(seen);
}

/* ---- on the desk */

static void press(struct scene *scene, enum press kind, char letter)
{
    struct key key = {.kind = kind};
    key.text[0] = letter;
    desk_press(&scene->desk, &key);
}

static bool looks(struct scene *scene)
{
    const struct wire_exercise_act *act = &scene->desk.act;
    bool wishes = scene->desk.wish == DESK_ACTS;
    scene->desk.wish = DESK_NOTHING;
    assert_true(!wishes || (act->act == EXERCISE_LOOK && act->world == 1 && act->seat == CORVO));
    return wishes;
}

/* Whether the face is to show something. */
static bool told(struct scene *scene)
{
    int whole = 0;
    desk_tell_done(&scene->desk, EXERCISE_LOOK, false);
    for (int step = 0; next(scene, step); step++)
        whole += desk_take_seen(&scene->desk, &scene->message);
    return whole;
}

static const char *drawn(struct scene *scene)
{
    static char memory[TEXT_MAX];
    struct canvas *canvas = canvas_create();
    struct text text = text_over(memory, sizeof memory);
    desk_draw(&scene->desk, canvas, 24, 80);
    canvas_text(canvas, &text);
    canvas_destroy(canvas);
    return memory;
}

static void look_at_corvo(struct scene *scene)
{
    scene->desk.world = 1;
    scene->desk.seat = CORVO;
    press(scene, PRESS_TEXT, 'g');
    assert_true(looks(scene));
    assert_true(told(scene));
    scene->desk.mode = DESK_SEES; /* as the face does */
}

static void one_looks_goes_on_and_comes_back(void **state)
{
    struct scene *scene = *state;
    press(scene, PRESS_TEXT, 'g');
    assert_true(!looks(scene) && scene->desk.said_is_bad); /* no seat is chosen: nothing is guessed */
    look_at_corvo(scene);
    const char *sheet = drawn(scene);
    assert_non_null(strstr(sheet, "You see what B Estovalia sees. Read only. Logged.\n"));
    assert_non_null(strstr(sheet, "PRIVATE"));
    assert_non_null(strstr(sheet, "Turn 5 of at most 12")); /* what the state calls itself */
    static const char letters[] = "penNiaAzbuoSdC+:?x";
    for (const char *letter = letters; *letter; letter++) {
        press(scene, PRESS_TEXT, *letter);
        assert_true(!looks(scene) && scene->desk.mode == DESK_SEES);
    }
    for (int x = 0; x < 50; x++)
        press(scene, PRESS_PAGE_DOWN, 0);
    assert_null(strstr(drawn(scene), "Turn 5 of at most 12"));
    assert_non_null(strstr(drawn(scene), "5a5a5a5a")); /* the last line is in sight */
    press(scene, PRESS_ARROW_UP, 0);
    assert_null(strstr(drawn(scene), "5a5a5a5a"));
    press(scene, PRESS_BEGINNING, 0);
    press(scene, PRESS_ARROW_UP, 0);
    assert_non_null(strstr(drawn(scene), "Turn 5 of at most 12"));
    press(scene, PRESS_TEXT, 'g');
    assert_true(looks(scene));
    press(scene, PRESS_ESCAPE, 0);
    assert_int_equal(scene->desk.mode, DESK_LOOKS);
    assert_false(told(scene)); /* nobody waits for it any more */
    assert_int_equal(scene->desk.wish, DESK_NOTHING);
    assert_null(strstr(drawn(scene), "Read only"));
}

static void another_turn_is_looked_at_by_itself(void **state)
{
    struct scene *scene = *state;
    struct sample *later = malloc(sizeof *later);
    assert_non_null(later);
    look_at_corvo(scene);
    *later = scene->of;
    later->state.worlds = later->worlds;
    later->worlds[0].clock.turn++; /* another world's */
    later->worlds[1].clock.seats_ready++;
    desk_take_state(&scene->desk, &later->state);
    assert_false(looks(scene));
    scene->of.worlds[1].clock.turn++;
    desk_take_state(&scene->desk, &scene->of.state);
    assert_true(looks(scene));
    assert_true(told(scene));
    later->worlds[1] = scene->of.worlds[1];
    later->worlds[1].branch++;
    desk_take_state(&scene->desk, &later->state);
    assert_true(looks(scene));
    press(scene, PRESS_ARROW_LEFT, 0);
    desk_take_state(&scene->desk, &scene->of.state);
    assert_false(looks(scene)); /* not where nobody looks */
    free(later);
}

static void a_look_may_be_refused(void **state)
{
    struct scene *scene = *state;
    scene->desk.world = 1;
    scene->desk.seat = CORVO;
    press(scene, PRESS_TEXT, 'g');
    assert_true(looks(scene));
    desk_tell_refused(&scene->desk, "look with a key");
    assert_false(scene->desk.awaits_seen);
    assert_non_null(strstr(drawn(scene), "look with a key"));
}

int main(void)
{
    assert_true(width_prepare());
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(a_picture_is_whole_or_not_there),
        TEST(what_is_of_another_world_is_passed_over),
        TEST(an_end_comes_behind_its_clock),
        TEST(the_clock_goes_on),
        TEST(one_looks_goes_on_and_comes_back),
        TEST(another_turn_is_looked_at_by_itself),
        TEST(a_look_may_be_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
