/* Gives the seat to a bot at once; resuming takes it back from the next turn. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct command command = {.kind = COMMAND_LEAVE, .leave = &message->leave};
    session_command(session, message->request, &command);
}

const struct handler handler_leave = {
    .kind = TO_SERVER_LEAVE, .states = SESSION_JOINED, .changes = true, .run = run};
