#include "client/theory/theory.h"

#include "client/sim/sim_scenarios.h"
#include "client/theory/measure.h"
#include "client/theory/pool.h"
#include "client/theory/print.h"
#include "common/base/must.h"

#include <stdio.h>
#include <string.h>

static const char usage[] =
    "usage: spiral theory [OPTION]... [ROW]...   claims of the literature against the engine\n"
    "  --part NAME      only the rows of this part; may be given again\n"
    "  --percent P      of the full number of games, 1..100 (100)\n"
    "  --seed N         other dice than those of the rulebook's figures, 0..4000000 (0)\n"
    "  --jobs J         processes at a time, 1..64 (2)\n"
    "  --scenarios DIR  other scenario files\n"
    "  --list           name the parts and their rows, compute nothing\n"
    "Exit status: 0 if no row differs, 1 if one does or cannot be computed, 2 for a wrong command line.\n";

static const struct theory_part *const parts[] = {
    &theory_stage,     &theory_richardson, &theory_worlds,    &theory_regulators,
    &theory_models,    &theory_history,    &theory_alliances, &theory_modules,
    &theory_doctrines, &theory_formulas,   &theory_matrix,
};

enum { THEORY_PARTS = sizeof parts / sizeof parts[0] };

/* The command line, understood. */
struct theory_command {
    struct theory_run run;
    int jobs;
    bool help, lists;
    int named; /* words that choose rows: all rows when there are none */
    bool chosen[THEORY_ROWS_MAX];
    char scenarios[SIM_PATH_SIZE];
};

/* What was answered. */
struct theory_count {
    int agree, differ, open, not_computed;
};

static bool choose_part(struct theory_command *command, const char *name)
{
    bool found = false;
    int number = 0;
    for (int part = 0; part < THEORY_PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++, number++)
            if (strcmp(parts[part]->name, name) == 0)
                found = command->chosen[number] = true;
    command->named++;
    return found;
}

static bool choose_row(struct theory_command *command, const char *id)
{
    bool found = false;
    int number = 0;
    for (int part = 0; part < THEORY_PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++, number++)
            if (strcmp(parts[part]->rows[x].id, id) == 0)
                found = command->chosen[number] = true;
    command->named++;
    return found;
}

static enum status read_number(const char *option, const char *value, int64_t low, int64_t high,
                               int64_t *number, struct cause *cause)
{
    if (slice_int(slice_of(value), low, high, number))
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s: \"%s\" is not a number in %lld..%lld", option, value,
                       (long long)low, (long long)high);
}

static enum status read_option(struct theory_command *command, const char *option, const char *value,
                               struct cause *cause)
{
    int64_t number = 0;
    enum status status = STATUS_OK;
    if (!value)
        return status_fail(cause, STATUS_INVALID, "%s: no value; --help lists the options", option);
    if (strcmp(option, "--part") == 0) {
        if (!choose_part(command, value))
            status =
                status_fail(cause, STATUS_INVALID, "--part: there is no \"%s\"; --list names them", value);
    } else if (strcmp(option, "--percent") == 0) {
        status = read_number(option, value, 1, 100, &number, cause);
        command->run.percent = (int)number;
    } else if (strcmp(option, "--seed") == 0) {
        status = read_number(option, value, 0, THEORY_SEED_MAX, &number, cause);
        command->run.seed = (uint64_t)number;
    } else if (strcmp(option, "--jobs") == 0) {
        status = read_number(option, value, 1, THEORY_JOBS_MAX, &number, cause);
        command->jobs = (int)number;
    } else if (strcmp(option, "--scenarios") == 0) {
        command->run.scenarios = value;
    } else {
        status = status_fail(cause, STATUS_INVALID, "%s: not understood; --help lists the options", option);
    }
    return status;
}

static enum status read_words(int count, char **words, struct theory_command *command, struct cause *cause)
{
    for (int x = 0; x < count; x++) {
        enum status status = STATUS_OK;
        if (strcmp(words[x], "--help") == 0) {
            command->help = true;
        } else if (strcmp(words[x], "--list") == 0) {
            command->lists = true;
        } else if (words[x][0] == '-') {
            status = read_option(command, words[x], x + 1 < count ? words[x + 1] : NULL, cause);
            x++;
        } else if (!choose_row(command, words[x])) {
            status =
                status_fail(cause, STATUS_INVALID, "there is no row \"%s\"; --list names them", words[x]);
        }
        if (status)
            return status;
    }
    return STATUS_OK;
}

static void list_rows(void)
{
    for (int part = 0; part < THEORY_PARTS; part++) {
        printf("%s\n", parts[part]->name);
        for (int x = 0; x < parts[part]->count; x++)
            printf("  %s\n", parts[part]->rows[x].id);
    }
}

static void on_row(void *user, const struct theory_row *row, const struct theory_result *result)
{
    struct theory_count *count = user;
    theory_print_row(stdout, row, result);
    fflush(stdout);
    if (!result->computed)
        count->not_computed++;
    else if (result->answer == THEORY_AGREES)
        count->agree++;
    else if (result->answer == THEORY_OPEN)
        count->open++;
    else
        count->differ++;
}

static int run_rows(const struct theory_command *command)
{
    const struct theory_row *rows[THEORY_ROWS_MAX];
    struct theory_count count = {0};
    int chosen = 0, number = 0;
    for (int part = 0; part < THEORY_PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++, number++)
            if (!command->named || command->chosen[number])
                rows[chosen++] = &parts[part]->rows[x];
    must(number <= THEORY_ROWS_MAX);
    theory_pool_run(&command->run, chosen, rows, command->jobs, on_row, &count);
    printf("%d rows: %d agree, %d differ, %d open", chosen, count.agree, count.differ, count.open);
    if (count.not_computed)
        printf(", %d not computed", count.not_computed);
    printf(" (seed %llu, %d %% of the games)\n", (unsigned long long)command->run.seed, command->run.percent);
    return count.differ || count.not_computed ? 1 : 0;
}

int theory_main(int count, char **words)
{
    struct theory_command command = {.run.percent = 100, .jobs = 2};
    struct cause cause;
    enum status status = read_words(count, words, &command, &cause);
    if (!status && command.help)
        return fputs(usage, stdout) < 0;
    if (!status && !command.lists) {
        status = sim_scenario_directory(command.run.scenarios, command.scenarios, &cause);
        command.run.scenarios = command.scenarios;
    }
    if (status) {
        fprintf(stderr, "spiral theory: %s\n", cause.text);
        return 2;
    }
    if (command.lists) {
        list_rows();
        return 0;
    }
    return run_rows(&command);
}
