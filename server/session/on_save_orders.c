/* Replaces the seat's orders as a whole. The seat comes from the session, never from the message. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct command command = {.kind = COMMAND_SAVE_ORDERS, .save_orders = &message->save_orders};
    session_command(session, message->request, &command);
}

const struct handler handler_save_orders = {
    .kind = TO_SERVER_SAVE_ORDERS, .states = SESSION_JOINED, .changes = true, .run = run};
