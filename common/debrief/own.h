/* What one seat believed and did, and how far it was right: the page that its person reads alone.
 *
 * The families of metrics count over all seats; here only what a seat itself thought, saw and ordered counts,
 * and what the others thought of it. Of the others it holds the motives, which are open once a world has
 * ended, and no figure but those that this seat had misread. Plain values; units as in
 * common/rules/arithmetic.h. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_OWN_H
#define SPIRAL_DEBRIEF_OWN_H

#include "common/debrief/metric.h"
#include "common/debrief/structure.h"

/* How greedy the seat said that others thought it, permille, by turn (from 1) and rival; -1: not said. Not
 * part of the log: only the person's own client knows it. */
struct own_mirror {
    int16_t sees_me[TURNS_MAX + 1][ACTORS_MAX];
};

void own_mirror_init(struct own_mirror *mirror); /* nothing was said */

/* The seat and one rival, over the turns that both began alive; means in permille. */
struct own_rival {
    int turns, stated;  /* `stated`: in which the seat stated a belief; in the others its assessment counts */
    int believed;       /* mean: what the seat believed of it */
    int sees_me;        /* mean: what it believed of the seat */
    int mirrored;       /* turns in which the seat said how it was seen by it */
    int thought, meant; /* means over those: what the seat said, and what the rival believed */
};

/* The figure that was furthest from the truth: arms of one kind that a rival in reach had as a turn began. */
struct own_misread {
    int turn;  /* 0: every figure was right */
    int rival; /* actor */
    enum weapon kind;
    int32_t seen, truth; /* centi-units */
};

/* `points` pays a belief p, in parts of one, with 100 (1 - (p - truth)^2): 100 for who is sure and right, 75
 * at an even chance, 0 for who is sure and wrong. The quadratic rule of Brier 1950, "Verification of
 * forecasts expressed in terms of probability", Monthly Weather Review 78(1), is proper: nobody can expect
 * more than by stating what they believe. What is expected of a turn and how one is seen are in no log, so
 * they are not paid. */
struct own {
    int seat;
    int turns;      /* that it began alive */
    int beliefs;    /* living rivals, counted in each of these turns */
    int stated;     /* of these: what it stated itself */
    int worst;      /* the rival that it was furthest from the truth about; -1: it had none */
    bool was_right; /* that distance is 0 */
    struct own_rival rivals[ACTORS_MAX];
    struct metric_value brier;         /* 0 perfect, 0.25 a coin, 1 always wrong */
    struct metric_value staff_brier;   /* the same for its assessments, whatever it stated */
    struct metric_value points;        /* mean of what it stated itself, by the rule below */
    struct metric_value about_seekers; /* %: mean belief about rivals that seek security; 0 would be right */
    struct metric_value about_greedy;  /* %: about those that do not; 100 would be right */
    struct metric_value seen_greedy;   /* %: mean belief of its rivals about it */
    struct metric_value mirror_gap;    /* points: how greedy it said that it was thought, less the truth */
    /* Turns, from the second on, that it began after it had seen a rival's arms rise and after it had not;
     * and those of each in which its own rose. A rise seen is one of its estimate of all arms of a living
     * rival in reach, either way, from turn to turn. */
    int after_rise, rose_after_rise, after_none, rose_after_none;
    int rises_seen, rises_true; /* rivals' rises that it saw; those that there had been */
    /* Turns in which it bought arms and two turns later still lived; those of them in which it was then no
     * safer: true vulnerability not lower. */
    int armed, no_safer;
    struct own_misread misread;
};

/* `mirror` may be NULL: nothing is known of it. */
void own_of(const struct world_log *log, int seat, const struct own_mirror *mirror, struct own *own);

#endif
