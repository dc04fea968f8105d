/* What players send. Each command is judged against its seat's view, stored, remembered with its id, and then
 * acknowledged; the same id again gets the same answer and changes nothing. */
#include "server/world/machine_state.h"

#include <string.h>

static void reply_accepted(const struct wire_accepted *accepted, const struct effects *effects)
{
    struct effect effect = {.kind = EFFECT_REPLY, .accepted = accepted};
    effects->emit(effects->user, &effect);
}

/* Several persons on one seat share its orders: what one has sent the others see. */
static void tell_holders(struct world_machine *machine, int seat, const struct effects *effects)
{
    if (machine->seats[seat].sessions > 1)
        machine_tell(seat, TELL_SITUATION, effects);
}

static void reply_refused(const struct world_machine *machine, int seat, struct refusal *refusal,
                          const struct effects *effects)
{
    refusal->current_turn = (uint32_t)machine->world.turn + 1;
    refusal->current_revision = machine->seats[seat].revision;
    struct effect effect = {.kind = EFFECT_REPLY, .refusal = refusal};
    effects->emit(effects->user, &effect);
}

/* Does the command fit the world, the turn and the seat? Also answers a command that was seen before. False:
 * it is answered. */
static bool admit(struct world_machine *machine, const struct command *command, const struct id *id,
                  const struct id *world, uint32_t turn, const struct effects *effects)
{
    struct seat *seat = &machine->seats[command->seat];
    const struct wire_accepted *before = seat_recall(seat, id);
    if (before) {
        reply_accepted(before, effects);
        return false;
    }
    struct refusal refusal = turn_refusal(machine, command->seat, world, turn);
    if (refusal.code == REFUSAL_NONE && seat->bot)
        refusal = (struct refusal){.code = REFUSAL_BOT_HOLDS_SEAT, .item = "seat"};
    else if (refusal.code == REFUSAL_NONE && seat->stored >= WORLD_COMMANDS_PER_TURN)
        refusal = (struct refusal){.code = REFUSAL_BUSY, .item = "commands", .retry_after_ms = 30000};
    if (refusal.code == REFUSAL_NONE)
        return true;
    if (refusal.code == REFUSAL_BOT_HOLDS_SEAT && seat_awaits(machine, command->seat)) {
        /* whoever acts is back */
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        seat_return(machine, command->seat);
        text_put(&text, "seat=");
        text_put_int(&text, command->seat);
        text_put_char(&text, '\n');
        machine_store_own(machine, command->now_ms, command->seat, "return", &text, effects);
        machine_tell(command->seat, TELL_SITUATION, effects);
    }
    reply_refused(machine, command->seat, &refusal, effects);
    return false;
}

static struct entry_head head_of(const struct command *command, uint32_t turn, const struct id *id)
{
    return (struct entry_head){.turn = (int32_t)turn, .seat = command->seat, .command = *id};
}

static void put_head(struct text *text, const struct command *command, uint32_t turn, const struct id *id)
{
    struct entry_head head = head_of(command, turn, id);
    entry_put_head(text, &head);
}

void orders_save(struct world_machine *machine, uint64_t now_ms, const struct entry_head *head,
                 const struct orders *orders, struct wire_accepted *accepted, const struct effects *effects)
{
    struct seat *seat = &machine->seats[head->seat];
    struct orders nothing;
    orders_init(&nothing);
    seat->orders = *orders;
    if (world_beliefs(machine, head->seat) == BELIEFS_OFF)
        memcpy(seat->orders.belief, nothing.belief, sizeof nothing.belief);
    seat->has_orders = true;
    seat->revision++;
    *accepted = (struct wire_accepted){
        .command = head->command,
        .turn = (uint32_t)head->turn,
        .revision = seat->revision,
        .has_digest = true,
        .orders_digest = orders_digest(head->seat, &seat->orders, world_seats(machine)),
        .ready = seat->ready,
    };
    struct entry_orders entry = {.head = *head, .revision = seat->revision, .orders = seat->orders};
    char memory[ENTRY_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    entry_put_orders(&text, &entry, world_seats(machine));
    machine_store_own(machine, now_ms, head->seat, "orders", &text, effects);
    seat_remember(seat, accepted);
}

void on_save_orders(struct world_machine *machine, const struct command *command,
                    const struct effects *effects)
{
    const struct wire_save_orders *save = command->save_orders;
    struct seat *seat = &machine->seats[command->seat];
    if (!admit(machine, command, &save->command, &save->world, save->turn, effects))
        return;
    if (save->revision != seat->revision) {
        struct refusal stale = {.code = REFUSAL_STALE_REVISION, .item = "revision"};
        reply_refused(machine, command->seat, &stale, effects);
        return;
    }
    struct view view;
    view_of(&machine->world, command->seat, &view);
    struct refusal refusal = {.code = REFUSAL_ILLEGAL_ORDERS, .item = "orders"};
    refusal.verdicts = orders_check(&view, &save->orders);
    if (!verdicts_ok(&refusal.verdicts)) {
        reply_refused(machine, command->seat, &refusal, effects);
        return;
    }
    struct wire_accepted accepted;
    struct entry_head head = head_of(command, save->turn, &save->command);
    seat->behalf = false;
    orders_save(machine, command->now_ms, &head, &save->orders, &accepted, effects);
    reply_accepted(&accepted, effects);
    tell_holders(machine, command->seat, effects);
}

void on_set_ready(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    const struct wire_set_ready *set = command->set_ready;
    struct seat *seat = &machine->seats[command->seat];
    if (!admit(machine, command, &set->command, &set->world, set->turn, effects))
        return;
    seat->ready = set->ready;
    struct wire_accepted accepted = {
        .command = set->command, .turn = set->turn, .revision = seat->revision, .ready = seat->ready};
    char memory[160];
    struct text text = text_over(memory, sizeof memory);
    put_head(&text, command, set->turn, &set->command);
    text_put(&text, set->ready ? "ready=1\n" : "ready=0\n");
    machine_store_count(machine, command->now_ms, command->seat, "ready", &text, effects);
    seat_remember(seat, &accepted);
    reply_accepted(&accepted, effects);
    tell_holders(machine, command->seat, effects);
    machine_tell_count(machine, effects);
}

/* Nothing about oneself, about states that are not there, or outside the scales. */
static bool stated_fits(const struct world_machine *machine, int seat, const struct stated_beliefs *stated)
{
    for (int j = 0; j < ACTORS_MAX; j++) {
        bool other = j != seat && j < world_seats(machine);
        if (!other && (stated->attack_next[j] != -1 || stated->sees_me[j] != -1))
            return false;
        if (stated->attack_next[j] < -1 || stated->attack_next[j] > 1000 || stated->sees_me[j] < -1 ||
            stated->sees_me[j] > 1000)
            return false;
    }
    return stated->perceived_balance == -1 ||
           (stated->perceived_balance >= 20 && stated->perceived_balance <= 400);
}

void on_state_beliefs(struct world_machine *machine, const struct command *command,
                      const struct effects *effects)
{
    const struct wire_state_beliefs *state = command->state_beliefs;
    struct seat *seat = &machine->seats[command->seat];
    if (!admit(machine, command, &state->command, &state->world, state->turn, effects))
        return;
    if (world_beliefs(machine, command->seat) == BELIEFS_OFF) {
        struct refusal refusal = {.code = REFUSAL_NOT_NOW, .item = "beliefs"};
        reply_refused(machine, command->seat, &refusal, effects);
        return;
    }
    if (!stated_fits(machine, command->seat, &state->stated)) {
        struct refusal refusal = {.code = REFUSAL_MALFORMED, .item = "beliefs"};
        reply_refused(machine, command->seat, &refusal, effects);
        return;
    }
    seat->stated = state->stated;
    seat->has_stated = true;
    struct wire_accepted accepted = {
        .command = state->command, .turn = state->turn, .revision = seat->revision, .ready = seat->ready};
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    put_head(&text, command, state->turn, &state->command);
    entry_put_beliefs(&text, &seat->stated, world_seats(machine));
    machine_store_own(machine, command->now_ms, command->seat, "beliefs", &text, effects);
    seat_remember(seat, &accepted);
    reply_accepted(&accepted, effects);
    tell_holders(machine, command->seat, effects);
}

/* Words may cross until the world has ended; they belong to whatever turn is open when they arrive. */
static bool admit_press(struct world_machine *machine, const struct command *command,
                        const struct effects *effects)
{
    const struct wire_send_press *send = command->send_press;
    struct seat *seat = &machine->seats[command->seat];
    struct wire_accepted space;
    const struct wire_accepted *before = press_recall(machine, command->seat, &send->command, &space);
    if (before) {
        reply_accepted(before, effects);
        return false;
    }
    uint32_t others = ((1u << world_seats(machine)) - 1) & ~(1u << command->seat);
    struct refusal refusal = {.code = REFUSAL_NONE};
    if (!id_equal(&send->world, &machine->opening.world))
        refusal = (struct refusal){.code = REFUSAL_NOT_YOURS, .item = "world"};
    else if (machine->phase != WORLD_OPEN)
        refusal = (struct refusal){.code = machine->phase == WORLD_LOBBY ? REFUSAL_NOT_NOW : REFUSAL_OVER,
                                   .item = "world"};
    else if (send->everyone ? send->to != 0 : send->to == 0 || (send->to & ~others))
        refusal = (struct refusal){.code = REFUSAL_MALFORMED, .item = "to"};
    else if (seat->press_sent >= WORLD_PRESS_PER_TURN ||
             seat->press_bytes + strlen(send->text) > WORLD_PRESS_BYTES)
        refusal = (struct refusal){.code = REFUSAL_BUSY, .item = "press", .retry_after_ms = 30000};
    if (refusal.code == REFUSAL_NONE)
        return true;
    reply_refused(machine, command->seat, &refusal, effects);
    return false;
}

void on_send_press(struct world_machine *machine, const struct command *command,
                   const struct effects *effects)
{
    const struct wire_send_press *send = command->send_press;
    struct seat *seat = &machine->seats[command->seat];
    if (!admit_press(machine, command, effects))
        return;
    seat->press_sent++;
    seat->press_bytes += strlen(send->text);
    struct world_press written = {
        .number = ++machine->press_number,
        .turn = (uint32_t)machine->world.turn + 1,
        .from = (uint32_t)command->seat,
        .everyone = send->everyone,
        .to = send->to,
    };
    press_count(machine, &written);
    struct wire_accepted accepted = {
        .command = send->command, .turn = written.turn, .revision = seat->revision, .ready = seat->ready};
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    struct id text_id = press_text_id(machine, command->seat, &send->command);
    put_head(&text, command, written.turn, &send->command);
    text_put(&text, "number=");
    text_put_int(&text, (int64_t)written.number);
    text_put(&text, send->everyone ? "\neveryone=1\nto=" : "\neveryone=0\nto=");
    text_put_int(&text, send->to);
    text_put(&text, "\ntext=");
    text_put_hex(&text, text_id.bytes, ID_SIZE);
    text_put_char(&text, '\n');
    struct effect store = {
        .kind = EFFECT_STORE,
        .entry_kind = "press",
        .body = text.at,
        .body_size = text.length,
        .remaining_ms = clock_remaining_ms(machine, command->now_ms),
        .only_for = (uint16_t)(send->everyone ? 0 : send->to | 1u << command->seat),
        .seat = command->seat,
        .text_id = &text_id,
        .text = send->text,
    };
    effects->emit(effects->user, &store);
    seat_remember(seat, &accepted);
    press_remember(machine, command->seat, &send->command, written.turn);
    reply_accepted(&accepted, effects);
    const struct world_press *press = press_keep(machine, &written, send->text);
    for (int x = 0; x < world_seats(machine); x++) {
        struct effect tell = {.kind = EFFECT_TELL, .seat = x, .what = TELL_PRESS, .press = press};
        if (machine->seats[x].sessions && press_readable(press, x))
            effects->emit(effects->user, &tell);
    }
}
