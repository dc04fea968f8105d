/* Lets somebody look on. A code that is none counts as a guess, as for a seat. */
#include "server/session/session.h"

#include "common/base/log.h"
#include "common/base/must.h"

#include <string.h>

static void refuse_full(struct session *session, uint64_t request)
{
    struct refusal refusal = {.code = REFUSAL_FULL,
                              .item = "spectators",
                              .sentence = "refusal.spectators",
                              .remedy = "remedy.spectators"};
    session_refuse(session, request, refusal);
}

/* One a world; the first is the answer. */
static void tell_watching(struct session *session, uint64_t request, int world)
{
    struct hub *hub = session->hub;
    struct exercise *exercise = session->exercise;
    struct wire_watching *watching = &hub->message.watching;
    memset(watching, 0, sizeof *watching);
    hub->message.kind = TO_CLIENT_WATCHING;
    watching->exercise = *exercise_id(exercise);
    world_tell_watching(exercise_world(exercise, world), watching);
    memcpy(watching->texts, exercise_texts(exercise), sizeof watching->texts);
    must(slice_copy(slice_of(exercise_world_title(exercise, world)), watching->world_name,
                    sizeof watching->world_name));
    must(slice_copy(slice_of(exercise_code(exercise)), watching->code, sizeof watching->code));
    watching->worlds = (uint32_t)exercise_worlds(exercise);
    hub_put_link(hub, exercise_code(exercise), watching->link);
    session_send(session, world == 0 ? request : 0);
}

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    if (!session_may_try(session, message->request))
        return;
    struct exercise *exercise = hub_find_code(hub, message->watch.code);
    if (!exercise) {
        session_tried_wrong(session);
        session_refuse_code(session, message->request, REFUSAL_UNKNOWN_CODE, "code");
        return;
    }
    if (exercise_replay_is_over(exercise)) {
        spectator_refuse_replay(session, message->request);
        return;
    }
    if (!spectators_have_room(session, exercise)) {
        refuse_full(session, message->request);
        return;
    }
    if (!session_has_place(session, message->request))
        return;
    session->exercise = exercise;
    session->state = SESSION_WATCHING;
    session->looks_on = true;
    session_settle(session);
    for (int x = 0; x < exercise_worlds(exercise); x++)
        tell_watching(session, message->request, x);
    for (int x = 0; x < exercise_worlds(exercise); x++)
        spectator_tell(session, x);
    session_tell_step(session);
    char hex[ID_HEX_SIZE];
    log_event(LOG_INFO, "watching", "exercise", id_hex(exercise_id(exercise), hex), "address",
              session->address, NULL);
}

const struct handler handler_watch = {.kind = TO_SERVER_WATCH, .states = SESSION_GREETED, .run = run};
