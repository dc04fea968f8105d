/* What was done, newest first, and the same command again. */
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

struct deed *desk_find_deed(struct desk *desk, uint32_t number)
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

/* From card to card of the debrief: one line, or what was done in play would be pushed out of the list. */
static bool goes_on(const struct desk *desk, const struct deed *deed)
{
    const struct deed *newest = &desk->deeds[0];
    return desk->deed_count > 0 && deed->act == EXERCISE_DEBRIEF && newest->act == EXERCISE_DEBRIEF &&
           newest->by == deed->by;
}

void desk_keep_deed(struct exercise *exercise, const struct deed *deed)
{
    struct desk *desk = exercise->desk;
    desk->deed_number = deed->number;
    if (deed->act == EXERCISE_LOOK) {
        desk_keep_look(exercise, deed);
        return;
    }
    if (goes_on(desk, deed))
        desk->deeds[0] = *deed;
    else
        desk_deeds_push(desk->deeds, &desk->deed_count, WIRE_DEEDS_MAX, deed);
    desk_remember_command(desk, &deed->command);
    struct deed *undone = deed->act == EXERCISE_UNDO ? desk_find_deed(desk, deed->target) : NULL;
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
