/* Plans and a scratch directory for the tests of the simulator. */
#ifndef SPIRAL_TESTS_SIM_GIVEN_H
#define SPIRAL_TESTS_SIM_GIVEN_H

#include "client/sim/sim_plan.h"

/* The plan of a command line, words parted by blanks, over the scenarios of the tree. The words live until
 * the next call. */
enum status given_plan(const char *line, struct sim_plan *plan, struct cause *cause);

/* The same where it must work. */
struct sim_plan given(const char *line);

/* "DIRECTORY/NAME" in a directory of this test's own, which given_teardown removes with all files in it. */
const char *given_path(void *state, const char *name);

/* cmocka's setup and teardown; also finds the scenarios. */
int given_setup(void **state);
int given_teardown(void **state);

#define GIVEN_TEST(function) cmocka_unit_test_setup_teardown(function, given_setup, given_teardown)

#endif
