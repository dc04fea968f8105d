/* Roles as they are printed before class, for admin.c. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>

static_assert((int)WIRE_ROLES_MAX == WIRE_WORLDS_MAX * ACTORS_MAX, "every seat has a role");

/* Everything that the lists point to; each world some 20 KiB. */
struct roles_frame {
    Spiral__V1__ExerciseRoleRows rows;
    Spiral__V1__Role roles[WIRE_ROLES_MAX], *role_list[WIRE_ROLES_MAX];
    Spiral__V1__RoleWorld *world_list[WIRE_WORLDS_MAX];
    struct {
        Spiral__V1__RoleWorld row;
        struct scenario scenario;
        struct scenario_frame frame;
    } worlds[]; /* as many as there are */
};

static void put_role(const struct wire_role *role, Spiral__V1__Role *wire)
{
    spiral__v1__role__init(wire);
    wire->world = role->world;
    wire->seat = role->seat;
    wire->state = wire_string(role->state);
    wire->motive = role->motive;
    wire->territory = role->territory;
    wire->fortify = role->fortify;
    wire->strike = role->strike;
    wire->dual = role->dual;
    wire->income = role->income;
    wire->seat_code = wire_string(role->seat_code);
}

static void put_rows(const struct wire_exercise_role_rows *rows, struct roles_frame *frame)
{
    spiral__v1__exercise_role_rows__init(&frame->rows);
    for (int x = 0; x < rows->world_count; x++) {
        spiral__v1__role_world__init(frame->world_list[x] = &frame->worlds[x].row);
        frame->worlds[x].scenario = rows->worlds[x].scenario;
        wire_scenario_put(&frame->worlds[x].scenario, &frame->worlds[x].frame);
        frame->worlds[x].row.name = wire_string(rows->worlds[x].name);
        frame->worlds[x].row.scenario = &frame->worlds[x].frame.scenario;
    }
    for (int x = 0; x < rows->role_count; x++)
        put_role(&rows->roles[x], frame->role_list[x] = &frame->roles[x]);
    frame->rows.code = wire_string(rows->code);
    frame->rows.team_size = rows->team_size;
    frame->rows.worlds = frame->world_list;
    frame->rows.n_worlds = (size_t)rows->world_count;
    frame->rows.roles = frame->role_list;
    frame->rows.n_roles = (size_t)rows->role_count;
}

enum status wire_role_rows_put(Spiral__V1__FromAdmin *envelope, const struct wire_exercise_role_rows *rows,
                               struct buffer *buffer)
{
    must(rows->world_count >= 0 && rows->world_count <= WIRE_WORLDS_MAX);
    must(rows->role_count >= 0 && rows->role_count <= WIRE_ROLES_MAX);
    struct roles_frame *frame;
    size_t worlds = (size_t)rows->world_count * sizeof frame->worlds[0];
    frame = memory_try(memory_sum(sizeof *frame, worlds));
    if (!frame)
        return STATUS_MEMORY;
    put_rows(rows, frame);
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_ROLE_ROWS;
    envelope->exercise_role_rows = &frame->rows;
    enum status status = wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
    free(frame);
    return status;
}

static enum status get_role(struct cause *cause, const Spiral__V1__Role *wire, struct wire_role *role)
{
    const struct {
        const char *name;
        int64_t value, low, high;
    } numbers[] = {
        {"world", wire->world, 0, WIRE_WORLDS_MAX - 1},
        {"seat", wire->seat, 0, ACTORS_MAX - 1},
        {"motive", wire->motive, 0, MOTIVE_COUNT - 1},
        {"territory", wire->territory, 0, TERRITORY_MAX},
        {"fortify", wire->fortify, 0, STOCK_MAX},
        {"strike", wire->strike, 0, STOCK_MAX},
        {"dual", wire->dual, 0, STOCK_MAX},
        {"income", wire->income, 0, STOCK_MAX},
    };
    enum status status = STATUS_OK;
    for (size_t x = 0; x < sizeof numbers / sizeof numbers[0] && status == STATUS_OK; x++)
        status = wire_range(cause, numbers[x].name, numbers[x].value, numbers[x].low, numbers[x].high);
    role->world = wire->world;
    role->seat = wire->seat;
    role->motive = wire->motive;
    role->territory = wire->territory;
    role->fortify = wire->fortify;
    role->strike = wire->strike;
    role->dual = wire->dual;
    role->income = wire->income;
    if (status == STATUS_OK)
        status = wire_string_get(cause, "state", wire->state, role->state, sizeof role->state, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "seat_code", wire->seat_code, role->seat_code, sizeof role->seat_code,
                                 WIRE_ANY);
    return status;
}

static enum status get_world(struct cause *cause, const Spiral__V1__RoleWorld *wire,
                             struct wire_role_world *world)
{
    enum status status =
        wire_string_get(cause, "name", wire->name, world->name, sizeof world->name, WIRE_FILLED);
    return status == STATUS_OK ? wire_scenario_get(cause, wire->scenario, &world->scenario) : status;
}

enum status wire_role_rows_get(struct cause *cause, const Spiral__V1__ExerciseRoleRows *wire,
                               struct wire_exercise_role_rows *rows)
{
    rows->worlds = memory_try_zeroed(memory_sum(wire->n_worlds, 1), sizeof *rows->worlds);
    rows->roles = memory_try_zeroed(memory_sum(wire->n_roles, 1), sizeof *rows->roles);
    if (!rows->worlds || !rows->roles)
        return memory_lacks(cause, "a list of roles");
    enum status status =
        wire_string_get(cause, "code", wire->code, rows->code, sizeof rows->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "team_size", wire->team_size, 0, WIRE_SEAT_PERSONS_MAX);
    rows->team_size = wire->team_size;
    for (size_t x = 0; x < wire->n_worlds && status == STATUS_OK; x++)
        status = wire_within_row(cause, get_world(cause, wire->worlds[x], &rows->worlds[rows->world_count++]),
                                 "worlds", x);
    for (size_t x = 0; x < wire->n_roles && status == STATUS_OK; x++)
        status = wire_within_row(cause, get_role(cause, wire->roles[x], &rows->roles[rows->role_count++]),
                                 "roles", x);
    return status;
}

void wire_role_rows_free(struct wire_exercise_role_rows *rows)
{
    free(rows->worlds);
    free(rows->roles);
}
