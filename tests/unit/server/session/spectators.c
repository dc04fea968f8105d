/* Those who look on: what they are told and when, what they may not, how many there may be. */
#include "say.h"
#include "server/session/session.h"

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

static struct wire_exercise_created made(struct house *house, uint32_t delay, uint32_t wait)
{
    struct wire_exercise_new wish = exercise_wish("duel");
    struct wire_exercise_created created;
    wish.wait_seats = wait;
    wish.turn_seconds = 60;
    wish.has_spectator_delay = true;
    wish.spectator_delay = delay;
    make_exercise(house, &wish, &created);
    return created;
}

static struct peer *watch(struct house *house, const char *code)
{
    struct peer *peer = come(house);
    say_watch(peer, code);
    hear_answer(peer, TO_CLIENT_WATCHING);
    return peer;
}

/* Asks for a turn that is shown. */
static const struct wire_public_turn *ask(struct peer *peer, uint32_t turn)
{
    say_ask_turn(peer, turn);
    const struct wire_public_turn *told = &hear_answer(peer, TO_CLIENT_PUBLIC_TURN)->public_turn;
    assert_int_equal(told->view.turn, turn);
    return told;
}

static void play_both(struct peer *ann, struct peer *bob)
{
    play_turn(ann);
    play_turn(bob);
}

static void what_a_spectator_is_told_first(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, 3, 2);
    struct peer *peer = come(house);
    uint64_t before = house->submits;
    say_watch(peer, created.code);
    const struct wire_watching *watching = &hear(peer, TO_CLIENT_WATCHING)->watching;
    assert_memory_equal(&watching->world, &created.worlds[0], sizeof watching->world);
    assert_memory_equal(&watching->exercise, &created.exercise, sizeof watching->exercise);
    assert_int_equal(watching->delay, 3);
    assert_string_equal(watching->scenario, "duel");
    assert_int_equal(watching->state_count, 2);
    assert_true(watching->states[0][0] && watching->states[1][0]);
    assert_true(watching->texts[0].title[0]);
    const struct wire_public_clock *clock = &hear(peer, TO_CLIENT_PUBLIC_CLOCK)->public_clock;
    assert_int_equal(clock->state, CLOCK_LOBBY);
    assert_int_equal(clock->turn, 0);
    assert_int_equal(clock->shown, 0);
    hear_nothing(peer);
    assert_int_equal(house->submits, before); /* nothing is stored of it */
}

static void a_spectator_is_nobody(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, 0, 2);
    struct peer *eye = watch(house, created.code);
    watch(house, created.code);
    house_wait(house, 10 * EXERCISE_LOBBY_MS);
    ignore(eye);
    struct peer *ann = join(house, created.code, "Ann");
    assert_int_equal(ann->clock.persons, 1);
    assert_int_equal(hear(eye, TO_CLIENT_PUBLIC_CLOCK)->public_clock.persons, 1); /* told in the lobby */
    assert_int_equal(ann->clock.state, CLOCK_LOBBY);
    assert_int_equal(hub_counts(house->hub).persons_connected, 1);
    struct peer *bob = join(house, created.code, "Bob"); /* both seats are still free for persons */
    assert_int_equal(bob->clock.state, CLOCK_OPEN);
    play_both(ann, bob); /* nobody else is waited for */
    assert_int_equal(ann->situation.view.turn, 1);
}

/* At every moment of a game: what is shown, what is refused, and what is heard unasked. */
static void turns_are_shown_so_much_later(void **state)
{
    enum { DELAY = 2 };
    struct house *house = *state;
    struct wire_exercise_created created = made(house, DELAY, 2);
    struct peer *eye = watch(house, created.code);
    struct peer *ann = join(house, created.code, "Ann"), *bob = join(house, created.code, "Bob");
    while (!ann->ended) {
        uint32_t over = (uint32_t)ann->situation.view.turn;
        assert_int_equal(eye->public_clock.state, CLOCK_OPEN);
        assert_int_equal(eye->public_clock.turn, over + 1);
        assert_int_equal(eye->public_clock.shown, over < DELAY ? 0 : over - DELAY + 1);
        for (uint32_t turn = 0; turn <= over + 1; turn++) {
            if (turn < eye->public_clock.shown) {
                ask(eye, turn);
                continue;
            }
            say_ask_turn(eye, turn);
            hear_refusal(eye, REFUSAL_NOT_NOW, "turn");
        }
        say_ask_record(eye, 0);
        hear_refusal(eye, REFUSAL_NOT_ENDED, "world");
        ignore(eye);
        play_turn(ann);
        hear_nothing(eye); /* that Ann is ready is not told */
        play_turn(bob);
        hear(eye, TO_CLIENT_PUBLIC_CLOCK);
        if (!ann->ended)
            hear_nothing(eye);
    }
    uint32_t turns = (uint32_t)ann->situation.view.turn;
    const struct wire_ended *ended = &hear(eye, TO_CLIENT_WORLD_ENDED)->world_ended;
    assert_int_equal(ended->turns, turns);
    hear_nothing(eye);
    assert_int_equal(eye->public_clock.state, CLOCK_ENDED);
    assert_int_equal(eye->public_clock.shown, turns + 1);
    assert_int_equal(ask(eye, turns)->view.end, END_TIME);
    say_ask_record(eye, 0);
    assert_true(hear_answer(eye, TO_CLIENT_RECORD_PART)->record_part.text_size > 1000);
    struct peer *late = watch(house, created.code); /* one who comes only now has missed nothing */
    hear(late, TO_CLIENT_PUBLIC_CLOCK);
    hear(late, TO_CLIENT_WORLD_ENDED);
    hear_nothing(late);
    for (uint32_t turn = 0; turn <= turns; turn++)
        ask(late, turn);
}

static void words_come_late_and_only_those_for_all(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, 1, 2);
    struct peer *eye = watch(house, created.code);
    struct peer *ann = join(house, created.code, "Ann"), *bob = join(house, created.code, "Bob");
    say_press(ann, house_id(house), 0, "peace for all");
    say_press(ann, house_id(house), (uint16_t)(1u << bob->joined.seat), "for you alone");
    play_both(ann, bob);
    say_ask_turn(eye, 1);
    hear_refusal(eye, REFUSAL_NOT_NOW, "turn");
    play_both(ann, bob);
    const struct wire_public_turn *told = ask(eye, 1);
    assert_int_equal(told->press_count, 1);
    assert_int_equal(told->press[0].from, ann->joined.seat);
    assert_string_equal(told->press[0].text, "peace for all");
}

/* Whatever leaves towards a spectator before the end: no key, no private word. */
struct leak {
    struct peer *eye;
    const char *words;
    int frames;
};

static void look_for_leaks(struct peer *peer, bool to_server, const uint8_t *bytes, size_t count)
{
    struct leak *leak = peer->house->on_frame_user;
    if (peer != leak->eye || to_server)
        return;
    size_t length = strlen(leak->words);
    for (size_t x = 0; x + length <= count; x++)
        assert_false(memcmp(bytes + x, leak->words, length) == 0);
    leak->frames++;
}

static void no_private_word_reaches_a_spectator(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, 0, 2);
    struct peer *eye = watch(house, created.code);
    struct leak leak = {.eye = eye, .words = "for you alone"};
    house->on_frame = look_for_leaks;
    house->on_frame_user = &leak;
    struct peer *ann = join(house, created.code, "Ann"), *bob = join(house, created.code, "Bob");
    while (!ann->ended) {
        say_press(ann, house_id(house), (uint16_t)(1u << bob->joined.seat), leak.words);
        play_both(ann, bob);
        ask(eye, (uint32_t)ann->situation.view.turn);
    }
    assert_true(leak.frames > 10);
    house->on_frame = NULL;
}

static void a_wrong_code_counts_as_a_guess(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, 0, 2);
    struct peer *peer = come(house);
    for (int x = 0; x < GUESSES_AT_ONCE; x++) {
        say_watch(peer, "NOSUCH");
        hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
    }
    say_watch(peer, created.code);
    assert_true(hear_refusal(peer, REFUSAL_BUSY, "guesses")->retry_after_ms > 0);
    say_join(peer, created.code, "Ann", house_id(house)); /* the guesses are counted together */
    hear_refusal(peer, REFUSAL_BUSY, "guesses");
    struct peer *other = watch(house, created.code); /* somewhere else */
    assert_false(other->finished);
}

static struct peer *watch_from(struct house *house, const char *address, const char *code)
{
    struct peer *peer = peer_open(house, address);
    say_hello(peer, WIRE_VERSION);
    hear(peer, TO_CLIENT_WELCOME);
    say_watch(peer, code);
    return peer;
}

static void hear_full(struct peer *peer)
{
    const struct refusal *refusal = hear_refusal(peer, REFUSAL_FULL, "spectators");
    assert_string_equal(refusal->sentence, "refusal.spectators");
    assert_string_equal(refusal->remedy, "remedy.spectators");
}

static void an_address_has_so_many_spectators(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created one = made(house, 0, 2), two = made(house, 0, 2);
    struct peer *first = NULL;
    for (int x = 0; x < SPECTATORS_PER_ADDRESS; x++) {
        char address[32];
        snprintf(address, sizeof address, "192.0.2.7:%d", 1000 + x);
        struct peer *peer = watch_from(house, address, x % 2 ? one.code : two.code);
        hear_answer(peer, TO_CLIENT_WATCHING);
        first = first ? first : peer;
    }
    struct peer *more = watch_from(house, "192.0.2.7:9000", one.code);
    hear_full(more);
    hear_answer(watch_from(house, "192.0.2.8:9000", one.code), TO_CLIENT_WATCHING);
    join(house, one.code, "Ann"); /* seats are not theirs to fill */
    peer_close(first);
    say_watch(more, one.code);
    hear_answer(more, TO_CLIENT_WATCHING);
}

static void an_exercise_has_so_many_spectators(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created one = made(house, 0, 2), two = made(house, 0, 2);
    for (int x = 0; x < SPECTATORS_MAX; x++)
        watch(house, one.code);
    struct peer *more = come(house);
    say_watch(more, one.code);
    hear_full(more);
    say_watch(more, two.code);
    hear_answer(more, TO_CLIENT_WATCHING);
}

static void a_server_that_comes_back_shows_the_same(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created = made(house, 1, 2);
    struct peer *ann = join(house, created.code, "Ann"), *bob = join(house, created.code, "Bob");
    say_press(bob, house_id(house), 0, "before the fall");
    play_both(ann, bob);
    play_both(ann, bob);
    house_restart(house);
    struct peer *eye = watch(house, created.code);
    assert_int_equal(eye->public_clock.turn, 3);
    assert_int_equal(eye->public_clock.shown, 2);
    const struct wire_public_turn *told = ask(eye, 1);
    assert_int_equal(told->press_count, 1);
    assert_string_equal(told->press[0].text, "before the fall");
    say_ask_turn(eye, 2);
    hear_refusal(eye, REFUSAL_NOT_NOW, "turn");
}

static void the_delay_has_bounds(void **state)
{
    struct house *house = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    struct wire_exercise_created created;
    make_exercise(house, &wish, &created);
    struct peer *peer = come(house);
    say_watch(peer, created.code);
    assert_int_equal(hear(peer, TO_CLIENT_WATCHING)->watching.delay, EXERCISE_SPECTATOR_DELAY);
    struct peer *admin = peer_open_admin(house);
    wish.has_spectator_delay = true;
    for (uint32_t delay = TURNS_MAX; delay <= TURNS_MAX + 1; delay++) {
        struct to_admin message = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = wish};
        message.exercise_new.spectator_delay = delay;
        admin_say(admin, &message);
        if (delay == TURNS_MAX) {
            admin_hear(admin, FROM_ADMIN_EXERCISE_CREATED);
            continue;
        }
        assert_string_equal(admin_hear(admin, FROM_ADMIN_REFUSAL)->cause, "spectator_delay: 0..60");
    }
}

static void a_stopping_server_says_so(void **state)
{
    struct house *house = *state;
    struct peer *eye = watch(house, made(house, 0, 2).code);
    ignore(eye);
    hub_stopping(house->hub);
    hear_notice(eye, NOTICE_STOPPING);
    assert_true(eye->finished);
}

static void another_world_is_not_shown(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created one = made(house, 0, 2), two = made(house, 0, 2);
    struct peer *eye = watch(house, one.code);
    eye->joined.world = two.worlds[0];
    say_ask_turn(eye, 0);
    hear_refusal(eye, REFUSAL_NOT_YOURS, "world");
    say_ask_record(eye, 0);
    hear_refusal(eye, REFUSAL_NOT_YOURS, "world");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_spectator_is_told_first),
        TEST(a_spectator_is_nobody),
        TEST(turns_are_shown_so_much_later),
        TEST(words_come_late_and_only_those_for_all),
        TEST(no_private_word_reaches_a_spectator),
        TEST(a_wrong_code_counts_as_a_guess),
        TEST(an_address_has_so_many_spectators),
        TEST(an_exercise_has_so_many_spectators),
        TEST(a_server_that_comes_back_shows_the_same),
        TEST(the_delay_has_bounds),
        TEST(a_stopping_server_says_so),
        TEST(another_world_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
