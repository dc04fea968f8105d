#include "server/world/signs.h"

#include "common/base/must.h"
#include "common/debrief/escalation.h"

/* Groups of states: what overlaps is one. */
struct groups {
    int count;
    struct wire_sign of[ACTORS_MAX];
};

static uint32_t earlier(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void join(struct wire_sign *group, const struct wire_sign *other)
{
    group->states |= other->states;
    group->first = earlier(group->first, other->first);
}

static void add(struct groups *groups, struct wire_sign sign)
{
    int kept = 0;
    for (int x = 0; x < groups->count; x++) {
        if (groups->of[x].states & sign.states)
            join(&sign, &groups->of[x]);
        else
            groups->of[kept++] = groups->of[x];
    }
    must(kept < ACTORS_MAX);
    groups->of[kept] = sign;
    groups->count = kept + 1;
}

static void tell(struct signs *signs, const struct groups *groups, int most)
{
    for (int x = 0; x < groups->count; x++) {
        if (x >= most) {
            join(&signs->list[signs->count - 1], &groups->of[x]);
            continue;
        }
        must(signs->count < WIRE_SIGNS_MAX);
        signs->list[signs->count++] = groups->of[x];
    }
}

static uint32_t tension_of(const struct world *before, const struct world *after,
                           const struct event_list *events)
{
    const struct event *end = events->events + events->count;
    int highest = RUNG_RESTRAINT;
    for (int i = 0; i < after->scenario.actor_count; i++) {
        int rung = (int)acts_rung(acts_of(before, after, events->events, end, i));
        if (before->actors[i].alive && rung > highest)
            highest = rung;
    }
    return (uint32_t)rung_number((enum rung)highest);
}

static uint16_t two(int i, int j)
{
    return (uint16_t)(1u << i | 1u << j);
}

/* Who attacks whom, with those who came to help. */
static void tell_wars(struct signs *signs, const struct event_list *events, uint32_t turn)
{
    struct groups groups = {0};
    for (int x = 0; x < events->count; x++) {
        const struct event *event = &events->events[x];
        bool helps = event->kind == EVENT_CALLED && event->numbers[3];
        if (event->kind == EVENT_ATTACK || helps)
            add(&groups, (struct wire_sign){SIGN_WAR, two(event->numbers[0], event->numbers[1]), turn, turn});
    }
    tell(signs, &groups, SIGNS_WARS);
}

/* What the event says of one state alone. */
static enum sign_kind sign_of(const struct event *event)
{
    switch (event->kind) {
    case EVENT_ATTACK:
        return event->numbers[2] ? SIGN_CHAIN_GANG : SIGN_NONE;
    case EVENT_CALLED:
        return event->numbers[3] ? SIGN_CHAIN_GANG : SIGN_BUCK_PASS;
    case EVENT_CALLED_ATTACK: /* who came stands among the attacks, unless it attacked somebody else */
        return event->numbers[3] ? SIGN_NONE : SIGN_BUCK_PASS;
    case EVENT_MOBILISE:
        return SIGN_MOBILISED;
    default:
        return SIGN_NONE;
    }
}

static void tell_acts(struct signs *signs, const struct event_list *events, uint32_t turn)
{
    for (int kind = SIGN_CHAIN_GANG; kind <= SIGN_MOBILISED; kind++) {
        struct wire_sign sign = {.kind = (enum sign_kind)kind, .first = turn, .last = turn};
        for (int x = 0; x < events->count; x++)
            if ((int)sign_of(&events->events[x]) == kind)
                sign.states |= (uint16_t)(1u << events->events[x].numbers[0]);
        if (!sign.states)
            continue;
        must(signs->count < WIRE_SIGNS_MAX);
        signs->list[signs->count++] = sign;
    }
}

static void follow_spirals(struct signs *signs, const struct world *before, const struct world *after)
{
    struct groups groups = {0};
    int pair = 0, t = after->turn;
    for (int i = 0; i < after->scenario.actor_count; i++) {
        for (int j = i + 1; j < after->scenario.actor_count; j++) {
            struct spiral_run *run = &signs->runs[pair++];
            struct spiral_episode episode;
            if (!spiral_possible(after, i, j))
                continue;
            (void)spiral_follow(run, before, after, t, i, j, &episode); /* what is over is no news */
            if (spiral_goes_on(run, after, t, i, j, &episode))
                add(&groups,
                    (struct wire_sign){SIGN_SPIRAL, two(i, j), (uint32_t)episode.first, (uint32_t)t});
        }
    }
    tell(signs, &groups, SIGNS_SPIRALS);
}

void signs_turn(struct signs *signs, const struct world *before, const struct world *after,
                const struct event_list *events)
{
    signs->count = 0;
    signs->tension = tension_of(before, after, events);
    tell_wars(signs, events, (uint32_t)after->turn);
    tell_acts(signs, events, (uint32_t)after->turn);
    follow_spirals(signs, before, after);
}
