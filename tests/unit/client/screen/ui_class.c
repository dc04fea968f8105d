/* What a seat of an exercise with a class adds to the screens, on a hand-made moment of a game. */
#include "client/screen/keys.h"
#include "client/screen/ui.h"

#include "client/term/tell.h"
#include "common/words/width.h"
#include "tests/unit/client/term/fake_player.h"
#include "tests/unit/client/term/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TEXT_SIZE = 256 * 1024 };

struct scene {
    uv_loop_t loop;
    struct model model; /* of the sample; the player's own is not looked at */
    struct game game;
    struct ui ui;
    struct canvas *canvas;
    char text[TEXT_SIZE];
};

static void hear_nothing(void *user, struct player *player, const struct player_news *news)
{
    (void)user;
    (void)player;
    (void)news;
}

static int set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    const struct player_options options = {.code = "K7QX2M"};
    struct cause cause;
    assert_non_null(scene);
    assert_true(width_prepare());
    fake_settings = (struct fake_settings){.turns = 3};
    sample_make(&scene->model, &scene->game);
    assert_int_equal(uv_loop_init(&scene->loop), 0);
    assert_int_equal(player_create(&scene->loop, &options, hear_nothing, NULL, &scene->game.player, &cause),
                     STATUS_OK);
    scene->canvas = canvas_create();
    ui_init(&scene->ui, &scene->game);
    *state = scene;
    return 0;
}

static int tear_down(void **state)
{
    struct scene *scene = *state;
    player_stop(scene->game.player);
    (void)uv_run(&scene->loop, UV_RUN_DEFAULT);
    player_destroy(scene->game.player);
    assert_int_equal(uv_loop_close(&scene->loop), 0);
    canvas_destroy(scene->canvas);
    game_free(&scene->game);
    free(scene);
    return 0;
}

static const char *drawn(struct scene *scene)
{
    struct text text = text_over(scene->text, sizeof scene->text);
    ui_draw(&scene->ui, scene->canvas, UI_ROWS_MIN, UI_COLUMNS_MIN);
    canvas_text(scene->canvas, &text);
    return scene->text;
}

static void must_show(struct scene *scene, const char *words)
{
    if (!strstr(drawn(scene), words))
        fail_msg("\"%s\" does not stand there:\n%s", words, scene->text);
}

static void must_not_show(struct scene *scene, const char *words)
{
    if (strstr(drawn(scene), words))
        fail_msg("\"%s\" stands there:\n%s", words, scene->text);
}

static void type(struct scene *scene, char letter)
{
    ui_press(&scene->ui, &(struct key){.kind = PRESS_TEXT, .text = {letter}});
}

static void begin_turn(struct scene *scene)
{
    ui_situation(&scene->ui);
    ui_turn(&scene->ui);
    ui_take_page(&scene->ui, false);
}

static void states_that_bots_play_are_marked_in_words(void **state)
{
    struct scene *scene = *state;
    begin_turn(scene);
    must_not_show(scene, "bot");
    scene->model.clock.bots = 1u << 1;
    must_show(scene, "B Borea bot ");
    must_not_show(scene, "Aldan bot");
    strcpy(scene->model.briefing.scenario.actors[1].name, "Confederation");
    must_show(scene, "B Confed bot "); /* the mark stays where the name is long */
    ui_show_screen(&scene->ui, SCREEN_BELIEFS);
    must_show(scene, "B Confederat bot ");
    ui_show_screen(&scene->ui, SCREEN_INTEL);
    scene->ui.rival = 1;
    must_show(scene, "(B), played by a bot: ");
}

/* Above what stands below the list, which keeps its rows. */
static void how_points_come_stands_with_the_beliefs(void **state)
{
    struct scene *scene = *state;
    begin_turn(scene);
    scene->model.briefing.beliefs = BELIEFS_STATED;
    ui_show_screen(&scene->ui, SCREEN_BELIEFS);
    must_not_show(scene, "quadratic");
    for (int language = 0; language < LANGUAGES; language++) {
        scene->game.page.language = languages[language];
        scene->model.briefing.beliefs = BELIEFS_SCORED;
        must_show(scene, language == LANGUAGE_ENGLISH ? "Points, on your own page of the debrief"
                                                      : "Puntos, solo en su página personal");
        must_show(scene,
                  language == LANGUAGE_ENGLISH ? "to say what you believe." : "lo que de verdad cree.");
        must_show(scene, "D Dorne");
        must_show(scene,
                  language == LANGUAGE_ENGLISH ? "Does attack or defence have the edge?" : "b lo indica");
    }
}

/* One's keys are those of what is asked. */
static void the_help_has_no_key_of_what_is_not_asked(void **state)
{
    struct scene *scene = *state;
    begin_turn(scene);
    keys_help(&scene->ui);
    must_show(scene, "  5           beliefs");
    scene->model.briefing.beliefs = BELIEFS_OFF;
    keys_help(&scene->ui);
    must_not_show(scene, "beliefs");
}

/* The question stands once, and a letter answers it; nobody can save anything yet. */
static void the_question_at_the_door_takes_a_letter(void **state)
{
    static const struct {
        char letter;
        enum consent consent;
        const char *said;
    } cases[] = {{'y', CONSENT_YES, "Your data may be used."},
                 {'p', CONSENT_PLAY_ONLY, "your data are not used."}};
    struct scene *scene = *state;
    scene->model.has_situation = scene->model.has_clock = false;
    for (size_t x = 0; x < 2; x++) {
        scene->game.awaits_consent = true;
        tell_consent(&scene->game);
        ui_take_page(&scene->ui, false);
        const char *question = strstr(drawn(scene), "May your data be used? Press y: yes.");
        assert_non_null(question);
        must_show(scene, " y yes  p play only ");
        must_not_show(scene, "Type consent");
        must_not_show(scene, "s save");
        type(scene, cases[x].letter);
        assert_int_equal(fake_seen.consent, cases[x].consent);
        assert_false(scene->game.awaits_consent);
        must_show(scene, cases[x].said);
        type(scene, cases[x].letter); /* means nothing any more */
    }
}

/* What is true at each moment stands once, not in a line for each person who comes. */
static void the_lobby_says_who_is_here_once(void **state)
{
    struct scene *scene = *state;
    struct wire_clock before = {.state = CLOCK_NONE};
    scene->model.has_situation = false;
    scene->model.clock = (struct wire_clock){.state = CLOCK_LOBBY, .start_by_hand = true, .places = 12};
    for (uint32_t persons = 1; persons < 5; persons++) {
        scene->model.clock.persons = persons;
        tell_clock(&scene->game, &before);
        ui_take_page(&scene->ui, false);
        before = scene->model.clock;
    }
    must_show(scene, "4 of 12 here.");
    must_not_show(scene, "3 of 12 here.");
    assert_null(strstr(strstr(drawn(scene), "of 12 here.") + 1, "of 12 here."));
}

/* Nobody has told a step when the world ends: that the debrief has not begun is known all the same. */
static void feelings_are_asked_for_as_soon_as_the_world_has_ended(void **state)
{
    struct scene *scene = *state;
    begin_turn(scene);
    scene->model.has_ended = scene->model.ended.withheld = true;
    scene->model.ended.turns = 4;
    ui_ended(&scene->ui);
    must_show(scene, "how did it feel?");
    must_show(scene, "Aldan (A): not stated");
    must_show(scene, " The debrief has not begun.");
    must_show(scene, " f feel  v final beliefs ");
    page_say(&scene->game.page, "feel.sent");
    ui_take_page(&scene->ui, false);
    must_show(scene, "Handing in.");
    fake_settings.keeps_record = true;
    scene->model.has_step = true;
    scene->model.step = (struct wire_debrief_step){.card = 1, .world = -1};
    ui_step(&scene->ui);
    must_not_show(scene, "Handing in."); /* it belongs to the card before */
    must_not_show(scene, "f feel");
    must_show(scene, " All look at card D1 now.");
}

/* A turn that begins does not take it away. */
static void the_role_card_stays_until_it_is_read(void **state)
{
    struct scene *scene = *state;
    begin_turn(scene);
    ui_role(&scene->ui);
    begin_turn(scene);
    must_show(scene, "--Your role--");
    ui_press(&scene->ui, &(struct key){.kind = PRESS_ESCAPE});
    must_not_show(scene, "--Your role--");
}

static void a_title_without_room_leaves_the_last_turn_out(void **state)
{
    struct scene *scene = *state;
    begin_turn(scene);
    must_show(scene, "Turn 5 of ");
    strcpy(scene->model.briefing.world_name, "A");
    strcpy(scene->model.briefing.scenario.actors[2].name, "Confederation");
    must_show(scene, "Turn 5   ");
    must_not_show(scene, "Turn 5 of");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define SCENE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        SCENE(states_that_bots_play_are_marked_in_words),
        SCENE(how_points_come_stands_with_the_beliefs),
        SCENE(the_help_has_no_key_of_what_is_not_asked),
        SCENE(the_question_at_the_door_takes_a_letter),
        SCENE(the_lobby_says_who_is_here_once),
        SCENE(feelings_are_asked_for_as_soon_as_the_world_has_ended),
        SCENE(the_role_card_stays_until_it_is_read),
        SCENE(a_title_without_room_leaves_the_last_turn_out),
#undef SCENE
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
