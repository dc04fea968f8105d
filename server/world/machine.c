#include "server/world/machine_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

static void store_for(const struct world_machine *machine, uint64_t now_ms, uint16_t only_for,
                      const char *kind, const struct text *body, const struct effects *effects)
{
    must(!body->cut);
    struct effect effect = {
        .kind = EFFECT_STORE,
        .entry_kind = kind,
        .body = body->at,
        .body_size = body->length,
        .remaining_ms = clock_remaining_ms(machine, now_ms),
        .only_for = only_for,
    };
    effects->emit(effects->user, &effect);
}

void machine_store(const struct world_machine *machine, uint64_t now_ms, const char *kind,
                   const struct text *body, const struct effects *effects)
{
    store_for(machine, now_ms, 0, kind, body, effects);
}

void machine_store_own(const struct world_machine *machine, uint64_t now_ms, int seat, const char *kind,
                       const struct text *body, const struct effects *effects)
{
    store_for(machine, now_ms, (uint16_t)(1u << seat), kind, body, effects);
}

void machine_store_count(const struct world_machine *machine, uint64_t now_ms, int seat, const char *kind,
                         const struct text *body, const struct effects *effects)
{
    store_for(machine, now_ms, bots_are_told(machine) ? 0 : (uint16_t)(1u << seat), kind, body, effects);
}

static void record_end(struct world_machine *machine)
{
    char memory[16];
    struct text end = text_over(memory, sizeof memory);
    text_put(&end, "end=");
    text_put_int(&end, world_end(machine));
    text_put_char(&end, '\n');
    must(buffer_write(&machine->record, end.at, end.length) == STATUS_OK);
}

void machine_record(struct world_machine *machine, struct slice part)
{
    must(buffer_write(&machine->record, part.at, part.length) == STATUS_OK);
}

void machine_record_turn(struct world_machine *machine, struct slice part)
{
    record_course_add(&machine->course, buffer_length(&machine->record), part.length);
    machine_record(machine, part);
    if (machine->phase == WORLD_ENDED)
        record_end(machine);
}

void machine_close(struct world_machine *machine)
{
    machine->phase = WORLD_ENDED;
    machine->closed = true;
    machine->paused = machine->resolving = false;
    clock_stop(machine);
    record_end(machine);
}

void machine_tell(int seat, enum tell_what what, const struct effects *effects)
{
    struct effect effect = {.kind = EFFECT_TELL, .seat = seat, .what = what};
    effects->emit(effects->user, &effect);
}

void machine_tell_clock(const struct world_machine *machine, const struct effects *effects)
{
    for (int seat = 0; seat < world_seats(machine); seat++)
        if (machine->seats[seat].sessions)
            machine_tell(seat, TELL_CLOCK, effects);
}

void machine_tell_count(const struct world_machine *machine, const struct effects *effects)
{
    if (bots_are_told(machine))
        machine_tell_clock(machine, effects);
}

void machine_notice(int seat, enum notice_kind kind, uint32_t ms, const struct effects *effects)
{
    struct effect effect = {
        .kind = EFFECT_TELL, .seat = seat, .what = TELL_NOTICE, .notice = {.kind = kind, .ms = ms}};
    effects->emit(effects->user, &effect);
}

void machine_notice_bot(const struct world_machine *machine, int index, const struct effects *effects)
{
    const struct seat *seat = &machine->seats[index];
    struct effect effect = {.kind = EFFECT_TELL,
                            .seat = index,
                            .what = TELL_NOTICE,
                            .notice = {.kind = seat->bot ? NOTICE_BOT_HOLDS_SEAT : NOTICE_SEAT_IS_YOURS,
                                       .bot_reason = seat->bot_reason}};
    effects->emit(effects->user, &effect);
}

void machine_refuse(enum refusal_code code, const char *item, const struct effects *effects)
{
    struct refusal refusal = {.code = code};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, item);
    struct effect effect = {.kind = EFFECT_REPLY, .refusal = &refusal};
    effects->emit(effects->user, &effect);
}

static struct world_machine *machine_new(const struct world_settings *settings)
{
    struct world_machine *machine = memory_try_zeroed(1, sizeof *machine);
    if (!machine)
        return NULL;
    machine->settings = *settings;
    machine->record = buffer_with_cap(RECORD_MAX);
    for (int seat = 0; seat < ACTORS_MAX; seat++) {
        machine->seats[seat].percent = 100;
        machine->seats[seat].away_ms = UINT64_MAX;
    }
    clock_stop(machine);
    return machine;
}

struct world_machine *world_recovering(const struct world_settings *settings)
{
    return machine_new(settings);
}

void world_open(struct world_machine *machine, const struct record_opening *opening,
                const struct effects *effects)
{
    struct cause cause;
    char memory[RECORD_OPENING_MAX];
    struct text text = text_over(memory, sizeof memory);
    record_put_opening(opening, &text);
    /* the same path as recovery, so that what was written is what is played */
    must(world_recover(machine, "opening", (struct slice){memory, text.length}, NULL, &cause) == STATUS_OK);
    machine_store(machine, 0, "opening", &text, effects);
}

struct world_machine *world_create(const struct record_opening *opening,
                                   const struct world_settings *settings, const struct effects *effects)
{
    struct world_machine *machine = machine_new(settings);
    memory_had(machine != NULL);
    world_open(machine, opening, effects);
    return machine;
}

void world_destroy(struct world_machine *machine)
{
    for (int x = 0; x < machine->press_count; x++)
        free(machine->press[x].text);
    free(machine->press);
    bulletins_free(machine);
    remembered_free(machine);
    buffer_free(&machine->record);
    public_history_free(&machine->history);
    free(machine);
}

/* A short entry about a seat: "seat=3". That a seat is taken all are told; that its holder is back, nobody.
 */
static void store_seat(struct world_machine *machine, uint64_t now_ms, const char *kind, int seat,
                       const struct effects *effects)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "seat=");
    text_put_int(&text, seat);
    text_put_char(&text, '\n');
    if (strcmp(kind, "take") == 0)
        machine_store(machine, now_ms, kind, &text, effects);
    else
        machine_store_own(machine, now_ms, seat, kind, &text, effects);
}

static void on_start(struct world_machine *machine, const struct command *command,
                     const struct effects *effects)
{
    char memory[8];
    struct text text = text_over(memory, sizeof memory);
    if (machine->phase != WORLD_LOBBY)
        return;
    seats_start(machine);
    machine->phase = WORLD_OPEN;
    clock_open_turn(machine, command->now_ms, clock_turn_ms(machine));
    machine_store(machine, command->now_ms, "start", &text, effects);
    for (int seat = 0; seat < world_seats(machine); seat++)
        if (machine->seats[seat].sessions)
            machine_tell(seat, TELL_SITUATION, effects);
    machine_tell_clock(machine, effects);
}

static void on_take(struct world_machine *machine, const struct command *command,
                    const struct effects *effects)
{
    if (machine->seats[command->seat].taken || machine->phase == WORLD_ENDED)
        return; /* nothing stands behind an end */
    seat_take(machine, command->seat);
    store_seat(machine, command->now_ms, "take", command->seat, effects);
    if (machine->phase == WORLD_OPEN)
        machine_tell_clock(machine, effects);
}

static void on_arrive(struct world_machine *machine, const struct command *command,
                      const struct effects *effects)
{
    struct seat *seat = &machine->seats[command->seat];
    seat->sessions++;
    if (seat_awaits(machine, command->seat)) {
        seat_return(machine, command->seat);
        store_seat(machine, command->now_ms, "return", command->seat, effects);
        if (seat->bot && seat->returning) /* what was told at the door was before this */
            machine_tell(command->seat, TELL_SITUATION, effects);
    }
}

static void on_leave(struct world_machine *machine, const struct command *command,
                     const struct effects *effects)
{
    struct seat *seat = &machine->seats[command->seat];
    struct entry_head head = {.turn = machine->world.turn + 1, .seat = command->seat};
    if (command->leave)
        head.command = command->leave->command;
    const struct wire_accepted *before = command->leave ? seat_recall(seat, &head.command) : NULL;
    struct wire_accepted accepted = {.command = head.command,
                                     .turn = (uint32_t)head.turn,
                                     .revision = seat->revision,
                                     .ready = seat->ready};
    /* sent again after a resume, which alone would bring the seat back, the same command still means leaving
     */
    if ((seat->returning || (!seat->left && !before)) && machine->phase != WORLD_ENDED) {
        char memory[160];
        struct text text = text_over(memory, sizeof memory);
        seat_leave(machine, command->seat);
        entry_put_head(&text, &head);
        machine_store_count(machine, command->now_ms, command->seat, "leave", &text, effects);
        if (command->leave && !before)
            seat_remember(seat, &accepted);
        if (machine->phase == WORLD_OPEN)
            machine_tell_count(machine, effects);
    }
    if (before)
        accepted = *before;
    if (!command->leave)
        return;
    struct effect effect = {.kind = EFFECT_REPLY, .accepted = &accepted};
    effects->emit(effects->user, &effect);
}

void world_apply(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    must(command->kind == COMMAND_START || command->kind >= COMMAND_TICK ||
         (command->seat >= 0 && command->seat < world_seats(machine)));
    if (practice_is_due(machine) && command->kind != COMMAND_DEPART)
        practice_end(machine, command->now_ms, effects); /* the process died between the two entries */
    switch (command->kind) {
    case COMMAND_START:
        on_start(machine, command, effects);
        break;
    case COMMAND_TAKE:
        on_take(machine, command, effects);
        break;
    case COMMAND_ARRIVE:
        on_arrive(machine, command, effects);
        break;
    case COMMAND_DEPART:
        must(machine->seats[command->seat].sessions > 0);
        machine->seats[command->seat].sessions--;
        break;
    case COMMAND_LEAVE:
        on_leave(machine, command, effects);
        break;
    case COMMAND_SAVE_ORDERS:
        on_save_orders(machine, command, effects);
        break;
    case COMMAND_SET_READY:
        on_set_ready(machine, command, effects);
        break;
    case COMMAND_STATE_BELIEFS:
        on_state_beliefs(machine, command, effects);
        break;
    case COMMAND_SEND_PRESS:
        on_send_press(machine, command, effects);
        break;
    case COMMAND_TICK:
        break;
    case COMMAND_PAUSE:
    case COMMAND_RESUME:
    case COMMAND_EXTEND:
    case COMMAND_RESOLVE:
    case COMMAND_CLOSE:
    case COMMAND_ROLL_BACK:
    case COMMAND_BOT_IN:
    case COMMAND_BOT_OUT:
    case COMMAND_ORDERS:
    case COMMAND_MULTIPLY:
    case COMMAND_NUDGE:
    case COMMAND_BULLETIN:
        on_act(machine, command, effects);
        break;
    }
    seats_note_away(machine, command->now_ms);
    if (command->kind == COMMAND_DEPART)
        return; /* a link closes whenever it likes; turns close when they can be stored, at the next tick */
    turn_close_if_due(machine, command->now_ms, effects);
    clock_tick(machine, command->now_ms, effects);
    if (public_clock_moved(machine))
        machine_tell(-1, TELL_PUBLIC, effects);
}

const struct id *world_id(const struct world_machine *machine)
{
    return &machine->opening.world;
}

int world_seats(const struct world_machine *machine)
{
    return machine->opening.scenario.actor_count;
}

bool world_started(const struct world_machine *machine)
{
    return machine->phase != WORLD_LOBBY;
}

bool world_ended(const struct world_machine *machine)
{
    return machine->phase == WORLD_ENDED;
}

bool world_paused(const struct world_machine *machine)
{
    return machine->paused;
}

bool world_deserted(const struct world_machine *machine)
{
    return machine->paused && machine->deserted;
}

int world_turn(const struct world_machine *machine)
{
    return machine->world.turn;
}

int world_end(const struct world_machine *machine)
{
    if (machine->phase != WORLD_ENDED)
        return END_RUNNING; /* whatever the rules say of a turn of practice */
    return machine->closed ? RECORD_CLOSED : machine->world.end;
}

bool world_seat_taken(const struct world_machine *machine, int seat)
{
    return machine->seats[seat].taken;
}

bool world_seat_alive(const struct world_machine *machine, int seat)
{
    return seat_is_alive(machine, seat);
}

void world_copy_scenario(const struct world_machine *machine, struct scenario *to)
{
    *to = machine->opening.scenario;
}

const char *world_scenario_name(const struct world_machine *machine)
{
    return machine->opening.scenario.name;
}

const char *world_state_name(const struct world_machine *machine, int seat)
{
    return machine->opening.scenario.actors[seat].name;
}
