#include "client/theory/theory.h"

#include "client/theory/measure.h"
#include "client/theory/pool.h"
#include "client/theory/print.h"
#include "common/base/must.h"
#include "common/base/options.h"

#include <stdio.h>
#include <string.h>

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
    char scenarios[SCENARIO_PATH_SIZE];
};

/* What was answered. */
struct theory_count {
    int agree, differ, open, not_computed;
    int equations; /* of all of these */
};

/* All rows of a part, or the row of an id; the other is NULL. */
static bool choose(struct theory_command *command, const char *part_name, const char *id)
{
    bool found = false;
    int number = 0;
    for (int part = 0; part < THEORY_PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++, number++)
            if (id ? strcmp(parts[part]->rows[x].id, id) == 0 : strcmp(parts[part]->name, part_name) == 0)
                found = command->chosen[number] = true;
    command->named++;
    return found;
}

static enum status take_part(const struct option *option, void *into, const char *value, struct cause *cause)
{
    if (choose(into, value, NULL))
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s: there is no \"%.80s\"; --list names them", option->name,
                       value);
}

static enum status take_row(void *into, const char *word, struct cause *cause)
{
    if (choose(into, NULL, word) || choose(into, word, NULL))
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "there is no row and no part \"%.80s\"; --list names them",
                       word);
}

static const struct option option_rows[] = {
#define AT(field) .offset = offsetof(struct theory_command, field)
    {"--part", OPTION_OWN, "NAME", "only the rows of this part; may be given again", .take = take_part},
    {"--percent", OPTION_INT, "P", "of the full number of games, 1..100 (100)", AT(run.percent), .low = 1,
     .high = 100},
    {"--seed", OPTION_INT64, "N", "other dice than those of the rulebook's figures, 0..4000000 (0)",
     AT(run.seed), .low = 0, .high = THEORY_SEED_MAX},
    {"--jobs", OPTION_INT, "J", "processes at a time, 1..64 (2)", AT(jobs), .low = 1,
     .high = THEORY_JOBS_MAX},
    {"--scenarios", OPTION_STRING, "DIR", "other scenario files", AT(run.scenarios)},
    {"--list", OPTION_SWITCH, NULL, "name the parts and their rows with the claims, compute nothing",
     AT(lists)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral theory [OPTION]... [ROW or PART]...\n"
             "claims of the literature against the engine; exit status: 0 if no row differs,\n"
             "1 if one does or cannot be computed, 2 for a wrong command line\n",
    .rows = option_rows,
    .count = sizeof option_rows / sizeof option_rows[0],
    .take_word = take_row,
};

static void list_rows(const struct theory_command *command)
{
    int number = 0;
    for (int part = 0; part < THEORY_PARTS; part++) {
        bool headed = false;
        for (int x = 0; x < parts[part]->count; x++, number++) {
            if (command->named && !command->chosen[number])
                continue;
            if (!headed)
                printf("%s\n", parts[part]->name);
            headed = true;
            theory_print_claim(stdout, &parts[part]->rows[x]);
        }
    }
}

/* Whether all that was printed has arrived; 1 otherwise, and the reason is told. */
static int end_output(int exit_status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_status;
    fprintf(stderr,
            "spiral theory: the answers could not be written to standard output; is the disk full?\n");
    return 1;
}

static void on_row(void *user, const struct theory_row *row, const struct theory_result *result)
{
    struct theory_count *count = user;
    theory_print_row(stdout, row, result);
    fflush(stdout);
    count->equations += row->tuned == THEORY_EQUATION;
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
    if (command->run.percent < 100)
        printf("Few games are weak evidence: tolerances follow their number.\n");
    printf("%d rows: %d agree, %d differ, %d open", chosen, count.agree, count.differ, count.open);
    if (count.not_computed)
        printf(", %d not computed", count.not_computed);
    if (count.equations)
        printf("; %d of them %s of the literature, without the engine", count.equations,
               count.equations == 1 ? "is an equation" : "are equations");
    printf(" (seed %llu, %d %% of the games)\n", (unsigned long long)command->run.seed, command->run.percent);
    return count.differ || count.not_computed ? 1 : 0;
}

int theory_main(int count, char **words)
{
    struct theory_command command = {.run.percent = 100, .jobs = 2};
    struct cause cause;
    enum status status = options_parse(&options, count, words, &command, &cause);
    if (!status && command.help) {
        options_print_help(&options);
        return end_output(0);
    }
    if (!status && !command.lists) {
        status = scenario_directory_find(command.run.scenarios, command.scenarios, &cause);
        command.run.scenarios = command.scenarios;
    }
    if (status) {
        fprintf(stderr, "spiral theory: %s\n", cause.text);
        return 2;
    }
    if (command.lists) {
        list_rows(&command);
        return end_output(0);
    }
    return end_output(run_rows(&command));
}
