/* What an exercise asks of those who join: for the door, before anybody takes a seat. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    if (!session_may_try(session, message->request))
        return;
    const struct exercise *exercise = hub_find_code(hub, message->ask_exercise.code);
    if (!exercise) {
        session_tried_wrong(session);
        session_refuse_code(session, message->request, REFUSAL_UNKNOWN_CODE, "code");
        return;
    }
    hub->message.kind = TO_CLIENT_EXERCISE_INFO;
    exercise_tell_info(exercise, &hub->message.exercise_info);
    session_send(session, message->request);
}

const struct handler handler_ask_exercise = {
    .kind = TO_SERVER_ASK_EXERCISE, .states = SESSION_GREETED, .run = run};
