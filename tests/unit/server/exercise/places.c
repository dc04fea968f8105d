/* How many worlds so many persons need. */
#include "server/exercise/exercise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Of every number of persons, size of a world and size of a team: places enough, counting one deputy where a
 * team may have one; no world without a person; and no world that only a second deputy, or none, would need.
 */
static void worlds_have_places_enough_and_none_is_too_many(void **state)
{
    (void)state;
    for (int actors = ACTORS_MIN; actors <= ACTORS_MAX; actors++) {
        for (int team = 1; team <= TEAM_SIZE_MAX; team++) {
            int held = actors * team, deputies = team < TEAM_SIZE_MAX ? 1 : 0;
            for (int places = 1; places <= PERSONS_MAX; places++) {
                int worlds = exercise_worlds_for(places, actors, team);
                if (worlds < 1 || worlds > places || worlds * held + deputies < places ||
                    (worlds > 1 && (worlds - 1) * held + deputies >= places))
                    fail_msg("%d persons in worlds of %d, teams of %d: %d worlds", places, actors, team,
                             worlds);
            }
        }
    }
}

static void one_over_is_a_deputy_unless_teams_are_at_their_largest(void **state)
{
    static const struct {
        int places, actors, team, worlds;
    } rows[] = {
        {1, 6, 1, 1},  {6, 6, 1, 1},  {7, 6, 1, 1},  {8, 6, 1, 2},  {23, 6, 1, 4},
        {24, 6, 1, 4}, {25, 6, 1, 4}, {26, 6, 1, 5}, {24, 6, 4, 1}, {25, 6, 4, 2},
        {48, 6, 4, 2}, {49, 6, 4, 3}, {97, 6, 4, 5}, {8, 2, 4, 1},  {9, 2, 4, 2},
        {9, 2, 3, 2},  {7, 2, 3, 1},  {3, 2, 1, 1},  {4, 2, 1, 2},
    };
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        if (exercise_worlds_for(rows[x].places, rows[x].actors, rows[x].team) != rows[x].worlds)
            fail_msg("%d persons in worlds of %d, teams of %d: not %d worlds", rows[x].places, rows[x].actors,
                     rows[x].team, rows[x].worlds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_have_places_enough_and_none_is_too_many),
        cmocka_unit_test(one_over_is_a_deputy_unless_teams_are_at_their_largest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
