/* Claims of the literature and of the rulebook, each held against the engine: one row a claim.
 *
 * Expected values and tolerances are part of the row: they stand before the first run. What the reference
 * does not show is a row that is open, never a looser row. To add one: a row in the file of its subject. A
 * check owns nothing and keeps nothing; rows run in processes of their own. */
#ifndef SPIRAL_THEORY_THEORY_H
#define SPIRAL_THEORY_THEORY_H

#include "common/base/text.h"
#include "common/scenario/scenario_file.h"

#include <stdint.h>

/* How a whole run of the checks is made. */
struct theory_run {
    const char *scenarios; /* directory */
    uint64_t seed;         /* 0: the dice of the rulebook's figures; others are held out */
    int percent;           /* of the full number of games, 1..100; tolerances follow the number of games */
};

enum theory_answer { THEORY_AGREES, THEORY_DIFFERS, THEORY_OPEN };

/* Does the row rest on defaults or bots that were adjusted after looking at results? */
enum theory_tuned {
    THEORY_EXACT,    /* no: structure or a closed formula, computed by the engine */
    THEORY_EQUATION, /* no: a result of the literature solved again; says nothing about the engine */
    THEORY_TUNED,    /* yes: a regression test, not evidence */
    THEORY_BEFORE,   /* no: the criterion was written before its first run */
};

struct theory_row {
    const char *id;       /* "worlds_tragedy": snake_case, stable */
    const char *claim;    /* one sentence of the field */
    const char *source;   /* author and year; rulebook section or check number of the literature */
    const char *expected; /* with the tolerance */
    const char *reason;   /* why this tolerance */
    enum theory_tuned tuned;
    /* Computes, writes the figures into `measured` (one line) and answers. THEORY_OPEN only in rows of which
     * the rulebook lists the weak point. */
    enum theory_answer (*check)(const struct theory_run *run, struct text *measured);
};

struct theory_part {
    const char *name; /* "stage", "worlds", "formulas" ... */
    const struct theory_row *rows;
    int count;
};

/* One part a file, in the order of printing. */
extern const struct theory_part theory_stage, theory_richardson, theory_worlds, theory_regulators,
    theory_models, theory_history, theory_alliances, theory_modules, theory_doctrines, theory_formulas,
    theory_matrix;

int theory_main(int count, char **words);

#endif
