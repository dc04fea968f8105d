/* What whoever ran the exercise told a world, from entries as a server writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/journal_steering.h"
#include "common/record/entry.h"

#include <string.h>

struct given {
    struct store *store;
    struct id world;
    int64_t entries;
    uint32_t acts;
    struct told_steering told;
};

static void commit(struct given *given, struct store_change change)
{
    struct cause cause;
    change.stream = given->world;
    change.epoch = 1;
    change.record.remaining_ms = -1;
    if (store_commit(given->store, &change, 1, &cause) || change.result)
        fail_msg("%s", cause.text);
}

static void put(struct given *given, const char *kind, const char *body)
{
    struct store_change change = {.kind = STORE_APPEND, .expected_seq = given->entries++};
    change.record.body = body;
    change.record.body_size = strlen(body);
    assert_true(slice_copy(slice_of(kind), change.record.kind, sizeof change.record.kind));
    commit(given, change);
}

static void put_act(struct given *given, const char *kind, struct entry_act act)
{
    char memory[ENTRY_ACT_MAX];
    struct text text = text_over(memory, sizeof memory);
    act.number = ++given->acts;
    entry_put_act(&text, kind, &act);
    put(given, kind, memory);
}

static void put_news(struct given *given, struct entry_act act, const char *words)
{
    act.text.bytes[0] = (uint8_t)(given->acts + 1);
    act.inject = given->acts + 1;
    if (words)
        commit(given,
               (struct store_change){
                   .kind = STORE_TEXT, .text_id = act.text, .text = words, .text_size = strlen(words)});
    put_act(given, "bulletin", act);
}

static void put_orders(struct given *given, int turn, int seat)
{
    char memory[ENTRY_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct entry_orders entry = {.head = {.turn = turn, .seat = seat}, .revision = 1};
    entry_put_orders(&text, &entry, 2);
    put(given, "orders", memory);
}

static enum status read_all(struct given *given)
{
    struct cause cause;
    told_steering_free(&given->told);
    return journal_steering_read(given->store, &given->world, &given->told, &cause);
}

static int begin(void **state)
{
    static struct given given;
    given = (struct given){.store = store_open_memory(), .world = {{7}}};
    *state = &given;
    put(&given, "opening", "x");
    return 0;
}

static int end(void **state)
{
    struct given *given = *state;
    told_steering_free(&given->told);
    store_close(given->store);
    return 0;
}

static void news_with_their_words(void **state)
{
    struct given *given = *state;
    put_news(given, (struct entry_act){.turn = 1, .seats = 3}, "\x1eSoon.\x1e\x1e");
    put(given, "start", "");
    put_news(given, (struct entry_act){.turn = 1, .seats = 2, .misleading = true},
             "Radio\x1eTroops.\x1eTropas.\x1e");
    put(given, "turn", "x");
    put_news(given, (struct entry_act){.turn = 2, .seats = 1, .misleading = true}, NULL);
    put_news(given, (struct entry_act){.turn = 2, .seats = 1}, "no end");
    assert_int_equal(read_all(given), STATUS_OK);
    const struct card_told *told = given->told.of.told;
    assert_int_equal(given->told.of.told_count, 4);
    assert_true(told[0].turn == 0 && told[0].seats == 3 && !told[0].misleading && !told[0].practice);
    assert_string_equal(told[0].source, "");
    assert_string_equal(told[0].text[LANGUAGE_ENGLISH], "Soon.");
    assert_string_equal(told[0].text[LANGUAGE_SPANISH], "");
    assert_true(told[1].turn == 1 && told[1].seats == 2 && told[1].misleading);
    assert_string_equal(told[1].source, "Radio");
    assert_string_equal(told[1].text[LANGUAGE_SPANISH], "Tropas.");
    assert_true(told[2].turn == 2 && told[2].misleading);
    assert_null(told[2].text[LANGUAGE_ENGLISH]);
    assert_null(told[3].text[LANGUAGE_ENGLISH]);
}

static void turns_by_hand_and_roll_backs(void **state)
{
    struct given *given = *state;
    put(given, "start", "");
    put_act(given, "behalf", (struct entry_act){.turn = 1, .seat = 1});
    put_orders(given, 1, 1);
    put_act(given, "resolve", (struct entry_act){.turn = 1});
    put(given, "turn", "x");
    for (int seat = 0; seat < 2; seat++) {
        put_act(given, "behalf", (struct entry_act){.turn = 2, .seat = seat});
        put_orders(given, 2, seat);
    }
    put_orders(given, 2, 0); /* its own */
    put(given, "turn", "x");
    assert_int_equal(read_all(given), STATUS_OK);
    assert_int_equal(given->told.of.resolved, 2);
    assert_int_equal(given->told.of.behalf[0], 0);
    assert_int_equal(given->told.of.behalf[1], 6);
    put_act(given, "resolve", (struct entry_act){.turn = 3});
    put_act(given, "rollback", (struct entry_act){.turn = 3, .to = 2});
    put(given, "turn", "x");
    assert_int_equal(read_all(given), STATUS_OK);
    assert_int_equal(given->told.of.resolved, 2);
    assert_int_equal(given->told.of.behalf[1], 2);
    assert_int_equal(given->told.of.told_count, 1);
    assert_int_equal(given->told.of.told[0].turn, 3);
    assert_int_equal(given->told.of.told[0].back_to, 2);
}

static void practice_does_not_count(void **state)
{
    struct given *given = *state;
    put_news(given, (struct entry_act){.turn = 1, .seats = 3}, "\x1eSoon.\x1e\x1e");
    put(given, "start", "");
    put_news(given, (struct entry_act){.turn = 1, .seats = 3}, "\x1eNow.\x1e\x1e");
    put_act(given, "resolve", (struct entry_act){.turn = 1});
    put(given, "turn", "x");
    put(given, "practice_over", "practice=1\n");
    put_news(given, (struct entry_act){.turn = 1, .seats = 3}, "\x1eReally.\x1e\x1e");
    assert_int_equal(read_all(given), STATUS_OK);
    const struct card_told *told = given->told.of.told;
    assert_int_equal(given->told.of.resolved, 0);
    assert_int_equal(told[0].turn, 0);
    assert_true(!told[0].practice && told[1].practice && !told[2].practice);
    assert_true(told[1].turn == 1 && told[2].turn == 1);
}

static void what_does_not_fit_is_named(void **state)
{
    struct given *given = *state;
    put(given, "rollback", "turn=1\n");
    assert_int_equal(read_all(given), STATUS_CORRUPT);
    assert_int_equal(given->told.of.told_count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(news_with_their_words),
        TEST(turns_by_hand_and_roll_backs),
        TEST(practice_does_not_count),
        TEST(what_does_not_fit_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
