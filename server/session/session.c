#include "server/session/session.h"

#include "common/base/log.h"

#include <string.h>

extern const struct handler handler_hello, handler_join, handler_resume, handler_move, handler_save_orders,
    handler_set_ready, handler_state_beliefs, handler_send_press, handler_leave, handler_ask_record,
    handler_ping, handler_watch, handler_ask_turn, handler_ask_debrief, handler_consider, handler_facilitate,
    handler_exercise_act, handler_ask_control, handler_state_feelings, handler_ask_exercise;

static const struct handler *const handlers[] = {
    &handler_hello,        &handler_join,        &handler_resume,         &handler_move,
    &handler_save_orders,  &handler_set_ready,   &handler_state_beliefs,  &handler_send_press,
    &handler_leave,        &handler_ask_record,  &handler_ping,           &handler_watch,
    &handler_ask_turn,     &handler_ask_debrief, &handler_consider,       &handler_facilitate,
    &handler_exercise_act, &handler_ask_control, &handler_state_feelings, &handler_ask_exercise,
};

static const struct handler *find_handler(enum to_server_kind kind)
{
    for (size_t x = 0; x < sizeof handlers / sizeof handlers[0]; x++)
        if (handlers[x]->kind == kind)
            return handlers[x];
    return NULL;
}

static const char *awaited(enum session_state state)
{
    return state == SESSION_NEW            ? "hello"
           : state == SESSION_GREETED      ? "join"
           : state == SESSION_WATCHING     ? "watching"
           : state == SESSION_FACILITATING ? "facilitating"
                                           : "joined";
}

/* A message whose envelope could be read is refused and the link goes on; garbage ends it. */
static void refuse_malformed(struct session *session, uint64_t request, const struct cause *cause)
{
    session_refuse_code(session, request, REFUSAL_MALFORMED, cause->text);
    if (request == 0 || ++session->malformed >= HUB_MALFORMED_MAX) {
        log_event(LOG_WARN, "malformed", "address", session->address, "cause", cause->text, NULL);
        session_finish(session, "malformed message");
    }
}

void session_receive(struct session *session, const uint8_t *bytes, size_t count)
{
    struct hub *hub = session->hub;
    struct to_server *message = &hub->received;
    struct cause cause = {""};
    memset(message, 0, sizeof *message);
    if (count > WIRE_TO_SERVER_MAX) {
        status_fail(&cause, STATUS_INVALID, "envelope over %d bytes", WIRE_TO_SERVER_MAX);
        refuse_malformed(session, 0, &cause);
        return;
    }
    enum status status = wire_read_to_server(bytes, count, message, &cause);
    if (status == STATUS_MEMORY) { /* no fault of the peer's */
        session_refuse_code(session, message->request, REFUSAL_BUSY, "memory");
        return;
    }
    if (status) {
        refuse_malformed(session, message->request, &cause);
        return;
    }
    const struct handler *handler = find_handler(message->kind);
    if (!handler)
        session_refuse_code(session, message->request, REFUSAL_UNSUPPORTED, "message");
    else if (!(handler->states & session->state))
        session_refuse_code(session, message->request, REFUSAL_NOT_NOW, awaited(session->state));
    else if (handler->changes && !hub_accepts(hub))
        session_refuse_code(session, message->request, REFUSAL_BUSY, "journal");
    else
        handler->run(session, message);
}

void session_command(struct session *session, uint64_t request, struct command *command)
{
    struct hub *hub = session->hub;
    hub->replying = session;
    hub->request = request;
    command->now_ms = hub->host.now_ms(hub->host.user);
    exercise_apply(session->exercise, session->person, command);
    hub->replying = NULL;
}
