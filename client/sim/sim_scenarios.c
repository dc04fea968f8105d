#include "client/sim/sim_scenarios.h"

#include "common/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const places[] = {"/../../../config/scenarios", "/../share/spiral/scenarios"};

enum status sim_scenario_directory(const char *given, char path[SIM_PATH_SIZE], struct cause *cause)
{
    char program[SIM_PATH_SIZE];
    struct stat found;
    if (given && slice_copy(slice_of(given), path, SIM_PATH_SIZE))
        return STATUS_OK;
    if (given)
        return status_fail(cause, STATUS_INVALID, "--scenarios: the path is too long");
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 0)
        return status_fail(cause, STATUS_NOT_FOUND,
                           "cannot tell where this program is; give --scenarios DIR");
    program[length] = '\0';
    *strrchr(program, '/') = '\0';
    for (size_t x = 0; x < sizeof places / sizeof places[0]; x++) {
        int needed = snprintf(path, SIM_PATH_SIZE, "%s%s", program, places[x]);
        if (needed >= SIM_PATH_SIZE || stat(path, &found) != 0 || !S_ISDIR(found.st_mode))
            continue;
        char *whole = realpath(path, NULL); /* people will read it in errors */
        bool shorter = whole && slice_copy(slice_of(whole), path, SIM_PATH_SIZE);
        (void)shorter; /* otherwise the long way round stands */
        free(whole);
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_NOT_FOUND, "no scenarios beside %s; give --scenarios DIR", program);
}
