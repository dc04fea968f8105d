/* An erased text is in no file any more: not in the database, not in its log. */
#include "common/store/sqlite_store.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    char *directory = calloc(1, FIXTURE_PATH_MAX);
    assert_non_null(directory);
    fixture_make(directory);
    *state = directory;
    return 0;
}

static int end(void **state)
{
    fixture_remove(*state);
    free(*state);
    return 0;
}

static void idle(struct store *store, enum status expected)
{
    struct cause cause = {""};
    assert_int_equal(store_idle(store, &cause), expected);
}

static void an_erased_text_is_gone_after_idle(void **state)
{
    struct store *store = open_writer(*state);
    assert_int_equal(commit_one(store, text_of(1, 0, 2, 3, "Wilhelmine")), STATUS_OK);
    assert_true(fixture_finds(*state, "Wilhelmine"));
    idle(store, STATUS_OK);
    assert_true(fixture_finds(*state, "Wilhelmine"));
    assert_int_equal(commit_one(store, erase_of(1, 0, 3)), STATUS_OK);
    idle(store, STATUS_OK);
    assert_false(fixture_finds(*state, "Wilhelmine"));
    store_close(store);
}

static void a_replaced_text_is_gone_after_idle(void **state)
{
    struct store *store = open_writer(*state);
    assert_int_equal(commit_one(store, text_of(1, 0, 2, 3, "Wilhelmine")), STATUS_OK);
    assert_int_equal(commit_one(store, text_of(1, 0, 2, 3, "Wanda")), STATUS_OK);
    idle(store, STATUS_OK);
    assert_false(fixture_finds(*state, "Wilhelmine"));
    assert_true(fixture_finds(*state, "Wanda"));
    store_close(store);
}

static void an_erased_text_is_gone_after_close(void **state)
{
    struct store *store = open_writer(*state);
    assert_int_equal(commit_one(store, text_of(1, 0, 2, 3, "Wilhelmine")), STATUS_OK);
    assert_int_equal(commit_one(store, erase_of(1, 0, 3)), STATUS_OK);
    store_close(store);
    assert_false(fixture_finds(*state, "Wilhelmine"));
}

static bool look_and_erase(void *user, const struct store_head *head)
{
    (void)head;
    struct store *writer = user;
    assert_int_equal(commit_one(writer, erase_of(1, 0, 3)), STATUS_OK);
    idle(writer, STATUS_LOCKED);
    return true;
}

/* A reader that still looks at the text delays its end, but does not prevent it. */
static void a_reader_only_delays_it(void **state)
{
    struct store *writer = open_writer(*state);
    struct cause cause;
    assert_int_equal(commit_one(writer, text_of(1, 0, 2, 3, "Wilhelmine")), STATUS_OK);
    assert_int_equal(commit_one(writer, append_of(1, 0, 0, "a")), STATUS_OK);
    struct store *reader = open_reader(*state);
    assert_int_equal(store_each_head(reader, look_and_erase, writer, &cause), STATUS_OK);
    assert_true(fixture_finds(*state, "Wilhelmine"));
    idle(writer, STATUS_OK);
    assert_false(fixture_finds(*state, "Wilhelmine"));
    store_close(reader);
    store_close(writer);
}

enum { TEXTS = 3000, OWNERS = 7 };

/* "word-number-filler": as long as `size`, told apart by owner. */
static void compose(char *to, int owner, int number, int size)
{
    int length = snprintf(to, STORE_TEXT_MAX, "owner%d-text%d-", owner, number);
    for (; length < size; length++)
        to[length] = (char)('a' + (number + length) % 26);
    to[length] = '\0';
}

/* Pages that are split, merged and moved must not keep copies either. */
static void nothing_stays_behind_in_moved_pages(void **state)
{
    struct store *store = open_writer(*state);
    char *text = malloc(STORE_TEXT_MAX + 1);
    char needle[32];
    assert_non_null(text);
    for (int i = 0; i < TEXTS; i++) {
        struct store_change change;
        compose(text, i % OWNERS, i, 20 + i * 7919 % 900);
        change = text_of(i % 3, 0, 1000 + i, i % OWNERS, text);
        assert_int_equal(commit_one(store, change), STATUS_OK);
        if (i % 5 == 0) { /* replaced by a longer one: the row moves */
            compose(text, i % OWNERS, i, 60 + i * 104729 % 3000);
            change = text_of(i % 3, 0, 1000 + i, i % OWNERS, text);
            assert_int_equal(commit_one(store, change), STATUS_OK);
        }
        if (i % 300 == 299)
            idle(store, STATUS_OK);
    }
    for (int owner = 0; owner < OWNERS; owner++) {
        snprintf(needle, sizeof needle, "owner%d-", owner);
        assert_true(fixture_finds(*state, needle));
        for (int stream = 0; stream < 3; stream++)
            assert_int_equal(commit_one(store, erase_of(stream, 0, owner)), STATUS_OK);
        idle(store, STATUS_OK);
        assert_false(fixture_finds(*state, needle));
    }
    free(text);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_erased_text_is_gone_after_idle),   TEST(a_replaced_text_is_gone_after_idle),
        TEST(an_erased_text_is_gone_after_close),  TEST(a_reader_only_delays_it),
        TEST(nothing_stays_behind_in_moved_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
