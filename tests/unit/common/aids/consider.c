/* One answer to everything: what is asked and nothing else, the same as each aid says by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/consider.h"
#include "common/bots/bot.h"
#include "tests/property/worlds.h"

#include <string.h>

enum { OF_ORDERS = CONSIDER_PROSPECTS | CONSIDER_MARGINS | CONSIDER_LOOKS };

/* Some turns into a drawn world. */
static bool moment_of(uint32_t seed, struct view *view, struct orders *orders)
{
    struct noise noise = noise_of(seed + 90000);
    struct scenario scenario;
    struct world world;
    struct event_list events;
    struct order_book book;
    scenario_draw(&noise, &scenario);
    world_setup(&world, &scenario, key_of(seed, 0));
    for (uint32_t turn = 0; turn < seed % 5 && !world.end; turn++) {
        book_draw(&world, key_of(seed, 1), &book);
        turn_resolve(&world, &book, &events);
    }
    int seat = (int)(seed % (uint32_t)scenario.actor_count);
    if (world.end || !world.actors[seat].alive)
        return false;
    book_draw(&world, key_of(seed, 2), &book);
    view_of(&world, seat, view);
    *orders = book.orders[seat];
    return true;
}

/* The topics of the one, and nothing else of the other. */
static void expect_topics(const struct considered *all, const struct considered *some, unsigned topics)
{
    static const struct considered nothing;
#define PART(topic, member)                                                                                  \
    assert_memory_equal(&some->member, topics &(topic) ? &all->member : &nothing.member, sizeof some->member)
    PART(CONSIDER_CHOICES, choices);
    PART(CONSIDER_FIGURES, figures);
    PART(CONSIDER_PROSPECTS, prospects);
    PART(CONSIDER_MARGINS, margins);
    PART(CONSIDER_LOOKS, looks);
    PART(CONSIDER_IDLE, idle);
    PART(CONSIDER_GAME, game);
    assert_int_equal(some->topics, topics);
}

static void what_is_asked_and_nothing_else(void **state)
{
    (void)state;
    static struct view view;
    static struct considered all, some;
    struct orders orders;
    for (uint32_t seed = 0; seed < 30; seed++) {
        if (!moment_of(seed, &view, &orders))
            continue;
        consider(&view, &orders, NULL, CONSIDER_ALL, &all);
        assert_true(verdicts_ok(&all.verdicts));
        assert_int_equal(all.available, orders_available(&view, &orders));
        for (unsigned x = 0; x < CONSIDER_TOPICS; x++) {
            consider(&view, &orders, NULL, 1u << x, &some);
            expect_topics(&all, &some, 1u << x);
        }
        consider(&view, &orders, NULL, 0, &some);
        expect_topics(&all, &some, 0);
        consider(&view, &orders, NULL, ~0u, &some); /* topics of a later version */
        expect_topics(&all, &some, CONSIDER_ALL);
    }
}

static void orders_that_are_not_legal_answer_what_needs_none(void **state)
{
    (void)state;
    static struct view view;
    static struct considered all, some;
    struct orders orders;
    for (uint32_t seed = 0; seed < 30; seed++) {
        if (!moment_of(seed, &view, &orders))
            continue;
        consider(&view, &orders, NULL, CONSIDER_ALL, &all);
        orders.budget[LINE_STRIKE] += 1 + (int32_t)seed;
        consider(&view, &orders, NULL, CONSIDER_ALL, &some);
        assert_int_equal(some.verdicts.of[PART_BUDGET], VERDICT_WRONG_SUM);
        expect_topics(&all, &some, CONSIDER_ALL & ~(unsigned)OF_ORDERS);
    }
}

/* Nothing saved is what the rules take it for. */
static void without_orders_it_is_the_default(void **state)
{
    (void)state;
    static struct view view;
    static struct considered none, usual;
    struct orders orders;
    for (uint32_t seed = 0; seed < 30; seed++) {
        if (!moment_of(seed, &view, &orders))
            continue;
        orders_usual(&view, NULL, &orders);
        consider(&view, NULL, NULL, CONSIDER_ALL, &none);
        consider(&view, &orders, NULL, CONSIDER_ALL, &usual);
        assert_memory_equal(&none, &usual, sizeof none);
        assert_memory_equal(none.idle.budget, orders.budget, sizeof orders.budget);
    }
}

static void figures_of_living_rivals(void **state)
{
    (void)state;
    static struct view view;
    static struct considered all;
    struct orders orders;
    for (uint32_t seed = 0; seed < 30; seed++) {
        if (!moment_of(seed, &view, &orders))
            continue;
        consider(&view, NULL, NULL, CONSIDER_FIGURES, &all);
        assert_int_equal(all.n, view.n);
        for (int j = 0; j < view.n; j++) {
            const struct figures *figures = &all.figures[j];
            if (!prospect_is_rival(&view, j)) {
                assert_int_equal(figures->total.high, 0);
                continue;
            }
            assert_int_equal(figures->error, estimate_error(&view, j));
            assert_in_range(figures->total.about, figures->total.low, figures->total.high);
            assert_in_range(figures->arms.about.dual, figures->arms.low.dual, figures->arms.high.dual);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_and_nothing_else),
        cmocka_unit_test(orders_that_are_not_legal_answer_what_needs_none),
        cmocka_unit_test(without_orders_it_is_the_default),
        cmocka_unit_test(figures_of_living_rivals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
