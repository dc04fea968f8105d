/* A player asks whoever runs the exercise. Nobody else reads it. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    struct refusal refusal = {.code = REFUSAL_NONE};
    uint32_t number = desk_ask(session->exercise, session->person, &message->ask_control,
                               hub->host.now_ms(hub->host.user), &refusal);
    if (!number) {
        session_refuse(session, message->request, refusal);
        return;
    }
    hub->message.kind = TO_CLIENT_ACCEPTED;
    hub->message.accepted = (struct wire_accepted){.command = message->ask_control.command};
    session_send(session, message->request);
    session_tell_answer(session, number); /* so that the question stands where its answer will */
}

const struct handler handler_ask_control = {
    .kind = TO_SERVER_ASK_CONTROL, .states = SESSION_JOINED, .changes = true, .run = run};
