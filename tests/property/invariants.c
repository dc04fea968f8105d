#include "tests/property/invariants.h"

#include "common/rules/arithmetic.h"

#include <string.h>

static bool broken(struct text *why, const char *sentence, int i, int j)
{
    text_put(why, sentence);
    text_put(why, " (actor ");
    text_put_int(why, i);
    if (j >= 0) {
        text_put(why, ", ");
        text_put_int(why, j);
    }
    text_put(why, ")");
    return false;
}

static int count_events(const struct event_list *events, int kind, int who, int flag)
{
    int count = 0;
    for (int e = 0; e < events->count; e++) {
        const struct event *event = &events->events[e];
        count += event->kind == kind && event->numbers[0] == who && (flag < 0 || event->numbers[flag] == 1);
    }
    return count;
}

static bool actor_holds(const struct passage *passage, int i, struct text *why)
{
    const struct actor *was = &passage->before->actors[i], *is = &passage->after->actors[i];
    const struct parameters *p = &passage->after->scenario.parameters;
    const struct event_list *events = passage->events;
    if (is->alive != (was->alive && is->territory > p->eliminated_at))
        return broken(why, "alive is not territory > eliminated_at", i, -1);
    if (is->territory < 0 || is->territory > TERRITORY_MAX)
        return broken(why, "territory out of range", i, -1);
    const int32_t stocks[] = {is->fortify, is->strike, is->dual};
    for (int s = 0; s < 3; s++)
        if (stocks[s] < 0 || stocks[s] > STOCK_MAX)
            return broken(why, "a stock out of range", i, -1);
    if (is->productivity < was->productivity || is->productivity > PRODUCTIVITY_MAX)
        return broken(why, "productivity falls or is too high", i, -1);
    if (is->motive != was->motive || is->start != was->start || is->base != was->base ||
        is->empathy != was->empathy)
        return broken(why, "what never changes changed", i, -1);
    if (is->mobilised < 0 || is->mobilised > 3 || (!p->mobilisation && is->mobilised))
        return broken(why, "mobilised out of range", i, -1);
    if (is->project < 0 || is->project >= PROJECT_COUNT || (is->tech && is->tech != is->project))
        return broken(why, "technology out of range", i, -1);
    if (is->posture < -1 || is->posture > 2 || is->routine < -1 || is->routine > 2)
        return broken(why, "posture out of range", i, -1);
    if (is->declared < 0 || is->declared >= DECLARE_COUNT || is->declared_to < -1)
        return broken(why, "declaration out of range", i, -1);
    if (p->hidden_balance ? is->doctrine < 0 || is->doctrine > 400 : is->doctrine != was->doctrine)
        return broken(why, "doctrine out of range", i, -1);
    if (is->kept - was->kept !=
        count_events(events, EVENT_CALLED, i, 3) + count_events(events, EVENT_CALLED_ATTACK, i, 3))
        return broken(why, "kept does not count the calls that came", i, -1);
    if (is->broken - was->broken != count_events(events, EVENT_BREACH, i, -1))
        return broken(why, "broken does not count the breaches", i, -1);
    if (is->alive != was->alive && count_events(events, EVENT_ELIMINATED, i, -1) != 1)
        return broken(why, "died without being told", i, -1);
    return true;
}

static bool pair_holds(const struct passage *passage, int i, int j, struct text *why)
{
    const struct world *world = passage->after;
    const struct relation *mine = &world->relations[i][j], *theirs = &world->relations[j][i];
    bool dead = !world->actors[i].alive || !world->actors[j].alive;
    if (mine->pact != theirs->pact || mine->secret != theirs->secret || mine->relation != theirs->relation)
        return broken(why, "a pact, its secrecy or a relation is not symmetric", i, j);
    if (mine->pact < 0 || mine->pact >= PACT_COUNT || (mine->secret & ~1) || (mine->secret && !mine->pact))
        return broken(why, "a pact out of range", i, j);
    if (dead && (mine->pact || mine->offer || mine->offer_secret))
        return broken(why, "the dead have pacts or offers", i, j);
    if (mine->ending)
        return broken(why, "a cancelled pact outlives the turn", i, j);
    if (mine->offer < 0 || mine->offer >= PACT_COUNT || (mine->offer_secret & ~1))
        return broken(why, "an offer out of range", i, j);
    const int32_t seen[] = {mine->est_fortify, mine->est_strike, mine->est_dual};
    for (int s = 0; s < 3; s++)
        if (seen[s] < 0 || seen[s] > 2 * STOCK_MAX)
            return broken(why, "an estimate out of range", i, j);
    if (mine->assess < -4600 || mine->assess > 4600 || mine->relation < -100 || mine->relation > 100)
        return broken(why, "assessment or relation out of range", i, j);
    if ((mine->seen_mobilised | mine->leaked | mine->opened) & ~1)
        return broken(why, "a switch out of range", i, j);
    int attacks = mine->attacked - passage->before->relations[i][j].attacked, told = 0;
    for (int e = 0; e < passage->events->count; e++) {
        const struct event *event = &passage->events->events[e];
        told += event->kind == EVENT_ATTACK && event->numbers[0] == i && event->numbers[1] == j;
    }
    if (attacks != told || told > 1)
        return broken(why, "attacked does not count the attacks", i, j);
    return true;
}

static bool events_hold(const struct passage *passage, struct text *why)
{
    int n = passage->after->scenario.actor_count;
    uint32_t all = (1u << n) - 1;
    int ends = 0;
    if (passage->events->count < 0 || passage->events->count > EVENTS_MAX)
        return broken(why, "too many events", passage->events->count, -1);
    for (int e = 0; e < passage->events->count; e++) {
        const struct event *event = &passage->events->events[e];
        if (event->numbers[0] < 0 || (event->kind != EVENT_END && event->numbers[0] >= n))
            return broken(why, "an event is about nobody", e, -1);
        if (event->kind >= EVENT_KIND_COUNT || event->count != event_numbers(event->kind))
            return broken(why, "an event of no kind", e, -1);
        bool secret = event->kind == EVENT_ODDS || event->kind == EVENT_VULNERABILITY;
        if ((event->seen_by & ~all) || secret != (event->seen_by == 0))
            return broken(why, "an event is told to the wrong audience", e, -1);
        ends += event->kind == EVENT_END;
    }
    if (ends != (passage->after->end != END_RUNNING))
        return broken(why, "an end that is not told", ends, -1);
    return true;
}

bool invariants_hold(const struct passage *passage, struct text *why)
{
    const struct world *before = passage->before, *after = passage->after;
    int n = after->scenario.actor_count;
    int64_t territory_before = 0, territory_after = 0;
    if (!events_hold(passage, why))
        return false;
    if (memcmp(&before->scenario, &after->scenario, sizeof before->scenario) != 0 ||
        memcmp(&before->key, &after->key, sizeof before->key) != 0 || before->balance != after->balance)
        return broken(why, "the conditions of the world changed", -1, -1);
    if (after->turn != before->turn + 1 ||
        (after->turn >= after->scenario.parameters.max_turns && after->end == END_RUNNING) ||
        after->end < 0 || after->end >= END_COUNT)
        return broken(why, "the turn or the end is wrong", after->turn, after->end);
    for (int i = 0; i < ACTORS_MAX; i++) {
        static const struct relation nothing;
        if (memcmp(&after->relations[i][i], &nothing, sizeof nothing) != 0)
            return broken(why, "an actor has a relation to itself", i, -1);
        if (i >= n)
            continue;
        territory_before += before->actors[i].territory;
        territory_after += after->actors[i].territory;
        if (!actor_holds(passage, i, why))
            return false;
        for (int j = 0; j < n; j++)
            if (i != j && !pair_holds(passage, i, j, why))
                return false;
    }
    if (territory_before != territory_after)
        return broken(why, "territory is not conserved", -1, -1);
    return ledger_balances(passage, why);
}
