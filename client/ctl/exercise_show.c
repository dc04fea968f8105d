/* `spiral exercise show`, and the answer that it shares with the acts. */
#include "client/ctl/admin_call.h"
#include "client/ctl/names.h"
#include "client/ctl/qr.h"
#include "client/ctl/state_json.h"
#include "client/ctl/state_page.h"
#include "client/ctl/state_undone.h"
#include "client/ctl/subcommand.h"
#include "common/base/memory.h"
#include "common/wire/wire.h"

#include <stdlib.h>
#include <string.h>

static bool waits(const struct wire_exercise_state *state)
{
    return state->world_count && state->worlds[0].clock.state == CLOCK_LOBBY;
}

/* `act` NULL: it was only asked for. */
static int print_state(const struct subcommand *subcommand, const struct exercise_command *command, int world,
                       const struct wire_exercise_act *act, const struct wire_exercise_state *state)
{
    char *memory = memory_of(SUBCOMMAND_TEXT_MAX);
    struct text text = text_over(memory, SUBCOMMAND_TEXT_MAX);
    if (command->json)
        state_put_json(state, act, &text);
    else if (act)
        state_put_outcome(state, world, command->language, &text);
    else
        state_put_page(state, world, command->language, &text);
    if (!command->json && act && act->act == EXERCISE_UNDO && !state->already)
        state_put_undone(state, act->number, command->language, &text);
    /* where people still come, with the link as a picture */
    if (!command->json && !act && state->link[0] && waits(state) && qr_is_shown())
        qr_put(state->link, &text);
    int exit_status = subcommand_print(subcommand, command->language, &text);
    free(memory);
    return exit_status;
}

/* -1: none was named. */
static enum status world_of(const struct exercise_command *command, const struct wire_exercise_state *state,
                            int *world, struct cause *cause)
{
    *world = -1;
    return command->act.world ? name_world(state, command->act.world, command->language, world, cause)
                              : STATUS_OK;
}

int subcommand_ask(const struct subcommand *subcommand, const struct exercise_command *command,
                   const char *code, struct to_admin *question)
{
    struct from_admin answer;
    struct cause cause;
    int exit_status = 1, world;
    if (admin_call(command->admin, question, &answer, command->language, &cause))
        return subcommand_fail(subcommand, cause.text);
    struct text text = text_over(cause.text, sizeof cause.text);
    if (answer.kind == FROM_ADMIN_REFUSAL)
        exercise_put_refusal(&answer.refusal, answer.cause, command->language, code, &text);
    else if (answer.kind != FROM_ADMIN_EXERCISE_STATE)
        sentence_put(command->language, "facilitator.other_version", NULL, &text);
    else if (!world_of(command, &answer.exercise_state, &world, &cause))
        exit_status = print_state(subcommand, command, world,
                                  subcommand->act ? &question->exercise_act : NULL, &answer.exercise_state);
    if (exit_status && cause.text[0])
        (void)subcommand_fail(subcommand, cause.text);
    from_admin_free(&answer);
    return exit_status;
}

int subcommand_show(const struct subcommand *subcommand, struct exercise_command *command)
{
    int exit_status = 0;
    for (int x = 0; x < command->code_count; x++) {
        struct to_admin question = {.kind = TO_ADMIN_EXERCISE_SHOW};
        if (!slice_copy(slice_of(command->codes[x]), question.exercise_show.code,
                        sizeof question.exercise_show.code))
            return subcommand_refuse(subcommand, command->language, "options.bad_code",
                                     SLOTS(str("word", command->codes[x])));
        exit_status |= subcommand_ask(subcommand, command, command->codes[x], &question);
    }
    return exit_status;
}
