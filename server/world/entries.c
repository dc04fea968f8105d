/* The text of stated beliefs in the journal. */
#include "server/world/machine_state.h"

static void put_list(struct text *text, const char *name, const int32_t *list, int count)
{
    text_put(text, name);
    for (int j = 0; j < count; j++) {
        text_put_char(text, j ? ',' : '=');
        text_put_int(text, list[j]);
    }
    text_put_char(text, '\n');
}

static bool take_list(struct slice *rest, const char *name, int32_t *list, int count)
{
    struct slice value, part;
    int64_t number;
    if (!slice_take_value(rest, name, &value))
        return false;
    for (int j = 0; j < count; j++) {
        if (!slice_take(&value, ',', &part) || !slice_int(part, -1, 1000, &number))
            return false;
        list[j] = (int32_t)number;
    }
    return value.length == 0;
}

void entry_put_beliefs(struct text *text, const struct stated_beliefs *stated, int actors)
{
    put_list(text, "attack_next", stated->attack_next, actors);
    put_list(text, "sees_me", stated->sees_me, actors);
    text_put(text, "perceived_balance=");
    text_put_int(text, stated->perceived_balance);
    text_put_char(text, '\n');
}

bool entry_take_beliefs(struct slice *rest, int actors, struct stated_beliefs *stated)
{
    struct slice value;
    int64_t balance;
    stated_beliefs_init(stated);
    if (!take_list(rest, "attack_next", stated->attack_next, actors) ||
        !take_list(rest, "sees_me", stated->sees_me, actors) ||
        !slice_take_value(rest, "perceived_balance", &value) || !slice_int(value, -1, 400, &balance))
        return false;
    stated->perceived_balance = (int32_t)balance;
    return true;
}
