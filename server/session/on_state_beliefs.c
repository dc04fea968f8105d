/* What the player thinks; no effect in play. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct command command = {.kind = COMMAND_STATE_BELIEFS, .state_beliefs = &message->state_beliefs};
    session_command(session, message->request, &command);
}

const struct handler handler_state_beliefs = {
    .kind = TO_SERVER_STATE_BELIEFS, .states = SESSION_JOINED, .changes = true, .run = run};
