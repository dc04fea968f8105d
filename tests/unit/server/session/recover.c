/* Cases of recovery: what was cut off, erased, changed or written by a later version. */
#include "say.h"
#include "tape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct tape tape;
    struct wire_exercise_created created;
    struct id secret; /* of Ann */
    struct peer *ann, *bob;
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    struct house *house = scene->house = house_open(HOUSE_MEMORY);
    struct wire_exercise_new wish = exercise_wish("duel");
    tape_begin(&scene->tape, house);
    wish.wait_seats = 2;
    wish.turn_seconds = 60;
    make_exercise(house, &wish, &scene->created);
    scene->ann = come(house);
    scene->secret = house_id(house);
    say_join(scene->ann, scene->created.code, "Ann", scene->secret);
    scene->bob = join(house, scene->created.code, "Bob");
    ignore(scene->ann);
    ignore(scene->bob);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    tape_end(&scene->tape);
    free(scene);
    return 0;
}

static struct house *house_after(const struct scene *scene, int changes)
{
    struct house *house = house_on(tape_store(&scene->tape, changes));
    struct cause cause;
    house->dice = 99;
    if (house_start(house, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return house;
}

static void an_exercise_without_its_world_was_never_told(void **state)
{
    struct scene *scene = *state;
    int cut = tape_find(&scene->tape, 0, "exercise") + 1;
    assert_true(cut <= tape_find(&scene->tape, 0, "opening"));
    struct house *house = house_after(scene, cut);
    assert_int_equal(hub_counts(house->hub).exercises, 0);
    struct peer *peer = come(house);
    say_join(peer, scene->created.code, "Ann", scene->secret);
    hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
    struct wire_exercise_new wish = exercise_wish("duel");
    struct wire_exercise_created created;
    make_exercise(house, &wish, &created);
    house_restart(house); /* the half one stays harmless */
    assert_int_equal(hub_counts(house->hub).exercises, 1);
    house_close(house);
}

/* The person was stored, the seat not yet: whoever joins again with the secret sits in it all the same. */
static void a_person_cut_off_from_the_seat_gets_it(void **state)
{
    struct scene *scene = *state;
    int cut = tape_find(&scene->tape, 0, "person") + 1;
    assert_true(cut <= tape_find(&scene->tape, 0, "take"));
    struct house *house = house_after(scene, cut);
    struct peer *ann = come(house);
    say_join(ann, scene->created.code, "Ann", scene->secret);
    struct peer *bob = join(house, scene->created.code, "Bob");
    assert_int_equal(bob->clock.state, CLOCK_OPEN);
    assert_int_not_equal(bob->joined.seat, ann->joined.seat);
    assert_int_equal(bob->clock.seats_bot, 0);
    play_turn(ann);
    house_close(house);
}

/* The same, but another one comes back first, with whom the world begins: no bot takes the seat. */
static void a_person_cut_off_from_the_seat_keeps_it(void **state)
{
    struct scene *scene = *state;
    int first = tape_find(&scene->tape, 0, "person");
    int cut = tape_find(&scene->tape, first + 1, "person") + 1;
    assert_true(cut <= tape_find(&scene->tape, 0, "start"));
    struct house *house = house_after(scene, cut);
    struct peer *ann = resume(house, &scene->ann->joined, scene->ann->joined.token);
    assert_int_equal(ann->clock.state, CLOCK_OPEN);
    assert_int_equal(ann->clock.seats_bot, 0);
    house_restart(house);
    ann = resume(house, &scene->ann->joined, scene->ann->joined.token);
    assert_int_equal(ann->clock.seats_bot, 0);
    house_close(house);
}

/* All were there, and the server died before the start was stored: the first who comes back starts it. */
static void a_start_that_was_cut_off_happens_again(void **state)
{
    struct scene *scene = *state;
    struct house *house = house_after(scene, tape_find(&scene->tape, 0, "start"));
    struct peer *ann = resume(house, &scene->ann->joined, scene->ann->joined.token);
    assert_int_equal(ann->clock.state, CLOCK_OPEN);
    house_close(house);
}

static void the_lobbys_time_begins_anew(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("seminar");
    make_exercise(scene->house, &wish, &created);
    struct peer *cyd = join(scene->house, created.code, "Cyd");
    struct wire_joined joined = cyd->joined;
    house_wait(scene->house, EXERCISE_LOBBY_MS - 1000);
    house_restart(scene->house);
    house_wait(scene->house, EXERCISE_LOBBY_MS - 1000);
    cyd = resume(scene->house, &joined, joined.token);
    assert_int_equal(cyd->clock.state, CLOCK_LOBBY);
    house_wait(scene->house, 1000);
    assert_int_equal(cyd->clock.state, CLOCK_OPEN);
}

static void downtime_costs_nobody_anything(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    int64_t left = 60000;
    for (int x = 0; x < 4; x++) {
        house_wait(scene->house, 10000);
        left -= 10000;
        house_restart(scene->house);
        scene->house->now_ms += 1000000; /* down for a long time, and another monotonic clock */
        house_restart(scene->house);
        struct peer *ann = resume(scene->house, &joined, joined.token);
        assert_true(ann->clock.remaining_ms >= left &&
                    ann->clock.remaining_ms <= left + WORLD_CLOCK_EVERY_MS);
        left = ann->clock.remaining_ms;
        peer_close(ann);
    }
}

static void people_are_told_once_that_the_server_was_away(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    for (int life = 0; life < 2; life++) {
        house_restart(scene->house);
        struct peer *ann = come(scene->house);
        say_resume(ann, &joined, joined.token);
        assert_int_equal(hear_later(ann, TO_CLIENT_NOTICE)->notice.kind, NOTICE_RESTARTED);
        struct peer *again = come(scene->house);
        say_resume(again, &joined, joined.token);
        hear_notice(ann, NOTICE_SUPERSEDED);
        for (const struct to_client *message = peer_next(again); message; message = peer_next(again))
            assert_int_not_equal(message->kind, TO_CLIENT_NOTICE);
    }
}

static void commands_are_remembered(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct wire_joined joined = scene->ann->joined;
    struct id orders_id = house_id(house), press_id = house_id(house), ready_id = house_id(house);
    struct orders orders = plain_orders(scene->ann);
    struct wire_accepted answers[3];
    for (int life = 0; life < 3; life++) {
        struct peer *ann = life ? resume(house, &joined, joined.token) : scene->ann;
        uint64_t before = house->submits;
        say_orders(ann, orders_id, 0, &orders);
        struct wire_accepted accepted = *hear_accepted(ann);
        assert_true(life == 0 || memcmp(&accepted, &answers[0], sizeof accepted) == 0);
        answers[0] = accepted;
        say_press(ann, press_id, 0, "once");
        accepted = *hear_accepted(ann);
        assert_true(life == 0 || memcmp(&accepted, &answers[1], sizeof accepted) == 0);
        answers[1] = accepted;
        say_ready(ann, ready_id, true);
        accepted = *hear_accepted(ann);
        assert_true(life == 0 || memcmp(&accepted, &answers[2], sizeof accepted) == 0);
        answers[2] = accepted;
        assert_true(life == 0 || house->submits == before);
        house_restart(house);
    }
}

static void erased_names_and_words_stay_away(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct wire_joined ann = scene->ann->joined, bob = scene->bob->joined;
    say_press(scene->ann, house_id(house), 0, "hers");
    say_press(scene->bob, house_id(house), 0, "his");
    house_stop(house);
    for (int x = 0; x < 2; x++) {
        const struct id *stream = x ? &scene->created.worlds[0] : &scene->created.exercise;
        struct store_change erase = {.kind = STORE_ERASE, .stream = *stream, .text_owner = ann.person};
        struct cause cause;
        assert_int_equal(store_claim(house->store, stream, &erase.epoch, &cause), STATUS_OK);
        assert_int_equal(store_commit(house->store, &erase, 1, &cause), STATUS_OK);
        assert_int_equal(erase.result, STATUS_OK);
    }
    struct cause cause;
    assert_int_equal(house_start(house, &cause), STATUS_OK);
    struct peer *his = come(house);
    say_resume(his, &bob, bob.token);
    assert_string_equal(hear(his, TO_CLIENT_JOINED)->joined.name, "Bob");
    hear(his, TO_CLIENT_BRIEFING);
    assert_string_equal(hear(his, TO_CLIENT_PRESS)->press.text, "his");
    hear(his, TO_CLIENT_SITUATION);
    struct peer *hers = come(house); /* the seat stays hers, under no name that was erased */
    say_resume(hers, &ann, ann.token);
    assert_string_not_equal(hear(hers, TO_CLIENT_JOINED)->joined.name, "Ann");
    ignore(hers);
    play_turn(hers);
}

/* ---- what cannot be read */

static void expect_failure(struct store *store, enum status expected, const char *part)
{
    struct house *house = house_on(store);
    struct cause cause = {""};
    assert_int_equal(house_start(house, &cause), expected);
    if (!strstr(cause.text, part))
        fail_msg("\"%s\" does not say \"%s\"", cause.text, part);
    house_close(house);
}

/* A store whose change `which` has `to` in place of `from`. */
static struct store *changed(const struct scene *scene, int which, const char *from, const char *to)
{
    struct tape *tape = calloc(1, sizeof *tape);
    char body[STORE_BODY_MAX / 8];
    assert_non_null(tape);
    *tape = scene->tape;
    struct store_change *change = &tape->changes[which];
    const char *place = strstr(change->record.body, from); /* the tape ends it by NUL */
    assert_non_null(place);
    int written = snprintf(body, sizeof body, "%.*s%s%s", (int)(place - change->record.body),
                           change->record.body, to, place + strlen(from));
    assert_true(written > 0 && (size_t)written < sizeof body);
    change->record.body = body;
    change->record.body_size = (size_t)written;
    struct store *store = tape_store(tape, tape->count);
    free(tape);
    return store;
}

static void an_exercise_of_a_later_format_is_refused(void **state)
{
    struct scene *scene = *state;
    int which = tape_find(&scene->tape, 0, "exercise");
    expect_failure(changed(scene, which, "format=3", "format=4"), STATUS_VERSION, "format 4");
}

static void an_unknown_kind_is_of_a_later_version(void **state)
{
    struct scene *scene = *state;
    struct tape *tape = calloc(1, sizeof *tape);
    static const char *const kinds[] = {"take", "person"};
    assert_non_null(tape);
    for (int x = 0; x < 2; x++) {
        *tape = scene->tape;
        struct store_change *change = &tape->changes[tape_find(tape, 0, kinds[x])];
        snprintf(change->record.kind, sizeof change->record.kind, "novelty");
        expect_failure(tape_store(tape, tape->count), STATUS_VERSION, "novelty");
    }
    free(tape);
}

static void what_does_not_fit_is_corrupt(void **state)
{
    struct scene *scene = *state;
    int person = tape_find(&scene->tape, 0, "person"), take = tape_find(&scene->tape, 0, "take");
    int exercise = tape_find(&scene->tape, 0, "exercise"), opening = tape_find(&scene->tape, 0, "opening");
    expect_failure(changed(scene, person, "seat=0", "seat=12"), STATUS_CORRUPT, "a person");
    expect_failure(changed(scene, person, "token=", "taken="), STATUS_CORRUPT, "a person");
    expect_failure(changed(scene, take, "seat=0", "seat=2"), STATUS_CORRUPT, "take");
    expect_failure(changed(scene, exercise, "team_size=1", "team_size=5"), STATUS_CORRUPT, "settings");
    expect_failure(changed(scene, opening, "balance=140", "balance=141"), STATUS_CORRUPT, "");
}

/* The roster says a seat that this world does not have. */
static void a_seat_outside_of_the_world_is_corrupt(void **state)
{
    struct scene *scene = *state;
    int person = tape_find(&scene->tape, 0, "person");
    expect_failure(changed(scene, person, "seat=0", "seat=7"), STATUS_CORRUPT, "seat");
}

static void a_changed_turn_is_named(void **state)
{
    struct scene *scene = *state;
    play_turn(scene->ann);
    play_turn(scene->bob);
    int turn = tape_find(&scene->tape, 0, "turn");
    const char *hash = strstr(scene->tape.changes[turn].record.body, "hash=");
    assert_non_null(hash);
    char from[7], to[7];
    snprintf(from, sizeof from, "%.6s", hash);
    snprintf(to, sizeof to, "%.5s%c", hash, hash[5] == '0' ? '1' : '0');
    expect_failure(changed(scene, turn, from, to), STATUS_CORRUPT, "turn 1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_exercise_without_its_world_was_never_told),
        TEST(a_person_cut_off_from_the_seat_gets_it),
        TEST(a_person_cut_off_from_the_seat_keeps_it),
        TEST(a_start_that_was_cut_off_happens_again),
        TEST(the_lobbys_time_begins_anew),
        TEST(downtime_costs_nobody_anything),
        TEST(people_are_told_once_that_the_server_was_away),
        TEST(commands_are_remembered),
        TEST(erased_names_and_words_stay_away),
        TEST(an_exercise_of_a_later_format_is_refused),
        TEST(an_unknown_kind_is_of_a_later_version),
        TEST(what_does_not_fit_is_corrupt),
        TEST(a_seat_outside_of_the_world_is_corrupt),
        TEST(a_changed_turn_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
