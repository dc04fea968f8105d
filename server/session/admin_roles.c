/* What is printed before class: the role of each state, and the conditions that all know. It tells motives,
 * so it is for who leads, over the admin socket and nowhere else. */
#include "server/session/session.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

/* NULL: refused, at once, for it rests on the question alone. */
static struct exercise *find(struct session *session, uint64_t request, const char *code)
{
    struct exercise *exercise = hub_find_code(session->hub, code);
    struct refusal refusal = {.code = REFUSAL_UNKNOWN_CODE, .item = "code"};
    if (!exercise)
        admin_refuse(session, request, &refusal,
                     "no exercise has that code; look which ones there are: spiral exercise list", false);
    return exercise;
}

/* Roles are those of the start: once a turn was played there is no such thing to print any more. */
static bool is_too_late(const struct exercise *exercise)
{
    for (int world = 0; world < exercise_worlds(exercise); world++)
        if (world_turn(exercise_world(exercise, world)) > 0)
            return true;
    return false;
}

/* What each seat knows, and all pacts: a secret one stands on the cards of both partners. */
static void tell_conditions(const struct exercise *exercise, int world, struct wire_role_world *told)
{
    struct wire_briefing briefing;
    struct scenario *scenario = &told->scenario, whole;
    world_tell_briefing(exercise_world(exercise, world), 0, &briefing);
    world_copy_scenario(exercise_world(exercise, world), &whole);
    *scenario = briefing.scenario;
    exercise_world_name(world, told->name);
    for (int x = 0; x < scenario->actor_count; x++)
        scenario->actors[x].motive = MOTIVE_DRAWN;
    scenario->assessment_count = 0;
    scenario->pact_count = whole.pact_count;
    memcpy(scenario->pacts, whole.pacts, sizeof scenario->pacts);
    struct parameters *p = &scenario->parameters;
    if (p->hidden_balance) /* each state believes in one of its own between these two */
        p->balance = (p->balance_low + p->balance_high) / 2;
}

static void tell_role(const struct exercise *exercise, int world, int seat, struct wire_role *told)
{
    const struct world_machine *machine = exercise_world(exercise, world);
    struct view view;
    world_view(machine, seat, &view);
    *told = (struct wire_role){
        .world = (uint32_t)world,
        .seat = (uint32_t)seat,
        .motive = (uint32_t)view.own.motive,
        .territory = view.territory[seat],
        .fortify = view.own.fortify,
        .strike = view.own.strike,
        .dual = view.own.dual,
        .income = view.income,
    };
    must(slice_copy(slice_of(world_state_name(machine, seat)), told->state, sizeof told->state));
}

/* New codes for the cards of seats that take somebody. */
static void tell_codes(struct exercise *exercise, struct wire_exercise_role_rows *rows)
{
    for (int x = 0; x < rows->role_count; x++) {
        struct wire_role *role = &rows->roles[x];
        (void)exercise_reserve(exercise, (int)role->world, (int)role->seat, role->seat_code);
    }
}

static void tell_all(const struct exercise *exercise, struct wire_exercise_role_rows *rows)
{
    must(slice_copy(slice_of(exercise_code(exercise)), rows->code, sizeof rows->code));
    rows->team_size = (uint32_t)exercise_settings_of(exercise)->team_size;
    for (int world = 0; world < exercise_worlds(exercise); world++) {
        tell_conditions(exercise, world, &rows->worlds[rows->world_count++]);
        for (int seat = 0; seat < world_seats(exercise_world(exercise, world)); seat++)
            tell_role(exercise, world, seat, &rows->roles[rows->role_count++]);
    }
}

void admin_roles(struct session *session, uint64_t request, const struct wire_exercise_roles *roles)
{
    struct exercise *exercise = find(session, request, roles->code);
    struct from_admin answer = {.request = request, .kind = FROM_ADMIN_EXERCISE_ROLE_ROWS};
    struct wire_exercise_role_rows *rows = &answer.exercise_role_rows;
    struct refusal refusal = {.code = REFUSAL_NOT_NOW, .item = "turn"};
    if (!exercise)
        return;
    if (is_too_late(exercise)) {
        admin_refuse(session, request, &refusal,
                     "a turn was played already, and roles are those of the start; print them before class",
                     true);
        return;
    }
    if (roles->seat_codes && !hub_accepts(session->hub)) {
        refusal = (struct refusal){.code = REFUSAL_BUSY, .item = "journal", .retry_after_ms = 1000};
        admin_refuse(session, request, &refusal,
                     "the server cannot store anything now: is its disk full? Try again in a moment", false);
        return;
    }
    rows->worlds = memory_try_zeroed((size_t)exercise_worlds(exercise), sizeof rows->worlds[0]);
    rows->roles = memory_try_zeroed(WIRE_ROLES_MAX, sizeof rows->roles[0]);
    if (rows->worlds && rows->roles) {
        tell_all(exercise, rows);
        if (roles->seat_codes)
            tell_codes(exercise, rows);
        session_send_admin(session, &answer, true);
    } else {
        admin_refuse_for_memory(session, request);
    }
    free(rows->worlds);
    free(rows->roles);
}
