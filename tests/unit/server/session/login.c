/* Taking a seat, coming back to it, taking it elsewhere. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct wire_exercise_created created;
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &scene->created);
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

static void a_join_tells_everything_in_order(void **state)
{
    struct scene *scene = *state;
    struct peer *peer = come(scene->house);
    say_join(peer, scene->created.code, "Ann", house_id(scene->house));
    const struct to_client *message = hear(peer, TO_CLIENT_JOINED);
    assert_int_equal(message->request, peer->request);
    const struct wire_joined *joined = &message->joined;
    assert_true(id_equal(&joined->exercise, &scene->created.exercise));
    assert_true(id_equal(&joined->world, &scene->created.worlds[0]));
    assert_string_equal(joined->name, "Ann");
    assert_int_equal(joined->seat, 0); /* seeded: seats in order */
    assert_false(id_is_zero(&joined->token));
    assert_int_equal(strlen(joined->seat_code), 11);
    const struct wire_briefing *briefing = &hear(peer, TO_CLIENT_BRIEFING)->briefing;
    assert_int_equal(briefing->seat, 0);
    assert_string_equal(briefing->texts[0].title, "Tournament duel");
    assert_string_equal(briefing->texts[1].language, "es");
    assert_int_equal(briefing->misses_allowed, 2);
    const struct wire_clock *clock = &hear(peer, TO_CLIENT_CLOCK)->clock;
    assert_int_equal(clock->state, CLOCK_LOBBY);
    assert_int_equal(clock->persons, 1);
    assert_int_equal(clock->persons_needed, 2);
    hear(peer, TO_CLIENT_CLOCK); /* to everybody in the lobby */
    hear_nothing(peer);
}

static void codes_are_taken_in_either_case(void **state)
{
    struct scene *scene = *state;
    char code[WIRE_CODE_SIZE];
    for (int x = 0; x < WIRE_CODE_SIZE; x++) {
        char c = scene->created.code[x];
        code[x] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    assert_int_equal(join(scene->house, code, "Ann")->joined.seat, 0);
}

static void an_unknown_code_is_refused(void **state)
{
    struct scene *scene = *state;
    struct peer *peer = come(scene->house);
    char longer[WIRE_CODE_SIZE];
    snprintf(longer, sizeof longer, "%sA", scene->created.code);
    const char *const codes[] = {"ZZZZZZ", longer, "A", "-"};
    for (size_t x = 0; x < sizeof codes / sizeof codes[0]; x++) {
        say_join(peer, codes[x], "Ann", house_id(scene->house));
        hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
    }
    longer[EXERCISE_CODE_LENGTH - 1] = '\0';
    say_join(peer, longer, "Ann", house_id(scene->house));
    hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
}

static void the_same_secret_is_the_same_person(void **state)
{
    struct scene *scene = *state;
    struct id secret = house_id(scene->house);
    struct peer *first = come(scene->house), *again = come(scene->house);
    say_join(first, scene->created.code, "Ann", secret);
    struct id token = first->joined.token;
    peer_close(first); /* the answer was lost */
    say_join(again, scene->created.code, "Ann", secret);
    hear_answer(again, TO_CLIENT_JOINED);
    assert_true(id_equal(&again->joined.person, &first->joined.person));
    assert_int_equal(again->joined.seat, first->joined.seat);
    assert_false(id_equal(&again->joined.token, &token));
    assert_int_equal(again->clock.persons, 1);
    struct peer *old = come(scene->house);
    say_resume(old, &first->joined, token);
    hear_refusal(old, REFUSAL_UNKNOWN_PERSON, "token");
    say_resume(old, &first->joined, again->joined.token);
    hear_answer(old, TO_CLIENT_JOINED);
}

/* Whoever has a seat gets back to it by any of their secrets. */
static void a_crowded_server_takes_nobody_new(void **state)
{
    struct scene *scene = *state;
    struct id secret = house_id(scene->house);
    struct peer *ann = come(scene->house), *peer = come(scene->house);
    say_join(ann, scene->created.code, "Ann", secret);
    hear_answer(ann, TO_CLIENT_JOINED);
    scene->house->crowded = true;
    say_join(peer, scene->created.code, "Bob", house_id(scene->house));
    hear_refusal(peer, REFUSAL_BUSY, "links");
    say_watch(peer, scene->created.code);
    hear_refusal(peer, REFUSAL_BUSY, "links");
    say_join(peer, scene->created.code, "Ann", secret);
    hear_answer(peer, TO_CLIENT_JOINED);
    struct peer *next = come(scene->house);
    say_move(next, scene->created.code, peer->joined.seat_code);
    hear_answer(next, TO_CLIENT_JOINED);
    peer = come(scene->house);
    say_resume(peer, &next->joined, next->joined.token);
    hear_answer(peer, TO_CLIENT_JOINED);
}

static void the_same_name_is_another_person(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *other = join(scene->house, scene->created.code, "Ann");
    assert_false(id_equal(&ann->joined.person, &other->joined.person));
    assert_int_not_equal(ann->joined.seat, other->joined.seat);
}

static void a_full_exercise_takes_nobody_but_its_own(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    join(scene->house, scene->created.code, "Bob");
    struct peer *late = come(scene->house);
    say_join(late, scene->created.code, "Cyd", house_id(scene->house));
    hear_refusal(late, REFUSAL_FULL, "exercise");
    say_resume(late, &ann->joined, ann->joined.token);
    hear_answer(late, TO_CLIENT_JOINED);
}

static void an_ended_exercise_takes_only_those_who_played(void **state)
{
    struct scene *scene = *state;
    struct peer *peers[2] = {join(scene->house, scene->created.code, "Ann"),
                             join(scene->house, scene->created.code, "Bob")};
    play_out(peers, 2);
    struct peer *late = come(scene->house);
    say_join(late, scene->created.code, "Cyd", house_id(scene->house));
    hear_refusal(late, REFUSAL_OVER, "exercise");
    say_resume(late, &peers[0]->joined, peers[0]->joined.token);
    hear_answer(late, TO_CLIENT_JOINED);
    hear(late, TO_CLIENT_BRIEFING);
    hear(late, TO_CLIENT_TURN_REPORT);
    hear(late, TO_CLIENT_SITUATION);
    assert_int_equal(hear(late, TO_CLIENT_CLOCK)->clock.state, CLOCK_ENDED);
    hear(late, TO_CLIENT_WORLD_ENDED);
    hear_nothing(late);
}

static void resuming_needs_person_and_token(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *bob = join(scene->house, scene->created.code, "Bob");
    struct peer *peer = come(scene->house);
    uint64_t before = scene->house->submits;
    say_resume(peer, &ann->joined, bob->joined.token);
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, NULL);
    say_resume(peer, &ann->joined, ann->joined.person);
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, NULL);
    struct wire_joined nobody = {.person = house_id(scene->house)};
    say_resume(peer, &nobody, ann->joined.token);
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, NULL);
    say_resume(peer, &ann->joined, ann->joined.token);
    hear_answer(peer, TO_CLIENT_JOINED);
    assert_true(id_is_zero(&peer->joined.token));
    assert_string_equal(peer->joined.seat_code, "");
    assert_string_equal(peer->joined.name, "Ann");
    assert_int_equal(scene->house->submits, before);
}

/* "AB3DE-FGH2J" as somebody might type it. */
static void type_differently(const char *seat_code, char typed[WIRE_SEAT_CODE_SIZE])
{
    int length = 0;
    typed[length++] = ' ';
    for (const char *c = seat_code; *c; c++)
        if (*c != '-')
            typed[length++] = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    typed[length++] = '-';
    typed[length] = '\0';
}

static void a_seat_code_takes_the_person_along(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    char typed[WIRE_SEAT_CODE_SIZE];
    struct wire_joined before = ann->joined;
    type_differently(before.seat_code, typed);
    struct peer *phone = come(scene->house);
    say_move(phone, scene->created.code, typed);
    hear_answer(phone, TO_CLIENT_JOINED);
    assert_true(id_equal(&phone->joined.person, &before.person));
    assert_false(id_is_zero(&phone->joined.token));
    assert_false(id_equal(&phone->joined.token, &before.token));
    assert_string_equal(phone->joined.seat_code, "");
    hear_notice(ann, NOTICE_SUPERSEDED);
    assert_true(ann->finished);
    struct peer *laptop = come(scene->house);
    say_resume(laptop, &before, before.token);
    hear_refusal(laptop, REFUSAL_UNKNOWN_PERSON, "token");
    say_move(laptop, scene->created.code, before.seat_code); /* it stays good */
    hear_answer(laptop, TO_CLIENT_JOINED);
}

static void wrong_seat_codes_are_refused(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created other;
    struct wire_exercise_new wish = exercise_wish("duel");
    make_exercise(scene->house, &wish, &other);
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *peer = come(scene->house);
    say_move(peer, scene->created.code, "22222-22222");
    const struct refusal *refusal = hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, "seat_code");
    assert_string_equal(refusal->sentence, "refusal.seat_code");
    say_move(peer, other.code, ann->joined.seat_code);
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, "seat_code");
    say_move(peer, "ZZZZZZ", ann->joined.seat_code);
    hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
}

static void the_newest_session_wins(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *bob = join(scene->house, scene->created.code, "Bob");
    ignore(ann);
    struct wire_joined joined = ann->joined;
    struct peer *newer = resume(scene->house, &joined, joined.token);
    hear_notice(ann, NOTICE_SUPERSEDED); /* told first */
    hear_nothing(ann);
    assert_true(ann->finished); /* then ended */
    say_ready(ann, house_id(scene->house), true);
    hear_nothing(ann); /* and not heard any more */
    peer_close(ann);   /* which takes nothing from the newer one */
    ignore(newer);
    play_turn(newer);
    play_turn(bob);
    hear_later(newer, TO_CLIENT_TURN_REPORT);
    assert_int_equal(hub_counts(scene->house->hub).persons_connected, 2);
}

static void sessions_replace_each_other_endlessly(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct wire_joined joined = ann->joined;
    for (int x = 0; x < 20; x++) {
        struct peer *newer = resume(scene->house, &joined, joined.token);
        assert_true(ann->finished);
        if (x % 2)
            peer_close(ann);
        ann = newer;
    }
    assert_int_equal(ann->clock.persons, 1);
    join(scene->house, scene->created.code, "Bob");
    ignore(ann);
    play_turn(ann);
}

static void several_exercises_do_not_mix(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created other;
    struct wire_exercise_new wish = exercise_wish("seminar");
    wish.wait_seats = 1;
    make_exercise(scene->house, &wish, &other);
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *cyd = join(scene->house, other.code, "Cyd");
    struct peer *bob = join(scene->house, scene->created.code, "Bob");
    ignore(ann), ignore(cyd), ignore(bob);
    assert_int_equal(cyd->clock.seats, 6);
    play_turn(cyd);
    hear_later(cyd, TO_CLIENT_TURN_REPORT);
    hear_nothing(ann);
    hear_nothing(bob);
    play_turn(ann);
    play_turn(bob);
    hear_later(ann, TO_CLIENT_TURN_REPORT);
    ignore(cyd);
    struct orders orders = plain_orders(cyd);
    cyd->joined.world = ann->joined.world;
    say_orders(cyd, house_id(scene->house), 0, &orders);
    hear_refusal(cyd, REFUSAL_NOT_YOURS, "world");
    say_ask_record(cyd, 0);
    hear_refusal(cyd, REFUSAL_NOT_YOURS, "world");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_join_tells_everything_in_order),
        TEST(codes_are_taken_in_either_case),
        TEST(an_unknown_code_is_refused),
        TEST(the_same_secret_is_the_same_person),
        TEST(a_crowded_server_takes_nobody_new),
        TEST(the_same_name_is_another_person),
        TEST(a_full_exercise_takes_nobody_but_its_own),
        TEST(an_ended_exercise_takes_only_those_who_played),
        TEST(resuming_needs_person_and_token),
        TEST(a_seat_code_takes_the_person_along),
        TEST(wrong_seat_codes_are_refused),
        TEST(the_newest_session_wins),
        TEST(sessions_replace_each_other_endlessly),
        TEST(several_exercises_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
