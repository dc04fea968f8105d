/* Another server took a stream over: what it refused was never acknowledged, and nobody is left in doubt. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct wire_exercise_created lost, kept;
    struct peer *ann, *bob; /* of the lost exercise */
    struct peer *cyd;       /* of the other */
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &scene->lost);
    wish.wait_seats = 1;
    make_exercise(scene->house, &wish, &scene->kept);
    scene->ann = join(scene->house, scene->lost.code, "Ann");
    scene->bob = join(scene->house, scene->lost.code, "Bob");
    scene->cyd = join(scene->house, scene->kept.code, "Cyd");
    ignore(scene->ann);
    ignore(scene->bob);
    scene->house->slow = true;
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static void lose(struct scene *scene, const struct id *stream)
{
    int64_t epoch;
    struct cause cause;
    assert_int_equal(store_claim(scene->house->store, stream, &epoch, &cause), STATUS_OK);
}

static void expect_gone(struct scene *scene)
{
    assert_true(scene->house->fenced > 0);
    assert_int_equal(hub_counts(scene->house->hub).exercises, 1);
    assert_true(scene->ann->finished && scene->bob->finished);
    assert_string_equal(scene->bob->reason, "another server owns this exercise now");
    assert_false(scene->cyd->finished);
    scene->house->slow = false;
    play_turn(scene->cyd);
    peer_close(scene->ann);
    struct peer *again = come(scene->house);
    say_resume(again, &scene->ann->joined, scene->ann->joined.token);
    hear_refusal(again, REFUSAL_UNKNOWN_PERSON, NULL);
}

static void refused_orders_are_not_acknowledged(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    lose(scene, &scene->lost.worlds[0]);
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    say_ready(scene->bob, house_id(scene->house), true);
    house_step(scene->house);
    hear_nothing(scene->ann);
    hear_nothing(scene->bob);
    expect_gone(scene);
}

static void refused_joins_are_not_told(void **state)
{
    struct scene *scene = *state;
    lose(scene, &scene->lost.exercise);
    struct peer *phone = come(scene->house);
    say_move(phone, scene->lost.code, scene->ann->joined.seat_code);
    house_step(scene->house);
    hear(phone, TO_CLIENT_WELCOME);
    hear_nothing(phone);
    assert_true(phone->finished);
    expect_gone(scene);
}

/* Whose session was taken over meanwhile hears no acknowledgement either. */
static void a_superseded_session_is_not_told(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    lose(scene, &scene->lost.worlds[0]);
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    struct wire_joined joined = scene->ann->joined;
    struct peer *newer = resume(scene->house, &joined, joined.token);
    house_step(scene->house);
    hear_nothing(scene->ann);
    assert_true(scene->ann->finished && newer->finished);
    for (const struct to_client *message = peer_next(newer); message; message = peer_next(newer))
        assert_int_equal(message->kind, TO_CLIENT_WELCOME);
}

/* Its link is still there, but its end was told. */
static void an_ended_session_is_not_ended_twice(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    scene->house->slow = false;
    struct peer *newer = resume(scene->house, &joined, joined.token);
    assert_true(scene->ann->finished);
    lose(scene, &scene->lost.worlds[0]);
    say_ready(newer, house_id(scene->house), true);
    assert_true(newer->finished);
    assert_string_equal(scene->ann->reason, "a newer session took over");
}

static void a_session_that_left_before_does_no_harm(void **state)
{
    struct scene *scene = *state;
    lose(scene, &scene->lost.worlds[0]);
    say_ready(scene->ann, house_id(scene->house), true);
    peer_close(scene->ann);
    house_step(scene->house);
    assert_true(scene->bob->finished);
    peer_close(scene->bob);
    assert_int_equal(hub_counts(scene->house->hub).exercises, 1);
}

static void a_closing_after_the_loss_does_no_harm(void **state)
{
    struct scene *scene = *state;
    lose(scene, &scene->lost.worlds[0]);
    say_ready(scene->ann, house_id(scene->house), true);
    house_step(scene->house);
    peer_close(scene->ann);
    peer_close(scene->bob);
    house_wait(scene->house, 100000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(refused_orders_are_not_acknowledged),     TEST(refused_joins_are_not_told),
        TEST(a_superseded_session_is_not_told),        TEST(an_ended_session_is_not_ended_twice),
        TEST(a_session_that_left_before_does_no_harm), TEST(a_closing_after_the_loss_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
