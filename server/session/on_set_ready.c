/* Says whether the seat waits for the turn to close. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct command command = {.kind = COMMAND_SET_READY, .set_ready = &message->set_ready};
    session_command(session, message->request, &command);
}

const struct handler handler_set_ready = {
    .kind = TO_SERVER_SET_READY, .states = SESSION_JOINED, .changes = true, .run = run};
