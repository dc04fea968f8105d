/* sim [--from SEED] [--seeds N] [--trace]: runs so many seeds, one after the other. */
#include "common/base/log.h"
#include "tests/sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void add(struct counts *sum, const struct counts *one)
{
    uint64_t *to = (uint64_t *)sum;
    const uint64_t *from = (const uint64_t *)one;
    for (size_t x = 0; x < sizeof *sum / sizeof *to; x++)
        to[x] += from[x];
}

static void print(const struct counts *sum, uint64_t seeds, double seconds)
{
    printf(
        "%llu seeds in %.1f s (%.1f a second): %llu steps, %llu frames (%llu made again), %llu acknowledged, "
        "%llu refused, %llu turns, %llu worlds ended, %llu pieces of debriefs, %llu considered, %llu acts, "
        "%llu resumed, %llu "
        "commits; %llu crashes "
        "(%llu power "
        "cuts, %llu failed journals), %llu times no space, %llu resets, %llu slow links, %llu rare paths; "
        "%llu conversations of browsers, %llu requests; %llu guests, %llu consents, %llu withdrawn, %llu "
        "turned away, %llu "
        "orders "
        "on behalf, %llu slow seats, %llu monitors, %llu replays over, %llu looks\n",
        (unsigned long long)seeds, seconds, (double)seeds / seconds, (unsigned long long)sum->steps,
        (unsigned long long)sum->frames, (unsigned long long)sum->rebuilt, (unsigned long long)sum->accepted,
        (unsigned long long)sum->refused, (unsigned long long)sum->turns,
        (unsigned long long)sum->worlds_ended, (unsigned long long)sum->debriefs,
        (unsigned long long)sum->considered, (unsigned long long)sum->acts, (unsigned long long)sum->resumed,
        (unsigned long long)sum->commits, (unsigned long long)sum->crashes,
        (unsigned long long)sum->power_cuts, (unsigned long long)sum->failures, (unsigned long long)sum->full,
        (unsigned long long)sum->resets, (unsigned long long)sum->slow, (unsigned long long)sum->rare,
        (unsigned long long)sum->browsers, (unsigned long long)sum->requests, (unsigned long long)sum->guests,
        (unsigned long long)sum->consents, (unsigned long long)sum->withdrawn,
        (unsigned long long)sum->turned_away, (unsigned long long)sum->dictated,
        (unsigned long long)sum->slow_seats, (unsigned long long)sum->monitors,
        (unsigned long long)sum->replays_over, (unsigned long long)sum->looks);
}

struct wanted {
    uint64_t from, seeds;
    bool trace;
    char directory[128], scenarios[256];
};

static bool read_wanted(int count, char **arguments, struct wanted *wanted)
{
    *wanted = (struct wanted){.from = 1, .seeds = 100};
    for (int x = 1; x < count; x++) {
        if (strcmp(arguments[x], "--trace") == 0)
            wanted->trace = true;
        else if (strcmp(arguments[x], "--from") == 0 && x + 1 < count)
            wanted->from = strtoull(arguments[++x], NULL, 10);
        else if (strcmp(arguments[x], "--seeds") == 0 && x + 1 < count)
            wanted->seeds = strtoull(arguments[++x], NULL, 10);
        else
            return false;
    }
    return true;
}

static void run_all(const struct wanted *wanted, int running)
{
    struct counts sum = {0};
    double begun = seconds_now();
    for (uint64_t seed = wanted->from; seed < wanted->from + wanted->seeds; seed++) {
        if (pwrite(running, &seed, sizeof seed, 0) != sizeof seed)
            exit(2);
        struct counts one = sim_run(seed, wanted->directory, wanted->scenarios, wanted->trace);
        add(&sum, &one);
    }
    print(&sum, wanted->seeds, seconds_now() - begun);
}

/* A child runs the seeds, so that whatever ends it, the seed is known and can be shown step by step. */
static int run_apart(const struct wanted *wanted, int running)
{
    int result = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        run_all(wanted, running);
        exit(0);
    }
    if (child < 0 || waitpid(child, &result, 0) != child)
        return perror("a child for the seeds"), 2;
    return result ? 1 : 0;
}

static void remove_directory(const char *path)
{
    char name[160];
    snprintf(name, sizeof name, "%s/journal.db", path);
    unlink(name);
    snprintf(name, sizeof name, "%s/journal.db-wal", path);
    unlink(name);
    snprintf(name, sizeof name, "%s/journal.db-shm", path);
    unlink(name);
    snprintf(name, sizeof name, "%s/lock", path);
    unlink(name);
    rmdir(path);
}

int main(int count, char **arguments)
{
    struct wanted wanted;
    const char *tree = getenv("SPIRAL_TREE"), *top = getenv("TMPDIR");
    if (!read_wanted(count, arguments, &wanted))
        return fprintf(stderr, "usage: sim [--from SEED] [--seeds N] [--trace]\n"), 2;
    snprintf(wanted.scenarios, sizeof wanted.scenarios, "%s/config/scenarios", tree ? tree : ".");
    snprintf(wanted.directory, sizeof wanted.directory, "%s/spiral-sim-XXXXXX", top ? top : "/tmp");
    FILE *running = tmpfile(); /* the seed at hand, whatever becomes of the child */
    if (!running || !mkdtemp(wanted.directory))
        return perror(wanted.directory), 2;
    log_set_level(LOG_ERROR);
    int result = run_apart(&wanted, fileno(running));
    struct wanted again = wanted;
    again.seeds = 1;
    again.trace = true;
    if (result == 1 && !wanted.trace && pread(fileno(running), &again.from, sizeof again.from, 0) > 0) {
        printf("seed %llu again, with its trace (sim --from %llu --seeds 1 --trace):\n",
               (unsigned long long)again.from, (unsigned long long)again.from);
        (void)run_apart(&again, fileno(running));
    }
    fclose(running);
    remove_directory(wanted.directory);
    return result;
}
