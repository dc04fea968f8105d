#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/event.h"

#include <string.h>

/* The reference's events and how many numbers each carries. */
static const struct {
    const char *name;
    int numbers;
} reference[EVENT_KIND_COUNT] = {
    {"rejected", 2},      {"cancel", 2},     {"pact", 4},          {"offer", 4},   {"tech", 2},
    {"budget", 6},        {"scrap", 2},      {"open_books", 2},    {"declare", 3}, {"mobilise", 1},
    {"called_attack", 4}, {"conflicted", 3}, {"exposed", 3},       {"attack", 3},  {"breach", 2},
    {"called", 4},        {"battle", 4},     {"meeting", 3},       {"odds", 3},    {"gain", 3},
    {"eliminated", 1},    {"leak", 2},       {"vulnerability", 2}, {"end", 1},
};

static void kinds_by_name(void **state)
{
    (void)state;
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        assert_string_equal(event_name(kind), reference[kind].name);
        assert_int_equal(event_numbers(kind), reference[kind].numbers);
        assert_in_range(event_numbers(kind), 1, EVENT_NUMBERS_MAX);
    }
}

static void adding_keeps_order_and_numbers(void **state)
{
    (void)state;
    static struct event_list list;
    memset(&list, 0xff, sizeof list);
    list.count = 0;
    EVENT(&list, 0xfff, EVENT_BUDGET, 1, 2, 3, 4, 5, 6);
    EVENT(&list, 0, EVENT_TECH, 7, -8);
    assert_int_equal(list.count, 2);
    const struct event *budget = &list.events[0], *tech = &list.events[1];
    assert_int_equal(budget->seen_by, 0xfff);
    assert_int_equal(budget->kind, EVENT_BUDGET);
    assert_int_equal(budget->count, 6);
    assert_memory_equal(budget->numbers, ((const int32_t[]){1, 2, 3, 4, 5, 6}), sizeof budget->numbers);
    assert_int_equal(tech->seen_by, 0);
    assert_int_equal(tech->count, 2);
    assert_memory_equal(tech->numbers, ((const int32_t[]){7, -8, 0, 0, 0, 0}), sizeof tech->numbers);
}

static void there_is_room_for_the_most_events(void **state)
{
    (void)state;
    static struct event_list list;
    list.count = 0;
    for (int e = 0; e < EVENTS_MAX; e++)
        EVENT(&list, 1, EVENT_MOBILISE, e);
    assert_int_equal(list.count, EVENTS_MAX);
    assert_int_equal(list.events[EVENTS_MAX - 1].numbers[0], EVENTS_MAX - 1);
}

static void the_limits_hold_together(void **state)
{
    (void)state;
    assert_int_equal(PACTS_MAX, 66);
    assert_int_equal(ASSESSMENTS_MAX, 132);
    assert_true(ACTORS_MAX <= 8 * (int)sizeof((struct event *)0)->seen_by);
    assert_true(EVENT_KIND_COUNT <= UINT8_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_by_name),
        cmocka_unit_test(adding_keeps_order_and_numbers),
        cmocka_unit_test(there_is_room_for_the_most_events),
        cmocka_unit_test(the_limits_hold_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
