/* What may be ordered now, and what a new draft begins with.
 *
 * Every verdict is what orders_check says when the part is tried; there is no second rule. Only from a view.
 * Plain values. Pure; any thread. */
#ifndef SPIRAL_AIDS_CHOICES_H
#define SPIRAL_AIDS_CHOICES_H

#include "common/rules/orders.h"
#include "common/rules/view.h"

#include <stdbool.h>

/* About one state; each an enum verdict. */
struct state_choices {
    uint8_t attack, cancel;
    uint8_t offer[PACT_COUNT][2]; /* by pact; in public, in secret; PACT_NONE is not used */
    uint8_t answer, open_books, focus, belief;
    uint8_t warn, demand;
};

struct choices {
    int32_t income;
    struct state_choices of[ACTORS_MAX];
    uint8_t mobilise, peaceful;             /* enum verdict */
    uint8_t project[PROJECT_COUNT];         /* enum verdict; PROJECT_NONE is not used */
    int32_t scrap_max;                      /* units */
    int32_t mobilise_charge;                /* points */
    int32_t project_charges[PROJECT_COUNT]; /* points a turn; PROJECT_NONE is not used */
    bool dual_dominated;
    struct orders usual;
};

/* `answers`: the standing answers that the seat saved last, or NULL. */
void choices_of(const struct view *view, const int32_t *answers, struct choices *choices);

/* What a new draft begins with: last turn's split and the standing answers about who lives, nothing else.
 * Legal. */
void orders_usual(const struct view *view, const int32_t *answers, struct orders *orders);

/* Points of all lines but civil. */
int64_t budget_spent(const struct orders *orders);

/* Dual arms are worth less, both ways, than a mix of the two other kinds: the line need not be shown. */
bool dual_is_dominated(const struct view *view);
bool dual_is_dominated_by(const struct parameters *parameters);

#endif
