/* Saved orders as an entry of the journal. */
#include "common/record/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static struct entry_orders sample(void)
{
    struct entry_orders entry = {.head = {.turn = 7, .seat = 1}, .revision = 3};
    for (int x = 0; x < ID_SIZE; x++)
        entry.head.command.bytes[x] = (uint8_t)(x * 17);
    orders_init(&entry.orders);
    entry.orders.budget[LINE_CIVIL] = 12;
    entry.orders.attack = 2;
    entry.orders.belief[0] = 400;
    return entry;
}

static struct slice written(const struct entry_orders *entry, int actors, char memory[ENTRY_ORDERS_MAX])
{
    struct text text = text_over(memory, ENTRY_ORDERS_MAX);
    entry_put_orders(&text, entry, actors);
    assert_false(text.cut);
    return (struct slice){memory, text.length};
}

static void orders_come_back(void **state)
{
    (void)state;
    for (int actors = 3; actors <= ACTORS_MAX; actors++) {
        struct entry_orders entry = sample(), back;
        char memory[ENTRY_ORDERS_MAX];
        assert_true(entry_read_orders(written(&entry, actors, memory), actors, &back));
        assert_memory_equal(&back, &entry, sizeof entry);
    }
}

static void first_lines_are_as_documented(void **state)
{
    (void)state;
    struct entry_orders entry = sample();
    char memory[ENTRY_ORDERS_MAX];
    static const char lines[] =
        "turn=7\nseat=1\ncommand=00112233445566778899aabbccddeeff\nrevision=3\norder 1 ";
    assert_true(slice_starts(written(&entry, 3, memory), lines));
}

static void widest_orders_fit(void **state)
{
    (void)state;
    struct entry_orders entry = {.head = {.turn = TURNS_MAX, .seat = ACTORS_MAX - 1}, .revision = UINT32_MAX};
    struct entry_orders back;
    char memory[ENTRY_ORDERS_MAX];
    for (size_t x = 0; x < sizeof(struct orders) / sizeof(int32_t); x++)
        ((int32_t *)&entry.orders)[x] = INT32_MIN;
    assert_true(entry_read_orders(written(&entry, ACTORS_MAX, memory), ACTORS_MAX, &back));
    assert_memory_equal(&back, &entry, sizeof entry);
    assert_int_equal(sizeof(struct digest), DIGEST_SIZE);
    orders_digest(ACTORS_MAX - 1, &entry.orders, ACTORS_MAX); /* aborts when it does not fit */
}

static bool reads(const char *body)
{
    struct entry_orders back;
    return entry_read_orders(slice_of(body), 3, &back);
}

static void damaged_entries_are_refused(void **state)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"turn=7", "turn=0"},
        {"turn=7", "turn=61"},
        {"turn=7", "tern=7"},
        {"seat=1", "seat=3"},
        {"seat=1", "seat=-1"},
        {"seat=1", "seat=2"},
        {"command=00", "command="},
        {"command=00", "command=0"},
        {"command=00", "command=zz"},
        {"revision=3", "revision=0"},
        {"revision=3", "revision="},
        {"revision=3", "revision=4294967296"},
        {"order 1", "order 2"},
        {"order 1", "orders 1"},
        {"attack=2", "attack=2 attack"},
        {"turn=7\n", ""},
    };
    struct entry_orders entry = sample();
    char memory[ENTRY_ORDERS_MAX], changed[2 * ENTRY_ORDERS_MAX];
    (void)state;
    written(&entry, 3, memory);
    assert_true(reads(memory));
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct text text = text_over(changed, sizeof changed);
        const char *at = strstr(memory, cases[x].from);
        assert_non_null(at);
        text_put_span(&text, memory, (size_t)(at - memory));
        text_put(&text, cases[x].to);
        text_put(&text, at + strlen(cases[x].from));
        if (reads(changed))
            fail_msg("\"%s\" for \"%s\" is read", cases[x].to, cases[x].from);
    }
    struct text text = text_over(changed, sizeof changed);
    text_put(&text, memory);
    text_put(&text, "more=1\n");
    assert_false(reads(changed));
    text = text_over(changed, sizeof changed);
    text_put(&text, "turn=7\nseat=1\ncommand=00112233445566778899aabbccddeeff\nrevision=3\norder 1 none\n");
    assert_false(reads(changed));
}

static void digest_tells_orders_and_seats_apart(void **state)
{
    (void)state;
    struct entry_orders entry = sample();
    struct digest first = orders_digest(1, &entry.orders, 3), other = orders_digest(0, &entry.orders, 3);
    assert_memory_not_equal(first.bytes, other.bytes, DIGEST_SIZE);
    other = orders_digest(1, &entry.orders, 3);
    assert_memory_equal(first.bytes, other.bytes, DIGEST_SIZE);
    entry.orders.belief[0]++;
    other = orders_digest(1, &entry.orders, 3);
    assert_memory_not_equal(first.bytes, other.bytes, DIGEST_SIZE);
}

static void acts_come_back(void **state)
{
    (void)state;
    static const struct {
        const char *kind;
        struct entry_act has; /* besides its head */
    } kinds[] = {
        {"pause", {.text = {{0xab}}}},
        {"resume", {0}},
        {"extend", {.ms = -ENTRY_ACT_MS_MAX}},
        {"resolve", {0}},
        {"close", {.text = {{0xcd}}}},
        {"bot_in", {.seat = ACTORS_MAX - 1}},
        {"bot_out", {.seat = 1}},
        {"behalf", {.seat = 2}},
        {"time", {.seat = 3, .percent = ENTRY_ACT_PERCENT_MAX}},
        {"bulletin",
         {.inject = UINT32_MAX, .seats = (1 << ACTORS_MAX) - 1, .misleading = true, .text = {{0xef}}}},
        {"rollback", {.to = TURNS_MAX}},
    };
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++) {
        struct entry_act act = kinds[x].has, got;
        act.turn = TURNS_MAX;
        act.number = UINT32_MAX;
        char memory[ENTRY_ACT_MAX];
        struct text text = text_over(memory, sizeof memory);
        entry_put_act(&text, kinds[x].kind, &act);
        assert_true(entry_is_act(kinds[x].kind));
        assert_true(entry_read_act(kinds[x].kind, slice_of(memory), &got));
        assert_int_equal(got.turn, act.turn);
        assert_int_equal(got.number, act.number);
        assert_true(got.ms == act.ms && id_equal(&got.text, &act.text) && got.to == act.to);
        assert_true(got.seat == act.seat && got.percent == act.percent && got.inject == act.inject &&
                    got.seats == act.seats && got.misleading == act.misleading);
        for (size_t length = 0; length < text.length; length++)
            assert_false(entry_read_act(kinds[x].kind, (struct slice){memory, length}, &got));
        text_put(&text, "more=1\n");
        assert_false(entry_read_act(kinds[x].kind, slice_of(memory), &got));
    }
    struct entry_act got;
    assert_false(entry_is_act("turn"));
    assert_false(entry_read_act("turn", slice_of("turn=1\nact=1\n"), &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_come_back),
        cmocka_unit_test(orders_come_back),
        cmocka_unit_test(first_lines_are_as_documented),
        cmocka_unit_test(widest_orders_fit),
        cmocka_unit_test(damaged_entries_are_refused),
        cmocka_unit_test(digest_tells_orders_and_seats_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
