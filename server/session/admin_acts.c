/* Whoever opened the admin socket looks at an exercise and does what one who leads may do. The answer is how
 * it stands then, and waits at the gate like everything else: what was done is durable. */
#include "server/session/session.h"

#include <string.h>

/* NULL: refused, at once, for it rests on the question alone. */
static struct exercise *find(struct session *session, uint64_t request, const char *code)
{
    struct exercise *exercise = hub_find_code(session->hub, code);
    struct refusal refusal = {.code = REFUSAL_UNKNOWN_CODE, .item = "code"};
    if (!exercise)
        admin_refuse(session, request, &refusal,
                     "no exercise has that code; look which ones there are: spiral exercise list", false);
    return exercise;
}

static void tell_state(struct session *session, uint64_t request, const struct exercise *exercise,
                       const struct desk_answer *after)
{
    struct hub *hub = session->hub;
    struct from_admin answer = {.request = request, .kind = FROM_ADMIN_EXERCISE_STATE};
    struct wire_exercise_state *state = &answer.exercise_state;
    desk_tell(exercise, hub->host.now_ms(hub->host.user), hub->desk_room, state);
    hub_put_link(hub, exercise_code(exercise), state->link);
    state->undo = desk_undoable(exercise, DESK_OPERATOR);
    if (after) {
        state->already = after->already;
        memcpy(state->new_key, after->new_key, sizeof state->new_key);
    }
    session_send_admin(session, &answer, true);
}

void admin_show(struct session *session, uint64_t request, const struct wire_exercise_show *show)
{
    struct exercise *exercise = find(session, request, show->code);
    if (exercise)
        tell_state(session, request, exercise, NULL);
}

void admin_act(struct session *session, uint64_t request, const struct wire_exercise_act *act)
{
    struct hub *hub = session->hub;
    struct exercise *exercise = find(session, request, act->code);
    struct desk_answer answer;
    if (!exercise)
        return;
    if (!hub_accepts(hub)) {
        struct refusal refusal = {.code = REFUSAL_BUSY, .item = "journal", .retry_after_ms = 1000};
        admin_refuse(session, request, &refusal,
                     "the server cannot store anything now: is its disk full? Try again in a moment", false);
        return;
    }
    desk_act(exercise, DESK_OPERATOR, act, hub->host.now_ms(hub->host.user), &answer);
    /* how the world stands is told in a refusal, too, and may be lost until it is durable */
    if (answer.refusal.code != REFUSAL_NONE)
        admin_refuse(session, request, &answer.refusal, answer.why, true);
    else
        tell_state(session, request, exercise, &answer);
    if (act->act == EXERCISE_CLOSE && exercise_settings_of(exercise)->rehearsal && exercise_ended(exercise))
        hub_remove_exercise(hub, exercise, "the rehearsal is over");
}
