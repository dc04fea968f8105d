/* What the checks of the theory play and count, on the dice of the rulebook's figures.
 *
 * Values only; any thread. */
#ifndef SPIRAL_THEORY_MEASURE_H
#define SPIRAL_THEORY_MEASURE_H

#include "client/theory/sample.h"
#include "common/worlds/headless.h"

enum {
    THEORY_DICE = 1,           /* the dice base of nearly all simulated worlds */
    THEORY_SEED_MAX = 4000000, /* 1000 * seed + base is the turn of a draw: below 2^32 */
};

/* The master key of game x on a dice base, as in the reference. */
struct siphash_key theory_key(const struct theory_run *run, uint32_t base, uint32_t x);

/* Plays game x. `line_up` NULL: every seat by its motive. The scenario is checked. */
void theory_play(const struct theory_run *run, uint32_t base, uint32_t x, const struct scenario *scenario,
                 const struct line_up *line_up, headless_turn_seen *seen, void *user, struct world *world);

/* The two-actor world 1..4 of Jervis, and its balance and fungibility put into another scenario. */
struct scenario theory_duel(int world);
void theory_set_world(struct scenario *scenario, int world);

/* A shipped scenario. A file that cannot be read ends the process with a sentence on stderr: rows run in
 * processes of their own. */
struct scenario theory_scenario(const struct theory_run *run, const char *name);

/* The averages of many games of one scenario; "focal" is seat 0. Percent, points, turns; chances in %. */
struct measure {
    struct sample war, tragedy, burden;
    struct sample mistrust;                   /* of true seekers by everybody else */
    struct sample seekers, greedy;            /* final scores */
    struct sample focal, focal_mistrust;      /* score; what its neighbour suspects */
    struct sample rival_burden;               /* of seat 1 */
    struct sample eliminated, turns;          /* a game */
    struct sample attacks, calls, chained;    /* a game; chained: allies who came along to attack */
    struct sample honour, wins, belligerents; /* % of calls, % of battles, a battle */
    struct sample first_war;                  /* median turn, of the games with a war */
    struct sample holder_begins;              /* % of the games with a war whose first attacker is seat 1 */
};

/* `full` games at 100 percent. */
struct measure theory_measure(const struct theory_run *run, const struct scenario *scenario, int full,
                              const struct line_up *line_up);
struct measure theory_measure_on(const struct theory_run *run, uint32_t base, const struct scenario *scenario,
                                 int full, const struct line_up *line_up);

#endif
