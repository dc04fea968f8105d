/* What may come of orders in hand, over a session: answered in order, once, from the seat's own situation;
 * nothing is stored, and one who asks without end is slowed down alone. */
#include "say.h"

#include "common/aids/consider.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct peer *ann, *bob;
};

static int begin(void **state)
{
    struct scene *scene = *state = calloc(1, sizeof *scene);
    struct wire_exercise_created created;
    scene->house = house_open(HOUSE_MEMORY);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &created);
    scene->ann = join(scene->house, created.code, "Ann");
    scene->bob = join(scene->house, created.code, "Bob");
    ignore(scene->ann);
    ignore(scene->bob);
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static void the_answer_is_what_the_situation_gives(void **state)
{
    struct scene *scene = *state;
    static struct considered own;
    struct orders orders = plain_orders(scene->ann);
    uint64_t before = scene->house->submits;
    struct view view = scene->ann->situation.view;
    say_consider(scene->ann, &orders, CONSIDER_ALL);
    const struct wire_considered *told = &hear_answer(scene->ann, TO_CLIENT_CONSIDERED)->considered;
    assert_true(id_equal(&told->world, &scene->ann->joined.world));
    assert_int_equal(told->turn, 1);
    consider(&view, &orders, NULL, CONSIDER_ALL, &own);
    assert_memory_equal(told->considered, &own, sizeof own);
    assert_int_equal(scene->house->submits, before);
    hear_nothing(scene->ann);
    hear_nothing(scene->bob);
}

static void illegal_orders_are_told_and_not_refused(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    orders.budget[LINE_STRIKE] += 7;
    orders.attack = 0; /* oneself */
    say_consider(scene->ann, &orders, CONSIDER_ALL);
    const struct considered *told = hear_answer(scene->ann, TO_CLIENT_CONSIDERED)->considered.considered;
    assert_int_equal(told->verdicts.of[PART_BUDGET], VERDICT_WRONG_SUM);
    assert_int_equal(told->verdicts.of[PART_ATTACK], VERDICT_BAD_TARGET);
    assert_int_equal(told->topics, CONSIDER_CHOICES | CONSIDER_FIGURES | CONSIDER_IDLE | CONSIDER_GAME);
}

static void another_turn_and_another_world_are_refused(void **state)
{
    struct scene *scene = *state;
    struct to_server message = {.kind = TO_SERVER_CONSIDER,
                                .consider = {.world = scene->ann->joined.world, .turn = 2}};
    say(scene->ann, &message);
    assert_int_equal(hear_refusal(scene->ann, REFUSAL_STALE_TURN, "turn")->current_turn, 1);
    message = (struct to_server){.kind = TO_SERVER_CONSIDER, .consider = {.turn = 1}};
    message.consider.world = house_id(scene->house);
    say(scene->ann, &message);
    hear_refusal(scene->ann, REFUSAL_NOT_YOURS, "world");
}

/* It rests on the turn that was stored before, and waits with everything else that does. */
static void it_waits_behind_what_is_not_stored(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    scene->house->slow = true;
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    say_consider(scene->ann, &orders, CONSIDER_IDLE);
    hear_nothing(scene->ann);
    house_step(scene->house);
    scene->house->slow = false;
    hear(scene->ann, TO_CLIENT_ACCEPTED);
    hear(scene->ann, TO_CLIENT_CONSIDERED);
}

/* How many of so many questions in a row are answered. */
static int answered(struct peer *peer, int times, unsigned topics, uint32_t *retry_after_ms)
{
    int count = 0;
    for (int x = 0; x < times; x++) {
        say_consider(peer, NULL, topics);
        const struct to_client *answer = peer_next(peer);
        assert_int_equal(answer->request, peer->request);
        count += answer->kind == TO_CLIENT_CONSIDERED;
        if (answer->kind == TO_CLIENT_CONSIDERED)
            continue;
        assert_int_equal(answer->kind, TO_CLIENT_REFUSAL);
        assert_int_equal(answer->refusal.code, REFUSAL_BUSY);
        assert_string_equal(answer->refusal.item, "consider");
        *retry_after_ms = answer->refusal.retry_after_ms;
    }
    return count;
}

static void who_asks_without_end_waits_alone(void **state)
{
    struct scene *scene = *state;
    uint32_t retry_after_ms = 0;
    int first = answered(scene->ann, 2000, CONSIDER_ALL, &retry_after_ms);
    assert_in_range(first, 100, 1000);
    assert_in_range(retry_after_ms, 1, 1000);
    assert_int_equal(answered(scene->bob, 1, CONSIDER_ALL, &retry_after_ms), 1);
    say_orders(scene->ann, house_id(scene->house), 0, &(struct orders){0}); /* everything else goes on */
    hear_refusal(scene->ann, REFUSAL_ILLEGAL_ORDERS, NULL);
    answered(scene->ann, 1, CONSIDER_ALL, &retry_after_ms);
    house_wait(scene->house, retry_after_ms);
    assert_int_equal(answered(scene->ann, 1, CONSIDER_ALL, &retry_after_ms), 1);
    house_wait(scene->house, 1000);
    int second = answered(scene->ann, 2000, CONSIDER_ALL, &retry_after_ms);
    assert_in_range(second, 50, first);
    assert_false(scene->ann->finished);
}

/* A new conversation brings no new allowance: coming back costs next to nothing. */
static void who_comes_back_has_spent_what_was_spent(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    uint32_t retry_after_ms = 0;
    assert_in_range(answered(scene->ann, 2000, CONSIDER_ALL, &retry_after_ms), 100, 1000);
    struct peer *again = resume(scene->house, &joined, joined.token);
    ignore(again);
    assert_int_equal(answered(again, 100, CONSIDER_ALL, &retry_after_ms), 0);
    peer_close(again);
    struct peer *later = resume(scene->house, &joined, joined.token);
    ignore(later);
    assert_int_equal(answered(later, 100, CONSIDER_ALL, &retry_after_ms), 0);
    house_wait(scene->house, retry_after_ms);
    assert_int_equal(answered(later, 1, CONSIDER_ALL, &retry_after_ms), 1);
}

/* What is refused costs nothing, and what is cheap may be asked often. */
static void what_is_cheap_may_be_asked_often(void **state)
{
    struct scene *scene = *state;
    uint32_t retry_after_ms = 0;
    assert_int_equal(answered(scene->ann, 500, CONSIDER_CHOICES | CONSIDER_FIGURES, &retry_after_ms), 500);
    struct to_server message = {.kind = TO_SERVER_CONSIDER,
                                .consider = {.world = scene->bob->joined.world, .topics = CONSIDER_ALL}};
    for (int x = 0; x < 2000; x++) {
        message.request = 0;
        say(scene->bob, &message);
        hear_refusal(scene->bob, REFUSAL_STALE_TURN, "turn");
    }
    assert_int_equal(answered(scene->bob, 1, CONSIDER_ALL, &retry_after_ms), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_answer_is_what_the_situation_gives),     TEST(illegal_orders_are_told_and_not_refused),
        TEST(another_turn_and_another_world_are_refused), TEST(it_waits_behind_what_is_not_stored),
        TEST(who_asks_without_end_waits_alone),           TEST(what_is_cheap_may_be_asked_often),
        TEST(who_comes_back_has_spent_what_was_spent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
