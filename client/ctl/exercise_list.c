/* `spiral exercise list` */
#include "client/ctl/admin_call.h"
#include "client/ctl/subcommand.h"
#include "common/base/must.h"
#include "common/cards/json.h"
#include "common/record/record.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>

struct state {
    const char *name, *key; /* for programs, and of the words for people */
};

static struct state state_of(const struct wire_exercise_row *row)
{
    if (row->end)
        return row->end == RECORD_CLOSED ? (struct state){"closed", "facilitator.state.closed"}
                                         : (struct state){"ended", "facilitator.state.ended"};
    if (!row->started)
        return (struct state){"lobby", "facilitator.state.lobby"};
    return row->paused ? (struct state){"paused", "facilitator.state.paused"}
                       : (struct state){"running", "facilitator.state.running"};
}

static void put_json(const struct wire_exercise_rows *rows, struct text *text)
{
    char hex[ID_HEX_SIZE];
    struct json json = json_over(text);
    json_object(&json, NULL);
    json_list(&json, "exercises");
    for (int x = 0; x < rows->count; x++) {
        const struct wire_exercise_row *row = &rows->rows[x];
        json_object(&json, NULL);
        json_string(&json, "code", row->code);
        json_string(&json, "exercise", id_hex(&row->exercise, hex));
        json_string(&json, "scenario", row->scenario);
        json_number(&json, "persons", row->persons);
        json_number(&json, "seats", row->seats);
        json_number(&json, "turns_closed", row->turn);
        json_string(&json, "state", state_of(row).name);
        json_string(&json, "end", record_end_name((int)row->end));
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
}

static void put_table(const struct wire_exercise_rows *rows, const struct language *language,
                      struct text *text)
{
    char line[128];
    snprintf(line, sizeof line, "%-8s %-28s %7s %5s  %s\n", "code", "scenario", "persons", "turn", "state");
    text_put(text, line);
    for (int x = 0; x < rows->count; x++) {
        const struct wire_exercise_row *row = &rows->rows[x];
        snprintf(line, sizeof line, "%-8s %-28s %3u/%-3u %5u  ", row->code, row->scenario, row->persons,
                 row->seats, row->turn);
        text_put(text, line);
        sentence_put(language, state_of(row).key, NULL, text);
        text_put_char(text, '\n');
    }
}

int subcommand_list(const struct subcommand *subcommand, struct exercise_command *command)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_LIST};
    struct from_admin answer;
    struct cause cause;
    if (admin_call(command->admin, &question, &answer, &cause))
        return subcommand_fail(subcommand, cause.text);
    if (answer.kind != FROM_ADMIN_EXERCISE_ROWS) {
        status_fail(&cause, STATUS_INVALID, "%s",
                    answer.cause[0] ? answer.cause : "the server gives another answer");
        from_admin_free(&answer);
        return subcommand_fail(subcommand, cause.text);
    }
    char *memory = malloc(2 * SUBCOMMAND_TEXT_MAX);
    must(memory != NULL);
    struct text text = text_over(memory, 2 * SUBCOMMAND_TEXT_MAX);
    if (command->json)
        put_json(&answer.exercise_rows, &text);
    else
        put_table(&answer.exercise_rows, command->language, &text);
    int exit_status = subcommand_print(subcommand, &text);
    free(memory);
    from_admin_free(&answer);
    return exit_status;
}
