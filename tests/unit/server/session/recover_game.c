/* A whole game, and a server that could have died after any of its commits: everybody comes back to exactly
 * what they had. */
#include "say.h"
#include "tape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MARKS_MAX = 64, PERSONS = 3, CHANGES_MIN = 100 };

/* What a person was told on coming back, and how many changes stood behind it. */
struct mark {
    int changes, person;
    bool had_left;
    struct wire_joined joined; /* with the token that is good */
    int letter_count;
    struct letter *letters; /* owned */
};

struct scene {
    struct house *house;
    struct tape tape;
    struct peer *peers[PERSONS];
    struct id tokens[PERSONS];
    char codes[2][WIRE_CODE_SIZE];       /* of both exercises */
    char seat_code[WIRE_SEAT_CODE_SIZE]; /* of person 2 */
    int mark_count;
    struct mark marks[MARKS_MAX];
};

/* Person `who` comes back on a new link, and what is told then is kept. */
static void mark(struct scene *scene, int who)
{
    struct wire_joined joined = scene->peers[who]->joined;
    if (!id_is_zero(&joined.token))
        scene->tokens[who] = joined.token;
    struct peer *peer = come(scene->house);
    say_resume(peer, &joined, scene->tokens[who]);
    hear(peer, TO_CLIENT_JOINED);
    assert_true(scene->mark_count < MARKS_MAX);
    struct mark *mark = &scene->marks[scene->mark_count++];
    *mark = (struct mark){.changes = scene->tape.count, .person = who, .joined = joined};
    mark->joined.token = scene->tokens[who];
    mark->letter_count = peer->letter_count;
    mark->letters = calloc((size_t)peer->letter_count, sizeof mark->letters[0]);
    assert_non_null(mark->letters);
    for (int x = 0; x < peer->letter_count; x++) {
        mark->letters[x].size = peer->letters[x].size;
        mark->letters[x].bytes = malloc(peer->letters[x].size);
        assert_non_null(mark->letters[x].bytes);
        memcpy(mark->letters[x].bytes, peer->letters[x].bytes, peer->letters[x].size);
    }
    ignore(peer);
    scene->peers[who] = peer;
}

static void both_play(struct scene *scene)
{
    play_turn(scene->peers[0]);
    mark(scene, 0);
    play_turn(scene->peers[1]);
    mark(scene, 1);
}

static void gather(struct scene *scene)
{
    struct house *house = scene->house;
    struct wire_exercise_created created, other;
    struct wire_exercise_new wish = exercise_wish("duel");
    struct id secret = house_id(house);
    wish.wait_seats = 2;
    wish.turn_seconds = 60;
    make_exercise(house, &wish, &created);
    scene->peers[0] = come(house);
    say_join(scene->peers[0], created.code, "Ann", secret);
    mark(scene, 0);
    peer_close(scene->peers[0]);
    scene->peers[0] = come(house);
    say_join(scene->peers[0], created.code, "Ann", secret);
    mark(scene, 0);
    snprintf(wish.scenario, sizeof wish.scenario, "seminar");
    wish.wait_seats = 3;
    make_exercise(house, &wish, &other);
    memcpy(scene->codes[0], created.code, sizeof created.code);
    memcpy(scene->codes[1], other.code, sizeof other.code);
    scene->peers[2] = join(house, other.code, "Cyd");
    memcpy(scene->seat_code, scene->peers[2]->joined.seat_code, sizeof scene->seat_code);
    mark(scene, 2);
    scene->peers[1] = join(house, created.code, "Bob");
    mark(scene, 1);
}

static void talk(struct scene *scene)
{
    struct house *house = scene->house;
    say_press(scene->peers[0], house_id(house), 0, "to everybody");
    mark(scene, 1);
    say_press(scene->peers[1], house_id(house), 1, "to Ann alone");
    mark(scene, 0);
    say_beliefs(scene->peers[0], house_id(house));
    mark(scene, 0);
    struct orders orders = plain_orders(scene->peers[0]);
    say_orders(scene->peers[0], house_id(house), 0, &orders);
    mark(scene, 0);
    say_ready(scene->peers[0], house_id(house), true);
    mark(scene, 0);
    say_ready(scene->peers[0], house_id(house), false);
    mark(scene, 0);
}

static void change_hands(struct scene *scene)
{
    struct house *house = scene->house;
    say_leave(scene->peers[1], house_id(house));
    hear_accepted(scene->peers[1]);
    peer_close(scene->peers[1]);
    play_turn(scene->peers[0]);
    mark(scene, 0);
    mark(scene, 1); /* which takes the seat back */
    scene->marks[scene->mark_count - 1].had_left = true;
    play_turn(scene->peers[0]);
    mark(scene, 1);
    struct peer *phone = come(house);
    say_move(phone, scene->codes[1], scene->seat_code);
    hear(phone, TO_CLIENT_JOINED);
    scene->peers[2] = phone;
    mark(scene, 2);
    house_wait(house, 5000);
    mark(scene, 0);
}

static int record(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    *state = scene;
    scene->house = house_open(HOUSE_MEMORY);
    tape_begin(&scene->tape, scene->house);
    gather(scene);
    talk(scene);
    both_play(scene);
    change_hands(scene);
    both_play(scene);
    house_wait(scene->house, 61000); /* nobody said anything */
    mark(scene, 1);
    play_out(scene->peers, 2);
    mark(scene, 0);
    mark(scene, 1);
    assert_true(scene->tape.count > CHANGES_MIN);
    return 0;
}

static int forget(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    tape_end(&scene->tape);
    for (int x = 0; x < scene->mark_count; x++) {
        for (int y = 0; y < scene->marks[x].letter_count; y++)
            free(scene->marks[x].letters[y].bytes);
        free(scene->marks[x].letters);
    }
    free(scene);
    return 0;
}

static struct house *house_after(const struct scene *scene, int changes)
{
    struct house *house = house_on(tape_store(&scene->tape, changes));
    struct cause cause;
    house->dice = (uint64_t)changes + 1000;
    if (house_start(house, &cause) != STATUS_OK)
        fail_msg("after change %d: %s", changes, cause.text);
    return house;
}

/* The same bytes; but of a clock the time that is left, which may have been stored two seconds ago, and of a
 * seat that a bot plays that it was asked for. */
static void expect_same_letter(const struct mark *mark, const struct letter *before,
                               const struct letter *after)
{
    int changes = mark->changes;
    struct to_client *messages = calloc(2, sizeof *messages);
    struct cause cause;
    assert_non_null(messages);
    assert_int_equal(wire_read_to_client(before->bytes, before->size, &messages[0], &cause), STATUS_OK);
    assert_int_equal(wire_read_to_client(after->bytes, after->size, &messages[1], &cause), STATUS_OK);
    if (messages[0].kind != messages[1].kind)
        fail_msg("after change %d: a message of kind %d, now of kind %d", changes, (int)messages[0].kind,
                 (int)messages[1].kind);
    if (messages[0].kind == TO_CLIENT_CLOCK) {
        int64_t given = messages[1].clock.remaining_ms - messages[0].clock.remaining_ms;
        assert_true(given >= 0 && given <= WORLD_CLOCK_EVERY_MS);
        messages[0].clock.remaining_ms = messages[1].clock.remaining_ms;
        if (mark->had_left) /* who comes back is told before being counted again */
            messages[0].clock.persons++;
        assert_memory_equal(&messages[0], &messages[1], sizeof messages[0]);
    } else if (messages[0].kind == TO_CLIENT_SITUATION && messages[1].situation.returning) {
        /* coming in asked for the seat; who comes in again hears that at the door */
        messages[0].situation.returning = true;
        assert_memory_equal(&messages[0], &messages[1], sizeof messages[0]);
    } else if (before->size != after->size || memcmp(before->bytes, after->bytes, before->size) != 0) {
        fail_msg("after change %d: a message of kind %d is not the same", changes, (int)messages[0].kind);
    }
    to_client_free(&messages[0]);
    to_client_free(&messages[1]);
    free(messages);
}

/* What comes after it, but for the notice that the server was away. */
static const struct letter *next_letter(const struct peer *peer, int *place)
{
    struct to_client *message = calloc(1, sizeof *message);
    const struct letter *letter = NULL;
    struct cause cause;
    assert_non_null(message);
    while (!letter && *place < peer->letter_count) {
        letter = &peer->letters[(*place)++];
        assert_int_equal(wire_read_to_client(letter->bytes, letter->size, message, &cause), STATUS_OK);
        if (message->kind == TO_CLIENT_NOTICE && message->notice.kind == NOTICE_RESTARTED)
            letter = NULL;
        to_client_free(message);
    }
    free(message);
    return letter;
}

static void expect_same(struct house *house, const struct mark *mark)
{
    struct peer *peer = come(house);
    int place = 0;
    say_resume(peer, &mark->joined, mark->joined.token);
    int count = mark->letter_count - (mark->had_left ? 1 : 0); /* the last said that the seat is asked for */
    for (int x = 0; x < count; x++) {
        const struct letter *letter = next_letter(peer, &place);
        if (!letter)
            fail_msg("after change %d: less is told than before", mark->changes);
        expect_same_letter(mark, &mark->letters[x], letter);
    }
    if (next_letter(peer, &place))
        fail_msg("after change %d: more is told than before", mark->changes);
    peer_close(peer);
}

static void what_was_told_is_told_again(void **state)
{
    const struct scene *scene = *state;
    for (int x = 0; x < scene->mark_count; x++) {
        const struct mark *mark = &scene->marks[x];
        struct house *house = house_after(scene, mark->changes);
        expect_same(house, mark);
        house_close(house);
    }
}

static bool comes_back(struct house *house, const struct mark *mark)
{
    struct peer *peer = come(house);
    say_resume(peer, &mark->joined, mark->joined.token);
    bool joined = peer_next(peer)->kind == TO_CLIENT_JOINED;
    peer_close(peer);
    return joined;
}

/* Whoever had been told of a token comes back with it, or with the one that replaced it. */
static void expect_everybody_back(const struct scene *scene, struct house *house, int changes)
{
    for (int who = 0; who < PERSONS; who++) {
        const struct mark *last = NULL, *next = NULL;
        for (int x = 0; x < scene->mark_count; x++) {
            const struct mark *mark = &scene->marks[x];
            if (mark->person != who)
                continue;
            if (mark->changes <= changes)
                last = mark;
            else if (!next)
                next = mark;
        }
        if (last && !comes_back(house, last) && !(next && comes_back(house, next)))
            fail_msg("after change %d person %d cannot come back", changes, who);
    }
}

static void everybody_comes_back_after_every_commit(void **state)
{
    const struct scene *scene = *state;
    for (int changes = 0; changes <= scene->tape.count; changes++) {
        struct house *house = house_after(scene, changes);
        expect_everybody_back(scene, house, changes);
        house_wait(house, 1000);
        assert_int_equal(house->fenced, 0); /* what follows is appended where the store stands */
        house_close(house);
    }
}

/* The last mark of a person at or before that many changes, whose token is good there; NULL: none. */
static struct peer *back(const struct scene *scene, struct house *house, int who, int changes)
{
    for (int x = scene->mark_count; x-- > 0;) {
        const struct mark *mark = &scene->marks[x];
        if (mark->person == who && mark->changes <= changes)
            return resume(house, &mark->joined, mark->joined.token);
    }
    return NULL;
}

static void the_game_goes_on_to_its_end(void **state)
{
    const struct scene *scene = *state;
    int start = tape_find(&scene->tape, 0, "start") + 1;
    for (int changes = start + 6; changes <= scene->tape.count; changes += 9) {
        struct house *house = house_after(scene, changes);
        struct peer *ann = back(scene, house, 0, changes), *bob = back(scene, house, 1, changes);
        assert_true(ann != NULL && bob != NULL);
        for (int turn = 0; !ann->ended; turn++) {
            assert_true(turn < TURNS_MAX);
            struct orders orders = plain_orders(ann);
            say_orders(ann, house_id(house), ann->situation.revision, &orders);
            house_wait(house, 61000);
        }
        assert_true(bob->ended);
        assert_int_equal(house->fenced, 0);
        house_restart(house); /* and is read back once more */
        assert_int_equal(hub_counts(house->hub).running, hub_counts(house->hub).exercises - 1);
        house_close(house);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_told_is_told_again),
        cmocka_unit_test(everybody_comes_back_after_every_commit),
        cmocka_unit_test(the_game_goes_on_to_its_end),
    };
    return cmocka_run_group_tests(tests, record, forget);
}
