/* What comes over the admin socket: exercises are listed here; see admin_new.c, admin_acts.c and
 * admin_roles.c for the rest. */
#include "server/session/session.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

void admin_refuse(struct session *session, uint64_t request, const struct refusal *refusal, const char *why,
                  bool stored)
{
    struct from_admin answer = {.request = request, .kind = FROM_ADMIN_REFUSAL, .refusal = *refusal};
    struct text text = text_over(answer.cause, sizeof answer.cause);
    text_put(&text, why);
    session_send_admin(session, &answer, stored);
}

/* What rests on the question alone, or on that nothing can be stored. */
static void refuse(struct session *session, uint64_t request, enum refusal_code code, const char *item,
                   const char *why)
{
    struct refusal refusal = {.code = code};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, item);
    admin_refuse(session, request, &refusal, why, false);
}

void admin_refuse_for_memory(struct session *session, uint64_t request)
{
    refuse(session, request, REFUSAL_BUSY, "memory",
           "the machine has no memory left for it; running exercises go on; try again later");
}

/* Of several worlds, how the one stands that is least far. */
static void list_row(const struct exercise *exercise, struct wire_exercise_row *row)
{
    const struct world_machine *slowest = exercise_world(exercise, 0);
    for (int x = 0; x < exercise_worlds(exercise); x++) {
        const struct world_machine *world = exercise_world(exercise, x);
        row->seats += (uint32_t)world_seats(world);
        if (!world_ended(world) && (world_ended(slowest) || world_turn(world) < world_turn(slowest)))
            slowest = world;
    }
    must(slice_copy(slice_of(exercise_code(exercise)), row->code, sizeof row->code));
    must(slice_copy(slice_of(world_scenario_name(slowest)), row->scenario, sizeof row->scenario));
    row->exercise = *exercise_id(exercise);
    row->persons = (uint32_t)exercise_staying(exercise);
    row->turn = (uint32_t)world_turn(slowest);
    row->end = (uint32_t)world_end(slowest);
    row->started = world_started(slowest);
    row->paused = world_paused(slowest);
    row->worlds = (uint32_t)exercise_worlds(exercise);
}

static void exercise_list(struct session *session, uint64_t request)
{
    struct hub *hub = session->hub;
    struct wire_exercise_row *rows = memory_try_zeroed(WIRE_EXERCISE_ROWS_MAX, sizeof *rows);
    if (!rows) {
        admin_refuse_for_memory(session, request);
        return;
    }
    int count = 0;
    for (int x = hub->exercise_count - 1; x >= 0 && count < WIRE_EXERCISE_ROWS_MAX; x--) {
        list_row(hub->exercises[x], &rows[count++]);
    }
    struct from_admin answer = {.request = request,
                                .kind = FROM_ADMIN_EXERCISE_ROWS,
                                .exercise_rows = {.count = count, .rows = rows}};
    session_send_admin(session, &answer, true);
    free(rows);
}

void admin_receive(struct session *session, const uint8_t *bytes, size_t count)
{
    struct to_admin message = {0};
    struct cause cause;
    enum status status = wire_read_to_admin(bytes, count, &message, &cause);
    if (status == STATUS_MEMORY) {
        admin_refuse_for_memory(session, message.request);
        return;
    }
    if (status) {
        refuse(session, message.request, REFUSAL_MALFORMED, cause.text, cause.text);
        if (message.request == 0)
            session_finish(session, "malformed message");
        return;
    }
    switch (message.kind) {
    case TO_ADMIN_EXERCISE_NEW:
        admin_new(session, message.request, &message.exercise_new);
        break;
    case TO_ADMIN_EXERCISE_LIST:
        exercise_list(session, message.request);
        break;
    case TO_ADMIN_EXERCISE_SHOW:
        admin_show(session, message.request, &message.exercise_show);
        break;
    case TO_ADMIN_EXERCISE_ACT:
        admin_act(session, message.request, &message.exercise_act);
        break;
    case TO_ADMIN_EXERCISE_ROLES:
        admin_roles(session, message.request, &message.exercise_roles);
        break;
    case TO_ADMIN_UNKNOWN:
    case TO_ADMIN_KIND_COUNT:
        refuse(session, message.request, REFUSAL_UNSUPPORTED, "message",
               "this server does not know the question; it is older than the one who asks");
        break;
    }
    to_admin_free(&message);
}
