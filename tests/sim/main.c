/* sim [--from SEED] [--seeds N] [--trace]: runs so many seeds, one after the other. */
#include "common/base/log.h"
#include "tests/sim/sim.h"

#include <signal.h>
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
    printf("%llu seeds in %.1f s (%.1f a second): %llu steps, %llu frames (%llu made again), %llu acknowledged, "
           "%llu refused, %llu turns, %llu worlds ended, %llu acts, %llu resumed, %llu commits; %llu crashes (%llu power "
           "cuts, %llu failed journals), %llu times no space, %llu resets, %llu slow links, %llu rare paths\n",
           (unsigned long long)seeds, seconds, (double)seeds / seconds, (unsigned long long)sum->steps,
           (unsigned long long)sum->frames, (unsigned long long)sum->rebuilt, (unsigned long long)sum->accepted,
           (unsigned long long)sum->refused, (unsigned long long)sum->turns, (unsigned long long)sum->worlds_ended,
           (unsigned long long)sum->acts, (unsigned long long)sum->resumed, (unsigned long long)sum->commits,
           (unsigned long long)sum->crashes, (unsigned long long)sum->power_cuts, (unsigned long long)sum->failures,
           (unsigned long long)sum->full, (unsigned long long)sum->resets, (unsigned long long)sum->slow,
           (unsigned long long)sum->rare);
}

int main(int count, char **arguments)
{
    uint64_t from = 1, seeds = 100;
    bool trace = false;
    for (int x = 1; x < count; x++) {
        if (strcmp(arguments[x], "--trace") == 0)
            trace = true;
        else if (strcmp(arguments[x], "--from") == 0 && x + 1 < count)
            from = strtoull(arguments[++x], NULL, 10);
        else if (strcmp(arguments[x], "--seeds") == 0 && x + 1 < count)
            seeds = strtoull(arguments[++x], NULL, 10);
        else
            return fprintf(stderr, "usage: sim [--from SEED] [--seeds N] [--trace]\n"), 2;
    }
    const char *tree = getenv("SPIRAL_TREE"), *top = getenv("TMPDIR");
    char directory[128], scenarios[256];
    snprintf(scenarios, sizeof scenarios, "%s/config/scenarios", tree ? tree : ".");
    snprintf(directory, sizeof directory, "%s/spiral-sim-XXXXXX", top ? top : "/tmp");
    if (!mkdtemp(directory))
        return perror(directory), 2;
    log_set_level(LOG_ERROR);
    struct counts sum = {0};
    double begun = seconds_now();
    for (uint64_t seed = from; seed < from + seeds; seed++) {
        struct counts one = sim_run(seed, directory, scenarios, trace);
        add(&sum, &one);
    }
    print(&sum, seeds, seconds_now() - begun);
    return 0;
}
