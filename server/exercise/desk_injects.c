/* Acts on injects: planned, sent, cancelled, postponed. */
#include "server/exercise/desk_state.h"

#include <string.h>

static int most_turns(const struct exercise *exercise)
{
    int most = 0;
    for (int world = 0; world < exercise->world_count; world++) {
        int turns = desk_max_turns(exercise, world);
        most = turns > most ? turns : most;
    }
    return most;
}

/* The same news to the same states at the same moment: one of the two is a mistake. */
static bool is_planned_already(const struct desk *desk, const struct wire_inject *inject)
{
    for (int x = 0; x < desk->inject_count; x++) {
        const struct wire_inject *other = &desk->injects[x]->inject;
        if (!desk->injects[x]->cancelled && !desk->injects[x]->sent && other->trigger == inject->trigger &&
            other->turn == inject->turn && other->tension == inject->tension &&
            other->world == inject->world && other->seats == inject->seats &&
            strcmp(other->text[0], inject->text[0]) == 0)
            return true;
    }
    return false;
}

/* Every world that it is for has opened that turn. */
static bool is_past(const struct exercise *exercise, const struct wire_inject *inject, uint64_t worlds)
{
    for (int world = 0; world < exercise->world_count; world++)
        if ((worlds >> world & 1) && (!world_started(exercise->worlds[world].machine) ||
                                      desk_open_turn(exercise, world) < inject->turn))
            return false;
    return true;
}

bool desk_inject_is_late(const struct exercise *exercise, uint32_t number)
{
    const struct desk_inject *kept = desk_inject(exercise->desk, number);
    bool late = false;
    for (int world = 0; kept && world < exercise->world_count; world++) {
        const struct world_machine *machine = exercise->worlds[world].machine;
        late = late || (((kept->worlds & ~kept->sent) >> world & 1) && world_started(machine) &&
                        !world_ended(machine) && desk_open_turn(exercise, world) >= kept->inject.turn);
    }
    return late && kept->inject.trigger == TRIGGER_TURN;
}

static bool fits(struct doing *doing, const struct wire_inject *inject, uint64_t worlds)
{
    struct exercise *exercise = doing->exercise;
    const char *item = NULL;
    const char *why = desk_inject_fault(
        inject, exercise->world_count, world_seats(exercise->worlds[0].machine), most_turns(exercise), &item);
    if (why)
        doing_refuse(doing, REFUSAL_MALFORMED, item, why);
    else if (inject->trigger == TRIGGER_TURN && is_past(exercise, inject, worlds))
        doing_refuse(doing, REFUSAL_MALFORMED, "inject_turn",
                     "that turn has been opened already; name a later one, or send the news at once");
    else if (inject->trigger != TRIGGER_NOW && is_planned_already(doing->desk, inject))
        doing_refuse(doing, REFUSAL_MALFORMED, "inject",
                     "the same news is planned for the same moment; change one of the two, or leave it");
    else
        return true;
    return false;
}

/* The worlds of a scope that the facilitator may act on; 0: refused. */
static uint64_t worlds_for(struct doing *doing, uint64_t wanted)
{
    uint64_t worlds = 0;
    for (int world = 0; world < doing->exercise->world_count; world++)
        if ((wanted >> world & 1) && desk_may_act_on(doing->exercise, doing->by, world))
            worlds |= UINT64_C(1) << world;
    if (!worlds)
        doing_refuse(doing, REFUSAL_NO_RIGHT, "owner",
                     "another facilitator answers for that world; ask them, or whoever leads the exercise");
    return worlds;
}

bool desk_may_change_inject(const struct exercise *exercise, const struct desk_inject *kept, int facilitator)
{
    for (int world = 0; world < exercise->world_count && kept; world++)
        if (((kept->worlds & ~kept->sent) >> world & 1) && !desk_may_act_on(exercise, facilitator, world))
            return false;
    return true;
}

/* When or whether it comes is the same for all its worlds: it is for who may act on all of them. */
static bool may_change(struct doing *doing, const struct desk_inject *kept)
{
    if (desk_may_change_inject(doing->exercise, kept, doing->by))
        return true;
    doing_refuse(doing, REFUSAL_NO_RIGHT, "owner",
                 "that is news for worlds of another facilitator, too; ask them, or whoever leads the "
                 "exercise");
    return false;
}

/* In each world where it can be; refused when it can be in none. */
static void send(struct doing *doing, struct desk_inject *kept, uint64_t worlds)
{
    enum ruling refused = RULING_NONE;
    int where = 0;
    for (int world = 0; world < doing->exercise->world_count; world++) {
        if (!((worlds & kept->worlds & ~kept->sent) >> world & 1))
            continue;
        enum ruling ruling = desk_send_inject(doing->exercise, kept, world, doing->now_ms);
        if (ruling == RULING_DONE) {
            doing_part(doing, world, desk_open_turn(doing->exercise, world), 0);
        } else if (ruling > RULING_ALREADY) {
            refused = ruling;
            where = world;
        }
    }
    if (!doing->done && refused != RULING_NONE)
        doing_refuse_ruling(doing, refused, where, NULL);
}

/* A world that has ended hears no news any more. */
static bool anybody_hears(struct doing *doing, uint64_t worlds)
{
    int where = 0;
    for (int world = 0; world < doing->exercise->world_count; world++) {
        if (!(worlds >> world & 1))
            continue;
        if (!world_ended(doing->exercise->worlds[world].machine))
            return true;
        where = world;
    }
    doing_refuse_ruling(doing, RULING_OVER, where, NULL);
    return false;
}

void run_inject(struct doing *doing)
{
    const struct wire_inject *inject = &doing->act->inject;
    struct exercise *exercise = doing->exercise;
    if (!doing->act->has_inject) {
        doing_refuse(doing, REFUSAL_MALFORMED, "inject", "no news came with it; say what to tell");
        return;
    }
    uint64_t wanted = inject->world < 0                       ? desk_all_worlds(exercise)
                      : inject->world < exercise->world_count ? UINT64_C(1) << inject->world
                                                              : 1;
    uint64_t worlds = worlds_for(doing, wanted);
    if (!worlds || !fits(doing, inject, worlds))
        return;
    if (!anybody_hears(doing, worlds))
        return;
    struct desk_inject *kept = desk_keep_inject(doing->desk, inject, worlds, doing->by);
    if (!kept && doing->desk->inject_count < WIRE_INJECTS_MAX) {
        doing_refuse(doing, REFUSAL_BUSY, "memory", "there is no memory for it just now; try again");
        return;
    }
    if (!kept) {
        doing_refuse(doing, REFUSAL_FULL, "injects",
                     "64 pieces of news were planned or told in this exercise; it takes no more");
        return;
    }
    desk_store_inject(exercise, kept);
    doing->deed.target = kept->inject.number;
    doing->deed.world = inject->world;
    if (inject->trigger == TRIGGER_NOW)
        send(doing, kept, worlds);
    doing->done = true;
}

static struct desk_inject *named(struct doing *doing)
{
    struct desk_inject *kept = desk_inject(doing->desk, doing->act->number);
    if (!kept)
        doing_refuse(doing, REFUSAL_MALFORMED, "number",
                     "there is no piece of news of that number; the monitor lists them");
    else if (worlds_for(doing, kept->worlds) == 0)
        kept = NULL;
    doing->deed.target = doing->act->number;
    if (kept)
        doing->deed.world = kept->inject.world;
    return kept;
}

void run_inject_send(struct doing *doing)
{
    struct desk_inject *kept = named(doing);
    if (!kept)
        return;
    uint64_t worlds = worlds_for(doing, kept->worlds);
    if (doing->act->world >= 0)
        worlds &= UINT64_C(1) << doing->act->world;
    if (kept->cancelled)
        doing_refuse(doing, REFUSAL_NOT_NOW, "inject",
                     "that was cancelled; take that back first, or plan it anew");
    else
        send(doing, kept, worlds);
}

/* ---- never */

static void set_cancelled(struct doing *doing, struct desk_inject *kept, bool cancelled)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    kept->cancelled = cancelled;
    doing->done = true;
    entry_put_number(&text, "inject", kept->inject.number);
    entry_put_number(&text, "cancelled", cancelled);
    exercise_append_desk(doing->exercise, "cancelled", &text, NULL, NULL, NULL);
}

void run_inject_cancel(struct doing *doing)
{
    struct desk_inject *kept = named(doing);
    if (!kept || kept->cancelled || !may_change(doing, kept))
        return;
    if (inject_waits(doing->exercise, kept))
        set_cancelled(doing, kept, true);
    else
        doing_refuse(doing, REFUSAL_NOT_NOW, "inject",
                     "that was told already and cannot be untold; tell something else that corrects it");
}

void undo_inject(struct doing *doing, const struct deed *deed)
{
    struct desk_inject *kept = desk_inject(doing->desk, deed->target);
    if (kept && !kept->cancelled)
        set_cancelled(doing, kept, true);
}

void undo_inject_cancel(struct doing *doing, const struct deed *deed)
{
    struct desk_inject *kept = desk_inject(doing->desk, deed->target);
    if (kept && kept->cancelled)
        set_cancelled(doing, kept, false);
}

/* ---- later */

static bool moves_with(const struct doing *doing, const struct desk_inject *kept, uint32_t from)
{
    return kept->inject.trigger != TRIGGER_NOW && kept->inject.turn >= from &&
           inject_waits(doing->exercise, kept) && desk_may_change_inject(doing->exercise, kept, doing->by);
}

/* Stores where the parts of the deed being done stand now. */
static void store_turns(struct doing *doing)
{
    char memory[2048];
    struct text text = text_over(memory, sizeof memory);
    for (int x = 0; x < doing->deed.part_count; x++) {
        int32_t number = doing->deed.parts[x].value;
        entry_put_number(&text, "inject", number);
        entry_put_number(&text, "turn", desk_inject(doing->desk, (uint32_t)number)->inject.turn);
    }
    exercise_append_desk(doing->exercise, "postponed", &text, NULL, NULL, NULL);
}

void run_inject_postpone(struct doing *doing)
{
    struct desk_inject *first = named(doing);
    uint32_t turns = doing->act->turn;
    int last = most_turns(doing->exercise);
    if (!first || !may_change(doing, first))
        return;
    uint32_t from = first->inject.turn;
    if (!moves_with(doing, first, from)) {
        doing_refuse(doing, REFUSAL_NOT_NOW, "inject",
                     "that does not wait for a turn any more; choose one that is still to come");
        return;
    }
    for (int x = 0; x < doing->desk->inject_count; x++) {
        const struct desk_inject *kept = doing->desk->injects[x];
        if (turns == 0 || turns > TURNS_MAX ||
            (moves_with(doing, kept, from) && kept->inject.turn + turns > (uint32_t)last)) {
            doing_refuse(
                doing, REFUSAL_MALFORMED, "turn",
                "it, or a later one that moves with it, would fall behind the last turn (or does not "
                "move); choose fewer turns, or cancel the later one");
            return;
        }
    }
    for (int x = 0; x < doing->desk->inject_count; x++) {
        struct desk_inject *kept = doing->desk->injects[x];
        if (!moves_with(doing, kept, from))
            continue;
        doing_part(doing, 0, kept->inject.turn, (int32_t)kept->inject.number);
        kept->inject.turn += turns;
    }
    store_turns(doing);
    doing->deed.before = (int32_t)turns;
}

/* Back to the turns where they stood, as far as they still wait. */
void undo_inject_postpone(struct doing *doing, const struct deed *deed)
{
    for (int x = 0; x < deed->part_count; x++) {
        struct desk_inject *kept = desk_inject(doing->desk, (uint32_t)deed->parts[x].value);
        if (!kept || !inject_waits(doing->exercise, kept) ||
            !desk_may_change_inject(doing->exercise, kept, doing->by))
            continue;
        doing_part(doing, 0, kept->inject.turn, (int32_t)kept->inject.number);
        kept->inject.turn = deed->parts[x].turn;
    }
    if (doing->deed.part_count)
        store_turns(doing);
}
