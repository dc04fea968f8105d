/* What keys do to what is shown, on a hand-made moment of a game. */
#include "client/screen/ui.h"

#include "client/screen/keys.h"
#include "common/base/utf8.h"
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
    ui_situation(&scene->ui);
    ui_turn(&scene->ui);
    ui_take_page(&scene->ui, false);
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

static const char *drawn_at(struct scene *scene, int rows, int columns)
{
    struct text text = text_over(scene->text, sizeof scene->text);
    ui_draw(&scene->ui, scene->canvas, rows, columns);
    canvas_text(scene->canvas, &text);
    assert_true(utf8_printable(scene->text, strlen(scene->text), true));
    return scene->text;
}

static const char *drawn(struct scene *scene)
{
    return drawn_at(scene, UI_ROWS_MIN, UI_COLUMNS_MIN);
}

static void must_show(struct scene *scene, const char *words)
{
    if (!strstr(drawn(scene), words)) {
        (void)fputs(scene->text, stderr);
        fail_msg("\"%s\" does not stand there", words);
    }
}

static void must_not_show(struct scene *scene, const char *words)
{
    if (strstr(drawn(scene), words)) {
        (void)fputs(scene->text, stderr);
        fail_msg("\"%s\" stands there", words);
    }
}

static void press(struct scene *scene, enum press kind)
{
    ui_press(&scene->ui, &(struct key){.kind = kind});
}

static void type(struct scene *scene, const char *text)
{
    for (struct glyph glyph; (glyph = glyph_at(text)).bytes; text += glyph.bytes) {
        struct key key = {.kind = PRESS_TEXT};
        memcpy(key.text, text, (size_t)glyph.bytes);
        ui_press(&scene->ui, &key);
    }
}

static void every_size_is_drawn(void **state)
{
    static const int sizes[] = {1, 2, 5, 23, 24, 25, 40, 80, 200, 300};
    struct scene *scene = *state;
    for (int screen = 0; screen < SCREEN_COUNT; screen++)
        for (size_t rows = 0; rows < 10; rows++)
            for (size_t columns = 0; columns < 10; columns++) {
                ui_show_screen(&scene->ui, (enum screen_id)screen);
                (void)drawn_at(scene, sizes[rows], sizes[columns] + 20);
            }
    assert_non_null(strstr(drawn_at(scene, 24, 79), "79"));
    assert_null(strstr(drawn_at(scene, 24, 79), "SECURITY DILEMMA"));
}

/* Drawing is looking: it changes nothing that is shown next. */
static void drawing_again_is_the_same(void **state)
{
    static char before[TEXT_SIZE];
    struct scene *scene = *state;
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        ui_show_screen(&scene->ui, (enum screen_id)screen);
        memcpy(before, drawn(scene), sizeof before);
        (void)drawn_at(scene, 60, 200);
        (void)drawn_at(scene, 3, 3);
        assert_string_equal(drawn(scene), before);
    }
}

static void numbers_and_tab_choose_screens(void **state)
{
    struct scene *scene = *state;
    type(scene, "3");
    assert_int_equal(scene->ui.screen, SCREEN_INTEL);
    press(scene, PRESS_TABULATOR);
    assert_int_equal(scene->ui.screen, SCREEN_DIPLOMACY);
    press(scene, PRESS_TABULATOR_BACK);
    assert_int_equal(scene->ui.screen, SCREEN_INTEL);
    type(scene, "8");
    assert_int_equal(scene->ui.screen, SCREEN_INTEL); /* the world goes on */
    for (int x = 0; x < SCREEN_COUNT - 1; x++)
        press(scene, PRESS_TABULATOR);
    assert_int_equal(scene->ui.screen, SCREEN_INTEL);
    press(scene, PRESS_ESCAPE);
    assert_int_equal(scene->ui.screen, SCREEN_SITUATION);
}

static void orders_change_by_arrows(void **state)
{
    struct scene *scene = *state;
    const struct orders *orders = &scene->game.draft.now.orders;
    int32_t before = orders->budget[LINE_FORTIFY];
    type(scene, "2");
    press(scene, PRESS_ARROW_DOWN);
    press(scene, PRESS_ARROW_RIGHT);
    assert_int_equal(orders->budget[LINE_FORTIFY], before + 1);
    must_show(scene, "NOT SAVED");
    press(scene, PRESS_ARROW_LEFT);
    press(scene, PRESS_ARROW_LEFT);
    assert_int_equal(orders->budget[LINE_FORTIFY], before - 1);
    type(scene, "u");
    assert_int_equal(orders->budget[LINE_FORTIFY], before);
    assert_int_equal(orders->attack, -1);
}

/* Through nobody and all who can be reached, from either side; Aldan cannot. */
static void attacks_are_chosen_among_those_in_reach(void **state)
{
    static const int to_the_right[] = {1, 3, -1, 1};
    struct scene *scene = *state;
    const struct orders *orders = &scene->game.draft.now.orders;
    type(scene, "2");
    while (!strstr(drawn(scene), ">attack"))
        press(scene, PRESS_ARROW_DOWN);
    for (int x = 0; x < 4; x++) {
        press(scene, PRESS_ARROW_RIGHT);
        assert_int_equal(orders->attack, to_the_right[x]);
    }
    press(scene, PRESS_ARROW_LEFT);
    assert_int_equal(orders->attack, -1);
    press(scene, PRESS_ARROW_LEFT);
    assert_int_equal(orders->attack, 3);
    assert_int_equal(fake_seen.saves, 0);
    must_show(scene, "NOT SAVED");
}

/* The choice never stands on oneself, on who is gone, or on who cannot be reached. */
static void choices_stay_legal(void **state)
{
    struct scene *scene = *state;
    scene->model.situation.view.alive[0] = 0;
    ui_situation(&scene->ui);
    for (int x = 0; x < 9; x++) {
        assert_int_not_equal(scene->ui.rival, 0);
        assert_int_not_equal(scene->ui.rival, scene->model.situation.view.me);
        press(scene, x < 5 ? PRESS_ARROW_DOWN : PRESS_ARROW_UP);
    }
    memset(scene->model.situation.view.alive, 0, sizeof scene->model.situation.view.alive);
    scene->model.situation.view.alive[2] = 1;
    ui_situation(&scene->ui);
    assert_int_equal(scene->ui.rival, -1);
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        ui_show_screen(&scene->ui, (enum screen_id)screen);
        press(scene, PRESS_ARROW_DOWN);
        press(scene, PRESS_ENTER);
        press(scene, PRESS_ESCAPE);
        type(scene, "5A");
        (void)drawn(scene);
    }
}

static void pasted_text_is_no_key(void **state)
{
    struct scene *scene = *state;
    press(scene, PRESS_PASTE);
    type(scene, "22srqq:quit");
    press(scene, PRESS_ENTER);
    press(scene, PRESS_PASTE_DONE);
    assert_int_equal(scene->ui.screen, SCREEN_SITUATION);
    assert_int_equal(scene->game.wish, WISH_NONE);
    assert_false(scene->ui.typing);
    assert_int_equal(fake_seen.saves + fake_seen.readies, 0);
    must_show(scene, "What was pasted was not taken as keys");
    type(scene, ":");
    press(scene, PRESS_PASTE);
    type(scene, "attack D");
    press(scene, PRESS_ENTER);
    type(scene, "x");
    press(scene, PRESS_PASTE_DONE);
    must_show(scene, ":attack D x");
    assert_int_equal(scene->game.draft.now.orders.attack, -1);
    press(scene, PRESS_ESCAPE);
    type(scene, "2");
    assert_int_equal(scene->ui.screen, SCREEN_ORDERS);
}

/* The letters of a sentence would be keys: s saves, r is ready, q leaves. */
static void a_turn_leaves_the_typed_line_alone(void **state)
{
    struct scene *scene = *state;
    type(scene, ":say B for");
    ui_turn(&scene->ui);
    type(scene, "ever");
    must_show(scene, ":say B forever");
    press(scene, PRESS_ESCAPE);
    press(scene, PRESS_PASTE);
    ui_turn(&scene->ui);
    type(scene, "22sr");
    press(scene, PRESS_PASTE_DONE);
    assert_int_equal(scene->ui.screen, SCREEN_SITUATION);
    assert_int_equal(fake_seen.saves + fake_seen.readies, 0);
    type(scene, "s");
    assert_int_equal(fake_seen.saves, 1);
}

static void the_pane_belongs_to_the_turn(void **state)
{
    struct scene *scene = *state;
    page_line(&scene->game.page, "said in this turn");
    ui_take_page(&scene->ui, false);
    must_show(scene, "said in this turn");
    ui_turn(&scene->ui);
    must_not_show(scene, "said in this turn");
    type(scene, "m"); /* all of it can be read again */
    must_show(scene, "said in this turn");
}

static void long_answers_lie_over_the_screen(void **state)
{
    struct scene *scene = *state;
    type(scene, ":rules");
    press(scene, PRESS_ENTER);
    assert_true(scene->ui.overlay.open);
    must_show(scene, "rules");
    press(scene, PRESS_PAGE_DOWN);
    press(scene, PRESS_ARROW_UP);
    assert_int_equal(scene->ui.overlay.scroll, 9);
    type(scene, ":");
    assert_false(scene->ui.overlay.open);
    assert_true(scene->ui.typing);
    press(scene, PRESS_BACK_SPACE);
    assert_false(scene->ui.typing);
}

static void messages_have_a_bound(void **state)
{
    struct scene *scene = *state;
    for (int x = 0; x < 3 * UI_MESSAGES_MAX; x++) {
        page_line(&scene->game.page, "again");
        ui_take_page(&scene->ui, false);
    }
    assert_int_equal(scene->ui.messages.count, UI_MESSAGES_MAX);
    assert_true(scene->ui.pane_from <= scene->ui.messages.count);
    must_show(scene, "again");
}

static void leaving_takes_two_presses(void **state)
{
    struct scene *scene = *state;
    type(scene, "q");
    must_show(scene, "Leave?");
    assert_int_equal(scene->game.wish, WISH_NONE);
    type(scene, "3q");
    assert_int_equal(scene->game.wish, WISH_NONE);
    type(scene, "q");
    assert_int_not_equal(scene->game.wish, WISH_NONE);
}

static void help_names_every_key_of_a_screen(void **state)
{
    struct scene *scene = *state;
    for (int screen = 0; screen < SCREEN_DEBRIEF; screen++) {
        ui_show_screen(&scene->ui, (enum screen_id)screen);
        keys_help(&scene->ui);
        assert_true(scene->ui.overlay.open);
        assert_true(scene->ui.overlay.lines.count > 15);
        for (int x = 0; x < scene->ui.overlay.lines.count; x++) {
            assert_null(strstr(lines_at(&scene->ui.overlay.lines, x), "[key."));
            assert_true(columns_of(lines_at(&scene->ui.overlay.lines, x)) < UI_COLUMNS_MIN);
        }
    }
}

static void a_name_moves_no_column(void **state)
{
    static const char *const names[] = {"Ñandú", "日本国日本国日本国", "a\u0301e\u0301", "😀😀😀😀😀😀😀"};
    struct scene *scene = *state;
    int column = -1;
    for (int x = 0; x < 4; x++) {
        strcpy(scene->model.briefing.scenario.actors[3].name, names[x]);
        strcpy(scene->model.situation.view.scenario.actors[3].name, names[x]);
        const char *row = strstr(drawn(scene), "D ");
        assert_non_null(row);
        const char *figure = strpbrk(row, "0123456789");
        assert_non_null(figure);
        char before[256] = "";
        assert_true((size_t)(figure - row) < sizeof before);
        memcpy(before, row, (size_t)(figure - row));
        assert_true(column == -1 || column == columns_of(before));
        column = columns_of(before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define SCENE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        SCENE(every_size_is_drawn),
        SCENE(drawing_again_is_the_same),
        SCENE(numbers_and_tab_choose_screens),
        SCENE(orders_change_by_arrows),
        SCENE(attacks_are_chosen_among_those_in_reach),
        SCENE(choices_stay_legal),
        SCENE(pasted_text_is_no_key),
        SCENE(a_turn_leaves_the_typed_line_alone),
        SCENE(the_pane_belongs_to_the_turn),
        SCENE(long_answers_lie_over_the_screen),
        SCENE(messages_have_a_bound),
        SCENE(leaving_takes_two_presses),
        SCENE(help_names_every_key_of_a_screen),
        SCENE(a_name_moves_no_column),
#undef SCENE
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
