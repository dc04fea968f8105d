/* Takes a seat. The client's secret makes a repeated join harmless. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    uint64_t now = hub->host.now_ms(hub->host.user);
    if (!session_may_try(session, message->request))
        return;
    if (id_is_zero(&message->join.secret)) { /* two such clients would share a seat */
        session_refuse_code(session, message->request, REFUSAL_MALFORMED, "secret");
        return;
    }
    struct exercise *exercise = hub_find_code(hub, message->join.code);
    if (!exercise) {
        session_tried_wrong(session);
        session_refuse_code(session, message->request, REFUSAL_UNKNOWN_CODE, "code");
        return;
    }
    /* who comes again, because the answer was lost, has a seat already */
    if (!exercise_knows(exercise, &message->join.secret) && !session_has_place(session, message->request))
        return;
    struct credentials fresh;
    struct refusal refusal;
    int persons = exercise_persons(exercise);
    struct person *person = exercise_join(exercise, &message->join, now, &fresh, &refusal);
    if (!person) {
        session_refuse(session, message->request, refusal);
        return;
    }
    guesses_entered(&hub->guesses, session->address, exercise_persons(exercise) > persons, now);
    session_enter(session, message->request, exercise, person, &fresh);
}

const struct handler handler_join = {
    .kind = TO_SERVER_JOIN, .states = SESSION_GREETED, .changes = true, .run = run};
