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

/* What an act's body holds besides its head, as a set; written in this order. */
enum act_part {
    ACT_SEAT = 1,
    ACT_PERCENT = 2,
    ACT_NEWS = 4, /* of a bulletin */
    ACT_TEXT = 8,
    ACT_TIME = 16,
    ACT_TO = 32,
};

static const struct {
    const char *kind;
    unsigned parts;
} acts[] = {
    {"pause", ACT_TEXT},
    {"resume", 0},
    {"extend", ACT_TIME},
    {"resolve", 0},
    {"close", ACT_TEXT},
    {"rollback", ACT_TO},
    {"bot_in", ACT_SEAT},
    {"bot_out", ACT_SEAT},
    {"behalf", ACT_SEAT},
    {"time", ACT_SEAT | ACT_PERCENT},
    {"bulletin", ACT_NEWS | ACT_TEXT},
};

static bool act_parts(const char *kind, unsigned *parts)
{
    for (size_t x = 0; x < sizeof acts / sizeof acts[0]; x++) {
        if (strcmp(acts[x].kind, kind) != 0)
            continue;
        *parts = acts[x].parts;
        return true;
    }
    return false;
}

bool entry_is_act(const char *kind)
{
    unsigned parts;
    return act_parts(kind, &parts);
}

static void put_number(struct text *text, const char *name, int64_t value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_int(text, value);
    text_put_char(text, '\n');
}

void entry_put_act(struct text *text, const char *kind, const struct entry_act *act)
{
    unsigned parts;
    must(act_parts(kind, &parts));
    put_number(text, "turn", act->turn);
    put_number(text, "act", act->number);
    if (parts & ACT_SEAT)
        put_number(text, "seat", act->seat);
    if (parts & ACT_PERCENT)
        put_number(text, "percent", act->percent);
    if (parts & ACT_NEWS) {
        put_number(text, "inject", act->inject);
        put_number(text, "seats", act->seats);
        put_number(text, "misleading", act->misleading);
    }
    if (parts & ACT_TEXT) {
        text_put(text, "text=");
        text_put_hex(text, act->text.bytes, ID_SIZE);
        text_put_char(text, '\n');
    }
    if (parts & ACT_TIME)
        put_number(text, "ms", act->ms);
    if (parts & ACT_TO)
        put_number(text, "to", act->to);
}

static bool take_number(struct slice *rest, const char *name, int64_t low, int64_t high, int64_t *number)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_int(value, low, high, number);
}

static bool take_news(struct slice *rest, struct entry_act *act)
{
    int64_t inject, seats, misleading;
    if (!take_number(rest, "inject", 0, UINT32_MAX, &inject) ||
        !take_number(rest, "seats", 1, (1 << ACTORS_MAX) - 1, &seats) ||
        !take_number(rest, "misleading", 0, 1, &misleading))
        return false;
    act->inject = (uint32_t)inject;
    act->seats = (uint16_t)seats;
    act->misleading = misleading != 0;
    return true;
}

static bool take_parts(struct slice *rest, unsigned parts, struct entry_act *act)
{
    struct slice value;
    int64_t seat = 0, percent = 0, to = 0;
    if ((parts & ACT_SEAT && !take_number(rest, "seat", 0, ACTORS_MAX - 1, &seat)) ||
        (parts & ACT_PERCENT && !take_number(rest, "percent", 1, ENTRY_ACT_PERCENT_MAX, &percent)) ||
        (parts & ACT_NEWS && !take_news(rest, act)) ||
        (parts & ACT_TO && !take_number(rest, "to", 1, TURNS_MAX, &to)))
        return false;
    act->seat = (int32_t)seat;
    act->percent = (int32_t)percent;
    act->to = (int32_t)to;
    if (parts & ACT_TEXT &&
        (!slice_take_value(rest, "text", &value) || !slice_hex(value, act->text.bytes, ID_SIZE)))
        return false;
    return !(parts & ACT_TIME) || take_number(rest, "ms", -ENTRY_ACT_MS_MAX, ENTRY_ACT_MS_MAX, &act->ms);
}

bool entry_read_act(const char *kind, struct slice body, struct entry_act *act)
{
    unsigned parts;
    struct slice rest = body;
    int64_t turn, number;
    *act = (struct entry_act){0};
    if (!act_parts(kind, &parts) || !take_number(&rest, "turn", 1, TURNS_MAX, &turn) ||
        !take_number(&rest, "act", 1, UINT32_MAX, &number) || !take_parts(&rest, parts, act))
        return false;
    act->turn = (int32_t)turn;
    act->number = (uint32_t)number;
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
