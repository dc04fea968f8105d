/* What a run of the simulator plays: scenarios, swept parameters, games and the part of them that is this
 * shard's.
 *
 * All games of a command stand in one sequence: scenario by scenario, in each every combination of the swept
 * parameters (the last --set runs fastest), in each game 0 to games-1. Game g of every cell has the same
 * keys, so that a sweep compares like with like. A shard is a contiguous part of the sequence. Made once,
 * then read-only; any thread. */
#ifndef SPIRAL_SIM_SIM_PLAN_H
#define SPIRAL_SIM_SIM_PLAN_H

#include "client/sim/sim_line_up.h"
#include "client/sim/sim_options.h"

enum {
    SIM_SCENARIOS_MAX = 64,
    SIM_CELLS_MAX = 4096,
    SIM_VALUES_MAX = SIM_CELLS_MAX + SIM_SETS_MAX, /* of all swept parameters together */
    SIM_HASH_SIZE = 16 + 1,                        /* hex digits of a scenario's hash, with the NUL */
    SIM_PLAN_TEXT_MAX = 64 * 1024,
};

struct sim_set {
    int parameter; /* index of parameter_rows */
    int first;     /* of its values in sim_plan.values */
    int count;
};

struct sim_plan {
    struct scenario *scenarios; /* owned */
    int scenario_count;
    struct sim_set sets[SIM_SETS_MAX];
    int set_count;
    int32_t values[SIM_VALUES_MAX];
    struct sim_line_up line_up;
    int cells_each; /* of a scenario */
    int cells;
    int64_t games; /* of a cell */
    uint64_t seed;
    int64_t first, end; /* this shard's part of the sequence; `end` is one behind */
    int shard, shards;
    enum sim_rows rows;
    bool informed;
    const char *records; /* borrowed; NULL: none */
};

/* One scenario with one combination of the swept values. */
struct sim_cell {
    int index;
    struct scenario scenario;
    int32_t values[SIM_SETS_MAX]; /* of the swept parameters, in the order given */
    char hash[SIM_HASH_SIZE];     /* of the scenario's canonical text */
};

/* Reads the scenarios from `directory` and checks every cell. STATUS_INVALID and STATUS_NOT_FOUND name what
 * is wrong, the range, and the remedy. The caller frees the plan also after a failure. */
MUST_USE enum status sim_plan_make(const struct sim_options *options, const char *directory,
                                   struct sim_plan *plan, struct cause *cause);
void sim_plan_free(struct sim_plan *plan);

/* The cell number `index`, 0..cells-1. */
void sim_plan_cell(const struct sim_plan *plan, int index, struct sim_cell *cell);

/* The plan as lines "name=value", everything that the rows depend on: two runs with the same text give the
 * same rows. SIM_PLAN_TEXT_MAX bytes are enough. */
void sim_plan_text(const struct sim_plan *plan, struct text *text);

#endif
