/* Taking back: which deed, whether it can be, and in which worlds.
 *
 * What was changed again since is not put back behind somebody's back, time is taken from no turn but the one
 * that was given it, and what would be refused is not offered: undo looks further. */
#include "server/exercise/desk_state.h"

#include <string.h>

bool desk_turn_stands(const struct exercise *exercise, const struct deed_part *part)
{
    return part->turn == desk_open_turn(exercise, part->world) &&
           part->branch == world_branch(exercise->worlds[part->world].machine);
}

/* What a deed set, of which a newer one may have made something else. What adds up has none. */
enum thing {
    THING_NONE,
    THING_CLOCK,
    THING_BOT,
    THING_TIME,
    THING_OWNER,
    THING_RIGHTS,
    THING_PLACE,
    THING_REPLAY
};

static enum thing thing_of(enum exercise_act act)
{
    static const enum thing things[EXERCISE_ACT_COUNT] = {
        [EXERCISE_PAUSE] = THING_CLOCK,       [EXERCISE_RESUME] = THING_CLOCK,
        [EXERCISE_BOT_IN] = THING_BOT,        [EXERCISE_BOT_OUT] = THING_BOT,
        [EXERCISE_MULTIPLY] = THING_TIME,     [EXERCISE_OWN] = THING_OWNER,
        [EXERCISE_MOVE_PERSON] = THING_PLACE, [EXERCISE_FACILITATOR_RIGHTS] = THING_RIGHTS,
        [EXERCISE_REPLAY] = THING_REPLAY,
    };
    return things[act];
}

static bool is_in(const struct deed *deed, int world)
{
    for (int x = 0; x < deed->part_count; x++)
        if (deed->parts[x].world == world)
            return true;
    return false;
}

static bool set_again(const struct deed *newer, const struct deed *deed, int world)
{
    enum thing thing = thing_of(deed->act);
    if (newer->undone || thing == THING_NONE || thing_of(newer->act) != thing)
        return false;
    if (thing == THING_RIGHTS)
        return newer->target == deed->target;
    if (thing == THING_PLACE)
        return id_equal(&newer->person, &deed->person);
    return thing == THING_REPLAY || (newer->seat == deed->seat && is_in(newer, world));
}

static bool seat_lives(const struct exercise *exercise, int world, int seat)
{
    struct wire_exercise_seat told;
    memset(&told, 0, sizeof told);
    world_tell_seat(exercise->worlds[world].machine, seat, &told);
    return told.alive;
}

/* `deed` is one of those that are kept; `world` -1: it was done in none. */
static bool is_overtaken(const struct exercise *exercise, const struct deed *deed, int world)
{
    for (const struct deed *newer = exercise->desk->deeds; newer < deed; newer++)
        if (set_again(newer, deed, world))
            return true;
    return false;
}

static bool part_stands(const struct exercise *exercise, const struct deed *deed,
                        const struct deed_part *part)
{
    enum thing thing = thing_of(deed->act);
    if (is_overtaken(exercise, deed, part->world))
        return false;
    if (deed->act == EXERCISE_EXTEND || deed->act == EXERCISE_RESUME)
        return desk_turn_stands(exercise, part);
    if (thing == THING_BOT || thing == THING_TIME)
        return seat_lives(exercise, part->world, deed->seat);
    return true;
}

static void keep_standing(const struct exercise *exercise, const struct deed *found, struct deed *deed)
{
    *deed = *found;
    deed->part_count = 0;
    for (int x = 0; x < found->part_count; x++)
        if (part_stands(exercise, found, &found->parts[x]))
            deed->parts[deed->part_count++] = found->parts[x];
}

/* What it took to do takes as much to undo: who led once and does not any more takes nothing back that only
 * who leads may do. */
static bool may_undo(const struct exercise *exercise, const struct deed *deed, int facilitator)
{
    return desk_may(exercise, facilitator, act_row_of(deed->act)->rights) &&
           (deed->by == facilitator || desk_may(exercise, facilitator, RIGHTS_LEAD));
}

/* Where all worlds have ended in which it was done, nothing can be taken back. */
static bool is_over(const struct exercise *exercise, const struct deed *deed)
{
    bool of_worlds =
        deed->act != EXERCISE_INJECT_POSTPONE && deed->act != EXERCISE_OWN && deed->part_count > 0;
    for (int x = 0; x < deed->part_count && of_worlds; x++)
        of_worlds = world_ended(exercise->worlds[deed->parts[x].world].machine);
    return of_worlds;
}

static bool can_be_undone(const struct exercise *exercise, const struct deed *deed, int facilitator)
{
    if (deed->undone || !act_row_of(deed->act)->undo || is_over(exercise, deed))
        return false;
    if (deed->act == EXERCISE_INJECT) { /* what was told cannot be untold */
        const struct desk_inject *kept = desk_inject(exercise->desk, deed->target);
        if (!kept || kept->sent)
            return false;
    }
    return may_undo(exercise, deed, facilitator);
}

static bool stands_somewhere(const struct exercise *exercise, const struct deed *deed)
{
    if (deed->act == EXERCISE_INJECT_POSTPONE) /* its parts are no worlds */
        return true;
    bool stands = deed->part_count == 0 && !is_overtaken(exercise, deed, -1);
    for (int x = 0; x < deed->part_count && !stands; x++)
        stands = part_stands(exercise, deed, &deed->parts[x]);
    return stands;
}

static bool owns_all(const struct exercise *exercise, const struct deed *deed, int facilitator)
{
    if (deed->act == EXERCISE_INJECT_POSTPONE) /* its parts are injects: those that may not be moved stay */
        return true;
    if (deed->act == EXERCISE_INJECT || deed->act == EXERCISE_INJECT_CANCEL)
        return desk_may_change_inject(exercise, desk_inject(exercise->desk, deed->target), facilitator);
    for (int x = 0; x < deed->part_count; x++)
        if (!desk_may_act_on(exercise, facilitator, deed->parts[x].world))
            return false;
    return true;
}

/* Would it be taken back, and not refused? Who asks for one by its number is told why not. */
static bool is_offered(const struct exercise *exercise, const struct deed *deed, int facilitator)
{
    if (!can_be_undone(exercise, deed, facilitator) || !owns_all(exercise, deed, facilitator))
        return false;
    if (deed->act == EXERCISE_MOVE_PERSON && !desk_may_move_back(exercise, deed, facilitator))
        return false;
    if (deed->act == EXERCISE_INJECT_CANCEL && desk_inject_is_late(exercise, deed->target))
        return false;
    return stands_somewhere(exercise, deed);
}

uint32_t desk_undoable(const struct exercise *exercise, int facilitator)
{
    const struct desk *desk = exercise->desk;
    for (int x = 0; x < desk->deed_count && desk_may(exercise, facilitator, RIGHTS_RUN); x++)
        if (is_offered(exercise, &desk->deeds[x], facilitator))
            return desk->deeds[x].number;
    return 0;
}

static void refuse_undo(struct doing *doing, const struct deed *deed)
{
    bool others = !may_undo(doing->exercise, deed, doing->by);
    doing_refuse(doing, others ? REFUSAL_NO_RIGHT : REFUSAL_NOT_NOW, "undo",
                 others ? "that was done by another facilitator, or with rights that you have not; ask "
                          "whoever leads the exercise"
                        : "that cannot be taken back; the monitor shows what can be");
}

/* In the worlds where it stands. Of time each world knows itself which turn had it, and whether it was taken
 * back before a crash. */
static void take_back(struct doing *doing, const struct deed *found)
{
    struct deed deed = *found;
    if (deed.act != EXERCISE_EXTEND && !stands_somewhere(doing->exercise, found)) {
        refuse_undo(doing, found);
        return;
    }
    if (deed.act != EXERCISE_EXTEND && deed.act != EXERCISE_INJECT_POSTPONE)
        keep_standing(doing->exercise, found, &deed);
    act_row_of(deed.act)->undo(doing, &deed);
    bool refused = doing->answer->refusal.code != REFUSAL_NONE;
    doing->done = doing->done || !refused; /* it was so again already */
    doing->deed.world = deed.world;
    doing->deed.seat = deed.seat;
    doing->deed.target = deed.number;
}

/* Without a number the newest one of its own. Another number than the newest is for who saw that one. */
void run_undo(struct doing *doing)
{
    uint32_t number = doing->act->number ? doing->act->number : desk_undoable(doing->exercise, doing->by);
    const struct deed *found = desk_find_deed(doing->desk, number);
    if (!number || !found) {
        doing_refuse(
            doing, REFUSAL_NOT_NOW, "undo",
            "nothing is left that could be taken back; what was resolved can be rolled back instead");
        return;
    }
    if (found->undone)
        return;
    if (!can_be_undone(doing->exercise, found, doing->by)) {
        refuse_undo(doing, found);
        return;
    }
    if (!owns_all(doing->exercise, found, doing->by)) {
        doing_refuse(
            doing, REFUSAL_NO_RIGHT, "owner",
            "another facilitator answers for that world by now; ask them, or whoever leads the exercise");
        return;
    }
    take_back(doing, found);
}
