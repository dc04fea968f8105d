#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

/* A player that cannot be made says which option is wrong. */
static void refused(struct scene *scene, const char *word)
{
    struct cause cause;
    struct player *player;
    assert_int_equal(player_create(&scene->loop, &scene->options, NULL, NULL, &player, &cause),
                     STATUS_INVALID);
    if (!strstr(cause.text, word))
        fail_msg("'%s' does not name the %s", cause.text, word);
}

static void wrong_options_are_named(void **state)
{
    struct scene *scene = *state;
    const struct player_options good = scene->options;
    scene->options.host = "";
    refused(scene, "host");
    scene->options = good;
    scene->options.port = 65536;
    refused(scene, "port");
    scene->options = good;
    scene->options.code = NULL;
    refused(scene, "join code");
    scene->options = good;
    scene->options.name = "";
    refused(scene, "name");
    scene->options.name = "An\nn";
    refused(scene, "name");
    scene->options.name = "An\xff";
    refused(scene, "name");
    scene->options = good;
    scene->options.seat_code = "0123456789012345678901234";
    refused(scene, "seat code");
    scene->options = good;
    scene->options.fingerprint = "abc";
    refused(scene, "fingerprint");
    scene->options = good;
    scene->options.home = NULL;
    refused(scene, "home");
}

static void a_file_that_cannot_be_opened_is_named(void **state)
{
    struct scene *scene = *state;
    struct cause cause;
    struct player *player;
    scene->options.ack_log = "/dev/null/acks";
    assert_int_equal(player_create(&scene->loop, &scene->options, NULL, NULL, &player, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "/dev/null/acks"));
}

static void the_way_into_the_game(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    assert_false(player_connected(scene->player));
    scene_wait(scene, PLAYER_CLOCK, 1);
    assert_true(player_connected(scene->player));
    assert_int_equal(scene->told[PLAYER_CONNECTING], 1);
    assert_int_equal(scene->told[PLAYER_FIRST_TRUST], 1);
    assert_int_equal(scene->told[PLAYER_JOINED], 1);
    assert_int_equal(scene->told[PLAYER_BRIEFED], 1);
    assert_int_equal(scene->told[PLAYER_SITUATION], 1);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    const struct model *model = player_model(scene->player);
    assert_true(model->has_joined && model->has_briefing && model->has_situation && model->has_clock);
    assert_string_equal(model->joined.seat_code, "maple-otter-7");
    assert_string_equal(model_state_name(model, 0), "A0");
    assert_int_equal(model->situation.view.scenario.actor_count, SCENE_STATES); /* the view is complete */
    const struct to_server *hello = scene_message(scene, TO_SERVER_HELLO, 0);
    assert_int_equal(hello->hello.version, WIRE_VERSION);
    assert_string_equal(hello->hello.language, "en");
}

static void a_stop_ends_everything(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_SITUATION, 1);
    scene_end_player(scene);
    assert_int_equal(scene->told[PLAYER_CLOSED], 1);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
}

static void a_stop_before_the_first_step(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_end_player(scene);
    assert_int_equal(scene->told[PLAYER_CONNECTING], 0);
    assert_int_equal(scene->told[PLAYER_CLOSED], 1);
}

static void stop_at(struct scene *scene, const struct player_news *news)
{
    if ((int)news->event == scene->step)
        player_stop(scene->player);
}

/* The listener may stop the player in the middle of anything. */
static void a_stop_inside_any_news(void **state)
{
    struct scene *scene = *state;
    static const enum player_event events[] = {PLAYER_CONNECTING, PLAYER_FIRST_TRUST, PLAYER_JOINED,
                                               PLAYER_BRIEFED,    PLAYER_SITUATION,   PLAYER_CLOCK};
    scene->news = stop_at;
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        scene->step = (int)events[i];
        if (events[i] != PLAYER_CONNECTING && events[i] != PLAYER_FIRST_TRUST)
            assert_int_equal(scene->told[PLAYER_FIRST_TRUST], 1);
        scene_play(scene);
        scene_wait(scene, PLAYER_CLOSED, (int)i + 1);
        assert_int_equal(scene->told[PLAYER_LOST], 0);
        player_destroy(scene->player);
        scene->player = NULL;
    }
}

static void a_loss_is_told_once_and_mended(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    for (int loss = 1; loss <= 3; loss++) {
        fake_cut(scene->server.last);
        scene_wait(scene, PLAYER_CLOCK, loss + 1);
        assert_int_equal(scene->told[PLAYER_LOST], loss);
        assert_int_equal(scene->told[PLAYER_JOINED], loss + 1);
    }
    assert_int_equal(scene->told[PLAYER_FAILED], 0);
    assert_int_equal(scene_heard(scene, TO_SERVER_JOIN), 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_RESUME), 3);
}

static bool hang_up(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)message;
    if (scene->step == 0)
        return false;
    scene->step--;
    fake_cut(peer);
    return true;
}

static void a_long_outage_is_one_loss(void **state)
{
    struct scene *scene = *state;
    scene->script = hang_up;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene->step = 6; /* connections that end at Hello */
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
    assert_int_equal(scene->told[PLAYER_CONNECTING], 1);
    assert_int_equal(scene->server.accepted, 8);
}

static void waits_grow_to_their_limit(void **state)
{
    struct scene *scene = *state;
    scene->script = hang_up;
    scene->step = 1000;
    scene_play(scene);
    scene->player->times.retry_ms = 20;
    scene->player->times.retry_most_ms = 80;
    scene_run(scene, 700);
    /* 20 + 40 + 80 + 80 ... less up to a quarter: 9 to 12 of them when the machine is idle */
    assert_in_range(scene->server.accepted, 3, 14);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
}

static void silence_is_a_loss(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene->player->times.ping_ms = 40;
    scene->player->times.silent_ms = 300;
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_wait_heard(scene, TO_SERVER_PING, 10); /* answered: nothing is lost */
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    fake_deafen(scene->server.last);
    scene_wait(scene, PLAYER_LOST, 1);
    const char *told = strstr(scene->text, "nothing was heard of the server for ");
    assert_non_null(told);
    assert_true(strtol(told + strlen("nothing was heard of the server for "), NULL, 10) >= 300);
    assert_non_null(strstr(told, " ms"));
    scene_wait(scene, PLAYER_CLOCK, 2);
}

static bool say_nothing(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)peer;
    (void)message;
    return scene->server.accepted < 2;
}

static void a_server_that_never_answers_is_left(void **state)
{
    struct scene *scene = *state;
    scene->script = say_nothing;
    scene_play(scene);
    scene->player->times.entry_ms = 50;
    scene_wait(scene, PLAYER_CLOCK, 1);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
    assert_int_equal(scene->server.accepted, 2);
}

static void what_cannot_be_read_ends_the_connection(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    fake_send_bytes(scene->server.last, "\xff\xff\xff", 3);
    scene_wait(scene, PLAYER_LOST, 1);
    assert_non_null(strstr(scene->text, "cannot be read"));
    scene_wait(scene, PLAYER_CLOCK, 2);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(wrong_options_are_named),
        IN_SCENE(a_file_that_cannot_be_opened_is_named),
        IN_SCENE(the_way_into_the_game),
        IN_SCENE(a_stop_ends_everything),
        IN_SCENE(a_stop_before_the_first_step),
        IN_SCENE(a_stop_inside_any_news),
        IN_SCENE(a_loss_is_told_once_and_mended),
        IN_SCENE(a_long_outage_is_one_loss),
        IN_SCENE(waits_grow_to_their_limit),
        IN_SCENE(silence_is_a_loss),
        IN_SCENE(a_server_that_never_answers_is_left),
        IN_SCENE(what_cannot_be_read_ends_the_connection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
