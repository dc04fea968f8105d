/* Comes to an exercise as a facilitator. The key is a secret that people type: wrong ones count, as wrong
 * codes do. */
#include "server/session/session.h"

#include "common/base/log.h"

static void refuse_wrong(struct session *session, uint64_t request, enum refusal_code code, const char *item)
{
    session_tried_wrong(session);
    session_refuse_code(session, request, code, item);
}

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    const struct wire_facilitate *facilitate = &message->facilitate;
    if (!session_may_try(session, message->request))
        return;
    struct exercise *exercise = hub_find_code(hub, facilitate->code);
    if (!exercise) {
        refuse_wrong(session, message->request, REFUSAL_UNKNOWN_CODE, "code");
        return;
    }
    int facilitator = desk_find_key(exercise, facilitate->key);
    if (facilitator < 0) {
        refuse_wrong(session, message->request, REFUSAL_UNKNOWN_PERSON, "key");
        return;
    }
    if (!monitor_has_room(session, exercise, facilitator)) {
        session_refuse_code(session, message->request, REFUSAL_FULL, "facilitators");
        return;
    }
    if (!session_has_place(session, message->request))
        return;
    session->exercise = exercise;
    session->facilitator = facilitator;
    hub->monitor_count++;
    session->state = SESSION_FACILITATING;
    session_settle(session);
    guesses_entered(&hub->guesses, session->address, false, hub->host.now_ms(hub->host.user));
    desk_arrive(exercise, facilitator);
    hub->message.kind = TO_CLIENT_FACILITATING;
    desk_tell_facilitating(exercise, facilitator, &hub->message.facilitating);
    session_send(session, message->request);
    monitor_tell(session, 0, false, NULL);
    monitor_mark(hub, exercise); /* the others see who is here */
    char hex[ID_HEX_SIZE];
    log_event(LOG_INFO, "facilitating", "exercise", id_hex(exercise_id(exercise), hex), "address",
              session->address, NULL);
}

const struct handler handler_facilitate = {
    .kind = TO_SERVER_FACILITATE, .states = SESSION_GREETED, .run = run};
