/* A game through sessions: orders, words, turns, the record, absence. */
#include "say.h"

#include "common/record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct wire_exercise_created created;
    struct peer *ann, *bob;
};

static struct scene *scene_of(uint32_t turn_seconds)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    wish.turn_seconds = turn_seconds;
    make_exercise(scene->house, &wish, &scene->created);
    scene->ann = join(scene->house, scene->created.code, "Ann");
    scene->bob = join(scene->house, scene->created.code, "Bob");
    ignore(scene->ann);
    ignore(scene->bob);
    return scene;
}

static int begin(void **state)
{
    *state = scene_of(0);
    return 0;
}

static int begin_timed(void **state)
{
    *state = scene_of(60);
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static void orders_count_by_revision(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    const struct wire_accepted *accepted = hear_accepted(scene->ann);
    assert_int_equal(accepted->revision, 1);
    assert_int_equal(accepted->turn, 1);
    assert_true(accepted->has_digest);
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    hear_refusal(scene->ann, REFUSAL_STALE_REVISION, "revision");
    say_orders(scene->ann, house_id(scene->house), 1, &orders);
    assert_int_equal(hear_accepted(scene->ann)->revision, 2);
}

static void illegal_orders_end_nothing_and_store_nothing(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    uint64_t before = scene->house->submits;
    orders.budget[0]++;
    orders.attack = 0; /* oneself */
    for (int x = 0; x < 3 * HUB_MALFORMED_MAX; x++) {
        say_orders(scene->ann, house_id(scene->house), 0, &orders);
        const struct refusal *refusal = hear_refusal(scene->ann, REFUSAL_ILLEGAL_ORDERS, "orders");
        assert_int_equal(refusal->verdicts.of[PART_BUDGET], VERDICT_WRONG_SUM);
        assert_int_equal(refusal->verdicts.of[PART_ATTACK], VERDICT_BAD_TARGET);
    }
    assert_int_equal(scene->house->submits, before);
    assert_false(scene->ann->finished);
}

static void commands_about_another_turn_are_stale(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS,
                                .save_orders = {.world = scene->ann->joined.world, .orders = orders}};
    for (uint32_t turn = 0; turn < 4; turn++) {
        message.request = 0;
        message.save_orders.command = house_id(scene->house);
        message.save_orders.turn = turn;
        say(scene->ann, &message);
        if (turn == 1)
            hear_accepted(scene->ann);
        else
            assert_int_equal(hear_refusal(scene->ann, REFUSAL_STALE_TURN, "turn")->current_turn, 1);
    }
}

static void a_resolved_turn_is_told_in_order(void **state)
{
    struct scene *scene = *state;
    play_turn(scene->ann);
    const struct wire_clock *clock = &hear(scene->bob, TO_CLIENT_CLOCK)->clock;
    assert_int_equal(clock->seats_ready, 1);
    play_turn(scene->bob);
    hear(scene->bob, TO_CLIENT_CLOCK);
    const struct wire_report *report = &hear(scene->bob, TO_CLIENT_TURN_REPORT)->turn_report;
    assert_int_equal(report->turn, 1);
    assert_true(report->your_orders_used);
    assert_true(report->events->count > 0);
    const struct wire_situation *situation = &hear(scene->bob, TO_CLIENT_SITUATION)->situation;
    assert_int_equal(situation->view.turn, 1);
    assert_false(situation->has_saved);
    assert_int_equal(hear(scene->bob, TO_CLIENT_CLOCK)->clock.turn, 2);
    hear_nothing(scene->bob);
}

static void words_reach_whom_they_are_meant_for(void **state)
{
    struct scene *scene = *state;
    struct id command = house_id(scene->house);
    say_press(scene->ann, command, 2, "shall we talk?\nyes");
    hear_accepted(scene->ann);
    const struct wire_press *press = &hear(scene->ann, TO_CLIENT_PRESS)->press; /* the sender too */
    assert_int_equal(press->number, 1);
    press = &hear(scene->bob, TO_CLIENT_PRESS)->press;
    assert_string_equal(press->text, "shall we talk?\nyes");
    assert_int_equal(press->from, 0);
    assert_false(press->everyone);
    say_press(scene->ann, command, 2, "other words, the same command");
    hear_accepted(scene->ann);
    hear_nothing(scene->bob);
    say_press(scene->ann, house_id(scene->house), 1, "to myself");
    hear_refusal(scene->ann, REFUSAL_MALFORMED, "to");
    say_press(scene->ann, house_id(scene->house), 4, "to nobody");
    hear_refusal(scene->ann, REFUSAL_MALFORMED, "to");
    struct peer *again = come(scene->house);
    say_resume(again, &scene->bob->joined, scene->bob->joined.token);
    hear(again, TO_CLIENT_JOINED);
    hear(again, TO_CLIENT_BRIEFING);
    assert_string_equal(hear(again, TO_CLIENT_PRESS)->press.text, "shall we talk?\nyes");
    hear(again, TO_CLIENT_SITUATION);
}

static void beliefs_are_kept_for_the_turn(void **state)
{
    struct scene *scene = *state;
    say_beliefs(scene->ann, house_id(scene->house));
    hear_accepted(scene->ann);
    struct peer *again = resume(scene->house, &scene->ann->joined, scene->ann->joined.token);
    assert_true(again->situation.has_stated);
    assert_int_equal(again->situation.stated.perceived_balance, 120);
}

static void the_record_is_secret_until_the_end(void **state)
{
    struct scene *scene = *state;
    struct peer *peers[2] = {scene->ann, scene->bob};
    say_ask_record(scene->ann, 0);
    hear_refusal(scene->ann, REFUSAL_NOT_ENDED, "world");
    play_out(peers, 2);
    char *record = calloc(1, RECORD_MAX);
    assert_non_null(record);
    uint32_t offset = 0, total = 1;
    while (offset < total) {
        say_ask_record(scene->ann, offset);
        const struct wire_record_part *part = &hear_answer(scene->ann, TO_CLIENT_RECORD_PART)->record_part;
        assert_int_equal(part->offset, offset);
        assert_true(part->text_size > 0 && offset + part->text_size <= RECORD_MAX);
        total = part->total;
        memcpy(record + offset, part->text, part->text_size);
        offset += (uint32_t)part->text_size;
    }
    assert_int_equal(offset, total);
    struct record_summary summary;
    struct world *world = calloc(1, sizeof *world);
    struct cause cause = {""};
    assert_non_null(world);
    if (record_verify((struct slice){record, total}, &summary, world, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    assert_true(id_equal(&summary.world, &scene->ann->joined.world));
    assert_true(digest_equal(&summary.commitment, &scene->ann->briefing.commitment));
    free(world);
    free(record);
    say_ask_record(scene->ann, total);
    hear_refusal(scene->ann, REFUSAL_MALFORMED, "offset");
}

static void a_deadline_closes_the_turn(void **state)
{
    struct scene *scene = *state;
    play_turn(scene->ann);
    house_wait(scene->house, 60000 - 1);
    assert_int_equal(scene->ann->clock.turn, 1);
    house_wait(scene->house, 1);
    assert_int_equal(scene->ann->clock.turn, 2);
    assert_int_equal(scene->ann->clock.remaining_ms, 60000);
    assert_false(hear_later(scene->bob, TO_CLIENT_TURN_REPORT)->turn_report.your_orders_used);
}

static void who_is_absent_gets_a_bot_and_then_the_seat_back(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->bob->joined;
    peer_close(scene->bob);
    for (int turn = 0; turn < 2; turn++) {
        play_turn(scene->ann);
        house_wait(scene->house, 60000);
    }
    assert_int_equal(scene->ann->clock.seats_bot, 1);
    struct peer *bob = resume(scene->house, &joined, joined.token);
    assert_true(bob->situation.bot_holds_seat);
    play_turn(scene->ann); /* the bot needs no time */
    hear(bob, TO_CLIENT_CLOCK);
    hear(bob, TO_CLIENT_TURN_REPORT);
    hear_notice(bob, NOTICE_SEAT_IS_YOURS);
    assert_int_equal(scene->ann->clock.seats_bot, 0);
    play_turn(bob);
}

/* The link died without a word, and the person is back before the server knows: that counts as coming back.
 */
static void who_comes_back_over_a_dead_link_gets_the_seat_too(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->bob->joined;
    for (int turn = 0; turn < 2; turn++) {
        play_turn(scene->ann);
        house_wait(scene->house, 60000);
    }
    assert_int_equal(scene->ann->clock.seats_bot, 1);
    struct peer *bob = resume(scene->house, &joined, joined.token);
    play_turn(scene->ann);
    hear_later(bob, TO_CLIENT_TURN_REPORT);
    hear_notice(bob, NOTICE_SEAT_IS_YOURS);
}

static void a_world_without_anybody_goes_by_its_clock(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    peer_close(scene->ann);
    peer_close(scene->bob);
    house_wait(scene->house, 10000);
    assert_int_equal(hub_counts(scene->house->hub).running, 1);
    struct peer *ann = resume(scene->house, &joined, joined.token);
    assert_int_equal(ann->clock.turn, 1);
    assert_int_equal(ann->clock.remaining_ms, 50000);
    peer_close(ann);
    house_wait(scene->house, 100 * 60000);
    assert_int_equal(hub_counts(scene->house->hub).running, 0);
}

#define TEST(name)  cmocka_unit_test_setup_teardown(name, begin, end)
#define TIMED(name) cmocka_unit_test_setup_teardown(name, begin_timed, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(orders_count_by_revision),
        TEST(illegal_orders_end_nothing_and_store_nothing),
        TEST(commands_about_another_turn_are_stale),
        TEST(a_resolved_turn_is_told_in_order),
        TEST(words_reach_whom_they_are_meant_for),
        TEST(beliefs_are_kept_for_the_turn),
        TEST(the_record_is_secret_until_the_end),
        TIMED(a_deadline_closes_the_turn),
        TIMED(who_is_absent_gets_a_bot_and_then_the_seat_back),
        TIMED(who_comes_back_over_a_dead_link_gets_the_seat_too),
        TIMED(a_world_without_anybody_goes_by_its_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
