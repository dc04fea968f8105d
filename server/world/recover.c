/* The machine from its journal: every entry is applied as it was, every turn is resolved again and its hash
 * compared. */
#include "server/world/machine_state.h"

#include <string.h>

/* What an entry kind does to the machine; false: it cannot be read. */
typedef bool apply_entry(struct world_machine *machine, struct slice body, const char *words,
                         struct cause *cause);

static bool fail(struct cause *cause, const struct world_machine *machine, const char *reason)
{
    status_fail(cause, STATUS_CORRUPT, "world %s turn %d: %s", machine->id_hex, machine->world.turn + 1,
                reason);
    return false;
}

static bool apply_opening(struct world_machine *machine, struct slice body, const char *words,
                          struct cause *cause)
{
    (void)words;
    if (machine->opened)
        return fail(cause, machine, "a second opening");
    if (record_read_opening(body, &machine->opening, cause))
        return false;
    machine->opened = true;
    machine_record(machine, body);
    id_hex(&machine->opening.world, machine->id_hex);
    machine->bot_key = record_bot_key(machine->opening.key);
    machine->hash = record_opening_hash(&machine->opening);
    record_begin(&machine->opening, &machine->world);
    public_history_begin(&machine->history, &machine->world);
    (void)public_clock_moved(machine);
    return true;
}

static bool apply_start(struct world_machine *machine, struct slice body, const char *words,
                        struct cause *cause)
{
    (void)words;
    if (machine->phase != WORLD_LOBBY || body.length)
        return fail(cause, machine, "a second start");
    seats_start(machine);
    machine->phase = WORLD_OPEN;
    return true;
}

static bool take_seat(const struct world_machine *machine, struct slice body, int *seat)
{
    struct slice value;
    int64_t index;
    if (!slice_take_value(&body, "seat", &value) || !slice_int(value, 0, world_seats(machine) - 1, &index))
        return false;
    *seat = (int)index;
    return body.length == 0;
}

static bool apply_take(struct world_machine *machine, struct slice body, const char *words,
                       struct cause *cause)
{
    int seat;
    (void)words;
    if (!take_seat(machine, body, &seat))
        return fail(cause, machine, "an entry of kind take names no seat");
    seat_take(machine, seat);
    return true;
}

static bool apply_return(struct world_machine *machine, struct slice body, const char *words,
                         struct cause *cause)
{
    int seat;
    (void)words;
    if (!take_seat(machine, body, &seat))
        return fail(cause, machine, "an entry of kind return names no seat");
    seat_return(machine, seat);
    return true;
}

/* The head of a command of the open turn. */
static bool take_open_head(const struct world_machine *machine, struct slice *body, struct entry_head *head)
{
    return machine->phase == WORLD_OPEN && entry_take_head(body, world_seats(machine), head) &&
           head->turn == machine->world.turn + 1;
}

static void remember(struct world_machine *machine, const struct entry_head *head,
                     const struct digest *orders)
{
    struct seat *seat = &machine->seats[head->seat];
    struct wire_accepted accepted = {
        .command = head->command,
        .turn = (uint32_t)head->turn,
        .revision = seat->revision,
        .has_digest = orders != NULL,
        .ready = seat->ready,
    };
    if (orders)
        accepted.orders_digest = *orders;
    seat_remember(seat, &accepted);
}

static bool apply_leave(struct world_machine *machine, struct slice body, const char *words,
                        struct cause *cause)
{
    struct entry_head head;
    (void)words;
    if (!entry_take_head(&body, world_seats(machine), &head) || head.turn != machine->world.turn + 1 ||
        body.length)
        return fail(cause, machine, "an entry of kind leave cannot be read");
    seat_leave(machine, head.seat);
    remember(machine, &head, NULL);
    return true;
}

static bool apply_orders(struct world_machine *machine, struct slice body, const char *words,
                         struct cause *cause)
{
    struct entry_orders entry;
    (void)words;
    if (machine->phase != WORLD_OPEN || !entry_read_orders(body, world_seats(machine), &entry) ||
        entry.head.turn != machine->world.turn + 1)
        return fail(cause, machine, "saved orders cannot be read");
    struct seat *seat = &machine->seats[entry.head.seat];
    if (entry.revision != seat->revision + 1)
        return fail(cause, machine, "a revision of saved orders is missing");
    seat->orders = entry.orders;
    seat->has_orders = true;
    seat->revision = entry.revision;
    struct id behalf = behalf_id(machine, machine->acts);
    seat->behalf = id_equal(&entry.head.command, &behalf);
    struct digest digest = orders_digest(entry.head.seat, &entry.orders, world_seats(machine));
    remember(machine, &entry.head, &digest);
    return true;
}

static bool apply_ready(struct world_machine *machine, struct slice body, const char *words,
                        struct cause *cause)
{
    struct entry_head head;
    struct slice value;
    int64_t ready;
    (void)words;
    if (!take_open_head(machine, &body, &head) || !slice_take_value(&body, "ready", &value) ||
        !slice_int(value, 0, 1, &ready) || body.length)
        return fail(cause, machine, "a ready flag cannot be read");
    machine->seats[head.seat].ready = ready != 0;
    remember(machine, &head, NULL);
    return true;
}

static bool apply_beliefs(struct world_machine *machine, struct slice body, const char *words,
                          struct cause *cause)
{
    struct entry_head head;
    struct stated_beliefs stated;
    (void)words;
    if (!take_open_head(machine, &body, &head) || !entry_take_beliefs(&body, world_seats(machine), &stated) ||
        body.length)
        return fail(cause, machine, "stated beliefs cannot be read");
    machine->seats[head.seat].stated = stated;
    machine->seats[head.seat].has_stated = true;
    remember(machine, &head, NULL);
    return true;
}

static bool take_press(struct slice *body, struct world_press *press, struct id *text_id)
{
    struct slice value;
    int64_t number, everyone, to;
    if (!slice_take_value(body, "number", &value) || !slice_int(value, 1, INT64_MAX / 10, &number) ||
        !slice_take_value(body, "everyone", &value) || !slice_int(value, 0, 1, &everyone) ||
        !slice_take_value(body, "to", &value) || !slice_int(value, 0, UINT16_MAX, &to) ||
        !slice_take_value(body, "text", &value) || !slice_hex(value, text_id->bytes, ID_SIZE))
        return false;
    press->number = (uint64_t)number;
    press->everyone = everyone != 0;
    press->to = (uint16_t)to;
    return body->length == 0;
}

static bool apply_press(struct world_machine *machine, struct slice body, const char *words,
                        struct cause *cause)
{
    struct entry_head head;
    struct world_press press = {0};
    struct id text_id;
    if (!take_open_head(machine, &body, &head) || !take_press(&body, &press, &text_id))
        return fail(cause, machine, "a message between states cannot be read");
    if (machine->seats[head.seat].press_sent >= WORLD_PRESS_PER_TURN)
        return fail(cause, machine, "a seat sent more messages between states than a turn takes");
    press.turn = (uint32_t)head.turn;
    press.from = (uint32_t)head.seat;
    machine->press_number = press.number;
    press_count(machine, &press);
    machine->seats[head.seat].press_sent++;
    remember(machine, &head, NULL);
    press_remember(machine, head.seat, &head.command, press.turn);
    if (words) { /* erased texts are simply gone */
        press_keep(machine, &press, words);
        machine->seats[head.seat].press_bytes += strlen(words);
    }
    return true;
}

bool world_text_id(const char *kind, struct slice body, struct id *text_id)
{
    struct slice value;
    struct world_press press;
    struct entry_act act;
    if (strcmp(kind, "press") == 0)
        return slice_take_value(&body, "turn", &value) && slice_take_value(&body, "seat", &value) &&
               slice_take_value(&body, "command", &value) && take_press(&body, &press, text_id);
    if (!entry_read_act(kind, body, &act))
        return false;
    if (act_is_remembered(kind))
        act.text = act_command_place(act.number);
    if (id_is_zero(&act.text))
        return false;
    *text_id = act.text;
    return true;
}

/* The orders in a closed turn's book must be those that were saved last. */
static bool book_fits(const struct world_machine *machine, const struct record_turn *turn)
{
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        if (turn->source[x] == SOURCE_DEFAULT && seat->has_orders)
            return false;
        if (turn->source[x] != SOURCE_PERSON)
            continue;
        struct digest booked = orders_digest(x, &turn->book.orders[x], world_seats(machine));
        struct digest saved = orders_digest(x, &seat->orders, world_seats(machine));
        if (!seat->has_orders || !digest_equal(&booked, &saved))
            return false;
    }
    return true;
}

static bool apply_turn(struct world_machine *machine, struct slice body, const char *words,
                       struct cause *cause)
{
    struct record_turn turn;
    (void)words;
    if (machine->phase != WORLD_OPEN)
        return fail(cause, machine, "a turn outside of play");
    if (record_read_turn(body, world_seats(machine), &turn, cause))
        return status_wrap(cause, STATUS_CORRUPT, "world %s turn %d", machine->id_hex,
                           machine->world.turn + 1) == STATUS_OK;
    if (turn.turn != machine->world.turn + 1)
        return fail(cause, machine, "another turn stands in its place");
    if (!book_fits(machine, &turn))
        return fail(cause, machine, "the orders that counted are not those that were saved");
    struct digest hash = turn_resolve_here(machine, &turn);
    if (!digest_equal(&hash, &turn.hash)) {
        machine->world.turn = turn.turn - 1;
        return fail(cause, machine, "these orders do not lead to the world that the hash stands for");
    }
    turn_closed(machine, &turn);
    machine_record_turn(machine, body);
    return true;
}

static bool apply_practice_over(struct world_machine *machine, struct slice body, const char *words,
                                struct cause *cause)
{
    (void)words;
    return recover_practice_end(machine, body) || fail(cause, machine, "the end of practice does not fit");
}

static bool apply_end(struct world_machine *machine, struct slice body, const char *words,
                      struct cause *cause)
{
    struct slice value;
    int64_t end;
    (void)words;
    if (machine->end_stored || machine->phase != WORLD_ENDED || !slice_take_value(&body, "end", &value) ||
        !slice_int(value, world_end(machine), world_end(machine), &end) || body.length)
        return fail(cause, machine, "its end does not fit");
    machine->end_stored = true;
    return true;
}

static const struct {
    const char *kind;
    apply_entry *apply;
} entries[] = {
    {"opening", apply_opening}, {"start", apply_start},     {"take", apply_take},
    {"leave", apply_leave},     {"return", apply_return},   {"orders", apply_orders},
    {"ready", apply_ready},     {"beliefs", apply_beliefs}, {"press", apply_press},
    {"turn", apply_turn},       {"end", apply_end},         {"practice_over", apply_practice_over},
};

enum status world_recover(struct world_machine *machine, const char *kind, struct slice body,
                          const char *words, struct cause *cause)
{
    if (practice_is_due(machine) && strcmp(kind, "practice_over") != 0) {
        fail(cause, machine, "the practice turn is not undone");
        return STATUS_CORRUPT;
    }
    if (machine->opened && entry_is_act(kind)) {
        if (recover_act(machine, kind, body, words))
            return STATUS_OK;
        return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: an entry of kind %s does not fit",
                           machine->id_hex, machine->world.turn + 1, kind);
    }
    for (size_t x = 0; x < sizeof entries / sizeof entries[0]; x++) {
        if (strcmp(entries[x].kind, kind) != 0)
            continue;
        if (x != 0 && !machine->opened)
            return status_fail(cause, STATUS_CORRUPT, "turn 0: a world begins with its opening");
        return entries[x].apply(machine, body, words, cause) ? STATUS_OK : STATUS_CORRUPT;
    }
    return status_fail(cause, STATUS_VERSION,
                       "world %s turn %d: unknown kind of entry \"%s\"; a newer version wrote it",
                       machine->id_hex, machine->world.turn + 1, kind);
}

void world_recovered(struct world_machine *machine, uint64_t now_ms, int64_t remaining_ms)
{
    if (machine->phase == WORLD_OPEN)
        clock_open_turn(machine, now_ms, remaining_ms >= 0 ? remaining_ms : clock_turn_ms(machine));
    (void)public_clock_moved(machine); /* nobody is there yet to be told */
}
