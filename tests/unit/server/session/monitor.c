/* Facilitators: how they come, what they see and when, and what others hear of what they do. */
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
    struct peer *lead, *ann, *bob, *cyd, *dan;
};

static struct peer *player(struct scene *scene, const char *name)
{
    struct peer *peer = join(scene->house, scene->created.code, name);
    ignore(peer);
    return peer;
}

/* Two duels side by side, all seats held, started. */
static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_SQLITE);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.worlds = 2;
    wish.turn_seconds = 60;
    wish.start_by_hand = true;
    wish.debrief_in_step = true;
    snprintf(wish.facilitator, sizeof wish.facilitator, "Dr Lead");
    make_exercise(scene->house, &wish, &scene->created);
    scene->ann = player(scene, "Ann");
    scene->bob = player(scene, "Bob");
    scene->cyd = player(scene, "Cyd");
    scene->dan = player(scene, "Dan");
    scene->lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    struct wire_exercise_act start = act_on(EXERCISE_START, -1);
    assert_true(does(scene->lead, &start)->started);
    struct peer *const all[] = {scene->lead, scene->ann, scene->bob, scene->cyd, scene->dan};
    for (int x = 0; x < 5; x++)
        ignore(all[x]);
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

/* ---- coming */

static void a_key_lets_in_and_nothing_else(void **state)
{
    struct scene *scene = *state;
    struct peer *peer = come(scene->house);
    say_facilitate(peer, scene->created.code, scene->created.facilitator_key);
    const struct wire_facilitating *told = &hear_answer(peer, TO_CLIENT_FACILITATING)->facilitating;
    assert_string_equal(told->name, "Dr Lead");
    assert_int_equal(told->rights, RIGHTS_LEAD);
    assert_true(id_equal(&told->exercise, &scene->created.exercise));
    const struct wire_exercise_state *seen = &hear(peer, TO_CLIENT_EXERCISE_STATE)->exercise_state;
    assert_int_equal(seen->facilitators[0].here, 2); /* nobody is logged out by another */
    say_ping(scene->lead);
    hear_later(scene->lead, TO_CLIENT_PONG);
    peer = come(scene->house);
    say_facilitate(peer, scene->created.code, "AAAAA-BBBBB-CCCCC-DDDDD");
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, "key");
    say_facilitate(peer, "NOSUCH", scene->created.facilitator_key);
    hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
    say_move(peer, scene->created.code, "AAAAA-BBBBB"); /* nor is a seat's code a key, nor the reverse */
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, "seat_code");
}

static void wrong_keys_are_guesses(void **state)
{
    struct scene *scene = *state;
    struct peer *peer = peer_open(scene->house, "10.7.7.7:1");
    say_hello(peer, WIRE_VERSION);
    ignore(peer);
    for (int x = 0; x < 1000 && peer->letter_count < 2000; x++) {
        say_facilitate(peer, scene->created.code, "AAAAA-BBBBB-CCCCC-DDDDD");
        const struct refusal *refusal = &hear_answer(peer, TO_CLIENT_REFUSAL)->refusal;
        if (refusal->code == REFUSAL_BUSY) {
            assert_string_equal(refusal->item, "guesses");
            say_facilitate(peer, scene->created.code,
                           scene->created.facilitator_key); /* not even looked at */
            hear_refusal(peer, REFUSAL_BUSY, "guesses");
            return;
        }
    }
    fail_msg("wrong keys are answered for ever");
}

static void there_is_room_for_so_many(void **state)
{
    struct scene *scene = *state;
    scene->house->crowded = true;
    struct peer *peer = come(scene->house);
    say_facilitate(peer, scene->created.code, scene->created.facilitator_key);
    hear_refusal(peer, REFUSAL_BUSY, "links");
    scene->house->crowded = false;
    for (int x = 1; x < 32; x++)
        facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    say_facilitate(peer, scene->created.code, scene->created.facilitator_key);
    hear_refusal(peer, REFUSAL_FULL, "facilitators");
    peer_close(scene->lead);
    say_facilitate(peer, scene->created.code, scene->created.facilitator_key);
    hear_answer(peer, TO_CLIENT_FACILITATING);
}

/* However many sessions one has, each of the others comes in. */
static void nobody_fills_it_alone(void **state)
{
    struct scene *scene = *state;
    struct peer *peer = come(scene->house);
    char key[WIRE_FACILITATOR_KEY_SIZE];
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_ADD, -1);
    snprintf(act.name, sizeof act.name, "Prof Two");
    act.rights = RIGHTS_OBSERVE;
    memcpy(key, does(scene->lead, &act)->new_key, sizeof key);
    for (int x = 1; x < 31; x++)
        facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    say_facilitate(peer, scene->created.code, scene->created.facilitator_key);
    hear_refusal(peer, REFUSAL_FULL, "facilitators");
    say_facilitate(peer, scene->created.code, key);
    hear_answer(peer, TO_CLIENT_FACILITATING);
}

/* ---- seeing */

static int states_told(struct peer *peer)
{
    int count = 0;
    for (const struct to_client *message = peer_next(peer); message; message = peer_next(peer))
        count += message->kind == TO_CLIENT_EXERCISE_STATE;
    return count;
}

static void what_players_do_is_seen_within_a_second(void **state)
{
    struct scene *scene = *state;
    house_wait(scene->house, 2000);
    states_told(scene->lead);
    for (int x = 0; x < 20; x++) { /* much happens in a short time, and is told in one */
        say_ready(scene->ann, house_id(scene->house), x % 2 == 0);
        house_wait(scene->house, 10);
    }
    play_turn(scene->bob);
    house_wait(scene->house, 1000);
    const struct wire_exercise_state *seen = NULL;
    int count = 0;
    for (const struct to_client *message = peer_next(scene->lead); message;
         message = peer_next(scene->lead)) {
        assert_int_equal(message->kind, TO_CLIENT_EXERCISE_STATE);
        assert_int_equal(message->request, 0);
        seen = &message->exercise_state;
        count++;
    }
    assert_in_range(count, 1, 3);
    int world = id_equal(&scene->bob->joined.world, &seen->worlds[0].world) ? 0 : 1;
    assert_true(seen->worlds[world].seats[scene->bob->joined.seat].ready);
    assert_int_equal(seen->worlds[world].seats[scene->bob->joined.seat].revision, 1);
    house_wait(scene->house, 5000);
    assert_in_range(states_told(scene->lead), 0, 3); /* quiet where nothing happens */
}

static void who_goes_and_comes_is_seen(void **state)
{
    struct scene *scene = *state;
    struct wire_joined joined = scene->ann->joined;
    peer_close(scene->ann);
    house_wait(scene->house, 1000);
    const struct wire_exercise_state *seen =
        &hear_later(scene->lead, TO_CLIENT_EXERCISE_STATE)->exercise_state;
    int world = id_equal(&joined.world, &seen->worlds[0].world) ? 0 : 1;
    assert_false(seen->worlds[world].seats[joined.seat].persons[0].here);
    ignore(scene->lead);
    resume(scene->house, &joined, joined.token);
    house_wait(scene->house, 1000);
    seen = &hear_later(scene->lead, TO_CLIENT_EXERCISE_STATE)->exercise_state;
    assert_true(seen->worlds[world].seats[joined.seat].persons[0].here);
}

static bool contains(const struct letter *letter, const void *bytes, size_t count)
{
    for (size_t at = 0; at + count <= letter->size; at++)
        if (memcmp(letter->bytes + at, bytes, count) == 0)
            return true;
    return false;
}

/* Neither keys nor what seats keep to themselves are in anything that any facilitator is told. */
static void no_secret_is_told(void **state)
{
    struct scene *scene = *state;
    say_press(scene->ann, house_id(scene->house), (uint16_t)(1u << (1 - scene->ann->joined.seat)),
              "in confidence");
    hear_accepted(scene->ann);
    house_wait(scene->house, 2000);
    for (int x = 0; x < scene->lead->letter_count; x++) {
        const struct letter *letter = &scene->lead->letters[x];
        assert_false(contains(letter, scene->created.facilitator_key, 23));
        assert_false(contains(letter, scene->ann->joined.token.bytes, ID_SIZE));
        assert_false(contains(letter, scene->ann->joined.seat_code, 11));
        assert_false(contains(letter, "in confidence", 13));
    }
}

/* ---- acting */

static void nothing_is_told_before_it_is_durable(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = act_on(EXERCISE_PAUSE, -1);
    scene->house->slow = true;
    say_act(scene->lead, &act);
    hear_nothing(scene->lead);
    hear_nothing(scene->ann);
    house_step(scene->house);
    const struct to_client *answer = hear_answer(scene->lead, TO_CLIENT_EXERCISE_STATE);
    assert_int_equal(answer->exercise_state.worlds[1].clock.state, CLOCK_PAUSED);
    assert_int_equal(answer->exercise_state.undo, answer->exercise_state.deeds[0].number);
    assert_string_equal(answer->exercise_state.deeds[0].by, "Dr Lead");
    hear(scene->ann, TO_CLIENT_CLOCK);
}

static void an_act_is_refused_by_its_name(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = act_on(EXERCISE_DEBRIEF, -1);
    say_act(scene->lead, &act);
    hear_refusal(scene->lead, REFUSAL_NOT_ENDED, "A");
    act = act_on(EXERCISE_RESUME, 0);
    assert_true(does(scene->lead, &act)->already);
    scene->house->refusing = true;
    say_act(scene->lead, &act);
    hear_refusal(scene->lead, REFUSAL_BUSY, "journal");
}

/* A co-facilitator with a key of their own, told once, and out again: the session ends with a word. */
static void another_one_comes_and_is_put_out(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_ADD, -1);
    snprintf(act.name, sizeof act.name, "Prof S");
    act.rights = RIGHTS_RUN;
    char key[WIRE_FACILITATOR_KEY_SIZE];
    memcpy(key, does(scene->lead, &act)->new_key, sizeof key);
    assert_int_equal(strlen(key), 23);
    struct peer *second = facilitate(scene->house, scene->created.code, key);
    act = act_on(EXERCISE_PAUSE, -1);
    does(second, &act);
    house_wait(scene->house, 1000);
    const struct wire_exercise_state *seen =
        &hear_later(scene->lead, TO_CLIENT_EXERCISE_STATE)->exercise_state;
    assert_string_equal(seen->deeds[0].by, "Prof S");
    assert_string_equal(seen->new_key, "");
    act = act_on(EXERCISE_FACILITATOR_RIGHTS, -1);
    act.number = 2;
    does(scene->lead, &act);
    ignore(second);
    struct wire_exercise_act pause = act_on(EXERCISE_RESUME, -1);
    say_act(second, &pause);
    hear_refusal(second, REFUSAL_NO_RIGHT, "rights");
    house_wait(scene->house, 1000);
    assert_int_equal(hear_later(second, TO_CLIENT_NOTICE)->notice.kind, NOTICE_REMOVED);
    assert_true(second->finished);
    peer_close(second);
    second = come(scene->house);
    say_facilitate(second, scene->created.code, key);
    hear_refusal(second, REFUSAL_UNKNOWN_PERSON, "key");
}

/* No session is needed for anything to go on, and a kill loses nothing. */
static void all_of_it_survives_a_kill(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = act_on(EXERCISE_PAUSE, 1);
    act.command = house_id(scene->house);
    does(scene->lead, &act);
    house_restart(scene->house);
    struct peer *lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    assert_true(does(lead, &act)->already); /* the answer was lost, and nothing is done twice */
    const struct wire_exercise_state *seen = &lead->heard.exercise_state;
    assert_int_equal(seen->worlds[0].clock.state, CLOCK_OPEN);
    assert_int_equal(seen->worlds[1].clock.state, CLOCK_PAUSED);
    assert_int_equal(seen->deeds[0].act, EXERCISE_PAUSE);
    assert_int_equal(seen->deeds[1].act, EXERCISE_START);
    peer_close(lead);
    house_wait(scene->house, 70000);
    lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    act = act_on(EXERCISE_UNDO, -1);
    seen = does(lead, &act);
    assert_int_equal(seen->worlds[1].clock.state, CLOCK_OPEN);
    assert_int_equal(seen->worlds[0].clock.turn, 2);
}

/* ---- players and control */

static void a_question_and_its_answer(void **state)
{
    struct scene *scene = *state;
    struct id command = house_id(scene->house);
    for (int again = 0; again < 2; again++) {
        say_question(scene->ann, command, "Can a pact be secret?");
        hear_accepted(scene->ann);
        assert_int_equal(hear(scene->ann, TO_CLIENT_CONTROL_ANSWER)->control_answer.number, 1);
    }
    house_wait(scene->house, 1000);
    const struct wire_exercise_state *seen =
        &hear_later(scene->lead, TO_CLIENT_EXERCISE_STATE)->exercise_state;
    assert_int_equal(seen->question_count, 1);
    assert_string_equal(seen->questions[0].text, "Can a pact be secret?");
    struct wire_exercise_act act = act_on(EXERCISE_ANSWER, -1);
    act.number = 1;
    snprintf(act.reason, sizeof act.reason, "Yes.");
    ignore(scene->bob);
    does(scene->lead, &act);
    assert_string_equal(hear(scene->ann, TO_CLIENT_CONTROL_ANSWER)->control_answer.answer, "Yes.");
    hear_nothing(scene->bob);
    act.everyone = true;
    does(scene->lead, &act);
    const struct wire_control_answer *told = &hear(scene->bob, TO_CLIENT_CONTROL_ANSWER)->control_answer;
    assert_string_equal(told->question, "Can a pact be secret?");
    assert_true(told->everyone);
    for (int x = 0; x < 6; x++)
        say_question(scene->cyd, house_id(scene->house), "Why?");
    hear_refusal(scene->cyd, REFUSAL_FULL, "questions");
}

static void feelings_are_told_together(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_act act = act_on(EXERCISE_CLOSE, -1);
    struct peer *watcher = come(scene->house);
    say_watch(watcher, scene->created.code);
    does(scene->lead, &act);
    act = act_on(EXERCISE_DEBRIEF, -1);
    does(scene->lead, &act);
    ignore(watcher);
    ignore(scene->dan);
    house_wait(scene->house, 5000);
    say_feelings(scene->ann, house_id(scene->house), "tense");
    hear_accepted(scene->ann);
    assert_true(hear(scene->ann, TO_CLIENT_DEBRIEF_STEP)->debrief_step.stated);
    say_feelings(scene->bob, house_id(scene->house), "calm");
    say_feelings(scene->cyd, house_id(scene->house), "angry");
    hear_nothing(scene->dan);
    house_wait(scene->house, 2500);
    const struct wire_debrief_step *step = &hear_later(watcher, TO_CLIENT_DEBRIEF_STEP)->debrief_step;
    assert_false(step->stated);
    int words = 0;
    for (int x = 0; x < step->feeling_count; x++)
        words += step->feelings[x].word_count;
    assert_true(words >= 1);
    step = &hear_later(scene->dan, TO_CLIENT_DEBRIEF_STEP)->debrief_step;
    house_wait(scene->house, 2500);
    act.card = 1;
    does(scene->lead, &act);
    say_feelings(scene->dan, house_id(scene->house), "late");
    hear_refusal(scene->dan, REFUSAL_NOT_NOW, "feelings");
}

static void the_door_says_what_is_asked(void **state)
{
    struct scene *scene = *state;
    struct peer *peer = come(scene->house);
    say_ask_exercise(peer, scene->created.code);
    const struct wire_exercise_info *told = &hear_answer(peer, TO_CLIENT_EXERCISE_INFO)->exercise_info;
    assert_true(told->started && told->full && !told->ended && !told->consent);
    assert_int_equal(told->worlds, 2);
    assert_int_equal(told->persons, 4);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

/* Also where the seat that was left closes the turn. */
static void who_is_moved_hears_of_it_first(void **state)
{
    struct house *house = ((struct scene *)*state)->house;
    struct wire_exercise_new wish = exercise_wish("duel");
    struct wire_exercise_created created;
    wish.team_size = 2;
    wish.wait_seats = 2;
    snprintf(wish.facilitator, sizeof wish.facilitator, "Dr Lead");
    make_exercise(house, &wish, &created);
    struct peer *eve = join(house, created.code, "Eve"), *fay = join(house, created.code, "Fay");
    struct peer *lead = facilitate(house, created.code, created.facilitator_key);
    say_ready(fay, house_id(house), true);
    ignore(eve);
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 0);
    move.seat = (int)fay->joined.seat;
    move.person = eve->joined.person;
    does(lead, &move);
    hear_notice(eve, NOTICE_MOVED);
    hear_later(eve, TO_CLIENT_BRIEFING);
    hear_later(eve, TO_CLIENT_TURN_REPORT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_key_lets_in_and_nothing_else),
        TEST(wrong_keys_are_guesses),
        TEST(there_is_room_for_so_many),
        TEST(nobody_fills_it_alone),
        TEST(what_players_do_is_seen_within_a_second),
        TEST(who_goes_and_comes_is_seen),
        TEST(no_secret_is_told),
        TEST(nothing_is_told_before_it_is_durable),
        TEST(an_act_is_refused_by_its_name),
        TEST(another_one_comes_and_is_put_out),
        TEST(all_of_it_survives_a_kill),
        TEST(a_question_and_its_answer),
        TEST(who_is_moved_hears_of_it_first),
        TEST(feelings_are_told_together),
        TEST(the_door_says_what_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
