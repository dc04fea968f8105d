#include "perturb.h"

#include "common/rules/canonical.h"
#include "tests/property/knowledge.h"

#include <string.h>

/* Numbers that mean something only between bounds; all others are amounts, of which there may be more. */
static const struct bound {
    const char *name;
    int32_t low, high;
} bounds[] = {
    {"motive", 0, MOTIVE_COUNT - 1},
    {"productivity", 50, PRODUCTIVITY_MAX},
    {"empathy", 0, 100},
    {"mobilised", 0, 3},
    {"project", 0, PROJECT_COUNT - 1},
    {"progress", 0, 5},
    {"doctrine", 20, 400},
    {"routine", -1, 2},
    {"posture", -1, 2},
    {"held", 0, TURNS_MAX},
    {"ending", 0, 1},
    {"secret", 0, 1},
    {"offer", 0, PACT_COUNT - 1},
    {"offer_secret", 0, 1},
    {"seen_mobilised", 0, 1},
    {"leaked", 0, 1},
    {"opened", 0, 1},
    {"relation", -100, 100},
    {"assess", -4000, 4000},
};

enum { MORE = 900 /* of an amount, at most */ };

static void change(const char *name, int32_t *number, struct lot *lot)
{
    for (size_t x = 0; x < sizeof bounds / sizeof bounds[0]; x++) {
        const struct bound *bound = &bounds[x];
        if (strcmp(bound->name, name) != 0)
            continue;
        uint64_t width = (uint64_t)(bound->high - bound->low) + 1;
        int32_t other = bound->low + (int32_t)lot_draw(lot, width);
        *number = other != *number ? other : other < bound->high ? other + 1 : bound->low;
        return;
    }
    *number += 1 + (int32_t)lot_draw(lot, MORE);
}

static void change_actor(struct world *world, int audience, int i, struct lot *lot)
{
    for (int f = 0; f < ACTOR_NUMBERS; f++)
        if (actor_knowledge(audience, i, actor_number_names[f]) == HIDDEN)
            change(actor_number_names[f], (int32_t *)&world->actors[i] + f, lot);
}

static void change_relation(struct world *world, int audience, int i, int j, struct lot *lot)
{
    for (int f = 0; f < RELATION_NUMBERS; f++) {
        const char *name = relation_number_names[f];
        if (strcmp(name, "pact") != 0 && strcmp(name, "secret") != 0 &&
            relation_knowledge(world, audience, i, j, name) == HIDDEN)
            change(name, (int32_t *)&world->relations[i][j] + f, lot);
    }
}

/* Two others may have a secret pact, another one, or none. */
static void change_pact(struct world *world, int audience, int i, int j, struct lot *lot)
{
    struct relation *to = &world->relations[i][j], *from = &world->relations[j][i];
    const struct relation *mine = audience == EVERYBODY ? NULL : world->relations[audience];
    if (i == audience || j == audience || (to->pact && !to->secret))
        return;
    if (mine && (mine[i].leaked || mine[j].leaked))
        return;
    int32_t kind = to->pact ? to->pact - 1 : 1 + (int32_t)lot_draw(lot, PACT_COUNT - 1);
    to->pact = from->pact = kind;
    to->secret = from->secret = kind != PACT_NONE;
}

static void change_scenario(struct scenario *scenario, int audience, struct lot *lot)
{
    int n = scenario->actor_count;
    scenario->parameters.balance += 1 + (int32_t)lot_draw(lot, 9);
    scenario->parameters.perceived_balance += 1;
    for (int i = 0; i < n; i++)
        if (i != audience)
            change("motive", &scenario->actors[i].motive, lot);
    for (int x = 0; x < scenario->pact_count; x++) {
        struct scenario_pact *pact = &scenario->pacts[x];
        if (pact->secret && pact->i != audience && pact->j != audience)
            pact->kind = pact->kind % (PACT_COUNT - 1) + 1;
    }
    if (audience != EVERYBODY && n > 3 && scenario->pact_count < PACTS_MAX) {
        int i = audience == 0, j = n - 1 - (audience == n - 1);
        scenario->pacts[scenario->pact_count++] = (struct scenario_pact){i, j, PACT_UNCONDITIONAL, 1};
    }
    for (int x = 0; x < scenario->assessment_count; x++)
        if (scenario->assessments[x].i != audience)
            scenario->assessments[x].permille = (scenario->assessments[x].permille + 77) % 1001;
}

void perturb_world(struct world *world, int audience, struct lot lot)
{
    int n = world->scenario.actor_count;
    for (int i = 0; i < n; i++)
        change_actor(world, audience, i, &lot);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (i != j)
                change_relation(world, audience, i, j, &lot);
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            change_pact(world, audience, i, j, &lot);
    change_scenario(&world->scenario, audience, &lot);
    world->balance += 1 + (int32_t)lot_draw(&lot, 9);
    world->key.low ^= lot_draw(&lot, UINT64_MAX);
    world->key.high ^= lot_draw(&lot, UINT64_MAX);
}

void perturb_events(struct event_list *events, const struct public_view *before, int audience, struct lot lot)
{
    int kept = 0;
    uint32_t all = (1u << before->n) - 1;
    for (int x = 0; x < events->count; x++) {
        struct event event = events->events[x];
        bool told = audience == EVERYBODY ? event_is_public(&event, before) : event.seen_by >> audience & 1;
        if (!told && lot_draw(&lot, 3) == 0)
            continue;
        if (!told && event.kind == EVENT_BUDGET)
            event.numbers[1 + lot_draw(&lot, LINE_COUNT)] += 1;
        events->events[kept++] = event;
    }
    events->count = kept;
    for (int more = 0; more < 3 && events->count < EVENTS_MAX; more++) {
        int who = (int)lot_draw(&lot, (uint64_t)before->n);
        uint32_t seen_by = audience == EVERYBODY ? 1u << who : all & ~(1u << audience);
        EVENT(events, seen_by, EVENT_BUDGET, who, more, 2, 3, 4, 5);
    }
}

void perturb_opening(struct record_opening *opening, struct lot lot)
{
    for (size_t x = 0; x < sizeof opening->key; x++)
        opening->key[x] ^= (uint8_t)(1 + lot_draw(&lot, 255));
    for (size_t x = 0; x < sizeof opening->salt; x++)
        opening->salt[x] ^= (uint8_t)(1 + lot_draw(&lot, 255));
    change_scenario(&opening->scenario, EVERYBODY, &lot);
}
