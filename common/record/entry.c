#include "common/record/entry.h"

#include "common/base/must.h"

#include <string.h>

void entry_put_head(struct text *text, const struct entry_head *head)
{
    text_put(text, "turn=");
    text_put_int(text, head->turn);
    text_put(text, "\nseat=");
    text_put_int(text, head->seat);
    text_put(text, "\ncommand=");
    text_put_hex(text, head->command.bytes, ID_SIZE);
    text_put_char(text, '\n');
}

bool entry_take_head(struct slice *rest, int actors, struct entry_head *head)
{
    struct slice value;
    int64_t turn, seat;
    if (!slice_take_value(rest, "turn", &value) || !slice_int(value, 1, TURNS_MAX, &turn) ||
        !slice_take_value(rest, "seat", &value) || !slice_int(value, 0, actors - 1, &seat) ||
        !slice_take_value(rest, "command", &value) || !slice_hex(value, head->command.bytes, ID_SIZE))
        return false;
    head->turn = (int32_t)turn;
    head->seat = (int32_t)seat;
    return true;
}

void entry_put_orders(struct text *text, const struct entry_orders *entry, int actors)
{
    entry_put_head(text, &entry->head);
    text_put(text, "revision=");
    text_put_int(text, entry->revision);
    text_put_char(text, '\n');
    canonical_orders(entry->head.seat, &entry->orders, actors, text);
    text_put_char(text, '\n');
}

/* One way to write an entry: what reads the same but is spelt otherwise was changed. */
static bool is_canonical(const struct entry_orders *entry, int actors, struct slice body)
{
    char memory[ENTRY_ORDERS_MAX];
    struct text again = text_over(memory, sizeof memory);
    entry_put_orders(&again, entry, actors);
    return again.length == body.length && memcmp(memory, body.at, body.length) == 0;
}

bool entry_read_orders(struct slice body, int actors, struct entry_orders *entry)
{
    struct slice rest = body, value, line;
    int64_t revision;
    int actor;
    bool given;
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    if (!entry_take_head(&rest, actors, &entry->head) || !slice_take_value(&rest, "revision", &value) ||
        !slice_int(value, 1, UINT32_MAX, &revision) || !slice_take(&rest, '\n', &line) ||
        !canonical_orders_read(line, actors, &actor, &given, &entry->orders, &why))
        return false;
    entry->revision = (uint32_t)revision;
    return given && actor == entry->head.seat && is_canonical(entry, actors, body);
}

/* What an act's body holds besides its head. */
enum act_part { ACT_BARE, ACT_REASON, ACT_TIME };

static const struct {
    const char *kind;
    enum act_part part;
} acts[] = {
    {"pause", ACT_REASON}, {"resume", ACT_BARE},  {"extend", ACT_TIME},
    {"resolve", ACT_BARE}, {"close", ACT_REASON},
};

static bool act_part(const char *kind, enum act_part *part)
{
    for (size_t x = 0; x < sizeof acts / sizeof acts[0]; x++) {
        if (strcmp(acts[x].kind, kind) != 0)
            continue;
        *part = acts[x].part;
        return true;
    }
    return false;
}

bool entry_is_act(const char *kind)
{
    enum act_part part;
    return act_part(kind, &part);
}

void entry_put_act(struct text *text, const char *kind, const struct entry_act *act)
{
    enum act_part part;
    must(act_part(kind, &part));
    text_put(text, "turn=");
    text_put_int(text, act->turn);
    text_put(text, "\nact=");
    text_put_int(text, act->number);
    if (part == ACT_REASON) {
        text_put(text, "\ntext=");
        text_put_hex(text, act->text.bytes, ID_SIZE);
    } else if (part == ACT_TIME) {
        text_put(text, "\nms=");
        text_put_int(text, act->ms);
    }
    text_put_char(text, '\n');
}

bool entry_read_act(const char *kind, struct slice body, struct entry_act *act)
{
    enum act_part part;
    struct slice rest = body, value;
    int64_t turn, number;
    *act = (struct entry_act){0};
    if (!act_part(kind, &part) || !slice_take_value(&rest, "turn", &value) ||
        !slice_int(value, 1, TURNS_MAX, &turn) || !slice_take_value(&rest, "act", &value) ||
        !slice_int(value, 1, UINT32_MAX, &number))
        return false;
    act->turn = (int32_t)turn;
    act->number = (uint32_t)number;
    if (part == ACT_REASON &&
        (!slice_take_value(&rest, "text", &value) || !slice_hex(value, act->text.bytes, ID_SIZE)))
        return false;
    if (part == ACT_TIME && (!slice_take_value(&rest, "ms", &value) ||
                             !slice_int(value, -ENTRY_ACT_MS_MAX, ENTRY_ACT_MS_MAX, &act->ms)))
        return false;
    char memory[ENTRY_ACT_MAX]; /* one way to write it, as with orders */
    struct text again = text_over(memory, sizeof memory);
    entry_put_act(&again, kind, act);
    return again.length == body.length && memcmp(memory, body.at, body.length) == 0;
}

struct digest orders_digest(int seat, const struct orders *orders, int actors)
{
    char memory[CANONICAL_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    canonical_orders(seat, orders, actors, &text);
    must(!text.cut);
    return digest_of(memory, text.length);
}
