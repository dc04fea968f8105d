/* Takes a person to another device by the seat code. Seat codes can be guessed, tokens cannot: failures
 * count. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    struct refusal refusal = {.code = REFUSAL_UNKNOWN_CODE, .item = "code"};
    struct credentials fresh;
    uint64_t now = hub->host.now_ms(hub->host.user);
    if (!session_may_try(session, message->request))
        return;
    struct exercise *exercise = hub_find_code(hub, message->move.code);
    struct person *person = exercise ? exercise_move(exercise, &message->move, now, &fresh, &refusal) : NULL;
    if (person) {
        guesses_entered(&hub->guesses, session->address, false, now);
        session_enter(session, message->request, exercise, person, &fresh);
        return;
    }
    if (refusal.code != REFUSAL_CONSENT_NEEDED) /* the code is right, and comes again */
        session_tried_wrong(session);
    session_refuse(session, message->request, refusal);
}

const struct handler handler_move = {
    .kind = TO_SERVER_MOVE, .states = SESSION_GREETED, .changes = true, .run = run};
