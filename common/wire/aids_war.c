/* What figures are worth, what a war would bring, and what a point more changes. */
#include "common/wire/codec.h"
#include "common/wire/numbers.h"
#include "common/wire/value.h"

#include <string.h>

enum {
    PERMILLE = 1000,
    CENTI_MAX = 100000000, /* arms, centi-units, as in a situation */
    NATS_MAX = 1000000,    /* milli-nats */
};

/* ---- ranges, of chances and of arms */

static const struct number range_numbers[] = {
    NUMBER(Spiral__V1__Range, struct odds, low, 0, CENTI_MAX),
    NUMBER(Spiral__V1__Range, struct odds, about, 0, CENTI_MAX),
    NUMBER(Spiral__V1__Range, struct odds, high, 0, CENTI_MAX),
};

static Spiral__V1__Range *range_put(struct odds odds, Spiral__V1__Range *wire)
{
    spiral__v1__range__init(wire);
    wire_numbers_put(NUMBERS(range_numbers), &odds, 0, wire);
    return wire;
}

/* What is absent is 0. */
static enum status range_get(struct cause *cause, const char *item, const Spiral__V1__Range *wire,
                             int32_t most, struct odds *odds)
{
    if (!wire)
        return STATUS_OK;
    enum status status = wire_numbers_get(cause, NUMBERS(range_numbers), wire, 0, odds);
    if (status == STATUS_OK && (odds->low > most || odds->about > most || odds->high > most))
        status = wire_range(cause, "high", (int64_t)most + 1, 0, most);
    return wire_within(cause, status, item);
}

/* ---- figures */

#define FIGURES(field, low, high) NUMBER(Spiral__V1__Figures, struct figures, field, low, high)

static const struct number figure_numbers[] = {
    FIGURES(error, 0, PERMILLE),
    FIGURES(change, -CENTI_MAX, CENTI_MAX),
    FLAG(Spiral__V1__Figures, struct figures, change_certain),
};

static struct odds of_range(const struct range *range)
{
    return (struct odds){(int32_t)range->low, (int32_t)range->about, (int32_t)range->high};
}

void wire_figures_put(const struct considered *considered, struct figures_frame *frame)
{
    for (int j = 0; j < considered->n; j++) {
        const struct figures *figures = &considered->figures[j];
        const struct arms_bounds *arms = &figures->arms;
        Spiral__V1__Figures *row = frame->list[j] = &frame->rows[j];
        Spiral__V1__Range *ranges = frame->ranges[j];
        spiral__v1__figures__init(row);
        wire_numbers_put(NUMBERS(figure_numbers), figures, 0, row);
        struct odds fortify = {arms->low.fortify, arms->about.fortify, arms->high.fortify};
        struct odds strike = {arms->low.strike, arms->about.strike, arms->high.strike};
        struct odds dual = {arms->low.dual, arms->about.dual, arms->high.dual};
        row->fortify = range_put(fortify, &ranges[0]);
        row->strike = range_put(strike, &ranges[1]);
        row->dual = range_put(dual, &ranges[2]);
        row->total = range_put(of_range(&figures->total), &ranges[3]);
    }
}

static enum status get_figures(struct cause *cause, const Spiral__V1__Figures *wire, struct figures *figures)
{
    struct odds fortify = {0}, strike = {0}, dual = {0}, total = {0};
    enum status status = wire_numbers_get(cause, NUMBERS(figure_numbers), wire, 0, figures);
    if (status == STATUS_OK)
        status = range_get(cause, "fortify", wire->fortify, CENTI_MAX, &fortify);
    if (status == STATUS_OK)
        status = range_get(cause, "strike", wire->strike, CENTI_MAX, &strike);
    if (status == STATUS_OK)
        status = range_get(cause, "dual", wire->dual, CENTI_MAX, &dual);
    if (status == STATUS_OK)
        status = range_get(cause, "total", wire->total, CENTI_MAX, &total);
    figures->arms = (struct arms_bounds){{fortify.low, strike.low, dual.low},
                                         {fortify.about, strike.about, dual.about},
                                         {fortify.high, strike.high, dual.high}};
    figures->total = (struct range){total.low, total.about, total.high};
    return status;
}

enum status wire_figures_get(struct cause *cause, Spiral__V1__Figures *const *list, size_t count,
                             struct considered *considered)
{
    enum status status = wire_states_count(cause, "figures", count, &considered->n);
    for (size_t j = 0; j < count && status == STATUS_OK; j++)
        status = wire_within_row(cause, get_figures(cause, list[j], &considered->figures[j]), "figures", j);
    return status;
}

/* ---- prospects */

#define PROSPECT(field)       NUMBER(Spiral__V1__Prospect, struct prospect, field, 0, PERMILLE)
#define ALL(field, low, high) NUMBER(Spiral__V1__Prospects, struct prospects, field, low, high)
#define RANGE(field)                                                                                         \
    {                                                                                                        \
#field, offsetof(Spiral__V1__Prospect, field), offsetof(struct prospect, field)                      \
    }

static const struct number prospect_numbers[] = {
    FLAG(Spiral__V1__Prospect, struct prospect, is_rival),
    FLAG(Spiral__V1__Prospect, struct prospect, reaches_me),
    FLAG(Spiral__V1__Prospect, struct prospect, i_reach),
    PROSPECT(takes_me_armed),
    PROSPECT(i_take_armed),
};

static const struct number all_numbers[] = {
    FLAG(Spiral__V1__Prospects, struct prospects, is_grace),
    FLAG(Spiral__V1__Prospects, struct prospects, balance_hidden),
    ALL(attack_from, 0, ORDER_VALUE_MAX),
    ALL(balance, 1, 400),
    ALL(most_dangerous, -1, ACTORS_MAX - 1),
    ALL(weakest, -1, ACTORS_MAX - 1),
};

/* Where a range stands on both sides. */
static const struct range_place {
    const char *name;
    size_t wire, plain;
} ranges[] = {RANGE(takes_me), RANGE(takes_me_helped), RANGE(i_take), RANGE(i_take_helped),
              RANGE(i_win_meeting)};

enum { RANGES = sizeof ranges / sizeof ranges[0] };

static void put_prospect(const struct prospect *prospect, int j, struct prospects_frame *frame)
{
    Spiral__V1__Prospect *row = frame->list[j] = &frame->rows[j];
    spiral__v1__prospect__init(row);
    wire_numbers_put(NUMBERS(prospect_numbers), prospect, 0, row);
    for (int x = 0; x < RANGES && prospect->is_rival; x++) {
        struct odds odds;
        memcpy(&odds, (const char *)prospect + ranges[x].plain, sizeof odds);
        Spiral__V1__Range *range = range_put(odds, &frame->ranges[j][x]);
        memcpy((char *)row + ranges[x].wire, &range, sizeof range);
    }
    row->helpers = frame->helpers[j];
    row->n_helpers = wire_states_put(prospect->helpers, row->helpers);
    row->its_helpers = frame->its_helpers[j];
    row->n_its_helpers = wire_states_put(prospect->its_helpers, row->its_helpers);
}

void wire_prospects_put(const struct considered *considered, struct prospects_frame *frame)
{
    Spiral__V1__Prospects *wire = &frame->prospects;
    spiral__v1__prospects__init(wire);
    wire_numbers_put(NUMBERS(all_numbers), &considered->prospects, 0, wire);
    for (int j = 0; j < considered->n; j++)
        put_prospect(&considered->prospects.of[j], j, frame);
    wire->states = frame->list;
    wire->n_states = (size_t)considered->n;
}

static enum status get_prospect(struct cause *cause, const Spiral__V1__Prospect *wire,
                                struct prospect *prospect)
{
    uint16_t helpers = 0, its_helpers = 0;
    enum status status = wire_numbers_get(cause, NUMBERS(prospect_numbers), wire, 0, prospect);
    for (int x = 0; x < RANGES && status == STATUS_OK; x++) {
        const Spiral__V1__Range *range;
        struct odds odds = {0};
        memcpy(&range, (const char *)wire + ranges[x].wire, sizeof range);
        status = range_get(cause, ranges[x].name, range, PERMILLE, &odds);
        memcpy((char *)prospect + ranges[x].plain, &odds, sizeof odds);
    }
    if (status == STATUS_OK)
        status = wire_states_get(cause, "helpers", wire->helpers, wire->n_helpers, &helpers);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "its_helpers", wire->its_helpers, wire->n_its_helpers, &its_helpers);
    prospect->helpers = helpers;
    prospect->its_helpers = its_helpers;
    return status;
}

enum status wire_prospects_get(struct cause *cause, const Spiral__V1__Prospects *wire,
                               struct considered *considered)
{
    struct prospects *prospects = &considered->prospects;
    enum status status = wire_numbers_get(cause, NUMBERS(all_numbers), wire, 0, prospects);
    if (status == STATUS_OK)
        status = wire_states_count(cause, "states", wire->n_states, &considered->n);
    for (size_t j = 0; j < wire->n_states && status == STATUS_OK; j++)
        status = wire_within_row(cause, get_prospect(cause, wire->states[j], &prospects->of[j]), "states", j);
    return status;
}

/* ---- margins */

#define MARGIN(field, most)    NUMBER(Spiral__V1__Margin, struct margin, field, -(most), most)
#define BOTH(field, low, high) NUMBER(Spiral__V1__Margins, struct margins, field, low, high)

static const struct number margin_numbers[] = {
    FLAG(Spiral__V1__Margin, struct margin, is_defined),
    FLAG(Spiral__V1__Margin, struct margin, is_last),
    MARGIN(fortify, CENTI_MAX),
    MARGIN(strike, CENTI_MAX),
    MARGIN(dual, CENTI_MAX),
    MARGIN(score, ORDER_VALUE_MAX),
    MARGIN(productivity, PRODUCTIVITY_MAX),
    MARGIN(income, ORDER_VALUE_MAX),
    MARGIN(error_before, PERMILLE),
    MARGIN(error, PERMILLE),
    MARGIN(takes_me, PERMILLE),
    MARGIN(i_take, PERMILLE),
    MARGIN(seen, CENTI_MAX),
    MARGIN(suspicion_low, NATS_MAX),
    MARGIN(suspicion_high, NATS_MAX),
};

static const struct number both_numbers[] = {
    BOTH(danger, -1, ACTORS_MAX - 1),
    BOTH(prey, -1, ACTORS_MAX - 1),
    BOTH(takes_me, 0, PERMILLE),
    BOTH(i_take, 0, PERMILLE),
    BOTH(civil_for_growth, 0, ORDER_VALUE_MAX),
};

void wire_margins_put(const struct considered *considered, struct margins_frame *frame)
{
    Spiral__V1__Margins *wire = &frame->margins;
    spiral__v1__margins__init(wire);
    wire_numbers_put(NUMBERS(both_numbers), &considered->margins, 0, wire);
    for (int line = 0; line < LINE_COUNT; line++) {
        spiral__v1__margin__init(frame->list[line] = &frame->rows[line]);
        wire_numbers_put(NUMBERS(margin_numbers), &considered->margins.of[line], 0, &frame->rows[line]);
    }
    wire->lines = frame->list;
    wire->n_lines = LINE_COUNT;
}

/* Lines of the budget that this version does not know are left out. */
enum status wire_margins_get(struct cause *cause, const Spiral__V1__Margins *wire,
                             struct considered *considered)
{
    struct margins *margins = &considered->margins;
    enum status status = wire_numbers_get(cause, NUMBERS(both_numbers), wire, 0, margins);
    for (size_t line = 0; line < wire->n_lines && line < LINE_COUNT && status == STATUS_OK; line++)
        status = wire_within_row(
            cause, wire_numbers_get(cause, NUMBERS(margin_numbers), wire->lines[line], 0, &margins->of[line]),
            "lines", line);
    return status;
}
