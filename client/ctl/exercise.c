#include "client/ctl/exercise.h"

#include "client/ctl/admin_call.h"
#include "common/base/options.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status refused(const struct from_admin *answer, struct cause *cause)
{
    return status_fail(cause, STATUS_INVALID, "refused: %s",
                       answer->cause[0] ? answer->cause : answer->refusal.item);
}

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
        status = refused(&answer, cause);
    else
        status = status_fail(cause, STATUS_VERSION, "%s: the server gave an answer of a newer version",
                             socket_path);
    from_admin_free(&answer);
    return status;
}

struct exercise_command {
    const char *admin, *scenario;
    struct wire_exercise_new wanted;
};

static enum status take_seed(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t seed = 0;
    enum status status = options_read_number(option, value, &seed, cause);
    command->wanted.seeded = true;
    command->wanted.seed = (uint64_t)seed;
    return status;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct exercise_command, field)
    {"--admin", OPTION_STRING, "DIR/admin.sock", "the server's socket", AT(admin)},
    {"--scenario", OPTION_STRING, "NAME", "which world; config/scenarios lists them", AT(scenario)},
    {"--turn-seconds", OPTION_INT, "N", "a clock; 0: a turn closes when all are ready (0)",
     AT(wanted.turn_seconds), .high = 7 * 24 * 3600},
    {"--wait-seats", OPTION_INT, "N",
     "holds the start until so many persons are in; seats that nobody takes are bots", AT(wanted.wait_seats),
     .high = 48},
    {"--team-size", OPTION_INT, "N", "persons of a seat, 1 to 4", AT(wanted.team_size), .high = 4},
    {"--misses", OPTION_INT, "N", "turns without orders before a bot takes an absent seat",
     AT(wanted.misses_allowed), .high = 60},
    {"--seed", OPTION_OWN, "N", "the dice: only on a server for play and tests (spirald --allow-seed)",
     .high = INT64_MAX / 100, .take = take_seed},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral exercise new --admin DIR/admin.sock --scenario NAME [OPTION]...\n"
             "       spiral exercise list --admin DIR/admin.sock\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};

/* The sentence and the usage, for standard error. */
static int refuse(const char *what, const char *sentence)
{
    char memory[OPTIONS_HELP_MAX];
    struct text usage = text_over(memory, sizeof memory);
    options_put_help(&options, &usage);
    fprintf(stderr, "spiral exercise%s: %s\n%s", what, sentence, memory);
    return 2;
}

static enum status parse_new(int count, char **words, struct exercise_command *command, struct cause *cause)
{
    enum status status = options_parse(&options, count, words, command, cause);
    if (status)
        return status;
    if (!command->admin || !command->scenario)
        return status_fail(cause, STATUS_INVALID, "--admin and --scenario are needed");
    if (!slice_copy(slice_of(command->scenario), command->wanted.scenario, sizeof command->wanted.scenario))
        return status_fail(cause, STATUS_INVALID, "--scenario: \"%s\" is longer than a name may be",
                           command->scenario);
    return STATUS_OK;
}

static int exercise_new(int count, char **words)
{
    struct exercise_command command = {0};
    struct wire_exercise_created created;
    struct cause cause;
    char hex[ID_HEX_SIZE];
    if (parse_new(count, words, &command, &cause))
        return refuse(" new", cause.text);
    if (exercise_make(command.admin, &command.wanted, &created, &cause)) {
        fprintf(stderr, "spiral exercise new: %s\n", cause.text);
        return 1;
    }
    printf("code %s\nworld %s\nseats %u\n", created.code, id_hex(&created.worlds[0], hex), created.seats);
    return 0;
}

static int exercise_list(int count, char **arguments)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_LIST};
    struct from_admin answer;
    struct cause cause;
    if (count != 2 || strcmp(arguments[0], "--admin") != 0)
        return refuse(" list", "--admin DIR/admin.sock is needed");
    if (admin_call(arguments[1], &question, &answer, &cause)) {
        fprintf(stderr, "spiral exercise list: %s\n", cause.text);
        return 1;
    }
    if (answer.kind == FROM_ADMIN_EXERCISE_ROWS) {
        printf("%-8s %-28s %7s %5s  %s\n", "code", "scenario", "persons", "turn", "state");
        for (int x = 0; x < answer.exercise_rows.count; x++) {
            const struct wire_exercise_row *row = &answer.exercise_rows.rows[x];
            printf("%-8s %-28s %3u/%-3u %5u  %s\n", row->code, row->scenario, row->persons, row->seats,
                   row->turn,
                   row->end       ? "ended"
                   : row->started ? "running"
                                  : "lobby");
        }
    }
    from_admin_free(&answer);
    return 0;
}

int exercise_main(int count, char **arguments)
{
    for (int x = 0; x < count; x++) {
        if (strcmp(arguments[x], "--help") == 0) {
            options_print_help(&options);
            return 0;
        }
    }
    if (count >= 1 && strcmp(arguments[0], "new") == 0)
        return exercise_new(count - 1, arguments + 1);
    if (count >= 1 && strcmp(arguments[0], "list") == 0)
        return exercise_list(count - 1, arguments + 1);
    return refuse("", "new or list is needed");
}
