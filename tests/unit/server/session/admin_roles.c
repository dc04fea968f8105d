/* What is printed before class: roles, public conditions, and codes on cards that take a seat. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct peer *admin;
    struct wire_exercise_created created;
};

static void make(struct scene *scene, const char *scenario, uint32_t worlds)
{
    struct wire_exercise_new wish = exercise_wish(scenario);
    wish.worlds = worlds;
    wish.start_by_hand = true;
    make_exercise(scene->house, &wish, &scene->created);
}

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    scene->admin = peer_open_admin(scene->house);
    make(scene, "seminar", 2);
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

static void say_roles(struct scene *scene, bool seat_codes)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ROLES, .exercise_roles = {.seat_codes = seat_codes}};
    memcpy(message.exercise_roles.code, scene->created.code, sizeof scene->created.code);
    admin_say(scene->admin, &message);
}

static const struct wire_exercise_role_rows *roles(struct scene *scene, bool seat_codes)
{
    say_roles(scene, seat_codes);
    return &admin_hear(scene->admin, FROM_ADMIN_EXERCISE_ROLE_ROWS)->exercise_role_rows;
}

static void expect_refusal(struct scene *scene, enum refusal_code code, const char *item)
{
    const struct from_admin *answer = admin_hear(scene->admin, FROM_ADMIN_REFUSAL);
    assert_int_equal(answer->refusal.code, code);
    assert_string_equal(answer->refusal.item, item);
}

/* A card says what its player will be told. */
static void a_role_is_what_the_seat_will_see(void **state)
{
    struct scene *scene = *state;
    const struct wire_exercise_role_rows *rows = roles(scene, false);
    assert_int_equal(rows->world_count, 2);
    assert_string_equal(rows->worlds[1].name, "B");
    int seats = rows->worlds[0].scenario.actor_count;
    assert_int_equal(rows->role_count, 2 * seats);
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    struct wire_exercise_act start = act_on(EXERCISE_START, -1);
    does(lead, &start);
    int world = id_equal(&ann->joined.world, &scene->created.worlds[1]);
    const struct wire_role *role = &rows->roles[world * seats + (int)ann->joined.seat];
    const struct view *view = &ann->situation.view;
    assert_int_equal(role->world, world);
    assert_int_equal(role->seat, ann->joined.seat);
    assert_string_equal(role->state, ann->briefing.scenario.actors[ann->joined.seat].name);
    assert_int_equal(role->motive, view->own.motive);
    assert_int_equal(role->territory, view->territory[ann->joined.seat]);
    assert_int_equal(role->fortify, view->own.fortify);
    assert_int_equal(role->strike, view->own.strike);
    assert_int_equal(role->dual, view->own.dual);
    assert_int_equal(role->income, view->income);
    assert_string_equal(role->seat_code, "");
}

static void conditions_name_no_motive(void **state)
{
    struct scene *scene = *state;
    const struct wire_exercise_role_rows *rows = roles(scene, false);
    for (int world = 0; world < 2; world++) {
        const struct scenario *scenario = &rows->worlds[world].scenario;
        for (int x = 0; x < scenario->actor_count; x++)
            assert_int_equal(scenario->actors[x].motive, MOTIVE_DRAWN);
        assert_int_equal(scenario->assessment_count, 0);
    }
}

static struct wire_role held(struct scene *scene, int which)
{
    struct wire_role role = roles(scene, true)->roles[which];
    assert_int_equal(strlen(role.seat_code), 11);
    return role;
}

static void a_card_takes_its_seat(void **state)
{
    struct scene *scene = *state;
    struct wire_role first = held(scene, 3), role = held(scene, 3); /* printed twice: the later one counts */
    struct peer *late = come(scene->house);
    say_move(late, scene->created.code, first.seat_code);
    hear_refusal(late, REFUSAL_UNKNOWN_PERSON, "seat_code");
    house_restart(scene->house);
    scene->admin = peer_open_admin(scene->house);
    struct peer *ann = come(scene->house);
    say_move(ann, scene->created.code, role.seat_code);
    const struct wire_joined *joined = &hear_answer(ann, TO_CLIENT_JOINED)->joined;
    assert_int_equal(joined->seat, role.seat);
    assert_true(id_equal(&joined->world, &scene->created.worlds[role.world]));
    assert_string_equal(joined->name, role.state);
    ignore(ann);
    struct id person = ann->joined.person;
    struct peer *phone = come(scene->house); /* the same card on another device */
    say_move(phone, scene->created.code, role.seat_code);
    assert_true(id_equal(&hear_answer(phone, TO_CLIENT_JOINED)->joined.person, &person));
    hear_notice(ann, NOTICE_SUPERSEDED);
    struct wire_joined again = phone->joined;
    house_restart(scene->house);
    resume(scene->house, &again, again.token);
    scene->admin = peer_open_admin(scene->house);
    const struct wire_exercise_role_rows *rows = roles(scene, true);
    assert_string_equal(rows->roles[3].seat_code, ""); /* somebody holds it */
    assert_int_equal(strlen(rows->roles[4].seat_code), 11);
}

/* Whoever joins without a card gets a seat that waits for none, while there is one. */
static void seats_with_cards_are_given_away_last(void **state)
{
    struct scene *scene = *state;
    make(scene, "duel", 1);
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    const struct wire_exercise_role_rows *rows = roles(scene, true);
    struct wire_role other = rows->roles[1 - ann->joined.seat];
    assert_string_equal(rows->roles[ann->joined.seat].seat_code, "");
    join(scene->house, scene->created.code, "Bob");
    struct peer *late = come(scene->house);
    say_move(late, scene->created.code, other.seat_code);
    const struct refusal *refusal = hear_refusal(late, REFUSAL_FULL, "card");
    assert_string_equal(refusal->sentence, "refusal.card_taken");
    assert_string_equal(refusal->remedy, "remedy.card_taken");
}

static void roles_are_those_of_the_start(void **state)
{
    struct scene *scene = *state;
    make(scene, "duel", 1);
    join(scene->house, scene->created.code, "Ann");
    struct peer *lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    struct wire_exercise_act act = act_on(EXERCISE_START, -1);
    does(lead, &act);
    roles(scene, false);
    act = act_on(EXERCISE_RESOLVE, -1);
    does(lead, &act);
    say_roles(scene, false);
    expect_refusal(scene, REFUSAL_NOT_NOW, "turn");
    memcpy(scene->created.code, "NOSUCH", 7);
    say_roles(scene, false);
    expect_refusal(scene, REFUSAL_UNKNOWN_CODE, "code");
}

static void codes_are_stored_or_refused(void **state)
{
    struct scene *scene = *state;
    scene->house->refusing = true;
    roles(scene, false); /* looking is free */
    say_roles(scene, true);
    expect_refusal(scene, REFUSAL_BUSY, "journal");
    scene->house->refusing = false;
    scene->house->slow = true;
    say_roles(scene, true);
    assert_int_equal(scene->admin->taken, scene->admin->letter_count); /* not before they are durable */
    house_step(scene->house);
    admin_hear(scene->admin, FROM_ADMIN_EXERCISE_ROLE_ROWS);
}

/* The most seats that an exercise can have fit into one answer. */
static void the_largest_exercise_is_printed(void **state)
{
    struct scene *scene = *state;
    make(scene, "grand-12", WIRE_WORLDS_MAX);
    const struct wire_exercise_role_rows *rows = roles(scene, true);
    assert_int_equal(rows->world_count, WIRE_WORLDS_MAX);
    assert_int_equal(rows->role_count, WIRE_WORLDS_MAX * 12);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_role_is_what_the_seat_will_see),
        TEST(conditions_name_no_motive),
        TEST(a_card_takes_its_seat),
        TEST(seats_with_cards_are_given_away_last),
        TEST(roles_are_those_of_the_start),
        TEST(codes_are_stored_or_refused),
        TEST(the_largest_exercise_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
