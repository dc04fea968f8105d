/* What a seat sees of a world that is really played arrives as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/turn.h"
#include "common/wire/wire.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

struct play {
    struct world world;
    struct order_book book;
    struct event_list events;
    struct view view;
    struct to_client sent, got;
    struct wire_briefing briefing;
};

/* Writes `sent`, reads it into `got`. */
static void pass(struct play *play)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    struct cause cause = {""};
    assert_int_equal(wire_write_to_client(&play->sent, &buffer), STATUS_OK);
    enum status status =
        wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), &play->got, &cause);
    assert_string_equal(cause.text, "");
    assert_int_equal(status, STATUS_OK);
    buffer_free(&buffer);
}

static void expect_views_arrive(struct play *play)
{
    for (int i = 0; i < play->world.scenario.actor_count; i++) {
        view_of(&play->world, i, &play->view);
        memset(&play->sent, 0, sizeof play->sent);
        play->sent.kind = TO_CLIENT_BRIEFING;
        play->sent.briefing.seat = (uint32_t)i;
        play->sent.briefing.scenario = play->view.scenario;
        pass(play);
        play->briefing = play->got.briefing;
        play->briefing.scenario.parameters.balance = 77; /* another turn's belief */
        memset(&play->sent, 0, sizeof play->sent);
        play->sent.kind = TO_CLIENT_SITUATION;
        play->sent.situation.view = play->view;
        pass(play);
        view_complete(&play->got.situation.view, &play->briefing);
        assert_memory_equal(&play->view, &play->got.situation.view, sizeof play->view);
    }
}

static void expect_events_arrive(struct play *play)
{
    for (int i = 0; i < play->world.scenario.actor_count; i++) {
        struct event_list told = {0};
        for (int x = 0; x < play->events.count; x++)
            if (play->events.events[x].seen_by >> i & 1)
                told.events[told.count++] = play->events.events[x];
        memset(&play->sent, 0, sizeof play->sent);
        play->sent.kind = TO_CLIENT_TURN_REPORT;
        play->sent.turn_report.turn = (uint32_t)play->world.turn;
        play->sent.turn_report.events = &told;
        pass(play);
        assert_int_equal(play->got.turn_report.events->count, told.count);
        for (int x = 0; x < told.count; x++)
            told.events[x].seen_by = 0;
        assert_memory_equal(&told, play->got.turn_report.events, sizeof told);
        to_client_free(&play->got);
    }
}

/* Bold orders on the modules' whole breadth; what is illegal is mended and reported. */
static void order_boldly(struct play *play, struct chance *chance)
{
    int n = play->world.scenario.actor_count;
    for (int i = 0; i < n; i++) {
        struct orders *orders = &play->book.orders[i];
        play->book.given[i] = chance_below(chance, 10) > 0;
        sample_orders(chance, orders);
        orders->attack = chance_below(chance, 3) ? -1 : chance_between(chance, 0, n - 1);
        orders->open_books &= (1 << n) - 1;
        orders->scrap = chance_between(chance, 0, 1);
        for (int j = 0; j < n; j++)
            if (j == i || !play->world.actors[j].alive)
                orders->pact[j] = -1;
        view_of(&play->world, i, &play->view);
        budget_default(&play->view, orders_available(&play->view, orders), orders->budget);
        orders->budget[LINE_STRIKE] = orders->budget[LINE_CIVIL] / 2;
        orders->budget[LINE_CIVIL] -= orders->budget[LINE_STRIKE];
    }
}

static void play_worlds(int actors, uint64_t seed)
{
    struct play *play = calloc(1, sizeof *play);
    struct chance chance = {seed};
    struct scenario scenario;
    scenario_init(&scenario, "bold", actors);
    struct parameters *p = &scenario.parameters;
    p->mobilisation = p->technology = p->hidden_balance = p->culture = 1;
    p->leak = 300;
    p->perceived_balance = 7;
    p->grace_turns = 1;
    p->max_turns = TURNS_MAX;
    p->start_fortify = 20000;
    scenario.pacts[0] = (struct scenario_pact){0, 1, PACT_DEFENSIVE, 1};
    scenario.pact_count = 1;
    scenario.assessments[0] = (struct scenario_assessment){1, 0, 900};
    scenario.assessment_count = 1;
    world_setup(&play->world, &scenario, (struct siphash_key){seed, 5});
    expect_views_arrive(play);
    while (!play->world.end) {
        order_boldly(play, &chance);
        turn_resolve(&play->world, &play->book, &play->events);
        expect_views_arrive(play);
        expect_events_arrive(play);
    }
    assert_true(play->world.turn > 2);
    free(play);
}

static void views_of_played_worlds(void **state)
{
    (void)state;
    play_worlds(2, 11);
    play_worlds(5, 12);
    play_worlds(12, 13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(views_of_played_worlds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
