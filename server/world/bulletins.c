/* News that injects bring: told to their seats at once, in a pause as well, and kept for those who come back.
 * The words go where they can be erased; an inject is told once, however often it is sent. */
#include "server/world/machine_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

enum {
    BULLETIN_FIRST = 4, /* room at first */
    BULLETIN_WORDS_MAX = NAME_SIZE + WIRE_LANGUAGES * WIRE_BULLETIN_SIZE + 1,
    SEPARATOR = ENTRY_WORDS_SEPARATOR, /* behind source and texts; no text of the wire has it */
};

static uint16_t all_seats(const struct world_machine *machine)
{
    return (uint16_t)((1u << world_seats(machine)) - 1);
}

static bool is_told(const struct world_machine *machine, uint32_t number)
{
    for (int x = 0; x < machine->inject_count; x++)
        if (machine->injects[x] == number)
            return true;
    return false;
}

/* Counts it, as erased ones are too: a number says nothing of what others were told. */
static struct world_bulletin counted(struct world_machine *machine, const struct entry_act *act)
{
    struct world_bulletin bulletin = {
        .turn = machine->phase == WORLD_LOBBY ? 0 : (uint32_t)machine->world.turn + 1,
        .number = act->inject,
        .seats = act->seats,
        .misleading = act->misleading,
    };
    machine->injects[machine->inject_count++] = act->inject;
    steering_news(machine, act);
    for (int seat = 0; seat < world_seats(machine); seat++)
        if (act->seats >> seat & 1)
            bulletin.numbers[seat] = ++machine->bulletins_told[seat];
    return bulletin;
}

static const struct world_bulletin *keep(struct world_machine *machine, const struct world_bulletin *bulletin)
{
    if (machine->bulletin_count == machine->bulletin_capacity) {
        machine->bulletin_capacity =
            machine->bulletin_capacity ? 2 * machine->bulletin_capacity : BULLETIN_FIRST;
        machine->bulletins = memory_grown(machine->bulletins, (size_t)machine->bulletin_capacity,
                                          sizeof machine->bulletins[0]);
    }
    machine->bulletins[machine->bulletin_count] = *bulletin;
    return &machine->bulletins[machine->bulletin_count++];
}

void bulletins_free(struct world_machine *machine)
{
    free(machine->bulletins);
}

static void put_part(struct text *text, const char *part)
{
    for (; *part; part++)
        text_put_char(text, *part == SEPARATOR ? ' ' : *part);
    text_put_char(text, SEPARATOR);
}

static void put_words(struct text *text, const struct wire_inject *inject)
{
    put_part(text, inject->source);
    for (int x = 0; x < WIRE_LANGUAGES; x++)
        put_part(text, inject->text[x]);
}

static bool take_words(const char *words, struct world_bulletin *bulletin)
{
    struct slice rest = slice_of(words), part;
    if (!slice_take(&rest, SEPARATOR, &part) || !slice_copy(part, bulletin->source, sizeof bulletin->source))
        return false;
    for (int x = 0; x < WIRE_LANGUAGES; x++)
        if (!slice_take(&rest, SEPARATOR, &part) ||
            !slice_copy(part, bulletin->text[x], sizeof bulletin->text[x]))
            return false;
    return rest.length == 0;
}

static enum ruling judge(const struct world_machine *machine, const struct wire_inject *inject,
                         uint16_t seats)
{
    if (machine->phase == WORLD_ENDED)
        return RULING_OVER;
    if (!seats)
        return RULING_NO_SUCH_SEAT;
    if (is_told(machine, inject->number))
        return RULING_ALREADY;
    return machine->inject_count < WORLD_BULLETINS_MAX ? RULING_DONE : RULING_TOO_MANY;
}

void on_bulletin(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    const struct wire_inject *inject = command->inject;
    uint16_t all = all_seats(machine), seats = inject->seats ? inject->seats & all : all;
    enum ruling ruling = judge(machine, inject, seats);
    if (ruling != RULING_DONE) {
        act_rule(ruling, effects);
        return;
    }
    struct entry_act act = {.inject = inject->number, .seats = seats, .misleading = inject->misleading};
    struct world_bulletin told = counted(machine, &act);
    char memory[BULLETIN_WORDS_MAX];
    struct text words = text_over(memory, sizeof memory);
    put_words(&words, inject);
    must(take_words(memory, &told)); /* what is kept is what will be recovered */
    const struct world_bulletin *bulletin = keep(machine, &told);
    act_store(machine, command->now_ms, "bulletin", act, memory, seats == all ? 0 : seats, effects);
    act_rule(RULING_DONE, effects);
    for (int seat = 0; seat < world_seats(machine); seat++) {
        struct effect tell = {.kind = EFFECT_TELL, .seat = seat, .what = TELL_BULLETIN, .bulletin = bulletin};
        if (machine->seats[seat].sessions && seats >> seat & 1)
            effects->emit(effects->user, &tell);
    }
}

bool recover_bulletin(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    if (machine->inject_count == WORLD_BULLETINS_MAX || is_told(machine, act->inject) ||
        act->seats & ~all_seats(machine))
        return false;
    struct world_bulletin bulletin = counted(machine, act);
    if (words && take_words(words, &bulletin)) /* erased words are simply gone */
        (void)keep(machine, &bulletin);
    return true;
}

void world_each_bulletin(const struct world_machine *machine, int seat,
                         void (*each)(void *user, const struct world_bulletin *bulletin), void *user)
{
    for (int x = 0; x < machine->bulletin_count; x++)
        if (machine->bulletins[x].seats >> seat & 1)
            each(user, &machine->bulletins[x]);
}

void world_tell_bulletin(const struct world_machine *machine, const struct world_bulletin *bulletin, int seat,
                         struct wire_bulletin *told)
{
    *told = (struct wire_bulletin){
        .world = machine->opening.world,
        .turn = bulletin->turn,
        .number = bulletin->numbers[seat],
    };
    memcpy(told->source, bulletin->source, sizeof told->source);
    memcpy(told->text, bulletin->text, sizeof told->text);
}
