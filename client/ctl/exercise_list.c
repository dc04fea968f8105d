/* `spiral exercise list` */
#include "client/ctl/admin_call.h"
#include "client/ctl/subcommand.h"
#include "client/ctl/table.h"
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
        json_number(&json, "worlds", row->worlds);
        json_number(&json, "turns_closed", row->turn);
        json_string(&json, "state", state_of(row).name);
        json_string(&json, "end", record_end_name((int)row->end));
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
}

static const struct column columns[] = {
    {"facilitator.list.code", 9}, {"facilitator.list.scenario", 29}, {"facilitator.list.persons", 9},
    {"facilitator.head.turn", 6}, {"facilitator.list.state", 12},    {"facilitator.list.worlds", 7},
};

static const struct table table = {columns, sizeof columns / sizeof columns[0]};

static void put_table(const struct wire_exercise_rows *rows, const struct language *language,
                      struct text *text)
{
    table_put_head(&table, language, text);
    for (int x = 0; x < rows->count; x++) {
        const struct wire_exercise_row *from = &rows->rows[x];
        struct row row = {0};
        cell_name(&row.cells[0], from->code, columns[0].columns - 1);
        cell_name(&row.cells[1], from->scenario, columns[1].columns - 1);
        snprintf(row.cells[2].at, CELL_SIZE, "%u/%u", from->persons, from->seats);
        snprintf(row.cells[3].at, CELL_SIZE, "%u", from->turn);
        cell_say(&row.cells[4], language, state_of(from).key, NULL);
        snprintf(row.cells[5].at, CELL_SIZE, "%u", from->worlds);
        table_put_row(&table, &row, text);
    }
}

int subcommand_list(const struct subcommand *subcommand, struct exercise_command *command)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_LIST};
    struct from_admin answer;
    struct cause cause;
    if (admin_call(command->admin, &question, &answer, command->language, &cause))
        return subcommand_fail(subcommand, cause.text);
    if (answer.kind != FROM_ADMIN_EXERCISE_ROWS) {
        struct text text = text_over(cause.text, sizeof cause.text);
        if (answer.kind == FROM_ADMIN_REFUSAL)
            exercise_put_refusal(&answer.refusal, answer.cause, command->language, "", &text);
        else
            sentence_put(command->language, "facilitator.other_version", NULL, &text);
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
    int exit_status = subcommand_print(subcommand, command->language, &text);
    free(memory);
    from_admin_free(&answer);
    return exit_status;
}
