#include "client/ctl/exercise.h"

#include "client/ctl/admin_call.h"
#include "common/base/text.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: spiral exercise new --admin DIR/admin.sock --scenario NAME [--turn-seconds N] [--wait-seats N]\n"
    "                           [--team-size 1..4] [--misses N] [--seed N]\n"
    "       spiral exercise list --admin DIR/admin.sock\n"
    "  --turn-seconds  0 (the default) means: a turn closes when all are ready\n"
    "  --wait-seats    holds the start until so many persons are in; seats that nobody takes are bots\n"
    "  --seed          only on a server for play and tests (spirald --allow-seed)\n";

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

/* The options of `new` that are numbers. */
struct number_option {
    const char *name;
    uint32_t *value;
    int64_t high;
};

static bool set_number(const struct number_option *options, size_t count, const char *name, const char *value,
                       struct cause *cause)
{
    for (size_t x = 0; x < count; x++) {
        int64_t number;
        if (strcmp(options[x].name, name) != 0)
            continue;
        if (!slice_int(slice_of(value), 0, options[x].high, &number)) {
            status_fail(cause, STATUS_INVALID, "%s: \"%s\" is not a number in 0..%lld", name, value,
                        (long long)options[x].high);
            return false;
        }
        *options[x].value = (uint32_t)number;
        return true;
    }
    status_fail(cause, STATUS_INVALID, "%s: no such option", name);
    return false;
}

static bool parse_new(int count, char **arguments, const char **admin, struct wire_exercise_new *wanted,
                      struct cause *cause)
{
    const struct number_option numbers[] = {
        {"--turn-seconds", &wanted->turn_seconds, 7 * 24 * 3600},
        {"--wait-seats", &wanted->wait_seats, 48},
        {"--team-size", &wanted->team_size, 4},
        {"--misses", &wanted->misses_allowed, 60},
    };
    for (int x = 0; x < count; x += 2) {
        const char *name = arguments[x], *value = x + 1 < count ? arguments[x + 1] : NULL;
        int64_t seed;
        if (!value) {
            status_fail(cause, STATUS_INVALID, "%s: no value", name);
            return false;
        }
        if (strcmp(name, "--admin") == 0) {
            *admin = value;
        } else if (strcmp(name, "--scenario") == 0) {
            if (!slice_copy(slice_of(value), wanted->scenario, sizeof wanted->scenario)) {
                status_fail(cause, STATUS_INVALID, "--scenario: \"%s\" is longer than a name may be", value);
                return false;
            }
        } else if (strcmp(name, "--seed") == 0 && slice_int(slice_of(value), 0, INT64_MAX / 100, &seed)) {
            wanted->seeded = true;
            wanted->seed = (uint64_t)seed;
        } else if (!set_number(numbers, sizeof numbers / sizeof numbers[0], name, value, cause)) {
            return false;
        }
    }
    if (*admin && wanted->scenario[0])
        return true;
    status_fail(cause, STATUS_INVALID, "--admin and --scenario are needed");
    return false;
}

static int exercise_new(int count, char **arguments)
{
    struct wire_exercise_new wanted = {0};
    struct wire_exercise_created created;
    const char *admin = NULL;
    struct cause cause;
    char hex[ID_HEX_SIZE];
    if (!parse_new(count, arguments, &admin, &wanted, &cause)) {
        fprintf(stderr, "spiral exercise new: %s\n%s", cause.text, usage);
        return 2;
    }
    if (exercise_make(admin, &wanted, &created, &cause)) {
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
    if (count != 2 || strcmp(arguments[0], "--admin") != 0) {
        fprintf(stderr, "spiral exercise list: --admin DIR/admin.sock is needed\n%s", usage);
        return 2;
    }
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
            fputs(usage, stdout);
            return 0;
        }
    }
    if (count >= 1 && strcmp(arguments[0], "new") == 0)
        return exercise_new(count - 1, arguments + 1);
    if (count >= 1 && strcmp(arguments[0], "list") == 0)
        return exercise_list(count - 1, arguments + 1);
    fprintf(stderr, "spiral exercise: new or list is needed\n%s", usage);
    return 2;
}
