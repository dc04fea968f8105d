#include "common/wire/codec.h"
#include "common/wire/value.h"

enum { BALANCE_LOW = 20, BALANCE_HIGH = 400 }; /* percent */

void stated_beliefs_init(struct stated_beliefs *stated)
{
    for (int j = 0; j < ACTORS_MAX; j++)
        stated->attack_next[j] = stated->sees_me[j] = -1;
    stated->perceived_balance = -1;
}

enum status wire_beliefs_put(const int32_t beliefs[ACTORS_MAX], struct belief_frame *frame)
{
    frame->count = 0;
    for (int j = 0; j < ACTORS_MAX; j++) {
        if (beliefs[j] < -1 || beliefs[j] > 1000)
            return STATUS_INVALID;
        if (beliefs[j] < 0)
            continue;
        Spiral__V1__Belief *row = &frame->rows[frame->count];
        spiral__v1__belief__init(row);
        row->state = (uint32_t)j;
        row->permille = (uint32_t)beliefs[j];
        frame->list[frame->count++] = row;
    }
    return STATUS_OK;
}

static enum status belief_get(struct cause *cause, const Spiral__V1__Belief *wire,
                              int32_t beliefs[ACTORS_MAX])
{
    enum status status = wire_range(cause, "state", wire->state, 0, ACTORS_MAX - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "permille", wire->permille, 0, 1000);
    if (status != STATUS_OK)
        return status;
    if (beliefs[wire->state] >= 0)
        return status_fail(cause, STATUS_INVALID, "state: stands twice; name each state once");
    beliefs[wire->state] = (int32_t)wire->permille;
    return STATUS_OK;
}

enum status wire_beliefs_get(struct cause *cause, const char *item, Spiral__V1__Belief *const *list,
                             size_t count, int32_t beliefs[ACTORS_MAX])
{
    for (int j = 0; j < ACTORS_MAX; j++)
        beliefs[j] = -1;
    for (size_t x = 0; x < count; x++) {
        enum status status = belief_get(cause, list[x], beliefs);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, item, x);
    }
    return STATUS_OK;
}

enum status wire_stated_put(const struct stated_beliefs *stated, struct stated_frame *frame)
{
    int32_t balance = stated->perceived_balance;
    bool has_balance = balance != -1;
    if (has_balance && (balance < BALANCE_LOW || balance > BALANCE_HIGH))
        return STATUS_INVALID;
    spiral__v1__balance__init(&frame->balance);
    frame->balance.percent = (uint32_t)balance;
    frame->perceived_balance = has_balance ? &frame->balance : NULL;
    enum status status = wire_beliefs_put(stated->attack_next, &frame->attack_next);
    return status == STATUS_OK ? wire_beliefs_put(stated->sees_me, &frame->sees_me) : status;
}

enum status wire_stated_get(struct cause *cause, const Spiral__V1__Stated *wire,
                            struct stated_beliefs *stated)
{
    stated->perceived_balance = -1;
    enum status status =
        wire_beliefs_get(cause, "attack_next", wire->attack_next, wire->n_attack_next, stated->attack_next);
    if (status == STATUS_OK)
        status = wire_beliefs_get(cause, "sees_me", wire->sees_me, wire->n_sees_me, stated->sees_me);
    if (status != STATUS_OK || !wire->perceived_balance)
        return status;
    stated->perceived_balance = (int32_t)wire->perceived_balance->percent;
    status = wire_range(cause, "percent", wire->perceived_balance->percent, BALANCE_LOW, BALANCE_HIGH);
    return wire_within(cause, status, "perceived_balance");
}
