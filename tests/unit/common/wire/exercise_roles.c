/* Roles as they are printed before class. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#define ROWS(name, does) SPOIL(FromAdmin, name, Spiral__V1__ExerciseRoleRows *r = e->exercise_role_rows; does)

ROWS(as_it_is, (void)r)
ROWS(nameless_world, spoil_string(&r->worlds[63]->name, ""))
ROWS(no_scenario, spoil_absent(r->worlds[63]->scenario))
ROWS(balance_huge, r->worlds[63]->scenario->parameters[0]->value = 100000)
ROWS(one_state, spoil_rows(r->worlds[63]->scenario->states, r->worlds[63]->scenario->n_states, 1))
ROWS(role_in_64, r->roles[767]->world = 64)
ROWS(role_of_seat_12, r->roles[767]->seat = 12)
ROWS(motive_5, r->roles[767]->motive = 5)
ROWS(territory_below, r->roles[767]->territory = -1)
ROWS(strike_huge, r->roles[767]->strike = INT32_MAX)
ROWS(nameless_state, spoil_string(&r->roles[767]->state, ""))
ROWS(seat_code_of_24, spoil_length(&r->roles[767]->seat_code, WIRE_SEAT_CODE_SIZE))
ROWS(no_seat_code, spoil_string(&r->roles[767]->seat_code, ""))

static const struct {
    spoil_from_admin *spoil;
    const char *cause; /* NULL: it is read */
} rows[] = {
    {as_it_is, NULL},
    {nameless_world, "exercise_role_rows.worlds[63].name: "},
    {no_scenario, "exercise_role_rows.worlds[63].scenario: missing"},
    {balance_huge, "exercise_role_rows.worlds[63].scenario: "},
    {one_state, "exercise_role_rows.worlds[63].scenario.states: "},
    {role_in_64, "exercise_role_rows.roles[767].world: "},
    {role_of_seat_12, "exercise_role_rows.roles[767].seat: "},
    {motive_5, "exercise_role_rows.roles[767].motive: "},
    {territory_below, "exercise_role_rows.roles[767].territory: "},
    {strike_huge, "exercise_role_rows.roles[767].strike: "},
    {nameless_state, "exercise_role_rows.roles[767].state: "},
    {seat_code_of_24, "exercise_role_rows.roles[767].seat_code: "},
    {no_seat_code, NULL},
};

static void every_bound_of_roles(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        try_from_admin(FROM_ADMIN_EXERCISE_ROLE_ROWS, rows[x].spoil, rows[x].cause);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bound_of_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
