/* How it felt, in three words, before anything is opened. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    struct refusal refusal = {.code = REFUSAL_NONE};
    if (!desk_feel(session->exercise, session->person, &message->state_feelings, &refusal)) {
        session_refuse(session, message->request, refusal);
        return;
    }
    hub->message.kind = TO_CLIENT_ACCEPTED;
    hub->message.accepted = (struct wire_accepted){.command = message->state_feelings.command};
    session_send(session, message->request);
    session_tell_step(session);
}

const struct handler handler_state_feelings = {
    .kind = TO_SERVER_STATE_FEELINGS, .states = SESSION_JOINED, .changes = true, .run = run};
