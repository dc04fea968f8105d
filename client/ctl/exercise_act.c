/* The acts of `spiral exercise`: pause, resume, ... undo. */
#include "client/ctl/admin_call.h"
#include "client/ctl/own_file.h"
#include "client/ctl/subcommand.h"
#include "common/wire/wire.h"

#include <stdlib.h>
#include <string.h>

/* How it stands, for what the names mean. STATUS_INVALID: refused, with the words. */
static enum status ask_state(const struct exercise_command *command, const char *code,
                             struct from_admin *answer, struct cause *cause)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_SHOW};
    (void)slice_copy(slice_of(code), question.exercise_show.code, sizeof question.exercise_show.code);
    enum status status = admin_call(command->admin, &question, answer, command->language, cause);
    if (status || answer->kind == FROM_ADMIN_EXERCISE_STATE)
        return status;
    struct text text = text_over(cause->text, sizeof cause->text);
    if (answer->kind == FROM_ADMIN_REFUSAL)
        exercise_put_refusal(&answer->refusal, answer->cause, command->language, code, &text);
    else
        sentence_put(command->language, "facilitator.other_version", NULL, &text);
    from_admin_free(answer);
    return STATUS_INVALID;
}

static int act_on(const struct subcommand *subcommand, const struct exercise_command *command,
                  const char *code)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_ACT};
    struct from_admin known;
    struct cause cause;
    bool asks = act_needs_state(subcommand->act, &command->act);
    if (strlen(code) >= WIRE_CODE_SIZE)
        return subcommand_refuse(subcommand, command->language, "options.bad_code", SLOTS(str("word", code)));
    if (asks && ask_state(command, code, &known, &cause))
        return subcommand_fail(subcommand, cause.text);
    enum status status = act_resolve(subcommand->act, &command->act, asks ? &known.exercise_state : NULL,
                                     &question.exercise_act, &cause);
    if (asks)
        from_admin_free(&known);
    if (status)
        return subcommand_fail(subcommand, cause.text);
    (void)slice_copy(slice_of(code), question.exercise_act.code, WIRE_CODE_SIZE);
    return subcommand_ask(subcommand, command, code, &question);
}

int subcommand_act(const struct subcommand *subcommand, struct exercise_command *command)
{
    char *from_file = NULL;
    size_t size;
    struct cause cause;
    int exit_status = 0;
    if (command->file &&
        own_file_read(command->file, SUBCOMMAND_FILE_MAX, command->language, &from_file, &size, &cause))
        return subcommand_fail(subcommand, cause.text);
    if (from_file && strlen(from_file) == size)
        command->act.orders = from_file;
    struct act_fault fault = act_fault(subcommand->act, &command->act);
    if (fault.key) {
        struct text text = text_over(cause.text, sizeof cause.text);
        act_put_fault(&fault, command->language, &text);
        exit_status = subcommand_misused(subcommand, command->language, cause.text);
    }
    for (int x = 0; x < command->code_count && exit_status != 2; x++)
        exit_status |= act_on(subcommand, command, command->codes[x]);
    free(from_file);
    return exit_status;
}
