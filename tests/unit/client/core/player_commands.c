#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/file.h"
#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Orders that the budget allows, told apart by `fortify`. */
static struct orders orders_with(struct scene *scene, int32_t fortify)
{
    const struct view *view = &player_model(scene->player)->situation.view;
    struct orders orders;
    orders_init(&orders);
    orders.budget[LINE_FORTIFY] = fortify;
    orders.budget[LINE_CIVIL] = (int32_t)orders_available(view, &orders) - fortify;
    return orders;
}

static void save(struct scene *scene, int32_t fortify)
{
    struct orders orders = orders_with(scene, fortify);
    player_save_orders(scene->player, &orders);
}

static const struct wire_save_orders *saved(const struct scene *scene, int n)
{
    const struct to_server *message = scene_message(scene, TO_SERVER_SAVE_ORDERS, n);
    must(message != NULL);
    return &message->save_orders;
}

static void begin(struct scene *scene)
{
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
}

static void an_order_set_is_saved_and_logged(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    save(scene, 2);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    save(scene, 3);
    scene_wait(scene, PLAYER_ACCEPTED, 2);
    assert_int_equal(scene->command, TO_SERVER_SAVE_ORDERS);
    assert_int_equal(saved(scene, 0)->turn, 1);
    assert_int_equal(saved(scene, 0)->revision, 0);
    assert_int_equal(saved(scene, 1)->revision, 1);
    assert_memory_equal(saved(scene, 0)->world.bytes, scene->opening.world.bytes, ID_SIZE);
    assert_false(id_equal(&saved(scene, 0)->command, &saved(scene, 1)->command));
    const struct wire_situation *situation = &player_model(scene->player)->situation;
    assert_true(situation->has_saved);
    assert_int_equal(situation->revision, 2);
    assert_int_equal(situation->saved.budget[LINE_FORTIFY], 3);

    char memory[CANONICAL_ORDERS_MAX], wanted[512];
    struct text lines = text_over(wanted, sizeof wanted);
    for (int n = 0; n < 2; n++) {
        struct text orders = text_over(memory, sizeof memory);
        canonical_orders(0, &saved(scene, n)->orders, SCENE_STATES, &orders);
        struct digest digest = digest_of(memory, orders.length);
        text_put_hex(&lines, scene->opening.world.bytes, ID_SIZE);
        text_put(&lines, n ? " 1 A0 2 " : " 1 A0 1 ");
        text_put_hex(&lines, digest.bytes, DIGEST_SIZE);
        text_put(&lines, "\n");
    }
    char *text;
    size_t size;
    struct cause cause;
    assert_int_equal(file_read(scene->ack_log, 4096, &text, &size, &cause), STATUS_OK);
    assert_string_equal(text, wanted);
    free(text);
}

static void read_the_log(struct scene *scene, const struct player_news *news)
{
    char *text;
    size_t size;
    struct cause cause;
    if (news->event != PLAYER_ACCEPTED)
        return;
    assert_int_equal(file_read(scene->ack_log, 4096, &text, &size, &cause), STATUS_OK);
    scene->step = (int)size;
    free(text);
}

static void the_log_is_written_before_anybody_hears(void **state)
{
    struct scene *scene = *state;
    scene->news = read_the_log;
    begin(scene);
    save(scene, 2);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_true(scene->step > 100);
}

static bool cut_at_save(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    scene->step--;
    fake_cut(peer);
    return true;
}

static void a_lost_answer_repeats_the_same_command(void **state)
{
    struct scene *scene = *state;
    scene->script = cut_at_save;
    scene->step = 2;
    begin(scene);
    save(scene, 2);
    assert_true(player_waiting(scene->player));
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 3);
    for (int n = 1; n < 3; n++) {
        assert_true(id_equal(&saved(scene, 0)->command, &saved(scene, n)->command));
        assert_int_equal(saved(scene, n)->revision, saved(scene, 0)->revision);
        assert_memory_equal(&saved(scene, n)->orders, &saved(scene, 0)->orders, sizeof(struct orders));
    }
    assert_false(player_waiting(scene->player));
    assert_int_equal(scene->told[PLAYER_ACCEPTED], 1);
}

static bool resolve_at_save(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    scene->step = 0;
    scene_resolve(scene, NULL); /* the turn ends while the connection is down */
    fake_cut(peer);
    return true;
}

static void a_command_for_a_turn_that_is_over_is_dropped(void **state)
{
    struct scene *scene = *state;
    scene->script = resolve_at_save;
    scene->step = 1;
    begin(scene);
    save(scene, 2);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(player_model(scene->player)->situation.view.turn, 1);
    assert_false(player_waiting(scene->player));
    save(scene, 3);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 2);
    assert_int_equal(saved(scene, 1)->turn, 2);
    assert_int_equal(scene->told[PLAYER_REFUSED], 0);
}

/* Keeps the answer to the first save until the second step of the test. */
static bool answer_late(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)peer;
    return message->kind == TO_SERVER_SAVE_ORDERS && scene->step++ == 0;
}

static void the_newest_orders_replace_those_that_wait(void **state)
{
    struct scene *scene = *state;
    scene->script = answer_late;
    begin(scene);
    save(scene, 1);
    save(scene, 2);
    save(scene, 3);
    scene_wait_heard(scene, TO_SERVER_SAVE_ORDERS, 1);
    scene_run(scene, 30);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 1); /* one at a time */
    scene_answer(scene, scene->server.last, scene_message(scene, TO_SERVER_SAVE_ORDERS, 0));
    scene_wait(scene, PLAYER_ACCEPTED, 2);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 2);
    assert_int_equal(saved(scene, 1)->orders.budget[LINE_FORTIFY], 3);
    assert_int_equal(saved(scene, 1)->revision, 1);
}

static void ready_waits_for_the_orders(void **state)
{
    struct scene *scene = *state;
    struct stated_beliefs stated;
    stated_beliefs_init(&stated);
    stated.perceived_balance = 120;
    scene->script = answer_late;
    begin(scene);
    save(scene, 1);
    player_set_ready(scene->player, true);
    player_state_beliefs(scene->player, &stated);
    scene_wait_heard(scene, TO_SERVER_STATE_BELIEFS, 1);
    scene_run(scene, 30);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), 0);
    scene_answer(scene, scene->server.last, scene_message(scene, TO_SERVER_SAVE_ORDERS, 0));
    scene_wait(scene, PLAYER_REPORT, 1);
    assert_int_equal(scene->told[PLAYER_ACCEPTED], 3);
    assert_true(player_model(scene->player)->report_orders_used);
    const struct to_server *beliefs = scene_message(scene, TO_SERVER_STATE_BELIEFS, 0);
    assert_int_equal(beliefs->state_beliefs.stated.perceived_balance, 120);
}

static bool refuse_save(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    if (message->kind != TO_SERVER_SAVE_ORDERS)
        return false;
    scene_refuse(peer, message->request, REFUSAL_ILLEGAL_ORDERS);
    return true;
}

static void refused_orders_are_reported_and_ready_goes_with_them(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_save;
    begin(scene);
    save(scene, 1);
    player_set_ready(scene->player, true);
    scene_wait(scene, PLAYER_REFUSED, 1);
    assert_int_equal(scene->refusal.code, REFUSAL_ILLEGAL_ORDERS);
    assert_int_equal(scene->command, TO_SERVER_SAVE_ORDERS);
    scene_run(scene, 30);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), 0);
    assert_false(player_waiting(scene->player));
    assert_false(player_model(scene->player)->situation.has_saved);
}

static bool be_stale(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = REFUSAL_STALE_REVISION;
    answer.refusal.current_turn = 1;
    answer.refusal.current_revision = 10 + (uint32_t)scene->step;
    scene->step--;
    fake_send(peer, &answer);
    return true;
}

static void a_stale_revision_is_tried_once_more(void **state)
{
    struct scene *scene = *state;
    scene->script = be_stale;
    scene->step = 1;
    begin(scene);
    save(scene, 2);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_int_equal(scene->told[PLAYER_REFUSED], 0);
    assert_int_equal(saved(scene, 1)->revision, 11);
    assert_int_equal(saved(scene, 1)->orders.budget[LINE_FORTIFY], 2);
    assert_false(id_equal(&saved(scene, 0)->command, &saved(scene, 1)->command));
}

static void a_second_stale_revision_is_reported(void **state)
{
    struct scene *scene = *state;
    scene->script = be_stale;
    scene->step = 2;
    begin(scene);
    save(scene, 2);
    scene_wait(scene, PLAYER_REFUSED, 1);
    assert_int_equal(scene->refusal.code, REFUSAL_STALE_REVISION);
    save(scene, 3);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_int_equal(saved(scene, 2)->revision, 11); /* what the last refusal said */
}

/* The turn opens anew while orders are on their way, which the server then does not take. */
static bool be_rolled_back(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    fake_send(peer, &(struct to_client){.kind = TO_CLIENT_NOTICE, .notice.kind = NOTICE_ROLLED_BACK});
    scene_send_situation(scene, peer);
    scene_send_clock(scene, peer);
    return be_stale(scene, peer, message);
}

static void what_was_meant_for_an_abandoned_turn_is_not_sent_again(void **state)
{
    struct scene *scene = *state;
    scene->script = be_rolled_back;
    scene->step = 1;
    begin(scene);
    save(scene, 2);
    save(scene, 3); /* waits behind it */
    player_set_ready(scene->player, true);
    scene_wait(scene, PLAYER_REFUSED, 1);
    scene_run(scene, 30);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), 0);
    assert_false(player_waiting(scene->player));
    save(scene, 1);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
}

static bool be_busy(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_SAVE_ORDERS || scene->step == 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = REFUSAL_BUSY;
    answer.refusal.retry_after_ms = 150;
    scene->step--;
    fake_send(peer, &answer);
    return true;
}

static void a_busy_server_gets_the_command_later(void **state)
{
    struct scene *scene = *state;
    scene->script = be_busy;
    scene->step = 2;
    begin(scene);
    uint64_t before = uv_now(&scene->loop);
    save(scene, 2);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_true(uv_now(&scene->loop) - before >= 300);
    assert_true(id_equal(&saved(scene, 0)->command, &saved(scene, 2)->command));
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    assert_int_equal(scene->told[PLAYER_REFUSED], 0);
}

static void what_the_wire_cannot_carry_is_refused_here(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    struct orders orders = orders_with(scene, 0);
    orders.budget[LINE_STRIKE] = -1;
    player_save_orders(scene->player, &orders);
    assert_int_equal(scene->told[PLAYER_REFUSED], 1);
    assert_int_equal(scene->refusal.code, REFUSAL_MALFORMED);
    assert_string_equal(scene->refusal.sentence, "refusal.malformed");
    save(scene, 1);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
}

static void without_an_open_turn_nothing_is_sent(void **state)
{
    struct scene *scene = *state;
    struct orders orders;
    orders_init(&orders);
    scene_play(scene);
    player_save_orders(scene->player, &orders);
    player_set_ready(scene->player, true);
    assert_false(player_waiting(scene->player));
    while (scene->world.end == END_RUNNING)
        scene_resolve(scene, NULL);
    scene_wait(scene, PLAYER_ENDED, 1);
    save(scene, 1);
    player_set_ready(scene->player, true);
    scene_run(scene, 30);
    assert_int_equal(scene_heard(scene, TO_SERVER_SAVE_ORDERS), 0);
    assert_int_equal(scene_heard(scene, TO_SERVER_SET_READY), 0);
}

static enum status press(struct scene *scene, bool everyone, uint16_t to, const char *text)
{
    struct cause cause;
    return player_send_press(scene->player, everyone, to, text, &cause);
}

static void messages_to_others(void **state)
{
    struct scene *scene = *state;
    char longest[WIRE_PRESS_SIZE + 1];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    begin(scene);
    assert_int_equal(press(scene, true, 0, ""), STATUS_INVALID);
    assert_int_equal(press(scene, true, 0, longest), STATUS_INVALID);
    assert_int_equal(press(scene, true, 0, "\x1b[2J"), STATUS_INVALID);
    assert_int_equal(press(scene, true, 2, "to all and one"), STATUS_INVALID);
    assert_int_equal(press(scene, false, 0, "to nobody"), STATUS_INVALID);
    assert_int_equal(press(scene, false, 1, "to myself"), STATUS_INVALID);
    assert_int_equal(press(scene, false, 1 << SCENE_STATES, "to a state that is none"), STATUS_INVALID);
    longest[WIRE_PRESS_SIZE - 1] = '\0';
    assert_int_equal(press(scene, true, 0, longest), STATUS_OK);
    assert_int_equal(press(scene, false, 2, "first\nand second line"), STATUS_OK);
    assert_int_equal(press(scene, false, 6, "third"), STATUS_OK);
    scene_wait(scene, PLAYER_ACCEPTED, 3);
    assert_true(scene_message(scene, TO_SERVER_SEND_PRESS, 0)->send_press.everyone);
    assert_string_equal(scene_message(scene, TO_SERVER_SEND_PRESS, 1)->send_press.text,
                        "first\nand second line");
    assert_int_equal(scene_message(scene, TO_SERVER_SEND_PRESS, 2)->send_press.to, 6);
}

static void messages_wait_for_the_connection_up_to_a_bound(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    fake_deafen(scene->server.last);
    for (int n = 0; n < PRESS_WAITING_MAX + 1; n++) /* one is on its way already */
        assert_int_equal(press(scene, true, 0, "x"), STATUS_OK);
    assert_int_equal(press(scene, true, 0, "x"), STATUS_FULL);
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_ACCEPTED, PRESS_WAITING_MAX + 1);
    assert_int_equal(press(scene, true, 0, "x"), STATUS_OK);
}

static void a_seat_can_be_left(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    player_leave(scene->player);
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_int_equal(scene->command, TO_SERVER_LEAVE);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(an_order_set_is_saved_and_logged),
        IN_SCENE(the_log_is_written_before_anybody_hears),
        IN_SCENE(a_lost_answer_repeats_the_same_command),
        IN_SCENE(a_command_for_a_turn_that_is_over_is_dropped),
        IN_SCENE(the_newest_orders_replace_those_that_wait),
        IN_SCENE(ready_waits_for_the_orders),
        IN_SCENE(refused_orders_are_reported_and_ready_goes_with_them),
        IN_SCENE(a_stale_revision_is_tried_once_more),
        IN_SCENE(a_second_stale_revision_is_reported),
        IN_SCENE(what_was_meant_for_an_abandoned_turn_is_not_sent_again),
        IN_SCENE(a_busy_server_gets_the_command_later),
        IN_SCENE(what_the_wire_cannot_carry_is_refused_here),
        IN_SCENE(without_an_open_turn_nothing_is_sent),
        IN_SCENE(messages_to_others),
        IN_SCENE(messages_wait_for_the_connection_up_to_a_bound),
        IN_SCENE(a_seat_can_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
