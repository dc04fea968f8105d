#include "tests/bench/house.h"

#include "client/ctl/exercise.h"
#include "common/base/must.h"
#include "common/base/text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int64_t bench_now_ns(void)
{
    struct timespec now;
    must(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof values[0], compare);
    return values[count / 2];
}

void bench_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

/* The directory is flat: journal, key, certificate, lock and what the benchmark put beside them. */
static void remove_directory(const char *path)
{
    char file[HOUSE_PATH_SIZE + NAME_MAX + 2];
    DIR *directory = opendir(path);
    struct dirent *entry;
    while (directory && (entry = readdir(directory))) {
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(file);
    }
    if (directory)
        closedir(directory);
    if (rmdir(path) != 0)
        fprintf(stderr, "%s: cannot be removed: %s\n", path, strerror(errno));
}

void house_open(struct house *house, const char *parent)
{
    struct cause cause;
    *house = (struct house){.directory = ""};
    if (snprintf(house->directory, sizeof house->directory, "%s/spiral-bench-XXXXXX", parent) >=
        (int)sizeof house->directory)
        bench_fail("%s: the path is too long", parent);
    if (!mkdtemp(house->directory))
        bench_fail("%s: no directory can be made: %s", house->directory, strerror(errno));
    if (child_start(house->directory, NULL, &house->child, &cause)) {
        remove_directory(house->directory);
        bench_fail("%s", cause.text);
    }
    if (link_context_client(&house->context, &cause))
        bench_fail("%s", cause.text);
    must(slice_hex(slice_of(house->child.fingerprint), house->key.bytes, DIGEST_SIZE));
}

void house_close(struct house *house)
{
    child_stop(&house->child);
    link_context_destroy(house->context);
    remove_directory(house->directory);
}

void house_make_exercise_of(const struct house *house, const char *scenario, int seats,
                            char code[WIRE_CODE_SIZE])
{
    struct wire_exercise_new wanted = {.wait_seats = (uint32_t)seats};
    struct wire_exercise_created created;
    struct cause cause;
    snprintf(wanted.scenario, sizeof wanted.scenario, "%s", scenario);
    if (exercise_make(house->child.admin, &wanted, languages[LANGUAGE_ENGLISH], &created, &cause))
        bench_fail("%s", cause.text);
    must(created.seats == (uint32_t)seats);
    memcpy(code, created.code, WIRE_CODE_SIZE);
}

void house_make_exercise(const struct house *house, char code[WIRE_CODE_SIZE])
{
    house_make_exercise_of(house, "grand-12", HOUSE_SEATS, code);
}

double house_memory_kib(const struct house *house)
{
    char path[64], line[256];
    long kib = -1;
    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", (long)house->child.pid);
    FILE *file = fopen(path, "r");
    while (file && kib < 0 && fgets(line, sizeof line, file))
        if (strncmp(line, "Anonymous:", 10) == 0)
            kib = strtol(line + 10, NULL, 10);
    if (file)
        fclose(file);
    if (kib < 0)
        bench_fail("%s does not tell the memory of spirald", path);
    return (double)kib;
}
