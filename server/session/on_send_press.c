/* A message to other states. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct command command = {.kind = COMMAND_SEND_PRESS, .send_press = &message->send_press};
    session_command(session, message->request, &command);
}

const struct handler handler_send_press = {
    .kind = TO_SERVER_SEND_PRESS, .states = SESSION_JOINED, .changes = true, .run = run};
