#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "tests/unit/common/debrief/story.h"

#include <stdlib.h>
#include <string.h>

static void an_empty_log(void **state)
{
    struct story *story = story_new(state, 3);
    story_arms(story, 1, 700, 0);
    story_begin(story);
    assert_int_equal(story->log.turns, 0);
    assert_ptr_equal(log_start(&story->log), log_end(&story->log));
    assert_memory_equal(log_start(&story->log), &story->world, sizeof story->world);
    story->log.turns = 7; /* a log is used again for the next world */
    story->world.actors[1].fortify = 1;
    story_begin(story);
    assert_int_equal(story->log.turns, 0);
    assert_int_equal(log_end(&story->log)->actors[1].fortify, 1);
}

static void events_are_noted(void **state)
{
    struct story *story = story_new(state, 4);
    story_begin(story);
    story_attack(story, 3, 1);
    story_joined(story, 2, 3, 1);
    STORY_EVENT(story, EVENT_MOBILISE, 0);
    story_vulnerable(story, 0, 123);
    story_vulnerable(story, 3, 990);
    story_turn(story);
    const struct log_turn *turn = &story->log.turn[1];
    static const int attack[] = {-1, -1, 1, 1}, vulnerability[] = {123, -1, -1, 990};
    static const bool joined[] = {false, false, true, false}, mobilised[] = {true, false, false, false};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(turn->attack[i], attack[i]);
        assert_int_equal(turn->joined[i], joined[i]);
        assert_int_equal(turn->mobilised[i], mobilised[i]);
        assert_int_equal(turn->vulnerability[i], vulnerability[i]);
    }
}

/* The space of a log is used again: what a turn does not say is not left over from another world. */
static void turns_start_clean(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_attack(story, 0, 1);
    STORY_EVENT(story, EVENT_MOBILISE, 1);
    story_vulnerable(story, 1, 400);
    story->book.orders[0].belief[1] = 900;
    story_turn(story);
    story_begin(story);
    story_turn(story);
    const struct log_turn *turn = &story->log.turn[1];
    assert_int_equal(turn->attack[0], -1);
    assert_int_equal(turn->mobilised[1], false);
    assert_int_equal(turn->vulnerability[1], -1);
    assert_int_equal(turn->belief[0][1], -1);
    assert_int_equal(turn->event_count, 0);
}

static void beliefs_are_kept(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story->book.orders[0].belief[1] = 0;
    story->book.orders[0].belief[2] = 1000;
    story->book.given[2] = false;
    story->book.orders[2].belief[0] = 500; /* of an earlier turn: this seat gave none */
    story_turn(story);
    const struct log_turn *turn = &story->log.turn[1];
    assert_int_equal(turn->belief[0][1], 0);
    assert_int_equal(turn->belief[0][2], 1000);
    assert_int_equal(turn->belief[1][0], -1);
    assert_int_equal(turn->belief[2][0], -1);
    assert_true(turn->book.given[0]);
    assert_false(turn->book.given[2]);
}

/* The rules refuse the whole part of the orders; nothing was stated then. */
static void refused_beliefs_were_not_stated(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.scenario.parameters.max_turns = 10;
    story_begin(story);
    for (int i = 0; i < 3; i++)
        story->book.orders[i].belief[(i + 1) % 3] = 250;
    story->book.orders[0].belief[2] = 1001;
    story->book.orders[1].belief[0] = 65536 + 7; /* too wide for 16 bits */
    turn_resolve(&story->world, &story->book, &story->events);
    log_turn(&story->log, &story->book, &story->events, &story->world);
    const struct log_turn *turn = &story->log.turn[1];
    assert_int_equal(turn->belief[0][1], -1);
    assert_int_equal(turn->belief[0][2], -1);
    assert_int_equal(turn->belief[1][0], -1);
    assert_int_equal(turn->belief[1][2], -1);
    assert_int_equal(turn->belief[2][0], 250);
}

static void events_stand_by_turn(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_turn(story);
    STORY_EVENT(story, EVENT_SCRAP, 1, 3);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 1, 0);
    story_turn(story);
    STORY_EVENT(story, EVENT_SCRAP, 0, 5);
    story_turn(story);
    assert_ptr_equal(log_first_event(&story->log, 1), log_end_event(&story->log, 1));
    assert_int_equal(log_end_event(&story->log, 2) - log_first_event(&story->log, 2), 2);
    assert_int_equal(log_first_event(&story->log, 2)->numbers[1], 3);
    assert_int_equal(log_first_event(&story->log, 3)->numbers[1], 5);
    int seen = 0;
    LOG_EACH_EVENT(&story->log, 2, event)
    seen += event->numbers[0] == 1;
    assert_int_equal(seen, 2);
}

/* The longest log that there can be: TURNS_MAX turns of EVENTS_MAX events. */
static void the_fullest_log(void **state)
{
    struct story *story = story_new(state, ACTORS_MAX);
    story_begin(story);
    for (int t = 1; t <= TURNS_MAX; t++) {
        while (story->events.count < EVENTS_MAX)
            STORY_EVENT(story, EVENT_SCRAP, t % ACTORS_MAX, t);
        story->world.actors[0].score = t;
        story_turn(story);
    }
    assert_int_equal(story->log.turns, TURNS_MAX);
    assert_ptr_equal(log_end_event(&story->log, TURNS_MAX), story->log.events + LOG_EVENTS_MAX);
    for (int t = 1; t <= TURNS_MAX; t++) {
        assert_int_equal(story->log.worlds[t].actors[0].score, t);
        assert_int_equal(log_first_event(&story->log, t)->numbers[1], t);
        assert_int_equal((log_end_event(&story->log, t) - 1)->numbers[1], t);
    }
    const struct metric_input *input = story_input(story);
    for (int x = 0; x < metric_count(); x++) {
        struct metric_value value;
        metric_compute(metric_at(x), input, &value);
        assert_true(value.cases >= 0);
    }
}

/* A real game: the log holds what the rules said, turn by turn. */
static void a_game_is_logged(void **state)
{
    struct story *story = story_new(state, 4);
    struct scenario scenario;
    struct world world;
    scenario_init(&scenario, "logged", 4);
    scenario.parameters.grace_turns = 0;
    world_setup(&world, &scenario, (struct siphash_key){3, 4});
    log_begin(&story->log, &world);
    while (!world.end) {
        for (int i = 0; i < 4; i++) {
            struct view view;
            story->book.given[i] = world.actors[i].alive;
            if (!world.actors[i].alive)
                continue;
            view_of(&world, i, &view);
            bot_find(slice_of("random_legal"))
                ->play(&view, (struct siphash_key){5, 6}, &story->book.orders[i]);
        }
        turn_resolve(&world, &story->book, &story->events);
        log_turn(&story->log, &story->book, &story->events, &world);
        assert_int_equal(story->log.turns, world.turn);
        assert_memory_equal(log_end(&story->log), &world, sizeof world);
        assert_memory_equal(log_first_event(&story->log, world.turn), story->events.events,
                            (size_t)story->events.count * sizeof(struct event));
        for (int i = 0; i < 4; i++) {
            int16_t vulnerability = story->log.turn[world.turn].vulnerability[i];
            assert_int_equal(vulnerability, world.actors[i].alive ? world_vulnerability(&world, i) : -1);
        }
    }
    assert_int_equal(story->log.turns, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(an_empty_log),         STORY_TEST(events_are_noted),
        STORY_TEST(turns_start_clean),    STORY_TEST(beliefs_are_kept),
        STORY_TEST(events_stand_by_turn), STORY_TEST(refused_beliefs_were_not_stated),
        STORY_TEST(the_fullest_log),      STORY_TEST(a_game_is_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
