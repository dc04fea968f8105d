/* Messages between states: kept in memory for those who come back, with their text in the store's erasable
 * part. */
#include "server/world/machine_state.h"

#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { PRESS_FIRST = 16 /* room at first */ };

/* Of what is kept for the reader, the oldest message of whoever has most there: nobody can push out the
 * others' by writing much. What is kept for others does not count: what somebody finds on coming back must
 * not tell how much was said between them. */
static void forget_for(struct world_machine *machine, int reader)
{
    int kept[ACTORS_MAX] = {0}, total = 0, most = 0, oldest = 0;
    uint16_t bit = (uint16_t)(1u << reader);
    for (int x = 0; x < machine->press_count; x++) {
        kept[machine->press[x].from] += (machine->press[x].kept_for & bit) != 0;
        total += (machine->press[x].kept_for & bit) != 0;
    }
    if (total < WORLD_PRESS_KEPT)
        return;
    for (int seat = 1; seat < world_seats(machine); seat++)
        if (kept[seat] > kept[most])
            most = seat;
    while (machine->press[oldest].from != (uint32_t)most || !(machine->press[oldest].kept_for & bit))
        oldest++;
    machine->press[oldest].kept_for ^= bit;
    if (machine->press[oldest].kept_for)
        return;
    free(machine->press[oldest].text);
    machine->press_count--;
    memmove(&machine->press[oldest], &machine->press[oldest + 1],
            (size_t)(machine->press_count - oldest) * sizeof machine->press[0]);
}

static struct world_press *new_place(struct world_machine *machine)
{
    if (machine->press_count == machine->press_capacity) {
        machine->press_capacity = machine->press_capacity ? 2 * machine->press_capacity : PRESS_FIRST;
        machine->press =
            memory_grown(machine->press, (size_t)machine->press_capacity, sizeof machine->press[0]);
    }
    return &machine->press[machine->press_count++];
}

const struct world_press *press_keep(struct world_machine *machine, const struct world_press *press,
                                     const char *text)
{
    uint16_t readers = 0;
    for (int seat = 0; seat < world_seats(machine); seat++) {
        if (!press_readable(press, seat))
            continue;
        forget_for(machine, seat);
        readers = (uint16_t)(readers | 1u << seat);
    }
    struct world_press *place = new_place(machine);
    *place = *press;
    place->kept_for = readers;
    size_t size = strlen(text) + 1;
    place->text = memory_of(size);
    memcpy(place->text, text, size);
    if (place->everyone)
        public_history_press(&machine->history, place);
    return place;
}

bool press_readable(const struct world_press *press, int seat)
{
    return press->everyone || press->from == (uint32_t)seat || (press->to >> seat & 1);
}

/* A number for all would tell how much is said between others. */
void press_count(struct world_machine *machine, struct world_press *press)
{
    for (int seat = 0; seat < world_seats(machine); seat++)
        if (press_readable(press, seat))
            press->numbers[seat] = ++machine->press_told[seat];
}

/* Never the client's own id: two clients might choose the same, or one the same twice, and no text may
 * replace another. The number of the message is counted already. */
struct id press_text_id(const struct world_machine *machine, int seat, const struct id *command)
{
    uint8_t bytes[2 * ID_SIZE + 9];
    struct id id;
    memcpy(bytes, machine->opening.world.bytes, ID_SIZE);
    memcpy(bytes + ID_SIZE, command->bytes, ID_SIZE);
    bytes[2 * ID_SIZE] = (uint8_t)seat;
    for (int x = 0; x < 8; x++)
        bytes[2 * ID_SIZE + 1 + x] = (uint8_t)(machine->press_number >> 8 * x);
    struct digest digest = digest_of(bytes, sizeof bytes);
    memcpy(id.bytes, digest.bytes, ID_SIZE);
    return id;
}

void world_each_press(const struct world_machine *machine, int seat,
                      void (*each)(void *user, const struct world_press *press), void *user)
{
    for (int x = 0; x < machine->press_count; x++)
        if (machine->press[x].kept_for >> seat & 1)
            each(user, &machine->press[x]);
}

void world_tell_press(const struct world_machine *machine, const struct world_press *press, int seat,
                      struct wire_press *told)
{
    *told = (struct wire_press){
        .world = machine->opening.world,
        .turn = press->turn,
        .from = press->from,
        .everyone = press->everyone,
        .to = press->to,
        .number = press->numbers[seat],
    };
    struct text text = text_over(told->text, sizeof told->text);
    text_put(&text, press->text);
}
