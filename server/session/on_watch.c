/* Lets somebody look on. A code that is none counts as a guess, as for a seat. */
#include "server/session/session.h"

#include "common/base/log.h"

#include <string.h>

static void refuse_full(struct session *session, uint64_t request)
{
    struct refusal refusal = {.code = REFUSAL_FULL,
                              .item = "spectators",
                              .sentence = "refusal.spectators",
                              .remedy = "remedy.spectators"};
    session_refuse(session, request, refusal);
}

static void tell_watching(struct session *session, uint64_t request)
{
    struct hub *hub = session->hub;
    struct wire_watching *watching = &hub->message.watching;
    memset(watching, 0, sizeof *watching);
    hub->message.kind = TO_CLIENT_WATCHING;
    watching->exercise = *exercise_id(session->exercise);
    world_tell_watching(exercise_world(session->exercise), watching);
    memcpy(watching->texts, exercise_texts(session->exercise), sizeof watching->texts);
    session_send(session, request);
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
    tell_watching(session, message->request);
    spectator_tell(session);
    char hex[ID_HEX_SIZE];
    log_event(LOG_INFO, "watching", "exercise", id_hex(exercise_id(exercise), hex), "address",
              session->address, NULL);
}

const struct handler handler_watch = {.kind = TO_SERVER_WATCH, .states = SESSION_GREETED, .run = run};
