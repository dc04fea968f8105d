/* What may be ordered now, as names of verdicts. */
#include "common/wire/codec.h"
#include "common/wire/numbers.h"
#include "common/wire/value.h"

#include <string.h>

/* A verdict's name in a message and the verdict in the plain struct. */
struct choice {
    size_t wire, plain;
};

#define STATE(field, member)                                                                                 \
    {                                                                                                        \
        offsetof(Spiral__V1__StateChoices, field), offsetof(struct state_choices, member)                    \
    }
#define WHOLE(field, member)                                                                                 \
    {                                                                                                        \
        offsetof(Spiral__V1__Choices, field), offsetof(struct choices, member)                               \
    }

static const struct choice state_choices[] = {
    STATE(attack, attack),
    STATE(cancel, cancel),
    STATE(offer_non_aggression, offer[PACT_NON_AGGRESSION][0]),
    STATE(offer_defensive, offer[PACT_DEFENSIVE][0]),
    STATE(offer_unconditional, offer[PACT_UNCONDITIONAL][0]),
    STATE(offer_non_aggression_secret, offer[PACT_NON_AGGRESSION][1]),
    STATE(offer_defensive_secret, offer[PACT_DEFENSIVE][1]),
    STATE(offer_unconditional_secret, offer[PACT_UNCONDITIONAL][1]),
    STATE(answer, answer),
    STATE(open_books, open_books),
    STATE(focus, focus),
    STATE(belief, belief),
    STATE(declare_warn, warn),
    STATE(declare_demand, demand),
};

static const struct choice whole_choices[] = {
    WHOLE(mobilise, mobilise),
    WHOLE(project_intel, project[PROJECT_INTEL]),
    WHOLE(project_fortress, project[PROJECT_FORTRESS]),
    WHOLE(project_strike, project[PROJECT_STRIKE]),
    WHOLE(project_specialise, project[PROJECT_SPECIALISE]),
    WHOLE(declare_peaceful, peaceful),
};

static const struct number numbers[] = {
    NUMBER(Spiral__V1__Choices, struct choices, income, 0, ORDER_VALUE_MAX),
    NUMBER(Spiral__V1__Choices, struct choices, scrap_max, 0, ORDER_VALUE_MAX),
    NUMBER(Spiral__V1__Choices, struct choices, mobilise_charge, 0, ORDER_VALUE_MAX),
    FLAG(Spiral__V1__Choices, struct choices, dual_dominated),
};

/* Nothing is said of what is allowed. */
static void put_choices(const struct choice *choices, size_t count, const void *plain, void *wire)
{
    for (size_t x = 0; x < count; x++) {
        uint8_t verdict = *((const uint8_t *)plain + choices[x].plain);
        char *name = wire_string(verdict == VERDICT_OK ? "" : verdict_name(verdict));
        memcpy((char *)wire + choices[x].wire, &name, sizeof name);
    }
}

static void get_choices(const struct choice *choices, size_t count, const void *wire, void *plain)
{
    for (size_t x = 0; x < count; x++) {
        const char *name;
        memcpy(&name, (const char *)wire + choices[x].wire, sizeof name);
        *((uint8_t *)plain + choices[x].plain) = name[0] ? wire_verdict_get(name) : VERDICT_OK;
    }
}

enum status wire_choices_put(const struct choices *choices, int n, struct choices_frame *frame)
{
    Spiral__V1__Choices *wire = &frame->choices;
    spiral__v1__choices__init(wire);
    put_choices(NUMBERS(whole_choices), choices, wire);
    wire_numbers_put(NUMBERS(numbers), choices, 0, wire);
    for (int j = 0; j < n; j++) {
        spiral__v1__state_choices__init(frame->list[j] = &frame->rows[j]);
        put_choices(NUMBERS(state_choices), &choices->of[j], &frame->rows[j]);
    }
    for (int project = PROJECT_NONE + 1; project < PROJECT_COUNT; project++)
        frame->charges[wire->n_project_charges++] = (uint32_t)choices->project_charges[project];
    wire->project_charges = frame->charges;
    wire->states = frame->list;
    wire->n_states = (size_t)n;
    wire->usual = &frame->usual.orders;
    return wire_orders_put(&choices->usual, &frame->usual);
}

/* Charges of projects that this version does not know are left out. */
static enum status get_charges(struct cause *cause, const Spiral__V1__Choices *wire, struct choices *choices)
{
    for (size_t x = 0; x < wire->n_project_charges && x < PROJECT_COUNT - 1; x++) {
        enum status status =
            wire_range(cause, "project_charges", wire->project_charges[x], 0, ORDER_VALUE_MAX);
        if (status != STATUS_OK)
            return status;
        choices->project_charges[x + 1] = (int32_t)wire->project_charges[x];
    }
    return STATUS_OK;
}

enum status wire_choices_get(struct cause *cause, const Spiral__V1__Choices *wire, int32_t *n,
                             struct choices *choices)
{
    get_choices(NUMBERS(whole_choices), wire, choices);
    enum status status = wire_numbers_get(cause, NUMBERS(numbers), wire, 0, choices);
    if (status == STATUS_OK)
        status = wire_states_count(cause, "states", wire->n_states, n);
    if (status == STATUS_OK)
        status = get_charges(cause, wire, choices);
    if (status == STATUS_OK)
        status = wire_present(cause, "usual", wire->usual);
    if (status == STATUS_OK)
        status = wire_within(cause, wire_orders_get(cause, wire->usual, &choices->usual), "usual");
    for (size_t j = 0; j < wire->n_states && status == STATUS_OK; j++)
        get_choices(NUMBERS(state_choices), wire->states[j], &choices->of[j]);
    return status;
}
