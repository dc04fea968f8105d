/* What a seat is told, whoever looks at it: somebody who comes back to the seat, and a facilitator who looks
 * through its eyes, to whom the same is told and nothing of what is a person's own. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEPT_MAX = 64 };

struct scene {
    struct house *house;
    struct wire_exercise_created created;
    struct peer *lead, *ann, *bob, *cyd, *watcher;
    struct wire_joined bob_joined; /* with the token, which is told once */
};

static struct peer *player(struct scene *scene, const char *name)
{
    struct peer *peer = join(scene->house, scene->created.code, name);
    ignore(peer);
    return peer;
}

/* One duel, debriefed in step; Ann and Bob are a team. */
static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_SQLITE);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.turn_seconds = 60;
    wish.team_size = 2;
    wish.start_by_hand = true;
    wish.debrief_in_step = true;
    snprintf(wish.facilitator, sizeof wish.facilitator, "Dr Lead");
    make_exercise(scene->house, &wish, &scene->created);
    scene->ann = player(scene, "Ann");
    scene->cyd = player(scene, "Cyd");
    scene->bob = player(scene, "Bob");
    scene->bob_joined = scene->bob->joined;
    assert_int_equal(scene->ann->joined.seat, scene->bob->joined.seat);
    assert_int_not_equal(scene->ann->joined.seat, scene->cyd->joined.seat);
    scene->watcher = come(scene->house);
    say_watch(scene->watcher, scene->created.code);
    scene->lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    *state = scene;
    return 0;
}

static void does_all(struct scene *scene, enum exercise_act kind)
{
    struct wire_exercise_act act = act_on(kind, -1);
    does(scene->lead, &act);
}

static int begin_started(void **state)
{
    begin(state);
    does_all(*state, EXERCISE_START);
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static struct wire_exercise_act look_at(const struct peer *seat)
{
    struct wire_exercise_act act = act_on(EXERCISE_LOOK, 0);
    act.seat = (int)seat->joined.seat;
    return act;
}

/* ---- what left over a link from a letter on, but for what is a person's own */

struct kept {
    int count;
    enum to_client_kind kinds[KEPT_MAX];
    const struct letter *letters[KEPT_MAX];
};

static enum to_client_kind kind_of(const struct letter *letter)
{
    static struct to_client message;
    struct cause cause;
    assert_int_equal(wire_read_to_client(letter->bytes, letter->size, &message, &cause), STATUS_OK);
    enum to_client_kind kind = message.kind;
    to_client_free(&message);
    return kind;
}

static struct kept kept_from(const struct peer *peer, int from)
{
    struct kept kept = {.count = 0};
    for (int x = from; x < peer->letter_count; x++) {
        enum to_client_kind kind = kind_of(&peer->letters[x]);
        if (kind == TO_CLIENT_CONTROL_ANSWER || kind == TO_CLIENT_DEBRIEF_STEP)
            continue;
        assert_true(kept.count < KEPT_MAX);
        kept.kinds[kept.count] = kind;
        kept.letters[kept.count++] = &peer->letters[x];
    }
    return kept;
}

static bool has(const struct kept *kept, enum to_client_kind kind)
{
    for (int x = 0; x < kept->count; x++)
        if (kept->kinds[x] == kind)
            return true;
    return false;
}

/* The seat of Ann and Bob as the facilitator sees it now: all letters behind the answer. */
static struct kept seen(struct scene *scene)
{
    struct wire_exercise_act act = look_at(scene->bob);
    int from = scene->lead->letter_count;
    does(scene->lead, &act);
    struct kept kept = kept_from(scene->lead, from);
    assert_int_equal(kept.kinds[0], TO_CLIENT_EXERCISE_STATE);
    assert_int_equal(kept.count, scene->lead->letter_count - from); /* nothing of a person's own */
    ignore(scene->lead);
    return kept;
}

/* The same as somebody of the team hears who comes back now. */
static struct kept told(struct scene *scene)
{
    peer_close(scene->bob);
    scene->bob = resume(scene->house, &scene->bob_joined, scene->bob_joined.token);
    int from = 0;
    while (kind_of(&scene->bob->letters[from]) != TO_CLIENT_JOINED)
        from++;
    return kept_from(scene->bob, from);
}

/* Letter for letter, to the last byte of padding. But for the briefing, which names a person's role. */
static struct kept expect_the_same(struct scene *scene)
{
    struct kept is = seen(scene), due = told(scene);
    assert_int_equal(is.count, due.count);
    for (int x = 1; x < is.count; x++) {
        assert_int_equal(is.kinds[x], due.kinds[x]);
        if (is.kinds[x] == TO_CLIENT_BRIEFING)
            continue;
        assert_int_equal(is.letters[x]->size, due.letters[x]->size);
        assert_memory_equal(is.letters[x]->bytes, due.letters[x]->bytes, is.letters[x]->size);
    }
    return is;
}

static void much_happens(struct scene *scene)
{
    struct house *house = scene->house;
    say_press(scene->cyd, house_id(house), (uint16_t)(1u << scene->ann->joined.seat), "in confidence");
    say_press(scene->ann, house_id(house), 0, "hello all");
    say_question(scene->ann, house_id(house), "What is a pact?");
    struct wire_exercise_act act = act_on(EXERCISE_INJECT, -1);
    act.has_inject = true;
    act.inject = (struct wire_inject){.world = 0, .misleading = true};
    snprintf(act.inject.text[0], sizeof act.inject.text[0], "The harvest failed.");
    does(scene->lead, &act);
    act = act_on(EXERCISE_ANSWER, -1);
    act.number = 1;
    act.everyone = true;
    snprintf(act.reason, sizeof act.reason, "A promise.");
    does(scene->lead, &act);
    struct orders orders = plain_orders(scene->ann);
    say_orders(scene->ann, house_id(house), 0, &orders);
    say_ready(scene->ann, house_id(house), true);
}

static void a_look_shows_what_the_seat_is_told(void **state)
{
    struct scene *scene = *state;
    struct kept kept = expect_the_same(scene);
    assert_int_equal(kept.count, 4); /* state, briefing, situation, clock */
    much_happens(scene);
    kept = expect_the_same(scene);
    assert_true(has(&kept, TO_CLIENT_PRESS) && has(&kept, TO_CLIENT_BULLETIN));
    does_all(scene, EXERCISE_RESOLVE);
    kept = expect_the_same(scene);
    assert_true(has(&kept, TO_CLIENT_TURN_REPORT));
    does_all(scene, EXERCISE_PAUSE);
    expect_the_same(scene);
    struct wire_exercise_act back = act_on(EXERCISE_ROLL_BACK, 0);
    back.turn = 1;
    does(scene->lead, &back);
    expect_the_same(scene);
    house_restart(scene->house);
    scene->lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    scene->bob = resume(scene->house, &scene->bob_joined, scene->bob_joined.token);
    expect_the_same(scene);
}

/* Results that the seat is not told yet stay untold, and come when they are opened. */
static void the_end_is_seen_as_far_as_it_is_opened(void **state)
{
    struct scene *scene = *state;
    does_all(scene, EXERCISE_RESOLVE);
    does_all(scene, EXERCISE_CLOSE);
    struct kept kept = expect_the_same(scene);
    assert_true(has(&kept, TO_CLIENT_WORLD_ENDED));
    for (uint32_t card = 0; card <= 4; card++) {
        struct wire_exercise_act step = act_on(EXERCISE_DEBRIEF, -1);
        step.card = card;
        does(scene->lead, &step);
        expect_the_same(scene);
    }
}

static void a_briefing_without_a_role(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = look_at(scene->ann);
    assert_int_not_equal(scene->ann->briefing.role, ROLE_NONE);
    does(scene->lead, &act);
    struct wire_briefing said = hear(scene->lead, TO_CLIENT_BRIEFING)->briefing, due = scene->ann->briefing;
    assert_int_equal(said.role, ROLE_NONE);
    said.role = due.role;
    assert_memory_equal(&said, &due, sizeof said);
    said = (struct wire_briefing){.seat = 9};
    ignore(scene->lead);
    act = look_at(scene->cyd);
    does(scene->lead, &act);
    assert_int_equal(hear(scene->lead, TO_CLIENT_BRIEFING)->briefing.seat, scene->cyd->joined.seat);
}

/* ---- who is told */

/* Neither at once nor later does anybody but facilitators hear anything of it. */
static void nobody_else_hears_of_it(void **state)
{
    struct scene *scene = *state;
    struct peer *const others[] = {scene->ann, scene->bob, scene->cyd, scene->watcher};
    does_all(scene, EXERCISE_PAUSE); /* no clock moves */
    house_wait(scene->house, 3000);
    int letters[4];
    for (int x = 0; x < 4; x++)
        letters[x] = others[x]->letter_count;
    for (int x = 0; x < 10; x++) {
        seen(scene);
        house_wait(scene->house, 1500);
    }
    for (int x = 0; x < 4; x++)
        assert_int_equal(others[x]->letter_count, letters[x]);
    scene->house->slow = true; /* nor has anybody to wait until it is stored */
    struct wire_exercise_act act = look_at(scene->cyd);
    say_act(scene->lead, &act);
    for (int x = 0; x < 3; x++) {
        say_orders(others[x], house_id(scene->house), 9, &(struct orders){.attack = -1});
        hear_refusal(others[x], REFUSAL_STALE_REVISION, NULL);
    }
    say_ask_turn(scene->watcher, 7);
    hear_refusal(scene->watcher, REFUSAL_NOT_NOW, NULL);
    hear_nothing(scene->lead);
}

static void another_facilitator_sees_who_looked(void **state)
{
    struct scene *scene = *state;
    struct peer *second = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    house_wait(scene->house, 2000);
    ignore(second);
    seen(scene);
    house_wait(scene->house, 1000);
    const struct wire_exercise_deed *deed = &hear(second, TO_CLIENT_EXERCISE_STATE)->exercise_state.deeds[0];
    assert_int_equal(deed->act, EXERCISE_LOOK);
    assert_string_equal(deed->by, "Dr Lead");
    assert_int_equal(deed->world, 0);
    assert_int_equal(deed->seat, scene->ann->joined.seat);
    hear_nothing(second); /* but not at what */
    struct wire_exercise_act act = look_at(scene->ann);
    assert_true(does(scene->lead, &act)->already);
}

/* ---- how it is sent */

static void it_is_durable_before_it_is_shown(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = look_at(scene->ann);
    ignore(scene->lead);
    scene->house->slow = true;
    say_act(scene->lead, &act);
    hear_nothing(scene->lead);
    house_step(scene->house);
    const struct to_client *answer = hear_answer(scene->lead, TO_CLIENT_EXERCISE_STATE);
    assert_int_equal(answer->exercise_state.deeds[0].act, EXERCISE_LOOK);
    assert_int_equal(answer->exercise_state.undo, 0);
    hear(scene->lead, TO_CLIENT_BRIEFING);
    hear(scene->lead, TO_CLIENT_SITUATION);
    hear(scene->lead, TO_CLIENT_CLOCK);
    hear_nothing(scene->lead);
    /* what a seat saved is shown once it is stored, too */
    struct orders orders = plain_orders(scene->ann);
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    say_act(scene->lead, &act);
    hear_nothing(scene->lead);
    house_step(scene->house);
    assert_true(hear_answer(scene->lead, TO_CLIENT_EXERCISE_STATE)->exercise_state.already);
    assert_int_equal(hear_later(scene->lead, TO_CLIENT_SITUATION)->situation.revision, 1);
}

/* Who asks without end while nothing is stored loses the link, and nobody else does. */
static void what_waits_for_one_link_is_bounded(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = look_at(scene->ann);
    scene->house->slow = true;
    for (int x = 0; x < 2000 && !scene->lead->finished; x++)
        say_act(scene->lead, &act);
    assert_true(scene->lead->finished);
    assert_string_equal(scene->lead->reason, "too much waits for this link");
    scene->house->slow = false;
    house_step(scene->house);
    assert_true(scene->ann->session != NULL && !scene->ann->finished);
    say_ping(scene->ann);
    hear_later(scene->ann, TO_CLIENT_PONG);
    peer_close(scene->lead);
    scene->lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    seen(scene);
}

/* ---- refused */

static void nothing_is_shown_with_a_refusal(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = look_at(scene->ann);
    say_act(scene->lead, &act); /* in the lobby */
    hear_refusal(scene->lead, REFUSAL_NOT_NOW, "lobby");
    hear_nothing(scene->lead);
    does_all(scene, EXERCISE_START);
    act.seat = 5;
    say_act(scene->lead, &act);
    hear_refusal(scene->lead, REFUSAL_MALFORMED, "seat");
    hear_nothing(scene->lead);
    act = look_at(scene->ann);
    scene->house->refusing = true;
    say_act(scene->lead, &act);
    hear_refusal(scene->lead, REFUSAL_BUSY, "journal");
    hear_nothing(scene->lead);
    scene->house->refusing = false;
    ignore(scene->ann);
    say_act(scene->ann, &act); /* who plays cannot look */
    hear_refusal(scene->ann, REFUSAL_NOT_NOW, "joined");
    say_act(scene->watcher, &act);
    hear_refusal(scene->watcher, REFUSAL_NOT_NOW, "watching");
}

static void a_right_that_was_taken_shows_nothing_more(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act add = act_on(EXERCISE_FACILITATOR_ADD, -1), act = look_at(scene->ann);
    snprintf(add.name, sizeof add.name, "Assistant");
    add.rights = RIGHTS_ASSIST;
    struct peer *second = facilitate(scene->house, scene->created.code, does(scene->lead, &add)->new_key);
    act.command = house_id(scene->house);
    does(second, &act);
    hear(second, TO_CLIENT_BRIEFING);
    ignore(second);
    struct wire_exercise_act rights = act_on(EXERCISE_FACILITATOR_RIGHTS, -1);
    rights.number = 2;
    rights.rights = RIGHTS_OBSERVE;
    does(scene->lead, &rights);
    say_act(second, &act); /* nor with a command that was done when it had the right */
    hear_refusal(second, REFUSAL_NO_RIGHT, "rights");
    hear_nothing(second);
}

static void over_the_admin_socket_there_is_nobody_to_show_it_to(void **state)
{
    struct scene *scene = *state;
    struct peer *admin = peer_open_admin(scene->house);
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT};
    message.exercise_act = look_at(scene->ann);
    memcpy(message.exercise_act.code, scene->created.code, sizeof message.exercise_act.code);
    admin_say(admin, &message);
    const struct from_admin *answer = admin_hear(admin, FROM_ADMIN_REFUSAL);
    assert_int_equal(answer->refusal.code, REFUSAL_UNSUPPORTED);
    assert_int_equal(admin->taken, admin->letter_count);
}

#define TEST(name)    cmocka_unit_test_setup_teardown(name, begin_started, end)
#define WAITING(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_look_shows_what_the_seat_is_told),
        TEST(the_end_is_seen_as_far_as_it_is_opened),
        TEST(a_briefing_without_a_role),
        TEST(nobody_else_hears_of_it),
        TEST(another_facilitator_sees_who_looked),
        TEST(it_is_durable_before_it_is_shown),
        TEST(what_waits_for_one_link_is_bounded),
        WAITING(nothing_is_shown_with_a_refusal),
        TEST(a_right_that_was_taken_shows_nothing_more),
        TEST(over_the_admin_socket_there_is_nobody_to_show_it_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
