#include "common/debrief/own.h"

#include "common/debrief/facts.h"

#include <string.h>

void own_mirror_init(struct own_mirror *mirror)
{
    memset(mirror, 0xff, sizeof *mirror);
}

static int mean(int64_t sum, int64_t count)
{
    return count ? (int)floor_div(2 * sum + count, 2 * count) : 0;
}

/* 0 for a seeker of security, 1000 for one that expands. */
static int64_t truth_of(const struct world_log *log, int j)
{
    return fact_seeks_security(log_start(log), j) ? 0 : 1000;
}

/* ---- beliefs */

/* Sums over all beliefs of the seat, and over all about it; permille. */
struct sums {
    int64_t square, staff_square, stated_square;
    int64_t seekers, about_seekers; /* cases, sum */
    int64_t greedy, about_greedy;
    int64_t of_me;
    int64_t mirrored, gap;
};

static void add_rival(const struct world_log *log, int j, const struct own_mirror *mirror, struct own *own,
                      struct sums *sums)
{
    struct own_rival *rival = &own->rivals[j];
    int64_t truth = truth_of(log, j), believed = 0, of_me = 0, thought = 0, meant = 0;
    for (int t = 1; t <= log->turns; t++) {
        if (!fact_pair_alive(log, t, own->seat, j))
            continue;
        int64_t belief = fact_belief(log, t, own->seat, j), theirs = fact_belief(log, t, j, own->seat);
        int64_t staff = fact_assessment(&log->worlds[t - 1], own->seat, j);
        rival->turns++;
        if (log->turn[t].belief[own->seat][j] >= 0) {
            rival->stated++;
            sums->stated_square += (belief - truth) * (belief - truth);
        }
        believed += belief;
        of_me += theirs;
        sums->square += (belief - truth) * (belief - truth);
        sums->staff_square += (staff - truth) * (staff - truth);
        if (!mirror || mirror->sees_me[t][j] < 0)
            continue;
        rival->mirrored++;
        thought += mirror->sees_me[t][j];
        meant += theirs;
    }
    rival->believed = mean(believed, rival->turns);
    rival->sees_me = mean(of_me, rival->turns);
    rival->thought = mean(thought, rival->mirrored);
    rival->meant = mean(meant, rival->mirrored);
    sums->of_me += of_me;
    sums->mirrored += rival->mirrored;
    sums->gap += thought - meant;
    *(truth ? &sums->greedy : &sums->seekers) += rival->turns;
    *(truth ? &sums->about_greedy : &sums->about_seekers) += believed;
}

static int off(const struct world_log *log, const struct own *own, int j)
{
    int64_t distance = own->rivals[j].believed - truth_of(log, j);
    return (int)(distance < 0 ? -distance : distance);
}

static void judge_beliefs(const struct world_log *log, const struct own_mirror *mirror, struct own *own)
{
    struct sums sums = {0};
    own->worst = -1;
    for (int j = 0; j < log_start(log)->scenario.actor_count; j++) {
        if (j == own->seat)
            continue;
        add_rival(log, j, mirror, own, &sums);
        own->beliefs += own->rivals[j].turns;
        own->stated += own->rivals[j].stated;
        if (own->rivals[j].turns && (own->worst < 0 || off(log, own, j) > off(log, own, own->worst)))
            own->worst = j;
    }
    own->was_right = own->worst >= 0 && off(log, own, own->worst) == 0;
    int64_t cases = own->beliefs;
    metric_set_ratio(&own->brier, sums.square, METRIC_ONE * cases, cases);
    metric_set_ratio(&own->staff_brier, sums.staff_square, METRIC_ONE * cases, cases);
    metric_set_ratio(&own->points, 100 * (METRIC_ONE * own->stated - sums.stated_square),
                     METRIC_ONE * own->stated, own->stated);
    metric_set_ratio(&own->about_seekers, sums.about_seekers, 10 * sums.seekers, sums.seekers);
    metric_set_ratio(&own->about_greedy, sums.about_greedy, 10 * sums.greedy, sums.greedy);
    metric_set_ratio(&own->seen_greedy, sums.of_me, 10 * cases, cases);
    metric_set_ratio(&own->mirror_gap, sums.gap, 10 * sums.mirrored, sums.mirrored);
}

/* ---- arms */

static bool near(const struct world *world, int i, int j)
{
    return fact_in_reach(world, i, j) || fact_in_reach(world, j, i);
}

/* Rivals whose arms had risen in its eyes as turn t (2 or more) began. */
static int rises_seen(const struct world_log *log, int t, struct own *own)
{
    const struct world *now = &log->worlds[t - 1], *before = &log->worlds[t - 2];
    int seen = 0;
    for (int j = 0; j < now->scenario.actor_count; j++) {
        if (!fact_pair_alive(log, t, own->seat, j) || !near(now, own->seat, j) ||
            fact_seen_arms(now, own->seat, j) <= fact_seen_arms(before, own->seat, j))
            continue;
        seen++;
        own->rises_true += fact_arms(now, j) > fact_arms(before, j);
    }
    return seen;
}

static void judge_arms(const struct world_log *log, struct own *own)
{
    for (int t = 1; t <= log->turns; t++) {
        if (!log->worlds[t - 1].actors[own->seat].alive)
            continue;
        own->turns++;
        int64_t now = log->turn[t].vulnerability[own->seat];
        int64_t later = t + 2 <= log->turns ? log->turn[t + 2].vulnerability[own->seat] : -1;
        if (fact_arms_points(log, t, own->seat) > 0 && now >= 0 && later >= 0) {
            own->armed++;
            own->no_safer += later >= now;
        }
        if (t == 1)
            continue;
        int seen = rises_seen(log, t, own);
        bool rose = fact_arms(&log->worlds[t], own->seat) > fact_arms(&log->worlds[t - 1], own->seat);
        own->rises_seen += seen;
        *(seen ? &own->after_rise : &own->after_none) += 1;
        *(seen ? &own->rose_after_rise : &own->rose_after_none) += rose;
    }
}

/* ---- figures */

static void judge_figure(struct own_misread figure, struct own_misread *worst)
{
    int64_t gap = (int64_t)figure.seen - figure.truth, most = (int64_t)worst->seen - worst->truth;
    if ((gap < 0 ? -gap : gap) > (most < 0 ? -most : most))
        *worst = figure;
}

static void judge_figures(const struct world_log *log, struct own *own)
{
    for (int t = 1; t <= log->turns; t++) {
        const struct world *world = &log->worlds[t - 1];
        for (int j = 0; j < world->scenario.actor_count; j++) {
            const struct relation *mine = &world->relations[own->seat][j];
            const struct actor *actor = &world->actors[j];
            if (!fact_pair_alive(log, t, own->seat, j) || !near(world, own->seat, j))
                continue;
            judge_figure((struct own_misread){t, j, WEAPON_FORTIFY, mine->est_fortify, actor->fortify},
                         &own->misread);
            judge_figure((struct own_misread){t, j, WEAPON_STRIKE, mine->est_strike, actor->strike},
                         &own->misread);
            judge_figure((struct own_misread){t, j, WEAPON_DUAL, mine->est_dual, actor->dual}, &own->misread);
        }
    }
}

void own_of(const struct world_log *log, int seat, const struct own_mirror *mirror, struct own *own)
{
    memset(own, 0, sizeof *own);
    own->seat = seat;
    judge_beliefs(log, mirror, own);
    judge_arms(log, own);
    judge_figures(log, own);
}
