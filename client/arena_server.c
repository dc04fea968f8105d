#include "client/arena_server.h"

#include "client/arena/arena.h"
#include "client/ctl/admin_call.h"
#include "client/ctl/exercise.h"
#include "client/server_child.h"
#include "common/base/must.h"
#include "common/base/text.h"
#include "common/wire/wire.h"

#include <stdio.h>

static_assert((int)ARENA_CODE_SIZE >= (int)WIRE_CODE_SIZE, "a code fits");

static enum status start(void *user, const char *data, const char *scenarios, struct arena_place *place,
                         struct cause *cause)
{
    struct server_child *child = user;
    enum status status = child_start(data, scenarios, child, cause);
    if (status)
        return status;
    snprintf(place->at, sizeof place->at, "127.0.0.1:%d", child->port);
    must(slice_copy(slice_of(child->fingerprint), place->fingerprint, sizeof place->fingerprint));
    return STATUS_OK;
}

/* Nobody is replaced by a bot: a program that misses turns has missed them. */
static enum status make(void *user, const struct arena_wish *wish, struct arena_exercise *exercise,
                        struct cause *cause)
{
    const struct server_child *child = user;
    struct wire_exercise_created created;
    struct wire_exercise_new wanted = {
        .turn_seconds = (uint32_t)wish->turn_seconds,
        .wait_seats = (uint32_t)wish->seats,
        .misses_allowed = TURNS_MAX,
        .seeded = true,
        .seed = wish->seed,
    };
    must(slice_copy(slice_of(wish->scenario), wanted.scenario, sizeof wanted.scenario));
    enum status status = exercise_make(child->admin, &wanted, languages[LANGUAGE_ENGLISH], &created, cause);
    if (status)
        return status;
    must(slice_copy(slice_of(created.code), exercise->code, sizeof exercise->code));
    exercise->exercise = created.exercise;
    exercise->world = created.worlds[0];
    return STATUS_OK;
}

/* Where the first turn is over, nobody needed the time. */
static enum status extend(void *user, const struct arena_exercise *exercise, int64_t ms, struct cause *cause)
{
    const struct server_child *child = user;
    struct from_admin answer;
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_ACT};
    struct wire_exercise_act *act = &question.exercise_act;
    wire_exercise_act_init(act, EXERCISE_EXTEND);
    act->ms = (int32_t)ms;
    act->turn = 1;
    must(slice_copy(slice_of(exercise->code), act->code, sizeof act->code));
    enum status status = admin_call(child->admin, &question, &answer, languages[LANGUAGE_ENGLISH], cause);
    if (status)
        return status;
    if (answer.kind == FROM_ADMIN_REFUSAL && answer.refusal.code != REFUSAL_STALE_TURN &&
        answer.refusal.code != REFUSAL_OVER)
        status = status_fail(cause, STATUS_INVALID, "the first turn was not extended: %s", answer.cause);
    from_admin_free(&answer);
    return status;
}

static void stop(void *user)
{
    child_stop(user);
}

int arena_command(int count, char **words)
{
    struct server_child child = {0};
    const struct arena_host host = {
        .start = start, .make = make, .extend = extend, .stop = stop, .user = &child};
    return arena_main(count, words, &host);
}
