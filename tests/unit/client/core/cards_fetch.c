/* The cards that are opened so far, piece by piece. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include <string.h>

static const char whole[] = "{\"cards\":[1,2,3,4,5,6,7,8,9]}";
static const char longer[] = "{\"cards\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14]}";

static void send_part(struct fake_peer *peer, const struct to_server *message, const char *text, size_t most)
{
    size_t offset = message->ask_debrief.offset, left = strlen(text) - offset;
    struct to_client part = {.request = message->request, .kind = TO_CLIENT_DEBRIEF_PART};
    part.debrief_part.world = message->ask_debrief.world;
    part.debrief_part.offset = (uint32_t)offset;
    part.debrief_part.total = (uint32_t)strlen(text);
    part.debrief_part.text = text + offset;
    part.debrief_part.text_size = left < most ? left : most;
    fake_send(peer, &part);
}

static void expect(struct scene *scene, const char *text)
{
    size_t size;
    scene_wait(scene, PLAYER_CARDS, 1);
    assert_string_equal(player_cards(scene->player, &size), text);
    assert_int_equal(size, strlen(text));
}

static void begin(struct scene *scene)
{
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    player_fetch_cards(scene->player);
}

static bool in_pieces(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_DEBRIEF)
        return false;
    if (scene->step > 0 && --scene->step == 0)
        fake_cut(peer);
    else
        send_part(peer, message, whole, 10);
    return true;
}

static void cards_come_in_pieces(void **state)
{
    struct scene *scene = *state;
    scene->script = in_pieces;
    begin(scene);
    expect(scene, whole);
    assert_string_equal(scene_message(scene, TO_SERVER_ASK_DEBRIEF, 0)->ask_debrief.language, "en");
}

static void a_lost_connection_begins_again(void **state)
{
    struct scene *scene = *state;
    scene->script = in_pieces;
    scene->step = 2;
    begin(scene);
    expect(scene, whole);
}

/* The next step is taken between two pieces. */
static bool grow_in_between(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_DEBRIEF)
        return false;
    send_part(peer, message, scene->step++ ? longer : whole, 20);
    return true;
}

static void cards_of_two_steps_are_not_mixed(void **state)
{
    struct scene *scene = *state;
    scene->script = grow_in_between;
    begin(scene);
    expect(scene, longer);
}

static bool be_busy_first(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_DEBRIEF)
        return false;
    if (scene->step++ == 0) {
        struct to_client refusal = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
        refusal.refusal.code = REFUSAL_BUSY;
        refusal.refusal.retry_after_ms = 1;
        fake_send(peer, &refusal);
    } else {
        send_part(peer, message, whole, 1000);
    }
    return true;
}

static void what_is_being_made_is_waited_for(void **state)
{
    struct scene *scene = *state;
    scene->script = be_busy_first;
    begin(scene);
    expect(scene, whole);
}

static bool refuse(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    if (message->kind != TO_SERVER_ASK_DEBRIEF)
        return false;
    scene_refuse(peer, message->request, REFUSAL_NOT_OPENED);
    return true;
}

static void a_refusal_is_told(void **state)
{
    struct scene *scene = *state;
    size_t size;
    scene->script = refuse;
    begin(scene);
    scene_wait(scene, PLAYER_REFUSED, 1);
    assert_int_equal(scene->refusal.code, REFUSAL_NOT_OPENED);
    assert_int_equal(scene->command, TO_SERVER_ASK_DEBRIEF);
    assert_null(player_cards(scene->player, &size));
}

static bool send_nothing(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_DEBRIEF)
        return false;
    struct to_client part = {.request = message->request, .kind = TO_CLIENT_DEBRIEF_PART};
    part.debrief_part.world = scene->opening.world;
    part.debrief_part.total = 10;
    part.debrief_part.text = "x";
    part.debrief_part.text_size = 0;
    fake_send(peer, &part);
    return true;
}

/* Whoever waits for cards hears that there are none. */
static void what_cannot_be_taken_ends_the_wait(void **state)
{
    struct scene *scene = *state;
    size_t size;
    scene->script = send_nothing;
    begin(scene);
    scene_wait(scene, PLAYER_CARDS, 1);
    assert_null(player_cards(scene->player, &size));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_setup, scene_teardown)
    const struct CMUnitTest tests[] = {
        TEST(cards_come_in_pieces),
        TEST(a_lost_connection_begins_again),
        TEST(cards_of_two_steps_are_not_mixed),
        TEST(what_is_being_made_is_waited_for),
        TEST(a_refusal_is_told),
        TEST(what_cannot_be_taken_ends_the_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
