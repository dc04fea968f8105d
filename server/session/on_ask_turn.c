/* A turn as everybody was told of it. Spectators ask for one after the other, so that a late one is never
 * sent more than it takes. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    const struct wire_ask_turn *ask = &message->ask_turn;
    int world = session_world(session, message->request, &ask->world);
    if (world < 0)
        return;
    if (!world_tell_public_turn(exercise_world(session->exercise, world), ask->turn,
                                &hub->message.public_turn)) {
        session_refuse_code(session, message->request, REFUSAL_NOT_NOW, "turn");
        return;
    }
    hub->message.kind = TO_CLIENT_PUBLIC_TURN;
    session_send(session, message->request);
}

const struct handler handler_ask_turn = {.kind = TO_SERVER_ASK_TURN, .states = SESSION_WATCHING, .run = run};
