/* What may be told, as plain messages. Each is computed from a view, from public facts, or from the seat's
 * own commands. */
#include "server/world/machine_state.h"

#include "common/aids/choices.h"
#include "common/rules/score.h"

#include <string.h>

void world_view(const struct world_machine *machine, int seat, struct view *view)
{
    view_of(&machine->world, seat, view);
}

void world_tell_situation(const struct world_machine *machine, int index, struct wire_situation *situation)
{
    const struct seat *seat = &machine->seats[index];
    memset(situation, 0, sizeof *situation);
    situation->world = machine->opening.world;
    view_of(&machine->world, index, &situation->view);
    situation->has_saved = seat->has_orders;
    situation->revision = seat->revision;
    if (seat->has_orders)
        situation->saved = seat->orders;
    situation->ready = seat->ready;
    situation->has_stated = seat->has_stated;
    if (seat->has_stated)
        situation->stated = seat->stated;
    situation->bot_holds_seat = seat->bot;
    situation->held = seat->held;
    situation->returning = seat->bot && seat->returning;
    situation->bot_reason = seat->bot_reason;
    situation->has_choices = machine->phase == WORLD_OPEN && seat_is_alive(machine, index);
    if (situation->has_choices)
        choices_of(&situation->view, seat->has_answers ? seat->answers : NULL, &situation->choices);
}

bool world_tell_report(const struct world_machine *machine, int seat, struct event_list *events,
                       struct wire_report *report)
{
    if (machine->world.turn == 0)
        return false;
    events->count = 0;
    for (int x = 0; x < machine->events.count; x++) {
        struct event event = machine->events.events[x];
        if (!(event.seen_by >> seat & 1))
            continue;
        event.seen_by = (uint16_t)(1u << seat); /* who else was told is not the seat's business */
        events->events[events->count++] = event;
    }
    *report = (struct wire_report){
        .world = machine->opening.world,
        .turn = (uint32_t)machine->world.turn,
        .your_orders_used = machine->source[seat] == SOURCE_PERSON,
        .events = events,
    };
    return true;
}

void tell_whole_clock(const struct world_machine *machine, uint64_t now_ms, struct wire_clock *clock)
{
    static const enum clock_state states[] = {
        [WORLD_LOBBY] = CLOCK_LOBBY, [WORLD_OPEN] = CLOCK_OPEN, [WORLD_ENDED] = CLOCK_ENDED};
    *clock = (struct wire_clock){
        .world = machine->opening.world,
        .turn = machine->phase == WORLD_LOBBY
                    ? 0
                    : (uint32_t)machine->world.turn + (machine->phase == WORLD_OPEN),
        .state = machine->paused ? CLOCK_PAUSED : states[machine->phase],
        .remaining_ms = clock_remaining_ms(machine, now_ms),
        .seats = (uint32_t)world_seats(machine),
        .branch = world_branch(machine),
        .practice = world_practising(machine),
    };
    memcpy(clock->reason, machine->reason, sizeof clock->reason);
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        bool ready = machine->phase == WORLD_OPEN && (seat->ready || seat->bot || !seat_is_alive(machine, x));
        clock->seats_ready += ready;
        clock->seats_bot += seat->bot;
        clock->bots |= (uint16_t)(seat->bot << x);
    }
}

bool bots_are_told(const struct world_machine *machine)
{
    return machine->settings.bots != BOTS_AT_DEBRIEF || world_debrief_is_open(machine);
}

/* Bots are always ready: where nobody may know of them, how many seats are tells of them as well. */
void world_tell_clock(const struct world_machine *machine, uint64_t now_ms, struct wire_clock *clock)
{
    tell_whole_clock(machine, now_ms, clock);
    if (machine->settings.bots == BOTS_NONE || machine->settings.bots == BOTS_COUNT)
        clock->bots = 0;
    if (bots_are_told(machine))
        return;
    clock->bots = 0;
    clock->seats_bot = clock->seats_ready = 0;
}

void world_tell_briefing(const struct world_machine *machine, int seat, struct wire_briefing *briefing)
{
    struct view view;
    view_of(&machine->world, seat, &view);
    briefing->world = machine->opening.world;
    briefing->seat = (uint32_t)seat;
    briefing->scenario = view.scenario;
    briefing->commitment = machine->opening.commitment;
    briefing->turn_seconds = (uint32_t)((machine->settings.turn_ms + 999) / 1000);
    briefing->away_seconds = (uint32_t)(machine->settings.away_ms / 1000);
    briefing->misses_allowed = (uint32_t)machine->settings.misses_allowed;
}

bool world_tell_ended(const struct world_machine *machine, struct wire_ended *ended)
{
    if (machine->phase != WORLD_ENDED)
        return false;
    memset(ended, 0, sizeof *ended);
    ended->world = machine->opening.world;
    ended->end = (uint32_t)world_end(machine);
    ended->turns = (uint32_t)machine->world.turn;
    ended->commitment = machine->opening.commitment;
    ended->withheld = !world_debrief_is_open(machine);
    if (ended->withheld)
        return true;
    ended->result_count = world_seats(machine);
    for (int x = 0; x < ended->result_count; x++) {
        struct wire_result *result = &ended->results[x];
        memcpy(result->name, machine->opening.scenario.actors[x].name, sizeof result->name);
        result->motive = (uint32_t)machine->world.actors[x].motive;
        result->score = score_final(&machine->world, x);
        result->goal_met = score_goal_met(&machine->world, x);
    }
    memcpy(ended->key, machine->opening.key, sizeof ended->key);
    memcpy(ended->salt, machine->opening.salt, sizeof ended->salt);
    return true;
}

void world_open_debrief(struct world_machine *machine)
{
    machine->debriefed = true;
}

bool world_debrief_is_open(const struct world_machine *machine)
{
    return machine->phase == WORLD_ENDED && (!machine->settings.debrief_in_step || machine->debriefed);
}

const char *world_record(const struct world_machine *machine, size_t *size)
{
    return world_debrief_is_open(machine) ? world_own_record(machine, size) : NULL;
}

const char *world_own_record(const struct world_machine *machine, size_t *size)
{
    if (machine->phase != WORLD_ENDED)
        return NULL;
    *size = buffer_length(&machine->record);
    return (const char *)buffer_bytes(&machine->record);
}
