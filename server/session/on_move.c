/* Takes a person to another device by the seat code. Seat codes can be guessed, tokens cannot: failures
 * count. */
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
    struct credentials fresh;
    struct exercise *exercise = hub_find_code(hub, message->move.code);
    refusal = (struct refusal){.code = REFUSAL_UNKNOWN_CODE, .item = "code"};
    struct person *person = exercise ? exercise_move(exercise, &message->move, &fresh, &refusal) : NULL;
    if (person) {
        session_enter(session, message->request, exercise, person, &fresh);
        return;
    }
    guesses_failed(&hub->guesses, session->address, now);
    session_refuse(session, message->request, refusal);
}

const struct handler handler_move = {
    .kind = TO_SERVER_MOVE, .states = SESSION_GREETED, .changes = true, .run = run};
