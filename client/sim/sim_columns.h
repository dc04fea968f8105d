/* The columns of the simulator's output, each with its unit and meaning: rows of const tables, one file a
 * kind of row. Besides these, a row carries one column for each swept parameter, and a row about a game one
 * for each metric. To add one: a row in the table of its kind. Pure; any thread. */
#ifndef SPIRAL_SIM_SIM_COLUMNS_H
#define SPIRAL_SIM_SIM_COLUMNS_H

#include "client/sim/sim_plan.h"
#include "common/debrief/metric.h"

/* What one line is made from; borrowed. */
struct sim_row {
    const struct sim_plan *plan;
    const struct sim_cell *cell;
    const struct headless *game;
    const struct world_log *log;
    const struct metric_value *metrics; /* by metric_at's index; of a row about a game */
    int64_t number;                     /* of the game in its cell */
    int turn, i, j;                     /* of a row about a state (i) or an ordered pair (i, j) and turn */
};

#define SIM_EMPTY INT64_MIN /* nothing between the commas */

/* Exactly one of `number` and `put` is set. */
struct sim_column {
    const char *name, *unit, *meaning;
    int64_t (*number)(const struct sim_row *row);
    void (*put)(const struct sim_row *row, struct text *text);
};

struct sim_column_list {
    const struct sim_column *columns;
    int count;
};

extern const struct sim_column_list sim_columns_identity; /* of every row */
extern const struct sim_column_list sim_columns_game, sim_columns_turn, sim_columns_dyad;

/* The columns of a kind of row between the swept parameters and the metrics. */
const struct sim_column_list *sim_columns_of(enum sim_rows rows);

/* A field of CSV, in quotation marks where it needs them. */
void sim_put_field(const char *word, struct text *text);

/* The doctrine that plays seat i. */
const char *sim_doctrine(const struct sim_row *row, int i);

/* For the tables: a function that gives a number, in one line. */
#define SIM_NUMBER(function, expression)                                                                     \
    static int64_t function(const struct sim_row *row)                                                       \
    {                                                                                                        \
        return expression;                                                                                   \
    }

#endif
