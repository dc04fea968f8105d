/* Exercises are made, listed and forgotten over the admin socket. */
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
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    scene->admin = peer_open_admin(scene->house);
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

static void wish_for(struct peer *admin, const struct wire_exercise_new *wish)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = *wish};
    admin_say(admin, &message);
}

static struct wire_exercise_created get(struct peer *admin, const struct wire_exercise_new *wish)
{
    wish_for(admin, wish);
    return admin_hear(admin, FROM_ADMIN_EXERCISE_CREATED)->exercise_created;
}

static void expect_refusal(struct peer *admin, const struct wire_exercise_new *wish, enum refusal_code code,
                           const char *item)
{
    uint64_t before = admin->house->submits;
    wish_for(admin, wish);
    const struct refusal *refusal = &admin_hear(admin, FROM_ADMIN_REFUSAL)->refusal;
    assert_string_equal(refusal_name(refusal->code), refusal_name(code));
    if (!strstr(refusal->item, item))
        fail_msg("\"%s\" does not name %s", refusal->item, item);
    assert_int_equal(admin->house->submits, before);
    assert_false(admin->finished);
}

static const struct wire_exercise_rows *list(struct peer *admin)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_LIST};
    admin_say(admin, &message);
    return &admin_hear(admin, FROM_ADMIN_EXERCISE_ROWS)->exercise_rows;
}

static void what_is_made_is_listed_newest_first(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new duel = exercise_wish("duel"), seminar = exercise_wish("seminar");
    assert_int_equal(list(scene->admin)->count, 0);
    struct wire_exercise_created first = get(scene->admin, &duel), second = get(scene->admin, &seminar);
    assert_int_equal(first.seats, 2);
    assert_int_equal(first.world_count, 1);
    assert_int_equal(strlen(first.code), EXERCISE_CODE_LENGTH);
    assert_string_not_equal(first.code, second.code);
    join(scene->house, second.code, "Ann");
    const struct wire_exercise_rows *rows = list(scene->admin);
    assert_int_equal(rows->count, 2);
    assert_string_equal(rows->rows[0].code, second.code);
    assert_string_equal(rows->rows[0].scenario, "seminar");
    assert_int_equal(rows->rows[0].seats, 6);
    assert_int_equal(rows->rows[0].persons, 1);
    assert_false(rows->rows[0].started);
    assert_string_equal(rows->rows[1].code, first.code);
    assert_true(id_equal(&rows->rows[1].exercise, &first.exercise));
    house_wait(scene->house, EXERCISE_LOBBY_MS);
    rows = list(scene->admin);
    assert_true(rows->rows[0].started);
    assert_false(rows->rows[1].started);
}

static void answers_carry_the_link_for_browsers(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    char link[WIRE_LINK_SIZE], endless[WIRE_HOST_SIZE];
    assert_string_equal(get(scene->admin, &wish).link, ""); /* nobody has told where the server is */
    hub_set_place(scene->house->hub, "game.example.org:4470");
    struct wire_exercise_created created = get(scene->admin, &wish);
    snprintf(link, sizeof link, "https://game.example.org:4470/join/%s", created.code);
    assert_string_equal(created.link, link);
    struct to_admin show = {.kind = TO_ADMIN_EXERCISE_SHOW};
    memcpy(show.exercise_show.code, created.code, sizeof created.code);
    admin_say(scene->admin, &show);
    assert_string_equal(admin_hear(scene->admin, FROM_ADMIN_EXERCISE_STATE)->exercise_state.link, link);
    memset(endless, 'a', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    hub_set_place(scene->house->hub, endless);
    created = get(scene->admin, &wish);
    assert_non_null(strstr(created.link, created.code)); /* the longest is whole */
}

static void bounds_are_named(void **state)
{
    struct scene *scene = *state;
    struct peer *admin = scene->admin;
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.turn_seconds = 7 * 24 * 3600 + 1;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "turn_seconds");
    wish.turn_seconds = UINT32_MAX;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "turn_seconds");
    wish = exercise_wish("duel");
    wish.team_size = TEAM_SIZE_MAX + 1;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "team_size");
    wish = exercise_wish("duel");
    wish.wait_seats = 3;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "wait_seats");
    wish.team_size = 2;
    wish.wait_seats = 5;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "wait_seats");
    wish.wait_seats = UINT32_MAX;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "wait_seats");
    wish = exercise_wish("duel");
    wish.misses_allowed = TURNS_MAX + 1;
    expect_refusal(admin, &wish, REFUSAL_MALFORMED, "misses_allowed");
    assert_int_equal(list(admin)->count, 0);
}

static void the_bounds_themselves_are_allowed(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.turn_seconds = 7 * 24 * 3600;
    wish.team_size = TEAM_SIZE_MAX;
    wish.wait_seats = 2 * TEAM_SIZE_MAX;
    wish.misses_allowed = TURNS_MAX;
    struct wire_exercise_created created = get(scene->admin, &wish);
    struct peer *ann = join(scene->house, created.code, "Ann");
    assert_int_equal(ann->briefing.turn_seconds, 7 * 24 * 3600);
    assert_int_equal(ann->briefing.misses_allowed, TURNS_MAX);
    house_restart(scene->house); /* and can be read back */
    assert_int_equal(hub_counts(scene->house->hub).exercises, 1);
}

static void unknown_scenarios_are_refused(void **state)
{
    struct scene *scene = *state;
    static const char *const names[] = {"no-such", "../duel", "duel.yaml", "DUEL", "."};
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++) {
        struct wire_exercise_new wish = exercise_wish(names[x]);
        expect_refusal(scene->admin, &wish, REFUSAL_MALFORMED, "scenario");
    }
}

static void a_seed_needs_a_server_that_allows_it(void **state)
{
    struct scene *scene = *state;
    scene->house->settings.allow_seed = false;
    house_restart(scene->house);
    scene->admin = peer_open_admin(scene->house);
    struct wire_exercise_new wish = exercise_wish("duel");
    expect_refusal(scene->admin, &wish, REFUSAL_MALFORMED, "seed");
    wish.seeded = false;
    get(scene->admin, &wish);
}

static void the_same_seed_is_the_same_game(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("seminar");
    struct wire_situation first;
    wish.wait_seats = 1;
    for (int x = 0; x < 2; x++) {
        struct wire_exercise_created created = get(scene->admin, &wish);
        struct peer *ann = join(scene->house, created.code, "Ann");
        play_turn(ann);
        assert_int_equal(ann->situation.view.turn, 1);
        if (x)
            assert_memory_equal(&ann->situation.view, &first.view, sizeof first.view);
        first = ann->situation;
    }
}

static void a_busy_server_makes_nothing(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    scene->house->refusing = true;
    expect_refusal(scene->admin, &wish, REFUSAL_BUSY, "exercises");
    assert_int_equal(list(scene->admin)->count, 0); /* looking is free */
}

static void admins_and_players_speak_different_languages(void **state)
{
    struct scene *scene = *state;
    struct peer *player = come(scene->house);
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    struct to_admin wish = {.request = 4, .kind = TO_ADMIN_EXERCISE_LIST};
    assert_int_equal(wire_write_to_admin(&wish, &buffer), STATUS_OK);
    player->request = 4;
    say_bytes(player, buffer_bytes(&buffer), buffer_length(&buffer));
    hear_answer(player, TO_CLIENT_REFUSAL);
    buffer_free(&buffer);
    assert_int_equal(hub_counts(scene->house->hub).exercises, 0);
}

static void malformed_wishes_are_refused(void **state)
{
    struct scene *scene = *state;
    static const uint8_t later[] = {0x08, 1, 0xc2, 0x0c, 1, 0}, nothing[] = {0x08, 2};
    scene->admin->request = 1;
    say_bytes(scene->admin, later, sizeof later);
    assert_int_equal(admin_hear(scene->admin, FROM_ADMIN_REFUSAL)->refusal.code, REFUSAL_UNSUPPORTED);
    scene->admin->request = 2;
    say_bytes(scene->admin, nothing, sizeof nothing);
    assert_int_equal(admin_hear(scene->admin, FROM_ADMIN_REFUSAL)->refusal.code, REFUSAL_MALFORMED);
    assert_false(scene->admin->finished);
    scene->admin->request = 0;
    say_bytes(scene->admin, "\xff\xff", 2);
    assert_int_equal(admin_hear(scene->admin, FROM_ADMIN_REFUSAL)->refusal.code, REFUSAL_MALFORMED);
    assert_true(scene->admin->finished);
}

/* ---- room for more */

static void fill(struct scene *scene, int count)
{
    struct wire_exercise_new wish = exercise_wish("duel");
    for (int x = 0; x < count; x++)
        get(scene->admin, &wish);
    assert_int_equal(hub_counts(scene->house->hub).exercises, HUB_EXERCISES_MAX);
}

/* A world that played itself out after its only person left. */
static struct wire_joined make_ended(struct scene *scene)
{
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 1;
    struct wire_exercise_created created = get(scene->admin, &wish);
    struct peer *ann = join(scene->house, created.code, "Ann");
    struct wire_joined joined = ann->joined;
    say_leave(ann, house_id(scene->house));
    hear_accepted(ann);
    peer_close(ann);
    house_wait(scene->house, 1000);
    return joined;
}

static void a_full_house_refuses(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    fill(scene, HUB_EXERCISES_MAX);
    expect_refusal(scene->admin, &wish, REFUSAL_BUSY, "exercises");
    assert_int_equal(list(scene->admin)->count, WIRE_EXERCISE_ROWS_MAX);
    house_restart(scene->house); /* a full house comes back */
    assert_int_equal(hub_counts(scene->house->hub).exercises, HUB_EXERCISES_MAX);
}

static void an_ended_exercise_makes_room(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    struct wire_joined gone = make_ended(scene);
    assert_int_equal(hub_counts(scene->house->hub).running, 0);
    fill(scene, HUB_EXERCISES_MAX - 1);
    get(scene->admin, &wish);
    assert_int_equal(hub_counts(scene->house->hub).exercises, HUB_EXERCISES_MAX);
    struct peer *peer = come(scene->house);
    say_resume(peer, &gone, gone.token);
    hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, NULL);
    expect_refusal(scene->admin, &wish, REFUSAL_BUSY, "exercises");
    house_restart(scene->house);
    assert_int_equal(hub_counts(scene->house->hub).running, HUB_EXERCISES_MAX);
}

static void a_watched_end_makes_no_room(void **state)
{
    struct scene *scene = *state;
    struct wire_exercise_new wish = exercise_wish("duel");
    struct wire_joined joined = make_ended(scene);
    struct peer *watcher = resume(scene->house, &joined, joined.token);
    fill(scene, HUB_EXERCISES_MAX - 1);
    expect_refusal(scene->admin, &wish, REFUSAL_BUSY, "exercises");
    say_ask_record(watcher, 0);
    hear_answer(watcher, TO_CLIENT_RECORD_PART);
    peer_close(watcher);
    get(scene->admin, &wish);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_made_is_listed_newest_first),  TEST(bounds_are_named),
        TEST(the_bounds_themselves_are_allowed),    TEST(unknown_scenarios_are_refused),
        TEST(a_seed_needs_a_server_that_allows_it), TEST(the_same_seed_is_the_same_game),
        TEST(a_busy_server_makes_nothing),          TEST(admins_and_players_speak_different_languages),
        TEST(malformed_wishes_are_refused),         TEST(a_full_house_refuses),
        TEST(an_ended_exercise_makes_room),         TEST(a_watched_end_makes_no_room),
        TEST(answers_carry_the_link_for_browsers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
