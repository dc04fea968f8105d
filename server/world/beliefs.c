/* Who is asked what they believe. Half of the seats, where the exercise wants that: drawn from the key of the
 * world's bots, so it is the same in every life of the world and tells nothing of the dice. */
#include "server/world/machine_state.h"

#include "common/base/siphash.h"

/* Shorter than any draw of a bot, so that it is none of them. */
enum { BELIEF_WORDS = 2, BELIEF_BYTES = 8 };

static uint64_t drawn(const struct world_machine *machine, int seat)
{
    uint64_t words[BELIEF_WORDS] = {(uint64_t)seat, (uint64_t)BELIEF_BYTES << 56};
    return siphash24(machine->bot_key, words, BELIEF_WORDS);
}

enum belief_mode world_beliefs(const struct world_machine *machine, int seat)
{
    if (machine->settings.beliefs == BELIEFS_NONE)
        return BELIEFS_STATED;
    if (machine->settings.beliefs != BELIEFS_RANDOM_HALF)
        return machine->settings.beliefs;
    int before = 0;
    for (int x = 0; x < world_seats(machine); x++)
        before += drawn(machine, x) < drawn(machine, seat);
    return before < world_seats(machine) / 2 ? BELIEFS_STATED : BELIEFS_OFF;
}
