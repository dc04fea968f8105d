/* `spiral exercise pause|resume|extend|resolve|close` */
#include "client/ctl/subcommand.h"

#include "common/base/utf8.h"

#include <string.h>

/* NULL, or what is wrong with the command line. */
static const char *fault_of(const struct subcommand *subcommand, const struct exercise_command *command)
{
    if (subcommand->act == EXERCISE_EXTEND && command->seconds == 0)
        return "--seconds N is needed, and not 0";
    if (command->reason && strlen(command->reason) >= WIRE_REASON_SIZE)
        return "--reason: at most 200 bytes; say it shorter";
    if (command->reason && !utf8_printable(command->reason, strlen(command->reason), false))
        return "--reason: one line of UTF-8 without control characters";
    return NULL;
}

int subcommand_act(const struct subcommand *subcommand, struct exercise_command *command)
{
    const char *fault = fault_of(subcommand, command);
    int exit_status = 0;
    if (fault)
        return subcommand_misused(subcommand, fault);
    for (int x = 0; x < command->code_count; x++) {
        struct to_admin question = {.kind = TO_ADMIN_EXERCISE_ACT};
        struct wire_exercise_act *act = &question.exercise_act;
        act->act = subcommand->act;
        act->ms = command->seconds * 1000;
        act->turn = (uint32_t)command->turn;
        if (!slice_copy(slice_of(command->codes[x]), act->code, sizeof act->code))
            return subcommand_misused(subcommand, "a CODE has six letters and digits");
        (void)slice_copy(slice_of(command->reason ? command->reason : ""), act->reason, sizeof act->reason);
        exit_status |= subcommand_ask(subcommand, command, command->codes[x], &question);
    }
    return exit_status;
}
