#include "client/ctl/new_options.h"

#include "client/ctl/names.h"
#include "client/ctl/subcommand.h"
#include "client/ctl/wording.h"
#include "common/rules/scenario.h"

#include <string.h>

enum { SHOWN_BYTES = 60 };

static enum status fail(const struct exercise_command *command, const char *key, struct slice part,
                        const struct parameter_row *row, struct cause *cause)
{
    char shown[SHOWN_BYTES + 1];
    struct text text = text_over(shown, sizeof shown);
    text_put_span(&text, part.at, part.length < SHOWN_BYTES ? part.length : SHOWN_BYTES);
    return wording_fail(cause, command->language, key,
                        SLOTS(str("option", "--set"), str("word", shown), num("low", row ? row->low : 0),
                              num("high", row ? row->high : 0), num("most", WIRE_CONDITIONS_MAX)));
}

/* One NAME=VALUE, for a world or for all. */
static enum status read_condition(struct exercise_command *command, int world, struct slice part,
                                  struct cause *cause)
{
    struct slice name, number;
    int64_t value;
    if (!slice_split(part, '=', &name, &number))
        return fail(command, "options.set_pair", part, NULL, cause);
    int row = parameter_find(name);
    if (row < 0)
        return fail(command, "options.set_unknown", name, NULL, cause);
    if (!slice_int(number, parameter_rows[row].low, parameter_rows[row].high, &value))
        return fail(command, "options.set_value", part, &parameter_rows[row], cause);
    for (int x = 0; x < command->condition_count; x++)
        if (command->conditions[x].world == world && slice_is(name, command->conditions[x].parameter))
            return fail(command, "options.set_twice", part, NULL, cause);
    if (command->condition_count == WIRE_CONDITIONS_MAX)
        return fail(command, "options.set_many", part, NULL, cause);
    struct wire_condition *condition = &command->conditions[command->condition_count++];
    condition->world = world;
    condition->value = (int32_t)value;
    (void)slice_copy(name, condition->parameter, sizeof condition->parameter);
    return STATUS_OK;
}

static enum status read_set(struct exercise_command *command, const char *value, struct cause *cause)
{
    struct slice rest = slice_of(value), part, world_part, condition;
    int world = -1;
    if (rest.length == 0)
        return fail(command, "options.set_nothing", rest, NULL, cause);
    while (slice_take(&rest, ',', &part)) {
        condition = part;
        if (slice_split(part, ':', &world_part, &condition)) /* from here on in this world */
            world = world_number(world_part);
        if (condition.at != part.at && world < 0)
            return fail(command, "options.set_world", part, NULL, cause);
        enum status status = read_condition(command, world, condition, cause);
        if (status)
            return status;
    }
    return STATUS_OK;
}

enum status new_take_set(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    (void)option;
    (void)cause;
    if (command->set_count < WIRE_CONDITIONS_MAX)
        command->sets[command->set_count] = value;
    command->set_count++;
    return STATUS_OK;
}

enum status new_read_sets(struct exercise_command *command, struct cause *cause)
{
    if (command->set_count > WIRE_CONDITIONS_MAX)
        return fail(command, "options.set_many", slice_of(""), NULL, cause);
    for (int x = 0; x < command->set_count; x++) {
        enum status status = read_set(command, command->sets[x], cause);
        if (status)
            return status;
    }
    return STATUS_OK;
}

/* Index of the word in a list that ends with NULL. */
static enum status choose(const struct option *option, const char *value, const char *const *names,
                          int *chosen, struct cause *cause)
{
    for (int x = 0; names[x]; x++)
        if (strcmp(names[x], value) == 0)
            return *chosen = x, STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s", option->name); /* the parser says what there is */
}

enum status new_take_beliefs(const struct option *option, void *into, const char *value, struct cause *cause)
{
    static const char *const names[] = {"off", "stated", "scored", "random-half", NULL};
    struct exercise_command *command = into;
    int chosen = 0;
    enum status status = choose(option, value, names, &chosen, cause);
    command->wanted.beliefs = (enum belief_mode)(BELIEFS_OFF + chosen);
    return status;
}

enum status new_take_bots(const struct option *option, void *into, const char *value, struct cause *cause)
{
    static const char *const names[] = {"full", "count", "at-debrief", NULL};
    struct exercise_command *command = into;
    int chosen = 0;
    enum status status = choose(option, value, names, &chosen, cause);
    command->wanted.bots = (enum bot_disclosure)(BOTS_FULL + chosen);
    return status;
}

enum status new_take_horizon(const struct option *option, void *into, const char *value, struct cause *cause)
{
    static const char *const names[] = {"fixed", "random", NULL};
    struct exercise_command *command = into;
    int chosen = 0;
    enum status status = choose(option, value, names, &chosen, cause);
    command->wanted.horizon = (enum horizon)(HORIZON_FIXED + chosen);
    return status;
}
