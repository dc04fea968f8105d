/* Comes back to a seat with the token of the join. 128 random bits cannot be guessed, so failures do not
 * count: whoever shares an address with a guesser still gets back. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    const struct wire_resume *resume = &message->resume;
    struct digest token = digest_of(resume->token.bytes, ID_SIZE);
    for (int x = hub->exercise_count - 1; x >= 0; x--) {
        struct exercise *exercise = hub->exercises[x];
        struct person *person = exercise_resume(exercise, &resume->person, &token);
        if (!person)
            continue;
        if (person->removed) {
            struct refusal refusal;
            exercise_refuse_removed(person, &refusal);
            session_refuse(session, message->request, refusal);
            return;
        }
        if (exercise_expired(exercise, person)) {
            struct refusal refusal;
            exercise_refuse_expired(&refusal);
            session_refuse(session, message->request, refusal);
            return;
        }
        guesses_entered(&hub->guesses, session->address, false, hub->host.now_ms(hub->host.user));
        session_enter(session, message->request, exercise, person, NULL);
        return;
    }
    session_refuse_code(session, message->request, REFUSAL_UNKNOWN_PERSON, "token");
}

const struct handler handler_resume = {
    .kind = TO_SERVER_RESUME, .states = SESSION_GREETED, .changes = true, .run = run};
