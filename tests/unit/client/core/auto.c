#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/core/auto.h"
#include "common/base/must.h"
#include "scene.h"

#include <string.h>

static struct auto_play *play; /* of the running test */

static void pass_on(struct scene *scene, const struct player_news *news)
{
    (void)scene;
    if (play)
        auto_news(play, news);
}

static void begin(struct scene *scene, const char *doctrine, uint64_t think_ms)
{
    scene->news = pass_on;
    scene_play(scene);
    play = auto_create(&scene->loop, scene->player, doctrine ? bot_find(slice_of(doctrine)) : NULL, think_ms);
}

static int teardown(void **state)
{
    auto_destroy(play);
    play = NULL;
    return scene_teardown(state);
}

/* The orders that the server got are those of the doctrine. */
static void check_orders(struct scene *scene, const struct bot *bot, int n)
{
    const struct to_server *message = scene_message(scene, TO_SERVER_SAVE_ORDERS, n);
    struct orders wanted;
    struct view view;
    assert_non_null(message);
    view_of(&scene->world, 0, &view);
    bot->play(&view, siphash_key_of(scene->person.bytes), &wanted);
    char got_text[CANONICAL_ORDERS_MAX], wanted_text[CANONICAL_ORDERS_MAX];
    struct text got = text_over(got_text, sizeof got_text),
                expected = text_over(wanted_text, sizeof wanted_text);
    canonical_orders(0, &message->save_orders.orders, SCENE_STATES, &got);
    canonical_orders(0, &wanted, SCENE_STATES, &expected);
    assert_string_equal(got_text, wanted_text);
}

static bool check_each_save(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)peer;
    if (message->kind == TO_SERVER_SET_READY)
        check_orders(scene, bot_find(slice_of("hawk")), scene->step++);
    return false;
}

static void a_whole_game(void **state)
{
    struct scene *scene = *state;
    scene->script = check_each_save;
    begin(scene, "hawk", 0);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene->step, SCENE_TURNS);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), SCENE_TURNS);
    assert_int_equal(scene_heard(scene, TO_SERVER_STATE_BELIEFS), SCENE_TURNS);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), SCENE_TURNS);
    assert_int_equal(scene->told[PLAYER_REFUSED], 0);
    const struct stated_beliefs *stated =
        &scene_message(scene, TO_SERVER_STATE_BELIEFS, 0)->state_beliefs.stated;
    assert_int_equal(stated->attack_next[0], -1);
    for (int j = 1; j < SCENE_STATES; j++)
        assert_in_range(stated->attack_next[j], 0, 1000);
    assert_in_range(stated->perceived_balance, 20, 400);
}

static bool keep_waiting(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step++ > 0)
        return false;
    for (int n = 0; n < 5; n++)
        scene_send_clock(scene, peer);
    return true;
}

static void news_while_it_waits_repeat_nothing(void **state)
{
    struct scene *scene = *state;
    scene->script = keep_waiting;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_CLOCK, 6);
    scene_answer(scene, scene->server.last, scene_message(scene, TO_SERVER_SAVE_ORDERS, 0));
    scene_wait(scene, PLAYER_REPORT, 1);
    const struct to_server *second = scene_message(scene, TO_SERVER_SAVE_ORDERS, 1);
    assert_true(!second || second->save_orders.turn == 2);
}

static void without_a_doctrine_it_follows_the_motive(void **state)
{
    struct scene *scene = *state;
    begin(scene, NULL, 0);
    struct world first = scene->world;
    scene_wait(scene, PLAYER_ENDED, 1);
    scene->world = first;
    check_orders(scene, bot_for_motive(first.actors[0].motive), 0);
}

static void it_thinks_before_it_acts(void **state)
{
    struct scene *scene = *state;
    begin(scene, NULL, 150);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_run(scene, 60);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 0);
    uint64_t before = uv_now(&scene->loop);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_true(uv_now(&scene->loop) - before >= 3 * 150);
}

/* Cuts the connection at every second message of a game: before it was handled, or before it was answered. */
static bool cut_often(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    bool counts = message->kind == TO_SERVER_SAVE_ORDERS || message->kind == TO_SERVER_SET_READY ||
                  message->kind == TO_SERVER_STATE_BELIEFS;
    if (!counts)
        return false;
    switch (scene->step++ % 4) {
    case 1:
        fake_cut(peer);
        return true;
    case 3:
        scene_answer(scene, peer, message);
        fake_cut(peer);
        return true;
    default:
        return false;
    }
}

static void a_game_over_broken_connections(void **state)
{
    struct scene *scene = *state;
    scene->script = cut_often;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene->world.turn, SCENE_TURNS);
    assert_true(scene->told[PLAYER_LOST] > 3);
}

static bool cut_after_save(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    scene->step = 0;
    scene_answer(scene, peer, message);
    fake_cut(peer);
    return true;
}

static void a_new_process_finishes_what_is_missing(void **state)
{
    struct scene *scene = *state;
    scene->script = cut_after_save;
    scene->step = 1;
    begin(scene, NULL, 0);
    scene_wait_heard(scene, TO_SERVER_SAVE_ORDERS, 1);
    auto_destroy(play);
    play = NULL;
    scene_end_player(scene);
    int saves = scene_heard(scene, TO_SERVER_SAVE_ORDERS);
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_REPORT, 1);
    /* saved before: only beliefs and ready were missing in the first turn */
    const struct to_server *next = scene_message(scene, TO_SERVER_SAVE_ORDERS, saves);
    assert_true(!next || next->save_orders.turn == 2);
    scene_wait(scene, PLAYER_ENDED, 1);
}

/* Refuses the kind of message that `step` says, once. */
static bool refuse_once(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if ((int)message->kind != scene->step)
        return false;
    scene->step = -1;
    scene_refuse(peer, message->request, REFUSAL_NOT_NOW);
    return true;
}

static void not_now_is_asked_again(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_once;
    scene->step = TO_SERVER_SAVE_ORDERS;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), SCENE_TURNS + 1);
}

static bool refuse_stale(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    scene->step = 0;
    scene_refuse(peer, message->request, REFUSAL_STALE_TURN);
    return true;
}

static void a_stale_turn_waits_for_the_next(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_stale;
    scene->step = 1;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_REFUSED, 1);
    scene_run(scene, 50);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), 0);
    scene_resolve(scene, scene->server.last); /* the deadline */
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), SCENE_TURNS);
}

/* The first time that it is ready the open turn begins anew, with nothing saved. */
static bool roll_back_once(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SET_READY || scene->step == 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_ACCEPTED};
    answer.accepted = (struct wire_accepted){.command = message->set_ready.command,
                                             .turn = message->set_ready.turn,
                                             .revision = scene->saved.revision,
                                             .ready = true};
    fake_send(peer, &answer);
    scene->step = 0;
    memset(&scene->saved, 0, sizeof scene->saved);
    fake_send(peer, &(struct to_client){.kind = TO_CLIENT_NOTICE, .notice.kind = NOTICE_ROLLED_BACK});
    scene_send_situation(scene, peer);
    scene_send_clock(scene, peer);
    return true;
}

static void a_turn_that_opens_anew_is_played_anew(void **state)
{
    struct scene *scene = *state;
    scene->script = roll_back_once;
    scene->step = 1;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), SCENE_TURNS + 1);
}

static void a_bot_in_the_seat_is_waited_for(void **state)
{
    struct scene *scene = *state;
    scene->saved.bot_holds_seat = true;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_run(scene, 50);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 0);
    scene_resolve(scene, scene->server.last); /* and from here on the seat is ours */
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), SCENE_TURNS - 1);
}

static bool refuse_ready(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    if (message->kind != TO_SERVER_SET_READY || message->set_ready.ready)
        return false;
    scene_refuse(peer, message->request, REFUSAL_BOT_HOLDS_SEAT);
    return true;
}

/* Nobody else would ask for it. */
static void a_seat_that_was_lost_by_missing_turns_is_asked_for_once_a_turn(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_ready;
    scene->saved.bot_holds_seat = true;
    scene->saved.bot_reason = BOT_REASON_MISSED;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_REFUSED, 1);
    scene_run(scene, 50);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 0);
    scene_resolve(scene, scene->server.last); /* and from here on the seat is ours */
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), SCENE_TURNS - 1);
}

static void the_lobby_is_waited_for(void **state)
{
    struct scene *scene = *state;
    scene->in_lobby = true;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_run(scene, 50);
    int early = scene_heard(scene, TO_SERVER_SAVE_ORDERS);
    scene->in_lobby = false;
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(early, 0);
}

static bool refuse_illegal(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS ||
        message->save_orders.orders.budget[LINE_CIVIL] == scene->step)
        return false;
    scene_refuse(peer, message->request, REFUSAL_ILLEGAL_ORDERS);
    return true;
}

/* A server with other ideas of what is legal takes at least the defaults. */
static void refused_orders_fall_back_to_the_defaults(void **state)
{
    struct scene *scene = *state;
    struct view view;
    view_of(&scene->world, 0, &view);
    scene->script = refuse_illegal;
    scene->step = view.income; /* all civil */
    begin(scene, "hawk", 0);
    scene_wait(scene, PLAYER_REPORT, 1);
    assert_int_equal(scene->told[PLAYER_REFUSED] > 0, 1);
    assert_true(player_model(scene->player)->report_orders_used);
}

static bool refuse_beliefs(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    if (message->kind != TO_SERVER_STATE_BELIEFS)
        return false;
    scene_refuse(peer, message->request, REFUSAL_UNSUPPORTED);
    return true;
}

static void a_server_without_beliefs_is_played_all_the_same(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_beliefs;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_STATE_BELIEFS), 1);
}

static bool somebody_else_saves(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->world.turn > 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = REFUSAL_STALE_REVISION;
    answer.refusal.current_turn = 1;
    answer.refusal.current_revision = 7;
    fake_send(peer, &answer);
    return true;
}

static void two_holders_of_a_seat_do_not_hang(void **state)
{
    struct scene *scene = *state;
    scene->script = somebody_else_saves;
    begin(scene, NULL, 0);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 2 + SCENE_TURNS - 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), SCENE_TURNS);
}

#define PLAYED(test) cmocka_unit_test_setup_teardown(test, scene_setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAYED(a_whole_game),
        PLAYED(news_while_it_waits_repeat_nothing),
        PLAYED(without_a_doctrine_it_follows_the_motive),
        PLAYED(it_thinks_before_it_acts),
        PLAYED(a_game_over_broken_connections),
        PLAYED(a_new_process_finishes_what_is_missing),
        PLAYED(not_now_is_asked_again),
        PLAYED(a_stale_turn_waits_for_the_next),
        PLAYED(a_turn_that_opens_anew_is_played_anew),
        PLAYED(a_bot_in_the_seat_is_waited_for),
        PLAYED(a_seat_that_was_lost_by_missing_turns_is_asked_for_once_a_turn),
        PLAYED(the_lobby_is_waited_for),
        PLAYED(refused_orders_fall_back_to_the_defaults),
        PLAYED(a_server_without_beliefs_is_played_all_the_same),
        PLAYED(two_holders_of_a_seat_do_not_hang),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
