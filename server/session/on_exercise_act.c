/* What a facilitator does. Rights and scope are the desk's business; the answer waits at the gate until it is
 * durable. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    struct desk_answer answer;
    desk_act(session->exercise, session->facilitator, &message->exercise_act,
             hub->host.now_ms(hub->host.user), &answer);
    if (answer.refusal.code != REFUSAL_NONE)
        session_refuse(session, message->request, answer.refusal);
    else
        monitor_tell(session, message->request, answer.already, answer.new_key[0] ? answer.new_key : NULL);
    if (answer.look)
        session_tell_seat(session, message->exercise_act.world, message->exercise_act.seat);
}

const struct handler handler_exercise_act = {
    .kind = TO_SERVER_EXERCISE_ACT, .states = SESSION_FACILITATING, .changes = true, .run = run};
