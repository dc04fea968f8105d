/* A place that expired, over the wire; and clocks that somebody sets while people play. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAY_MS  (24 * UINT64_C(3600000))
#define TERM_MS (30 * DAY_MS)

struct scene {
    struct house *house;
    struct wire_exercise_created created;
    struct id secret; /* of Ann */
    struct peer *ann, *bob;
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    scene->house->settings.term_ms = (int64_t)TERM_MS;
    house_restart(scene->house);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &scene->created);
    scene->secret = house_id(scene->house);
    scene->ann = come(scene->house);
    say_join(scene->ann, scene->created.code, "Ann", scene->secret);
    hear_answer(scene->ann, TO_CLIENT_JOINED);
    scene->bob = join(scene->house, scene->created.code, "Bob");
    ignore(scene->ann);
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

static void expect_expired(struct peer *peer)
{
    const struct refusal *refusal = hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, "token_expired");
    assert_string_equal(refusal->sentence, "refusal.token_expired");
    assert_string_equal(refusal->remedy, "remedy.token_expired");
}

static void what_expired_is_refused_and_said(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    play_out((struct peer *[]){scene->ann, scene->bob}, 2);
    peer_close(scene->ann);
    scene->house->now_ms += TERM_MS;
    peer_close(resume(scene->house, &joined, joined.token));
    struct peer *guest = come(scene->house);
    say_watch(guest, scene->created.code);
    hear_answer(guest, TO_CLIENT_WATCHING);
    peer_close(guest);
    scene->house->now_ms++;
    uint64_t submits = scene->house->submits;
    struct peer *peer = come(scene->house);
    say_resume(peer, &joined, joined.token);
    expect_expired(peer);
    say_join(peer, scene->created.code, "Ann", scene->secret);
    expect_expired(peer);
    say_move(peer, scene->created.code, joined.seat_code);
    expect_expired(peer);
    say_resume(peer, &joined, joined.person); /* a wrong token tells nothing of the right one */
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, "token");
    assert_int_equal(scene->house->submits, submits);
    say_watch(peer, scene->created.code);
    const struct refusal *refusal = hear_refusal(peer, REFUSAL_OVER, "replay");
    assert_string_equal(refusal->sentence, "refusal.replay_over");
    assert_string_equal(refusal->remedy, "remedy.replay_over");
}

/* Bob never went away: he reads on, and comes back over another link. */
static void who_is_connected_stays(void **state)
{
    struct scene *scene = *state;
    play_out((struct peer *[]){scene->ann, scene->bob}, 2);
    ignore(scene->bob);
    scene->house->now_ms += 2 * TERM_MS;
    say_ping(scene->bob);
    hear_answer(scene->bob, TO_CLIENT_PONG);
    resume(scene->house, &scene->bob->joined, scene->bob->joined.token);
}

static void limit_replay(struct scene *scene, uint32_t days)
{
    struct peer *admin = peer_open_admin(scene->house);
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT};
    wire_exercise_act_init(&message.exercise_act, EXERCISE_REPLAY);
    memcpy(message.exercise_act.code, scene->created.code, sizeof message.exercise_act.code);
    message.exercise_act.number = days;
    admin_say(admin, &message);
    if (scene->house->slow)
        return;
    admin_hear(admin, FROM_ADMIN_EXERCISE_STATE);
    peer_close(admin);
}

static struct peer *watch(struct scene *scene)
{
    struct peer *eye = come(scene->house);
    say_watch(eye, scene->created.code);
    hear_answer(eye, TO_CLIENT_WATCHING);
    ignore(eye);
    return eye;
}

/* A projector that was there before goes on with the debrief. */
static void the_end_of_the_last_world_puts_nobody_out(void **state)
{
    struct scene *scene = *state;
    struct peer *eye = watch(scene);
    limit_replay(scene, 0);
    play_out((struct peer *[]){scene->ann, scene->bob}, 2);
    house_wait(scene->house, 5000);
    hear_later(eye, TO_CLIENT_WORLD_ENDED);
    ignore(eye);
    assert_false(eye->finished);
    limit_replay(scene, 3);
    hear_nothing(eye);
    limit_replay(scene, 0);
    assert_true(eye->finished);
}

/* As it was set before the end: said again, it is meant. */
static void what_was_set_before_the_end_puts_out_when_it_is_said_again(void **state)
{
    struct scene *scene = *state;
    struct peer *eye = watch(scene);
    limit_replay(scene, 0);
    assert_false(eye->finished);
    play_out((struct peer *[]){scene->ann, scene->bob}, 2);
    limit_replay(scene, 0);
    assert_true(eye->finished);
}

/* Told why, and only when that is durable; whoever has a place reads on. */
static void who_looks_on_is_put_out_when_who_leads_ends_it(void **state)
{
    struct scene *scene = *state;
    struct peer *eye = watch(scene), *other = watch(scene);
    play_out((struct peer *[]){scene->ann, scene->bob}, 2);
    ignore(eye);
    ignore(other);
    ignore(scene->ann);
    scene->house->slow = true;
    limit_replay(scene, 0);
    hear_nothing(eye);
    assert_false(eye->finished);
    house_step(scene->house);
    scene->house->slow = false;
    const struct refusal *refusal = &hear(eye, TO_CLIENT_REFUSAL)->refusal;
    assert_int_equal(eye->heard.request, 0);
    assert_int_equal(refusal->code, REFUSAL_OVER);
    assert_string_equal(refusal->item, "replay");
    assert_string_equal(refusal->sentence, "refusal.replay_over");
    assert_true(eye->finished && other->finished);
    hear_nothing(eye);
    hear_nothing(scene->ann);
    say_ask_record(scene->ann, 0);
    hear_answer(scene->ann, TO_CLIENT_RECORD_PART);
    limit_replay(scene, 7);
    hear_nothing(watch(scene));
}

static void a_clock_that_is_set_throws_nobody_out(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    play_turn(scene->ann);
    play_turn(scene->bob);
    peer_close(scene->ann);
    scene->house->wall_ahead_ms = (int64_t)(3650 * DAY_MS);
    ignore(scene->bob);
    play_turn(scene->bob);
    struct peer *ann = resume(scene->house, &joined, joined.token);
    play_turn(ann); /* closes the turn, ten years later for the journal */
    struct wire_joined bob = scene->bob->joined;
    house_restart(scene->house); /* nobody was noted since the clock was set */
    ann = resume(scene->house, &joined, joined.token);
    resume(scene->house, &bob, bob.token);
    house_restart(scene->house); /* now both were */
    scene->house->now_ms += 2 * DAY_MS;
    resume(scene->house, &joined, joined.token);
    resume(scene->house, &bob, bob.token);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_expired_is_refused_and_said, begin, end),
        cmocka_unit_test_setup_teardown(who_is_connected_stays, begin, end),
        cmocka_unit_test_setup_teardown(the_end_of_the_last_world_puts_nobody_out, begin, end),
        cmocka_unit_test_setup_teardown(what_was_set_before_the_end_puts_out_when_it_is_said_again, begin,
                                        end),
        cmocka_unit_test_setup_teardown(who_looks_on_is_put_out_when_who_leads_ends_it, begin, end),
        cmocka_unit_test_setup_teardown(a_clock_that_is_set_throws_nobody_out, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
