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
    SENT_MAX = TURNS_MAX * WORLD_PRESS_PER_TURN * ACTORS_MAX,
};

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
