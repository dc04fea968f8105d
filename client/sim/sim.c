#include "client/sim/sim.h"

#include "client/sim/sim_crew.h"
#include "client/sim/sim_merge.h"
#include "client/sim/sim_record.h"
#include "client/sim/sim_table.h"
#include "client/sim/sim_worker.h"
#include "common/scenario/scenario_file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_FAILED = 1, EXIT_REFUSED = 2, EXIT_INTERRUPTED = 130 };

static int fail(const struct cause *cause, int exit_status)
{
    fprintf(stderr, "spiral sim: %s\n", cause->text);
    return exit_status;
}

/* The table goes where the rows do not go. */
static int print_summary(const struct sim_plan *plan, const struct sim_summary *summary, bool rows_on_stdout)
{
    FILE *out = rows_on_stdout ? stderr : stdout;
    if (plan->shards > 1)
        fprintf(out, "shard %d of %d: %lld games of the sequence, from %lld on\n", plan->shard, plan->shards,
                (long long)(plan->end - plan->first), (long long)plan->first);
    sim_summary_print(summary, out);
    if (fflush(out) == 0 && !ferror(out))
        return 0;
    fprintf(stderr, "spiral sim: the summary could not be written\n");
    return EXIT_FAILED;
}

static int interrupted(const struct sim_plan *plan, const struct sim_crew *crew,
                       const struct sim_summary *summary, bool rows_on_stdout)
{
    fprintf(stderr,
            "spiral sim: interrupted after %lld of %lld games; only with --out FILE a run can be resumed\n",
            (long long)crew->games, (long long)crew->all);
    print_summary(plan, summary, rows_on_stdout);
    return EXIT_INTERRUPTED;
}

/* Rows to standard output, or none: nothing is kept. */
static int run_through_pipes(const struct sim_plan *plan, const struct sim_options *options,
                             struct sim_summary *summary)
{
    struct sim_crew crew;
    struct cause cause = {{0}}, ended = {{0}};
    bool rows = options->out != NULL;
    enum status status =
        sim_crew_start(&crew, plan, NULL, options->jobs ? (int)options->jobs : 1, rows, &cause);
    if (!status)
        status = sim_merge_crew(&crew, plan, rows ? STDOUT_FILENO : -1, "standard output", summary, &cause);
    enum status end = sim_crew_end(&crew, &ended);
    if (!status)
        return print_summary(plan, summary, rows);
    bool cut_short = status == STATUS_CLOSED || status == STATUS_CORRUPT; /* a worker has the reason */
    if (cut_short && sim_called_off())
        return interrupted(plan, &crew, summary, rows);
    return fail(cut_short && end && end != STATUS_CLOSED ? &ended : &cause, EXIT_FAILED);
}

/* What came of it until now is kept. */
static int stop_early(const struct sim_parts *parts, const struct sim_crew *crew, enum status status,
                      const struct cause *cause)
{
    struct stat appeared;
    if (status != STATUS_CLOSED)
        fail(cause, EXIT_FAILED);
    fprintf(stderr,
            "spiral sim: %s: %lld of %lld games are kept in %s.part-*; %sthe same command with --resume goes "
            "on\n",
            status == STATUS_CLOSED ? "interrupted" : "stopped", (long long)crew->games, (long long)crew->all,
            parts->out,
            status == STATUS_FULL               ? "free space, then "
            : lstat(parts->out, &appeared) == 0 ? "move away what has appeared there, then "
                                                : "");
    return status == STATUS_CLOSED ? EXIT_INTERRUPTED : EXIT_FAILED;
}

static int run_to_file(const struct sim_plan *plan, struct sim_parts *parts, struct sim_summary *summary)
{
    struct sim_crew crew;
    struct cause cause = {{0}}, ended = {{0}};
    enum status status = sim_crew_start(&crew, plan, parts, parts->jobs, true, &cause);
    enum status end = sim_crew_end(&crew, &ended);
    if (status || end)
        return stop_early(parts, &crew, status ? status : end, status ? &cause : &ended);
    status = sim_merge_parts(parts, summary, &cause);
    if (status)
        return stop_early(parts, &crew, status, &cause);
    sim_parts_remove(parts);
    return print_summary(plan, summary, false);
}

static int play_to_file(const struct sim_plan *plan, const struct sim_options *options,
                        struct sim_summary *summary)
{
    struct sim_parts parts;
    struct cause cause;
    int exit_status;
    enum status status =
        sim_parts_open(plan, options->out, (int)options->jobs, options->resume, &parts, &cause);
    if (!status)
        status = sim_records_begin(plan, parts.resumed, &cause);
    if (status) {
        if (!parts.resumed)
            sim_parts_remove(&parts);
        exit_status = fail(&cause, status == STATUS_INVALID ? EXIT_REFUSED : EXIT_FAILED);
    } else {
        exit_status = run_to_file(plan, &parts, summary);
    }
    sim_parts_close(&parts);
    return exit_status;
}

static int play_through_pipes(const struct sim_plan *plan, const struct sim_options *options,
                              struct sim_summary *summary)
{
    struct cause cause;
    enum status status = sim_records_begin(plan, false, &cause);
    return status ? fail(&cause, status == STATUS_INVALID ? EXIT_REFUSED : EXIT_FAILED)
                  : run_through_pipes(plan, options, summary);
}

static int play(const struct sim_plan *plan, const struct sim_options *options)
{
    bool to_file = options->out && strcmp(options->out, "-") != 0;
    struct sim_summary *summary = sim_summary_create(plan);
    fflush(stdout);
    fflush(stderr);
    int exit_status = (to_file ? play_to_file : play_through_pipes)(plan, options, summary);
    sim_summary_destroy(summary);
    return exit_status;
}

int sim_main(int count, char **words)
{
    struct sim_options options;
    struct sim_plan plan;
    struct cause cause;
    char directory[SCENARIO_PATH_SIZE];
    if (sim_options_parse(count, words, &options, &cause))
        return fail(&cause, EXIT_REFUSED);
    if (options.help) {
        sim_options_print_help();
        return 0;
    }
    if (options.columns)
        return sim_print_codebook();
    if (scenario_directory_find(options.scenarios, directory, &cause))
        return fail(&cause, EXIT_REFUSED);
    enum status status = sim_plan_make(&options, directory, &plan, &cause);
    int exit_status = status ? fail(&cause, EXIT_REFUSED) : play(&plan, &options);
    sim_plan_free(&plan);
    return exit_status;
}
