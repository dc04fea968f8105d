/* What whoever runs the exercise does to one seat: a bot for a while, orders typed on its behalf, more time,
 * a word in its ear. Nobody but the seat itself is told of any of them by name. */
#include "server/world/machine_state.h"

#include <string.h>

static_assert((int)ENTRY_ACT_PERCENT_MAX == (int)WIRE_TIME_PERCENT_MAX, "any time that is granted is stored");

/* RULING_DONE when the seat may be acted on, in the lobby too. */
static enum ruling judge_seat(const struct world_machine *machine, int seat)
{
    if (machine->phase == WORLD_ENDED)
        return RULING_OVER;
    if (!seat_exists(machine, seat))
        return RULING_NO_SUCH_SEAT;
    return seat_is_alive(machine, seat) ? RULING_DONE : RULING_DEAD;
}

static uint16_t only(int seat)
{
    return (uint16_t)(1u << seat);
}

/* ---- a bot in, a bot out */

void on_bot_in(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    int index = command->act->seat;
    enum ruling ruling = judge_seat(machine, index);
    if (ruling == RULING_DONE && machine->seats[index].held)
        ruling = RULING_ALREADY;
    if (ruling != RULING_DONE) {
        act_rule(ruling, effects);
        return;
    }
    const struct seat *seat = &machine->seats[index];
    bool was_bot = seat->bot;
    seat_hold(machine, index);
    act_store(machine, command->now_ms, "bot_in", (struct entry_act){.seat = index}, NULL,
              bots_are_told(machine) ? 0 : only(index), effects);
    act_rule(RULING_DONE, effects);
    if (machine->phase != WORLD_OPEN)
        return;
    if (seat->sessions && !was_bot)
        machine_notice_bot(machine, index, effects);
    if (seat->sessions)
        machine_tell(index, TELL_SITUATION, effects);
    machine_tell_count(machine, effects);
}

bool recover_bot_in(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)words;
    if (judge_seat(machine, act->seat) != RULING_DONE || machine->seats[act->seat].held)
        return false;
    seat_hold(machine, act->seat);
    return true;
}

/* A seat that a bot took because its holders missed turns is given back as well. */
static bool may_release(const struct world_machine *machine, int index)
{
    const struct seat *seat = &machine->seats[index];
    return seat->held || (seat->bot && !seat->left && seat_awaits(machine, index));
}

void on_bot_out(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    int index = command->act->seat;
    enum ruling ruling = judge_seat(machine, index);
    if (ruling == RULING_DONE && !may_release(machine, index))
        ruling = RULING_ALREADY;
    if (ruling == RULING_DONE) {
        seat_release(machine, index);
        act_store(machine, command->now_ms, "bot_out", (struct entry_act){.seat = index}, NULL, only(index),
                  effects);
    }
    act_rule(ruling, effects);
    if (ruling == RULING_DONE && machine->phase == WORLD_OPEN && machine->seats[index].sessions)
        machine_tell(index, TELL_SITUATION, effects);
}

bool recover_bot_out(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)words;
    if (judge_seat(machine, act->seat) != RULING_DONE || !may_release(machine, act->seat))
        return false;
    seat_release(machine, act->seat);
    return true;
}

/* ---- orders on behalf */

struct id behalf_id(const struct world_machine *machine, uint32_t number)
{
    char memory[ID_HEX_SIZE + 32];
    struct text text = text_over(memory, sizeof memory);
    struct id id;
    text_put(&text, machine->id_hex);
    text_put(&text, " behalf ");
    text_put_int(&text, number);
    struct digest digest = digest_of(memory, text.length);
    memcpy(id.bytes, digest.bytes, ID_SIZE);
    return id;
}

static enum ruling judge_behalf(const struct world_machine *machine, const struct wire_exercise_act *act,
                                struct refusal *refusal)
{
    enum ruling ruling = machine->phase == WORLD_LOBBY ? RULING_LOBBY : judge_seat(machine, act->seat);
    uint32_t open = (uint32_t)machine->world.turn + 1;
    struct view view;
    if (ruling != RULING_DONE)
        return ruling;
    if (act->turn && act->turn != open)
        return RULING_OTHER_TURN;
    if (machine->seats[act->seat].stored >= WORLD_COMMANDS_PER_TURN)
        return RULING_TOO_MANY;
    *refusal = (struct refusal){.code = act->has_orders ? REFUSAL_ILLEGAL_ORDERS : REFUSAL_MALFORMED,
                                .item = "orders",
                                .current_turn = open,
                                .current_revision = machine->seats[act->seat].revision};
    if (!act->has_orders)
        return RULING_ILLEGAL;
    view_of(&machine->world, act->seat, &view);
    refusal->verdicts = orders_check(&view, &act->orders);
    return verdicts_ok(&refusal->verdicts) ? RULING_DONE : RULING_ILLEGAL;
}

/* Two entries: that it was not the seat, and then its orders as ever. */
void on_behalf(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    const struct wire_exercise_act *act = command->act;
    struct refusal refusal;
    enum ruling ruling = judge_behalf(machine, act, &refusal);
    if (ruling != RULING_DONE) {
        struct effect effect = {
            .kind = EFFECT_REPLY, .ruling = ruling, .refusal = ruling == RULING_ILLEGAL ? &refusal : NULL};
        effects->emit(effects->user, &effect);
        return;
    }
    act_store(machine, command->now_ms, "behalf", (struct entry_act){.seat = act->seat}, NULL,
              only(act->seat), effects);
    struct wire_accepted accepted;
    struct entry_head head = {
        .turn = machine->world.turn + 1, .seat = act->seat, .command = behalf_id(machine, machine->acts)};
    machine->seats[act->seat].behalf = true;
    orders_save(machine, command->now_ms, &head, &act->orders, &accepted, effects);
    act_rule(RULING_DONE, effects);
    if (!machine->seats[act->seat].sessions)
        return;
    machine_notice(act->seat, NOTICE_ORDERS_ON_BEHALF, 0, effects);
    machine_tell(act->seat, TELL_SITUATION, effects);
}

/* The orders follow in an entry of their own; where the process died between the two there are none. */
bool recover_behalf(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)words;
    return machine->phase == WORLD_OPEN && judge_seat(machine, act->seat) == RULING_DONE;
}

/* ---- more time */

static enum ruling judge_multiply(const struct world_machine *machine, int seat, uint32_t percent)
{
    enum ruling ruling = judge_seat(machine, seat);
    if (ruling != RULING_DONE)
        return ruling;
    if (machine->settings.turn_ms == 0)
        return RULING_NO_LIMIT;
    if (percent < 100 || percent > WIRE_TIME_PERCENT_MAX)
        return RULING_TOO_LONG;
    return machine->seats[seat].percent == (int)percent ? RULING_ALREADY : RULING_DONE;
}

/* The turn of all lasts as long as the slowest seat needs; gives what the open one got by that. What it got
 * it keeps, and gets it once. */
static int64_t grant(struct world_machine *machine, int seat, uint32_t percent)
{
    machine->seats[seat].percent = (int)percent;
    int64_t whole = clock_turn_ms(machine), more = whole - machine->whole_ms;
    if (machine->phase != WORLD_OPEN || more <= 0)
        return 0;
    machine->whole_ms = whole;
    return more;
}

void on_multiply(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    const struct wire_exercise_act *act = command->act;
    enum ruling ruling = judge_multiply(machine, act->seat, act->percent);
    if (ruling != RULING_DONE) {
        act_rule(ruling, effects);
        return;
    }
    int64_t room = WORLD_TURN_MS_MAX - clock_remaining_ms(machine, command->now_ms);
    int64_t more = grant(machine, act->seat, act->percent);
    if (more)
        clock_extend(machine, command->now_ms, more < room ? more : room);
    act_store(machine, command->now_ms, "time",
              (struct entry_act){.seat = act->seat, .percent = (int32_t)act->percent}, NULL, 0, effects);
    act_rule(RULING_DONE, effects);
    if (more) /* a longer clock is all that anybody sees, whoever it is for */
        machine_tell_clock(machine, effects);
}

/* What was left then is what the journal says of the clock. */
bool recover_multiply(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)words;
    if (judge_multiply(machine, act->seat, (uint32_t)act->percent) != RULING_DONE)
        return false;
    (void)grant(machine, act->seat, (uint32_t)act->percent);
    return true;
}

/* ---- a word in its ear */

void on_nudge(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    int seat = command->act->seat;
    enum ruling ruling = judge_seat(machine, seat);
    act_rule(ruling, effects);
    if (ruling == RULING_DONE && machine->seats[seat].sessions)
        machine_notice(seat, NOTICE_NUDGED, 0, effects);
}
