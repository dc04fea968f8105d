#include "common/debrief/episode.h"

#include "common/base/must.h"
#include "common/debrief/facts.h"

static bool arms_rose(const struct world_log *log, int t, int i)
{
    return t >= 1 && fact_arms(&log->worlds[t], i) > fact_arms(&log->worlds[t - 1], i);
}

/* i's estimate of all of j's arms rose in turn t. */
static bool rise_seen(const struct world_log *log, int t, int i, int j)
{
    return t >= 1 && fact_seen_arms(&log->worlds[t], i, j) > fact_seen_arms(&log->worlds[t - 1], i, j);
}

/* i armed in t after it had seen j's arms rise, this turn or the one before. */
static bool rise_answered(const struct world_log *log, int t, int i, int j)
{
    return arms_rose(log, t, i) && (rise_seen(log, t, i, j) || rise_seen(log, t - 1, i, j));
}

static bool both_rise(const struct world_log *log, int t, int i, int j)
{
    return log->worlds[t].actors[i].alive && log->worlds[t].actors[j].alive && rise_answered(log, t, i, j) &&
           rise_answered(log, t, j, i);
}

static bool trust_grew(const struct world_log *log, int first, int last, int i, int j)
{
    return fact_assessment(&log->worlds[last], i, j) < fact_assessment(&log->worlds[first - 1], i, j);
}

static int spirals_of_pair(const struct world_log *log, int i, int j, struct spiral_episode *episodes)
{
    int count = 0, first = 0;
    for (int t = 1; t <= log->turns + 1; t++) {
        bool rises = t <= log->turns && both_rise(log, t, i, j);
        if (rises && !first)
            first = t;
        if (rises || !first)
            continue;
        if (t - first >= SPIRAL_TURNS_MIN && !trust_grew(log, first, t - 1, i, j) &&
            !trust_grew(log, first, t - 1, j, i))
            episodes[count++] = (struct spiral_episode){(int8_t)i, (int8_t)j, (int8_t)first, (int8_t)(t - 1)};
        first = 0;
    }
    return count;
}

int spirals_of(const struct world_log *log, struct spiral_episode episodes[SPIRALS_MAX])
{
    const struct world *start = log_start(log);
    int count = 0, n = start->scenario.actor_count;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            if (fact_in_reach(start, i, j) || fact_in_reach(start, j, i))
                count += spirals_of_pair(log, i, j, &episodes[count]);
    must(count <= SPIRALS_MAX);
    return count;
}

bool spiral_holds(const struct spiral_episode *episodes, int count, int i, int j, int t)
{
    for (int e = 0; e < count; e++) {
        const struct spiral_episode *episode = &episodes[e];
        bool pair = (episode->i == i && episode->j == j) || (episode->i == j && episode->j == i);
        if (pair && t >= episode->first && t <= episode->last)
            return true;
    }
    return false;
}

int restraint_in(const struct world_log *log, int t, int i)
{
    int acts = 0;
    if (!log->worlds[t - 1].actors[i].alive || log->turn[t].attack[i] >= 0)
        return 0;
    if (fact_points(log, t, i) > 0 && fact_arms_points(log, t, i) == 0)
        acts |= RESTRAINT_NO_ARMS;
    LOG_EACH_EVENT(log, t, event)
    {
        if (event->numbers[0] != i)
            continue;
        if (event->kind == EVENT_OPEN_BOOKS)
            acts |= RESTRAINT_OPEN;
        else if (event->kind == EVENT_SCRAP)
            acts |= RESTRAINT_SCRAP;
        else if (event->kind == EVENT_DECLARE && event->numbers[1] == DECLARE_PEACEFUL)
            acts |= RESTRAINT_PEACEFUL;
    }
    bool fewer = t > 1 && fact_arms_points(log, t, i) < fact_arms_points(log, t - 1, i);
    return acts & RESTRAINT_NO_ARMS || fewer ? acts : 0;
}

static void judge_answers(const struct world_log *log, struct reassurance_episode *episode)
{
    const struct world *before = &log->worlds[episode->first - 1], *end = &log->worlds[episode->last];
    int actor = episode->actor, last = episode->last;
    int until = (int)min_of(log->turns, last + 2);
    int baseline = (int)max_of(1, episode->first - 1);
    for (int j = 0; j < end->scenario.actor_count; j++) {
        bool hears = fact_in_reach(end, actor, j) || fact_in_reach(end, j, actor);
        if (!end->actors[j].alive || !hears)
            continue;
        uint16_t bit = (uint16_t)(1u << j);
        episode->audience |= bit;
        if (fact_assessment(end, j, actor) < fact_assessment(before, j, actor))
            episode->believed |= bit;
        for (int t = episode->first; t <= until; t++) {
            if (log->turn[t].attack[j] == actor)
                episode->exploited |= bit;
            if (t > episode->first && fact_pair_alive(log, t, j, actor) &&
                fact_arms_points(log, t, j) < fact_arms_points(log, baseline, j))
                episode->answered |= bit;
        }
    }
    episode->answered &= (uint16_t)~episode->exploited;
}

int reassurances_of(const struct world_log *log, struct reassurance_episode episodes[REASSURANCES_MAX])
{
    int count = 0;
    for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
        int first = 0, acts = 0;
        for (int t = 1; t <= log->turns + 1; t++) {
            int shown = t <= log->turns ? restraint_in(log, t, i) : 0;
            if (shown) {
                first = first ? first : t;
                acts |= shown;
                continue;
            }
            if (first && t - first >= RESTRAINT_TURNS_MIN) {
                must(count < REASSURANCES_MAX);
                episodes[count] = (struct reassurance_episode){.actor = (int8_t)i,
                                                               .first = (int8_t)first,
                                                               .last = (int8_t)(t - 1),
                                                               .acts = (uint8_t)acts};
                judge_answers(log, &episodes[count++]);
            }
            first = acts = 0;
        }
    }
    return count;
}
