#include "client/arena/arena.h"

#include "client/arena/network.h"
#include "client/arena/parts.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <unistd.h>

/* One run of the command. */
struct run {
    struct arena arena;
    struct standings standings;
    struct arena_network *network; /* NULL: no programs */
    struct arena_work *work;
    struct output csv;
};

static void show_progress(const struct arena *arena, int scenario, int deal, bool shows)
{
    if (shows)
        fprintf(stderr, "\r%s: deal %d of %d ", arena->scenarios[scenario].name, deal + 1, arena->deals);
}

static enum status play_scenario(struct run *run, int scenario, struct tally *tally, struct cause *cause)
{
    const struct arena *arena = &run->arena;
    size_t count = (size_t)deal_line_ups(arena, scenario) * (size_t)arena->scenarios[scenario].actor_count;
    struct arena_seat *seats = calloc(count, sizeof *seats);
    must(seats != NULL);
    bool shows = isatty(STDERR_FILENO);
    enum status status = STATUS_OK;
    for (int deal = 0; deal < arena->deals && !status; deal++) {
        show_progress(arena, scenario, deal, shows);
        status = work_take(run->work, scenario, deal, seats, cause);
        if (status)
            break;
        tally_add(tally, deal, seats);
        if (run->csv.file)
            status = csv_put_deal(&run->csv, arena, scenario, deal, seats, cause);
    }
    if (shows)
        fprintf(stderr, "\r%60s\r", "");
    free(seats);
    return status;
}

static enum status play_all(struct run *run, struct cause *cause)
{
    enum status status = STATUS_OK;
    for (int s = 0; s < run->arena.scenario_count && !status; s++) {
        struct tally *tally = tally_make(&run->arena, s);
        status = play_scenario(run, s, tally, cause);
        for (int group = 0; group < GROUP_COUNT && !status; group++)
            run->standings.has[s][group] = tally_standings(tally, group, run->standings.of[s][group]);
        for (int c = 0; c < run->arena.contestant_count; c++)
            run->standings.reasons[c] = network_reason(run->network, c);
        if (!status)
            print_scenario(stdout, &run->arena, s, tally, &run->standings);
        tally_free(tally);
    }
    if (!status && run->arena.scenario_count > 1)
        print_standings(stdout, &run->arena, &run->standings);
    return status;
}

/* Processes of the work are begun before anything is written. */
static enum status run_arena(struct run *run, const struct arena_host *host, struct cause *cause)
{
    enum status status = STATUS_OK;
    if (arena_has_programs(&run->arena))
        status = network_begin(&run->arena, host, &run->network, cause);
    if (!status)
        status = work_begin(&run->arena, run->network, &run->work, cause);
    if (!status)
        status = output_begin(&run->csv, "--out", run->arena.out, cause);
    if (!status && run->csv.file)
        csv_put_header(&run->csv);
    if (!status)
        status = play_all(run, cause);
    if (!status)
        status = output_end(&run->csv, cause);
    output_drop(&run->csv);
    work_end(run->work);
    network_end(run->network);
    if (!status && (fflush(stdout) != 0 || ferror(stdout)))
        status = status_fail(cause, STATUS_IO, "the tables could not be written");
    return status;
}

int arena_main(int count, char **words, const struct arena_host *host)
{
    struct cause cause;
    struct run *run = calloc(1, sizeof *run);
    must(run != NULL);
    int exit_status = 0;
    if (arena_parse(count, words, &run->arena, &cause))
        exit_status = 2;
    else if (run->arena.help)
        arena_print_help();
    else if (run_arena(run, host, &cause))
        exit_status = 1;
    if (exit_status)
        fprintf(stderr, "spiral arena: %s\n", cause.text);
    free(run);
    return exit_status;
}
