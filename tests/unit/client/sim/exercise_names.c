/* What people call the worlds of a data directory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/exercise_names.h"

#include <stdio.h>
#include <string.h>

enum { WORLDS = 28 };

struct given {
    struct store *store;
    struct exercise_names *names;
};

static struct id id_of(int number)
{
    struct id id = {{0}};
    id.bytes[0] = (uint8_t)number;
    return id;
}

static void put_stream(struct given *given, int number, const char *kind, const char *body)
{
    struct cause cause;
    struct store_change change = {.kind = STORE_APPEND, .stream = id_of(number)};
    change.record.remaining_ms = -1;
    change.record.body = body;
    change.record.body_size = strlen(body);
    strcpy(change.record.kind, kind);
    if (store_commit(given->store, &change, 1, &cause))
        fail_msg("%s", cause.text);
}

/* As a server writes it: `count` worlds from `first` on. */
static void put_exercise(struct given *given, int number, const char *code, int first, int count,
                         const char *behind)
{
    char body[8192], hex[ID_HEX_SIZE];
    struct text text = text_over(body, sizeof body);
    text_put(&text, "format=3\ncode=");
    text_put(&text, code);
    text_put(&text, "\nworlds=");
    text_put_int(&text, count);
    for (int x = 0; x < count; x++) {
        struct id world = id_of(first + x);
        text_put(&text, "\nworld=");
        text_put(&text, id_hex(&world, hex));
        text_put(&text, "\nconditions=balance=80");
    }
    text_put(&text, "\nturn_ms=0\n");
    text_put(&text, behind);
    text_put(&text, "language=en\ntitle=rehearsal=1\nlesson=code=ZZZZZZ\n");
    assert_false(text.cut);
    put_stream(given, number, "exercise", body);
}

static int set_up(void **state)
{
    static struct given given;
    given = (struct given){.store = store_open_memory()};
    *state = &given;
    return 0;
}

static int take_down(void **state)
{
    struct given *given = *state;
    exercise_names_free(given->names);
    store_close(given->store);
    return 0;
}

static void look(struct given *given)
{
    struct cause cause;
    if (exercise_names_read(given->store, &given->names, &cause))
        fail_msg("%s", cause.text);
}

static const struct exercise_name *name_of(const struct given *given, int world)
{
    struct id id = id_of(world);
    return exercise_names_of(given->names, &id);
}

static void expect_name(const struct given *given, int world, const char *expected)
{
    char memory[EXERCISE_NAME_SIZE];
    struct text text = text_over(memory, sizeof memory);
    assert_non_null(name_of(given, world));
    exercise_name_put(name_of(given, world), &text);
    assert_false(text.cut);
    assert_string_equal(memory, expected);
}

static void worlds_are_called_by_code_and_letter(void **state)
{
    struct given *given = *state;
    put_exercise(given, 200, "K7QX2M", 1, WORLDS, "rehearsal=0\n");
    put_exercise(given, 201, "ABCDEF", 100, 1, "rehearsal=1\n");
    put_stream(given, 102, "opening", "world=0\n");
    look(given);
    expect_name(given, 1, "K7QX2M-A");
    expect_name(given, 26, "K7QX2M-Z");
    expect_name(given, WORLDS, "K7QX2M-AB");
    expect_name(given, 100, "ABCDEF");
    assert_false(name_of(given, 2)->rehearsal); /* a title says nothing */
    assert_true(name_of(given, 100)->rehearsal);
    assert_null(name_of(given, 102));
}

static void exercises_of_older_formats_have_one_world(void **state)
{
    struct given *given = *state;
    put_stream(given, 200, "exercise",
               "format=1\ncode=QQQQQQ\nworld=07000000000000000000000000000000\nturn_ms=0\nlanguage=en\n");
    look(given);
    expect_name(given, 7, "QQQQQQ");
}

static void what_cannot_be_read_is_left_out(void **state)
{
    struct given *given = *state;
    put_exercise(given, 200, "K7QX2M", 1, 2, "rehearsal=0\n");
    put_stream(given, 201, "exercise", "format=3\ncode=ABCDEF\nworld=0900\n");
    put_stream(given, 202, "exercise", "no line of an entry");
    put_stream(given, 203, "exercise", "");
    put_stream(given, 204, "exercise", "code=a-code-that-is-too-long-for-any\n");
    look(given);
    assert_null(name_of(given, 9));
    expect_name(given, 2, "K7QX2M-B");
}

static void a_world_is_meant_by_any_of_its_names(void **state)
{
    struct given *given = *state;
    put_exercise(given, 200, "K7QX2M", 1, 2, "rehearsal=0\n");
    put_exercise(given, 201, "ABCDEF", 100, 1, "rehearsal=0\n");
    put_exercise(given, 202, "PRQBE2", 110, 2, "rehearsal=1\n");
    look(given);
    assert_true(exercise_name_fits(name_of(given, 111), "PRQBE2-B"));
    assert_false(exercise_name_fits(name_of(given, 111), "B"));
    static const struct {
        const char *asked;
        bool first, second, alone;
    } rows[] = {
        {"K7QX2M", true, true, false},    {"k7qx2m", true, true, false},    {"K7QX2M-B", false, true, false},
        {"k7qx2m-b", false, true, false}, {"A", true, false, true},         {"B", false, true, false},
        {"ABCDEF", false, false, true},   {"ABCDEF-A", false, false, true}, {"ABCDEF-B", false, false, false},
        {"K7QX2", false, false, false},   {"K7QX2M-", false, false, false}, {"K7QX2MM", false, false, false},
        {"b", false, false, false},       {"", false, false, false},
    };
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        const int worlds[] = {1, 2, 100};
        const bool expected[] = {rows[x].first, rows[x].second, rows[x].alone};
        for (int y = 0; y < 3; y++)
            if (exercise_name_fits(name_of(given, worlds[y]), rows[x].asked) != expected[y])
                fail_msg("\"%s\" for world %d", rows[x].asked, worlds[y]);
    }
}

static void what_can_be_asked_for(void **state)
{
    static const char *const good[] = {"K7QX2M", "k7qx2m-b", "K7QX2M-AB", "A",
                                       "AB",     "0",        "0a",        "00112233445566778899aabbccddeeff"};
    static const char *const bad[] = {"",
                                      "0A",
                                      "K7QX2M-",
                                      "K7QX2M-B1",
                                      "-B",
                                      "ABC",
                                      "K7QX2M B",
                                      "K7QX2M--B",
                                      "K7QX2M-ABC",
                                      "../journal",
                                      "00112233445566778899aabbccddeeff0"};
    (void)state;
    for (size_t x = 0; x < sizeof good / sizeof good[0]; x++)
        if (!exercise_name_can_ask(good[x]))
            fail_msg("\"%s\"", good[x]);
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++)
        if (exercise_name_can_ask(bad[x]))
            fail_msg("\"%s\"", bad[x]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, take_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(worlds_are_called_by_code_and_letter),
        TEST(exercises_of_older_formats_have_one_world),
        TEST(what_cannot_be_read_is_left_out),
        TEST(a_world_is_meant_by_any_of_its_names),
        TEST(what_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
