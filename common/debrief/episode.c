#include "common/debrief/episode.h"

#include "common/base/must.h"
#include "common/debrief/facts.h"

static bool arms_rose(const struct world *before, const struct world *after, int i)
{
    return fact_arms(after, i) > fact_arms(before, i);
}

/* i's estimate of all of j's arms rose. */
static bool rise_seen(const struct world *before, const struct world *after, int i, int j)
{
    return fact_seen_arms(after, i, j) > fact_seen_arms(before, i, j);
}

bool spiral_goes_on(const struct spiral_run *run, const struct world *after, int t, int i, int j,
                    struct spiral_episode *episode)
{
    bool trust_grew =
        fact_assessment(after, i, j) < run->fear_of_i || fact_assessment(after, j, i) < run->fear_of_j;
    if (!run->first || t - run->first + 1 < SPIRAL_TURNS_MIN || trust_grew)
        return false;
    *episode = (struct spiral_episode){(int8_t)i, (int8_t)j, run->first, (int8_t)t};
    return true;
}

bool spiral_follow(struct spiral_run *run, const struct world *before, const struct world *after, int t,
                   int i, int j, struct spiral_episode *ended)
{
    bool i_sees = rise_seen(before, after, i, j), j_sees = rise_seen(before, after, j, i);
    bool alive = after->actors[i].alive && after->actors[j].alive;
    bool i_answers = arms_rose(before, after, i) && (i_sees || run->seen_by_i);
    bool j_answers = arms_rose(before, after, j) && (j_sees || run->seen_by_j);
    bool rises = alive && i_answers && j_answers;
    bool is_over = !rises && spiral_goes_on(run, before, t - 1, i, j, ended);
    if (rises && !run->first) {
        run->first = (int8_t)t;
        run->fear_of_i = fact_assessment(before, i, j);
        run->fear_of_j = fact_assessment(before, j, i);
    } else if (!rises) {
        run->first = 0;
    }
    run->seen_by_i = i_sees;
    run->seen_by_j = j_sees;
    return is_over;
}

bool spiral_possible(const struct world *start, int i, int j)
{
    return fact_in_reach(start, i, j) || fact_in_reach(start, j, i);
}

static int spirals_of_pair(const struct world_log *log, int i, int j, struct spiral_episode *episodes)
{
    struct spiral_run run = {0};
    int count = 0;
    for (int t = 1; t <= log->turns; t++)
        count += spiral_follow(&run, &log->worlds[t - 1], &log->worlds[t], t, i, j, &episodes[count]);
    return count + spiral_goes_on(&run, log_end(log), log->turns, i, j, &episodes[count]);
}

int spirals_of(const struct world_log *log, struct spiral_episode episodes[SPIRALS_MAX])
{
    const struct world *start = log_start(log);
    int count = 0, n = start->scenario.actor_count;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            if (spiral_possible(start, i, j))
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
