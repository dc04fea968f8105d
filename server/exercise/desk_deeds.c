/* What was done, newest first; the same command again; and taking back. */
#include "server/exercise/desk_state.h"

#include <string.h>

/* ---- commands that were done */

bool desk_was_done(const struct desk *desk, const struct id *command)
{
    for (int x = 0; x < desk->command_count && !id_is_zero(command); x++)
        if (id_equal(&desk->commands[x], command))
            return true;
    return false;
}

void desk_remember_command(struct desk *desk, const struct id *command)
{
    if (id_is_zero(command))
        return;
    desk->commands[desk->command_next] = *command;
    desk->command_next = (desk->command_next + 1) % DESK_COMMANDS_MAX;
    if (desk->command_count < DESK_COMMANDS_MAX)
        desk->command_count++;
}

/* ---- deeds */

static struct deed *find_deed(struct desk *desk, uint32_t number)
{
    for (int x = 0; x < desk->deed_count; x++)
        if (desk->deeds[x].number == number)
            return &desk->deeds[x];
    for (int x = 0; x < desk->look_count; x++)
        if (desk->looks[x].number == number)
            return &desk->looks[x];
    return NULL;
}

void desk_deeds_push(struct deed list[], int *count, int most, const struct deed *deed)
{
    if (*count == most)
        --*count;
    memmove(&list[1], &list[0], (size_t)*count * sizeof list[0]);
    list[0] = *deed;
    ++*count;
}

void desk_keep_deed(struct exercise *exercise, const struct deed *deed)
{
    struct desk *desk = exercise->desk;
    desk->deed_number = deed->number;
    if (deed->act == EXERCISE_LOOK) {
        desk_keep_look(exercise, deed);
        return;
    }
    desk_deeds_push(desk->deeds, &desk->deed_count, WIRE_DEEDS_MAX, deed);
    desk_remember_command(desk, &deed->command);
    struct deed *undone = deed->act == EXERCISE_UNDO ? find_deed(desk, deed->target) : NULL;
    if (undone)
        undone->undone = true;
}

void desk_note(struct doing *doing)
{
    char memory[4096];
    struct text text = text_over(memory, sizeof memory);
    struct deed *deed = &doing->deed;
    deed->number = doing->desk->deed_number + 1;
    deed->stamp_ms = desk_stamp(doing->exercise);
    entry_put_number(&text, "deed", deed->number);
    entry_put_number(&text, "act", deed->act);
    entry_put_number(&text, "by", deed->by);
    entry_put_number(&text, "world", deed->world);
    entry_put_number(&text, "seat", deed->seat);
    entry_put_number(&text, "target", deed->target);
    entry_put_number(&text, "before", deed->before);
    entry_put_id(&text, "person", &deed->person);
    entry_put_id(&text, "command", &deed->command);
    entry_put_number(&text, "stamp", deed->stamp_ms);
    for (int x = 0; x < deed->part_count; x++) {
        entry_put_number(&text, "in", deed->parts[x].world);
        entry_put_number(&text, "turn", deed->parts[x].turn);
        entry_put_number(&text, "branch", deed->parts[x].branch);
        entry_put_number(&text, "value", deed->parts[x].value);
    }
    exercise_append_desk(doing->exercise, "deed", &text, NULL, NULL, NULL);
    desk_keep_deed(doing->exercise, deed);
}

static bool read_parts(struct exercise *exercise, struct slice *rest, struct deed *deed)
{
    while (rest->length) {
        int64_t world, turn, branch, value;
        if (deed->part_count == DESK_ACT_PARTS ||
            !entry_take_number(rest, "in", 0, exercise->world_count - 1, &world) ||
            !entry_take_number(rest, "turn", 0, UINT8_MAX, &turn) ||
            !entry_take_number(rest, "branch", 0, UINT16_MAX, &branch) ||
            !entry_take_number(rest, "value", INT32_MIN, INT32_MAX, &value))
            return false;
        deed->parts[deed->part_count++] = (struct deed_part){.world = (uint8_t)world,
                                                             .turn = (uint8_t)turn,
                                                             .branch = (uint16_t)branch,
                                                             .value = (int32_t)value};
    }
    return true;
}

bool desk_recover_deed(struct exercise *exercise, struct slice body)
{
    struct slice rest = body;
    struct deed deed = {.number = 0};
    int64_t number, act, by, world, seat, target, before;
    if (!entry_take_number(&rest, "deed", exercise->desk->deed_number + INT64_C(1),
                           exercise->desk->deed_number + INT64_C(1), &number) ||
        !entry_take_number(&rest, "act", EXERCISE_NO_ACT + 1, EXERCISE_ACT_COUNT - 1, &act) ||
        !entry_take_number(&rest, "by", DESK_OPERATOR, exercise->desk->facilitator_count, &by) ||
        !entry_take_number(&rest, "world", -1, exercise->world_count - 1, &world) ||
        !entry_take_number(&rest, "seat", -1, ACTORS_MAX - 1, &seat) ||
        !entry_take_number(&rest, "target", 0, UINT32_MAX, &target) ||
        !entry_take_number(&rest, "before", INT32_MIN, INT32_MAX, &before) ||
        !entry_take_bytes(&rest, "person", deed.person.bytes, ID_SIZE) ||
        !entry_take_bytes(&rest, "command", deed.command.bytes, ID_SIZE) ||
        !entry_take_number(&rest, "stamp", 0, INT64_MAX / 1000, &deed.stamp_ms) ||
        !read_parts(exercise, &rest, &deed))
        return false;
    deed.number = (uint32_t)number;
    deed.act = (enum exercise_act)act;
    deed.by = (int)by;
    deed.world = (int)world;
    deed.seat = (int)seat;
    deed.target = (uint32_t)target;
    deed.before = (int32_t)before;
    if (deed.act == EXERCISE_LOOK && !look_is_whole(&deed))
        return false;
    desk_keep_deed(exercise, &deed);
    return true;
}

/* ---- taking back */

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

bool desk_turn_stands(const struct exercise *exercise, const struct deed_part *part)
{
    return part->turn == desk_open_turn(exercise, part->world) &&
           part->branch == world_branch(exercise->worlds[part->world].machine);
}

/* Time that was given to turns that are gone. Who asks for it by its number is told so. */
static bool is_spent(const struct exercise *exercise, const struct deed *deed)
{
    for (int x = 0; x < deed->part_count; x++)
        if (deed->act != EXERCISE_EXTEND || desk_turn_stands(exercise, &deed->parts[x]))
            return false;
    return deed->act == EXERCISE_EXTEND;
}

uint32_t desk_undoable(const struct exercise *exercise, int facilitator)
{
    const struct desk *desk = exercise->desk;
    for (int x = 0; x < desk->deed_count && desk_may(exercise, facilitator, RIGHTS_RUN); x++)
        if (can_be_undone(exercise, &desk->deeds[x], facilitator) && !is_spent(exercise, &desk->deeds[x]))
            return desk->deeds[x].number;
    return 0;
}

static bool owns_all(const struct doing *doing, const struct deed *deed)
{
    if (deed->act == EXERCISE_INJECT_POSTPONE) /* its parts are injects: those that may not be moved stay */
        return true;
    if (deed->act == EXERCISE_INJECT || deed->act == EXERCISE_INJECT_CANCEL)
        return desk_may_change_inject(doing, desk_inject(doing->desk, deed->target));
    for (int x = 0; x < deed->part_count; x++)
        if (!desk_may_act_on(doing->exercise, doing->by, deed->parts[x].world))
            return false;
    return true;
}

/* Without a number the newest one of its own. Another number than the newest is for who saw that one. */
void run_undo(struct doing *doing)
{
    uint32_t number = doing->act->number ? doing->act->number : desk_undoable(doing->exercise, doing->by);
    struct deed *found = find_deed(doing->desk, number);
    if (!number || !found) {
        doing_refuse(
            doing, REFUSAL_NOT_NOW, "undo",
            "nothing is left that could be taken back; what was resolved can be rolled back instead");
        return;
    }
    if (found->undone)
        return;
    if (!can_be_undone(doing->exercise, found, doing->by)) {
        bool others = !may_undo(doing->exercise, found, doing->by);
        doing_refuse(doing, others ? REFUSAL_NO_RIGHT : REFUSAL_NOT_NOW, "undo",
                     others ? "that was done by another facilitator, or with rights that you have not; ask "
                              "whoever leads the exercise"
                            : "that cannot be taken back; the monitor shows what can be");
        return;
    }
    if (!owns_all(doing, found)) {
        doing_refuse(
            doing, REFUSAL_NO_RIGHT, "owner",
            "another facilitator answers for that world by now; ask them, or whoever leads the exercise");
        return;
    }
    struct deed deed = *found;
    act_row_of(deed.act)->undo(doing, &deed);
    doing->done = doing->done || doing->answer->refusal.code == REFUSAL_NONE; /* it was so again already */
    doing->deed.world = deed.world;
    doing->deed.seat = deed.seat;
    doing->deed.target = deed.number;
}
