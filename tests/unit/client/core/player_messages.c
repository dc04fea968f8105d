#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/must.h"

#include <string.h>

static void begin(struct scene *scene)
{
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
}

static void a_turn_replaces_the_model_and_keeps_the_one_before(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    const struct model *model = player_model(scene->player);
    assert_false(model->has_before);
    scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_REPORT], 1);
    assert_int_equal(model->report_turn, 1);
    assert_true(model->report_events.count > 0);
    assert_false(model->report_orders_used);
    assert_int_equal(model->situation.view.turn, 1);
    assert_true(model->has_before);
    assert_int_equal(model->before.view.turn, 0);
    assert_int_equal(model->before.view.scenario.actor_count, SCENE_STATES);
    assert_int_equal(model->clock.turn, 2);
    scene_send_situation(scene, scene->server.last); /* the same turn again: what was before stays */
    scene_wait(scene, PLAYER_SITUATION, 3);
    assert_int_equal(model->before.view.turn, 0);
}

static void an_older_situation_is_passed_over(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    struct world old = scene->world;
    scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    struct world new = scene->world;
    scene->world = old;
    scene_send_situation(scene, scene->server.last);
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 3);
    scene->world = new;
    assert_int_equal(scene->told[PLAYER_SITUATION], 2);
    assert_int_equal(player_model(scene->player)->situation.view.turn, 1);
}

static void send_notice(struct scene *scene, enum notice_kind kind)
{
    fake_send(scene->server.last,
              &(struct to_client){.kind = TO_CLIENT_NOTICE,
                                  .notice = {.kind = kind,
                                             .bot_reason = kind == NOTICE_BOT_HOLDS_SEAT ? BOT_REASON_MISSED
                                                                                         : BOT_REASON_NONE}});
}

static void a_world_that_was_rolled_back_is_taken(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    struct world old = scene->world;
    scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    const struct model *model = player_model(scene->player);
    assert_true(model->has_before && model->has_report);
    scene->world = old;
    send_notice(scene, NOTICE_ROLLED_BACK);
    scene_send_situation(scene, scene->server.last);
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 3);
    assert_int_equal(model->situation.view.turn, 0);
    assert_int_equal(player_open_turn(scene->player), 1);
    assert_false(model->has_before || model->has_report);
    scene_resolve(scene, scene->server.last); /* and it goes on from there */
    scene_wait(scene, PLAYER_CLOCK, 4);
    assert_int_equal(model->situation.view.turn, 1);
    assert_int_equal(model->report_turn, 1);
}

/* Nobody heard the notice: what is told over a new connection holds. */
static void a_roll_back_while_away_is_taken(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    struct world old = scene->world;
    scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    scene->world = old;
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_SITUATION, 3);
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->situation.view.turn, 0);
    assert_false(model->has_before || model->has_report);
}

static void another_world_is_passed_over(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    struct id ours = scene->opening.world;
    memset(scene->opening.world.bytes, 0x11, ID_SIZE);
    scene_send_briefing(scene, scene->server.last);
    scene_send_situation(scene, scene->server.last);
    scene_resolve(scene, scene->server.last);
    scene->opening.world = ours;
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_BRIEFED], 1);
    assert_int_equal(scene->told[PLAYER_SITUATION], 1);
    assert_int_equal(scene->told[PLAYER_REPORT], 0);
}

static bool forget_the_briefing(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_JOIN || scene->step == 0)
        return false;
    scene->step = 0;
    scene_send_joined(scene, peer, message->request);
    scene_send_situation(scene, peer);
    return true;
}

static void a_situation_needs_a_briefing(void **state)
{
    struct scene *scene = *state;
    scene->script = forget_the_briefing;
    scene->step = 1;
    scene_play(scene);
    scene_wait(scene, PLAYER_LOST, 1);
    assert_non_null(strstr(scene->text, "briefing"));
    scene_wait(scene, PLAYER_SITUATION, 1);
}

static void send_press(struct scene *scene, uint64_t number, const char *text)
{
    struct to_client message = {.kind = TO_CLIENT_PRESS};
    message.press.world = scene->opening.world;
    message.press.turn = 1;
    message.press.from = 1;
    message.press.everyone = true;
    message.press.number = number;
    strcpy(message.press.text, text);
    fake_send(scene->server.last, &message);
}

static void press_is_kept_once(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    send_press(scene, 3, "three");
    send_press(scene, 5, "five");
    send_press(scene, 3, "three"); /* told again, as after a reconnect */
    send_press(scene, 5, "five");
    send_press(scene, 6, "six");
    scene_wait(scene, PLAYER_PRESS, 3);
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->press_count, 3);
    assert_string_equal(model->press[0].text, "three");
    assert_string_equal(model->press[2].text, "six");
}

static void only_the_newest_press_is_kept(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    for (uint64_t n = 1; n <= MODEL_PRESS_MAX + 2; n++) {
        send_press(scene, n, "x");
        scene_wait(scene, PLAYER_PRESS, (int)n);
    }
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->press_count, MODEL_PRESS_MAX);
    assert_int_equal(model->press[0].number, 3);
    assert_int_equal(model->press[MODEL_PRESS_MAX - 1].number, MODEL_PRESS_MAX + 2);
}

static void notices_about_the_seat_reach_the_model(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    const struct model *model = player_model(scene->player);
    send_notice(scene, NOTICE_BOT_HOLDS_SEAT);
    scene_wait(scene, PLAYER_NOTICE, 1);
    assert_true(model->situation.bot_holds_seat);
    assert_int_equal(model->situation.bot_reason, BOT_REASON_MISSED);
    send_notice(scene, NOTICE_SEAT_IS_YOURS);
    scene_wait(scene, PLAYER_NOTICE, 2);
    assert_false(model->situation.bot_holds_seat);
    assert_int_equal(model->situation.bot_reason, BOT_REASON_NONE);
    send_notice(scene, NOTICE_STOPPING);
    scene_wait(scene, PLAYER_NOTICE, 3);
    assert_true(player_connected(scene->player));
}

static void the_end_is_told_once(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    while (scene->world.end == END_RUNNING)
        scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_ENDED, 1);
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->ended.turns, SCENE_TURNS);
    assert_int_equal(model->ended.end, END_TIME);
    assert_int_equal(model->ended.result_count, SCENE_STATES);
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_JOINED, 2);
    scene_run(scene, 30);
    assert_int_equal(scene->told[PLAYER_ENDED], 1);
}

static void a_moved_world_is_followed_in_play(void **state)
{
    struct scene *scene = *state;
    struct to_client moved = {.kind = TO_CLIENT_REFUSAL, .refusal.code = REFUSAL_MOVED};
    begin(scene);
    strcpy(moved.refusal.host, "localhost");
    moved.refusal.port = (uint32_t)scene->server.port;
    fake_send(scene->server.last, &moved);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    assert_int_equal(scene->server.accepted, 2);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(a_turn_replaces_the_model_and_keeps_the_one_before),
        IN_SCENE(an_older_situation_is_passed_over),
        IN_SCENE(a_world_that_was_rolled_back_is_taken),
        IN_SCENE(a_roll_back_while_away_is_taken),
        IN_SCENE(another_world_is_passed_over),
        IN_SCENE(a_situation_needs_a_briefing),
        IN_SCENE(press_is_kept_once),
        IN_SCENE(only_the_newest_press_is_kept),
        IN_SCENE(notices_about_the_seat_reach_the_model),
        IN_SCENE(the_end_is_told_once),
        IN_SCENE(a_moved_world_is_followed_in_play),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
