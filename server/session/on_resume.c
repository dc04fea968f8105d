/* Comes back to a seat with the token of the join. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    struct refusal refusal = {.code = REFUSAL_UNKNOWN_PERSON, .item = "person"};
    for (int x = hub->exercise_count - 1; x >= 0; x--) {
        struct exercise *exercise = hub->exercises[x];
        struct person *person = exercise_resume(exercise, &message->resume, &refusal);
        if (!person)
            continue;
        session_enter(session, message->request, exercise, person, NULL);
        return;
    }
    session_refuse(session, message->request, refusal);
}

const struct handler handler_resume = {
    .kind = TO_SERVER_RESUME, .states = SESSION_GREETED, .changes = true, .run = run};
