/* When a world starts, and who shares a seat. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = house_open(HOUSE_MEMORY);
    return 0;
}

static int end(void **state)
{
    house_close(*state);
    return 0;
}

static struct wire_exercise_created made(struct house *house, const char *scenario, uint32_t wait,
                                         uint32_t team)
{
    struct wire_exercise_new wish = exercise_wish(scenario);
    struct wire_exercise_created created;
    wish.wait_seats = wait;
    wish.team_size = team;
    make_exercise(house, &wish, &created);
    return created;
}

static void nobody_starts_nothing(void **state)
{
    struct house *house = *state;
    made(house, "duel", 0, 1);
    house_wait(house, 10 * EXERCISE_LOBBY_MS);
    assert_int_equal(hub_next_tick_ms(house->hub), UINT64_MAX);
}

static void the_first_join_starts_the_lobbys_time(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "seminar", 0, 1);
    house_wait(house, 5000);
    struct peer *ann = join(house, created.code, "Ann");
    assert_int_equal(ann->clock.remaining_ms, EXERCISE_LOBBY_MS);
    house_wait(house, EXERCISE_LOBBY_MS / 2);
    struct peer *bob = join(house, created.code, "Bob");
    assert_int_equal(ann->clock.remaining_ms, EXERCISE_LOBBY_MS / 2); /* not begun anew */
    assert_int_equal(ann->clock.persons, 2);
    house_wait(house, EXERCISE_LOBBY_MS / 2 - 1);
    assert_int_equal(bob->clock.state, CLOCK_LOBBY);
    ignore(bob);
    house_wait(house, 1);
    hear(bob, TO_CLIENT_SITUATION);
    const struct wire_clock *clock = &hear(bob, TO_CLIENT_CLOCK)->clock;
    assert_int_equal(clock->state, CLOCK_OPEN);
    assert_int_equal(clock->turn, 1);
    assert_int_equal(clock->seats_bot, 4);
    assert_int_equal(clock->remaining_ms, -1);
}

static void a_held_start_waits_for_as_many(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "seminar", 3, 1);
    struct peer *peers[3];
    for (int x = 0; x < 3; x++) {
        house_wait(house, 3 * EXERCISE_LOBBY_MS);
        if (x)
            assert_int_equal(peers[x - 1]->clock.state, CLOCK_LOBBY);
        peers[x] = join(house, created.code, "Ann");
    }
    for (int x = 0; x < 3; x++)
        assert_int_equal(peers[x]->clock.state, CLOCK_OPEN);
    assert_int_equal(peers[0]->clock.seats_bot, 3);
}

static void all_seats_held_start_at_once(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 0, 1);
    struct peer *ann = join(house, created.code, "Ann");
    assert_int_equal(ann->clock.state, CLOCK_LOBBY);
    struct peer *bob = join(house, created.code, "Bob");
    assert_int_equal(ann->clock.state, CLOCK_OPEN);
    assert_int_equal(bob->clock.seats_bot, 0);
}

/* Two in each chair were asked for, so one in each is not enough. */
static void a_held_start_counts_persons_not_seats(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 4, 2);
    struct peer *last = NULL;
    for (int x = 0; x < 4; x++) {
        if (last)
            assert_int_equal(last->clock.state, CLOCK_LOBBY);
        last = join(house, created.code, "Ann");
    }
    assert_int_equal(last->clock.state, CLOCK_OPEN);
}

static void going_away_in_the_lobby_keeps_the_seat(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 2, 1);
    struct peer *ann = join(house, created.code, "Ann");
    struct wire_joined joined = ann->joined;
    peer_close(ann);
    struct peer *bob = join(house, created.code, "Bob");
    assert_int_equal(bob->clock.state, CLOCK_OPEN);
    assert_int_equal(bob->joined.seat, 1);
    assert_int_equal(bob->clock.seats_bot, 0); /* absent, but hers */
    ann = resume(house, &joined, joined.token);
    play_turn(ann);
    play_turn(bob);
    assert_int_equal(ann->clock.turn, 2);
}

static void leaving_in_the_lobby_and_coming_back(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 2, 1);
    struct peer *ann = join(house, created.code, "Ann");
    struct wire_joined joined = ann->joined;
    say_leave(ann, house_id(house));
    hear_accepted(ann);
    peer_close(ann);
    ann = resume(house, &joined, joined.token);
    struct peer *bob = join(house, created.code, "Bob");
    assert_int_equal(bob->clock.seats_bot, 0);
    play_turn(ann);
}

static void a_late_comer_takes_over_from_the_bot_at_the_next_turn(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 1, 1);
    struct peer *ann = join(house, created.code, "Ann");
    assert_int_equal(ann->clock.seats_bot, 1);
    struct peer *bob = join(house, created.code, "Bob");
    struct orders orders = plain_orders(bob);
    say_orders(bob, house_id(house), 0, &orders);
    hear_refusal(bob, REFUSAL_BOT_HOLDS_SEAT, "seat");
    play_turn(ann);
    hear_later(bob, TO_CLIENT_TURN_REPORT);
    hear_notice(bob, NOTICE_SEAT_IS_YOURS);
    play_turn(bob);
}

/* ---- teams */

static void a_team_fills_seats_evenly(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 4, 2);
    int held[2] = {0};
    for (int x = 0; x < 4; x++)
        held[join(house, created.code, "Ann")->joined.seat]++;
    assert_int_equal(held[0], 2);
    assert_int_equal(held[1], 2);
    struct peer *late = come(house);
    say_join(late, created.code, "Eve", house_id(house));
    hear_refusal(late, REFUSAL_FULL, "exercise");
}

struct team {
    struct peer *ann, *bob; /* seat 0 */
    struct peer *cyd;       /* seat 1 */
};

static struct team make_team(struct house *house)
{
    struct wire_exercise_created created = made(house, "duel", 3, 2);
    struct team team = {.ann = join(house, created.code, "Ann")};
    team.cyd = join(house, created.code, "Cyd");
    team.bob = join(house, created.code, "Bob");
    assert_int_equal(team.ann->joined.seat, team.bob->joined.seat);
    assert_int_equal(team.ann->clock.state, CLOCK_OPEN);
    ignore(team.ann);
    ignore(team.bob);
    ignore(team.cyd);
    return team;
}

static void team_mates_share_orders_and_revisions(void **state)
{
    struct house *house = *state;
    struct team team = make_team(house);
    struct orders orders = plain_orders(team.ann);
    say_orders(team.ann, house_id(house), 0, &orders);
    assert_int_equal(hear_accepted(team.ann)->revision, 1);
    say_orders(team.bob, house_id(house), 0, &orders); /* has not seen them */
    const struct refusal *refusal = hear_refusal(team.bob, REFUSAL_STALE_REVISION, "revision");
    assert_int_equal(refusal->current_revision, 1);
    say_orders(team.bob, house_id(house), 1, &orders);
    assert_int_equal(hear_accepted(team.bob)->revision, 2);
    struct peer *again = resume(house, &team.ann->joined, team.ann->joined.token);
    assert_true(again->situation.has_saved);
    assert_int_equal(again->situation.revision, 2);
    say_ready(again, house_id(house), true); /* one speaks for the seat */
    hear_accepted(again);
    play_turn(team.cyd);
    hear_later(team.bob, TO_CLIENT_TURN_REPORT);
    hear_later(again, TO_CLIENT_TURN_REPORT);
}

static void a_command_of_one_is_known_to_the_other(void **state)
{
    struct house *house = *state;
    struct team team = make_team(house);
    struct orders orders = plain_orders(team.ann);
    struct id command = house_id(house);
    say_orders(team.ann, command, 0, &orders);
    struct wire_accepted first = *hear_accepted(team.ann);
    uint64_t before = house->submits;
    say_orders(team.ann, command, 0, &orders);
    assert_memory_equal(hear_accepted(team.ann), &first, sizeof first);
    assert_int_equal(house->submits, before);
}

static void a_seat_goes_to_the_bot_when_all_have_left(void **state)
{
    struct house *house = *state;
    struct team team = make_team(house);
    say_leave(team.ann, house_id(house));
    hear_accepted(team.ann);
    say_ping(team.bob);
    assert_int_equal(team.bob->clock.seats_bot, 0);
    struct orders orders = plain_orders(team.bob);
    say_orders(team.bob, house_id(house), 0, &orders);
    hear_accepted(team.bob);
    say_leave(team.bob, house_id(house));
    hear_accepted(team.bob);
    say_orders(team.cyd, house_id(house), 0, &orders);
    hear_accepted(team.cyd);
    say_ready(team.cyd, house_id(house), true);
    hear_accepted(team.cyd);
    hear_later(team.cyd, TO_CLIENT_TURN_REPORT); /* nobody else was waited for */
    assert_int_equal(team.cyd->clock.seats_bot, 1);
}

static void one_of_a_team_may_go_without_the_seat(void **state)
{
    struct house *house = *state;
    struct team team = make_team(house);
    peer_close(team.ann);
    play_turn(team.bob);
    play_turn(team.cyd);
    hear_later(team.bob, TO_CLIENT_TURN_REPORT);
    assert_int_equal(team.bob->clock.seats_bot, 0);
}

static void a_second_one_tells_both_of_the_team(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 4, 2);
    struct peer *ann = join(house, created.code, "Ann");
    struct peer *cyd = join(house, created.code, "Cyd");
    ignore(ann);
    struct peer *bob = come(house);
    say_join(bob, created.code, "Bob", house_id(house));
    hear_answer(bob, TO_CLIENT_JOINED);
    struct peer *mate = bob->joined.seat == ann->joined.seat ? ann : cyd;
    assert_int_equal(hear(bob, TO_CLIENT_BRIEFING)->briefing.role, ROLE_DEFENCE);
    assert_int_equal(hear(mate, TO_CLIENT_BRIEFING)->briefing.role, ROLE_HEAD);
}

/* Who is still looking on hears why the link closes, and so does who comes back. */
static void whose_place_was_given_on_is_told(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 2, 1);
    struct peer *ann = join(house, created.code, "Ann");
    join(house, created.code, "Bob");
    say_leave(ann, house_id(house));
    hear_accepted(ann);
    ignore(ann);
    struct peer *cyd = join(house, created.code, "Cyd"), *again = come(house);
    assert_int_equal(cyd->joined.seat, ann->joined.seat);
    const struct refusal *refusal = &hear(ann, TO_CLIENT_REFUSAL)->refusal;
    assert_int_equal(refusal->code, REFUSAL_REMOVED);
    assert_string_equal(refusal->sentence, "refusal.place_given");
    assert_true(ann->finished);
    say_resume(again, &ann->joined, ann->joined.token);
    hear_refusal(again, REFUSAL_REMOVED, "place");
    say_move(again, created.code, ann->joined.seat_code);
    hear_refusal(again, REFUSAL_REMOVED, "place");
}

/* A world is not played out for those who only looked in. */
static void who_left_starts_nothing(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "seminar", 0, 1);
    struct peer *ann = join(house, created.code, "Ann");
    say_leave(ann, house_id(house));
    hear_accepted(ann);
    peer_close(ann);
    house_wait(house, 3 * EXERCISE_LOBBY_MS);
    struct peer *bob = join(house, created.code, "Bob");
    assert_int_equal(bob->clock.state, CLOCK_LOBBY); /* with the whole lobby before him */
    house_wait(house, EXERCISE_LOBBY_MS);
    assert_int_equal(bob->clock.turn, 1);
}

static void a_secret_of_zeros_is_refused(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, "duel", 2, 1);
    struct peer *peer = come(house);
    say_join(peer, created.code, "Ann", (struct id){{0}});
    hear_refusal(peer, REFUSAL_MALFORMED, "secret");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nobody_starts_nothing),
        TEST(the_first_join_starts_the_lobbys_time),
        TEST(a_held_start_waits_for_as_many),
        TEST(all_seats_held_start_at_once),
        TEST(a_held_start_counts_persons_not_seats),
        TEST(going_away_in_the_lobby_keeps_the_seat),
        TEST(leaving_in_the_lobby_and_coming_back),
        TEST(who_left_starts_nothing),
        TEST(a_secret_of_zeros_is_refused),
        TEST(a_late_comer_takes_over_from_the_bot_at_the_next_turn),
        TEST(a_team_fills_seats_evenly),
        TEST(team_mates_share_orders_and_revisions),
        TEST(a_command_of_one_is_known_to_the_other),
        TEST(a_seat_goes_to_the_bot_when_all_have_left),
        TEST(one_of_a_team_may_go_without_the_seat),
        TEST(a_second_one_tells_both_of_the_team),
        TEST(whose_place_was_given_on_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
