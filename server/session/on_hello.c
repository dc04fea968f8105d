/* The first message: which protocol is spoken. An old client is told so before it joins. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    if (message->hello.version < WIRE_VERSION_OLDEST) {
        struct refusal refusal = {.code = REFUSAL_UPGRADE_NEEDED,
                                  .item = "version",
                                  .oldest = WIRE_VERSION_OLDEST,
                                  .newest = WIRE_VERSION};
        session_refuse(session, message->request, refusal);
        session_finish(session, "the client speaks an old version");
        return;
    }
    session->state = SESSION_GREETED;
    struct wire_welcome welcome = {
        .version = WIRE_VERSION, /* a newer client speaks this one with us */
        .orders_max_bytes = WIRE_TO_SERVER_MAX,
        .press_max_bytes = WIRE_PRESS_SIZE - 1,
    };
    struct text text = text_over(welcome.server, sizeof welcome.server);
    text_put(&text, hub->settings.software);
    hub->message.kind = TO_CLIENT_WELCOME;
    hub->message.welcome = welcome;
    session_send(session, message->request);
}

const struct handler handler_hello = {.kind = TO_SERVER_HELLO, .states = SESSION_NEW, .run = run};
