/* Where the commands that play without a server find the scenario files. Blocking; any thread. */
#ifndef SPIRAL_SIM_SIM_SCENARIOS_H
#define SPIRAL_SIM_SIM_SCENARIOS_H

#include "common/base/status.h"

enum { SIM_PATH_SIZE = 4096 };

/* `given` where somebody named a directory; NULL: beside the program, in the tree or as installed.
 * STATUS_NOT_FOUND says how to name one. */
MUST_USE enum status sim_scenario_directory(const char *given, char path[SIM_PATH_SIZE], struct cause *cause);

#endif
