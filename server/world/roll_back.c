/* Back to the start of a turn: by whoever runs the exercise, and by itself behind a turn of practice. Nothing
 * is deleted: journal and record go on, and what was played stays in them and out of the course. The world is
 * played again from the machine's own record, with the dice it always had: whoever could choose others could
 * roll again until the result pleases. */
#include "server/world/machine_state.h"

#include "common/base/must.h"

#include <string.h>

/* The world after the last turn that counts. */
static void play_again(struct world_machine *machine)
{
    struct record_turn turn = {0};
    machine->hash = record_opening_hash(&machine->opening);
    machine->events.count = 0;
    machine->signs = (struct signs){0};
    record_begin(&machine->opening, &machine->world);
    for (int t = 1; t <= machine->course.turns; t++) {
        record_course_turn(&machine->course, (const char *)buffer_bytes(&machine->record),
                           world_seats(machine), t, &turn);
        machine->hash = turn_resolve_here(machine, &turn);
        must(digest_equal(&machine->hash, &turn.hash));
    }
    memcpy(machine->source, turn.source, sizeof machine->source);
}

/* Everything but the clock and the effects; recovery does the same. */
static void go_back(struct world_machine *machine, const struct record_roll_back *back)
{
    char memory[RECORD_ROLL_BACK_MAX];
    struct text part = text_over(memory, sizeof memory);
    bool is_open = back->to > machine->world.turn;
    steering_back(machine, back);
    record_put_roll_back(back, &part);
    machine_record(machine, (struct slice){part.at, part.length});
    record_course_back(&machine->course, back);
    if (!is_open)
        play_again(machine);
    public_history_back(&machine->history, back->to);
    seats_roll_back(machine, back->to);
    machine->resolving = false;
}

static unsigned bots(const struct world_machine *machine)
{
    unsigned mask = 0;
    for (int seat = 0; seat < world_seats(machine); seat++)
        mask |= (unsigned)machine->seats[seat].bot << seat;
    return mask;
}

/* `before`: the seats that bots played, a bit each. */
static void tell_back(const struct world_machine *machine, enum notice_kind notice, unsigned before,
                      const struct effects *effects)
{
    for (int seat = 0; seat < world_seats(machine); seat++) {
        if (!machine->seats[seat].sessions)
            continue;
        machine_notice(seat, notice, 0, effects);
        if ((before ^ bots(machine)) >> seat & 1)
            machine_notice_bot(machine, seat, effects);
        if (machine->world.turn > 0)
            machine_tell(seat, TELL_REPORT, effects);
        machine_tell(seat, TELL_SITUATION, effects);
        machine_tell(seat, TELL_CLOCK, effects);
    }
}

/* ---- by whoever runs the exercise */

static enum ruling judge(const struct world_machine *machine, uint32_t to)
{
    enum ruling ruling = act_judge(machine);
    if (ruling != RULING_DONE)
        return ruling;
    if (to < 1 || to > (uint32_t)machine->world.turn + 1)
        return RULING_NO_SUCH_TURN;
    struct record_roll_back back = {.to = (int32_t)to};
    return record_course_is_full(&machine->course, &back) ? RULING_TOO_MANY : RULING_DONE;
}

void on_roll_back(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    enum ruling ruling = judge(machine, command->act->turn);
    if (ruling != RULING_DONE) {
        act_rule(ruling, effects);
        return;
    }
    struct record_roll_back back = {.to = (int32_t)command->act->turn};
    struct entry_act act = {.turn = machine->world.turn + 1, .to = back.to};
    unsigned before = bots(machine);
    go_back(machine, &back);
    clock_open_turn(machine, command->now_ms, clock_turn_ms(machine));
    act_store_once(machine, command, "rollback", act, effects);
    act_rule(RULING_DONE, effects);
    tell_back(machine, NOTICE_ROLLED_BACK, before, effects);
}

bool recover_roll_back(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    struct record_roll_back back = {.to = act->to};
    (void)words;
    if (machine->phase != WORLD_OPEN || record_course_fault(&machine->course, &back))
        return false;
    go_back(machine, &back);
    return true;
}

/* ---- practice */

bool world_practising(const struct world_machine *machine)
{
    return machine->phase == WORLD_OPEN && machine->settings.practice_turns > 0 && !machine->course.practised;
}

bool practice_is_due(const struct world_machine *machine)
{
    return world_practising(machine) && machine->world.turn > 0;
}

static const struct record_roll_back undone = {.to = 1, .practice = true};

void practice_end(struct world_machine *machine, uint64_t now_ms, const struct effects *effects)
{
    char memory[RECORD_ROLL_BACK_MAX];
    struct text text = text_over(memory, sizeof memory);
    unsigned before = bots(machine);
    record_put_roll_back(&undone, &text);
    go_back(machine, &undone);
    clock_open_turn(machine, now_ms, clock_turn_ms(machine));
    machine_store(machine, now_ms, "practice_over", &text, effects);
    tell_back(machine, NOTICE_PRACTICE_OVER, before, effects);
}

bool recover_practice_end(struct world_machine *machine, struct slice body)
{
    struct record_roll_back back;
    if (!practice_is_due(machine) || !record_read_roll_back(body, &back) || !back.practice)
        return false;
    go_back(machine, &back);
    return true;
}

uint32_t world_branch(const struct world_machine *machine)
{
    return (uint32_t)machine->course.roll_backs + machine->course.practised;
}
