/* Commands that were applied, with their answers: sent again they are answered again and change nothing.
 *
 * Within the open turn nothing is forgotten; of older ones the last are kept, which is enough for what
 * belongs to a turn, because it is refused later. Messages belong to no turn: their ids are kept for the life
 * of the world. */
#include "server/world/machine_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

enum {
    REMEMBERED_MAX = WORLD_REMEMBERED + WORLD_COMMANDS_PER_TURN + WORLD_PRESS_PER_TURN, /* of a seat */
    /* turns that are opened: those that count, those that roll-backs abandon, and one of practice */
    OPENED_MAX = TURNS_MAX + WORLD_ABANDONED_MAX + 1,
    SENT_MAX = OPENED_MAX * WORLD_PRESS_PER_TURN * ACTORS_MAX,
};

/* ---- acts of whoever runs the exercise */

bool act_is_remembered(const char *kind)
{
    return strcmp(kind, "extend") == 0 || strcmp(kind, "resolve") == 0 || strcmp(kind, "rollback") == 0;
}

struct id act_command_place(uint32_t number)
{
    char memory[48];
    struct text text = text_over(memory, sizeof memory);
    struct id id;
    text_put(&text, "command of act ");
    text_put_int(&text, number);
    struct digest digest = digest_of(memory, text.length);
    memcpy(id.bytes, digest.bytes, ID_SIZE);
    return id;
}

void act_remember(struct world_machine *machine, const struct id *command, uint32_t turn, int64_t ms)
{
    if (id_is_zero(command))
        return;
    machine->done[machine->done_next] =
        (struct done_act){.command = *command, .turn = turn, .ms = (int32_t)ms};
    machine->done_next = (machine->done_next + 1) % WORLD_ACTS_REMEMBERED;
    if (machine->done_count < WORLD_ACTS_REMEMBERED)
        machine->done_count++;
}

void act_recover_command(struct world_machine *machine, const char *words, uint32_t turn, int64_t ms)
{
    struct id command;
    if (words && slice_hex(slice_of(words), command.bytes, ID_SIZE))
        act_remember(machine, &command, turn, ms);
}

bool world_recall_act(const struct world_machine *machine, const struct id *command, uint32_t *turn,
                      int32_t *ms)
{
    for (int x = 0; x < machine->done_count; x++) {
        if (!id_equal(&machine->done[x].command, command))
            continue;
        *turn = machine->done[x].turn;
        *ms = machine->done[x].ms;
        return true;
    }
    return false;
}

/* ---- commands of players */

/* Room for one more in a growing array. */
static void *grown(void *array, int count, int *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? 2 * *capacity : 16;
    return memory_grown(array, (size_t)*capacity, size);
}

const struct wire_accepted *seat_recall(const struct seat *seat, const struct id *command)
{
    for (int x = seat->remembered_count - 1; x >= 0; x--)
        if (id_equal(&seat->remembered[x].command, command))
            return &seat->remembered[x];
    return NULL;
}

static void forget_all_but(struct seat *seat, int count)
{
    int from = seat->remembered_count - count;
    if (from <= 0)
        return;
    memmove(seat->remembered, seat->remembered + from, (size_t)count * sizeof seat->remembered[0]);
    seat->remembered_count = count;
}

void seat_remember(struct seat *seat, const struct wire_accepted *accepted)
{
    forget_all_but(seat, REMEMBERED_MAX - 1);
    seat->remembered = grown(seat->remembered, seat->remembered_count, &seat->remembered_capacity,
                             sizeof seat->remembered[0]);
    seat->remembered[seat->remembered_count++] = *accepted;
    seat->stored++;
}

void seat_forget_turn(struct seat *seat)
{
    forget_all_but(seat, WORLD_REMEMBERED);
}

void seat_forget_since(struct seat *seat, int turn)
{
    int count = seat->remembered_count;
    while (count > 0 && seat->remembered[count - 1].turn >= (uint32_t)turn)
        count--;
    seat->remembered_count = count;
}

const struct wire_accepted *press_recall(const struct world_machine *machine, int seat,
                                         const struct id *command, struct wire_accepted *accepted)
{
    const struct wire_accepted *before = seat_recall(&machine->seats[seat], command);
    for (int x = machine->sent_count - 1; x >= 0 && !before; x--) {
        const struct sent_press *sent = &machine->sent[x];
        if (sent->seat != seat || !id_equal(&sent->command, command))
            continue;
        *accepted = (struct wire_accepted){.command = *command,
                                           .turn = sent->turn,
                                           .revision = machine->seats[seat].revision,
                                           .ready = machine->seats[seat].ready};
        before = accepted;
    }
    return before;
}

void press_remember(struct world_machine *machine, int seat, const struct id *command, uint32_t turn)
{
    must(machine->sent_count < SENT_MAX);
    machine->sent =
        grown(machine->sent, machine->sent_count, &machine->sent_capacity, sizeof machine->sent[0]);
    machine->sent[machine->sent_count++] =
        (struct sent_press){.command = *command, .turn = (uint16_t)turn, .seat = (uint8_t)seat};
}

void remembered_free(struct world_machine *machine)
{
    for (int x = 0; x < ACTORS_MAX; x++)
        free(machine->seats[x].remembered);
    free(machine->sent);
}
