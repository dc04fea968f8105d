/* `spiral exercise new` */
#include "client/ctl/admin_call.h"
#include "client/ctl/qr.h"
#include "client/ctl/subcommand.h"
#include "common/cards/json.h"
#include "common/wire/wire.h"

enum status exercise_make(const char *socket_path, const struct wire_exercise_new *wanted,
                          struct wire_exercise_created *created, struct cause *cause)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = *wanted};
    struct from_admin answer;
    enum status status = admin_call(socket_path, &question, &answer, cause);
    if (status)
        return status;
    if (answer.kind == FROM_ADMIN_EXERCISE_CREATED)
        *created = answer.exercise_created;
    else if (answer.kind == FROM_ADMIN_REFUSAL)
        status = status_fail(cause, STATUS_INVALID, "refused: %s",
                             answer.cause[0] ? answer.cause : answer.refusal.item);
    else
        status = status_fail(cause, STATUS_VERSION, "%s: the server gave an answer of a newer version",
                             socket_path);
    from_admin_free(&answer);
    return status;
}

static void put_json(const struct wire_exercise_created *created, struct text *text)
{
    char hex[ID_HEX_SIZE];
    struct json json = json_over(text);
    json_object(&json, NULL);
    json_string(&json, "code", created->code);
    json_string(&json, "exercise", id_hex(&created->exercise, hex));
    json_string(&json, "world", id_hex(&created->worlds[0], hex));
    json_number(&json, "seats", created->seats);
    json_string(&json, "link", created->link);
    json_close(&json);
}

/* Lines of a word and a value, for people and for programs. */
static void put_lines(const struct wire_exercise_created *created, struct text *text)
{
    char hex[ID_HEX_SIZE];
    text_put(text, "code ");
    text_put(text, created->code);
    text_put(text, "\nworld ");
    text_put(text, id_hex(&created->worlds[0], hex));
    text_put(text, "\nseats ");
    text_put_int(text, created->seats);
    text_put_char(text, '\n');
    if (!created->link[0])
        return;
    text_put(text, "join ");
    harmless_put(created->link, text);
    text_put_char(text, '\n');
    if (qr_is_shown())
        qr_put(created->link, text);
}

int subcommand_new(const struct subcommand *subcommand, struct exercise_command *command)
{
    struct wire_exercise_created created;
    struct cause cause;
    char memory[SUBCOMMAND_LINES_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (!command->scenario)
        return subcommand_misused(subcommand, "--scenario NAME is needed");
    if (!slice_copy(slice_of(command->scenario), command->wanted.scenario, sizeof command->wanted.scenario)) {
        status_fail(&cause, STATUS_INVALID, "--scenario: \"%s\" is longer than a name may be",
                    command->scenario);
        return subcommand_misused(subcommand, cause.text);
    }
    if (exercise_make(command->admin, &command->wanted, &created, &cause))
        return subcommand_fail(subcommand, cause.text);
    if (command->json)
        put_json(&created, &text);
    else
        put_lines(&created, &text);
    return subcommand_print(subcommand, &text);
}
