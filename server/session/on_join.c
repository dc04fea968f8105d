/* Takes a seat. The client's secret makes a repeated join harmless. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    uint64_t now = hub->host.now_ms(hub->host.user);
    struct refusal refusal = {.code = REFUSAL_BUSY, .item = "guesses"};
    refusal.retry_after_ms = guesses_wait_ms(&hub->guesses, session->address, now);
    if (refusal.retry_after_ms) {
        session_refuse(session, message->request, refusal);
        return;
    }
    if (id_is_zero(&message->join.secret)) { /* two such clients would share a seat */
        session_refuse_code(session, message->request, REFUSAL_MALFORMED, "secret");
        return;
    }
    struct exercise *exercise = hub_find_code(hub, message->join.code);
    if (!exercise) {
        guesses_failed(&hub->guesses, session->address, now);
        session_refuse_code(session, message->request, REFUSAL_UNKNOWN_CODE, "code");
        return;
    }
    struct credentials fresh;
    struct person *person = exercise_join(exercise, &message->join, now, &fresh, &refusal);
    if (person)
        session_enter(session, message->request, exercise, person, &fresh);
    else
        session_refuse(session, message->request, refusal);
}

const struct handler handler_join = {
    .kind = TO_SERVER_JOIN, .states = SESSION_GREETED, .changes = true, .run = run};
