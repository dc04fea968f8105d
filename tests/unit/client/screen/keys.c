/* Whole worlds under random keys: nothing crashes, nothing steers a terminal, and orders leave only by the
 * keys that send them. */
#include "client/screen/keys.h"
#include "client/screen/ui.h"
#include "client/term/play.h"
#include "common/base/utf8.h"
#include "common/words/width.h"
#include "tests/unit/client/term/fake_player.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { KEYS = 2000, TEXT_SIZE = 256 * 1024 };

/* A face without a terminal: a key at each turn of the loop. */
struct drill {
    struct play *play;
    uv_timer_t timer;
    struct canvas *canvas;
    struct ui ui;
    uint32_t random;
    int pressed;
    bool may_send; /* s, r, and lines that are typed to their end */
    char text[TEXT_SIZE];
};

static unsigned draw_lot(struct drill *drill, unsigned below)
{
    drill->random = drill->random * 1664525 + 1013904223;
    return (drill->random >> 8) % below;
}

/* Nine of ten are keys that mean something; none leaves, and some send only where that is asked for. */
static struct key some_key(struct drill *drill)
{
    static const char letters[] = "123456780ABCDE?:wkumo+-pycandb*n srh";
    static const char *const odd[] = {"ñ", "\u0301", "漢", "😀", "~", "Z", "@", "\u200d"};
    struct key key = {.kind = PRESS_TEXT};
    unsigned lot = draw_lot(drill, 100);
    if (lot < 10)
        strcpy(key.text, odd[draw_lot(drill, 8)]);
    else if (lot < 55)
        key.text[0] = letters[draw_lot(drill, sizeof letters - 1)];
    else
        key.kind = (enum press)(PRESS_ENTER + (int)draw_lot(drill, PRESS_OTHER - PRESS_ENTER + 1));
    bool sends = (key.kind == PRESS_TEXT && strchr("sr", key.text[0])) ||
                 (key.kind == PRESS_ENTER && drill->ui.typing);
    if (sends && !drill->may_send)
        return (struct key){.kind = PRESS_ARROW_RIGHT};
    return key;
}

static void look(struct drill *drill)
{
    static const int sizes[][2] = {{24, 80}, {24, 80}, {40, 120}, {23, 80}, {1, 1}, {200, 400}};
    unsigned size = draw_lot(drill, 200) ? 0 : draw_lot(drill, 6);
    struct text text = text_over(drill->text, sizeof drill->text);
    ui_draw(&drill->ui, drill->canvas, sizes[size][0], sizes[size][1]);
    canvas_text(drill->canvas, &text);
    assert_true(utf8_printable(drill->text, strlen(drill->text), true));
    assert_in_range(drill->ui.screen, 0, SCREEN_COUNT - 1);
    assert_true(drill->canvas->cursor_row < drill->canvas->rows);
    assert_true(drill->canvas->cursor_row < 0 || drill->canvas->cursor_column < drill->canvas->columns);
}

static void on_timer(uv_timer_t *timer)
{
    struct drill *drill = timer->data;
    struct key key = some_key(drill);
    play_begin(drill->play);
    ui_press(&drill->ui, &key);
    if (++drill->pressed == KEYS)
        play_stop(drill->play, PLAY_LEFT);
    drill->play->game.wish = WISH_NONE; /* a key may ask to leave; here nobody does */
    play_finish(drill->play);
    if (drill->pressed < KEYS)
        (void)uv_timer_start(timer, on_timer, 0, 0);
}

static bool on_open(void *user, struct play *play)
{
    struct drill *drill = user;
    drill->play = play;
    ui_init(&drill->ui, &play->game);
    if (!play->player)
        return true;
    drill->timer.data = drill;
    (void)uv_timer_init(play->loop, &drill->timer);
    (void)uv_timer_start(&drill->timer, on_timer, 0, 0);
    play_opened(play);
    return true;
}

static void on_closed(uv_handle_t *handle)
{
    struct drill *drill = handle->data;
    play_closed(drill->play);
}

static void on_close(void *user)
{
    struct drill *drill = user;
    uv_close((uv_handle_t *)&drill->timer, on_closed);
}

static void on_situation(void *user)
{
    struct drill *drill = user;
    ui_situation(&drill->ui);
}

static void on_role(void *user)
{
    struct drill *drill = user;
    ui_role(&drill->ui);
}

static void on_turn(void *user)
{
    struct drill *drill = user;
    ui_turn(&drill->ui);
}

static void on_ended(void *user)
{
    struct drill *drill = user;
    ui_ended(&drill->ui);
}

static void on_show(void *user)
{
    struct drill *drill = user;
    ui_take_page(&drill->ui, false);
    look(drill);
}

static void nothing(void *user)
{
    (void)user;
}

static void run(struct drill *drill, const char *language)
{
    uv_loop_t loop;
    const struct play_options options = {
        .player = {.code = "K7QX2M", .name = "Ann", .language = language},
        .hints = true,
        .in_fd = -1,
        .out_fd = -1,
    };
    const struct play_face face = {
        .open = on_open,
        .role = on_role,
        .situation = on_situation,
        .turn = on_turn,
        .ended = on_ended,
        .debrief = nothing, /* the record of this world is no record */
        .show = on_show,
        .close = on_close,
        .user = drill,
    };
    assert_true(width_prepare());
    assert_int_equal(uv_loop_init(&loop), 0);
    drill->canvas = canvas_create();
    assert_int_equal(play_run(&loop, &options, &face), PLAY_LEFT);
    (void)uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
    canvas_destroy(drill->canvas);
    assert_int_equal(drill->pressed, KEYS);
}

static int set_up(void **state)
{
    struct drill *drill = calloc(1, sizeof *drill);
    assert_non_null(drill);
    memset(&fake_seen, 0, sizeof fake_seen);
    fake_settings = (struct fake_settings){.turns = 12, .whispers = true};
    drill->random = 20261122;
    *state = drill;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static void any_keys_play_a_world(void **state)
{
    struct drill *drill = *state;
    drill->may_send = true;
    run(drill, "en");
    assert_true(fake_seen.saves > 0);
    assert_true(fake_seen.readies > 0);
}

static void any_keys_in_spanish(void **state)
{
    struct drill *drill = *state;
    drill->may_send = true;
    drill->random = 7;
    run(drill, "es");
    assert_true(fake_seen.saves > 0);
}

static void what_is_not_sent_stays_here(void **state)
{
    struct drill *drill = *state;
    run(drill, "en");
    assert_int_equal(fake_seen.saves, 0);
    assert_int_equal(fake_seen.readies, 0);
    assert_int_equal(fake_seen.beliefs, 0);
    assert_int_equal(fake_seen.presses, 0);
    assert_int_equal(fake_seen.leaves, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_keys_play_a_world, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_keys_in_spanish, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_sent_stays_here, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
