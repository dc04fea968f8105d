/* How one looks to the others. */
#include "common/wire/codec.h"
#include "common/wire/numbers.h"
#include "common/wire/value.h"

#include <assert.h>
#include <string.h>

enum {
    PERMILLE = 1000,
    CENTI_MAX = 100000000, /* arms, centi-units */
    NATS_MAX = 1000000,    /* milli-nats */
    DEEDS_MAX = 10000,
};

static_assert((int)LOOK_ACT_COUNT <= (int)ACTORS_MAX, "a list of acts needs no bound of its own");

static const struct number arms_numbers[] = {
    NUMBER(Spiral__V1__Arms, struct arms, fortify, 0, CENTI_MAX),
    NUMBER(Spiral__V1__Arms, struct arms, strike, 0, CENTI_MAX),
    NUMBER(Spiral__V1__Arms, struct arms, dual, 0, CENTI_MAX),
};

static const struct number effect_numbers[] = {
    FLAG(Spiral__V1__ActEffect, struct act_effect, is_used),
    NUMBER(Spiral__V1__ActEffect, struct act_effect, low, -NATS_MAX, NATS_MAX),
    NUMBER(Spiral__V1__ActEffect, struct act_effect, high, -NATS_MAX, NATS_MAX),
    NUMBER(Spiral__V1__ActEffect, struct act_effect, low_permille, -PERMILLE, PERMILLE),
    NUMBER(Spiral__V1__ActEffect, struct act_effect, high_permille, -PERMILLE, PERMILLE),
};

static const struct number look_numbers[] = {
    FLAG(Spiral__V1__Look, struct look, sees),
    NUMBER(Spiral__V1__Look, struct look, error_now, 0, PERMILLE),
    NUMBER(Spiral__V1__Look, struct look, error, 0, PERMILLE),
    NUMBER(Spiral__V1__Look, struct look, prior, 0, PERMILLE),
    NUMBER(Spiral__V1__Look, struct look, standing, 0, PERMILLE),
};

static const struct number looks_numbers[] = {
    NUMBER(Spiral__V1__Looks, struct looks, alike, 0, 100),
    FLAG(Spiral__V1__Looks, struct looks, moles),
    NUMBER(Spiral__V1__Looks, struct looks, seen_mobilised, 0, PERMILLE),
    NUMBER(Spiral__V1__Looks, struct looks, begun, 0, DEEDS_MAX),
    NUMBER(Spiral__V1__Looks, struct looks, answered, -DEEDS_MAX, DEEDS_MAX),
};

/* Where arms stand on both sides. */
struct arms_place {
    const char *name;
    size_t wire, plain;
};

#define PLACE(message, structure, field)                                                                     \
    {                                                                                                        \
#field, offsetof(message, field), offsetof(structure, field)                                         \
    }

static const struct arms_place look_arms[LOOK_FIGURES] = {
    PLACE(Spiral__V1__Look, struct look, now_low),
    PLACE(Spiral__V1__Look, struct look, now_high),
    PLACE(Spiral__V1__Look, struct look, low),
    PLACE(Spiral__V1__Look, struct look, high),
};

static const struct arms_place looks_arms[LOOK_FIGURES] = {
    PLACE(Spiral__V1__Looks, struct looks, mine_now),
    PLACE(Spiral__V1__Looks, struct looks, mine),
    PLACE(Spiral__V1__Looks, struct looks, blurred_now),
    PLACE(Spiral__V1__Looks, struct looks, blurred),
};

static void put_arms(const struct arms_place *places, size_t count, const void *plain, Spiral__V1__Arms *arms,
                     void *wire)
{
    for (size_t x = 0; x < count; x++) {
        Spiral__V1__Arms *one = &arms[x];
        spiral__v1__arms__init(one);
        wire_numbers_put(NUMBERS(arms_numbers), (const char *)plain + places[x].plain, 0, one);
        memcpy((char *)wire + places[x].wire, &one, sizeof one);
    }
}

/* What is absent is 0. */
static enum status get_arms(struct cause *cause, const struct arms_place *places, size_t count,
                            const void *wire, void *plain)
{
    enum status status = STATUS_OK;
    for (size_t x = 0; x < count && status == STATUS_OK; x++) {
        const Spiral__V1__Arms *one;
        memcpy(&one, (const char *)wire + places[x].wire, sizeof one);
        if (one)
            status = wire_within(
                cause,
                wire_numbers_get(cause, NUMBERS(arms_numbers), one, 0, (char *)plain + places[x].plain),
                places[x].name);
    }
    return status;
}

static Spiral__V1__ActEffect *put_effect(const struct act_effect *effect, Spiral__V1__ActEffect *wire)
{
    spiral__v1__act_effect__init(wire);
    wire_numbers_put(NUMBERS(effect_numbers), effect, 0, wire);
    return wire;
}

static void put_look(const struct look *look, int k, struct looks_frame *frame)
{
    Spiral__V1__Look *row = frame->list[k] = &frame->rows[k];
    spiral__v1__look__init(row);
    if (!look->sees)
        return;
    wire_numbers_put(NUMBERS(look_numbers), look, 0, row);
    put_arms(NUMBERS(look_arms), look, frame->row_arms[k], row);
    for (int act = 0; act < LOOK_ACT_COUNT; act++)
        frame->act_lists[k][act] = put_effect(&look->acts[act], &frame->acts[k][act]);
    row->acts = frame->act_lists[k];
    row->n_acts = LOOK_ACT_COUNT;
    row->all = put_effect(&look->all, &frame->all[k]);
}

void wire_looks_put(const struct considered *considered, struct looks_frame *frame)
{
    const struct looks *looks = &considered->looks;
    Spiral__V1__Looks *wire = &frame->looks;
    spiral__v1__looks__init(wire);
    wire_numbers_put(NUMBERS(looks_numbers), looks, 0, wire);
    put_arms(NUMBERS(looks_arms), looks, frame->arms, wire);
    for (int k = 0; k < considered->n; k++)
        put_look(&looks->of[k], k, frame);
    wire->states = frame->list;
    wire->n_states = (size_t)considered->n;
}

/* Acts that this version does not know are left out. */
static enum status get_look(struct cause *cause, const Spiral__V1__Look *wire, struct look *look)
{
    enum status status = wire_numbers_get(cause, NUMBERS(look_numbers), wire, 0, look);
    if (status == STATUS_OK)
        status = get_arms(cause, NUMBERS(look_arms), wire, look);
    for (size_t x = 0; x < wire->n_acts && x < LOOK_ACT_COUNT && status == STATUS_OK; x++)
        status = wire_within_row(
            cause, wire_numbers_get(cause, NUMBERS(effect_numbers), wire->acts[x], 0, &look->acts[x]), "acts",
            x);
    if (status == STATUS_OK && wire->all)
        status = wire_within(
            cause, wire_numbers_get(cause, NUMBERS(effect_numbers), wire->all, 0, &look->all), "all");
    return status;
}

enum status wire_looks_get(struct cause *cause, const Spiral__V1__Looks *wire, struct considered *considered)
{
    struct looks *looks = &considered->looks;
    enum status status = wire_numbers_get(cause, NUMBERS(looks_numbers), wire, 0, looks);
    if (status == STATUS_OK)
        status = get_arms(cause, NUMBERS(looks_arms), wire, looks);
    if (status == STATUS_OK)
        status = wire_states_count(cause, "states", wire->n_states, &considered->n);
    for (size_t k = 0; k < wire->n_states && status == STATUS_OK; k++)
        status = wire_within_row(cause, get_look(cause, wire->states[k], &looks->of[k]), "states", k);
    return status;
}
