/* `spiral exercise show`, and the answer that it shares with the acts. */
#include "client/ctl/admin_call.h"
#include "client/ctl/qr.h"
#include "client/ctl/state_json.h"
#include "client/ctl/state_page.h"
#include "client/ctl/subcommand.h"
#include "common/base/must.h"
#include "common/wire/wire.h"

#include <stdlib.h>
#include <string.h>

/* What the server may refuse, with the words for it. */
static const struct {
    enum refusal_code code;
    const char *item; /* NULL: any */
    const char *key;
} refusals[] = {
    {REFUSAL_UNKNOWN_CODE, NULL, "facilitator.refused.code"},
    {REFUSAL_NOT_NOW, "lobby", "facilitator.refused.lobby"},
    {REFUSAL_OVER, NULL, "facilitator.refused.over"},
    {REFUSAL_STALE_TURN, NULL, "facilitator.refused.turn"},
    {REFUSAL_MALFORMED, "limit", "facilitator.refused.limit"},
    {REFUSAL_MALFORMED, "ms", "facilitator.refused.seconds"},
    {REFUSAL_BUSY, NULL, "facilitator.refused.busy"},
};

static void put_refusal(const struct from_admin *answer, const struct language *language, const char *code,
                        struct text *text)
{
    const struct refusal *refusal = &answer->refusal;
    for (size_t x = 0; x < sizeof refusals / sizeof refusals[0]; x++) {
        if (refusals[x].code != refusal->code ||
            (refusals[x].item && strcmp(refusals[x].item, refusal->item) != 0))
            continue;
        sentence_put(language, refusals[x].key, SLOTS(str("code", code), num("turn", refusal->current_turn)),
                     text);
        return;
    }
    harmless_put(answer->cause[0] ? answer->cause : refusal->item, text);
}

/* In the lobby, where people still come, with the link as a picture. */
static void put_page(const struct wire_exercise_state *state, const struct language *language,
                     struct text *text)
{
    state_put_page(state, language, text);
    if (state->link[0] && state->clock.state == CLOCK_LOBBY && qr_is_shown())
        qr_put(state->link, text);
}

static int print_state(const struct subcommand *subcommand, const struct exercise_command *command,
                       const struct wire_exercise_state *state)
{
    char *memory = malloc(SUBCOMMAND_TEXT_MAX);
    must(memory != NULL);
    struct text text = text_over(memory, SUBCOMMAND_TEXT_MAX);
    if (command->json)
        state_put_json(state, subcommand->act != EXERCISE_NO_ACT, &text);
    else if (subcommand->act == EXERCISE_NO_ACT)
        put_page(state, command->language, &text);
    else
        state_put_outcome(state, command->language, &text);
    int exit_status = subcommand_print(subcommand, &text);
    free(memory);
    return exit_status;
}

int subcommand_ask(const struct subcommand *subcommand, const struct exercise_command *command,
                   const char *code, struct to_admin *question)
{
    struct from_admin answer;
    struct cause cause;
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    if (admin_call(command->admin, question, &answer, &cause))
        return subcommand_fail(subcommand, cause.text);
    int exit_status = 1;
    if (answer.kind == FROM_ADMIN_EXERCISE_STATE) {
        exit_status = print_state(subcommand, command, &answer.exercise_state);
    } else {
        if (answer.kind == FROM_ADMIN_REFUSAL)
            put_refusal(&answer, command->language, code, &text);
        else
            sentence_put(command->language, "facilitator.other_version", NULL, &text);
        exit_status = subcommand_fail(subcommand, memory);
    }
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
            return subcommand_misused(subcommand, "a CODE has six letters and digits");
        exit_status |= subcommand_ask(subcommand, command, command->codes[x], &question);
    }
    return exit_status;
}
