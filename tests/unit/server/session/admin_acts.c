/* A running exercise under the hand of whoever runs it: what players are told, and when. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/record/record.h"

enum { TURN_SECONDS = 60 };

struct scene {
    struct house *house;
    struct peer *admin, *ann, *ben;
    struct wire_exercise_created created;
};

static void seat_people(struct scene *scene, uint32_t turn_seconds)
{
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.turn_seconds = turn_seconds;
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &scene->created);
    scene->ann = join(scene->house, scene->created.code, "Ann");
    scene->ben = join(scene->house, scene->created.code, "Ben");
    ignore(scene->ann);
    ignore(scene->ben);
}

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_SQLITE);
    scene->admin = peer_open_admin(scene->house);
    seat_people(scene, TURN_SECONDS);
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

static void say_admin_act(struct scene *scene, enum exercise_act kind, const char *reason, int32_t ms,
                          uint32_t turn)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT};
    struct wire_exercise_act *act = &message.exercise_act;
    act->act = kind;
    act->ms = ms;
    act->turn = turn;
    assert_true(slice_copy(slice_of(scene->created.code), act->code, sizeof act->code));
    assert_true(slice_copy(slice_of(reason), act->reason, sizeof act->reason));
    admin_say(scene->admin, &message);
}

static struct wire_exercise_state act(struct scene *scene, enum exercise_act kind, const char *reason,
                                      int32_t ms)
{
    say_admin_act(scene, kind, reason, ms, 0);
    return admin_hear(scene->admin, FROM_ADMIN_EXERCISE_STATE)->exercise_state;
}

static void expect_refusal(struct scene *scene, enum refusal_code code, const char *item)
{
    const struct from_admin *answer = admin_hear(scene->admin, FROM_ADMIN_REFUSAL);
    assert_int_equal(answer->refusal.code, code);
    assert_string_equal(answer->refusal.item, item);
    assert_true(strchr(answer->cause, ';') || strchr(answer->cause, '?')); /* a reason and a remedy */
}

static struct wire_exercise_state show(struct scene *scene)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_SHOW};
    assert_true(slice_copy(slice_of(scene->created.code), message.exercise_show.code,
                           sizeof message.exercise_show.code));
    admin_say(scene->admin, &message);
    return admin_hear(scene->admin, FROM_ADMIN_EXERCISE_STATE)->exercise_state;
}

static void players_hear_of_a_pause_at_once(void **state)
{
    struct scene *scene = *state;
    house_wait(scene->house, 10000);
    ignore(scene->ann);
    struct wire_exercise_state told = act(scene, EXERCISE_PAUSE, "simulacro", 0);
    assert_false(told.already);
    assert_int_equal(told.worlds[0].clock.state, CLOCK_PAUSED);
    const struct wire_clock *clock = &hear(scene->ann, TO_CLIENT_CLOCK)->clock;
    assert_int_equal(clock->state, CLOCK_PAUSED);
    assert_string_equal(clock->reason, "simulacro");
    assert_true(clock->remaining_ms == 50000);
    play_turn(scene->ann); /* saves and is ready */
    play_turn(scene->ben);
    house_wait(scene->house, 600000);
    ignore(scene->ann);
    ignore(scene->ben);
    told = show(scene);
    assert_int_equal(told.worlds[0].clock.turn, 1);
    assert_true(told.worlds[0].seats[0].ready && told.worlds[0].seats[1].ready &&
                told.worlds[0].seats[0].revision == 1);
    assert_true(act(scene, EXERCISE_PAUSE, "other", 0).already);
    hear_nothing(scene->ann);
    told = act(scene, EXERCISE_RESUME, "", 0);
    assert_int_equal(told.worlds[0].clock.turn, 2); /* all had been ready */
    assert_int_equal(told.worlds[0].clock.state, CLOCK_OPEN);
    hear_later(scene->ann, TO_CLIENT_TURN_REPORT);
    assert_true(act(scene, EXERCISE_RESUME, "", 0).already);
}

static void who_comes_back_hears_of_it_too(void **state)
{
    struct scene *scene = *state;
    act(scene, EXERCISE_PAUSE, "drill", 0);
    struct wire_joined joined = scene->ann->joined;
    peer_close(scene->ann);
    scene->ann = resume(scene->house, &joined, joined.token);
    assert_int_equal(scene->ann->clock.state, CLOCK_PAUSED);
    assert_string_equal(scene->ann->clock.reason, "drill");
    house_restart(scene->house);
    scene->admin = peer_open_admin(scene->house);
    scene->ann = resume(scene->house, &joined, joined.token);
    assert_int_equal(scene->ann->clock.state, CLOCK_PAUSED);
    assert_string_equal(scene->ann->clock.reason, "drill");
    struct wire_exercise_state told = show(scene);
    assert_string_equal(told.worlds[0].clock.reason, "drill");
    assert_true(told.worlds[0].clock.remaining_ms > 1000 * (TURN_SECONDS - 1));
}

/* The journal takes its time: neither the players nor whoever asked hears of what could still be lost. */
static void nothing_is_told_before_it_is_durable(void **state)
{
    struct scene *scene = *state;
    static const enum exercise_act kinds[] = {EXERCISE_PAUSE, EXERCISE_EXTEND, EXERCISE_RESUME,
                                              EXERCISE_RESOLVE, EXERCISE_CLOSE};
    scene->house->slow = true;
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++) {
        say_admin_act(scene, kinds[x], "why", 1000, 0);
        hear_nothing(scene->ann);
        assert_int_equal(scene->admin->taken, scene->admin->letter_count);
        house_step(scene->house);
        assert_false(admin_hear(scene->admin, FROM_ADMIN_EXERCISE_STATE)->exercise_state.already);
        assert_non_null(peer_next(scene->ann));
        ignore(scene->ann);
    }
    assert_true(scene->ann->ended);
}

/* A refusal tells how the world stands as much as an answer does. */
static void refusals_that_tell_something_wait_too(void **state)
{
    struct scene *scene = *state;
    static const struct {
        enum exercise_act kind;
        int32_t ms;
        uint32_t turn;
        enum refusal_code code;
        const char *item;
    } second[] = {
        {EXERCISE_EXTEND, WIRE_EXTEND_MS_MAX, 0, REFUSAL_MALFORMED, "ms"},
        {EXERCISE_RESOLVE, 0, 9, REFUSAL_STALE_TURN, "turn"},
        {EXERCISE_PAUSE, 0, 0, REFUSAL_OVER, "world"},
    };
    scene->house->slow = true;
    for (size_t x = 0; x < sizeof second / sizeof second[0]; x++) {
        enum exercise_act first = second[x].code == REFUSAL_OVER ? EXERCISE_CLOSE : EXERCISE_EXTEND;
        say_admin_act(scene, first, "", 1000, 0);
        struct peer *first_admin = scene->admin;
        scene->admin = peer_open_admin(scene->house);
        say_admin_act(scene, second[x].kind, "", second[x].ms, second[x].turn);
        assert_int_equal(scene->admin->letter_count, 0);
        house_step(scene->house);
        expect_refusal(scene, second[x].code, second[x].item);
        admin_hear(first_admin, FROM_ADMIN_EXERCISE_STATE);
    }
    say_admin_act(scene, EXERCISE_CLOSE, "", 0, 0); /* it was closed before: told with what that rests on */
    house_step(scene->house);
    assert_true(admin_hear(scene->admin, FROM_ADMIN_EXERCISE_STATE)->exercise_state.already);
}

/* What rests on nothing stored is heard though the journal stands still, each in its place. */
static void refusals_that_tell_nothing_are_heard_at_once(void **state)
{
    struct scene *scene = *state;
    struct peer *first_admin = scene->admin;
    scene->house->slow = true;
    say_admin_act(scene, EXERCISE_PAUSE, "", 0, 0);
    scene->admin = peer_open_admin(scene->house);
    struct to_admin unknown = {.kind = TO_ADMIN_EXERCISE_SHOW, .exercise_show = {.code = "NOSUCH"}};
    admin_say(scene->admin, &unknown);
    expect_refusal(scene, REFUSAL_UNKNOWN_CODE, "code");
    struct to_admin beyond = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = exercise_wish("duel")};
    beyond.exercise_new.team_size = TEAM_SIZE_MAX + 1;
    admin_say(scene->admin, &beyond);
    assert_int_equal(admin_hear(scene->admin, FROM_ADMIN_REFUSAL)->refusal.code, REFUSAL_MALFORMED);
    admin_say(first_admin, &unknown);
    assert_int_equal(first_admin->taken, first_admin->letter_count); /* behind the answer to the pause */
    scene->house->refusing = true;
    say_admin_act(scene, EXERCISE_RESUME, "", 0, 0);
    expect_refusal(scene, REFUSAL_BUSY, "journal");
    house_step(scene->house);
    first_admin->request--; /* the answer to the one before comes first */
    admin_hear(first_admin, FROM_ADMIN_EXERCISE_STATE);
    first_admin->request++;
    assert_int_equal(admin_hear(first_admin, FROM_ADMIN_REFUSAL)->refusal.code, REFUSAL_UNKNOWN_CODE);
}

static void a_full_disk_is_said(void **state)
{
    struct scene *scene = *state;
    scene->house->refusing = true;
    say_admin_act(scene, EXERCISE_PAUSE, "", 0, 0);
    expect_refusal(scene, REFUSAL_BUSY, "journal");
    hear_nothing(scene->ann);
    assert_int_equal(show(scene).worlds[0].clock.state, CLOCK_OPEN); /* looking is free */
}

static void time_and_turns_move(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_state told = act(scene, EXERCISE_EXTEND, "", 30000);
    assert_true(told.worlds[0].clock.remaining_ms == 90000);
    struct wire_notice notice = hear(scene->ann, TO_CLIENT_NOTICE)->notice;
    assert_int_equal(notice.kind, NOTICE_EXTENDED);
    assert_int_equal(notice.ms, 30000);
    assert_true(hear(scene->ann, TO_CLIENT_CLOCK)->clock.remaining_ms == 90000);
    act(scene, EXERCISE_EXTEND, "", -80000);
    notice = hear(scene->ann, TO_CLIENT_NOTICE)->notice;
    assert_int_equal(notice.kind, NOTICE_SHORTENED);
    assert_int_equal(notice.ms, 80000);
    told = act(scene, EXERCISE_RESOLVE, "", 0);
    assert_int_equal(told.worlds[0].clock.turn, 2);
    assert_int_equal(told.worlds[0].seats[0].misses, 1);
    ignore(scene->ben);
    say_admin_act(scene, EXERCISE_RESOLVE, "", 0, 1);
    assert_true(admin_hear(scene->admin, FROM_ADMIN_EXERCISE_STATE)->exercise_state.already);
    say_admin_act(scene, EXERCISE_EXTEND, "", 1000, 1);
    expect_refusal(scene, REFUSAL_STALE_TURN, "turn");
    assert_int_equal(scene->admin->answered.refusal.current_turn, 2);
    say_admin_act(scene, EXERCISE_EXTEND, "", WIRE_EXTEND_MS_MAX, 0);
    expect_refusal(scene, REFUSAL_MALFORMED, "ms");
    hear_nothing(scene->ben);
}

static void what_cannot_be_is_refused(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &scene->created); /* a lobby */
    for (int kind = EXERCISE_PAUSE; kind < EXERCISE_CLOSE; kind++) {
        say_admin_act(scene, (enum exercise_act)kind, "", 1000, 0);
        expect_refusal(scene, REFUSAL_NOT_NOW, "lobby");
    }
    assert_true(slice_copy(slice_of("ABCDEF"), scene->created.code, sizeof scene->created.code));
    say_admin_act(scene, EXERCISE_PAUSE, "", 0, 0);
    expect_refusal(scene, REFUSAL_UNKNOWN_CODE, "code");
    seat_people(scene, 0);
    say_admin_act(scene, EXERCISE_EXTEND, "", 1000, 0);
    expect_refusal(scene, REFUSAL_MALFORMED, "limit");
}

static void a_closed_exercise_is_over(void **state)
{
    struct scene *scene = *state;
    play_turn(scene->ann);
    play_turn(scene->ben);
    ignore(scene->ann);
    ignore(scene->ben);
    struct wire_exercise_state told = act(scene, EXERCISE_CLOSE, "the bell", 0);
    assert_int_equal(told.worlds[0].end, RECORD_CLOSED);
    assert_int_equal(told.worlds[0].clock.state, CLOCK_ENDED);
    assert_string_equal(hear(scene->ann, TO_CLIENT_CLOCK)->clock.reason, "the bell");
    const struct wire_ended *ended = &hear(scene->ann, TO_CLIENT_WORLD_ENDED)->world_ended;
    assert_int_equal(ended->end, RECORD_CLOSED);
    assert_int_equal(ended->turns, 1);
    struct orders orders = plain_orders(scene->ann);
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    hear_refusal(scene->ann, REFUSAL_OVER, NULL);
    say_ask_record(scene->ann, 0);
    const struct wire_record_part *part = &hear_answer(scene->ann, TO_CLIENT_RECORD_PART)->record_part;
    struct record_summary summary;
    struct world world;
    struct cause cause = {{0}};
    if (record_verify((struct slice){part->text, part->text_size}, &summary, &world, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(summary.end, RECORD_CLOSED);
    assert_int_equal(summary.turns, 1);
    struct peer *late = come(scene->house);
    say_join(late, scene->created.code, "Late", house_id(scene->house));
    hear_refusal(late, REFUSAL_OVER, NULL);
    assert_true(act(scene, EXERCISE_CLOSE, "", 0).already);
    say_admin_act(scene, EXERCISE_PAUSE, "", 0, 0);
    expect_refusal(scene, REFUSAL_OVER, "world");
    struct wire_joined joined = scene->ben->joined;
    house_restart(scene->house);
    scene->admin = peer_open_admin(scene->house);
    scene->ben = resume(scene->house, &joined, joined.token);
    assert_true(scene->ben->ended);
    assert_string_equal(scene->ben->clock.reason, "the bell");
    assert_int_equal(show(scene).worlds[0].end, RECORD_CLOSED);
}

static void a_lobby_is_closed_for_all_in_it(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(scene->house, &wish, &scene->created);
    struct peer *zoe = join(scene->house, scene->created.code, "Zoe");
    struct wire_exercise_state told = show(scene);
    assert_int_equal(told.worlds[0].clock.state, CLOCK_LOBBY);
    assert_int_equal(told.worlds[0].clock.persons_needed, 2);
    act(scene, EXERCISE_CLOSE, "", 0);
    hear(zoe, TO_CLIENT_CLOCK);
    assert_int_equal(hear(zoe, TO_CLIENT_WORLD_ENDED)->world_ended.turns, 0);
    house_wait(scene->house, 2 * EXERCISE_LOBBY_MS);
    assert_int_equal(show(scene).worlds[0].clock.state, CLOCK_ENDED);
    struct wire_joined joined = zoe->joined;
    peer_close(zoe);
    zoe = resume(scene->house, &joined, joined.token);
    assert_true(zoe->ended);
}

static bool contains(const struct letter *letter, const void *bytes, size_t count)
{
    for (size_t at = 0; at + count <= letter->size; at++)
        if (memcmp(letter->bytes + at, bytes, count) == 0)
            return true;
    return false;
}

/* Everybody's name and presence, and nothing that seats keep to themselves. */
static void the_state_names_people_and_no_secrets(void **state)
{
    struct scene *scene = *state;
    struct orders orders = plain_orders(scene->ann);
    orders.belief[1 - scene->ann->joined.seat] = 123;
    say_orders(scene->ann, house_id(scene->house), 0, &orders);
    hear_accepted(scene->ann);
    say_leave(scene->ben, house_id(scene->house));
    hear_accepted(scene->ben);
    peer_close(scene->ben);
    struct wire_exercise_state told = show(scene);
    const struct wire_exercise_seat *anns = &told.worlds[0].seats[scene->ann->joined.seat],
                                    *bens = &told.worlds[0].seats[scene->ben->joined.seat];
    assert_string_equal(told.scenario, "duel");
    assert_int_equal(told.turn_seconds, TURN_SECONDS);
    assert_int_equal(anns->person_count, 1);
    assert_string_equal(anns->persons[0].name, "Ann");
    assert_true(anns->persons[0].here && !anns->persons[0].left && !anns->bot);
    assert_true(anns->revision == 1 && anns->stated && !anns->ready);
    assert_string_equal(bens->persons[0].name, "Ben");
    assert_true(!bens->persons[0].here && bens->persons[0].left && bens->bot);
    assert_true(id_equal(&anns->persons[0].person, &scene->ann->joined.person)); /* who is to be moved */
    /* as bytes: neither a token nor a seat code */
    const struct letter *letter = &scene->admin->letters[scene->admin->letter_count - 1];
    const struct wire_joined *joined = &scene->ann->joined;
    assert_true(contains(letter, "Ann", 3));
    assert_false(contains(letter, joined->token.bytes, ID_SIZE));
    assert_false(contains(letter, joined->seat_code, strlen(joined->seat_code)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(players_hear_of_a_pause_at_once),
        TEST(who_comes_back_hears_of_it_too),
        TEST(nothing_is_told_before_it_is_durable),
        TEST(refusals_that_tell_something_wait_too),
        TEST(refusals_that_tell_nothing_are_heard_at_once),
        TEST(a_full_disk_is_said),
        TEST(time_and_turns_move),
        TEST(what_cannot_be_is_refused),
        TEST(a_closed_exercise_is_over),
        TEST(a_lobby_is_closed_for_all_in_it),
        TEST(the_state_names_people_and_no_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
