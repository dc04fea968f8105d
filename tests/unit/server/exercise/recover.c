/* An exercise from its entries: the same roster, and nothing taken for granted. */
#include "hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    struct hall *hall = hall_open(&(struct exercise_settings){.turn_ms = 90000,
                                                              .misses_allowed = 5,
                                                              .wait_seats = 3,
                                                              .team_size = 2,
                                                              .seats_in_order = true,
                                                              .spectator_delay = 7});
    for (uint8_t x = 1; x <= 3; x++) {
        struct wire_join join = join_as(x == 2 ? "Bob" : "Ann", x);
        struct credentials fresh;
        struct refusal refusal;
        assert_non_null(exercise_join(hall->exercise, &join, 1000, &fresh, &refusal));
    }
    *state = hall;
    return 0;
}

static int end(void **state)
{
    hall_close(*state);
    return 0;
}

static void the_roster_comes_back(void **state)
{
    struct hall *hall = *state;
    struct cause cause;
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    assert_non_null(exercise);
    assert_string_equal(exercise_code(exercise), "ABCDEF");
    assert_true(id_equal(exercise_world_id(exercise, 0), exercise_world_id(hall->exercise, 0)));
    assert_int_equal(exercise_persons(exercise), 3);
    for (int x = 0; x < 3; x++) {
        const struct person *before = exercise_person(hall->exercise, x);
        const struct person *after = exercise_person(exercise, x);
        assert_true(id_equal(&before->id, &after->id));
        assert_int_equal(before->seat, after->seat);
        assert_string_equal(before->name, after->name);
        assert_true(digest_equal(&before->token, &after->token));
        assert_true(digest_equal(&before->secret, &after->secret));
        assert_true(digest_equal(&before->seat_code, &after->seat_code));
        assert_null(after->session);
    }
    assert_memory_equal(exercise_texts(exercise), exercise_texts(hall->exercise),
                        WIRE_LANGUAGES * sizeof(struct wire_scenario_text));
    exercise_destroy(exercise);
}

static uint32_t delay_of(struct exercise *exercise)
{
    struct wire_watching watching = {0};
    world_tell_watching(exercise_world(exercise, 0), &watching);
    return watching.delay;
}

static void settings_come_back(void **state)
{
    struct hall *hall = *state;
    struct cause cause;
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    struct wire_briefing *briefing = calloc(1, sizeof *briefing);
    struct wire_clock clock;
    assert_true(exercise != NULL && briefing != NULL);
    world_tell_briefing(exercise_world(exercise, 0), 0, briefing);
    assert_int_equal(briefing->turn_seconds, 90);
    assert_int_equal(briefing->misses_allowed, 5);
    exercise_tell_clock(exercise, 0, 1000, &clock);
    assert_int_equal(clock.persons_needed, 3);
    assert_int_equal(clock.persons, 3);
    assert_int_equal(delay_of(exercise), 7);
    free(briefing);
    exercise_destroy(exercise);
}

/* A body as it was in format 1 or 2, with the world and settings of now. */
static void put_format(const struct hall *hall, int format, char *body, size_t size)
{
    char hex[ID_HEX_SIZE];
    snprintf(body, size,
             "format=%d\ncode=ABCDEF\nworld=%s\nturn_ms=90000\nmisses_allowed=5\nwait_seats=3\nteam_size=2\n"
             "seats_in_order=1\n%slanguage=en\ntitle=\nlesson=\nlanguage=es\ntitle=\nlesson=\n",
             format, id_hex(&hall->worlds[0], hex), format == 2 ? "spectator_delay=7\n" : "");
}

/* An exercise from before there were several worlds, and one from before there were spectators, which gets
 * the delay that is usual now. */
static void the_first_formats_are_read(void **state)
{
    struct hall *hall = *state;
    struct hall_entry before = hall->entries[0];
    for (int format = 1; format <= 2; format++) {
        struct cause cause = {""};
        char body[EXERCISE_ENTRY_MAX];
        put_format(hall, format, body, sizeof body);
        hall->entries[0].body = body;
        hall->entries[0].body_size = strlen(body);
        struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
        assert_string_equal(cause.text, "");
        assert_non_null(exercise);
        assert_int_equal(exercise_worlds(exercise), 1);
        assert_int_equal(delay_of(exercise), format == 2 ? 7 : EXERCISE_SPECTATOR_DELAY);
        exercise_destroy(exercise);
    }
    hall->entries[0] = before;
}

/* Puts another body into an entry for one recovery. */
static void expect_unreadable(struct hall *hall, int which, const char *body, const char *part)
{
    struct hall_entry before = hall->entries[which];
    struct cause cause = {""};
    char memory[EXERCISE_ENTRY_MAX];
    snprintf(memory, sizeof memory, "%s", body);
    hall->entries[which].body = memory;
    hall->entries[which].body_size = strlen(body);
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    hall->entries[which] = before;
    assert_null(exercise);
    if (!strstr(cause.text, part))
        fail_msg("\"%s\" does not say \"%s\"", cause.text, part);
}

static int index_of(const struct hall *hall, const char *kind)
{
    return (int)(hall_entry(hall, kind) - hall->entries);
}

/* Every entry of an exercise is read to its last byte: cut anywhere, or with one byte more, it is refused. */
static void what_is_cut_is_refused(void **state)
{
    static const char *const kinds[] = {"exercise", "person"};
    struct hall *hall = *state;
    for (int x = 0; x < 2; x++) {
        int which = index_of(hall, kinds[x]);
        char body[EXERCISE_ENTRY_MAX];
        size_t size = hall->entries[which].body_size;
        assert_true(size + 1 < sizeof body);
        memcpy(body, hall->entries[which].body, size + 1);
        const char *world = strstr(body, "\nworld="); /* of a person: there formats before the third ended */
        size_t whole = x == 1 && world ? (size_t)(world - body) : size;
        for (size_t length = 0; length + 1 < size; length++) {
            if (length == whole || length == whole + 1)
                continue;
            body[length] = '\0';
            expect_unreadable(hall, which, body, "cannot be read");
            body[length] = hall->entries[which].body[length];
        }
        memcpy(body + size, "x", 2);
        expect_unreadable(hall, which, body, "cannot be read");
    }
}

static void a_token_of_nobody_is_refused(void **state)
{
    struct hall *hall = *state;
    struct wire_join join = join_as("Ann", 1);
    struct credentials fresh;
    struct refusal refusal;
    struct cause cause;
    assert_non_null(exercise_join(hall->exercise, &join, 1000, &fresh, &refusal));
    int which = index_of(hall, "token");
    char body[256];
    snprintf(body, sizeof body, "%s", hall->entries[which].body);
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    assert_non_null(exercise);
    exercise_destroy(exercise);
    body[strlen("person=")] = body[strlen("person=")] == '0' ? '1' : '0';
    expect_unreadable(hall, which, body, "a token of nobody");
    expect_unreadable(hall, which, "person=00\n", "a token");
}

/* Whoever shows a seat has room for so many and no more. */
static void a_seat_has_so_many_places(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct hall *hall = hall_open(&(struct exercise_settings){
        .misses_allowed = 5, .wait_seats = 9, .team_size = TEAM_SIZE_MAX, .seats_in_order = true});
    for (uint8_t x = 0; x <= TEAM_SIZE_MAX; x++)
        hall_join(hall, "Ann", (uint8_t)(x + 1));
    for (int all = 0; all < 2; all++) {
        for (int x = 0; x < hall->entry_count; x++) {
            char *seat =
                strcmp(hall->entries[x].kind, "person") == 0 ? strstr(hall->entries[x].body, "seat=1") : NULL;
            if (seat && all)
                seat[strlen("seat=")] = '0';
        }
        struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
        assert_non_null(exercise);
        assert_int_equal(exercise_check(exercise, &cause), all ? STATUS_CORRUPT : STATUS_OK);
        exercise_destroy(exercise);
    }
    assert_non_null(strstr(cause.text, "a person on a seat that has no place left cannot be read"));
    hall_close(hall);
}

static void another_worlds_opening_is_refused(void **state)
{
    struct hall *hall = *state;
    int which = index_of(hall, "exercise");
    char body[EXERCISE_ENTRY_MAX];
    snprintf(body, sizeof body, "%s", hall->entries[which].body);
    char *world = strstr(body, "world=");
    assert_non_null(world);
    world[6] = world[6] == '0' ? '1' : '0';
    expect_unreadable(hall, which, body, "another one stands in its stream");
}

static void entries_out_of_order_are_refused(void **state)
{
    struct hall *hall = *state;
    struct cause cause;
    struct exercise *exercise = exercise_recovering(&hall->host, exercise_id(hall->exercise));
    const struct hall_entry *person = hall_entry(hall, "person"), *first = hall_entry(hall, "exercise");
    struct slice person_body = {person->body, person->body_size};
    struct slice first_body = {first->body, first->body_size};
    assert_int_equal(exercise_recover(exercise, "person", person_body, "Ann", &cause), STATUS_CORRUPT);
    assert_int_equal(exercise_recover(exercise, "exercise", first_body, NULL, &cause), STATUS_OK);
    assert_int_equal(exercise_recover(exercise, "exercise", first_body, NULL, &cause), STATUS_CORRUPT);
    for (int x = 0; x < PERSONS_MAX; x++)
        assert_int_equal(exercise_recover(exercise, "person", person_body, "Ann", &cause), STATUS_OK);
    assert_int_equal(exercise_recover(exercise, "person", person_body, "Ann", &cause), STATUS_CORRUPT);
    exercise_destroy(exercise);
}

static void an_erased_name_leaves_the_person(void **state)
{
    struct hall *hall = *state;
    struct cause cause;
    for (int x = 0; x < hall->entry_count; x++) {
        free(hall->entries[x].text);
        hall->entries[x].text = NULL;
    }
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    assert_non_null(exercise);
    assert_int_equal(exercise_persons(exercise), 3);
    assert_string_not_equal(exercise_person(exercise, 0)->name, "Ann");
    exercise_destroy(exercise);
}

/* Who left while a mate stayed is still gone after a restart, so the mate is the last one. */
static void who_left_and_came_back_is_remembered(void **state)
{
    struct hall *hall = *state;
    struct person *person = exercise_person(hall->exercise, 0);
    struct wire_leave leave = {.command = {{7}}};
    struct command command = {.kind = COMMAND_LEAVE, .now_ms = 1000, .leave = &leave};
    for (int left = 1; left >= 0; left--) {
        struct cause cause;
        if (left)
            exercise_apply(hall->exercise, person, &command);
        else
            exercise_arrive(hall->exercise, person, hall, 1000);
        assert_true(id_equal(&person->id, &exercise_person(hall->exercise, 0)->id));
        assert_non_null(hall_entry(hall, left ? "left" : "back"));
        struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
        assert_non_null(exercise);
        assert_int_equal(exercise_person(exercise, 0)->left, left);
        assert_false(exercise_person(exercise, 1)->left);
        exercise_destroy(exercise);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_roster_comes_back),
        TEST(settings_come_back),
        TEST(the_first_formats_are_read),
        TEST(who_left_and_came_back_is_remembered),
        TEST(what_is_cut_is_refused),
        TEST(a_token_of_nobody_is_refused),
        cmocka_unit_test(a_seat_has_so_many_places),
        TEST(another_worlds_opening_is_refused),
        TEST(entries_out_of_order_are_refused),
        TEST(an_erased_name_leaves_the_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
