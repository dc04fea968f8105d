/* Durable before audible: a sync of the journal stands before everything that shows a change. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    bool planted; /* the gate is opened before the journal has done its work */
};

static struct scene *scene_of(enum house_kind kind)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(kind);
    scene->house->slow = true;
    return scene;
}

static int begin(void **state)
{
    *state = scene_of(HOUSE_SQLITE);
    return 0;
}

static int begin_unsynced(void **state)
{
    *state = scene_of(HOUSE_UNSYNCED);
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static void step(struct scene *scene)
{
    if (scene->planted)
        hub_durable(scene->house->hub, scene->house->submits);
    house_step(scene->house);
}

/* Whatever was asked: nothing is heard before the journal was stepped, and then the answer. */
static void expect_after_step(struct scene *scene, struct peer *peer, enum to_client_kind kind)
{
    hear_nothing(peer);
    step(scene);
    hear_answer(peer, kind);
    ignore(peer);
}

static struct peer *enter(struct scene *scene, const char *code, const char *name)
{
    struct peer *peer = come(scene->house);
    hear(peer, TO_CLIENT_WELCOME);
    say_join(peer, code, name, house_id(scene->house));
    expect_after_step(scene, peer, TO_CLIENT_JOINED);
    return peer;
}

static struct wire_exercise_created create(struct scene *scene)
{
    struct peer *admin = peer_open_admin(scene->house);
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = exercise_wish("duel")};
    admin_say(admin, &message);
    assert_int_equal(admin->letter_count, 0);
    step(scene);
    return admin_hear(admin, FROM_ADMIN_EXERCISE_CREATED)->exercise_created;
}

/* Without delay: each turn is shown when it is over. */
static struct wire_exercise_created create_watched(struct scene *scene)
{
    struct peer *admin = peer_open_admin(scene->house);
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = exercise_wish("duel")};
    message.exercise_new.turn_seconds = 600;
    message.exercise_new.wait_seats = 2;
    message.exercise_new.has_spectator_delay = true;
    admin_say(admin, &message);
    step(scene);
    return admin_hear(admin, FROM_ADMIN_EXERCISE_CREATED)->exercise_created;
}

static void play_step(struct scene *scene, struct peer *peer)
{
    struct orders orders = plain_orders(peer);
    say_orders(peer, house_id(scene->house), peer->situation.revision, &orders);
    expect_after_step(scene, peer, TO_CLIENT_ACCEPTED);
    say_ready(peer, house_id(scene->house), true);
    expect_after_step(scene, peer, TO_CLIENT_ACCEPTED);
}

/* Everything that is acknowledged or shown in a game, once at least. */
static void whole_game(struct scene *scene)
{
    struct house *house = scene->house;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann"), *bob = enter(scene, created.code, "Bob");
    ignore(ann);
    say_beliefs(ann, house_id(house));
    expect_after_step(scene, ann, TO_CLIENT_ACCEPTED);
    ignore(bob);
    say_press(ann, house_id(house), 2, "a word");
    hear_nothing(bob);
    expect_after_step(scene, ann, TO_CLIENT_ACCEPTED);
    hear(bob, TO_CLIENT_PRESS);
    play_step(scene, ann);
    ignore(bob);
    play_step(scene, bob);
    struct peer *phone = come(house);
    hear(phone, TO_CLIENT_WELCOME);
    say_move(phone, created.code, bob->joined.seat_code);
    expect_after_step(scene, phone, TO_CLIENT_JOINED);
    bob = phone;
    for (int turn = 0; !ann->ended; turn++) {
        assert_true(turn < TURNS_MAX);
        ignore(ann);
        play_step(scene, ann);
        ignore(bob);
        play_step(scene, bob);
    }
    ignore(ann);
    say_leave(ann, house_id(house));
    step(scene);
    hear_answer(ann, TO_CLIENT_ACCEPTED);
    say_ask_record(ann, 0);
    hear_answer(ann, TO_CLIENT_RECORD_PART);
    assert_true(house->watch.checked > 100);
}

static void nothing_is_audible_before_a_sync(void **state)
{
    struct scene *scene = *state;
    uint64_t before = store_syncs(scene->house->store);
    whole_game(scene);
    assert_true(store_syncs(scene->house->store) > before);
    assert_int_equal(scene->house->watch.early, 0);
    assert_int_equal(scene->house->watch.unsynced, 0);
}

/* The check above is worth something: with synchronous=OFF it fails for every message. */
static void without_syncs_the_check_fails(void **state)
{
    struct scene *scene = *state;
    scene->house->watch.expects_faults = true;
    whole_game(scene);
    assert_int_equal(store_syncs(scene->house->store), 0);
    assert_int_equal(scene->house->watch.early, 0);
    assert_true(scene->house->watch.unsynced == scene->house->watch.checked);
}

/* And with a gate that opens before its time. */
static void a_gate_that_opens_early_is_caught(void **state)
{
    struct scene *scene = *state;
    scene->house->watch.expects_faults = true;
    scene->planted = true;
    whole_game(scene);
    assert_true(scene->house->watch.early > 20);
    assert_true(scene->house->watch.unsynced > 20);
}

static void an_answer_waits_behind_an_answer(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann");
    enter(scene, created.code, "Bob");
    ignore(ann);
    uint64_t first = ann->request + 1;
    say_ask_record(ann, 0);
    assert_int_equal(hear(ann, TO_CLIENT_REFUSAL)->request, first);
    say_ready(ann, house_id(scene->house), false);
    say_ask_record(ann, 0);
    say_ready(ann, house_id(scene->house), false);
    say_ask_record(ann, 0);
    hear_nothing(ann);
    step(scene);
    assert_int_equal(hear(ann, TO_CLIENT_ACCEPTED)->request, first + 1);
    hear(ann, TO_CLIENT_CLOCK);
    assert_int_equal(hear(ann, TO_CLIENT_REFUSAL)->request, first + 2);
    assert_int_equal(hear(ann, TO_CLIENT_ACCEPTED)->request, first + 3);
    hear(ann, TO_CLIENT_CLOCK);
    assert_int_equal(hear(ann, TO_CLIENT_REFUSAL)->request, first + 4);
    hear_nothing(ann);
}

static void a_sign_of_life_waits_for_nothing(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann");
    enter(scene, created.code, "Bob");
    ignore(ann);
    say_ready(ann, house_id(scene->house), true);
    say_ping(ann);
    hear(ann, TO_CLIENT_PONG);
    hear_nothing(ann);
    step(scene);
    hear(ann, TO_CLIENT_ACCEPTED);
}

static void a_look_back_waits_for_what_it_shows(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann");
    enter(scene, created.code, "Bob");
    struct orders orders = plain_orders(ann);
    struct peer *newer = come(scene->house);
    ignore(ann);
    say_orders(ann, house_id(scene->house), 0, &orders);
    ignore(newer);
    say_resume(newer, &ann->joined, ann->joined.token);
    hear_nothing(newer); /* it would show orders that may still be lost */
    step(scene);
    hear(ann, TO_CLIENT_ACCEPTED);
    hear_notice(ann, NOTICE_SUPERSEDED);
    assert_true(ann->finished);
    hear(newer, TO_CLIENT_JOINED);
    assert_true(hear_later(newer, TO_CLIENT_SITUATION)->situation.has_saved);
}

static void a_closed_link_gets_nothing_of_what_waited(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann");
    struct peer *bob = enter(scene, created.code, "Bob");
    ignore(bob);
    say_ready(ann, house_id(scene->house), true);
    say_press(ann, house_id(scene->house), 0, "a word");
    peer_close(ann);
    step(scene); /* the house fails the test if anything leaves through it */
    hear(bob, TO_CLIENT_CLOCK);
    hear(bob, TO_CLIENT_PRESS);
}

static void an_end_waits_behind_what_was_said(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann");
    ignore(ann);
    say_leave(ann, house_id(scene->house));
    say_bytes(ann, "\xff", 1); /* malformed: ends the link */
    hear_nothing(ann);
    assert_false(ann->finished);
    step(scene);
    hear(ann, TO_CLIENT_CLOCK); /* one fewer is here */
    hear(ann, TO_CLIENT_ACCEPTED);
    hear(ann, TO_CLIENT_REFUSAL);
    assert_true(ann->finished);
}

static struct peer *look_on(struct scene *scene, const char *code)
{
    struct peer *eye = come(scene->house);
    hear(eye, TO_CLIENT_WELCOME);
    say_watch(eye, code);
    hear(eye, TO_CLIENT_WATCHING);
    hear(eye, TO_CLIENT_PUBLIC_CLOCK);
    hear_nothing(eye);
    return eye;
}

/* Everything that a spectator asks is answered at once, whatever of the seats waits for the journal. */
static void expect_at_once(struct scene *scene, struct peer *eye, const char *code)
{
    say_ask_turn(eye, 0);
    hear_answer(eye, TO_CLIENT_PUBLIC_TURN);
    say_ask_turn(eye, 50);
    hear_refusal(eye, REFUSAL_NOT_NOW, "turn");
    say_ask_record(eye, 0);
    hear_refusal(eye, REFUSAL_NOT_ENDED, "world");
    say_leave(eye, house_id(scene->house));
    hear_refusal(eye, REFUSAL_NOT_NOW, "watching");
    peer_close(look_on(scene, code));
}

static void what_seats_do_delays_no_spectator(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct wire_exercise_created created = create_watched(scene);
    struct peer *ann = enter(scene, created.code, "Ann"), *bob = enter(scene, created.code, "Bob");
    struct peer *eye = look_on(scene, created.code);
    struct orders orders = plain_orders(ann);
    expect_at_once(scene, eye, created.code);
    ignore(ann);
    say_orders(ann, house_id(house), 0, &orders);
    expect_at_once(scene, eye, created.code);
    say_beliefs(ann, house_id(house));
    expect_at_once(scene, eye, created.code);
    say_press(ann, house_id(house), 0, "to all");
    expect_at_once(scene, eye, created.code);
    say_ready(ann, house_id(house), true);
    expect_at_once(scene, eye, created.code);
    peer_close(bob);
    house_wait(house, 3000);
    expect_at_once(scene, eye, created.code);
    struct peer *late = come(house);
    hear(late, TO_CLIENT_WELCOME);
    say_join(late, created.code, "Cid", house_id(house));
    expect_at_once(scene, eye, created.code);
    hear_nothing(ann);
    step(scene);
    hear(ann, TO_CLIENT_ACCEPTED);
}

/* Nor another seat, but for what it is told: readiness, words to it. */
static void what_a_seat_does_in_secret_delays_nobody(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct wire_exercise_created created = create(scene);
    struct peer *ann = enter(scene, created.code, "Ann"), *bob = enter(scene, created.code, "Bob");
    struct orders orders = plain_orders(ann);
    ignore(ann);
    ignore(bob);
    say_orders(ann, house_id(house), 0, &orders);
    say_beliefs(ann, house_id(house));
    struct peer *again = come(house);
    hear(again, TO_CLIENT_WELCOME);
    say_resume(again, &ann->joined, ann->joined.token);
    hear_nothing(again);
    say_ask_record(bob, 0);
    hear_refusal(bob, REFUSAL_NOT_ENDED, "world");
    step(scene);
    say_press(again, house_id(house), 2, "to you");
    say_ask_record(bob, 0);
    hear_nothing(bob);
    step(scene);
    hear(bob, TO_CLIENT_PRESS);
    hear_refusal(bob, REFUSAL_NOT_ENDED, "world");
    say_ready(again, house_id(house), true);
    say_ask_record(bob, 0);
    hear_nothing(bob);
    step(scene);
    hear(bob, TO_CLIENT_CLOCK);
    hear_refusal(bob, REFUSAL_NOT_ENDED, "world");
}

/* What a spectator is told is durable like everything else. */
static void a_turn_waits_for_the_journal(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct wire_exercise_created created = create_watched(scene);
    struct peer *eye = look_on(scene, created.code);
    struct peer *ann = enter(scene, created.code, "Ann"), *bob = enter(scene, created.code, "Bob");
    ignore(eye); /* who came, and the start */
    assert_int_equal(eye->public_clock.turn, 1);
    ignore(ann);
    play_step(scene, ann);
    ignore(bob);
    struct orders orders = plain_orders(bob);
    say_orders(bob, house_id(house), 0, &orders);
    say_ready(bob, house_id(house), true);
    hear_nothing(eye);
    say_ask_turn(eye, 1);
    say_ask_turn(eye, 9);
    struct peer *other = come(house);
    hear(other, TO_CLIENT_WELCOME);
    say_watch(other, created.code);
    hear_nothing(eye);
    hear_nothing(other);
    step(scene);
    assert_int_equal(hear(eye, TO_CLIENT_PUBLIC_CLOCK)->public_clock.turn, 2);
    assert_int_equal(hear(eye, TO_CLIENT_PUBLIC_TURN)->public_turn.view.turn, 1);
    hear_refusal(eye, REFUSAL_NOT_NOW, "turn");
    hear(other, TO_CLIENT_WATCHING);
    assert_int_equal(house->watch.early, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_audible_before_a_sync),
        cmocka_unit_test_setup_teardown(without_syncs_the_check_fails, begin_unsynced, end),
        TEST(a_gate_that_opens_early_is_caught),
        TEST(an_answer_waits_behind_an_answer),
        TEST(a_sign_of_life_waits_for_nothing),
        TEST(a_look_back_waits_for_what_it_shows),
        TEST(a_closed_link_gets_nothing_of_what_waited),
        TEST(an_end_waits_behind_what_was_said),
        TEST(what_seats_do_delays_no_spectator),
        TEST(what_a_seat_does_in_secret_delays_nobody),
        TEST(a_turn_waits_for_the_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
