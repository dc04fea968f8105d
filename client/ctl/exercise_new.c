/* `spiral exercise new` */
#include "client/ctl/admin_call.h"
#include "client/ctl/made.h"
#include "client/ctl/new_files.h"
#include "client/ctl/new_options.h"
#include "client/ctl/own_file.h"
#include "client/ctl/subcommand.h"
#include "client/ctl/unmade.h"
#include "client/ctl/wording.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEMINAR_TURN_S = 240, PLAN_MINUTES = 75 };

/* What the question borrows. */
struct lists {
    struct guest_list guests;
    struct inject_list injects;
};

/* `injects` NULL: none come from a file. */
static enum status make(const char *socket_path, const struct wire_exercise_new *wanted,
                        const struct inject_list *injects, const struct language *language,
                        struct wire_exercise_created *created, struct cause *cause)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = *wanted};
    struct from_admin answer;
    struct text text = text_over(cause->text, sizeof cause->text);
    enum status status = admin_call(socket_path, &question, &answer, language, cause);
    if (status)
        return status;
    if (answer.kind == FROM_ADMIN_EXERCISE_CREATED) {
        *created = answer.exercise_created;
        answer.exercise_created.guests = NULL; /* they are the caller's now */
        answer.exercise_created.guest_count = 0;
    } else if (answer.kind == FROM_ADMIN_REFUSAL) {
        status = STATUS_INVALID;
        unmade_put(&answer.refusal, answer.cause, wanted, injects, language, &text);
    } else {
        status = STATUS_VERSION;
        sentence_put(language, "facilitator.other_version", NULL, &text);
    }
    from_admin_free(&answer);
    return status;
}

enum status exercise_make(const char *socket_path, const struct wire_exercise_new *wanted,
                          const struct language *language, struct wire_exercise_created *created,
                          struct cause *cause)
{
    return make(socket_path, wanted, NULL, language, created, cause);
}

/* ---- what is wanted */

static enum status take_name(const struct language *language, const char *option, const char *value, char *to,
                             size_t size, struct cause *cause)
{
    if (value && (strlen(value) >= size || !utf8_printable(value, strlen(value), false)))
        return wording_fail(cause, language, "options.long_line",
                            SLOTS(str("option", option), num("most", (int64_t)size - 1)));
    if (value)
        (void)slice_copy(slice_of(value), to, size);
    return STATUS_OK;
}

static enum status take_worlds(struct exercise_command *command, struct cause *cause)
{
    int64_t worlds = 0;
    const char *value = command->worlds ? command->worlds : "auto";
    if (strcmp(value, "auto") != 0 && !slice_int(slice_of(value), 1, WIRE_WORLDS_MAX, &worlds))
        return wording_fail(cause, command->language, "options.no_worlds",
                            SLOTS(str("word", value), num("high", WIRE_WORLDS_MAX)));
    command->wanted.worlds = (uint32_t)worlds;
    for (int x = 0; worlds && x < command->condition_count; x++)
        if (command->conditions[x].world >= worlds)
            return wording_fail(cause, command->language, "options.set_no_world",
                                SLOTS(str("word", command->conditions[x].parameter), num("count", worlds)));
    return STATUS_OK;
}

/* Whoever says how many are expected holds a seminar. */
static void take_manner(struct exercise_command *command)
{
    struct wire_exercise_new *wanted = &command->wanted;
    bool seminar = wanted->places > 0;
    wanted->start_by_hand = seminar && !command->start_by_itself;
    if (seminar && !command->timed)
        wanted->turn_seconds = SEMINAR_TURN_S;
    wanted->debrief_in_step = seminar && !command->free_debrief;
    wanted->plan_minutes = (uint32_t)(command->planned ? command->plan : seminar ? PLAN_MINUTES : 0);
    wanted->condition_count = command->condition_count;
    wanted->conditions = command->conditions;
}

static enum status take_files(struct exercise_command *command, struct lists *lists, struct cause *cause)
{
    struct wire_exercise_new *wanted = &command->wanted;
    enum status status = STATUS_OK;
    if (command->guests)
        status = guests_read(command->guests, command->language, &lists->guests, cause);
    if (!status && command->injects)
        status = injects_read(command->injects, command->language, &lists->injects, cause);
    if (status)
        return status;
    wanted->guest_count = lists->guests.count;
    wanted->guests = lists->guests.names;
    wanted->inject_count = lists->injects.count;
    wanted->injects = lists->injects.injects;
    if (wanted->places && (uint32_t)wanted->guest_count > wanted->places)
        return wording_fail(cause, command->language, "options.many_guests",
                            SLOTS(num("count", wanted->guest_count), num("most", wanted->places)));
    return STATUS_OK;
}

static enum status take_all(struct exercise_command *command, struct cause *cause)
{
    struct wire_exercise_new *wanted = &command->wanted;
    const struct language *language = command->language;
    enum status status = take_name(language, "--scenario", command->scenario, wanted->scenario,
                                   sizeof wanted->scenario, cause);
    if (!status)
        status = take_name(language, "--lead", command->lead, wanted->facilitator, sizeof wanted->facilitator,
                           cause);
    if (!status)
        status = new_read_sets(command, cause);
    if (!status)
        status = take_worlds(command, cause);
    if (!status && command->guests_out && !command->guests)
        status = wording_fail(cause, language, "options.no_guests", NULL);
    if (status)
        return status;
    take_manner(command);
    return STATUS_OK;
}

/* ---- what came of it */

/* Links and worlds with their conditions; without it they are told all the same. */
static bool ask_state(const struct exercise_command *command, const char *code, struct from_admin *answer)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_SHOW};
    struct cause cause;
    (void)slice_copy(slice_of(code), question.exercise_show.code, sizeof question.exercise_show.code);
    if (admin_call(command->admin, &question, answer, command->language, &cause))
        return false;
    if (answer->kind == FROM_ADMIN_EXERCISE_STATE)
        return true;
    from_admin_free(answer);
    return false;
}

/* Where it cannot be written, the links are printed: they are told but once. */
static int save_guests(const struct subcommand *subcommand, const char *path, struct made *made, char *memory)
{
    struct cause cause;
    struct text text = text_over(memory, SUBCOMMAND_LINES_MAX);
    made_put_guests(made, &text);
    must(!text.cut); /* there is a last guest */
    if (own_file_write(path, text.at, text.length, made->language, &cause))
        return subcommand_fail(subcommand, cause.text);
    made->guests_file = path;
    return 0;
}

static int tell(const struct subcommand *subcommand, const struct exercise_command *command,
                const struct wire_exercise_created *created)
{
    struct from_admin answer;
    bool asked = ask_state(command, created->code, &answer);
    struct made made = {
        .created = created, .state = asked ? &answer.exercise_state : NULL, .language = command->language};
    char *memory = memory_of(SUBCOMMAND_LINES_MAX);
    int exit_status = command->guests_out ? save_guests(subcommand, command->guests_out, &made, memory) : 0;
    struct text text = text_over(memory, SUBCOMMAND_LINES_MAX);
    if (command->json)
        made_put_json(&made, &text);
    else
        made_put_lines(&made, &text);
    exit_status |= subcommand_print(subcommand, command->language, &text);
    free(memory);
    if (asked)
        from_admin_free(&answer);
    return exit_status;
}

int subcommand_new(const struct subcommand *subcommand, struct exercise_command *command)
{
    struct wire_exercise_created created;
    struct cause cause;
    if (!command->scenario)
        return subcommand_refuse(subcommand, command->language, "options.needed",
                                 SLOTS(str("option", "--scenario NAME")));
    struct lists *lists = memory_zeroed(1, sizeof *lists);
    int exit_status;
    if (take_all(command, &cause)) {
        exit_status = subcommand_misused(subcommand, command->language, cause.text);
    } else if (take_files(command, lists, &cause)) {
        exit_status = subcommand_fail(subcommand, cause.text);
    } else if (make(command->admin, &command->wanted, &lists->injects, command->language, &created, &cause)) {
        exit_status = subcommand_fail(subcommand, cause.text);
    } else {
        exit_status = tell(subcommand, command, &created);
        free(created.guests);
    }
    free(lists);
    return exit_status;
}
