/* What one scenario's deals come to: totals, pairs, and standings with their errors. Sums are whole numbers
 * until the last division, so the order of the deals does not matter. */
#include "client/arena/parts.h"
#include "common/base/must.h"
#include "common/rules/dice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ABSENT_TURNS = 10 }; /* one of so many may be missed */

/* Seats of a group in one deal: how many each contestant sat in, and what it was above the mean in
 * them. Line-ups times points, so that it is whole. */
struct deal_part {
    int64_t seats[GROUP_COUNT];
    int64_t above[CONTESTANTS_MAX][GROUP_COUNT];
};

struct pair {
    int64_t above, count;
};

struct tally {
    int contestants, actors, deals, line_ups;
    struct siphash_key key;
    struct contestant_total totals[CONTESTANTS_MAX];
    struct pair pairs[CONTESTANTS_MAX][CONTESTANTS_MAX];
    struct deal_part parts[]; /* by deal */
};

struct tally *tally_make(const struct arena *arena, int scenario)
{
    struct tally *tally = calloc(1, sizeof *tally + (size_t)arena->deals * sizeof tally->parts[0]);
    must(tally != NULL);
    tally->contestants = arena->contestant_count;
    tally->actors = arena->scenarios[scenario].actor_count;
    tally->deals = arena->deals;
    tally->line_ups = deal_line_ups(arena, scenario);
    tally->key = arena_key(arena->seed);
    return tally;
}

void tally_free(struct tally *tally)
{
    free(tally);
}

static enum seat_group group_of(const struct arena_seat *seat)
{
    return motive_expands(seat->motive) ? GROUP_EXPANDS : GROUP_SEEKS;
}

static void add_total(struct contestant_total *total, const struct arena_seat *seat)
{
    enum seat_group own = group_of(seat);
    total->seats++;
    total->score += seat->score;
    total->begun += seat->begun;
    total->alive += seat->alive;
    total->rejected += seat->rejected;
    total->timeouts += seat->timeouts;
    total->thoughts += seat->thoughts;
    total->loads += seat->loads;
    total->thought_ms += seat->thought_ms;
    late_add(total->late, seat->late);
    if (seat->load_ms > total->load_most_ms)
        total->load_most_ms = seat->load_ms;
    if (seat->thought_most_ms > total->thought_most_ms)
        total->thought_most_ms = seat->thought_most_ms;
    total->group_seats[GROUP_ALL]++;
    total->group_seats[own]++;
    total->goals[GROUP_ALL] += seat->goal;
    total->goals[own] += seat->goal;
}

static void add_pairs(struct tally *tally, const struct arena_seat *game, int s, int64_t above)
{
    for (int other = 0; other < tally->actors; other++) {
        struct pair *pair = &tally->pairs[game[s].contestant][game[other].contestant];
        if (other == s)
            continue;
        pair->above += above;
        pair->count++;
    }
}

void tally_add(struct tally *tally, int deal, const struct arena_seat *seats)
{
    struct deal_part *part = &tally->parts[deal];
    int64_t sums[ACTORS_MAX];
    must(deal >= 0 && deal < tally->deals);
    deal_sums(seats, tally->line_ups, tally->actors, sums);
    for (int x = 0; x < tally->line_ups * tally->actors; x++) {
        const struct arena_seat *seat = &seats[x];
        int s = x % tally->actors;
        int64_t above = (int64_t)seat->score * tally->line_ups - sums[s];
        part->above[seat->contestant][GROUP_ALL] += above;
        part->above[seat->contestant][group_of(seat)] += above;
        part->seats[GROUP_ALL] += seat->contestant == 0;
        part->seats[group_of(seat)] += seat->contestant == 0;
        add_total(&tally->totals[seat->contestant], seat);
        add_pairs(tally, seat - s, s, above);
    }
}

const struct contestant_total *tally_total(const struct tally *tally, int contestant)
{
    return &tally->totals[contestant];
}

bool tally_pair(const struct tally *tally, int row, int column, double *mean)
{
    const struct pair *pair = &tally->pairs[row][column];
    if (!pair->count)
        return false;
    *mean = (double)pair->above / (double)pair->count / tally->line_ups;
    return true;
}

bool tally_is_absent(const struct contestant_total *total)
{
    return ABSENT_TURNS * total->timeouts > total->timeouts + total->thoughts;
}

/* ---- the bootstrap: deals drawn with replacement, the same ones for all contestants */

/* Means of all contestants over the deals `drawn` (NULL: each once); false without a seat of the group. */
static bool means_of(const struct tally *tally, enum seat_group group, const int *drawn,
                     double means[CONTESTANTS_MAX])
{
    int64_t seats = 0, above[CONTESTANTS_MAX] = {0};
    for (int d = 0; d < tally->deals; d++) {
        const struct deal_part *part = &tally->parts[drawn ? drawn[d] : d];
        seats += part->seats[group];
        for (int c = 0; c < tally->contestants; c++)
            above[c] += part->above[c][group];
    }
    for (int c = 0; seats && c < tally->contestants; c++)
        means[c] = (double)above[c] / (double)seats / tally->line_ups;
    return seats > 0;
}

static int compare_doubles(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return x < y ? -1 : x > y;
}

/* [contestant][resample] of `means`. A resample without a seat of the group tells nothing new. Resampling n
 * deals spreads as if there were n - 1 of them: the spread is put right. */
static void resample(const struct tally *tally, enum seat_group group, const double *all, double *means)
{
    int *drawn = calloc((size_t)tally->deals, sizeof *drawn);
    must(drawn != NULL);
    double wider = sqrt((double)tally->deals / (tally->deals - 1));
    for (int r = 0; r < RESAMPLES; r++) {
        double one[CONTESTANTS_MAX];
        for (int d = 0; d < tally->deals; d++) {
            struct draw draw = {(uint32_t)r, PHASE_BOT, (uint32_t)d, UINT32_MAX, 0};
            drawn[d] = (int)dice_below(tally->key, draw, tally->deals);
        }
        bool has = means_of(tally, group, drawn, one);
        for (int c = 0; c < tally->contestants; c++)
            means[c * RESAMPLES + r] = all[c] + (has ? wider * (one[c] - all[c]) : 0);
    }
    free(drawn);
}

/* The best mean of those who played for themselves; -1: nobody did. */
static int leader_of(const struct tally *tally, const double *means)
{
    int leader = -1;
    for (int c = 0; c < tally->contestants; c++)
        if (!tally_is_absent(&tally->totals[c]) && (leader < 0 || means[c] > means[leader]))
            leader = c;
    return leader;
}

/* Standard deviation over the resamples of how far `c` is behind the leader. */
static double behind_error(const double *leader, const double *c)
{
    double sum = 0, squares = 0;
    for (int r = 0; r < RESAMPLES; r++)
        sum += leader[r] - c[r];
    for (int r = 0; r < RESAMPLES; r++) {
        double off = leader[r] - c[r] - sum / RESAMPLES;
        squares += off * off;
    }
    return sqrt(squares / (RESAMPLES - 1));
}

bool tally_standings(const struct tally *tally, enum seat_group group, struct standing *standings)
{
    double all[CONTESTANTS_MAX];
    if (!means_of(tally, group, NULL, all))
        return false;
    int leader = leader_of(tally, all);
    double *means = calloc((size_t)tally->contestants * RESAMPLES, sizeof *means);
    must(means != NULL);
    resample(tally, group, all, means);
    for (int c = 0; c < tally->contestants; c++) {
        struct standing *standing = &standings[c];
        *standing = (struct standing){.mean = all[c], .absent = tally_is_absent(&tally->totals[c])};
        if (leader < 0)
            continue;
        standing->behind_error = behind_error(means + leader * RESAMPLES, means + c * RESAMPLES);
        standing->near = !standing->absent && all[leader] - all[c] <= 2 * standing->behind_error;
    }
    for (int c = 0; c < tally->contestants; c++) { /* sorted only when nobody is compared any more */
        double *own = means + c * RESAMPLES;
        qsort(own, RESAMPLES, sizeof *own, compare_doubles);
        standings[c].low = own[RESAMPLES * 25 / 1000];
        standings[c].high = own[RESAMPLES * 975 / 1000 - 1];
    }
    free(means);
    return true;
}
