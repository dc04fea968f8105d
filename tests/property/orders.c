/* Orders of any 32-bit numbers: the check never fails to answer, mending makes everything legal and leaves
 * legal parts alone, and a turn resolved with them keeps every invariant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/canonical.h"
#include "common/rules/view.h"
#include "tests/property/invariants.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { GAMES = 1200, GAME_TURNS = 8, ORDER_NUMBERS = sizeof(struct orders) / sizeof(int32_t) };

static const int32_t extremes[] = {INT32_MIN, INT32_MIN + 1,
                                   -1000000,  -2,
                                   -1,        0,
                                   1,         2,
                                   3,         4,
                                   5,         11,
                                   12,        13,
                                   31,        32,
                                   1000,      1001,
                                   4095,      4096,
                                   65535,     1000000,
                                   1000001,   1 << 30,
                                   -64,       40000,
                                   21474837,  INT32_MAX};
enum { EXTREMES = sizeof extremes / sizeof extremes[0] };

struct trial {
    uint32_t seed;
    struct world world, before, mended_world;
    struct order_book book, mended;
    struct event_list events, mended_events;
    int64_t turns, rejected, checks;
};

static void stop(const struct trial *trial, const char *what, int seat, int number)
{
    fail_msg("%s; scenario %s, seed %u, turn %d, seat %d, number %d", what, trial->world.scenario.name,
             trial->seed, trial->world.turn, seat, number);
}

/* The part that a number of struct orders belongs to. */
static int part_of(int number)
{
    static const int scalars[ORDER_SCALARS] = {
        PART_BUDGET,  PART_BUDGET, PART_BUDGET,     PART_BUDGET,  PART_BUDGET,  PART_ATTACK, PART_MOBILISE,
        PART_PROJECT, PART_SCRAP,  PART_OPEN_BOOKS, PART_DECLARE, PART_DECLARE, PART_FOCUS};
    static const int lists[ORDER_LISTS] = {PART_PACT, PART_PACT, PART_ANSWER, PART_BELIEF};
    return number < ORDER_SCALARS ? scalars[number] : lists[(number - ORDER_SCALARS) / ACTORS_MAX];
}

/* The ground that a turn takes straight from the world is the one of the view: the same facts, and of the
 * parameters all but the balance, which is the believed one there and plays no part in the check. */
static void same_ground(struct trial *trial, const struct view *view, const struct orders *orders, int seat)
{
    struct order_ground seen = view_ground(view), taken = seat_ground(&trial->world, seat);
    struct parameters believed = *seen.parameters, real = *taken.parameters;
    believed.balance = real.balance = believed.perceived_balance = real.perceived_balance = 0;
    if (memcmp(&believed, &real, sizeof real) != 0 ||
        memcmp(seen.reach, taken.reach, (size_t)view->n * sizeof seen.reach[0]) != 0)
        stop(trial, "the view and the world differ in parameters or reach", seat, -1);
    struct verdicts by_view = ground_check(&seen, orders), by_world = ground_check(&taken, orders);
    if (memcmp(&by_view, &by_world, sizeof by_view) != 0)
        stop(trial, "the view and the world give other verdicts", seat, -1);
    seen.parameters = taken.parameters;
    seen.reach = taken.reach;
    if (memcmp(&seen, &taken, sizeof seen) != 0)
        stop(trial, "the view and the world differ in what orders rest on", seat, -1);
}

/* Mended orders are legal, and legal parts stay as they were. Gives the mended ones. */
static struct orders mend(struct trial *trial, const struct view *view, const struct orders *orders,
                          struct verdicts *verdicts, int seat, int number)
{
    struct orders mended = *orders;
    *verdicts = orders_check(view, orders);
    trial->checks++;
    for (int part = 0; part < PART_COUNT; part++)
        if (verdicts->of[part] >= VERDICT_COUNT)
            stop(trial, "a verdict of no kind", seat, number);
    orders_mend(view, verdicts, &mended);
    struct verdicts after = orders_check(view, &mended);
    if (!verdicts_ok(&after))
        stop(trial, "mended orders are refused", seat, number);
    for (int x = 0; x < ORDER_NUMBERS; x++)
        if (verdicts->of[part_of(x)] == VERDICT_OK &&
            ((const int32_t *)&mended)[x] != ((const int32_t *)orders)[x])
            stop(trial, "mending changed a legal part", seat, x);
    return mended;
}

/* Every number of legal orders set to every extreme, one at a time: nothing else than its part is refused,
 * but for the budget, which pays for other parts. */
static void fuzz_one_by_one(struct trial *trial, int seat)
{
    struct view view;
    struct verdicts verdicts;
    view_of(&trial->world, seat, &view);
    for (int number = 0; number < ORDER_NUMBERS; number++) {
        for (int e = 0; e < EXTREMES; e++) {
            struct orders orders = trial->book.orders[seat];
            ((int32_t *)&orders)[number] = extremes[e];
            mend(trial, &view, &orders, &verdicts, seat, number);
            for (int part = 0; part < PART_COUNT; part++)
                if (verdicts.of[part] != VERDICT_OK && part != part_of(number) && part != PART_BUDGET)
                    stop(trial, "a part was refused for another one's number", seat, number);
        }
    }
}

static int32_t any_number(struct noise *noise)
{
    int64_t way = noise_below(noise, 4);
    if (way == 0)
        return (int32_t)(noise_below(noise, 4294967295) - 2147483648);
    if (way == 1)
        return extremes[noise_below(noise, EXTREMES)];
    return (int32_t)noise_below(noise, 16) - 2;
}

/* A book of garbage: some seats wholly so, some with a few wrong numbers, some absent; the dead order too. */
static void garble(struct noise *noise, struct order_book *book, int n)
{
    for (int i = 0; i < n; i++) {
        int64_t way = noise_below(noise, 8);
        book->given[i] = way != 0;
        int64_t changes = way < 4 ? 3 * ORDER_NUMBERS : noise_below(noise, 6);
        for (int64_t c = 0; c < changes; c++)
            ((int32_t *)&book->orders[i])[noise_below(noise, ORDER_NUMBERS)] = any_number(noise);
    }
}

/* The rejections that the turn must tell: as many as the check gave, to the seat alone. */
static void expect_rejections(struct trial *trial, const struct verdicts *verdicts)
{
    int expected = 0, told = 0;
    for (int i = 0; i < trial->world.scenario.actor_count; i++)
        for (int part = 0; part < PART_COUNT && trial->before.actors[i].alive; part++)
            expected += verdicts[i].of[part] != VERDICT_OK;
    for (int e = 0; e < trial->events.count; e++) {
        const struct event *event = &trial->events.events[e];
        if (event->kind != EVENT_REJECTED)
            continue;
        told++;
        if (verdicts[event->numbers[0]].of[event->numbers[1]] == VERDICT_OK ||
            event->seen_by != 1u << event->numbers[0])
            stop(trial, "a rejection without a verdict", event->numbers[0], event->numbers[1]);
    }
    if (told != expected)
        stop(trial, "rejections were not told", told, expected);
    trial->rejected += told;
}

/* Resolves the garbage, and the mended orders beside it: the same world. */
static void resolve(struct trial *trial)
{
    struct verdicts verdicts[ACTORS_MAX] = {0};
    char reason[256];
    struct text why = text_over(reason, sizeof reason);
    int n = trial->world.scenario.actor_count;
    trial->mended = trial->book;
    for (int i = 0; i < n; i++) {
        struct view view;
        struct orders *orders = &trial->mended.orders[i];
        if (!trial->world.actors[i].alive)
            continue;
        view_of(&trial->world, i, &view);
        if (!trial->book.given[i]) {
            orders_init(orders);
            orders->budget[LINE_CIVIL] = -1;
        }
        trial->mended.given[i] = true;
        same_ground(trial, &view, orders, i);
        *orders = mend(trial, &view, orders, &verdicts[i], i, -1);
    }
    trial->before = trial->mended_world = trial->world;
    turn_resolve(&trial->world, &trial->book, &trial->events);
    turn_resolve(&trial->mended_world, &trial->mended, &trial->mended_events);
    const struct passage passage = {&trial->before, &trial->world, &trial->events};
    if (!invariants_hold(&passage, &why))
        stop(trial, reason, -1, -1);
    if (memcmp(&trial->world, &trial->mended_world, sizeof trial->world) != 0)
        stop(trial, "mended orders lead to another world", -1, -1);
    expect_rejections(trial, verdicts);
    trial->turns++;
}

/* What was written as canonical text is read as the same numbers, garbage or not. */
static void come_back_from_text(struct trial *trial)
{
    int n = trial->world.scenario.actor_count;
    for (int i = 0; i < n; i++) {
        char memory[CANONICAL_ORDERS_MAX], again_memory[CANONICAL_ORDERS_MAX],
            reason[2 * CANONICAL_ORDERS_MAX];
        struct text text = text_over(memory, sizeof memory), why = text_over(reason, sizeof reason);
        struct text again_text = text_over(again_memory, sizeof again_memory);
        struct orders again;
        int actor;
        bool given;
        canonical_orders(i, &trial->book.orders[i], n, &text);
        if (text.cut || !canonical_orders_read(slice_of(memory), n, &actor, &given, &again, &why))
            stop(trial, "orders do not come back from text", i, -1);
        canonical_orders(actor, &again, n, &again_text);
        if (strcmp(memory, again_memory) != 0)
            stop(trial, "other orders come back from text", i, -1);
    }
}

static void play(struct trial *trial, const struct scenario *scenario, uint32_t seed, int turns)
{
    struct noise noise = noise_of(seed);
    trial->seed = seed;
    world_setup(&trial->world, scenario, key_of(seed, 0));
    for (int turn = 0; turn < turns && trial->world.end == END_RUNNING; turn++) {
        book_draw(&trial->world, key_of(seed, 1), &trial->book);
        int seat = (int)(seed + (uint32_t)turn) % scenario->actor_count;
        if (turn % 4 == 2 && seed % 8 == 0 && trial->world.actors[seat].alive)
            fuzz_one_by_one(trial, seat);
        garble(&noise, &trial->book, scenario->actor_count);
        come_back_from_text(trial);
        resolve(trial);
    }
}

static void any_numbers_at_all(void **state)
{
    (void)state;
    struct committed *committed = malloc(sizeof *committed);
    struct trial *trial = calloc(1, sizeof *trial);
    assert_non_null(committed);
    assert_non_null(trial);
    committed_load(committed);
    for (uint32_t seed = 0; seed < GAMES; seed++) {
        struct scenario scenario;
        struct noise noise = noise_of(seed + 30000);
        if (seed % 2)
            scenario = committed->scenarios[seed / 2 % (uint32_t)committed->count];
        else
            scenario_draw(&noise, &scenario);
        play(trial, &scenario, seed, GAME_TURNS);
    }
    print_message("%d turns, %d parts rejected, %d checks\n", (int)trial->turns, (int)trial->rejected,
                  (int)trial->checks);
    assert_in_range(trial->turns, 3000, 1000000);
    assert_in_range(trial->rejected, 10000, 10000000);
    free(trial);
    free(committed);
}

/* The same garbage as bytes: every repeated byte in every field at once. */
static void repeated_bytes(void **state)
{
    (void)state;
    struct trial *trial = calloc(1, sizeof *trial);
    struct scenario scenario;
    assert_non_null(trial);
    for (uint32_t byte = 0; byte < 256; byte++) {
        struct noise noise = noise_of(byte + 50000);
        scenario_draw(&noise, &scenario);
        trial->seed = byte;
        world_setup(&trial->world, &scenario, key_of(byte, 0));
        memset(&trial->book.orders, (int)byte, sizeof trial->book.orders);
        for (int i = 0; i < ACTORS_MAX; i++)
            trial->book.given[i] = true;
        resolve(trial);
    }
    assert_int_equal(trial->turns, 256);
    free(trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_numbers_at_all),
        cmocka_unit_test(repeated_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
