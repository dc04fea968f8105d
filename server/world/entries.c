/* The text of journal entries. Every line is name=value, in a fixed order; README.md lists them. */
#include "server/world/machine_state.h"

#include "common/base/must.h"

void entry_put_head(struct text *text, int turn, int seat, const struct id *command)
{
    text_put(text, "turn=");
    text_put_int(text, turn);
    text_put(text, "\nseat=");
    text_put_int(text, seat);
    text_put(text, "\ncommand=");
    text_put_hex(text, command->bytes, ID_SIZE);
    text_put_char(text, '\n');
}

bool entry_take_head(const struct world_machine *machine, struct slice *rest, struct entry_head *head)
{
    struct slice value;
    return slice_take_value(rest, "turn", &value) && slice_int(value, 1, TURNS_MAX, &head->turn) &&
           slice_take_value(rest, "seat", &value) &&
           slice_int(value, 0, world_seats(machine) - 1, &head->seat) &&
           slice_take_value(rest, "command", &value) && slice_hex(value, head->command.bytes, ID_SIZE);
}

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

struct digest orders_digest(int seat, const struct orders *orders, int actors)
{
    char memory[CANONICAL_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    canonical_orders(seat, orders, actors, &text);
    must(!text.cut);
    return digest_of(memory, text.length);
}
