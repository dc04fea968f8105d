#include "common/debrief/wars.h"

#include "common/base/must.h"
#include "common/debrief/facts.h"

int bits_in(uint32_t set)
{
    int count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

uint16_t war_belligerents(const struct war *war)
{
    return (uint16_t)(war->attackers | war->opponents | war->helpers | 1u << war->target);
}

uint16_t war_authors(const struct war *war)
{
    return (uint16_t)((war->attackers | war->opponents) & ~war->joined);
}

static uint16_t seekers_of(const struct world_log *log)
{
    const struct world *world = log_start(log);
    uint32_t seekers = 0;
    for (int i = 0; i < world->scenario.actor_count; i++)
        if (fact_seeks_security(world, i))
            seekers |= 1u << i;
    return (uint16_t)seekers;
}

bool war_is_tragedy(const struct world_log *log, const struct war *war)
{
    uint16_t seekers = seekers_of(log);
    bool target = seekers & 1u << war->target, opponent = war->opponent >= 0 && seekers & 1u << war->opponent;
    return (target && war->attackers & seekers) || (opponent && war->opponents & seekers);
}

bool war_has_greed(const struct world_log *log, const struct war *war)
{
    return war_belligerents(war) & ~seekers_of(log);
}

/* Who attacks `target` in turn t. */
static uint16_t attackers_of(const struct world_log *log, int t, int target, uint16_t *joined)
{
    uint32_t attackers = 0, called = 0;
    LOG_EACH_EVENT(log, t, event)
    {
        if (event->kind != EVENT_ATTACK || event->numbers[1] != target)
            continue;
        attackers |= 1u << event->numbers[0];
        if (event->numbers[2])
            called |= 1u << event->numbers[0];
    }
    *joined |= (uint16_t)called;
    return (uint16_t)attackers;
}

static void count_calls(const struct world_log *log, struct war *war)
{
    LOG_EACH_EVENT(log, war->turn, event)
    {
        bool to_help = event->kind == EVENT_CALLED && event->numbers[1] == war->target;
        bool to_attack = event->kind == EVENT_CALLED_ATTACK &&
                         (event->numbers[2] == war->target || event->numbers[2] == war->opponent);
        if ((to_help || to_attack) && !event->numbers[3])
            war->refused |= (uint16_t)(1u << event->numbers[0]);
        else if (to_help)
            war->helpers |= (uint16_t)(1u << event->numbers[0]);
        if (event->kind == EVENT_ODDS && event->numbers[0] == war->target &&
            event->numbers[1] == war->opponent)
            war->odds = event->numbers[2];
        if (event->kind == EVENT_ELIMINATED && war_belligerents(war) & 1u << event->numbers[0])
            war->fatal = true;
    }
}

static struct war war_from(const struct world_log *log, int t, const struct event *event)
{
    bool meeting = event->kind == EVENT_MEETING;
    struct war war = {
        .turn = t,
        .target = event->numbers[0],
        .opponent = meeting ? event->numbers[1] : -1,
        .success = event->numbers[meeting ? 2 : 3] != 0,
    };
    war.attackers = attackers_of(log, t, war.target, &war.joined);
    if (meeting)
        war.opponents = attackers_of(log, t, war.opponent, &war.joined);
    count_calls(log, &war);
    return war;
}

int wars_of(const struct world_log *log, struct war wars[WARS_MAX])
{
    int count = 0;
    for (int t = 1; t <= log->turns; t++) {
        LOG_EACH_EVENT(log, t, event)
        {
            if (event->kind == EVENT_BATTLE || event->kind == EVENT_MEETING) {
                must(count < WARS_MAX);
                wars[count++] = war_from(log, t, event);
            }
        }
    }
    return count;
}
