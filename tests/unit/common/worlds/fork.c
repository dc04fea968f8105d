/* A fork differs from how it was in one seat's orders of one turn, and in what follows from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/worlds/fork.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

enum { STATES = 4 };

/* The world that a doctrine played in all seats, and room for another course of it. */
struct given {
    struct recorded *recorded;
    struct world_log *log, *other;
};

static struct given give(uint64_t seed, const char *doctrine)
{
    struct scenario scenario;
    struct given given = {.log = malloc(sizeof *given.log), .other = malloc(sizeof *given.other)};
    assert_true(given.log && given.other);
    scenario_init(&scenario, "given", STATES);
    scenario.parameters.max_turns = 8;
    scenario.parameters.balance = 120;
    given.recorded = recorded_play(&scenario, (struct recording){.seed = seed, .doctrine = doctrine});
    return given;
}

static void take_back(struct given *given)
{
    free(given->recorded);
    free(given->log);
    free(given->other);
}

static void expect_same(const struct world_log *log, const struct world_log *other, int turns)
{
    assert_true(log->turns >= turns && other->turns >= turns);
    for (int t = 0; t <= turns; t++)
        assert_memory_equal(&log->worlds[t], &other->worlds[t], sizeof log->worlds[t]);
    for (int t = 1; t <= turns; t++) {
        assert_int_equal(log->turn[t].event_count, other->turn[t].event_count);
        assert_memory_equal(log_first_event(log, t), log_first_event(other, t),
                            (size_t)log->turn[t].event_count * sizeof(struct event));
    }
}

static struct fork fork_of(const struct given *given, int turn, int seat)
{
    struct fork fork;
    fork_init(&fork, &given->recorded->opening, &given->recorded->log, turn, seat);
    return fork;
}

/* Bots played it by their motives, so that the same bots play on as they did, whatever the turn. */
static void without_a_change_it_is_as_it_was(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct given given = give(seed, NULL);
        const struct world_log *played = &given.recorded->log;
        for (int turn = 1; turn <= played->turns; turn++) {
            int seat = turn % STATES;
            if (!played->worlds[turn - 1].actors[seat].alive)
                continue;
            struct fork fork = fork_of(&given, turn, seat);
            memset(given.log, 0x5a, sizeof *given.log);
            fork_begin(&fork, given.log);
            fork_play(&fork, FORK_AS_IT_WAS, 0, given.log);
            assert_int_equal(given.log->turns, played->turns);
            expect_same(given.log, played, played->turns);
            fork_play(&fork, FORK_CHANGED, 0, given.log); /* to what it was */
            expect_same(given.log, played, played->turns);
        }
        take_back(&given);
    }
}

/* The first attack of a world, as turn and seat; false: there was none. */
static bool find_attack(const struct world_log *log, int *turn, int *seat)
{
    for (*turn = 1; *turn <= log->turns; ++*turn)
        for (*seat = 0; *seat < STATES; ++*seat)
            if (log->turn[*turn].attack[*seat] >= 0 && !log->turn[*turn].joined[*seat])
                return true;
    return false;
}

/* An attack is taken back: the turns before stay, the attack is gone, and all else of that turn was ordered
 * as before. */
static void an_attack_is_taken_back(void **state)
{
    int changed = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct given given = give(seed, "hawk");
        const struct world_log *played = &given.recorded->log;
        int turn, seat;
        if (find_attack(played, &turn, &seat)) {
            struct fork fork = fork_of(&given, turn, seat);
            struct orders orders = fork.instead;
            assert_int_equal(orders.attack, played->turn[turn].attack[seat]);
            orders.attack = -1;
            struct verdicts verdicts = fork_take(&fork, &orders);
            assert_true(verdicts_ok(&verdicts));
            fork_begin(&fork, given.log);
            fork_play(&fork, FORK_CHANGED, 0, given.log);
            expect_same(given.log, played, turn - 1);
            assert_int_equal(given.log->turn[turn].attack[seat], -1);
            for (int i = 0; i < STATES; i++)
                if (i != seat)
                    assert_memory_equal(&given.log->turn[turn].book.orders[i],
                                        &played->turn[turn].book.orders[i], sizeof(struct orders));
            fork_begin(&fork, given.other);
            fork_play(&fork, FORK_CHANGED, 0, given.other);
            assert_int_equal(given.log->turns, given.other->turns);
            expect_same(given.log, given.other, given.log->turns);
            changed++;
        }
        take_back(&given);
    }
    assert_true(changed > 5);
}

static void other_throws_are_other_stories(void **state)
{
    struct given given = give(4, NULL);
    struct fork fork = fork_of(&given, 3, 1);
    int others = 0;
    (void)state;
    fork_begin(&fork, given.log);
    fork_begin(&fork, given.other);
    for (uint32_t throw_number = 0; throw_number < 8; throw_number++) {
        fork_play(&fork, FORK_AS_IT_WAS, throw_number, given.log);
        expect_same(given.log, &given.recorded->log, 2);
        for (int course = FORK_AS_IT_WAS; course < FORK_COURSES; course++) {
            fork_play(&fork, course, throw_number, given.other);
            expect_same(given.log, given.other, given.log->turns); /* nothing was changed */
        }
        const struct world *end = log_end(given.log), *was = log_end(&given.recorded->log);
        bool same_dice = memcmp(&end->key, &was->key, sizeof end->key) == 0;
        assert_int_equal(same_dice, throw_number == 0);
        others += memcmp(end->relations, was->relations, sizeof end->relations) != 0 ||
                  memcmp(end->actors, was->actors, sizeof end->actors) != 0;
    }
    assert_int_equal(others, 7);
    take_back(&given);
}

static void orders_are_judged(void **state)
{
    struct given given = give(2, NULL);
    struct fork fork = fork_of(&given, 2, 0);
    struct orders orders = fork.instead, before = fork.instead;
    (void)state;
    orders.attack = 0; /* itself */
    struct verdicts verdicts = fork_take(&fork, &orders);
    assert_int_equal(verdicts.of[PART_ATTACK], VERDICT_BAD_TARGET);
    assert_memory_equal(&fork.instead, &before, sizeof before);

    orders = before; /* civil is what the others leave */
    orders.budget[LINE_INTEL] += 1;
    verdicts = fork_take(&fork, &orders);
    assert_true(verdicts_ok(&verdicts));
    assert_int_equal(fork.instead.budget[LINE_CIVIL], before.budget[LINE_CIVIL] - 1);
    orders.budget[LINE_INTEL] += 100000;
    verdicts = fork_take(&fork, &orders);
    assert_int_not_equal(verdicts.of[PART_BUDGET], VERDICT_OK);
    assert_int_equal(fork.instead.budget[LINE_CIVIL], before.budget[LINE_CIVIL] - 1);
    take_back(&given);
}

/* A seat that gave nothing is changed from what counted for it: the defaults. */
static void who_gave_nothing_had_the_defaults(void **state)
{
    struct given given = give(2, NULL);
    struct world_log *played = &given.recorded->log;
    struct order_book *book = &played->turn[3].book;
    (void)state;
    book->given[1] = false;
    book->orders[1].attack = 2; /* of no meaning */
    struct fork fork = fork_of(&given, 3, 1);
    assert_int_equal(fork.as_it_was.attack, -1);
    int64_t points = 0;
    for (int line = 0; line < LINE_COUNT; line++)
        points += fork.as_it_was.budget[line];
    assert_int_equal(points, world_income(&played->worlds[2], 1));
    fork_begin(&fork, given.log);
    fork_play(&fork, FORK_AS_IT_WAS, 0, given.log);
    assert_false(given.log->turn[3].book.given[1]);
    fork_begin(&fork, given.other);
    fork_play(&fork, FORK_CHANGED, 0, given.other);
    assert_true(given.other->turn[3].book.given[1]);
    assert_memory_equal(&log_end(given.log)->actors, &log_end(given.other)->actors,
                        sizeof log_end(given.log)->actors);
    take_back(&given);
}

/* Asked in the seat's place, a doctrine orders what it would have there. */
static void a_bot_is_asked(void **state)
{
    struct given given = give(6, NULL);
    struct fork fork = fork_of(&given, 4, 2);
    struct orders orders;
    (void)state;
    fork_ask_bot(&fork, NULL, &orders);
    struct verdicts verdicts = fork_take(&fork, &orders);
    assert_true(verdicts_ok(&verdicts));
    assert_memory_equal(&fork.instead, &fork.as_it_was, sizeof fork.instead); /* it was that bot */
    fork_ask_bot(&fork, bot_find(slice_of("pacifist")), &orders);
    verdicts = fork_take(&fork, &orders);
    assert_true(verdicts_ok(&verdicts));
    assert_int_equal(fork.instead.attack, -1);
    assert_int_equal(fork.instead.budget[LINE_STRIKE], 0);
    take_back(&given);
}

/* Of a world that was closed early no more turns are played than people did. */
static void it_stops_where_the_world_was_closed(void **state)
{
    struct given given = give(5, NULL);
    struct fork fork = fork_of(&given, 2, 0);
    (void)state;
    fork.turns = 4;
    fork_begin(&fork, given.log);
    fork_play(&fork, FORK_CHANGED, 0, given.log);
    assert_int_equal(given.log->turns, 4);
    take_back(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_change_it_is_as_it_was),    cmocka_unit_test(an_attack_is_taken_back),
        cmocka_unit_test(other_throws_are_other_stories),      cmocka_unit_test(orders_are_judged),
        cmocka_unit_test(who_gave_nothing_had_the_defaults),   cmocka_unit_test(a_bot_is_asked),
        cmocka_unit_test(it_stops_where_the_world_was_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
