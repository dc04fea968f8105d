/* Is anybody there? */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    session->hub->message.kind = TO_CLIENT_PONG;
    session_send_now(session, message->request);
}

const struct handler handler_ping = {.kind = TO_SERVER_PING,
                                     .states = SESSION_NEW | SESSION_GREETED | SESSION_JOINED |
                                               SESSION_WATCHING | SESSION_FACILITATING,
                                     .run = run};
