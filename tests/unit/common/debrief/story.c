#include "tests/unit/common/debrief/story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"

#include <stdlib.h>
#include <string.h>

static bool expected[METRICS_MAX];

int story_setup(void **state)
{
    *state = malloc(sizeof(struct story));
    return *state ? 0 : -1;
}

int story_teardown(void **state)
{
    free(*state);
    return 0;
}

static void expect_nothing_said(struct story *story)
{
    story->events.count = 0;
    for (int i = 0; i < ACTORS_MAX; i++) {
        story->book.given[i] = i < story->world.scenario.actor_count;
        orders_init(&story->book.orders[i]);
    }
}

struct story *story_new(void **state, int n)
{
    struct story *story = *state;
    struct world *world = &story->world;
    memset(story, 0x5a, sizeof *story); /* nobody may count on zeros */
    memset(world, 0, sizeof *world);
    scenario_init(&world->scenario, "story", n);
    world->scenario.parameters.grace_turns = 0;
    world->scenario.parameters.fungibility = 0;
    world->balance = 100;
    for (int i = 0; i < n; i++) {
        world->scenario.actors[i].motive = MOTIVE_SECURITY_SEEKER;
        world->actors[i] = (struct actor){.alive = 1,
                                          .motive = MOTIVE_SECURITY_SEEKER,
                                          .territory = 10,
                                          .start = 10,
                                          .productivity = 100,
                                          .doctrine = 100};
    }
    story_suspicion(story, 200);
    expect_nothing_said(story);
    return story;
}

void story_begin(struct story *story)
{
    log_begin(&story->log, &story->world);
}

void story_turn(struct story *story)
{
    story->world.turn++;
    log_turn(&story->log, &story->book, &story->events, &story->world);
    expect_nothing_said(story);
}

void story_turns(struct story *story, int count)
{
    while (count-- > 0)
        story_turn(story);
}

void story_arms(struct story *story, int i, int fortify, int strike)
{
    story->world.actors[i].fortify = fortify;
    story->world.actors[i].strike = strike;
}

void story_budget(struct story *story, int i, int civil, int fortify, int strike, int dual, int intel)
{
    const int32_t budget[LINE_COUNT] = {civil, fortify, strike, dual, intel};
    memcpy(story->world.actors[i].budget, budget, sizeof budget);
}

void story_sees(struct story *story, int i, int j, int fortify, int strike)
{
    story->world.relations[i][j].est_fortify = fortify;
    story->world.relations[i][j].est_strike = strike;
}

void story_sees_all(struct story *story)
{
    int n = story->world.scenario.actor_count;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const struct actor *actor = &story->world.actors[j];
            if (i == j)
                continue;
            story_sees(story, i, j, actor->fortify, actor->strike);
            story->world.relations[i][j].est_dual = actor->dual;
        }
    }
}

void story_suspects(struct story *story, int i, int j, int permille)
{
    story->world.relations[i][j].assess = (int32_t)logit(permille);
}

void story_suspicion(struct story *story, int permille)
{
    int n = story->world.scenario.actor_count;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (i != j)
                story_suspects(story, i, j, permille);
}

void story_pact(struct story *story, int i, int j, int kind)
{
    story->world.relations[i][j].pact = story->world.relations[j][i].pact = kind;
}

void story_attack(struct story *story, int i, int j)
{
    STORY_EVENT(story, EVENT_ATTACK, i, j, 0);
}

void story_joined(struct story *story, int i, int ally, int j)
{
    STORY_EVENT(story, EVENT_CALLED_ATTACK, i, ally, j, 1);
    STORY_EVENT(story, EVENT_ATTACK, i, j, 1);
}

static int attackers_of(const struct story *story, int target)
{
    int count = 0;
    for (int e = 0; e < story->events.count; e++)
        count += story->events.events[e].kind == EVENT_ATTACK && story->events.events[e].numbers[1] == target;
    return count;
}

static int helpers_of(const struct story *story, int target)
{
    int count = 0;
    for (int e = 0; e < story->events.count; e++) {
        const struct event *event = &story->events.events[e];
        count += event->kind == EVENT_CALLED && event->numbers[1] == target && event->numbers[3];
    }
    return count;
}

void story_battle(struct story *story, int target, bool success, int odds)
{
    STORY_EVENT(story, EVENT_BATTLE, target, attackers_of(story, target), helpers_of(story, target), success);
    STORY_EVENT(story, EVENT_ODDS, target, -1, odds);
}

void story_meeting(struct story *story, int target, int opponent, bool success, int odds)
{
    STORY_EVENT(story, EVENT_MEETING, target, opponent, success);
    STORY_EVENT(story, EVENT_ODDS, target, opponent, odds);
}

void story_vulnerable(struct story *story, int i, int permille)
{
    STORY_EVENT(story, EVENT_VULNERABILITY, i, permille);
}

const struct metric_input *story_input(struct story *story)
{
    metric_input_init(&story->input, &story->log, NULL);
    return &story->input;
}

static struct metric_value value_of(struct story *story, const char *name)
{
    struct metric_value value;
    const struct metric_row *row = metric_find(slice_of(name));
    if (!row)
        fail_msg("there is no metric %s", name);
    memset(&value, 0x5a, sizeof value);
    metric_compute(row, story_input(story), &value);
    return value;
}

void story_covered(const char *name)
{
    for (int x = 0; x < metric_count(); x++)
        if (strcmp(metric_at(x)->name, name) == 0)
            expected[x] = true;
}

void story_expect(struct story *story, const char *name, const char *decimals, int64_t cases)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    struct metric_value value = value_of(story, name);
    story_covered(name);
    if (!value.defined)
        fail_msg("%s is not defined, but should be %s", name, decimals);
    metric_put(&value, 6, &text);
    if (strcmp(memory, decimals) != 0)
        fail_msg("%s is %s, not %s", name, memory, decimals);
    if (value.cases != cases)
        fail_msg("%s rests on %lld cases, not %lld", name, (long long)value.cases, (long long)cases);
}

void story_expect_none(struct story *story, const char *name)
{
    struct metric_value value = value_of(story, name);
    if (value.defined)
        fail_msg("%s is %lld millionths, but there was nothing to count", name, (long long)value.millionths);
    assert_true(value.cases >= 0);
}

void story_covers(const struct metric_family *family)
{
    for (int x = 0; x < metric_count(); x++) {
        const struct metric_row *row = metric_at(x);
        if (row >= family->rows && row < family->rows + family->count && !expected[x])
            fail_msg("the metric %s has no hand-computed case", row->name);
    }
}
